"""When a report was published, where something other than its body says so.

Two readings of a written date: :func:`iso` takes ISO 8601 alone and is for what a person or a program states on
purpose; :func:`loose` takes the handful of unambiguous forms that web pages put into their metadata. Neither
guesses: a date such as ``09/10/2018``, which two countries read in two ways, is no date here. Time and zone are
kept where they stand.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from marsad._errors import UsageError

__all__ = ["from_url", "given", "iso", "loose"]

_ISO = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})"
    r"(?:[Tt ](?P<time>\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?) ?(?P<zone>[Zz]|[+-]\d{2}(?::?\d{2})?)?)?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_MONTH_FIRST = re.compile(_MONTH + r"\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})(?!\d)", re.IGNORECASE)
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)? " + _MONTH + r"\.?,? (?P<year>\d{4})(?!\d)", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})(?P<mark>[-/]?)(?P<month>\d{2})(?P=mark)(?P<day>\d{2})(?!\d)")
_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? ", re.IGNORECASE)
_IN_PATH = re.compile(
    r"/(?P<year>(?:19|20)\d{2})(?P<mark>[/-])(?P<month>\d{1,2}|" + "|".join(_MONTHS) + ")"
    r"(?P=mark)(?P<day>\d{1,2})(?=/|$)",
    re.IGNORECASE,
)
# What content systems write when they know no date: the epoch of Unix, of .NET, of spreadsheets.
_NEVER = ("0001-01-01", "1900-01-01", "1970-01-01")


def iso(value: str) -> str | None:
    """The ISO date or date-time that ``value`` is, with ``T`` and a colon in the zone; None where it is none.

    Args:
        value: ``2018-09-23``, ``2018-09-23T14:05+03:00``, ``2018-09-23 14:05:00Z`` and the like.
    """
    match = _ISO.fullmatch(value.strip())
    if match is None:
        return None
    day, time, zone = match["day"], match["time"], match["zone"] or ""
    if zone in ("z", "Z"):
        zone = "Z"
    elif zone:
        zone = f"{zone[:3]}:{zone[-2:] if len(zone) > 3 else '00'}"
    text = day if time is None else f"{day}T{time.replace(',', '.')}{zone}"
    return text if _exists(text) else None


def _exists(text: str) -> bool:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return False
    return "T24:" not in text and moment.year > 0


def given(value: str | None) -> str | None:
    """The caller's own date of publication, checked.

    Raises:
        UsageError: It is no ISO date or date-time.
    """
    if value is None:
        return None
    checked = iso(value)
    if checked is None:
        raise UsageError(
            f"published {value!r} is no date; write it as 2018-09-23 or, with time and zone, 2018-09-23T14:05+03:00"
        )
    return checked


def loose(value: str) -> str | None:
    """The date or date-time that a page's metadata writes, in ISO form; None where it is none or ambiguous.

    Args:
        value: ISO, RFC 2822 (``Sun, 23 Sep 2018 14:05:00 GMT``), ``20180923``, ``2018/09/23``, ``September 23, 2018``,
            ``23 September 2018``; what follows such a day and is no ISO time is left out.
    """
    text = " ".join(value.split())
    found = iso(text) or _rfc2822(text) or _day_in_front(text)
    return None if found is None or found.startswith(_NEVER) else found


def _rfc2822(text: str) -> str | None:
    if not re.search(r"\d:\d\d:\d\d (?:[+-]\d{4}|GMT|UTC?|UT)$", text):
        return None  # the standard library takes an unknown zone for UTC
    try:
        return iso(parsedate_to_datetime(text).isoformat())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _day_in_front(text: str) -> str | None:
    text = _WEEKDAY.sub("", text, count=1) if _WEEKDAY.match(text) else text
    for form in (_YEAR_FIRST, _MONTH_FIRST, _DAY_FIRST):
        match = form.match(text)
        if match is not None:
            return _day(match["year"], match["month"], match["day"])
    return None


def _day(year: str, month: str, day: str) -> str | None:
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    try:
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return None


def from_url(url: str | None) -> str | None:
    """The day in the path of an address (``/2018/09/23/``, ``/2018/sep/23/``, ``/2018-09-23/``).

    None where the path holds no whole day, or holds two that differ.
    """
    if not url:
        return None
    try:
        path = urlsplit(url).path
    except ValueError:
        return None
    days = {_day(match["year"], match["month"], match["day"]) for match in _IN_PATH.finditer(path)}
    return days.pop() if len(days) == 1 else None
