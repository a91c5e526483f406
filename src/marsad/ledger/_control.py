"""Who holds which place, as the latest readings tell it, each record with what people decided on it.

What a person has rejected is left out. Corrections stand beside the record as it was read; whoever derives something
applies them.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from marsad.ledger import _schema as schema
from marsad.ledger._events import is_latest
from marsad.ledger._judgements import Standing, control_record, standing_on_control
from marsad.records import Control, Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Connection, RowMapping, Select

    from marsad.ledger._areas import Area

_DAYS = ("as_of", "from", "until")
_ONE_OF = ("accept", "reject")


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place as the readings of a ledger have it; fields as those of the record."""

    id: str
    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    precision: str


@dataclass(frozen=True, slots=True)
class FoundControl:
    """A record of who holds a place, where it stands, and what people decided on it, latest last.

    Attributes:
        report: The report's id.
        outlet: Its outlet.
        published: Its day of publication, ISO.
        control: The record as it was read; of its sources the names only, without spans.
        place: The place of the record.
        controller: Name of the controller, or null.
        judgements: What stands of people's decisions.
    """

    report: str
    outlet: str | None
    published: str | None
    control: Control
    place: KnownPlace
    controller: str | None
    judgements: tuple[Standing, ...]


def find_control(connection: Connection) -> Iterator[FoundControl]:
    """The control records of the latest readings, in the order they came in; rejected ones are left out."""
    standing = standing_on_control(connection)
    query = _query()
    control, sources = schema.CONTROL, schema.CONTROL_SOURCES
    chains: dict[int, list[Source]] = {}
    wanted = query.with_only_columns(control.c.number)
    links = select(sources).where(sources.c.control.in_(wanted)).order_by(sources.c.control, sources.c.position)
    for owner, rows in groupby(connection.execute(links).mappings(), key=lambda row: row["control"]):
        chains[owner] = [
            Source(row["actor"], row["name"], row["role"], row["affiliation"], cue=None, span=None) for row in rows
        ]
    for row in connection.execute(query.order_by(control.c.number)).mappings():
        record = _record(row, chains.get(row["number"], ()))
        judged = _judged(record, row["report_number"], standing)
        if any(judgement.verdict == "reject" for judgement in judged):
            continue
        place = KnownPlace(*(row[f"place_{name}"] for name in KnownPlace.__slots__))
        published = row["published"][:10] if row["published"] else None
        yield FoundControl(row["report"], row["outlet"], published, record, place, row["controller_name"], judged)


def known_places(connection: Connection, area: Area | None = None) -> dict[str, KnownPlace]:
    """Every place that the latest readings name, by id; of several tellings the first.

    Args:
        connection: To the ledger.
        area: Where its point lies; by default anywhere or nowhere.
    """
    place = schema.PLACES
    columns = [place.c[name] for name in KnownPlace.__slots__]
    query = select(*columns).select_from(place.join(schema.READINGS)).where(is_latest()).order_by(place.c.number)
    if area is not None:
        query = query.where(area.holds(place.c.lat, place.c.lon))
    found: dict[str, KnownPlace] = {}
    for row in connection.execute(query):
        found.setdefault(row[0], KnownPlace(*row))
    return found


def _query() -> Select[Any]:
    control, reading, report = schema.CONTROL, schema.READINGS, schema.REPORTS
    place, actor = schema.PLACES, schema.ACTORS
    of_place = (place.c.reading == control.c.reading) & (place.c.id == control.c.place)
    of_actor = (actor.c.reading == control.c.reading) & (actor.c.id == control.c.controller)
    joined = control.join(reading, control.c.reading == reading.c.number).join(report).join(place, of_place)
    return select(
        *control.c,
        report.c.id.label("report"), report.c.number.label("report_number"), report.c.outlet, report.c.published,
        *(place.c[name].label(f"place_{name}") for name in KnownPlace.__slots__),
        actor.c.name.label("controller_name"),
    ).select_from(joined.outerjoin(actor, of_actor)).where(is_latest())  # fmt: skip


def _record(row: RowMapping, sources: Sequence[Source]) -> Control:
    days = {name: row[name].isoformat() if row[name] else None for name in _DAYS}
    evidence = Span(row["evidence_start"], row["evidence_end"], row["evidence"])
    return Control(
        row["id"], row["place"], row["controller"], row["relation"], row["extent"], days["as_of"], days["from"],
        days["until"], tuple(sources), evidence,
    )  # fmt: skip


def _judged(
    record: Control, report: int, standing: Mapping[tuple[int, int, int, str], Sequence[Standing]]
) -> tuple[Standing, ...]:
    """What stands of the judgements on a record: on its words, and on it alone; of accept and reject the last."""
    span = record.evidence
    named = ("control", control_record(record))
    judged = [j for name in named for j in standing.get((report, span.start, span.end, name), ())]
    judged.sort(key=lambda judgement: judgement.number)
    last = max((j.number for j in judged if j.verdict in _ONE_OF), default=None)
    return tuple(j for j in judged if j.verdict not in _ONE_OF or j.number == last)
