from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from tests.views.test_ledger_commands import marsad

from marsad.ledger import open_ledger
from marsad.records import Reading


@pytest.fixture
def desk(tmp_path: Path, sample: Reading) -> Path:
    """A folder with a ledger that holds the sample report."""
    with open_ledger(tmp_path / "marsad.db") as ledger:
        ledger.add_reading(sample, setting="balanced", reader="trained")
    return tmp_path


def test_from_export_through_a_spreadsheet_and_back(desk: Path) -> None:
    done = marsad("export", "events.csv", cwd=desk)
    assert (done.returncode, done.stderr) == (0, "marsad: events.csv: 2 rows\n")
    table = desk / "events.csv"
    table.write_text(table.read_text(encoding="utf-8").replace(",shelling,", ",bombing,"), encoding="utf-8")
    read = marsad("import", table, "--by", "A. Desk", "--why", "a car bomb", cwd=desk)
    assert read.stdout == "row 2, sample/e1: judged (kind: bombing)\n"
    assert read.stderr == "marsad: 1 unchanged, 1 judged, 0 refused\n"
    assert marsad("export", "again.csv", cwd=desk).returncode == 0
    with (desk / "again.csv").open(encoding="utf-8", newline="") as lines:
        first = next(csv.DictReader(lines))
    assert (first["kind"], first["corrected"]) == ("bombing", "kind")
    twice = marsad("import", table, "--by", "A. Desk", "--why", "again", cwd=desk)
    assert (twice.returncode, twice.stderr) == (0, "marsad: 2 unchanged, 0 judged, 0 refused\n")
    table.write_text(table.read_text(encoding="utf-8").replace(",bombing,", ",raid,"), encoding="utf-8")
    old = marsad("import", table, "--by", "A. Desk", "--why", "again", cwd=desk)
    assert old.returncode == 1
    assert "row 2, sample/e1: refused (the ledger has moved on" in old.stderr


def test_to_standard_output_with_filters(desk: Path) -> None:
    done = marsad("export", "-", "--form", "geojson", "--shape", "incidents", "--place", "Tarsk", cwd=desk)
    assert done.stderr == "marsad: standard output: 1 rows\n"
    told = json.loads(done.stdout)
    assert told["marsad"]["filter"] == "place=Tarsk"
    assert [feature["properties"]["kind"] for feature in told["features"]] == ["shelling"]


def test_the_grade_is_a_filter_of_events_too(desk: Path) -> None:
    whole = {line["event"]["id"] for line in map(json.loads, marsad("events", "--json", cwd=desk).stdout.splitlines())}
    by_grade = []
    for grade in ("confirmed", "fair", "weak", "contested", "discounted"):
        told = marsad("events", "--grade", grade, "--json", cwd=desk).stdout.splitlines()
        by_grade.append({json.loads(line)["event"]["id"] for line in told})
        exported = marsad("export", "-", "--form", "jsonl", "--grade", grade, cwd=desk).stdout.splitlines()
        assert len(exported) == len(told)
    assert by_grade == [set(), set(), whole, set(), set()]  # each of them is told by one source


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("export", "x.txt"), "the ending tells no form"),
        (("export", "x.kml", "--hxl"), "no row for HXL tags"),
    ],
)
def test_wrong_use_is_told(desk: Path, arguments: tuple[str, ...], told: str) -> None:
    done = marsad(*arguments, cwd=desk)
    assert done.returncode == 2
    assert told in done.stderr
