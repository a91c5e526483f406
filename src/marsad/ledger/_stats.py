"""How much of what a ledger holds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, or_, select, text, true

from marsad.ledger import _schema as schema
from marsad.ledger._database import is_sqlite
from marsad.ledger._events import is_latest
from marsad.ledger._met import asked_of, events_met, reports_met

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sqlalchemy import Column, ColumnElement, Connection, Table

    from marsad.ledger._events import EventFilter


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts of a ledger. Records are counted in the latest reading of each report.

    Attributes:
        reports: Reports.
        texts: Different texts among them: the same copy in two places is two reports and one text.
        readings: Readings, also earlier ones.
        outlets: Reports per outlet, the most first; under "" those whose outlet nobody knows.
        events: Events.
        kinds: Events per kind, the most first.
        statuses: Events per status, the most first.
        statements: Statements.
        forecasts: Forecasts.
        control: Statements of who holds a place.
        first_day: The first day that an event is dated by.
        last_day: The last.
        judgements: Judgements, those taken back and those that take back too.
        bytes: Size of the database.
    """

    reports: int
    texts: int
    readings: int
    outlets: dict[str, int]
    events: int
    kinds: dict[str, int]
    statuses: dict[str, int]
    statements: int
    forecasts: int
    control: int
    first_day: str | None
    last_day: str | None
    judgements: int
    bytes: int


def stats_of(connection: Connection, wanted: EventFilter | None = None) -> Stats:
    """Counts everything once, or what meets a filter.

    Args:
        connection: To the ledger.
        wanted: A filter: events are those that meet it, everything else is of the reports that meet it. Without one,
            events that people rejected count too.
    """
    event, report, reading = schema.EVENTS, schema.REPORTS, schema.READINGS
    is_met, holds, is_on = _conditions(connection, wanted)
    days = func.min(func.coalesce(event.c.start, event.c.end)), func.max(event.c.end)
    query = select(event.c.kind, event.c.status, func.count(), *days).select_from(event.join(reading))
    told = connection.execute(query.where(is_latest(), is_met).group_by(event.c.kind, event.c.status)).all()
    kinds, statuses = Counter[str](), Counter[str]()
    for kind, status, count, _, _ in told:
        kinds[kind] += count
        statuses[status] += count
    first = min((row[3] for row in told if row[3]), default=None)
    last = max((row[4] for row in told if row[4]), default=None)
    here = holds(report.c.number)
    outlets = connection.execute(select(report.c.outlet, func.count()).where(here).group_by(report.c.outlet)).all()
    texts = select(func.count(func.distinct(report.c.text_sha256))).where(here)
    return Stats(
        reports=sum(count for _, count in outlets),
        texts=connection.execute(texts).scalar_one(),
        readings=_count(connection, reading, holds(reading.c.report)),
        outlets=_most_first([(name or "", count) for name, count in outlets]),
        events=kinds.total(),
        kinds=_most_first(kinds.items()),
        statuses=_most_first(statuses.items()),
        statements=_latest(connection, schema.STATEMENTS, holds(reading.c.report)),
        forecasts=_latest(connection, schema.FORECASTS, holds(reading.c.report)),
        control=_latest(connection, schema.CONTROL, holds(reading.c.report)),
        first_day=first.isoformat() if first else None,
        last_day=last.isoformat() if last else None,
        judgements=_count(connection, schema.JUDGEMENTS, is_on),
        bytes=_size(connection),
    )


def _conditions(
    connection: Connection, wanted: EventFilter | None
) -> tuple[ColumnElement[bool], Callable[[Column[int]], ColumnElement[bool]], ColumnElement[bool]]:
    """Whether an event meets a filter; whether the report does that a column numbers; whether a judgement is on one."""
    if wanted is None or not asked_of(wanted):
        return true(), lambda _: true(), true()
    met = events_met(connection, wanted)
    numbers = list(connection.execute(reports_met(connection, wanted)).scalars())

    def holds(column: Column[int]) -> ColumnElement[bool]:
        return column.in_(bindparam(None, numbers, expanding=True, literal_execute=True))

    judgement, judged = schema.JUDGEMENTS, schema.JUDGED
    said = select(judged.c.judgement).where(holds(judged.c.report))
    is_on = or_(judgement.c.number.in_(said), judgement.c.undoes.in_(said))
    return schema.EVENTS.c.number.in_(select(met.c.number)), holds, is_on


def reports_by_day(connection: Connection) -> dict[str, int]:
    """How many reports were published on each day, by ISO day; undated ones are left out."""
    published = schema.REPORTS.c.published
    counted: dict[str, int] = {}
    query = select(published, func.count()).where(published.is_not(None)).group_by(published).order_by(published)
    for moment, count in connection.execute(query):
        counted[moment[:10]] = counted.get(moment[:10], 0) + count
    return counted


def _count(connection: Connection, table: Table, condition: ColumnElement[bool]) -> int:
    return connection.execute(select(func.count()).select_from(table).where(condition)).scalar_one()


def _latest(connection: Connection, table: Table, condition: ColumnElement[bool]) -> int:
    query = select(func.count()).select_from(table.join(schema.READINGS))
    return connection.execute(query.where(is_latest(), condition)).scalar_one()


def _most_first(counted: Iterable[tuple[str, int]]) -> dict[str, int]:
    return dict(sorted(counted, key=lambda item: (-item[1], item[0])))


def _size(connection: Connection) -> int:
    if is_sqlite(connection):
        pages, page = (
            connection.exec_driver_sql(f"PRAGMA {word}").scalar_one() for word in ("page_count", "page_size")
        )
        return int(pages) * int(page)
    return int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())
