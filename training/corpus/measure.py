"""How well a reader finds what a part of the corpus marks, from the text to the printed records.

An event is found where its trigger meets a marked trigger, one to one, and is right where moreover the kind agrees. A
link (actor, target, place, time, means, figure) is right where its event is right and its words meet a mention with
the id that is marked, anywhere in the report; figures must be of the same sort. Places are counted where the mark
names one (``loc``): a record has no place without coordinates. ``near`` links are those of the trigger's own
sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from marsad.records import Event, Reading, Span
from training.corpus.inline import Annotated, Mark
from training.corpus.links import figures, ids, status_of


class _Triggered(Protocol):
    """What has a trigger and a kind: an event, or an act as told."""

    @property
    def kind(self) -> str: ...

    @property
    def trigger(self) -> Span: ...


Told = TypeVar("Told", bound=_Triggered)
SORTS = ("actor", "target", "place", "time", "means", "figure")


@dataclass(slots=True)
class Tally:
    """Counts over a part; ``rows`` are (confidence, right) of every event printed, for the calibration."""

    count: Counter[str] = field(default_factory=Counter)
    kinds: dict[str, Counter[str]] = field(default_factory=dict)
    rows: list[tuple[float, bool]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def f1(self, name: str) -> tuple[float, float, float]:
        """Precision, recall and F1 in per cent."""
        both, has, want = (self.count[f"{name} {part}"] for part in ("both", "has", "want"))
        return (
            100 * both / max(has, 1),
            100 * both / max(want, 1),
            200 * both / max(has + want, 1),
        )

    def share(self, name: str) -> float:
        """Share of right ones of those that can be compared, in per cent."""
        return 100 * self.count[f"{name} right"] / max(self.count[f"{name} known"], 1)

    def kind(self, name: str, part: str) -> None:
        """Notes one more of a kind."""
        self.kinds.setdefault(name, Counter())[part] += 1


def compare(report: Annotated, reading: Reading, tally: Tally) -> None:
    """Adds one report to a tally."""
    acts = [m for m in report.marks if m.type == "act"]
    pairs = paired(acts, reading.events)
    right = {id(event): act for act, event in pairs if event.kind == act.kind}
    met = {id(event): act for act, event in pairs}
    tally.count["act want"] += len(acts)
    tally.count["kind want"] += len(acts)
    tally.count["act has"] += len(reading.events)
    tally.count["kind has"] += len(reading.events)
    tally.count["act both"] += len(pairs)
    tally.count["kind both"] += len(right)
    for act in acts:
        tally.kind(act.kind, "want")
    for event in reading.events:
        tally.kind(event.kind, "has")
        tally.rows.append((event.confidence, id(event) in right))
        if id(event) in right:
            tally.kind(event.kind, "both")
            _status(report, right[id(event)], event, tally)
        else:
            told = f", marked {met[id(event)].kind}" if id(event) in met else ", not marked"
            tally.errors.append(f"{report.id}: {event.kind}{told}: {_around(report.text, event.trigger)}")
    found = {id(act) for act, _ in pairs}
    tally.errors += [
        f"{report.id}: missed {act.kind}: {_around(report.text, Span.of(report.text, act.start, act.end))}"
        for act in acts
        if id(act) not in found
    ]
    _links(report, acts, reading.events, right, tally)


def paired(acts: Iterable[Mark], events: Iterable[Told]) -> list[tuple[Mark, Told]]:
    """Acts and events whose triggers meet, one to one; those of the same kind first."""
    meets = [
        (act.kind != event.kind, act.start, event.trigger.start, number, act, event)
        for act in acts
        for number, event in enumerate(events)
        if act.start < event.trigger.end and event.trigger.start < act.end
    ]
    taken: set[int] = set()
    out = []
    for *_, act, event in sorted(meets, key=lambda m: m[:4]):
        if id(act) not in taken and id(event) not in taken:
            taken |= {id(act), id(event)}
            out.append((act, event))
    return out


def _status(report: Annotated, act: Mark, event: Event, tally: Tally) -> None:
    for name, plain in (("status", "s" not in act.attributes), ("background", "bg" not in act.attributes)):
        tally.count[f"{name} usual right"] += plain
        tally.count[f"{name} usual known"] += 1
    tally.count["status known"] += 1
    tally.count["status right"] += event.status == status_of(report, act)
    tally.count["background known"] += 1
    tally.count["background right"] += event.background == ("bg" in act.attributes)


# ---------------------------------------------------------------- links


def _links(report: Annotated, acts: list[Mark], events: Iterable[Event], right: dict[int, Mark], tally: Tally) -> None:
    spans = _mentions(report)
    for act in acts:
        for sort, idents in _wanted(report, act):
            tally.count[f"{sort} want"] += len(idents)
            tally.count[f"near {sort} want"] += sum(_near(report, act, spans.get(_ident(i), ())) for i in idents)
    for event in events:
        act = right.get(id(event))
        wanted = dict(_wanted(report, act)) if act else {}
        for sort, span, what in _printed(event):
            open_ = {i for i in wanted.get(sort, set()) if not what or i.startswith(f"{what} ")}
            meets = _names if sort in ("actor", "target") else _meets
            hit = next((i for i in sorted(open_) if meets(report.text, span, spans.get(_ident(i), ()))), None)
            near = span is not None and _same_sentence(report.text, event.trigger, span)
            if sort == "place" and hit is None and act and _is_unnamed_place(report, act, span, spans):
                continue
            for name in (sort, f"near {sort}") if near else (sort,):
                tally.count[f"{name} has"] += 1
                tally.count[f"{name} both"] += hit is not None
            if hit is not None:
                wanted[sort] = wanted[sort] - {hit}


def _mentions(report: Annotated) -> dict[str, list[tuple[int, int, str]]]:
    out: dict[str, list[tuple[int, int, str]]] = {}
    for mark in report.marks:
        if mark.id and mark.type not in ("say", "cue", "fore", "word", "cond"):
            out.setdefault(mark.id, []).append((mark.start, mark.end, mark.type))
    return out


def _wanted(report: Annotated, act: Mark) -> Iterator[tuple[str, set[str]]]:
    """Ids of what is marked, by sort; figures as "what id"."""
    named = {m.id for m in report.marks if m.type == "loc"}
    for key, sort in (("a", "actor"), ("t", "target"), ("d", "time"), ("w", "means")):
        yield sort, set(ids(act, key))
    yield "place", set(ids(act, "p")) & named
    yield "figure", {f"{what} {figure}" for what, figure, _ in figures(act) if figure}


def _ident(wanted: str) -> str:
    return wanted.rpartition(" ")[2]


def _printed(event: Event) -> Iterator[tuple[str, Span | None, str]]:
    """(sort, span, what is counted) of everything that an event links to.

    A place that no words name (the seat of whoever speaks) is no link, and is left out.
    """
    yield from (("actor", p.span, "") for p in event.actors)
    yield from (("target", p.span, "") for p in event.targets)
    yield from (("place", s.span, "") for s in event.places if s.span is not None)
    if event.time.basis == "stated":
        yield "time", event.time.span, ""
    yield from (("means", m.span, "") for m in event.means)
    yield from (("figure", c.span, c.what) for c in event.counts)


def _meets(_text: str, span: Span | None, mentions: Iterable[tuple[int, int, str]]) -> bool:
    return span is not None and any(start < span.end and span.start < end for start, end, _ in mentions)


def _names(text: str, span: Span | None, mentions: Iterable[tuple[int, int, str]]) -> bool:
    """Whether a printed phrase is one of the mentions: both end together, or what the phrase adds behind is no name.

    So "dozens of fighters" and "fighters of the group" are "fighters", and "army base" is not "army".
    """
    if span is None:
        return False
    for start, end, _ in mentions:
        if start < span.end and span.start < end:
            added = text[end : span.end].split()
            if end >= span.end or not added or added[0].lower() in _BEHIND or not added[0][0].isalpha():
                return True
    return False


_BEHIND = frozenset("of in from at and for with who which near on to by under loyal that including against".split())


def _near(report: Annotated, act: Mark, mentions: Iterable[tuple[int, int, str]]) -> bool:
    trigger = Span.of(report.text, act.start, act.end)
    return any(_same_sentence(report.text, trigger, Span.of(report.text, s, e)) for s, e, _ in mentions)


def _is_unnamed_place(report: Annotated, act: Mark, span: Span | None, spans: dict) -> bool:
    """Whether a place printed stands in a facility that is marked as the place and has no name of its own."""
    named = {m.id for m in report.marks if m.type == "loc"}
    return any(_meets(report.text, span, spans.get(ident, ())) for ident in ids(act, "p") if ident not in named)


def _same_sentence(text: str, one: Span, other: Span) -> bool:
    """Whether no sentence ends between two spans, by the plainest rule: a stop, then a blank and a capital."""
    between = text[min(one.end, other.end) : max(one.start, other.start)]
    if "\n" in between:
        return False
    return not any(
        between[i] in ".!?" and i + 2 < len(between) and between[i + 1] == " " and between[i + 2].isupper()
        for i in range(len(between))
    )


def _around(text: str, span: Span) -> str:
    left, right = max(0, span.start - 70), min(len(text), span.end + 60)
    return f"{text[left : span.start]}[[{span.exact}]]{text[span.end : right]}".replace("\n", " ")


# ---------------------------------------------------------------- calibration


def reliability(rows: list[tuple[float, bool]], bins: int = 10) -> tuple[float, list[tuple[float, float, int]]]:
    """Expected calibration error over equal bins, and (mean confidence, share right, number) of each."""
    table = []
    error = 0.0
    for number in range(bins):
        inside = [r for r in rows if number / bins <= r[0] < (number + 1) / bins or (number == bins - 1 and r[0] == 1)]
        if inside:
            mean, share = sum(r[0] for r in inside) / len(inside), sum(r[1] for r in inside) / len(inside)
            table.append((mean, share, len(inside)))
            error += len(inside) / len(rows) * abs(mean - share)
    return error, table
