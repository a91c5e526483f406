"""Options that several commands have."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from math import isfinite
from typing import Annotated

import typer

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?", re.ASCII)
INPUTS = (
    "Text, print page, HTML, PDF, RSS or Atom, .jsonl of reports, WARC, ZIP or gzip of these, a folder, an address"
    " (https://...), or -."
)


class Setting(StrEnum):
    """How sure a record must be to be printed; the thresholds live with the model."""

    precise = "precise"
    balanced = "balanced"
    everything = "everything"


class Reader(StrEnum):
    """The readers by name."""

    rules = "rules"
    trained = "trained"


class Status(StrEnum):
    """How an act is told."""

    asserted = "asserted"
    reported = "reported"
    claimed = "claimed"
    denied = "denied"
    forecast = "forecast"
    hypothetical = "hypothetical"


def _iso_date(text: str | None) -> str | None:
    """Lets an ISO date or date-time through as it is."""
    from datetime import datetime

    if text is None:
        return None
    try:
        if not _ISO.fullmatch(text):
            raise ValueError
        datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no ISO date; write it as 2018-12-14 or 2018-12-14T09:30+02:00") from None
    return text


def _day(text: str | None) -> str | None:
    """Lets an ISO day through as it is."""
    from datetime import date

    if text is None:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no day; write it as 2018-12-14") from None


def numbers_of(count: int) -> Callable[[str], tuple[float, ...]]:
    """A parser of so many numbers with commas between them."""

    def parse(text: str) -> tuple[float, ...]:
        try:
            numbers = tuple(float(part) for part in text.split(","))
        except ValueError:
            numbers = ()
        if len(numbers) != count or not all(map(isfinite, numbers)):
            raise typer.BadParameter(f"{text!r} is not {count} numbers with commas between them")
        return numbers

    return parse


SettingOption = Annotated[Setting, typer.Option(help="Which records to print: fewer and surer, or more.")]
ReaderOption = Annotated[
    Reader, typer.Option(help="Who reads: the trained reader, or the rules alone, for comparison.")
]
PublishedOption = Annotated[
    str | None,
    typer.Option(metavar="DATE", callback=_iso_date, help="Publication date of inputs that tell none themselves."),
]
LedgerOption = Annotated[
    str, typer.Option("--ledger", metavar="PATH|URL", help="SQLite file, or postgresql://user@host/database.")
]
DayOption = Annotated[str | None, typer.Option(metavar="DAY", callback=_day, help="ISO day; the day itself counts.")]
FollowOption = Annotated[
    bool, typer.Option("--follow", help="Fetch the pages that feeds link, instead of what the feed has of them.")
]
PrivateOption = Annotated[
    bool, typer.Option("--allow-private", help="Fetch also from this machine and private networks.")
]
