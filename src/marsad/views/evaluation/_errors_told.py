"""Mistakes in words: how gold rows and printed records look in the list that ``--errors`` asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.views.evaluation._agreement import ToldControl, ToldEvent, ToldForecast
from marsad.views.evaluation._gold import GoldControl, GoldEvent, GoldForecast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.records import Count, Event, Party, Source, Spot
    from marsad.views.evaluation._gold import Figure

_LONGEST_QUOTE = 110


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong.

    Attributes:
        weight: How much it tells; the greater, the earlier it is shown.
        report: Id of the report.
        gold: What the gold says.
        printed: What was printed instead.
    """

    weight: float
    report: str
    gold: str
    printed: str

    def order(self) -> tuple[float, str]:
        """Sort key: the most telling first, then by report."""
        return -self.weight, self.report


def describe(row: object, *, short: bool = False) -> str:
    """A gold row or a printed record in one line.

    Args:
        row: Any of the row types of this package.
        short: Just the passage.

    Returns:
        Its fields and the passage that tells it.
    """
    if isinstance(row, GoldEvent | GoldForecast | GoldControl):
        return _quoted(row.quote) if short else f"{_gold_fields(row)} {_quoted(row.quote)}"
    assert isinstance(row, ToldEvent | ToldForecast | ToldControl)
    return f"{_printed_fields(row)} {_quoted(row.record.evidence.exact)}"


def _gold_fields(row: GoldEvent | GoldForecast | GoldControl) -> str:
    if isinstance(row, GoldForecast):
        return f"{row.speaker}: {row.proposition}"
    if isinstance(row, GoldControl):
        return f"{row.place.name}: {row.controller} {row.change}"
    who = f"{row.actor} -> {row.target}, {row.place.name}, {row.start}..{row.end}"
    return f"#{row.number} {row.plover} {row.act}: {who}, {figures(row.counts)}, {row.source} {row.status}"


def _printed_fields(row: ToldEvent | ToldForecast | ToldControl) -> str:
    if isinstance(row, ToldForecast):
        return f"{names(row.record.sources)}: {row.record.proposition}"
    if isinstance(row, ToldControl):
        return f"{row.record.place}: {row.record.controller} {row.record.relation}"
    event = row.record
    who = f"{names(event.actors)} -> {names(event.targets)}, {names(event.places)}, {dates(event)}"
    said = f"{figures(event.counts)}, {names(event.sources)} {event.status}"
    return f"{event.id} {event.plover} {event.kind}: {who}, {said}"


def names(links: Sequence[Party | Spot | Source]) -> str:
    """The names of parties, places or sources."""
    return ", ".join(link.name or "unnamed" for link in links) or "none"


def dates(event: Event) -> str:
    """The interval of an event."""
    return f"{event.time.start}..{event.time.end}"


def figures(counts: Sequence[Figure | Count]) -> str:
    """Counts with their bounds."""
    return "; ".join(f"{count.what} {count.low}/{count.best}/{count.high}" for count in counts) or "no figure"


def _quoted(text: str) -> str:
    text = " ".join(text.split())
    return f"“{text}”" if len(text) <= _LONGEST_QUOTE else f"“{text[: _LONGEST_QUOTE - 1]}…”"
