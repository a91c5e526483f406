"""Copies of a ledger, and back. A copy is always an SQLite ledger, also that of a PostgreSQL ledger.

Of SQLite the pages are copied, of PostgreSQL the rows; either way the copy shows one state of a ledger that others
go on writing to. A copy comes into being under another name and gets its own when it is whole.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import MetaData, func, insert, inspect, select, text

from marsad._errors import LedgerError
from marsad.ledger._database import add_words, engine_of, is_sqlite, looking, name_of, told, writing
from marsad.ledger._folding import words_of
from marsad.ledger._reprints import print_all
from marsad.ledger._schema import DERIVED

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, Table

_ROWS = 500  # copied at a time
# Made by the migrations, and anew from the texts; incidents when they are next asked for.
_NOT_COPIED = frozenset({"alembic_version", "report_words"}) | {table.name for table in DERIVED}


def back_up(engine: Engine, target: Path) -> None:
    """Copies a ledger into a new file, while it may be in use.

    Args:
        engine: Of the ledger.
        target: The file, which must not be there yet.

    Raises:
        LedgerError: The file is there, or cannot be written.
    """
    if target.exists():
        raise LedgerError(f"{target}: is there already; name another file")
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    try:
        if is_sqlite(engine):
            _copy_pages(Path(engine.url.database or ""), part, engine)
        else:
            _copy_rows_into_file(engine, part)
        part.rename(target)
    except OSError as error:
        raise LedgerError(f"{target}: cannot be written ({error.strerror}); name a file in another folder") from error
    finally:
        part.unlink(missing_ok=True)


def restore(engine: Engine, source: Path, *, replace: bool) -> None:
    """Makes a ledger what a copy of it says.

    Args:
        engine: Of the ledger.
        source: The copy, of this schema.
        replace: Whether what the ledger holds may be lost.

    Raises:
        LedgerError: The ledger holds reports already, or the copy is no ledger.
    """
    from marsad.ledger._migrate import SCHEMAS, prepare, schema_of

    if not source.is_file():
        raise LedgerError(f"{source}: there is no such backup; correct the path")
    copy = engine_of(str(source))
    try:
        with looking(copy) as connection:
            schema = schema_of(connection)
        if schema != SCHEMAS[-1]:
            what = f"of schema {schema}: copy it and open the copy first, which migrates it" if schema else "no ledger"
            raise LedgerError(f"{source}: is {what}")
        prepare(engine, create=True)
        with looking(engine) as connection:
            is_used = connection.execute(text("SELECT number FROM reports LIMIT 1")).first() is not None
        if is_used and not replace:
            raise LedgerError(f"{name_of(engine)}: holds reports already; say --replace, or name another with --ledger")
        if is_sqlite(engine):
            _copy_pages(source, Path(engine.url.database or ""), engine)
        else:
            with looking(copy) as old, writing(engine) as new:
                _empty(new)
                _copy_rows(old, new)
    finally:
        copy.dispose()


def _copy_pages(source: Path, target: Path, engine: Engine) -> None:
    """In one piece: SQLite keeps the target as it was until the last page is there."""
    with (
        told(engine),
        closing(sqlite3.connect(source, timeout=60)) as old,
        closing(sqlite3.connect(target, timeout=60)) as new,
    ):
        old.backup(new)


def _copy_rows_into_file(engine: Engine, target: Path) -> None:
    from marsad.ledger._migrate import schema_of, upgrade

    copy = engine_of(str(target))
    try:
        with looking(engine) as old, writing(copy) as new:
            upgrade(new, str(schema_of(old)))
            _copy_rows(old, new)
        with copy.connect() as connection:  # one file, without the log beside it
            connection.connection.driver_connection.execute("PRAGMA journal_mode=DELETE")  # type: ignore[union-attr]
    finally:
        copy.dispose()


def _copy_rows(old: Connection, new: Connection) -> None:
    """Copies all rows of all tables that both have, parents before children, with their numbers."""
    tables = MetaData()
    tables.reflect(new, only=lambda name, _: name not in _NOT_COPIED and not name.startswith("report_words"))
    for table in tables.sorted_tables:
        for rows in (
            old.execution_options(yield_per=_ROWS)
            .execute(select(table).order_by(table.c.number))
            .mappings()
            .partitions()
        ):
            new.execute(insert(table), [dict(row) for row in rows])
        _count_on(new, table)
    if _has_words(new):
        reports = tables.tables["reports"]
        for number, title, body in old.execute(select(reports.c.number, reports.c.title, reports.c.text)):
            add_words(new, number, [word for part in (title or "", body) for word in words_of(part)])
    if inspect(new).has_table("report_prints"):
        print_all(new)


def _has_words(connection: Connection) -> bool:
    return inspect(connection).has_table("report_words")


def _count_on(connection: Connection, table: Table) -> None:
    """Lets PostgreSQL go on numbering where the copied rows end; SQLite does so by itself."""
    if not is_sqlite(connection):
        last = connection.execute(select(func.max(table.c.number))).scalar()
        sequence = func.pg_get_serial_sequence(table.name, "number")
        connection.execute(select(func.setval(sequence, last or 1, last is not None)))


def _empty(connection: Connection) -> None:
    tables = MetaData()
    tables.reflect(connection, only=lambda name, _: name != "alembic_version")
    names = ", ".join(tables.tables)
    connection.exec_driver_sql(f"TRUNCATE {names}")
