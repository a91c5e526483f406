"""The two databases: everything in which SQLite and PostgreSQL differ is here and in the migrations, nowhere else.

Writers come one at a time: on SQLite by its own lock, taken when a transaction begins, on PostgreSQL by one advisory
lock. So two writers never wait for each other in a circle.
"""

from __future__ import annotations

import math
import sqlite3
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import create_engine, event, exc, text
from sqlalchemy.engine import make_url

from marsad._errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from sqlalchemy import Connection, Engine

    from marsad.ledger._folding import Word

PATIENCE_S = 60  # how long one writer waits for another
_LOCK = 7_263_915_401  # any number that other programs of the same database are unlikely to lock
_SQLITE_PREFIX = "sqlite:///"
_POSTGRES = ("postgresql://", "postgres://", "postgresql+psycopg://")
# PostgreSQL keeps at most a mebibyte of words of one text.
_MOST_BYTES_OF_WORDS = 900_000
_LONGEST_WORD = 500  # characters; longer ones are data, not words
Named = TypeVar("Named", int, str)
_PORTION = 500  # values in one question


def engine_of(where: str) -> Engine:
    """The engine for a path or an address.

    Raises:
        LedgerError: The address is of a database that no ledger can lie in, or its driver is not installed.
    """
    if where.startswith(_POSTGRES):
        return _postgres(where)
    if "://" in where and not where.startswith(_SQLITE_PREFIX):
        raise LedgerError(f"{where.partition('://')[0]}: no ledger can lie there; give a path or postgresql://...")
    return _sqlite(Path(where.removeprefix(_SQLITE_PREFIX)))


def name_of(engine: Engine) -> str:
    """How to name the ledger in a message: its path, or its address without the password."""
    url = engine.url
    return url.database or "" if is_sqlite(engine) else url.render_as_string(hide_password=True)


def is_sqlite(bind: Engine | Connection) -> bool:
    """Whether this is SQLite; there is only one other."""
    return bind.dialect.name == "sqlite"


def _postgres(where: str) -> Engine:
    url = make_url(where).set(drivername="postgresql+psycopg")
    try:
        return create_engine(url, pool_pre_ping=True)
    except ModuleNotFoundError:
        raise LedgerError("PostgreSQL needs its driver; install it with: pip install 'marsad[postgres]'") from None


def _sqlite(path: Path) -> Engine:
    engine = create_engine(f"{_SQLITE_PREFIX}{path}")

    @event.listens_for(engine, "connect")
    def set_up(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None  # transactions begin where we say so, not where the driver thinks fit
        for pragma in (f"busy_timeout={PATIENCE_S * 1000}", "foreign_keys=ON", "journal_mode=WAL", "synchronous=FULL"):
            connection.execute(f"PRAGMA {pragma}")
        for name in ("sin", "cos", "asin", "sqrt", "radians"):  # not every build of SQLite brings them
            connection.create_function(name, 1, _or_null(getattr(math, name)), deterministic=True)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _or_null(function: Callable[[float], float]) -> Callable[[float | None], float | None]:
    """A function as SQL has it: of nothing it gives nothing."""
    return lambda value: None if value is None else function(value)


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that writes: all of it is kept, or nothing."""
    with told(engine), engine.connect() as plain:
        connection = plain.execution_options(writes=True)
        with connection.begin():
            if not is_sqlite(engine):
                connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE_S}s'"))
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
            yield connection


@contextmanager
def looking(engine: Engine) -> Iterator[Connection]:
    """One transaction that only reads, and sees one state of the ledger from beginning to end."""
    with told(engine), engine.connect() as plain:
        connection = plain if is_sqlite(engine) else plain.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection


@contextmanager
def told(engine: Engine) -> Iterator[None]:
    """Turns an error of the database into one line that names the ledger and the way out."""
    try:
        yield
    except exc.DBAPIError as error:
        raise LedgerError(f"{name_of(engine)}: {_way_out(error.orig)}; what was committed before is kept") from error
    except sqlite3.Error as error:
        raise LedgerError(f"{name_of(engine)}: {_way_out(error)}; what was committed before is kept") from error


def _way_out(error: BaseException | None) -> str:
    reason = str(error).strip().partition("\n")[0]
    if "locked" in reason or "lock timeout" in reason:
        return f"another program has been writing for {PATIENCE_S} seconds ({reason}); try again when it is done"
    if "full" in reason or "No space" in reason:
        return f"no room is left ({reason}); make room and run the command again"
    if "not a database" in reason:
        return "is no ledger and no SQLite file; name another with --ledger"
    if "readonly" in reason or "unable to open" in reason:
        return f"cannot be opened for writing ({reason}); check the path and its permissions"
    return f"the database cannot go on ({reason}); see that it runs and run the command again"


def portions(values: Collection[Named]) -> Iterator[list[Named]]:
    """Numbers or ids in order, so many at a time as one question may name."""
    ordered = sorted(values)
    for start in range(0, len(ordered), _PORTION):
        yield ordered[start : start + _PORTION]


def add_words(connection: Connection, report: int, words: Sequence[Word]) -> None:
    """Puts the words of a report into the full-text index; of a text too long for it, as many as it takes."""
    kept, size = [], 0
    for word in words:
        size += len(word.folded.encode()) + 8
        if size > _MOST_BYTES_OF_WORDS:
            break
        kept.append(word.folded[:_LONGEST_WORD])
    if is_sqlite(connection):
        statement = "INSERT INTO report_words (rowid, words) VALUES (:report, :words)"
        connection.execute(text(statement), {"report": report, "words": " ".join(kept)})
        return
    vector = " ".join(f"'{word}':{min(place, 16383)}" for place, word in enumerate(kept, start=1))
    statement = "INSERT INTO report_words (report, words) VALUES (:report, CAST(:words AS tsvector))"
    connection.execute(text(statement), {"report": report, "words": vector})


def find_words(
    connection: Connection, wanted: Sequence[tuple[Sequence[str], bool]], unwanted: Sequence[tuple[Sequence[str], bool]]
) -> list[int]:
    """The numbers of the reports that hold all the wanted phrases and none of the unwanted.

    Args:
        connection: To the ledger.
        wanted: Phrases of folded words, each with whether its last word is only the beginning of one.
        unwanted: The same.
    """
    if is_sqlite(connection):
        query = " AND ".join(_fts5(*phrase) for phrase in wanted)
        if unwanted:
            query = f"({query}) NOT ({' OR '.join(_fts5(*phrase) for phrase in unwanted)})"
        statement = "SELECT rowid FROM report_words WHERE report_words MATCH :query"
    else:
        terms = [_tsquery(*phrase) for phrase in wanted] + [f"!{_tsquery(*phrase)}" for phrase in unwanted]
        query = " & ".join(terms)
        statement = "SELECT report FROM report_words WHERE words @@ CAST(:query AS tsquery)"
    return [row[0] for row in connection.execute(text(statement), {"query": query})]


def _fts5(words: Sequence[str], is_prefix: bool) -> str:
    return f'"{" ".join(words)}"' + ("*" if is_prefix else "")


def _tsquery(words: Sequence[str], is_prefix: bool) -> str:
    *before, last = (f"'{word}'" for word in words)
    return f"({' <-> '.join([*before, last + (':*' if is_prefix else '')])})"
