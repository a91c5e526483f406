"""Values of time expressions in one normal form, that of TIMEX2, for the gold of WikiWars and for what was found.

The normal form is the value itself, as a string, without its modifier (early, about): ``1944-06-06``, ``1944-06``,
``1944-SU``, ``1944-H2``, ``1944-W23``, ``1944``, ``194`` (decade), ``19`` (century), ``BC0480-08``; with a part of the
day or an hour ``T..`` behind it; ``P3D``, ``PT5H``, ``PXM`` for durations; ``PRESENT_REF``, ``PAST_REF``,
``FUTURE_REF``; ``XXXX-XX-XX`` for what recurs daily. Two values are equal
where these strings are, after the gold has been folded: a zone behind an hour goes, ``P1DT`` is ``P1D``, and open ends
are cut ("1915-XX-XX" is 1915, "1950-06-25TXX" that day). Nothing is converted: ``P7D`` is not ``P1W``, an hour left out
is an error.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from marsad.reading._mentions import TimeMention
    from marsad.records import TimeExpression

_UNITS = {"day": "D", "week": "W", "month": "M", "year": "Y", "decade": "DE", "century": "CE", "fortnight": "W"}
_CLOCK_UNITS = {"hour": "H", "minute": "M"}
_EACH = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX"}
_PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "noon": "MI", "day": "DT"}
_REFERENCES = {
    "past": "PAST_REF",
    "present": "PRESENT_REF",
    "future": "FUTURE_REF",
}
_SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}


def gold_value(value: str) -> str:
    """The normal form of a TIMEX2 value; empty where there is none."""
    value = re.sub(r"(T\d\d:\d\d)[-+Z].*$", r"\1", value.strip())
    value = re.sub(r"^P(\d+)DT$", r"P\1D", value)
    if value.startswith(("XXXX", "BCXXXX")):
        return value
    return re.sub(r"(?:-XX|-WXX)+$", "", re.sub(r"TXX$", "", value))


def own_value(mention: TimeMention, expression: TimeExpression) -> str:
    """The normal form of what was found; empty where it has none.

    Args:
        mention: What the finder gave.
        expression: What it was resolved to, its parts ("early") left out.
    """
    terms = dict(mention.terms)
    if mention.form in _WITHOUT_A_DAY:
        return _WITHOUT_A_DAY[mention.form](terms)
    if "part_unit" in terms:
        return _duration({"n": terms.get("n", "1"), "unit": terms["part_unit"]})
    if expression.start is None or expression.end is None:
        return ""
    first, last = date.fromisoformat(expression.start), date.fromisoformat(expression.end)
    if (last - first).days >= 364 or mention.form in ("decade", "century"):
        return _years(mention.form, first, last, terms)
    return _within_a_year(mention.form, first, last, terms)


def end_value(mention: TimeMention, expression: TimeExpression, *, second: bool) -> str:
    """The normal form of one end of a range, which TIMEX2 marks as an expression of its own.

    Args:
        mention: The range.
        expression: Its interval.
        second: Whether its second end is meant.
    """
    day = expression.end if second else expression.start
    if day is None:
        return ""
    terms = dict(mention.terms)
    form = terms.get("to.form" if second else "from.form", mention.form)
    return day[: {"year": 4, "month": 7}.get(form, 10)]


def _duration(terms: Mapping[str, str]) -> str:
    count, unit = terms.get("n", "X"), terms.get("unit", "")
    if unit in _CLOCK_UNITS:
        return f"PT{count}{_CLOCK_UNITS[unit]}"
    return f"P{count}{_UNITS[unit]}" if unit in _UNITS else ""


def _set(terms: Mapping[str, str]) -> str:
    """A rate ("per month") is a duration in TIMEX2; what recurs leaves its digits open."""
    return _duration({"n": "1"} | dict(terms)) if terms.get("rate") == "per" else _EACH.get(terms.get("unit", ""), "")


def _before_our_era(terms: Mapping[str, str]) -> str:
    if "century" in terms:
        return f"BC{int(terms['century']) - 1:02}"
    if "year" not in terms:
        return ""
    year = f"BC{int(terms['year']):04}"
    if "season" in terms:
        return f"{year}-{ {'spring': 'SP', 'summer': 'SU', 'autumn': 'FA', 'winter': 'WI'}[terms['season']] }"
    return f"{year}-{int(terms['month']):02}" if "month" in terms else year


def _years(form: str, first: date, last: date, terms: Mapping[str, str]) -> str:
    if "decade" in (form, terms.get("unit")):
        return f"{first.year:04}"[:3]
    if "century" in (form, terms.get("unit")):
        return f"{(last.year - 1) // 100:02}"
    return f"{first.year:04}" if (last - first).days <= 366 else ""


def _within_a_year(form: str, first: date, last: date, terms: Mapping[str, str]) -> str:
    length = (last - first).days + 1
    if form == "season":
        return f"{first.year:04}-{_SEASONS[first.month]}"
    if terms.get("part") == "half" and length > 100:
        return f"{first.year:04}-H{1 if first.month == 1 else 2}"
    if length >= 28:
        return first.isoformat()[:7]
    if length == 7:
        year, week, _ = date.fromordinal(first.toordinal() + 3).isocalendar()
        return f"{year:04}-W{week:02}"
    return first.isoformat() + (_hour(terms) if length == 1 else "")


def _hour(terms: Mapping[str, str]) -> str:
    clock = terms.get("clock", "")
    if clock in _PARTS:
        return "T" + _PARTS[clock]
    found = re.fullmatch(r"(\d{1,2})(?:[:.](\d\d))?", clock)
    if found is None:
        return ""
    hour = int(found[1]) % 12 + 12 if terms.get("ampm", "").lower().startswith("p") else int(found[1])
    return f"T{hour:02}:{found[2] or '00'}"


def _reference(terms: Mapping[str, str]) -> str:
    return _REFERENCES.get(terms.get("ref", ""), "")


_WITHOUT_A_DAY: dict[str, Callable[[Mapping[str, str]], str]] = {
    "vague": _reference,
    "set": _set,
    "duration": _duration,
    "span": _duration,
    "window": _duration,
    "bc": _before_our_era,
}
