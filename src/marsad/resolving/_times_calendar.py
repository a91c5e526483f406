"""Calendar arithmetic over inclusive stretches of days.

Weeks run from Monday to Sunday. Seasons are the meteorological ones of the northern half: winter 2014 is December
2014 to February 2015. A part of a period ("early September", "late 2017") is about a third of it, rounded as people
use it: a month breaks at 12 and 20, mid-month is 10 to 21, a year breaks after April and August.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from marsad.records import TimePrecision

SEASON_STARTS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_UNIT_PRECISION: dict[str, TimePrecision] = {
    "minute": "day",
    "hour": "day",
    "day": "day",
    "weekend": "days",
    "week": "week",
    "fortnight": "days",
    "month": "month",
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A closed interval: what a date, a month or a week is before anything bounds it.

    Attributes:
        start: First day.
        end: Last day, not before the first.
        precision: Grain of what was said.
    """

    start: date
    end: date
    precision: TimePrecision


def days(start: date, end: date, precision: TimePrecision = "days") -> Stretch:
    """The stretch between two days in either order; a single one has the precision of a day."""
    first, last = min(start, end), max(start, end)
    return Stretch(first, last, "day" if first == last else precision)


def shifted(day: date, count: int) -> date:
    """``count`` days later, kept within what a calendar can hold."""
    return date.fromordinal(min(max(day.toordinal() + count, 1), date.max.toordinal()))


