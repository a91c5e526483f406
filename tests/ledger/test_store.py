from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import exc, func, select, text
from sqlalchemy.engine import make_url
from tests.ledger.conftest import like_sample, put

from marsad import InputError, LedgerError
from marsad.ledger import Ledger, _schema, open_ledger
from marsad.ledger._accounts import set_account
from marsad.ledger._database import engine_of, writing
from marsad.records import Reading

# What follows from the rest and can be made anew at any time; everything else is only ever added to.
DERIVED = {
    "report_runs", "report_prints", "reprint_pairs", "incidents_kept", "incidents", "incident_terms", "mentions",
    "mention_keys", "mention_pairs",
}  # fmt: skip
TABLES = [table.name for table in _schema.METADATA.sorted_tables if table.name not in DERIVED]


def rows(ledger: Ledger, table: str) -> int:
    with ledger._engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(_schema.METADATA.tables[table])).scalar_one()


def test_what_comes_in_comes_out(ledger: Ledger, sample: Reading) -> None:
    assert put(ledger, sample) == "added"
    assert ledger.reading("sample") == sample
    assert ledger.reading("another") is None
    assert list(ledger.check()) == []


def test_the_same_report_twice_is_one(ledger: Ledger, sample: Reading) -> None:
    assert [put(ledger, sample), put(ledger, sample)] == ["added", "known"]
    # the same bytes under another name
    assert put(ledger, replace(sample, report=replace(sample.report, id="copy"))) == "known"
    assert (rows(ledger, "reports"), rows(ledger, "readings"), rows(ledger, "events")) == (1, 1, 2)


def test_a_newer_program_adds_a_reading_and_keeps_the_old(ledger: Ledger, sample: Reading) -> None:
    newer = replace(sample, events=sample.events[:1], model=replace(sample.model, version="9.9.9"))
    assert [put(ledger, sample), put(ledger, newer)] == ["added", "read anew"]
    assert ledger.reading("sample") == newer
    assert [found.event.id for found in ledger.events()] == ["e2"]
    assert (rows(ledger, "reports"), rows(ledger, "readings"), rows(ledger, "events")) == (1, 2, 3)
    assert list(ledger.check()) == []


def test_ids_are_the_ledgers_own(ledger: Ledger, sample: Reading) -> None:
    put(ledger, sample)
    other = like_sample("other")
    added = ledger.add_reading(
        replace(other, report=replace(other.report, id="sample")), setting="balanced", reader="trained"
    )
    assert added.id == "sample-2"
    assert {found.report.id for found in ledger.events()} == {"sample", "sample-2"}
    assert list(ledger.check()) == []


def test_nul_is_refused_by_name_and_leaves_nothing(ledger: Ledger) -> None:
    with pytest.raises(InputError, match="bad: holds the character NUL"):
        put(ledger, like_sample("bad", "Shells\0fell."))
    assert rows(ledger, "reports") == 0


@pytest.mark.parametrize("statement", ["UPDATE {} SET number = number + 1000", "DELETE FROM {}"])
def test_no_row_is_changed_or_deleted(ledger: Ledger, sample: Reading, statement: str) -> None:
    put(ledger, sample)
    ledger.judge("note", ("sample", "e1"), who="A. Desk", why="seen")
    with writing(ledger._engine) as connection:
        set_account(connection, "desk", "reader", "a long enough password", at="2031-03-05T00:00:00Z")
    for table in TABLES:
        with pytest.raises(exc.DBAPIError, match="only ever added"), ledger._engine.begin() as connection:
            connection.execute(text(statement.format(table)))
    assert list(ledger.check()) == []


def test_an_error_within_a_report_leaves_nothing_of_it(ledger: Ledger, sample: Reading) -> None:
    put(ledger, sample)
    broken = like_sample("broken")
    event = replace(broken.events[0], status=None)  # type: ignore[arg-type]
    with pytest.raises(LedgerError, match="what was committed before is kept"):
        put(ledger, replace(broken, events=(*broken.events, event)))
    assert rows(ledger, "reports") == 1
    assert list(ledger.check()) == []


def test_a_missing_ledger_and_a_missing_folder_are_told(tmp_path: object) -> None:
    with pytest.raises(LedgerError, match=r"no such ledger; put reports into it with: marsad add"):
        open_ledger(f"{tmp_path}/none.db", create=False)
    with pytest.raises(LedgerError, match=r"there is no folder .*nowhere"):
        open_ledger(f"{tmp_path}/nowhere/marsad.db")
    with pytest.raises(LedgerError, match="mysql: no ledger can lie there"):
        open_ledger("mysql://localhost/marsad")


def test_no_password_is_told(new_database: str) -> None:
    address = make_url(new_database).set(password="secret", database="nowhere", query={})
    with pytest.raises(LedgerError, match="the database cannot go on") as told:
        open_ledger(address.render_as_string(hide_password=False))
    assert "secret" not in str(told.value)


def test_a_lost_connection_keeps_nothing_of_the_report(new_database: str, sample: Reading) -> None:
    from marsad.ledger._store import Circumstances, store

    with open_ledger(new_database) as ledger:
        put(ledger, sample)
        other = engine_of(new_database)
        about = Circumstances("test", "2031-03-05T00:00:00Z", "balanced", "trained")
        with pytest.raises(LedgerError), writing(ledger._engine) as connection:  # noqa: PT012
            store(connection, like_sample("lost"), about)
            with other.begin() as killer:
                killer.execute(
                    text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                         " AND datname = current_database()")
                )  # fmt: skip
            store(connection, like_sample("lost too"), about)
        other.dispose()
        assert rows(ledger, "reports") == 1
        assert put(ledger, like_sample("lost")) == "added"  # the next one connects anew
