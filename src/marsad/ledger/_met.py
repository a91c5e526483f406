"""What meets a filter of events, as a question for counts to be built upon: the events, and the reports that hold them.

The events are those that ``find_events`` gives: of the latest readings, and without those that people rejected.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, or_, select

from marsad.ledger import _schema as schema
from marsad.ledger._database import portions
from marsad.ledger._events import EventFilter, conditions, day_asked, is_latest, of_outlet, rejected_among
from marsad.ledger._judgements import standing_on_events

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import ColumnElement, Connection, Select, Subquery

_OF_REPORTS = frozenset({"since", "until", "source"})  # what a report meets by itself, whatever events it holds


def asked_of(wanted: EventFilter) -> frozenset[str]:
    """The parts of a filter that ask for something; in which order, and how many, is none."""
    return frozenset(
        one.name
        for one in fields(wanted)
        if one.name not in ("newest", "limit", "offset") and getattr(wanted, one.name) != one.default
    )


def events_met(connection: Connection, wanted: EventFilter) -> Subquery:
    """The events that meet a filter, whatever its limit and offset.

    Args:
        connection: To the ledger.
        wanted: The filter.

    Returns:
        A question with the columns ``number``, ``id``, ``report`` (its number), ``status``, ``start``, ``end``.
    """
    event, reading, report = schema.EVENTS, schema.READINGS, schema.REPORTS
    joined = event.join(reading, event.c.reading == reading.c.number).join(report)
    columns = (event.c.number, event.c.id, reading.c.report, event.c.status, event.c.start, event.c.end)
    query = select(*columns).select_from(joined).where(is_latest(), *conditions(wanted))
    rejected = [] if wanted.rejected else _rejected(connection)
    if rejected:
        query = query.where(
            event.c.number.not_in(bindparam("rejected", rejected, expanding=True, literal_execute=True))
        )
    return query.subquery("met")


def count_met(connection: Connection, wanted: EventFilter) -> int:
    """How many events meet a filter, whatever its limit and offset."""
    return connection.execute(select(func.count()).select_from(events_met(connection, wanted))).scalar_one()


def reports_met(connection: Connection, wanted: EventFilter) -> Select[int]:
    """The numbers of the reports that hold an event which meets a filter.

    Where nothing but days or a source is asked for, the report itself is meant: its day, and its outlet or whoever says
    an event in it.
    """
    report = schema.REPORTS
    if not asked_of(wanted) <= _OF_REPORTS:
        met = events_met(connection, wanted)
        return select(met.c.report).distinct()
    query = select(report.c.number).where(*published_within(wanted.since, wanted.until))
    if wanted.source is not None:
        told = events_met(connection, EventFilter(source=wanted.source))
        query = query.where(or_(of_outlet(wanted.source), report.c.number.in_(select(told.c.report))))
    return query


def published_within(since: str | None, until: str | None) -> Iterator[ColumnElement[bool]]:
    """What must hold of reports that came out on certain days.

    Args:
        since: The first day, ISO.
        until: The last day, ISO.
    """
    published = schema.REPORTS.c.published
    if since is not None:
        yield published >= day_asked(since).isoformat()
    if until is not None:
        yield published <= f"{day_asked(until).isoformat()}T99"


def _rejected(connection: Connection) -> list[int]:
    """The numbers of the events of latest readings that people rejected."""
    event, reading = schema.EVENTS, schema.READINGS
    triggers = rejected_among(standing_on_events(connection))
    found: list[int] = []
    for some in portions({report for report, _, _ in triggers}):
        query = select(event.c.number, reading.c.report, event.c.trigger_start, event.c.trigger_end)
        rows = connection.execute(query.select_from(event.join(reading)).where(is_latest(), reading.c.report.in_(some)))
        found += [number for number, *trigger in rows if tuple(trigger) in triggers]
    return found
