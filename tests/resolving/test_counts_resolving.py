"""Figures as told to low, best and high, and which of them are tolls."""

from __future__ import annotations

from typing import Any

import pytest

from marsad.reading import CountMention, Quantity, TimeMention
from marsad.records import Count, EventTime, Span
from marsad.resolving._counts import resolve_counts, settle_figures
from marsad.resolving._draft import Draft

PEOPLE = Span(30, 36, "people")
DAY = EventTime("2025-02-03", "2025-02-03", "day", "stated", None)


def quantity(low: int | None, best: int | None, high: int | None, *, cumulative: bool = False) -> Quantity:
    return Quantity(Span(20, 29, "that many"), low, best, high, cumulative=cumulative)


def resolved(made: Any, *mentions: CountMention, time: EventTime = DAY) -> list[Count]:
    return resolve_counts(made.act("raid", counts=mentions), time)


@pytest.mark.parametrize("bounds", [(68, 68, 68), (15, 15, None), (61, None, None), (None, 500, None), (0, 0, 0)])
def test_the_bounds_of_the_words_stand(made: Any, bounds: tuple[int | None, int | None, int | None]) -> None:
    (count,) = resolved(made, CountMention("killed", PEOPLE, quantity(*bounds)))
    assert (count.low, count.best, count.high) == bounds
    assert (count.what, count.whom, count.subset_of) == ("killed", "people", None)
    assert count.span is not None
    assert count.span.exact == "that many"


def test_one_person_is_one_and_people_are_unknown(made: Any) -> None:
    one, people = resolved(made, CountMention("killed", PEOPLE, None, one=True), CountMention("wounded", PEOPLE, None))
    assert (one.low, one.best, one.high, one.span) == (1, 1, 1, PEOPLE)
    assert (people.low, people.best, people.high, people.span) == (None, None, None, PEOPLE)


def test_a_part_points_at_its_whole(made: Any) -> None:
    whole = CountMention("killed", PEOPLE, quantity(16, 16, 16))
    part = CountMention("killed", None, quantity(5, 5, 5), subset_of=0)
    assert [(c.subset_of, c.whom) for c in resolved(made, whole, part)] == [(None, "people"), (0, None)]


@pytest.mark.parametrize(
    ("start", "end", "precision", "toll"),
    [
        ("2025-02-03", "2025-02-03", "day", False),
        ("2025-01-27", "2025-02-02", "week", False),
        ("2025-01-27", "2025-02-03", "days", False),
        ("2025-01-26", "2025-02-03", "days", True),
        ("2024-03-01", "2025-02-05", "days", True),
        ("2025-01-01", "2025-01-31", "month", False),
        (None, "2025-02-05", "unknown", False),
    ],
)
def test_a_figure_over_more_than_a_week_is_a_toll(
    made: Any, start: str | None, end: str, precision: Any, *, toll: bool
) -> None:
    mention = CountMention("killed", PEOPLE, quantity(3, 3, 3))
    (count,) = resolved(made, mention, time=EventTime(start, end, precision, "stated", None))
    assert count.cumulative is toll


def test_words_that_say_so_make_a_toll(made: Any) -> None:
    (count,) = resolved(made, CountMention("killed", PEOPLE, quantity(68, 68, 68, cumulative=True)))
    assert count.cumulative


def test_a_toll_makes_tolls_of_what_is_told_beside_it(made: Any) -> None:
    whole = CountMention("killed", PEOPLE, quantity(520, 520, 520, cumulative=True))
    part = CountMention("killed", None, quantity(113, 113, 113), subset_of=0)
    assert [c.cumulative for c in resolved(made, whole, part)] == [True, True]


@pytest.mark.parametrize(
    ("form", "terms", "toll"),
    [("month", (), False), ("month", (("signal", "since"),), True), ("range", (), True), ("window", (), True)],
)
def test_a_bare_month_says_when_and_not_how_long(made: Any, form: str, terms: Any, *, toll: bool) -> None:
    when = TimeMention(Span(0, 10, "that month"), form, terms)
    act = made.act("raid", counts=(CountMention("killed", PEOPLE, quantity(3, 3, 3)),), time=when)
    (count,) = resolve_counts(act, EventTime("2025-01-01", "2025-01-31", "month", "stated", None))
    assert count.cumulative is toll


@pytest.mark.parametrize(("trigger", "toll"), [("attack", True), ("first attack", False), ("40th raid", False)])
def test_the_rank_of_one_act_is_no_span_of_time(made: Any, trigger: str, *, toll: bool) -> None:
    counts = (CountMention("killed", PEOPLE, quantity(3, 3, 3)),)
    act = made.act("raid", counts=counts, trigger=Span(0, len(trigger), trigger))
    (count,) = resolve_counts(act, EventTime("2025-01-01", "2025-03-31", "year", "stated", None))
    assert count.cumulative is toll


def drafts(made: Any, *told: dict[str, Any]) -> list[Draft]:
    out = []
    for fields in told:
        act = made.act(**{name: value for name, value in fields.items() if name != "confidence"})
        draft = made.draft(act.kind, counts=resolve_counts(act, DAY), confidence=fields.get("confidence", 0.5))
        draft.act = act
        out.append(draft)
    return out


@pytest.mark.parametrize(
    ("first", "second", "holder"),
    [
        ({"kind": "raid"}, {"kind": "killing"}, 0),
        ({"kind": "killing"}, {"kind": "raid"}, 1),
        ({"kind": "raid", "adds": True}, {"kind": "killing"}, 1),
        ({"kind": "raid", "confidence": 0.4}, {"kind": "battle", "confidence": 0.6}, 1),
    ],
)
def test_a_figure_belongs_to_one_act(made: Any, first: Any, second: Any, holder: int) -> None:
    counts = (CountMention("killed", PEOPLE, quantity(3, 3, 3)),)
    pair = drafts(made, first | {"counts": counts}, second | {"counts": counts})
    settle_figures(pair)
    assert [len(d.counts) for d in pair] == [int(holder == 0), int(holder == 1)]


def test_what_the_rules_read_goes_before_what_is_linked(made: Any) -> None:
    count = CountMention("killed", PEOPLE, quantity(3, 3, 3))
    linked = CountMention("killed", PEOPLE, quantity(3, 3, 3), linked=True)
    pair = drafts(made, {"kind": "battle", "counts": (linked,)}, {"kind": "killing", "counts": (count,)})
    settle_figures(pair)
    assert [len(d.counts) for d in pair] == [0, 1]


def test_parts_still_point_at_their_whole_when_a_figure_goes(made: Any) -> None:
    shared = CountMention("wounded", PEOPLE, Quantity(Span(0, 2, "12"), 12, 12, 12))
    whole = CountMention("killed", PEOPLE, quantity(16, 16, 16))
    part = CountMention("killed", None, Quantity(Span(50, 51, "5"), 5, 5, 5), subset_of=1)
    pair = drafts(made, {"kind": "killing", "counts": (shared, whole, part)}, {"kind": "raid", "counts": (shared,)})
    settle_figures(pair)
    assert [(c.what, c.subset_of) for c in pair[0].counts] == [("killed", None), ("killed", 0)]
    assert [c.what for c in pair[1].counts] == ["wounded"]
