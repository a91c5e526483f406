"""Everything that a ledger holds as five tables: incidents, events, forecasts, control, reports.

The rows of a filter are kept until the ledger changes, so that sorting and paging through them costs little. Of events
there are too many for that: a page of them is asked of the ledger, and only a part of them is sorted by any column.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select

from marsad._errors import UsageError
from marsad.control import timeline
from marsad.forecasting import QuestionFilter, is_from, questions
from marsad.ledger import EventFilter, actor_ids, folded, is_latest, published_within
from marsad.ledger import tables as schema
from marsad.views._wording import says_who
from marsad.views.desk._columns import state_of
from marsad.views.exports import SHAPES, About, Column, Mark, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import ColumnElement, Table

    from marsad.incidents import IncidentFilter, KeptRows
    from marsad.ledger import Ledger, Stats

_KEPT = 8  # tables whose rows are kept
_MOST_SORTED = 5000  # events that are sorted by another column than their last day
_NOWHERE = (None, None, None)
FILTERS = ("since", "until", "place", "box", "near", "actor", "kind", "source", "status", "grade", "report")


@dataclass(frozen=True, slots=True)
class Source:
    """What rows are made of: a ledger, and the rows of its incidents that are kept."""

    ledger: Ledger
    incidents: KeptRows


@dataclass(frozen=True, slots=True)
class Shown:
    """A table that the page shows and files hold.

    Attributes:
        columns: Its columns.
        knows: The filters that narrow it.
        rows: Its rows for a filter, in their usual order.
    """

    columns: tuple[Column, ...]
    knows: frozenset[str]
    rows: Callable[[Source, IncidentFilter], Iterator[Row]]


class KeptTables:
    """The rows of the last few tables, for one state of the ledger."""

    def __init__(self, ledger: Ledger, incidents: KeptRows) -> None:
        self._ledger = ledger
        self._source = Source(ledger, incidents)
        self._lock = threading.Lock()
        self._state: tuple[int, ...] = ()
        self._kept: dict[tuple[str, IncidentFilter, str], list[Row]] = {}
        self._counted: dict[IncidentFilter, int] = {}
        self._stats: Stats | None = None

    def stats(self) -> Stats:
        """How much the ledger holds."""
        state = state_of(self._ledger)
        with self._lock:
            self._begin(state)
            if self._stats is None:
                self._stats = self._ledger.stats()
            return self._stats

    def page(self, name: str, wanted: IncidentFilter, sort: str, limit: int, offset: int) -> tuple[int, list[Row]]:
        """How many rows there are, and some of them.

        Raises:
            UsageError: So many events are not sorted by this column.
        """
        if name != "events":
            rows = self.get(name, wanted, sort)
            return len(rows), rows[offset : offset + limit]
        total = self._events(wanted)
        if sort in ("", "end", "-end"):
            asked = replace(event_filter(wanted), newest=sort == "-end", limit=limit, offset=offset)
            return total, list(_event_rows(self._ledger, asked, wanted))
        if total > _MOST_SORTED:
            raise UsageError(
                f"{total} events are too many to be sorted by {sort.removeprefix('-')}; sort by end,"
                f" or narrow the filter to {_MOST_SORTED} at most"
            )
        return total, self.get(name, wanted, sort)[offset : offset + limit]

    def _events(self, wanted: IncidentFilter) -> int:
        state = state_of(self._ledger)
        with self._lock:
            self._begin(state)
            if wanted not in self._counted:
                self._counted[wanted] = self._ledger.count_events(event_filter(wanted))
            return self._counted[wanted]

    def _begin(self, state: tuple[int, ...]) -> None:
        if self._state != state:
            self._state, self._kept, self._counted, self._stats = state, {}, {}, None

    def get(self, name: str, wanted: IncidentFilter, sort: str = "") -> list[Row]:
        """The rows of a table, sorted by a column (``-`` before its name: the highest first).

        What is empty comes last. An unknown column changes nothing.
        """
        state = state_of(self._ledger)
        with self._lock:
            self._begin(state)
            if (name, wanted, "") not in self._kept:
                self._keep((name, wanted, ""), list(TABLES[name].rows(self._source, wanted)))
            rows = self._kept[name, wanted, ""]
            if sort and (name, wanted, sort) not in self._kept:
                rows = sorted_rows(rows, TABLES[name].columns, sort)
                self._keep((name, wanted, sort), rows)
            return self._kept.get((name, wanted, sort), rows)

    def _keep(self, key: tuple[str, IncidentFilter, str], rows: list[Row]) -> None:
        """Keeps rows; of too many the oldest go, but not those that these were sorted from."""
        if len(self._kept) >= _KEPT:
            oldest = next(one for one in self._kept if one != (*key[:2], ""))
            del self._kept[oldest]
        self._kept[key] = rows


def sorted_rows(rows: list[Row], columns: tuple[Column, ...], sort: str) -> list[Row]:
    """Rows by one column, the rest of their order kept."""
    names = [column.name for column in columns]
    name = sort.removeprefix("-")
    if name not in names:
        return rows
    at = names.index(name)
    told = [row for row in rows if row.cells[at] not in (None, "")]
    empty = [row for row in rows if row.cells[at] in (None, "")]
    return sorted(told, key=lambda row: _order(row.cells[at]), reverse=sort.startswith("-")) + empty


def _order(cell: object) -> Any:
    return folded(cell) if isinstance(cell, str) else cell


def about_table(name: str, wanted: IncidentFilter) -> About:
    """How a file of a table came about."""
    given = [f"{one}={getattr(wanted, one)}" for one in FILTERS if getattr(wanted, one) is not None]
    known = [text for text in given if text.partition("=")[0] in TABLES[name].knows]
    return About(f"marsad {version('marsad')}", name, "as the desk shows it", ", ".join(known) or "everything")


# --------------------------------------------------------------- incidents

_INCIDENTS = (
    Column("incident"), Column("start", "day"), Column("end", "day"), Column("time_precision"), Column("kind"),
    Column("actors"), Column("targets"), Column("place"), Column("place_precision"), Column("lat", "number"),
    Column("lon", "number"), Column("killed_low", "integer"), Column("killed_best", "integer"),
    Column("killed_high", "integer"), Column("grade"), Column("source_count", "integer"),
    Column("mention_count", "integer"),
)  # fmt: skip


def _incidents(of: Source, wanted: IncidentFilter) -> Iterator[Row]:
    for one in of.incidents.get(wanted):
        cells = (
            one.id, one.start, one.end, one.time_precision, one.kind, one.actors, one.targets, one.place, one.precision,
            one.lat, one.lon, one.killed_low, one.killed, one.killed_high, one.grade, one.sources, one.members,
        )  # fmt: skip
        yield Row(cells, Mark(one.kind, "", one.lat, one.lon, one.precision, one.start, one.end))


# ------------------------------------------------------------------ events

_NOT_SHOWN = {"verdict", "note", "state", "rule", "program"}  # for reading a file back, and the same in all rows
_EVENT_COLUMNS = tuple(column for column in SHAPES["events"].columns if column.name not in _NOT_SHOWN)


def event_filter(wanted: IncidentFilter) -> EventFilter:
    """The same filter, of events; a grade is of incidents only."""
    return EventFilter(**{name: getattr(wanted, name) for name in FILTERS if name != "grade"})


def _events(of: Source, wanted: IncidentFilter) -> Iterator[Row]:
    return _event_rows(of.ledger, event_filter(wanted), wanted)


def _event_rows(ledger: Ledger, asked: EventFilter, wanted: IncidentFilter) -> Iterator[Row]:
    shape: Any = SHAPES["events"]
    shown = [at for at, column in enumerate(shape.columns) if column.name not in _NOT_SHOWN]
    for row in shape.rows(ledger, ledger.events(asked), about_table("events", wanted)):
        yield Row(tuple(row.cells[at] for at in shown), row.mark)


# --------------------------------------------------------------- forecasts

_FORECASTS = (
    Column("question"), Column("asked"), Column("state"), Column("due", "flag"), Column("maker"), Column("wording"),
    Column("probability_low", "number"), Column("probability", "number"), Column("probability_high", "number"),
    Column("made_on", "day"), Column("horizon", "day"), Column("resolved_on", "day"), Column("resolved_by"),
    Column("standing"), Column("corrected"), Column("condition"), Column("said_by"), Column("outlet"), Column("report"),
    Column("evidence"),
)  # fmt: skip


def _forecasts(of: Source, wanted: IncidentFilter) -> Iterator[Row]:
    asked = QuestionFilter(
        place=wanted.place, actor=wanted.actor, since=wanted.since, until=wanted.until, report=wanted.report
    )
    for question in questions(of.ledger, asked):
        settled = question.resolution
        for told in question.forecasts:
            forecast, chance = told.forecast, told.probability
            if wanted.source is not None and not is_from(told, wanted.source):
                continue
            cells = (
                question.id, question.proposition, question.state, question.due, told.maker, forecast.wording.exact,
                *((chance.low, chance.median, chance.high) if chance else _NOWHERE), forecast.made_on,
                forecast.horizon.date if forecast.horizon else None, settled.on if settled else None,
                settled.who if settled else None, told.standing,
                ", ".join(told.corrected), question.condition, says_who(forecast.sources),
                told.outlet, told.report, forecast.evidence.exact,
            )  # fmt: skip
            yield Row(cells, Mark(question.proposition, forecast.evidence.exact, *_NOWHERE, forecast.made_on, None))


# ----------------------------------------------------------------- control

_CONTROL = (
    Column("place"), Column("place_id"), Column("country"), Column("lat", "number"), Column("lon", "number"),
    Column("place_precision"), Column("day", "day"), Column("from", "day"), Column("until", "day"), Column("relation"),
    Column("controller"), Column("controller_id"), Column("extent"), Column("says"), Column("status"),
    Column("corrected"), Column("outlet"), Column("published", "day"), Column("report"), Column("evidence"),
)  # fmt: skip


def _control(of: Source, wanted: IncidentFilter) -> Iterator[Row]:
    found = timeline(of.ledger, None, since=wanted.since, until=wanted.until, actor=wanted.actor, box=wanted.box)
    names = {folded(wanted.place or ""), wanted.place}
    for account in found:
        place = account.place
        if wanted.place is not None and not {place.id, folded(place.name)} & names:
            continue
        for told in account.statements:
            if wanted.report not in (None, told.report) or wanted.status not in (None, told.status):
                continue
            if wanted.source is not None and not told.is_from(wanted.source):
                continue
            cells = (
                place.name, place.id, place.country, place.lat, place.lon, place.precision, told.day, told.from_,
                told.until, told.relation, told.controller_name, told.controller, told.extent, told.says, told.status,
                ", ".join(told.corrected), told.outlet, told.published, told.report, told.evidence.exact,
            )  # fmt: skip
            name = f"{place.name}: {told.relation} {told.controller_name or ''}".rstrip()
            mark = Mark(name, told.evidence.exact, place.lat, place.lon, place.precision, told.first, told.said)
            yield Row(cells, mark)


# ----------------------------------------------------------------- reports

_REPORTS = (
    Column("report"), Column("published", "day"), Column("outlet"), Column("title"), Column("language"),
    Column("events", "integer"), Column("sayings", "integer"), Column("forecasts", "integer"),
    Column("control", "integer"), Column("characters", "integer"), Column("url"), Column("read_with"),
)  # fmt: skip


def _reports(of: Source, wanted: IncidentFilter) -> Iterator[Row]:
    report, reading = schema.REPORTS, schema.READINGS
    counts = [
        select(func.count()).select_from(table).where(table.c.reading == reading.c.number).scalar_subquery()
        for table in (schema.EVENTS, schema.STATEMENTS, schema.FORECASTS, schema.CONTROL)
    ]
    query = (
        select(
            report.c.id, report.c.published, report.c.outlet, report.c.title, report.c.language, *counts,
            func.length(report.c.text), report.c.url, reading.c.version,
        )
        .select_from(reading.join(report))
        .where(is_latest(), *_of_reports(wanted))
        .order_by(func.coalesce(report.c.published, "9999"), report.c.number)
    )  # fmt: skip
    with of.ledger.looking() as connection:
        for row in connection.execute(query):
            day = row.published[:10] if row.published else None
            yield Row((row.id, day, *row[2:]), Mark(row.title or row.id, "", *_NOWHERE, day, day))


def _of_reports(wanted: IncidentFilter) -> Iterator[ColumnElement[bool]]:
    report = schema.REPORTS
    yield from published_within(wanted.since, wanted.until)
    if wanted.report is not None:
        yield report.c.id == wanted.report
    if wanted.source is not None:
        yield func.lower(report.c.outlet) == wanted.source.lower()
    if wanted.actor is not None:
        yield _holds(schema.ACTORS, or_(*_same(schema.ACTORS, wanted.actor, actor_ids(wanted.actor))))
    if wanted.place is not None:
        yield _holds(schema.PLACES, or_(*_same(schema.PLACES, wanted.place, [wanted.place])))
    if wanted.kind is not None:
        yield _holds(schema.EVENTS, schema.EVENTS.c.kind == wanted.kind)
    if wanted.status is not None:
        yield _holds(schema.EVENTS, schema.EVENTS.c.status == wanted.status)


def _same(table: Table, name: str, ids: list[str]) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return table.c.id.in_(ids), table.c.folded == folded(name)


def _holds(table: Table, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return schema.READINGS.c.number.in_(select(table.c.reading).where(condition))


TABLES: dict[str, Shown] = {
    "incidents": Shown(_INCIDENTS, frozenset(FILTERS), _incidents),
    "events": Shown(_EVENT_COLUMNS, frozenset(FILTERS) - {"grade"}, _events),
    "forecasts": Shown(
        _FORECASTS, frozenset({"since", "until", "place", "actor", "source", "report"}), _forecasts
    ),
    "control": Shown(
        _CONTROL, frozenset({"since", "until", "place", "box", "actor", "source", "status", "report"}), _control
    ),
    "reports": Shown(
        _REPORTS, frozenset({"since", "until", "place", "actor", "kind", "source", "status", "report"}), _reports
    ),
}  # fmt: skip
