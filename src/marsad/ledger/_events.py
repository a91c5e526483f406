"""The events of a ledger by time, place, actor, kind, source and status.

Of a report that was read several times, the latest reading counts. What a person has rejected is left out. The
filters ask for what the program read; a correction by a person stands beside it.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import exists, func, or_, select, union_all

from marsad._errors import UsageError
from marsad.ledger import _schema as schema
from marsad.ledger._areas import Area
from marsad.ledger._folding import folded
from marsad.ledger._judgements import Standing, standing_on_events
from marsad.ledger._readings import ReadingCache

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import ColumnElement, Connection, Row, Select, Table

    from marsad.records import Event, Place, Report

Trigger = tuple[int, int, int]
_ROWS = 200
_STANDS = ("in", "near")  # where it happened, not where it came from or went


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """Which events; what is None asks for nothing.

    Attributes:
        since: Events that may have happened on this day or later, ISO.
        until: Events that may have happened on this day or earlier, ISO.
        place: Name or id of a place of the event.
        box: West, south, east, north in degrees: the point of one of its places lies within. A box goes on behind 180
            where its east is less than its west.
        near: Latitude, longitude and kilometres: the point of one of its places is no further away. An area is where
            its point is.
        actor: Name or id of an actor or target; known names and abbreviations find the actor under any of its names.
        kind: Kind of act.
        source: Name or id of somebody in the chain of who says so, or the outlet.
        status: As in the record.
        grade: Grade of the incident that it is in, by the rule ``conservative``, as the incidents were when they were
            last brought up to date.
        background: Whether acts told as background count.
        rejected: Whether events that a person has rejected are listed too.
        report: Id of a report.
        newest: Whether the latest days come first; undated events come last in any case.
        limit: At most so many.
        offset: So many of the first are left out.
    """

    since: str | None = None
    until: str | None = None
    place: str | None = None
    box: tuple[float, float, float, float] | None = None
    near: tuple[float, float, float] | None = None
    actor: str | None = None
    kind: str | None = None
    source: str | None = None
    status: str | None = None
    grade: str | None = None
    background: bool = True
    rejected: bool = False
    report: str | None = None
    newest: bool = False
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """An event of a report.

    Attributes:
        report: The report that tells it.
        event: The event as it was read.
        place: Its first place, as the report has it.
        judgements: What people decided on it, latest last.
    """

    report: Report
    event: Event
    place: Place | None
    judgements: tuple[Standing, ...]


def find_events(connection: Connection, wanted: EventFilter) -> Iterator[Found]:
    """The events that a filter asks for, by their last day, undated ones last."""
    standing = standing_on_events(connection)
    rejected = set() if wanted.rejected else rejected_among(standing)
    readings = ReadingCache(connection)
    skip, left = wanted.offset, wanted.limit
    most = None if left is None else skip + left + len(rejected)
    for number, event_id, *event in _rows(connection, wanted, most):
        key = event[0], event[1], event[2]
        if left == 0:
            return
        if key in rejected:
            continue
        if skip:
            skip -= 1
            continue
        told = readings.event(number, event_id)
        place = readings.place(number, told.places[0].place) if told.places else None
        yield Found(readings.report(number), told, place, tuple(standing.get(key, ())))
        left = None if left is None else left - 1


def rejected_among(standing: Mapping[Trigger, Sequence[Standing]]) -> set[Trigger]:
    """The events that people rejected, by report number and trigger, among those with judgements."""
    return {event for event, judged in standing.items() if any(judgement.verdict == "reject" for judgement in judged)}


def _rows(connection: Connection, wanted: EventFilter, most: int | None) -> Iterator[Row[int, str, int, int, int]]:
    """The dated ones, then the others: so an index gives the order, and few rows are touched for a first page."""
    end = schema.EVENTS.c.end
    for query in (_query(wanted).where(end.is_not(None)), _query(wanted).where(end.is_(None))):
        with closing(connection.execution_options(yield_per=_ROWS).execute(query.limit(most))) as rows:
            yield from rows


def is_latest() -> ColumnElement[bool]:
    """Of each report only the reading that came last."""
    later = schema.READINGS.alias("later")
    return ~exists().where(later.c.report == schema.READINGS.c.report, later.c.number > schema.READINGS.c.number)


def _query(wanted: EventFilter) -> Select[int, str, int, int, int]:
    event, reading, report = schema.EVENTS, schema.READINGS, schema.REPORTS
    query = (
        select(reading.c.number, event.c.id, report.c.number, event.c.trigger_start, event.c.trigger_end)
        .select_from(event.join(reading, event.c.reading == reading.c.number).join(report))
        .where(is_latest(), *conditions(wanted))
    )
    return query.order_by(event.c.end.desc() if wanted.newest else event.c.end, event.c.number)


def conditions(wanted: EventFilter) -> Iterator[ColumnElement[bool]]:
    """What must hold of events, joined with their readings and reports; limits and rejections are left to others."""
    event = schema.EVENTS
    for column, value in ((event.c.kind, wanted.kind), (event.c.status, wanted.status)):
        if value is not None:
            yield column == value
    if wanted.grade is not None:
        yield _graded(wanted.grade)
    if wanted.report is not None:
        yield schema.REPORTS.c.id == wanted.report
    if not wanted.background:
        yield event.c.background.is_(False)
    if wanted.since is not None:
        yield event.c.end >= day_asked(wanted.since)
    if wanted.until is not None:
        yield func.coalesce(event.c.start, event.c.end) <= day_asked(wanted.until)
    if wanted.place is not None:
        yield _in(schema.EVENT_PLACES, "place", wanted.place, [wanted.place])
    if wanted.box is not None or wanted.near is not None:
        spot = schema.EVENT_PLACES
        within = Area.of(box=wanted.box, near=wanted.near).holds(spot.c.lat, spot.c.lon)
        yield event.c.number.in_(select(spot.c.event).where(within, spot.c.relation.in_(_STANDS)))
    if wanted.actor is not None:
        yield _in(schema.EVENT_PARTIES, "actor", wanted.actor, actor_ids(wanted.actor))
    if wanted.source is not None:
        yield event.c.number.in_(union_all(_told_in(wanted.source), _said_by(wanted.source)))


def _graded(grade: str) -> ColumnElement[bool]:
    """Whether the event is in an incident of a grade; mentions are of latest readings, as the event is."""
    mention, incident = schema.MENTIONS, schema.INCIDENTS
    joined = mention.join(incident, mention.c.incident == incident.c.number)
    here = mention.c.report == schema.READINGS.c.report, mention.c.event == schema.EVENTS.c.id
    return exists().select_from(joined).where(*here, incident.c.grade == grade)


def _in(table: Table, column: str, name: str, ids: list[str]) -> ColumnElement[bool]:
    """Whether a part of the event has one of these ids, or this name in any spelling of its letters."""
    same = or_(table.c[column].in_(ids), table.c.folded == folded(name))
    return schema.EVENTS.c.number.in_(select(table.c.event).where(same))


def of_outlet(name: str) -> ColumnElement[bool]:
    """Whether a report is of an outlet."""
    return func.lower(schema.REPORTS.c.outlet) == name.lower()


def _told_in(name: str) -> Select[int]:
    """One step within another, so that no database passes over all events for the few of an outlet."""
    event, reading, report = schema.EVENTS, schema.READINGS, schema.REPORTS
    readings = select(reading.c.number).where(reading.c.report.in_(select(report.c.number).where(of_outlet(name))))
    return select(event.c.number).where(event.c.reading.in_(readings))


def _said_by(name: str) -> Select[int]:
    source = schema.EVENT_SOURCES
    return select(source.c.event).where(or_(source.c.actor.in_(actor_ids(name)), source.c.folded == folded(name)))


def actor_ids(name: str) -> list[str]:
    """The ids that a name or abbreviation may stand for: itself, and what the table of actors knows under it."""
    from marsad.knowledge import load_actors

    entry = load_actors().match(name)
    return [name] if entry is None else [name, entry.id]


def day_asked(iso: str) -> date:
    """A day that somebody asks for.

    Args:
        iso: As in ``2018-12-14``.

    Raises:
        UsageError: It is no day.
    """
    try:
        return date.fromisoformat(iso)
    except ValueError:
        raise UsageError(f"{iso!r} is no day; write it as 2018-12-14") from None
