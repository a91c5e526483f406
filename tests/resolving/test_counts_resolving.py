"""Figures as told to low, best and high, and which of them are tolls."""

from __future__ import annotations

from typing import Any

import pytest

from marsad.reading import CountMention, Quantity
from marsad.records import Count, EventTime, Span
from marsad.resolving._counts import resolve_counts

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
