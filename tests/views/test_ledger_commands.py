from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from marsad.ledger import open_ledger
from marsad.records import Reading

ROOT = Path(__file__).resolve().parents[2]
REPORTS = ROOT / "examples" / "tinzaouaten-reports.jsonl"
RUN = [sys.executable, "-c", "from marsad.views.cli import main; main()"]


def marsad(*arguments: object, cwd: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [*RUN, *map(str, arguments)]
    environment = os.environ | {"COLUMNS": "100"}
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", env=environment, cwd=cwd, input=stdin, check=False
    )


@pytest.fixture
def desk(tmp_path: Path, sample: Reading) -> Path:
    """A folder with a ledger that holds the sample report."""
    with open_ledger(tmp_path / "marsad.db") as ledger:
        ledger.add_reading(sample, setting="balanced", reader="trained")
    return tmp_path


def test_reports_are_added_once(tmp_path: Path) -> None:
    first = marsad("add", REPORTS, cwd=tmp_path)
    assert (first.returncode, first.stderr) == (0, "")
    assert [line.split(", ")[0] for line in first.stdout.splitlines()] == [f"tinzaouaten-{n}: added" for n in (1, 2, 3)]
    again = marsad("add", REPORTS, "--json", cwd=tmp_path)
    assert {json.loads(line)["state"] for line in again.stdout.splitlines()} == {"known"}
    assert marsad("ledger", "check", cwd=tmp_path).returncode == 0
    printed = marsad("read", REPORTS, "--json", cwd=tmp_path).stdout.splitlines()
    with open_ledger(tmp_path / "marsad.db") as ledger:
        for line in printed:
            expected = json.loads(line)
            found = [f for f in ledger.events() if f.report.id == expected["report"]["id"]]
            assert sorted(f.event.id for f in found) == sorted(event["id"] for event in expected["events"])


def test_what_cannot_be_read_is_told_and_stops_nothing(tmp_path: Path) -> None:
    text = "Shells fell on the market of Tarsk on Monday, the mayor said."
    done = marsad("add", "missing.txt", "-", "--published", "2031-03-05", cwd=tmp_path, stdin=text)
    assert done.returncode == 1
    assert done.stdout.startswith("stdin: added, ")
    assert "missing.txt: does not exist" in done.stderr


def test_events_as_table_lines_and_csv(desk: Path) -> None:
    table = marsad("events", "--place", "Tarsk", cwd=desk)
    assert table.returncode == 0
    assert "shelling  Orlen Brigade" in table.stdout
    assert "_shelled_" in table.stdout
    assert table.stderr == "marsad: 1 events\n"
    lines = [json.loads(line) for line in marsad("events", "--json", cwd=desk).stdout.splitlines()]
    assert [line["event"]["id"] for line in lines] == ["e1", "e2"]
    assert lines[0]["report"]["outlet"] == "Valley Wire"
    rows = list(csv.DictReader(marsad("events", "--csv", cwd=desk).stdout.splitlines()))
    assert [(row["kind"], row["counts"]) for row in rows] == [
        ("shelling", "≥15 killed (people)"), ("killing", "2 wounded (fighters)"),
    ]  # fmt: skip


def test_no_cell_is_a_formula(desk: Path) -> None:
    with open_ledger(desk / "marsad.db") as ledger:
        ledger.judge("note", ("sample", "e1"), who="A. Desk", why="seen")
    from marsad.views._cells import guarded

    assert [guarded(value) for value in ("=1+1", "@x", "-x", "plain", -3.5, None)] == [
        "'=1+1", "'@x", "'-x", "plain", -3.5, None,
    ]  # fmt: skip


def test_search_shows_the_words_and_the_events(desk: Path) -> None:
    done = marsad("search", "fighters", cwd=desk)
    assert "_fighters_" in done.stdout
    assert "e2 killing" in done.stdout
    line = json.loads(marsad("search", "--json", "--", "fighters", "-bridge", cwd=desk).stdout)
    assert (line["report"]["id"], line["events"]) == ("sample", ["e2"])


def test_search_and_counts_obey_filters(desk: Path) -> None:
    rows = list(
        csv.DictReader(marsad("search", "fighters", "--csv", "--kind", "killing", cwd=desk).stdout.splitlines())
    )
    assert [(row["report"], row["events"], "fighters" in row["finds"]) for row in rows] == [("sample", "e2", True)]
    nothing = marsad("search", "fighters", "--near", "10,10,5", cwd=desk)
    assert (nothing.stdout, nothing.stderr) == ("", "marsad: 0 reports\n")
    assert marsad("search", "fighters", "--until", "2031-03-04", "--json", cwd=desk).stdout == ""
    shown = marsad("stats", "--place", "Tarsk", "--since", "2031-03-01", cwd=desk).stdout.splitlines()
    assert shown[1] == "of that, what meets since 2031-03-01, place Tarsk:"
    assert shown[3] == "1 events, 2031-03-04 to 2031-03-04; 0 judgements"
    line = json.loads(marsad("stats", "--box", "40,35,41,36", "--json", cwd=desk).stdout)
    assert (line["filter"], line["kinds"]) == ({"box": "40,35,41,36"}, {"shelling": 1})
    counted = {
        (row["count"], row["of"]): row["value"]
        for row in csv.DictReader(marsad("stats", "--status", "claimed", "--csv", cwd=desk).stdout.splitlines())
    }
    assert counted["filter", "status"] == "claimed"
    assert (counted["events", ""], counted["kinds", "killing"], counted["first_day", ""]) == ("1", "1", "2031-03-05")
    assert ("kinds", "shelling") not in counted


