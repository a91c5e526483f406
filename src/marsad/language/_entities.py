"""From entity tag scores to spans: the best sequence of tags that is well formed."""

from __future__ import annotations

import functools

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]


@functools.cache
def _follows(tags: tuple[str, ...]) -> npt.NDArray[np.float32]:
    """0 where tag j may follow tag i, else very low. BIES: after B or I of a label come I or E of the same label."""
    allowed = np.full((len(tags), len(tags)), -1e6, dtype=np.float32)
    for i, one in enumerate(tags):
        for j, other in enumerate(tags):
            open_ = one[0] in "BI"
            continues = other[0] in "IE" and one[1:] == other[1:]
            if continues if open_ else other[0] in "OBS":
                allowed[i, j] = 0
    return allowed


def decode(scores: Scores, tags: tuple[str, ...]) -> list[tuple[int, int, str]]:
    """Spans (first, last exclusive, label) of the best well-formed sequence for ``scores`` (words, tags)."""
    best: list[int] = scores.argmax(1).tolist()
    if not any(best):
        return []
    if not _well_formed([tags[t] for t in best]):
        best = _viterbi(scores, tags)
    out, start = [], 0
    for i, number in enumerate(best):
        tag = tags[number]
        if tag[0] in "BS":
            start = i
        if tag[0] in "ES":
            out.append((start, i + 1, tag[2:]))
    return out


def _well_formed(sequence: list[str]) -> bool:
    previous = "O"
    for tag in [*sequence, "O"]:
        open_ = previous[0] in "BI"
        if not (tag[0] in "IE" and tag[1:] == previous[1:] if open_ else tag[0] in "OBS"):
            return False
        previous = tag
    return True


def _viterbi(scores: Scores, tags: tuple[str, ...]) -> list[int]:
    follows = _follows(tags)
    opens = np.array([0.0 if t[0] in "OBS" else -1e6 for t in tags], dtype=np.float32)
    closes = np.array([0.0 if t[0] in "OES" else -1e6 for t in tags], dtype=np.float32)
    score, back = scores[0] + opens, []
    for row in scores[1:]:
        paths = score[:, None] + follows
        back.append(paths.argmax(0))
        score = paths.max(0) + row
    at = int((score + closes).argmax())
    out = [at]
    for pointers in reversed(back):
        at = int(pointers[at])
        out.append(at)
    return out[::-1]
