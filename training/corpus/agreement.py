"""How far two annotations of the same reports agree, layer by layer.

Spans are compared one to one where they overlap; F1 treats one annotator as the other's gold, so it does not matter
which. Links and statuses are compared on acts that both marked with one kind; labels of two by Cohen's kappa. Ids are
each annotator's own, so a link agrees where the linked mentions overlap. ``link end to end`` counts every link of
every act, also of acts that only one of them marked: what a reader is measured by.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from training.corpus.check import ENTITIES
from training.corpus.inline import Annotated, CorpusError, Mark
from training.corpus.links import figures, ids, status_of

ROLES = {"a": "actor", "t": "target", "p": "place", "d": "time", "w": "means"}
Pair = tuple[Mark, Mark]


def agreement(pairs: Iterable[tuple[Annotated, Annotated]]) -> dict[str, float]:
    """F1 or kappa of each layer, in per cent.

    Raises:
        CorpusError: Two annotations are not of one text.
    """
    tally: Counter[str] = Counter()
    labels: dict[str, list[tuple[str, str]]] = {"kind": [], "status": [], "background": []}
    for one, other in pairs:
        if one.text != other.text:
            raise CorpusError(f"{one.path} and {other.path}: not the same text; only marks may differ")
        _entities(tally, one, other)
        for layer in ("cue", "say", "fore", "ctl"):
            _count(tally, layer, _of(one, layer), _of(other, layer))
        acts = _count(tally, "act", _of(one, "act"), _of(other, "act"))
        labels["kind"] += [(a.kind, b.kind) for a, b in acts]
        same = [(a, b) for a, b in acts if a.kind == b.kind]
        tally["act and kind both"] += len(same)
        tally["act and kind all"] += tally["act all"] - tally["act and kind seen"]
        tally["act and kind seen"] = tally["act all"]
        for a, b in same:
            labels["status"].append((status_of(one, a), status_of(other, b)))
            labels["background"].append((str("bg" in a.attributes), str("bg" in b.attributes)))
            _links(tally, one, a, other, b)
        tally["link end to end all"] += sum(_number_of_links(act) for r in (one, other) for act in _of(r, "act"))
    sorts = [*ROLES.values(), "figure"]
    tally["link end to end both"] = sum(tally[f"{sort} both"] for sort in sorts)
    layers = ["entity", "act", "act and kind", *sorts, "link end to end", "cue", "say", "fore", "ctl"]
    out = {f"{layer} F1": _f1(tally, layer) for layer in layers if tally[f"{layer} all"]}
    return out | {f"{name} kappa": kappa(found) for name, found in labels.items() if found}


def _of(report: Annotated, layer: str) -> list[Mark]:
    return [m for m in report.marks if m.type == layer]


def _entities(tally: Counter[str], one: Annotated, other: Annotated) -> None:
    """Entities agree where span and type do."""
    mine, theirs = (Counter((m.start, m.end, m.type) for m in r.marks if m.type in ENTITIES) for r in (one, other))
    tally["entity all"] += mine.total() + theirs.total()
    tally["entity both"] += (mine & theirs).total()


def _count(tally: Counter[str], layer: str, mine: list[Mark], theirs: list[Mark]) -> list[Pair]:
    """Pairs of marks that overlap, one to one; the best overlap first."""
    meets = [
        (-(min(a.end, b.end) - max(a.start, b.start)) / (max(a.end, b.end) - min(a.start, b.start)), a.start, n, a, b)
        for a in mine
        for n, b in enumerate(theirs)
        if a.start < b.end and b.start < a.end
    ]
    taken: set[int] = set()
    out: list[Pair] = []
    for *_, a, b in sorted(meets, key=lambda m: m[:3]):
        if id(a) not in taken and id(b) not in taken:
            taken |= {id(a), id(b)}
            out.append((a, b))
    tally[f"{layer} all"] += len(mine) + len(theirs)
    tally[f"{layer} both"] += len(out)
    return out


def _links(tally: Counter[str], one: Annotated, a: Mark, other: Annotated, b: Mark) -> None:
    for key, role in ROLES.items():
        _linked(tally, role, _places(one, ids(a, key)), _places(other, ids(b, key)))
    for what in {what for what, *_ in (*figures(a), *figures(b))}:
        told = [[figure for w, figure, _ in figures(mark) if w == what and figure] for mark in (a, b)]
        _linked(tally, "figure", _places(one, told[0]), _places(other, told[1]))


def _number_of_links(act: Mark) -> int:
    return sum(len(ids(act, key)) for key in ROLES) + sum(1 for _, figure, _ in figures(act) if figure)


def _places(report: Annotated, idents: list[str]) -> list[list[tuple[int, int]]]:
    """Where each linked entity is mentioned."""
    return [[(m.start, m.end) for m in report.marks if m.id == i and m.type in ENTITIES] for i in idents]


def _linked(
    tally: Counter[str], role: str, mine: list[list[tuple[int, int]]], theirs: list[list[tuple[int, int]]]
) -> None:
    tally[f"{role} all"] += len(mine) + len(theirs)
    free = list(theirs)
    for places in mine:
        match = next((o for o in free if any(s < e2 and s2 < e for s, e in places for s2, e2 in o)), None)
        if match is not None:
            free.remove(match)
            tally[f"{role} both"] += 1


def _f1(tally: Counter[str], layer: str) -> float:
    return round(200 * tally[f"{layer} both"] / tally[f"{layer} all"], 1)


def kappa(pairs: list[tuple[str, str]]) -> float:
    """Cohen's kappa in per cent; 100 where both gave one and the same label throughout."""
    total = len(pairs)
    same = sum(a == b for a, b in pairs) / total
    mine, theirs = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(mine[label] * theirs[label] for label in mine) / total**2
    return 100.0 if chance == 1 else round(100 * (same - chance) / (1 - chance), 1)
