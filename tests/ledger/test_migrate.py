from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from tests.ledger.conftest import like_sample, put

from marsad import LedgerError
from marsad.ledger import Ledger, _migrate, _schema, open_ledger
from marsad.ledger._backup import _copy_rows
from marsad.ledger._database import engine_of, looking, writing
from marsad.records import Reading


def make_old(where: str, source: Ledger) -> None:
    """A ledger of the first schema with the reports of another."""
    engine = engine_of(where)
    with looking(source._engine) as old, writing(engine) as new:
        _migrate.upgrade(new, "0001")
        _copy_rows(old, new)
    engine.dispose()


def test_an_old_ledger_is_migrated_after_a_copy(
    where: str, tmp_path: Path, sample: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with open_ledger(tmp_path / "source.db") as source:
        put(source, sample)
        put(source, like_sample("other", "Shells fell on the mill."))
        make_old(where, source)
    with open_ledger(where, create=False) as ledger:
        copy = ledger.migrated_from
        assert copy is not None
        assert copy.name.endswith(".schema-0001.backup")
        assert ledger.reading("sample") == sample
        assert [hit.report.id for hit in ledger.search("mill")] == ["other"]
        assert list(ledger.check()) == []
        assert put(ledger, like_sample("third")) == "added"
    with open_ledger(where) as again:
        assert again.migrated_from is None
    engine = engine_of(str(copy))
    with looking(engine) as connection:
        assert _migrate.schema_of(connection) == "0001"
        assert connection.execute(text("SELECT count(*) FROM reports")).scalar() == 2
    engine.dispose()


def test_a_newer_ledger_is_refused(where: str, sample: Reading) -> None:
    with open_ledger(where) as ledger:
        put(ledger, sample)
        with ledger._engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '0099'"))
    with pytest.raises(LedgerError, match=r"schema 0099, newer than this marsad knows \(up to 0007\); update marsad"):
        open_ledger(where)


def test_a_database_of_something_else_is_left_alone(where: str) -> None:
    engine = engine_of(where)
    with writing(engine) as connection:
        connection.execute(text("CREATE TABLE recipes (name text)"))
    engine.dispose()
    with pytest.raises(LedgerError, match=r"is a database of something else \(recipes\)"):
        open_ledger(where)


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Shells fell on the mill. " * 100, encoding="utf-8")
    with pytest.raises(LedgerError, match="is no ledger and no SQLite file"):
        open_ledger(path)
    assert path.read_text(encoding="utf-8").startswith("Shells fell")


def test_the_steps_make_the_tables_of_the_schema(ledger: Ledger) -> None:
    def ours(_: object, name: str | None, kind: str, *__: object) -> bool:
        return kind != "table" or not str(name).startswith(("report_words", "alembic"))

    with ledger._engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours})
        assert compare_metadata(context, _schema.METADATA) == []


def test_all_steps_are_known() -> None:
    steps = ScriptDirectory(
        str(Path(_migrate.__file__).with_name("migrations")),
        version_locations=[str(Path(_migrate.__file__).with_name("migrations") / "versions")],
    )
    assert tuple(step.revision for step in steps.walk_revisions())[::-1] == _migrate.SCHEMAS
