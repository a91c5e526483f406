"""The rows of a reading: what of it lies in tables to be searched. A function of the reading alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from marsad.ledger import _schema as schema
from marsad.ledger._folding import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Table

    from marsad.records import Control, Event, Forecast, Reading, Source, Span, Statement

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Record:
    """A row, and the rows that belong to it."""

    table: Table
    row: Row
    parts: tuple[tuple[Table, Row], ...] = ()


def records_of(reading: Reading) -> Iterator[Record]:
    """All rows of a reading, without the numbers that the ledger gives them."""
    for actor in reading.actors:
        row = {"id": actor.id, "name": actor.name, "folded": folded(actor.name), "kind": actor.kind}
        yield Record(schema.ACTORS, row | {"country": actor.country, "sector": actor.sector})
    for place in reading.places:
        row = {name: getattr(place, name) for name in "id name country admin1 lat lon precision geonameid".split()}
        yield Record(schema.PLACES, row | {"folded": folded(place.name)})
    yield from map(_event, reading.events)
    yield from map(_statement, reading.statements)
    yield from map(_forecast, reading.forecasts)
    yield from map(_control, reading.control)


def _event(event: Event) -> Record:
    row = {name: getattr(event, name) for name in "id kind plover mode cameo status background confidence".split()}
    row |= {
        "acled_event": event.acled.event_type if event.acled else None,
        "acled_sub_event": event.acled.sub_event_type if event.acled else None,
        "start": _day(event.time.start),
        "end": _day(event.time.end),
        "precision": event.time.precision,
        "basis": event.time.basis,
        "trigger_start": event.trigger.start,
        "trigger_end": event.trigger.end,
        **_quoted("evidence", event.evidence),
    }
    parts = [*_parties(event), *_spots(event), *_counts(event), *_sources(schema.EVENT_SOURCES, event.sources)]
    return Record(schema.EVENTS, row, tuple(parts))


def _parties(event: Event) -> Iterator[tuple[Table, Row]]:
    for part, parties in (("actor", event.actors), ("target", event.targets)):
        for position, party in enumerate(parties):
            row = {"position": position, "part": part, "actor": party.actor, "name": party.name}
            yield schema.EVENT_PARTIES, row | {"folded": folded(party.name)}


def _spots(event: Event) -> Iterator[tuple[Table, Row]]:
    for position, spot in enumerate(event.places):
        row = {name: getattr(spot, name) for name in "place name lat lon precision relation".split()}
        yield schema.EVENT_PLACES, row | {"position": position, "folded": folded(spot.name)}


def _counts(event: Event) -> Iterator[tuple[Table, Row]]:
    for position, count in enumerate(event.counts):
        row = {name: getattr(count, name) for name in "what whom low best high cumulative subset_of".split()}
        yield schema.EVENT_COUNTS, row | {"position": position}


def _statement(statement: Statement) -> Record:
    content = " … ".join(span.exact for span in statement.content)
    row = {"id": statement.id, "quote": statement.quote, "content": content}
    return Record(schema.STATEMENTS, row, tuple(_sources(schema.STATEMENT_SOURCES, statement.sources)))


def _forecast(forecast: Forecast) -> Record:
    chance, horizon = forecast.probability, forecast.horizon
    names = "id statement role affiliation proposition polarity vague condition".split()
    row = {name: getattr(forecast, name) for name in names}
    row |= {
        "low": chance.low if chance else None,
        "median": chance.median if chance else None,
        "high": chance.high if chance else None,
        "scale": chance.scale if chance else None,
        "made_on": _day(forecast.made_on),
        "horizon": _day(horizon.date) if horizon else None,
        "horizon_basis": horizon.basis if horizon else None,
        **_quoted("wording", forecast.wording),
    }
    return Record(schema.FORECASTS, row, tuple(_sources(schema.FORECAST_SOURCES, forecast.sources)))


def _control(control: Control) -> Record:
    row = {name: getattr(control, name) for name in "id place controller relation extent".split()}
    days = {"as_of": _day(control.as_of), "from": _day(control.from_), "until": _day(control.until)}
    row |= days | _quoted("evidence", control.evidence)
    return Record(schema.CONTROL, row, tuple(_sources(schema.CONTROL_SOURCES, control.sources)))


def _sources(table: Table, sources: Iterable[Source]) -> Iterator[tuple[Table, Row]]:
    for position, source in enumerate(sources):
        row = {name: getattr(source, name) for name in "actor name role affiliation".split()}
        yield table, row | {"position": position, "folded": folded(source.name) if source.name else None}


def _quoted(name: str, span: Span) -> Row:
    return {f"{name}_start": span.start, f"{name}_end": span.end, name: span.exact}


def _day(iso: str | None) -> date | None:
    """The day of an ISO date or date-time."""
    return date.fromisoformat(iso[:10]) if iso else None
