"""The stretch of days that each form of a time expression names.

One function for each form of ``marsad.reading``'s time mentions; it returns null where a day that it leans on is not
known, or where the calendar has no such day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from marsad.knowledge import load_feasts
from marsad.resolving._times_calendar import (
    Stretch,
    days,
    distant,
    division_of,
    month_of,
    moved,
    nearest,
    part_of,
    recurring,
    season_of,
    shifted,
    unit_around,
    units_within,
    weekday_near,
    years_of,
)
from marsad.resolving._times_feasts import feast_near, feasts_in, slack_of

if TYPE_CHECKING:
    from marsad.records import TimePrecision

Terms = Mapping[str, str]
_OFFSETS = {
    "last": -1,
    "previous": -1,
    "past": -1,
    "this": 0,
    "same": 0,
    "the": 0,
    "next": 1,
    "coming": 1,
    "following": 1,
}
_WINDOW_PRECISION: dict[str, TimePrecision] = {
    "month": "month",
    "year": "year",
    "decade": "year",
    "century": "year",
}


@dataclass(frozen=True, slots=True)
class Reference:
    """The days that expressions lean on.

    Attributes:
        published: Day of publication, or null.
        anchor: Day that the narrative has reached, or null.
        future: Whether the sentence tells of what is to come.
    """

    published: date | None
    anchor: date | None
    future: bool = False

    def recurring(self, make: Callable[[int], Stretch | None]) -> Stretch | None:
        """What comes once a year; in a narrative without a day of publication, the one nearest to where it stands."""
        if self.published is not None:
            return recurring(make, self.published, future=self.future)
        return nearest(make, self.anchor) if self.anchor is not None else None


def stretch_of(form: str, terms: Terms, reference: Reference) -> Stretch | None:
    """The closed stretch that an expression names.

    Args:
        form: Form of the mention.
        terms: Its terms.
        reference: The days it may lean on.

    Returns:
        The stretch, or null where none follows: durations, vague expressions, unknown reference days.
    """
    if form not in _FORMS:
        return None
    inside = {name.removeprefix("within."): value for name, value in terms.items() if name.startswith("within.")}
    found = _placed(form, terms, inside, reference) if inside else _FORMS[form](terms, reference)
    if found is not None and "part" in terms:
        found = _narrowed(found, terms, reference)
    if found is not None and "part_unit" in terms:
        count = int(terms.get("n", "1"))
        found = units_within(found, terms["part_unit"], first=_ordinal(terms), count=count)
    if found is not None and form == "feast":
        found = _eve_and_slack(found, terms)
    return _overnight(found, terms["overnight"]) if found is not None and "overnight" in terms else found


def _eve_and_slack(stretch: Stretch, terms: Terms) -> Stretch:
    """The day before a feast, where its eve is meant; and on either side what the sighting of the moon may change."""
    slack = slack_of(load_feasts()[terms["feast"]])
    first, last = (shifted(stretch.start, -1),) * 2 if "eve" in terms else (stretch.start, stretch.end)
    grain: TimePrecision = "month" if stretch.precision == "month" and "eve" not in terms else "days"
    return days(shifted(first, -slack), shifted(last, slack), grain)


def _ordinal(terms: Terms) -> int:
    return -1 if terms.get("ordinal", "1") == "last" else int(terms.get("ordinal", "1"))


def _placed(form: str, terms: Terms, inside: Terms, reference: Reference) -> Stretch | None:
    """A date within a unit: "December last year", "Friday last week", "the 16th of this month"."""
    frame = stretch_of(inside["form"], inside, reference)
    if frame is None:
        return None
    if form == "weekday":
        day = weekday_near(frame.start, int(terms["weekday"]), after=True)
        return days(day, day) if day <= frame.end else None
    placed = dict(terms) | {"year": str(frame.start.year)}
    if form == "date" and "month" not in terms and "iso" not in terms:
        placed["month"] = str(frame.start.month)
    return _FORMS[form](placed, reference)


def _narrowed(stretch: Stretch, terms: Terms, reference: Reference) -> Stretch | None:
    part = terms["part"]
    if part in ("half", "quarter"):
        return division_of(stretch, 2 if part == "half" else 4, _ordinal(terms))
    if part not in ("earlier", "later"):
        return part_of(stretch, part)
    day = reference.anchor if "anchored" in terms or reference.published is None else reference.published
    if day is None or not stretch.start <= day <= stretch.end:
        return stretch
    if part == "earlier":
        return days(stretch.start, max(stretch.start, shifted(day, -1)), _grain(stretch))
    return days(min(stretch.end, shifted(day, 1)), stretch.end, _grain(stretch))


def _grain(stretch: Stretch) -> TimePrecision:
    return "month" if stretch.precision == "year" else "days"


def _overnight(stretch: Stretch, direction: str) -> Stretch:
    if direction == "into":
        return days(shifted(stretch.start, -1), stretch.end)
    return days(stretch.start, shifted(stretch.end, 1))


def _date(terms: Terms, reference: Reference) -> Stretch | None:
    if "iso" in terms:
        day = date.fromisoformat(terms["iso"])
        return days(day, day)
    if "month" not in terms:
        return _day_of_month(terms, reference)

    def make(year: int) -> Stretch | None:
        return _dated(year, int(terms["month"]), terms)

    if "year" in terms:
        return make(int(terms["year"]))
    if "weekday" in terms and reference.published is not None:
        return _matching_weekday(make, int(terms["weekday"]), reference)
    return reference.recurring(make)


def _dated(year: int, month: int, terms: Terms) -> Stretch | None:
    whole = month_of(year, month)
    first, last = int(terms["day"]), int(terms.get("day_to", terms["day"]))
    if whole is None or not 1 <= first <= last <= whole.end.day:
        return None
    return days(whole.start.replace(day=first), whole.start.replace(day=last))


def _matching_weekday(make: Callable[[int], Stretch | None], weekday: int, reference: Reference) -> Stretch | None:
    """Of the years around publication the one in which the date falls on that weekday; a wrong weekday is ignored."""
    usual = reference.recurring(make)
    year = reference.published.year if reference.published is not None else 0
    near = [usual, *(make(year + offset) for offset in (0, 1, -1))]
    return next((day for day in near if day is not None and day.start.isoweekday() == weekday), usual)


def _day_of_month(terms: Terms, reference: Reference) -> Stretch | None:
    """The latest month in which "Friday the 21st" is one, or the next."""
    day = reference.published or reference.anchor
    if day is None:
        return None
    for offset in range(14) if reference.future else range(0, -14, -1):
        found = _in_month(day, offset, terms)
        if found is not None and (found.start > day) == reference.future and _on_weekday(found, terms):
            return found
    return None


def _in_month(day: date, offset: int, terms: Terms) -> Stretch | None:
    month = month_of(day.year, day.month + offset)
    return _dated(month.start.year, month.start.month, terms) if month is not None else None


def _on_weekday(stretch: Stretch, terms: Terms) -> bool:
    return "weekday" not in terms or stretch.start.isoweekday() == int(terms["weekday"])


def _month(terms: Terms, reference: Reference) -> Stretch | None:
    return _yearly(lambda year: month_of(year, int(terms["month"])), terms, reference)


def _season(terms: Terms, reference: Reference) -> Stretch | None:
    return _yearly(lambda year: season_of(year, terms["season"]), terms, reference)


def _feast(terms: Terms, reference: Reference) -> Stretch | None:
    """A feast: by its year, or the latest that has begun; "last Ramadan" is one that is over."""
    feast, shift = load_feasts()[terms["feast"]], terms.get("shift")
    if "year" in terms:
        return next(iter(feasts_in(feast, int(terms["year"]))), None)
    day = reference.published or reference.anchor
    if day is None:
        return None
    found = feast_near(feast, day, future=shift == "next" or (shift is None and reference.future))
    if found is not None and shift in ("last", "past") and found.end >= day:
        return feast_near(feast, shifted(found.start, -30))
    if found is not None and shift == "this" and found.start.year < day.year:
        return next(iter(feasts_in(feast, day.year)), found)
    return found


def _yearly(make: Callable[[int], Stretch | None], terms: Terms, reference: Reference) -> Stretch | None:
    """A month or season: by its year, by "last", "this" or "next", or the latest."""
    shift = terms.get("shift")
    if "year" in terms:
        return make(int(terms["year"]))
    if shift is None:
        return reference.recurring(make)
    anchored = (
        "anchored" in terms or shift in ("previous", "following", "same") or (shift, terms.get("unit")) == _NEXT_DAY
    )
    day = reference.anchor if anchored else reference.published
    return _shifted_year(make, shift, day) if day is not None else None


def _shifted_year(make: Callable[[int], Stretch | None], shift: str, day: date) -> Stretch | None:
    if shift in ("next", "following"):
        return recurring(make, day, future=True)
    if shift in ("this", "same"):
        return make(day.year)
    latest = recurring(make, day)
    # "Last December" said in December is that of the year before: it must be over.
    if latest is not None and latest.end >= day:
        return make(latest.start.year - 1)
    return latest


def _year(terms: Terms, reference: Reference) -> Stretch | None:
    del reference
    first = int(terms["year"])
    last = int(terms.get("year_to", terms["year"]))
    if last < 100:
        last += first // 100 * 100
    return years_of(first, last - first + 1) if first <= last else None


def _decade(terms: Terms, reference: Reference) -> Stretch | None:
    del reference
    if "century" in terms:
        return years_of(int(terms["century"]) * 100 - 99, 100) if terms["century"].isdecimal() else None
    digits = re.sub(r"\D", "", terms["decade"])
    return years_of(int(digits) if len(digits) == 4 else 1900 + int(digits), 10)


def _weekday(terms: Terms, reference: Reference) -> Stretch | None:
    weekday, shift = int(terms["weekday"]), terms.get("shift")
    if shift in ("previous", "following", "same") or reference.published is None:
        day = _weekday_from_anchor(weekday, shift, reference.anchor)
    elif shift in ("last", "past"):
        day = weekday_near(reference.published, weekday, strict=True)
    elif shift == "this":
        monday = weekday_near(reference.published, 1)
        day = shifted(monday, weekday - 1)
    elif shift in ("next", "coming") or reference.future:
        day = weekday_near(reference.published, weekday, after=True, strict=True)
    else:
        day = weekday_near(reference.published, weekday)
    return days(day, day) if day is not None else None


def _weekday_from_anchor(weekday: int, shift: str | None, anchor: date | None) -> date | None:
    if anchor is None or shift in ("last", "past", "this", "next", "coming"):
        return None
    if shift == "previous":
        return weekday_near(anchor, weekday, strict=True)
    return weekday_near(anchor, weekday, after=shift != "same", strict=shift == "following")


_NEXT_DAY = ("next", "day")  # "early next day": tomorrow is told as "tomorrow"


def _unit(terms: Terms, reference: Reference) -> Stretch | None:
    shift = terms["shift"]
    anchored = (
        "anchored" in terms or shift in ("previous", "following", "same") or (shift, terms.get("unit")) == _NEXT_DAY
    )
    day = reference.anchor if anchored else reference.published
    if shift == "the" and (day is None or (terms["unit"] == "day" and reference.anchor is not None)):
        day = reference.anchor
    if day is None:
        return None
    if terms["unit"] == "weekend":
        return _weekend(shift, day, future=reference.future)
    return unit_around(day, terms["unit"], _OFFSETS[shift])


def _weekend(shift: str, day: date, *, future: bool) -> Stretch:
    """The latest weekend that has begun, as far as it has gone; "last" is one that is over."""
    if shift in ("next", "following", "coming") or (future and shift in ("this", "the")):
        saturday = weekday_near(day, 6, after=True, strict=True)
        return days(saturday, shifted(saturday, 1))
    saturday = weekday_near(day, 6)
    if shift in ("last", "previous") and shifted(saturday, 1) >= day:
        saturday = shifted(saturday, -7)
    return days(saturday, min(shifted(saturday, 1), max(day, saturday)))


def _deictic(terms: Terms, reference: Reference) -> Stretch | None:
    if reference.published is None:
        return None
    day = shifted(reference.published, int(terms["offset"]) + int(terms.get("further", "0")))
    return days(day, day)


def _night(terms: Terms, reference: Reference) -> Stretch | None:
    del terms
    return days(shifted(reference.published, -1), reference.published) if reference.published is not None else None


def _window(terms: Terms, reference: Reference) -> Stretch | None:
    direction = terms["direction"]
    if direction == "same" or "n" not in terms:
        return None
    anchored = reference.anchor if direction in ("following", "previous") else None
    day = anchored or (reference.published if direction != "following" else None)
    sign = 1 if direction in ("coming", "following") else -1
    other = moved(day, terms["unit"], sign * int(terms["n"])) if day is not None else None
    if day is None or other is None:
        return None
    whole_week = terms["unit"] == "week" and terms["n"] == "1"
    return days(day, other, "week" if whole_week else _WINDOW_PRECISION.get(terms["unit"], "days"))


def _ago(terms: Terms, reference: Reference) -> Stretch | None:
    if reference.published is None or "n" not in terms:
        return None
    return distant(reference.published, terms["unit"], -int(terms["n"]))


def _offset(terms: Terms, reference: Reference) -> Stretch | None:
    if reference.anchor is None or "n" not in terms:
        return None
    count = int(terms["n"])
    return distant(reference.anchor, terms["unit"], count if terms["direction"] == "later" else -count)


def _clock(terms: Terms, reference: Reference) -> Stretch | None:
    del terms
    return days(reference.anchor, reference.anchor) if reference.anchor is not None else None


def _range(terms: Terms, reference: Reference) -> Stretch | None:
    """From the first day of one end to the last of the other.

    The end without a year of its own leans on the other: in "Dec. 28 to Jan. 3" the first is the latest December 28
    not after January 3, in "June 2014 to August" the second is the next August after June 2014.
    """
    first, last = _side(terms, "from."), _side(terms, "to.")
    if "year" in first and "year" not in last:
        start = stretch_of(first["form"], first, reference)
        after = replace(reference, published=start.start, anchor=None, future=True) if start is not None else reference
        end = stretch_of(last["form"], last, after)
    else:
        end = stretch_of(last["form"], last, reference)
        before = replace(reference, published=end.end, anchor=None, future=False) if end is not None else reference
        start = stretch_of(first["form"], first, before if first["form"] in _RECURRING else reference)
    if start is None or end is None:
        return None
    coarse = end.precision if end.precision != "day" else "days"
    return days(start.start, end.end, coarse) if start.start <= end.end else None


def _side(terms: Terms, prefix: str) -> dict[str, str]:
    return {name.removeprefix(prefix): value for name, value in terms.items() if name.startswith(prefix)}


_RECURRING = frozenset({"date", "month", "season", "weekday", "feast"})
_FORMS: dict[str, Callable[[Terms, Reference], Stretch | None]] = {
    "date": _date,
    "month": _month,
    "season": _season,
    "feast": _feast,
    "year": _year,
    "decade": _decade,
    "century": _decade,
    "weekday": _weekday,
    "unit": _unit,
    "deictic": _deictic,
    "overnight": _night,
    "window": _window,
    "ago": _ago,
    "offset": _offset,
    "clock": _clock,
    "range": _range,
}
