"""The days of feasts, by the calendars that set them.

The tabular Islamic calendar, the Gregorian and the Julian computus and the Hebrew calendar are arithmetic; the rules
are public (Reingold and Dershowitz, Calendrical Calculations, gives all of them). What is announced by the sighting of
the moon may differ from the tables by a day: ``slack_of`` says by how much an interval has to grow.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from marsad.resolving._times_calendar import Stretch, days, shifted, weekday_near

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.knowledge import Feast
    from marsad.records import TimePrecision

_ISLAMIC_EPOCH = 227_015  # 16 July 622 (Julian), as an ordinal
_HEBREW_EPOCH = -1_373_427
_YEARS = range(1600, 2200)  # the rules are of use to no other reports


def slack_of(feast: Feast) -> int:
    """Days by which the announced feast may differ from the tables."""
    return 1 if feast.calendar == "islamic" else 0


def feast_near(feast: Feast, day: date, *, future: bool = False) -> Stretch | None:
    """The latest feast that has begun by ``day``, or with ``future`` the next that begins after."""
    found = sorted(
        (stretch for year in range(day.year - 2, day.year + 3) for stretch in feasts_in(feast, year)),
        key=lambda stretch: stretch.start,
    )
    latest = shifted(day, slack_of(feast))
    if future:
        return next((stretch for stretch in found if stretch.start > day), None)
    return next((stretch for stretch in reversed(found) if stretch.start <= latest), None)


def feasts_in(feast: Feast, year: int) -> list[Stretch]:
    """The feasts that begin in a year of the common calendar: mostly one, two at times by a lunar calendar."""
    if year not in _YEARS:
        return []
    grain: TimePrecision = "month" if feast.days >= 28 else "days"
    return [days(first, shifted(first, feast.days - 1), grain) for first in _first_days(feast, year)]


def _first_days(feast: Feast, year: int) -> Iterator[date]:
    if feast.calendar == "fixed":
        yield date(year, feast.month, feast.day)
    elif feast.calendar in ("easter", "orthodox-easter"):
        easter = _julian_easter(year) if feast.calendar == "orthodox-easter" else _easter(year)
        yield shifted(easter, feast.day)
    elif feast.calendar in ("islamic", "quds"):
        yield from (day for day in _islamic_days(feast, year) if day.year == year)
    elif feast.calendar in ("passover", "tishri", "kislev"):
        yield from (day for day in _hebrew_days(feast, year) if day.year == year)
    else:
        yield from (day for day in feast.listed if day.year == year)


def _easter(year: int) -> date:
    """Sunday after the ecclesiastical full moon, by the Gregorian computus."""
    century = year // 100
    epact = (14 + 11 * (year % 19) - century * 3 // 4 + (5 + 8 * century) // 25) % 30
    if epact == 0 or (epact == 1 and year % 19 > 10):
        epact += 1
    full_moon = shifted(date(year, 4, 19), -epact)
    return weekday_near(full_moon, 7, after=True, strict=True)


def _julian_easter(year: int) -> date:
    """The same by the Julian computus, as a day of the common calendar."""
    full_moon = 21 + (19 * (year % 19) + 15) % 30  # of March, Julian
    lag = year // 100 - year // 400 - 2
    return weekday_near(shifted(date(year, 3, 1), full_moon - 1 + lag), 7, after=True, strict=True)


def _islamic_days(feast: Feast, year: int) -> Iterator[date]:
    about = (year - 622) * 33 // 32
    for islamic in range(about - 1, about + 3):
        if feast.calendar == "quds":
            yield weekday_near(shifted(_islamic(islamic, 10, 1), -1), 5)
        else:
            yield _islamic(islamic, feast.month, feast.day)


def _islamic(year: int, month: int, day: int) -> date:
    return date.fromordinal(
        _ISLAMIC_EPOCH - 1 + day + 29 * (month - 1) + month // 2 + 354 * (year - 1) + (3 + 11 * year) // 30
    )


def _hebrew_days(feast: Feast, year: int) -> Iterator[date]:
    for hebrew in (year + 3760, year + 3761):
        first, after = _hebrew_new_year(hebrew), _hebrew_new_year(hebrew + 1)
        if feast.calendar == "passover":
            yield date.fromordinal(after - 163 + feast.day)
        elif feast.calendar == "tishri":
            yield date.fromordinal(first + feast.day)
        else:
            # Heshvan, the second month, has a day more in a long year.
            yield date.fromordinal(first + 83 + int((after - first) % 10 == 5) + feast.day)


def _hebrew_new_year(year: int) -> int:
    """1 Tishri, as an ordinal: the delays keep the lengths of years within what the calendar allows."""
    before, this, after = (_hebrew_elapsed(year + offset) for offset in (-1, 0, 1))
    delay = 2 if after - this == 356 else 1 if this - before == 382 else 0
    return _HEBREW_EPOCH + this + delay


def _hebrew_elapsed(year: int) -> int:
    months = (235 * year - 234) // 19
    elapsed = 29 * months + (12_084 + 13_753 * months) // 25_920
    return elapsed + int(3 * (elapsed + 1) % 7 < 3)
