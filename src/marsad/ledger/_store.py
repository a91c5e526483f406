"""Putting a reading into a ledger: one transaction, in which the report is new or known and the reading is added.

What is the same report: the same raw bytes. What is the same reading: the same records from the same
program, whatever day.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import insert, select

from marsad._errors import InputError
from marsad.ledger import _schema as schema
from marsad.ledger._database import add_words
from marsad.ledger._folding import words_of
from marsad.ledger._readings import ReadingCache
from marsad.ledger._reprints import keep_print, original_of
from marsad.ledger._retrievals import add_retrieval
from marsad.ledger._rows import records_of
from marsad.records import dumps

if TYPE_CHECKING:
    from sqlalchemy import Column, Connection, Table

    from marsad.records import ModelInfo, Reading, Report
    from marsad.sources import Arrival

State = Literal["added", "read anew", "known"]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one report.

    Attributes:
        id: The report's id in the ledger; another than it came with where that was taken.
        state: ``added``; ``read anew`` where the ledger had the report, but not this reading; or ``known``.
        events: How many events the reading holds.
        reprint_of: The id of the earliest report with the same text, where it is another one.
    """

    id: str
    state: State
    events: int
    reprint_of: str | None = None


@dataclass(frozen=True, slots=True)
class Circumstances:
    """How a report came in and was read: the input as it was named, the moment, setting, reader, more of its way."""

    input: str
    at: str
    setting: str
    reader: str
    arrival: Arrival | None = None


def sha256_of(text: str) -> str:
    """The hash of a text as UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def find_report(connection: Connection, sha256: str) -> tuple[int, str] | None:
    """Number and id of the report with these raw bytes."""
    reports = schema.REPORTS
    row = connection.execute(select(reports.c.number, reports.c.id).where(reports.c.sha256 == sha256)).first()
    return (row[0], row[1]) if row else None


def known(connection: Connection, report: Report, model: ModelInfo, about: Circumstances) -> Added | None:
    """What is there of a report, if it has been read by this program in this way already; then it need not be again."""
    found = find_report(connection, report.sha256)
    if found is None:
        return None
    number, name = found
    readings = schema.READINGS
    same = {
        "report": number, "version": model.version, "model_sha256": model.model_sha256, "setting": about.setting,
        "reader": about.reader, "published": report.published,
    }  # fmt: skip
    row = connection.execute(select(readings.c.number).filter_by(**same)).first()
    if row is None or _latest(connection, number, readings.c.published) != report.published:
        return None
    return Added(name, "known", count_events(connection, row[0]), original_of(connection, number))


def dated(connection: Connection, report: Report) -> Report:
    """The report, with the date that the ledger has of it where the input tells none this time."""
    if report.published is not None:
        return report
    found = find_report(connection, report.sha256)
    if found is None or _latest(connection, found[0], schema.READINGS.c.published) is None:
        return report
    told = ReadingCache(connection).report(_latest(connection, found[0], schema.READINGS.c.number))
    return replace(report, published=told.published, published_basis=told.published_basis)


def count_events(connection: Connection, reading: int) -> int:
    """How many events a reading holds."""
    return len(connection.execute(select(schema.EVENTS.c.number).where(schema.EVENTS.c.reading == reading)).all())


def store(connection: Connection, reading: Reading, about: Circumstances) -> Added:
    """Adds a reading, and its report where that is new.

    Raises:
        InputError: The report holds a character that no database keeps as text.
    """
    _refuse_nul(reading)
    found = find_report(connection, reading.report.sha256)
    number, name = found or _add_report(connection, reading.report, about)
    note_retrieval(connection, number, reading.report.sha256, about)
    reading = replace(reading, report=replace(reading.report, id=name))
    line = dumps(reading)
    digest = sha256_of(line)
    if found and _latest(connection, number, schema.READINGS.c.sha256) == digest:
        return Added(name, "known", len(reading.events), original_of(connection, number))
    row = {
        "report": number, "read_at": about.at, "program": reading.model.program, "version": reading.model.version,
        "model_sha256": reading.model.model_sha256, "setting": about.setting, "reader": about.reader,
        "published": reading.report.published, "sha256": digest, "json": line,
    }  # fmt: skip
    latest = _add(connection, schema.READINGS, row)
    _add_records(connection, latest, reading)
    told = reading.report
    keep_print(connection, number, told.text, published=told.published, outlet=told.outlet or name, reading=latest)
    return Added(name, "read anew" if found else "added", len(reading.events), original_of(connection, number))


def note_retrieval(connection: Connection, report: int | None, sha256: str, about: Circumstances) -> None:
    """Keeps that bytes came in: those of a report, also one that the ledger had, or of a feed or an archive."""
    add_retrieval(
        connection, about.arrival, report=report, sha256=sha256, input=about.input, at=about.at, version=_version()
    )


def _refuse_nul(reading: Reading) -> None:
    report = reading.report
    if any("\0" in value for value in (report.text, report.id, report.title, report.url, report.outlet) if value):
        raise InputError(report.id, "holds the character NUL (U+0000), which a ledger cannot keep; take it out")


def _add_report(connection: Connection, report: Report, about: Circumstances) -> tuple[int, str]:
    name = _free_id(connection, report.id)
    fields = "title url outlet byline published published_basis language sha256 text".split()
    row: dict[str, Any] = {field: getattr(report, field) for field in fields}
    row |= {"id": name, "text_sha256": sha256_of(report.text), "input": about.input, "retrieved_at": about.at}
    number = _add(connection, schema.REPORTS, row | {"version": _version()})
    add_words(connection, number, [word for part in (report.title or "", report.text) for word in words_of(part)])
    return number, name


def _version() -> str:
    from importlib.metadata import version

    return version("marsad")


def _free_id(connection: Connection, wanted: str) -> str:
    candidate, number = wanted, 1
    while connection.execute(select(schema.REPORTS.c.number).where(schema.REPORTS.c.id == candidate)).first():
        number += 1
        candidate = f"{wanted}-{number}"
    return candidate


def _latest(connection: Connection, report: int, column: Column[Any]) -> Any:
    """A column of the latest reading of a report."""
    readings = schema.READINGS
    latest = select(column).where(readings.c.report == report).order_by(readings.c.number.desc()).limit(1)
    return connection.execute(latest).scalar()


def _add_records(connection: Connection, reading: int, records: Reading) -> None:
    parts: dict[Table, list[dict[str, Any]]] = defaultdict(list)
    for record in records_of(records):
        number = _add(connection, record.table, record.row | {"reading": reading})
        for table, row in record.parts:
            parts[table].append(row | {owner_of(table): number})
    for table, rows in parts.items():
        connection.execute(insert(table), rows)


def owner_of(table: Table) -> str:
    """The column that says which record a part belongs to."""
    return next(column.name for column in table.columns if column.foreign_keys)


def _add(connection: Connection, table: Table, row: dict[str, Any]) -> int:
    key = connection.execute(insert(table), row).inserted_primary_key
    assert key is not None
    return int(key[0])
