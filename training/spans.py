"""Entity spans of tag sequences."""

from __future__ import annotations


def spans(tags: list[str]) -> set[tuple[int, int, str]]:
    """Entity spans of BIES tags, read leniently: a span runs from B or S over I and E of its label."""
    out, start = set(), None
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and (tag[0] in "OBS" or tag[2:] != tags[start][2:]):
            out.add((start, i, tags[start][2:]))
            start = None
        if start is None and tag != "O":
            start = i
        if start is not None and tag[0] in "ES":
            out.add((start, i + 1, tags[start][2:]))
            start = None
    return out
