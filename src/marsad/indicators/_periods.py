"""Weeks, months and quarters, and a count in one of them against those before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, get_args

from marsad._errors import UsageError
from marsad.knowledge import load_indicators

if TYPE_CHECKING:
    from collections.abc import Sequence

Step = Literal["week", "month", "quarter"]
Band = Literal["much less", "less", "same", "more", "much more", "low base"]
MOST_PERIODS = 2000


@dataclass(frozen=True, slots=True)
class Norm:
    """A count against the mean of the periods before.

    Attributes:
        periods: How many periods before make the norm.
        mean: Their mean, or null where the series has fewer.
        change: Change in per cent, or null where there is no mean or it is nought.
        band: What to make of it; ``low base`` where mean and count are too low for a percentage to mean anything.
    """

    periods: int
    mean: float | None
    change: float | None
    band: Band | None


def check_step(by: str) -> Step:
    """A step by its name.

    Raises:
        UsageError: There is no such step.
    """
    for step in get_args(Step):
        if step == by:
            return step  # type: ignore[no-any-return]
    raise UsageError(f"by {by!r}: there are {', '.join(get_args(Step))}")


def begin_of(day: date, by: Step) -> date:
    """The first day of the period that a day lies in; weeks begin on Monday."""
    if by == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1, month=day.month if by == "month" else day.month - (day.month - 1) % 3)


def next_begin(begin: date, by: Step) -> date:
    """The first day of the period after the one that begins on a day."""
    return begin_of(begin + timedelta(days={"week": 7, "month": 31, "quarter": 92}[by]), by)


def label_of(begin: date, by: Step) -> str:
    """``2019-W10``, ``2019-03``, ``2019-Q1``."""
    if by == "week":
        year, week, _ = begin.isocalendar()
        return f"{year}-W{week:02d}"
    return f"{begin.year}-{begin.month:02d}" if by == "month" else f"{begin.year}-Q{(begin.month + 2) // 3}"


def begins(first: date, last: date, by: Step) -> list[date]:
    """The first days of all periods from the one of ``first`` to the one of ``last``.

    Raises:
        UsageError: There would be more than 2,000.
    """
    found, at = [], begin_of(first, by)
    while at <= last:
        found.append(at)
        if len(found) > MOST_PERIODS:
            raise UsageError(f"{first} to {last} is over {MOST_PERIODS} periods; say --since, or take longer ones")
        at = next_begin(at, by)
    return found


def norm(counts: Sequence[int], at: int, periods: int) -> Norm:
    """The count at an index against the mean of so many before it.

    Args:
        counts: The series.
        at: Index of the count.
        periods: How many before it make the norm.
    """
    if at < periods:
        return Norm(periods, None, None, None)
    bounds = load_indicators().bounds
    now, mean = counts[at], sum(counts[at - periods : at]) / periods
    change = round(100 * (now - mean) / mean, 1) if mean else None
    if mean <= bounds["low-mean"] and now <= bounds["low-now"]:
        return Norm(periods, mean, change, "low base")
    if change is None:
        return Norm(periods, mean, None, "much more")
    if abs(change) < bounds["band-steady"]:
        return Norm(periods, mean, change, "same")
    sharp = abs(change) > bounds["band-sharp"]
    if change > 0:
        return Norm(periods, mean, change, "much more" if sharp else "more")
    return Norm(periods, mean, change, "much less" if sharp else "less")
