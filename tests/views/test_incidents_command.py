"""The verb ``incidents``: what it prints, what it leaves out, what it refuses."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from marsad import incidents
from marsad.incidents import find_incidents
from marsad.ledger import open_ledger
from marsad.records import Reading, Unread, dumps, incident_schema


def marsad(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from marsad.views.cli import main; main()", *map(str, arguments)]
    environment = os.environ | {"PYTHONIOENCODING": "utf-8", "COLUMNS": "120"}
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env=environment)


@pytest.fixture
def pair(sample: Reading) -> list[Reading]:
    return [sample, replace(sample, report=replace(sample.report, id="other", outlet="Ferry Post"))]


@pytest.fixture
def printed(tmp_path: Path, pair: list[Reading]) -> Path:
    path = tmp_path / "records.jsonl"
    path.write_text("".join(f"{dumps(one)}\n" for one in pair), encoding="utf-8")
    return path


def test_it_prints_what_the_python_twin_gives(printed: Path, pair: list[Reading]) -> None:
    done = marsad("incidents", printed, "--json", "--rule", "latest")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [dumps(one) for one in incidents(pair, rule="latest")]
    for line in done.stdout.splitlines():
        Draft202012Validator(incident_schema()).validate(json.loads(line))


def test_the_table_has_the_grade_every_figure_and_the_words(printed: Path) -> None:
    done = marsad("incidents", printed)
    assert (done.returncode, done.stderr) == (0, "")
    assert "shelling  Orlen Brigade" in done.stdout
    assert "weak: one source" in done.stdout
    assert "≥15 killed" in done.stdout
    assert "[bold]Valley Monitor[/bold]" in " ".join(done.stdout.split())
    assert "mentions, 2 reports" in done.stdout


def test_an_unread_report_is_named_and_left_out(printed: Path) -> None:
    with printed.open("a", encoding="utf-8") as lines:
        lines.write(f"{dumps(Unread('gone.pdf', 'gone.pdf: no text in it'))}\n")
    done = marsad("incidents", printed, "--json")
    assert done.returncode == 1
    assert f"{printed}:3: left out" in done.stderr
    assert done.stdout


@pytest.mark.parametrize(("line", "told"), [("{", "is no line of JSON"), ('{"report": 1}', "without actors")])
def test_a_line_that_is_no_reading_is_named(printed: Path, line: str, told: str) -> None:
    printed.write_text(f"{line}\n", encoding="utf-8")
    done = marsad("incidents", printed, "--json")
    assert done.returncode == 1
    assert f"{printed}:1" in done.stderr
    assert told in done.stderr


def test_wrong_use_is_2(printed: Path) -> None:
    assert marsad("incidents", printed, "--rule", "loudest").returncode == 2
    assert marsad("incidents", printed.with_name("nothing.jsonl")).returncode == 2


def test_the_schema_of_an_incident_is_printed() -> None:
    schema = json.loads(marsad("schema", "--of", "incident").stdout)
    assert schema["title"] == "One line of marsad incidents --json"
    assert "air-strike" in schema["$defs"]["Incident"]["properties"]["kind"]["enum"]


def test_those_of_a_ledger_by_filter_id_and_form(tmp_path: Path, pair: list[Reading]) -> None:
    where = tmp_path / "desk.db"
    with open_ledger(where) as ledger:
        for one in pair:
            ledger.add_reading(
                replace(one, report=replace(one.report, sha256=one.report.id.encode().hex().ljust(64, "0"))),
                setting="balanced", reader="trained",
            )  # fmt: skip
        kept = list(find_incidents(ledger))
    on = ("--ledger", where)
    lines = marsad("incidents", *on, "--json").stdout.splitlines()
    assert lines == [dumps(one) for one in kept]
    one = marsad("incidents", *on, "--id", kept[0].id, "--json").stdout.splitlines()
    assert one == [dumps(kept[0])]
    table = marsad("incidents", *on, "--kind", "shelling", "--near", "35.5,40.25,5000")
    assert "shelling  Orlen Brigade" in table.stdout
    assert table.stderr.endswith("incidents\n")
    rows = marsad("incidents", *on, "--csv").stdout.splitlines()
    assert (rows[0].split(",")[:2], len(rows)) == (["id", "kind"], len(kept) + 1)
    assert marsad("incidents", *on, "--id", "i-0").returncode == 1
    assert marsad("incidents", *on, "--box", "1,2,3").returncode == 2
    assert marsad("ledger", "check", "--whole", *on).returncode == 0
    assert marsad("ledger", "rebuild", *on).stderr == f"marsad: {len(kept)} incidents\n"


def test_filters_are_not_for_files(printed: Path) -> None:
    done = marsad("incidents", printed, "--grade", "fair")
    assert done.returncode == 2
    assert "are for the incidents of a ledger" in done.stderr
