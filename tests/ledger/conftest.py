"""Ledgers in SQLite and, where its server is installed, in PostgreSQL: the same tests on both."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from tests.conftest import build_sample

from marsad.ledger import Ledger, open_ledger
from marsad.records import Reading, Span

HERE = Path(__file__).parent


def server_folder() -> Path | None:
    """Where the programs of PostgreSQL lie; Debian keeps them out of PATH."""
    found = shutil.which("pg_ctl")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


def user_of_server() -> str | None:
    """PostgreSQL does not run as root: whom to run it as instead."""
    if os.getuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in names), None)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL cluster of our own on the loopback, thrown away at the end."""
    pytest.importorskip("psycopg", reason="psycopg is not installed: no PostgreSQL")
    programs = server_folder()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed (Debian: apt-get install postgresql)")
    user = user_of_server()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = Path(tempfile.mkdtemp(prefix="marsad-postgres-"))
    if user:
        shutil.chown(folder, user)

    def run(*command: object) -> None:
        subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, user=user, cwd="/")

    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
    control = (programs / "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log")
    try:
        run(programs / "initdb", "-D", folder / "data", "-U", "marsad", "--auth=trust", "-E", "UTF8", "--locale=C")
        run(*control, "-o", options, "start")
        try:
            yield f"postgresql://marsad@127.0.0.1:{port}/postgres"
        finally:
            run(*control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def make_database(postgres: str) -> Callable[[], str]:
    """Gives the address of another empty schema at every call, which is all that a ledger sees of a database."""
    numbers = itertools.count()

    def make() -> str:
        name = f"ledger{next(numbers)}"
        engine = create_engine(postgres.replace("postgresql:", "postgresql+psycopg:"))
        with engine.begin() as connection:
            connection.execute(text(f"CREATE SCHEMA {name}"))
        engine.dispose()
        return f"{postgres}?options=-csearch_path%3D{name}"

    return make


@pytest.fixture
def new_database(make_database: Callable[[], str]) -> str:
    """The address of an empty database."""
    return make_database()


@pytest.fixture(params=["sqlite", "postgres"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new ledger may lie: in a file, and in a database of a server."""
    if request.param == "sqlite":
        return str(tmp_path / "marsad.db")
    return str(request.getfixturevalue("new_database"))


@pytest.fixture
def ledger(where: str) -> Iterator[Ledger]:
    with open_ledger(where) as opened:
        yield opened


def put(ledger: Ledger, reading: Reading) -> str:
    """Adds a reading; returns what became of it."""
    return ledger.add_reading(reading, setting="balanced", reader="trained").state


def like_sample(name: str, text: str | None = None, **changes: object) -> Reading:
    """The sample under another id and hash; with another text, without its records."""
    reading = build_sample()
    report = replace(reading.report, id=name, sha256=name.encode().hex().ljust(64, "0")[:64])
    if text is None:
        return replace(reading, report=replace(report, **changes))  # type: ignore[arg-type]
    report = replace(report, text=text, title=None, **changes)  # type: ignore[arg-type]
    first = reading.events[0]
    whole = Span.of(text, 0, len(text))
    event = replace(
        first, trigger=whole, evidence=whole, targets=(), places=(), counts=(), sources=(),
        time=replace(first.time, span=None),
    )  # fmt: skip
    empty: dict[str, tuple[()]] = dict.fromkeys(
        ("actors", "relations", "places", "times", "statements", "forecasts", "control"), ()
    )
    return replace(reading, report=report, events=(event,), **empty)  # type: ignore[arg-type]
