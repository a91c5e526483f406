"""What the attributes of marks say: ids, figures, cues, status."""

from __future__ import annotations

from training.corpus.inline import Annotated, Mark


def ids(mark: Mark, key: str) -> list[str]:
    """The ids that a mark links to under a key, without the relations of places."""
    return [value.partition("/")[0] for value in mark.attributes.get(key, "").split(",") if value]


def figures(mark: Mark) -> list[tuple[str, str, str]]:
    """(what, id of the figure or of the one who is counted, id of who is counted) of an act; ids may be empty."""
    out = []
    for piece in filter(None, mark.attributes.get("n", "").split(",")):
        what, _, rest = piece.partition(":")
        figure, _, whom = rest.partition(":")
        out.append((what, figure, whom))
    return out


def cue_of(report: Annotated, mark: Mark) -> Mark | None:
    """The cue that credits an act or another saying: named by it, else that of the innermost content around it."""
    by = ids(mark, "by") if mark.type == "act" else []
    if by == ["none"]:
        return None
    cues = {m.id: m for m in report.marks if m.type == "cue"}
    if by:
        return cues.get(by[0])
    around = [
        m for m in report.marks if m.type == "say" and m.start <= mark.start and mark.end <= m.end and m.id != mark.id
    ]
    inner = min(around, key=lambda m: (m.end - m.start, -m.depth), default=None)
    return cues.get(inner.id) if inner else None


def status_of(report: Annotated, act: Mark) -> str:
    """The status of an act: as marked, else asserted outside every saying and reported inside one."""
    marked = act.attributes.get("s")
    if marked:
        return marked
    return "reported" if cue_of(report, act) else "asserted"
