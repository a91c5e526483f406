"""How much of what a ledger holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select, text

from marsad.ledger import _schema as schema
from marsad.ledger._database import is_sqlite
from marsad.ledger._events import is_latest

if TYPE_CHECKING:
    from sqlalchemy import Column, Connection, Table


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


def stats_of(connection: Connection) -> Stats:
    """Counts everything once."""
    event = schema.EVENTS
    days = select(func.min(func.coalesce(event.c.start, event.c.end)), func.max(event.c.end))
    first, last = connection.execute(days.select_from(event.join(schema.READINGS)).where(is_latest())).one()
    kinds = _by(connection, event.c.kind)
    outlets = select(schema.REPORTS.c.outlet, func.count()).group_by(schema.REPORTS.c.outlet)
    texts = select(func.count(func.distinct(schema.REPORTS.c.text_sha256)))
    return Stats(
        reports=_count(connection, schema.REPORTS),
        texts=connection.execute(texts).scalar_one(),
        readings=_count(connection, schema.READINGS),
        outlets=_most_first([(name or "", count) for name, count in connection.execute(outlets)]),
        events=sum(kinds.values()),
        kinds=kinds,
        statuses=_by(connection, event.c.status),
        statements=_latest(connection, schema.STATEMENTS),
        forecasts=_latest(connection, schema.FORECASTS),
        control=_latest(connection, schema.CONTROL),
        first_day=first.isoformat() if first else None,
        last_day=last.isoformat() if last else None,
        judgements=_count(connection, schema.JUDGEMENTS),
        bytes=_size(connection),
    )


def reports_by_day(connection: Connection) -> dict[str, int]:
    """How many reports were published on each day, by ISO day; undated ones are left out."""
    published = schema.REPORTS.c.published
    counted: dict[str, int] = {}
    query = select(published, func.count()).where(published.is_not(None)).group_by(published).order_by(published)
    for moment, count in connection.execute(query):
        counted[moment[:10]] = counted.get(moment[:10], 0) + count
    return counted


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def _latest(connection: Connection, table: Table) -> int:
    return connection.execute(
        select(func.count()).select_from(table.join(schema.READINGS)).where(is_latest())
    ).scalar_one()


def _by(connection: Connection, column: Column[str]) -> dict[str, int]:
    query = select(column, func.count()).select_from(column.table.join(schema.READINGS)).where(is_latest())
    return _most_first([(word, count) for word, count in connection.execute(query.group_by(column))])


def _most_first(counted: list[tuple[str, int]]) -> dict[str, int]:
    return dict(sorted(counted, key=lambda item: (-item[1], item[0])))


def _size(connection: Connection) -> int:
    if is_sqlite(connection):
        pages, page = (
            connection.exec_driver_sql(f"PRAGMA {word}").scalar_one() for word in ("page_count", "page_size")
        )
        return int(pages) * int(page)
    return int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())
