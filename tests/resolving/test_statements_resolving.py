"""Statements from sayings: numbered, with the events and forecasts inside what is said."""

from __future__ import annotations

from marsad.reading import Credit, ToldSaying
from marsad.records import Event, EventTime, Source, Span
from marsad.resolving._statements import statements_of

NEVER = EventTime(None, None, "unknown", "none", None)


def event_at(start: int, ident: str) -> Event:
    span = Span(start, start + 1, "x")
    return Event(
        id=ident, kind="raid", plover=None, mode=None, cameo=None, acled=None, trigger=span, evidence=span, actors=(),
        targets=(), places=(), time=NEVER, counts=(), means=(), status="reported", background=False, sources=(),
        confidence=0.5,
    )  # fmt: skip


def credit(start: int) -> Credit:
    return Credit(None, Span(start, start + 1, "s"), "neutral")


def source(credited: Credit) -> Source:
    return Source(None, None, None, None, credited.cue, None)


def saying(*content: tuple[int, int], tells: bool = True, chain: int = 1) -> ToldSaying:
    spans = tuple(Span(start, end, "x" * (end - start)) for start, end in content)
    return ToldSaying(tuple(credit(100 + n) for n in range(chain)), spans, "indirect", tells)


def test_events_belong_to_the_statement_that_holds_their_trigger() -> None:
    found = statements_of(
        [saying((0, 10), (20, 30)), saying((40, 50))],
        source=source,
        events=[event_at(5, "e1"), event_at(15, "e2"), event_at(25, "e3"), event_at(40, "e4")],
    )
    assert [(s.id, s.events) for s in found] == [("s1", ("e1", "e3")), ("s2", ("e4",))]


def test_what_a_saying_is_only_about_tells_of_no_event() -> None:
    (found,) = statements_of([saying((0, 10), tells=False)], source=source, events=[event_at(5, "e1")])
    assert found.events == ()


def test_the_chain_is_nearest_first_and_its_first_cue_is_the_statements() -> None:
    (found,) = statements_of([saying((0, 10), chain=2)], source=source, events=[])
    assert [s.cue.start for s in found.sources if s.cue] == [100, 101]
    assert found.cue == found.sources[0].cue


def test_nobody_stands_behind_himself_in_a_chain() -> None:
    police = lambda credited: Source("police", "police", None, None, credited.cue, None)
    (found,) = statements_of([saying((0, 10), chain=2)], source=police, events=[])
    assert [s.cue.start for s in found.sources if s.cue] == [100]
