"""Incidents as light rows: what lists and maps show of tens of thousands, read without their members."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from marsad.incidents._find import IncidentFilter, conditions
from marsad.incidents._update import update_incidents
from marsad.ledger import tables as schema
from marsad.records import Grade, PlacePrecision, TimePrecision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Select

    from marsad.ledger import Ledger


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """What a list shows of an incident, by the default rule.

    Attributes:
        id: Of the incident.
        kind: Kind of the act.
        actors: Who did it, in short.
        targets: To whom, in short.
        start: First day, ISO; null where unknown.
        end: Last day, ISO.
        time_precision: Grain of the dates.
        place: Name of the place, or null.
        lat: Degrees north, or null.
        lon: Degrees east, or null.
        precision: What the point stands for, or null where there is no place.
        killed_low: Deaths, lower bound; of running tolls nothing.
        killed: Deaths, best figure.
        killed_high: Deaths, upper bound.
        grade: How well it is attested.
        sources: Number of independent sources.
        members: Number of mentions.
    """

    id: str
    kind: str
    actors: str
    targets: str
    start: str | None
    end: str | None
    time_precision: TimePrecision
    place: str | None
    lat: float | None
    lon: float | None
    precision: PlacePrecision | None
    killed_low: int | None
    killed: int | None
    killed_high: int | None
    grade: Grade
    sources: int
    members: int


def incident_rows(ledger: Ledger, wanted: IncidentFilter | None = None) -> list[IncidentRow]:
    """The incidents that a filter asks for as rows, by their last day, undated ones last.

    Brings the incidents up to date first. The rule of the filter is passed over: rows are by the default one.

    Args:
        ledger: The ledger.
        wanted: The filter; without one, all.

    Raises:
        UsageError: The filter asks for what there cannot be.
        LedgerError: The database cannot go on.
    """
    wanted = wanted or IncidentFilter()
    day, id_ = schema.INCIDENTS.c.day, schema.INCIDENTS.c.id
    query = _rows().where(*conditions(wanted)).order_by(day, id_).limit(wanted.limit).offset(wanted.offset)
    update_incidents(ledger)
    with ledger.looking() as connection:
        return [_row(*row) for row in connection.execute(query)]


def incident_rows_by_id(ledger: Ledger, ids: Sequence[str]) -> list[IncidentRow]:
    """The rows of some incidents, in the order of their ids given; ids that no incident bears are passed over.

    Brings the incidents up to date first.

    Args:
        ledger: The ledger.
        ids: Ids of incidents, a few hundred at most.

    Raises:
        LedgerError: The database cannot go on.
    """
    update_incidents(ledger)
    with ledger.looking() as connection:
        found = {row[0]: _row(*row) for row in connection.execute(_rows().where(schema.INCIDENTS.c.id.in_(ids)))}
    return [found[id_] for id_ in ids if id_ in found]


def numbered_rows(connection: Connection, *, after: int) -> dict[int, IncidentRow]:
    """The rows of the incidents whose number is above another, by their number."""
    number = schema.INCIDENTS.c.number
    query = _rows().add_columns(number).where(number > after)
    return {row[-1]: _row(*row[:-1]) for row in connection.execute(query)}


def count_incidents(ledger: Ledger, wanted: IncidentFilter | None = None) -> int:
    """How many incidents a filter asks for, whatever its limit and offset.

    Brings the incidents up to date first.

    Raises:
        UsageError: The filter asks for what there cannot be.
        LedgerError: The database cannot go on.
    """
    query = select(func.count()).select_from(schema.INCIDENTS).where(*conditions(wanted or IncidentFilter()))
    update_incidents(ledger)
    with ledger.looking() as connection:
        return connection.execute(query).scalar_one()


def _rows() -> Select[Any]:
    it = schema.INCIDENTS
    return select(
        it.c.id, it.c.kind, it.c.actors, it.c.targets, it.c.start, it.c.end, it.c.time_precision, it.c.place_name,
        it.c.lat, it.c.lon, it.c.precision, it.c.deaths_low, it.c.deaths, it.c.deaths_high, it.c.grade,
        it.c.sources, it.c.members,
    )  # fmt: skip


def _row(id_: str, kind: str, actors: str, targets: str, *rest: Any) -> IncidentRow:
    start, end, *others = rest
    first, last = start.isoformat() if start else None, end.isoformat() if end else None
    return IncidentRow(id_, kind, actors, targets, first, last, *others)
