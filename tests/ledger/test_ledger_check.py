from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text
from tests.ledger.conftest import put

from marsad.ledger import Ledger
from marsad.ledger._database import is_sqlite
from marsad.ledger._store import sha256_of
from marsad.records import Reading


def tamper(ledger: Ledger, table: str, statement: str, **values: object) -> None:
    """Changes what may not be changed, as a bad disk or a hand in the database would."""
    with ledger._engine.begin() as connection:
        if is_sqlite(connection):
            connection.execute(text("PRAGMA defer_foreign_keys=ON"))
            for act in ("update", "delete"):
                connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_no_{act}"))
        else:
            connection.execute(text(f"DROP TRIGGER {table}_append_only ON {table}"))
        connection.execute(text(statement), values)


@pytest.mark.parametrize(
    ("table", "statement", "problem"),
    [
        ("reports", "UPDATE reports SET text = 'Shells fell.'", "report sample: the text is not what was stored"),
        ("readings", "UPDATE readings SET json = json || ' '", "the records are not what was stored"),
        ("readings", "UPDATE readings SET json = '{}'", "the records cannot be read"),
        ("events", "UPDATE events SET kind = 'battle' WHERE id = 'e1'", "events, row 2: is not what the reading says"),
        ("events", "UPDATE events SET evidence_start = 3", "is not what the reading says"),
        ("event_parties", "DELETE FROM event_parties", "event_parties: is not what the reading says"),
        ("event_places", "UPDATE event_places SET lat = 1", "event_places: is not what the reading says"),
        ("event_counts", "UPDATE event_counts SET best = 99", "event_counts: is not what the reading says"),
        ("control_sources", "DELETE FROM control_sources", "control_sources: is not what the reading says"),
        ("control", "UPDATE control SET controller = 'x'", "control, row 1: is not what the reading says"),
        ("forecasts", "UPDATE forecasts SET median = 0.1", "forecasts, row 1: is not what the reading says"),
        ("judged", "UPDATE judged SET told = 'bombed'", "judgement 1: its words do not stand in report sample"),
        ("judged", "DELETE FROM judged", "judgement 1: is on nothing"),
    ],
)
def test_what_was_changed_is_found(ledger: Ledger, sample: Reading, table: str, statement: str, problem: str) -> None:
    put(ledger, sample)
    ledger.judge("note", ("sample", "e1"), who="A. Desk", why="seen")
    assert list(ledger.check()) == []
    tamper(ledger, table, statement)
    assert any(problem in line for line in ledger.check()), list(ledger.check())


def test_a_report_without_words_in_the_index_is_found(ledger: Ledger, sample: Reading) -> None:
    put(ledger, sample)
    with ledger._engine.begin() as connection:
        if is_sqlite(connection):
            connection.execute(text("DROP TABLE report_words"))
            connection.execute(text("CREATE VIRTUAL TABLE report_words USING fts5(words, content='')"))
        else:
            connection.execute(text("TRUNCATE report_words"))
    assert list(ledger.check()) == ["the full-text index holds 0 reports instead of 1"]


def wrong_span(line: dict[str, Any]) -> None:
    line["events"][0]["trigger"]["exact"] = "bombed"


def wrong_actor(line: dict[str, Any]) -> None:
    line["events"][1]["actors"][0]["actor"] = "nobody"


def wrong_statement(line: dict[str, Any]) -> None:
    line["forecasts"][0]["statement"] = "s9"


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (wrong_span, "does not hold 'bombed'"),
        (wrong_actor, "e1 names the actor nobody, which the reading lacks"),
        (wrong_statement, "f1 names the statement s9, which the reading lacks"),
    ],
)
def test_records_that_do_not_hang_together_are_found(
    ledger: Ledger, sample: Reading, change: Callable[[dict[str, Any]], None], problem: str
) -> None:
    put(ledger, sample)
    with ledger._engine.connect() as connection:
        line = json.loads(connection.execute(text("SELECT json FROM readings")).scalar_one())
    change(line)
    changed = json.dumps(line, ensure_ascii=False)
    statement = "UPDATE readings SET json = :line, sha256 = :sha"
    tamper(ledger, "readings", statement, line=changed, sha=sha256_of(changed))
    assert any(problem in line for line in ledger.check())


def test_counts_are_those_of_the_latest_readings(ledger: Ledger, sample: Reading) -> None:
    put(ledger, sample)
    put(ledger, replace(sample, events=sample.events[:1], model=replace(sample.model, version="9.9.9")))
    stats = ledger.stats()
    assert (stats.reports, stats.texts, stats.readings, stats.events) == (1, 1, 2, 1)
    assert (stats.kinds, stats.statuses, stats.outlets) == ({"killing": 1}, {"claimed": 1}, {"Valley Wire": 1})
    assert (stats.statements, stats.forecasts, stats.control, stats.judgements) == (1, 1, 1, 0)
    assert (stats.first_day, stats.last_day) == ("2031-03-05", "2031-03-05")
    assert stats.bytes > 0
