"""Feasts by which news copy dates acts, and the words that tell the tense of a clause."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Literal, cast, get_args

from marsad._errors import KnowledgeError
from marsad.knowledge._tables import packaged_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

FeastCalendar = Literal[
    "fixed", "islamic", "quds", "easter", "orthodox-easter", "passover", "tishri", "kislev", "listed", "unclear"
]
Tense = Literal["ahead", "back"]


@dataclass(frozen=True, slots=True)
class Feast:
    """A feast and the rule for its day.

    Attributes:
        name: Its id ("eid-al-fitr").
        calendar: The calendar that ``month`` and ``day`` belong to; the README beside the table explains each.
        month: Month, or 0 where the calendar counts days from a feast.
        day: Day of the month, or days from the calendar's feast.
        days: How many days it lasts.
        names: Spellings.
        listed: Its days, where the calendar is ``listed``.
    """

    name: str
    calendar: FeastCalendar
    month: int
    day: int
    days: int
    names: tuple[str, ...]
    listed: tuple[date, ...] = ()


@cache
def load_feasts() -> Mapping[str, Feast]:
    """The packaged table of feasts by id, read once per process.

    Raises:
        KnowledgeError: A row is malformed.
    """
    listed: dict[str, list[date]] = {}
    for where, (name, day, _) in packaged_rows("times/feast-days.tsv", 3):
        listed.setdefault(name, []).append(_day(day, where))
    feasts: dict[str, Feast] = {}
    for where, (name, calendar, *numbers, names, _) in packaged_rows("times/feasts.tsv", 7):
        if calendar not in get_args(FeastCalendar):
            raise KnowledgeError(f"{where}: {calendar!r} is no calendar; use one of {get_args(FeastCalendar)}")
        try:
            month, day_of_month, length = map(int, numbers)
        except ValueError as error:
            raise KnowledgeError(f"{where}: month, day and days must be numbers, got {numbers}") from error
        spellings = tuple(names.split("; "))
        days = tuple(sorted(listed.get(name, ())))
        feasts[name] = Feast(name, cast("FeastCalendar", calendar), month, day_of_month, length, spellings, days)
    return feasts


@cache
def load_tenses() -> Mapping[str, Tense]:
    """Words by the tense that they give their clause, read once per process.

    Raises:
        KnowledgeError: A row is malformed.
    """
    tenses: dict[str, Tense] = {}
    for where, (word, tense, _) in packaged_rows("times/tense.tsv", 3):
        if tense not in get_args(Tense):
            raise KnowledgeError(f"{where}: {tense!r} is no tense; use one of {get_args(Tense)}")
        tenses[word] = cast("Tense", tense)
    return tenses


def _day(text: str, where: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise KnowledgeError(f"{where}: {text!r} is no ISO date") from error
