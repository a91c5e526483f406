from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from tests.control.conftest import record, report, says
from tests.indicators.conftest import act
from tests.indicators.conftest import report as acts_report
from typer.testing import CliRunner, Result

from marsad import UsageError
from marsad.ledger import open_ledger
from marsad.views.cli import app


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A ledger in which a town changed hands, disputed by one side."""
    where = tmp_path / "desk.db"
    with open_ledger(where) as ledger:
        for reading in (
            report("a", record("holds", as_of="2031-03-01"), record("holds", place="Valley", as_of="2031-03-01")),
            report("b", record("captured", "lake-army", since="2031-03-10", by=says("Valley Monitor"))),
            report("c", record("holds", as_of="2031-03-12", by=says("Orlen Brigade")), outlet="=HYPERLINK(1)"),
            acts_report("d", "2031-03-20", act("bombing", "2031-03-14")),
        ):
            ledger.add_reading(reading, setting="balanced", reader="trained")
    return where


def run(*words: object) -> Result:
    done = CliRunner(env={"COLUMNS": "160"}).invoke(app, [str(word) for word in words])
    if isinstance(done.exception, UsageError):
        raise done.exception
    return done


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_who_holds_what_on_a_day(desk: Path) -> None:
    shown = run("control", "--at", "2031-03-12", "--ledger", desk).stdout
    assert "Tarsk, Valley, SYR · 2031-03-12 · disputed" in shown
    assert "Orlen Brigade (claimed)" in shown
    assert "held by Lake Army" in shown
    before = run("control", "tarsk", "--at", "2031-02-01", "--ledger", desk).stdout
    assert before.startswith("no statement for 2031-02-01: Tarsk")


def test_the_same_as_lines_and_csv(desk: Path) -> None:
    lines = [json.loads(line) for line in run("control", "--ledger", desk, "--json").stdout.splitlines()]
    assert [(line["place"]["name"], line["state"]) for line in lines] == [("Tarsk", "disputed"), ("Valley", "held")]
    assert {voice["from"] for line in lines for claim in line["claims"] for voice in claim["voices"]} == {
        None, "2031-03-10",
    }  # fmt: skip
    table = rows(run("control", "--ledger", desk, "--csv").stdout)
    assert sorted((row["name"], row["controller"], row["says"], row["overtaken"]) for row in table) == [
        ("Tarsk", "lake-army", "Valley Monitor", "no"), ("Tarsk", "orlen-brigade", "Orlen Brigade", "no"),
        ("Tarsk", "orlen-brigade", "Valley Wire", "yes"), ("Valley", "orlen-brigade", "Valley Wire", "no"),
    ]  # fmt: skip


def test_by_source_status_and_distance(desk: Path) -> None:
    def told(*words: object) -> list[tuple[str, str]]:
        table = rows(run("control", *words, "--ledger", desk, "--csv").stdout)
        return [(row["name"], row["says"]) for row in table if row["says"]]

    assert told("--source", "Valley Monitor") == [("Tarsk", "Valley Monitor")]
    assert told("--status", "claimed") == [("Tarsk", "Orlen Brigade")]
    assert set(told("--near", "35.6,40.4,5")) == {("Valley", "Valley Wire")}
    assert told("Tarsk", "--since", "2031-03-10", "--status", "reported")[0] == ("Tarsk", "Valley Monitor")


def test_the_timeline_of_a_place(desk: Path) -> None:
    shown = run("control", "Tarsk", "--ledger", desk).stdout
    assert "from 2031-03-10: captured · Lake Army · Valley Monitor (reported) [b]" in shown
    assert "so, as each tells it:" in shown
    assert "of Valley, SYR, which does not give the place:" in shown
    (line,) = run("control", "Tarsk", "--ledger", desk, "--json").stdout.splitlines()
    assert [one["report"] for one in json.loads(line)["statements"]] == ["a", "b", "c"]
    table = rows(run("control", "--since", "2031-03-10", "--ledger", desk, "--csv").stdout)
    assert [(row["row"], row["report"]) for row in table if row["name"] == "Tarsk"][:2] == [
        ("statement", "b"), ("statement", "c"),
    ]  # fmt: skip


@pytest.mark.parametrize("words", [["--json", "--csv"], ["--at", "2031-03-01", "--since", "2031-03-01"], ["Nowhere"]])
def test_wrong_use_of_control(desk: Path, words: list[str]) -> None:
    with pytest.raises(UsageError):
        run("control", *words, "--ledger", desk)


def test_no_cell_of_control_is_a_formula(tmp_path: Path) -> None:
    where = tmp_path / "desk.db"
    with open_ledger(where) as ledger:
        told = report("a", record("holds", as_of="2031-03-01"), outlet="=1+1")
        ledger.add_reading(told, setting="balanced", reader="trained")
    assert [row["says"] for row in rows(run("control", "--ledger", where, "--csv").stdout)] == ["'=1+1"]


def test_indicators_as_table_object_and_csv(desk: Path) -> None:
    shown = run("indicators", "Orlen Brigade", "--ledger", desk).stdout
    assert "no rupture found" in shown
    assert "2031-03" in shown
    found: dict[str, Any] = json.loads(run("indicators", "Orlen Brigade", "--ledger", desk, "--json").stdout)
    assert [(one["period"], one["hit_and_run"], one["held"]) for one in found["periods"]] == [("2031-03", 1, 1)]
    table = rows(run("indicators", "Orlen Brigade", "--by", "week", "--ledger", desk, "--csv").stdout)
    assert [row["period"] for row in table] == ["2031-W09", "2031-W10", "2031-W11", "2031-W12"]
    with pytest.raises(UsageError):
        run("indicators", "SDF", "--json", "--csv", "--ledger", desk)
