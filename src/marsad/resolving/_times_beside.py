"""The day of an act that is told beside another: "on Tuesday, a day after a missile struck the hospital".

The day that stands in the sentence is that of the other act; the act behind "after" or "before" lies so many days off.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.records import EventTime, Span

_NUMBERS = {
    "a": 1, "the": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10,
}  # fmt: skip
_UNITS = {"day": 1, "week": 7}
_OFF = re.compile(rf"\b({'|'.join(_NUMBERS)}|\d{{1,2}}) (day|week)s? (after|before)\s", re.IGNORECASE)
_BREAK = re.compile(r"[,;:!?()]|\.\s|\n\s*\n")
_END = re.compile(r"[.!?;]\s|\n\s*\n")


def beside(found: EventTime, text: str, trigger: Span) -> EventTime:
    """The time of an act whose sentence names the day of another.

    Args:
        found: What the words for the day that the act hangs on mean.
        text: The report's text.
        trigger: The words for the act.
    """
    off = _days_off(text, found.span, trigger) if found.span and found.precision == "day" else 0
    return replace(found, start=_moved(found.start, off), end=_moved(found.end, off)) if off else found


def _moved(bound: str | None, days: int) -> str | None:
    return (date.fromisoformat(bound) + timedelta(days=days)).isoformat() if bound else None


def _days_off(text: str, when: Span, trigger: Span) -> int:
    """How many days an act lies from the day that its sentence names; negative where it is earlier."""
    between = text[when.end : trigger.start]
    found = None if _END.search(between) else next(reversed(list(_OFF.finditer(between))), None)
    if found is None or _BREAK.search(between, found.end()):
        return 0
    number = _NUMBERS.get(found[1].lower()) or int(found[1])
    return number * _UNITS[found[2].lower()] * (-1 if found[3].lower() == "after" else 1)