def test_judging_incidents(desk: Path) -> None:
    by = ("--by", "A. Desk", "--why", "one raid")
    one, other = (json.loads(line)["id"] for line in marsad("incidents", "--json", cwd=desk).stdout.splitlines())
    assert marsad("ledger", "judge", "same", one, other, *by, cwd=desk).stdout == "judgement 1\n"
    (joined,) = (json.loads(line) for line in marsad("incidents", "--json", cwd=desk).stdout.splitlines())
    assert sorted(member[1] for member in joined["members"]) == ["e1", "e2"]
    split = marsad("ledger", "judge", "different", "sample/e2", joined["id"], *by, cwd=desk)
    assert split.stdout == "judgement 2\n"
    assert len(marsad("incidents", "--json", cwd=desk).stdout.splitlines()) == 2
    assert marsad("ledger", "judge", "note", one, *by, cwd=desk).stdout == "judgement 3\n"
    refused = marsad("ledger", "judge", "correct", one, "--field", "kind", "--value", "raid", *by, cwd=desk)
    assert (refused.returncode, "name an event of the incident" in refused.stderr) == (2, True)
    assert "'reject' is on a record" in marsad("ledger", "judge", "reject", one, *by, cwd=desk).stderr


def test_judging_and_undoing(desk: Path) -> None:
    by = ("--by", "A. Desk", "--why", "a drill")
    assert marsad("ledger", "judge", "reject", "sample/e1", *by, cwd=desk).stdout == "judgement 1\n"
    assert "shelling" not in marsad("events", cwd=desk).stdout
    assert "reject (A. Desk: a drill)" in marsad("events", "--rejected", cwd=desk).stdout
    assert marsad("ledger", "undo", "1", *by, cwd=desk).stdout == "judgement 2\n"
    assert "shelling" in marsad("events", cwd=desk).stdout
    value = ("--field", "counts", "--value", '{"wounded": 2}')
    assert marsad("ledger", "judge", "correct", "sample/e1", *value, *by, cwd=desk).returncode == 0
    listed = marsad("ledger", "judgements", cwd=desk).stdout.splitlines()
    assert listed[0].endswith("reject sample: event “shelled”; a drill [undone by 2]")
    assert "undoes 1" in listed[1]
    corrected = json.loads(marsad("ledger", "judgements", "--json", cwd=desk).stdout.splitlines()[2])
    assert corrected["value"] == {"wounded": [2, 2, 2]}


def test_copies(desk: Path) -> None:
    assert marsad("ledger", "backup", "copy", cwd=desk).returncode == 0
    assert marsad("ledger", "backup", "copy", cwd=desk).returncode == 1
    assert marsad("ledger", "restore", "copy", cwd=desk).returncode == 1
    assert marsad("ledger", "restore", "copy", "--ledger", "other.db", cwd=desk).returncode == 0
    assert (
        marsad("events", "--csv", "--ledger", "other.db", cwd=desk).stdout == marsad("events", "--csv", cwd=desk).stdout
    )
    done = marsad("ledger", "migrate", cwd=desk)
    assert (done.returncode, done.stderr) == (0, "marsad: marsad.db: is up to date\n")


def test_stats(desk: Path) -> None:
    assert "1 reports, 1 different texts, 1 readings" in marsad("stats", cwd=desk).stdout
    assert json.loads(marsad("stats", "--json", cwd=desk).stdout)["kinds"] == {"killing": 1, "shelling": 1}


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("events", "--ledger", "none.db"), 1, "none.db: there is no such ledger"),
        (("events", "--kind", "picnic"), 2, "--kind picnic: there are"),
        (("events", "--json", "--csv"), 2, "choose one"),
        (("events", "--since", "Monday"), 2, "is no day"),
        (("search", "--", "-tarsk"), 2, "holds no word to look for"),
        (("search", "tarsk", "--json", "--csv"), 2, "choose one"),
        (("stats", "--json", "--csv"), 2, "choose one"),
        (("stats", "--near", "100,0,5"), 2, "give latitude, longitude, kilometres"),
        (("ledger", "judge", "same", "i-0123456789ab", "sample/e1", "--by", "A", "--why", "b"), 2, "no such incident"),
        (("ledger", "judge", "reject", "sample/e9", "--by", "A", "--why", "b"), 2, "sample/e9: the latest reading"),
        (("ledger", "undo", "7", "--by", "A", "--why", "b"), 2, "7: there is no such judgement"),
        (("stats", "--ledger", "mysql://x/y"), 1, "no ledger can lie there"),
    ],
)
def test_what_goes_wrong_is_one_line(desk: Path, arguments: tuple[str, ...], code: int, told: str) -> None:
    done = marsad(*arguments, cwd=desk)
    assert (done.returncode, done.stdout) == (code, "")
    assert told in done.stderr
    assert "Traceback" not in done.stderr