def month_of(year: int, month: int, *, months: int = 1, precision: TimePrecision = "month") -> Stretch | None:
    """``months`` whole months from ``month``, which may run over the turn of the year; null outside the calendar."""
    first, last = year * 12 + month - 1, year * 12 + month + months - 2
    if not 12 <= first <= last < 120_000:
        return None
    end_year, end_month = last // 12, last % 12 + 1
    end = date(end_year, end_month, monthrange(end_year, end_month)[1])
    return Stretch(date(first // 12, first % 12 + 1, 1), end, precision)


def years_of(year: int, count: int = 1) -> Stretch | None:
    """``count`` whole years, or null outside the calendar."""
    return month_of(year, 1, months=12 * count, precision="year")


def season_of(year: int, season: str) -> Stretch | None:
    """Three whole months; a winter belongs to the year of its December."""
    return month_of(year, SEASON_STARTS[season], months=3, precision="season")


def unit_around(day: date, unit: str, offset: int) -> Stretch | None:
    """The calendar unit that ``day`` lies in, or the one ``offset`` units later."""
    if unit in ("minute", "hour", "day"):
        return days(shifted(day, offset), shifted(day, offset))
    if unit in ("week", "weekend"):
        monday = shifted(day, 7 * offset - day.weekday())
        first = monday if unit == "week" else shifted(monday, 5)
        return days(first, shifted(monday, 6), _UNIT_PRECISION[unit])
    if unit == "fortnight":
        return days(shifted(day, 14 * offset - 13), shifted(day, 14 * offset))
    if unit == "month":
        return month_of(day.year, day.month + offset)
    span = {"year": 1, "decade": 10, "century": 100}[unit]
    return years_of((day.year // span + offset) * span, span)


def moved(day: date, unit: str, count: int) -> date | None:
    """The same day ``count`` units later; the last day of a shorter month. Null outside the calendar."""
    if unit in ("minute", "hour"):
        # Less than half a day may well be the same day; more than that is not.
        return shifted(day, round(count / (24 if unit == "hour" else 1440) + (0.01 if count > 0 else -0.01)))
    if unit in ("day", "week", "weekend", "fortnight"):
        return shifted(day, count * {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}[unit])
    months = count * {"month": 1, "year": 12, "decade": 120, "century": 1200}[unit]
    month = month_of(day.year, day.month + months)
    return replace_day(month, day.day) if month is not None else None


def replace_day(month: Stretch, day: int) -> date:
    """``day`` of the month, or its last day where it is shorter."""
    return month.start.replace(day=min(day, month.end.day))


def distant(day: date, unit: str, count: int) -> Stretch | None:
    """What "``count`` units ago" means: a day, the week around it, or the whole month or year."""
    there = moved(day, unit, count)
    if there is None:
        return None
    if unit in ("week", "fortnight"):
        return days(shifted(there, -3), shifted(there, 3), "week")
    if unit in ("month", "year"):
        return unit_around(there, unit, 0)
    return years_of(there.year) if unit in ("decade", "century") else days(there, there)


def recurring(make: Callable[[int], Stretch | None], day: date, *, future: bool = False) -> Stretch | None:
    """Of what comes once a year, the latest that has begun by ``day``, or with ``future`` the next that begins after.

    February 29 does not come every year, so the search goes back eight years.
    """
    years = range(day.year, day.year + 9) if future else range(day.year, day.year - 9, -1)
    found = (stretch for stretch in map(make, years) if stretch is not None)
    return next((stretch for stretch in found if (stretch.start > day) == future), None)


def nearest(make: Callable[[int], Stretch | None], day: date) -> Stretch | None:
    """Of what comes once a year, the one nearest to ``day``, the later of two as near."""
    years = range(max(day.year - 1, 1), min(day.year + 1, 9999) + 1)
    found = [stretch for stretch in map(make, years) if stretch is not None]
    return min(found, key=lambda stretch: (_gap(stretch, day), -stretch.start.toordinal()), default=None)


def _gap(stretch: Stretch, day: date) -> int:
    return max((stretch.start - day).days, (day - stretch.end).days, 0)


def part_of(stretch: Stretch, part: str) -> Stretch:
    """The early, middle or late part of a stretch, or its start or end."""
    if stretch == month_of(stretch.start.year, stretch.start.month):
        return _part_of_month(stretch, part)
    if stretch.precision == "year" and stretch.start.year == stretch.end.year:
        first, last = {"early": (1, 4), "mid": (5, 8), "late": (9, 12), "start": (1, 2), "end": (11, 12)}[part]
        return month_of(stretch.start.year, first, months=last - first + 1) or stretch
    if stretch.precision == "season":
        return _part_of_season(stretch, part)
    if (stretch.start.year + 9, stretch.precision) == (stretch.end.year, "year"):
        return _part_of_decade(stretch, part)
    length = (stretch.end - stretch.start).days + 1
    third = max(1, length // 3 if part in ("early", "mid", "late") else length // 6)
    if part == "mid":
        return _within(stretch, third, length - third - 1)
    return (
        _within(stretch, 0, third - 1) if part in ("early", "start") else _within(stretch, length - third, length - 1)
    )


def _part_of_season(season: Stretch, part: str) -> Stretch:
    """One of its three months."""
    month = {"early": 0, "start": 0, "mid": 1, "late": 2, "end": 2}[part]
    return month_of(season.start.year, season.start.month + month) or season


def _part_of_decade(decade: Stretch, part: str) -> Stretch:
    """The years 0 to 3, 4 to 6 or 7 to 9; the first or last two for its start and end."""
    first, last = {"early": (0, 3), "start": (0, 1), "mid": (4, 6), "late": (7, 9), "end": (8, 9)}[part]
    return years_of(decade.start.year + first, last - first + 1) or decade


def _part_of_month(month: Stretch, part: str) -> Stretch:
    last = month.end.day
    first, final = {"early": (1, 12), "mid": (10, 21), "late": (20, last), "start": (1, 10), "end": (last - 9, last)}[
        part
    ]
    return days(month.start.replace(day=first), month.start.replace(day=final))


def division_of(stretch: Stretch, parts: int, number: int) -> Stretch | None:
    """Half or quarter ``number`` (-1 is the last) of a stretch, in whole months where it has enough."""
    at = parts - 1 if number == -1 else number - 1
    if not 0 <= at < parts:
        return None
    months = (stretch.end.year - stretch.start.year) * 12 + stretch.end.month - stretch.start.month + 1
    if months % parts == 0 and months >= parts and stretch.start.day == 1:
        size = months // parts
        return month_of(stretch.start.year, stretch.start.month + at * size, months=size)
    length = (stretch.end - stretch.start).days + 1
    return _within(stretch, length * at // parts, length * (at + 1) // parts - 1)


def units_within(stretch: Stretch, unit: str, *, first: int, count: int) -> Stretch | None:
    """``count`` units of a stretch from the ``first`` on; -1 is the last ``count`` of them."""
    start = stretch.start if first > 0 else moved(shifted(stretch.end, 1), unit, -count)
    start = moved(start, unit, first - 1) if start is not None and first > 1 else start
    after = start and moved(start, unit, count)
    if start is None or after is None or start > stretch.end or start < stretch.start:
        return None
    precision = _UNIT_PRECISION.get(unit, "year")
    return days(start, min(shifted(after, -1), stretch.end), precision if count == 1 else _coarse(precision))


def _coarse(precision: TimePrecision) -> TimePrecision:
    return "days" if precision in ("day", "week") else precision


def _within(stretch: Stretch, first: int, last: int) -> Stretch:
    start, end = shifted(stretch.start, first), shifted(stretch.start, max(first, last))
    return days(start, end, "month" if (end - start).days >= 28 else "days")


def weekday_near(day: date, weekday: int, *, after: bool = False, strict: bool = False) -> date:
    """The latest ``weekday`` (1 Monday) not after ``day``, or the first not before it; ``strict`` excludes ``day``."""
    if after:
        gap = (weekday - day.isoweekday()) % 7 or (7 if strict else 0)
        return shifted(day, gap)
    gap = (day.isoweekday() - weekday) % 7 or (7 if strict else 0)
    return shifted(day, -gap)
