"""Whether a ledger is whole: hashes, offsets, links, and that the tables say what the readings say."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, text

from marsad._errors import InputError
from marsad.ledger import _schema as schema
from marsad.ledger._database import is_sqlite
from marsad.ledger._reprints import print_problems
from marsad.ledger._retrievals import problems_of_retrievals
from marsad.ledger._rows import Record, records_of
from marsad.ledger._store import owner_of, sha256_of
from marsad.records import Reading, Span, from_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Table

    from marsad.records import Control, Event, Forecast, Statement

_PLAIN = (str, int, float, bool, type(None))
_RECORDS = (
    schema.ACTORS, schema.PLACES, schema.EVENTS, schema.STATEMENTS, schema.FORECASTS, schema.CONTROL,
)  # fmt: skip
_PARTS = (
    schema.EVENT_PARTIES, schema.EVENT_PLACES, schema.EVENT_COUNTS, schema.EVENT_SOURCES, schema.STATEMENT_SOURCES,
    schema.FORECAST_SOURCES, schema.CONTROL_SOURCES,
)  # fmt: skip
_NO_DIFFERENCE = 1e-12


def problems_of(connection: Connection) -> Iterator[str]:
    """One line for everything that is wrong; none for a ledger that is whole."""
    if is_sqlite(connection):
        yield from _of_the_file(connection)
    for number, name in connection.execute(
        select(schema.REPORTS.c.number, schema.REPORTS.c.id).order_by("number")
    ).all():
        yield from (f"report {name}: {problem}" for problem in _of_report(connection, number))
    yield from _of_the_index(connection)
    yield from problems_of_retrievals(connection)
    yield from _of_judgements(connection)


def _of_the_file(connection: Connection) -> Iterator[str]:
    for (line,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if line != "ok":
            yield f"the file is damaged: {line}"
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"{table}, row {row}: belongs to a row of {parent} that is not there"


def _of_report(connection: Connection, number: int) -> Iterator[str]:
    report = connection.execute(select(schema.REPORTS).where(schema.REPORTS.c.number == number)).mappings().one()
    if sha256_of(report["text"]) != report["text_sha256"]:
        yield "the text is not what was stored: its hash differs"
    else:
        yield from print_problems(connection, number, report["text"])
    query = select(schema.READINGS).where(schema.READINGS.c.report == number).order_by(schema.READINGS.c.number)
    rows = connection.execute(query).mappings().all()
    if not rows:
        yield "has no reading"
    for row in rows:
        problems = _of_reading(connection, row, report)
        yield from (f"reading {row['number']}: {problem}" for problem in problems)


def _of_reading(connection: Connection, row: Any, report: Any) -> Iterator[str]:
    if sha256_of(row["json"]) != row["sha256"]:
        yield "the records are not what was stored: their hash differs"
    try:
        reading = from_json(json.loads(row["json"]))
    except (ValueError, InputError) as error:
        yield f"the records cannot be read ({error})"
        return
    told = reading.report
    if (told.id, told.text, told.sha256) != (report["id"], report["text"], report["sha256"]):
        yield "the records are of another report"
    for span in spans_of(reading):
        if told.text[span.start : span.end] != span.exact:
            yield f"the span {span.start}-{span.end} does not hold {span.exact!r:.60}"
    yield from _links(reading)
    yield from _of_rows(connection, row["number"], reading)


def spans_of(record: object) -> Iterator[Span]:
    """All spans of a record, and of the records in it."""
    if isinstance(record, Span):
        yield record
    elif isinstance(record, tuple):
        for item in record:
            yield from spans_of(item)
    elif not isinstance(record, _PLAIN):
        for name in type(record).__dataclass_fields__:  # type: ignore[attr-defined]
            yield from spans_of(getattr(record, name))


def _links(reading: Reading) -> Iterator[str]:
    """Ids that name no record of the reading."""
    ids = {
        "actor": {actor.id for actor in reading.actors},
        "place": {place.id for place in reading.places},
        "event": {event.id for event in reading.events},
        "forecast": {forecast.id for forecast in reading.forecasts},
        "statement": {statement.id for statement in reading.statements},
    }
    for owner, kind, target in _named_ids(reading):
        if target is not None and target not in ids[kind]:
            yield f"{owner} names the {kind} {target}, which the reading lacks"


def _named_ids(reading: Reading) -> Iterator[tuple[str, str, str | None]]:
    for event in reading.events:
        for party in (*event.actors, *event.targets):
            yield event.id, "actor", party.actor
        for spot in event.places:
            yield event.id, "place", spot.place
    for statement in reading.statements:
        yield from ((statement.id, "event", target) for target in statement.events)
        yield from ((statement.id, "forecast", target) for target in statement.forecasts)
    for forecast in reading.forecasts:
        yield forecast.id, "statement", forecast.statement
    for control in reading.control:
        yield control.id, "place", control.place
        yield control.id, "actor", control.controller
    told: tuple[Event | Statement | Forecast | Control, ...]
    told = (*reading.events, *reading.statements, *reading.forecasts, *reading.control)
    for record in told:
        yield from ((record.id, "actor", source.actor) for source in record.sources)


def _of_rows(connection: Connection, reading: int, records: Reading) -> Iterator[str]:
    """Where the tables say something else than the reading."""
    expected: dict[Table, list[Record]] = {table: [] for table in _RECORDS}
    for record in records_of(records):
        expected[record.table].append(record)
    for table in _RECORDS:
        query = select(table).where(table.c.reading == reading).order_by(table.c.number)
        rows = connection.execute(query).mappings().all()
        if len(rows) != len(expected[table]):
            yield f"{table.name}: {len(rows)} rows instead of {len(expected[table])}"
            continue
        numbers = [row["number"] for row in rows]
        for row, record in zip(rows, expected[table], strict=True):
            if not _same(row, record.row):
                yield f"{table.name}, row {row['number']}: is not what the reading says"
        yield from _of_parts(connection, numbers, expected[table])


def _of_parts(connection: Connection, numbers: list[int], records: list[Record]) -> Iterator[str]:
    for table in _PARTS:
        told = [
            {**row, owner_of(table): number}
            for number, record in zip(numbers, records, strict=True)
            for part, row in record.parts
            if part is table
        ]
        if not told and not any(
            key.column.table is record.table for record in records[:1] for key in table.foreign_keys
        ):
            continue
        owner = table.c[owner_of(table)]
        rows = connection.execute(select(table).where(owner.in_(numbers)).order_by(table.c.number)).mappings().all()
        if len(rows) != len(told) or not all(_same(row, wanted) for row, wanted in zip(rows, told, strict=True)):
            yield f"{table.name}: is not what the reading says"


def _same(row: Any, expected: dict[str, Any]) -> bool:
    return all(_equal(row[name], value) for name, value in expected.items())


def _equal(stored: object, told: object) -> bool:
    if isinstance(stored, float) and isinstance(told, (int, float)):
        return abs(stored - told) <= _NO_DIFFERENCE * max(1.0, abs(told))
    return stored == told


def _of_the_index(connection: Connection) -> Iterator[str]:
    reports = connection.execute(select(func.count()).select_from(schema.REPORTS)).scalar_one()
    indexed = connection.execute(text("SELECT count(*) FROM report_words")).scalar_one()
    if reports != indexed:
        yield f"the full-text index holds {indexed} reports instead of {reports}"


def _of_judgements(connection: Connection) -> Iterator[str]:
    judged, reports = schema.JUDGED, schema.REPORTS
    query = select(judged, reports.c.text, reports.c.id.label("name")).join_from(judged, reports)
    for row in connection.execute(query.order_by(judged.c.number)).mappings():
        start, end = row["span_start"], row["span_end"]
        if start is not None and row["text"][start:end] != row["told"]:
            yield f"judgement {row['judgement']}: its words do not stand in report {row['name']} where it says"
    judgements = schema.JUDGEMENTS
    subjects = select(judged.c.judgement)
    empty = select(judgements.c.number).where(judgements.c.verdict != "undo", judgements.c.number.not_in(subjects))
    for (number,) in connection.execute(empty):
        yield f"judgement {number}: is on nothing"
