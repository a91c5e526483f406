"""Options that several commands have."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from math import isfinite
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from marsad._errors import UsageError

if TYPE_CHECKING:
    from marsad.ledger import EventFilter

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


class Grade(StrEnum):
    """How well an incident is attested."""

    confirmed = "confirmed"
    fair = "fair"
    weak = "weak"
    contested = "contested"
    discounted = "discounted"


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


def _kind(text: str | None) -> str | None:
    """Lets a kind of act through."""
    from marsad.knowledge import load_kinds

    if text is not None and text not in load_kinds():
        raise UsageError(f"--kind {text}: there are {', '.join(load_kinds())}")
    return text


def form_of(*, json: bool, csv: bool) -> Literal["table", "json", "csv"]:
    """The form that two options ask for.

    Raises:
        UsageError: Both are given.
    """
    if json and csv:
        raise UsageError("--json and --csv: choose one")
    return "json" if json else "csv" if csv else "table"


def is_for_subcommand(context: typer.Context) -> bool:
    """Whether a command that lists something by itself was called for one of its subcommands.

    Raises:
        UsageError: It was, and options stand before the subcommand, where they would do nothing.
    """
    if context.invoked_subcommand is None:
        return False
    sources = (context.get_parameter_source(name) for name in context.params)
    if any(source is not None and source.name == "COMMANDLINE" for source in sources):
        raise UsageError(f"write the options behind {context.invoked_subcommand}")
    return True


def told_by(**options: Any) -> dict[str, Any]:
    """What options ask for, as filters take it: of a choice among words the word."""
    return {name: value.value if isinstance(value, StrEnum) else value for name, value in options.items()}


def filter_in_words(wanted: EventFilter) -> dict[str, str]:
    """What a filter asks for, by option, in the order of the filter."""
    from marsad.ledger import asked_of

    asked = {name: getattr(wanted, name) for name in wanted.__slots__ if name in asked_of(wanted)}
    return {
        name: ",".join(f"{number:g}" for number in value) if isinstance(value, tuple) else str(value)
        for name, value in asked.items()
    }


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
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object per line.")]
CsvOption = Annotated[bool, typer.Option("--csv", help="Comma-separated values with a header.")]
LimitOption = Annotated[int | None, typer.Option(metavar="N", min=1, help="At most so many.")]
PlaceOption = Annotated[str | None, typer.Option(metavar="NAME", help="Name or id of a place.")]
BoxOption = Annotated[
    Any,
    typer.Option(metavar="W,S,E,N", parser=numbers_of(4), help="Degrees within which the point of the place lies."),
]
NearOption = Annotated[
    Any,
    typer.Option(
        metavar="LAT,LON,KM", parser=numbers_of(3), help="A point, and how far from it that of the place may lie."
    ),
]
ActorOption = Annotated[str | None, typer.Option(metavar="NAME", help="Name or id of an actor or target.")]
KindOption = Annotated[str | None, typer.Option(metavar="KIND", callback=_kind, help="Kind of act, as in the records.")]
SourceOption = Annotated[str | None, typer.Option(metavar="NAME", help="Who says so, or the outlet.")]
GradeOption = Annotated[Grade | None, typer.Option(help="How well the incident is attested.")]
StatusOption = Annotated[Status | None, typer.Option(help="Status, as in the records.")]
ReportOption = Annotated[str | None, typer.Option(metavar="ID", help="Id of a report.")]
WhoOption = Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides.")]
WhyOption = Annotated[str, typer.Option(metavar="TEXT", help="The reason.")]
