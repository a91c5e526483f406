"""``marsad actors`` and ``marsad places`` without a subcommand: what a ledger tells of whom and of where."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from marsad import UsageError
from marsad.ledger import open_ledger
from marsad.records import Reading
from marsad.views.cli import app


@pytest.fixture
def desk(tmp_path: Path, sample: Reading) -> Path:
    """A ledger that holds the sample report."""
    where = tmp_path / "desk.db"
    with open_ledger(where) as ledger:
        ledger.add_reading(sample, setting="balanced", reader="trained")
    return where


def run(*words: object) -> Result:
    done = CliRunner(env={"COLUMNS": "160"}).invoke(app, [str(word) for word in words])
    if isinstance(done.exception, UsageError):
        raise done.exception
    return done


def rows(done: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(done.stdout)))


def test_actors_as_table_lines_and_csv(desk: Path) -> None:
    table = run("actors", "--ledger", desk)
    first, brigade, monitor = (line.split() for line in table.stdout.splitlines())
    assert first == ["events", "actor", "target", "incidents", "reports", "killed", "days", "name"]
    assert " ".join(brigade) == (
        "2 1 1 2 1 15 2031-03-04 – 2031-03-05 Orlen Brigade (armed-group) [orlen-brigade]"
    )  # fmt: skip
    assert " ".join(monitor) == "0 0 0 0 1 Valley Monitor (monitor) [valley-monitor]"
    assert table.stderr == "marsad: 2 actors\n"
    line = json.loads(run("actors", "--ledger", desk, "--json").stdout.splitlines()[0])
    assert line == {
        "id": "orlen-brigade", "name": "Orlen Brigade", "kind": "armed-group", "country": None, "events": 2,
        "as_actor": 1, "as_target": 1, "reports": 1, "incidents": 2, "first_day": "2031-03-04",
        "last_day": "2031-03-05", "killed_low": 15, "killed_high": 15,
    }  # fmt: skip
    table_rows = rows(run("actors", "--ledger", desk, "--csv"))
    assert [(row["id"], row["events"], row["killed_low"]) for row in table_rows] == [
        ("orlen-brigade", "2", "15"), ("valley-monitor", "0", ""),
    ]  # fmt: skip


def test_places_as_table_lines_and_csv(desk: Path) -> None:
    table = run("places", "--ledger", desk)
    lines = [" ".join(line.split()) for line in table.stdout.splitlines()]
    assert lines == [
        "events incidents reports killed days name",
        "1 1 1 2031-03-05 Old Ferry (no point) [old-ferry]",
        "1 1 1 15 2031-03-04 Tarsk (35.5, 40.25, exact) [tarsk]",
    ]
    assert table.stderr == "marsad: 2 places\n"
    (line,) = map(json.loads, run("places", "--near", "35.5,40.25,5", "--ledger", desk, "--json").stdout.splitlines())
    assert (line["id"], line["lat"], line["precision"], line["killed_high"]) == ("tarsk", 35.5, "exact", 15)
    assert [row["name"] for row in rows(run("places", "--ledger", desk, "--csv", "--limit", 1))] == ["Old Ferry"]


def test_every_filter_is_heard(desk: Path) -> None:
    def ids(*words: object) -> list[str]:
        return [row["id"] for row in rows(run(*words, "--ledger", desk, "--csv"))]

    for options in (
        ("--since", "2031-03-05"), ("--until", "2031-03-04"), ("--place", "Tarsk"), ("--box", "40,35,41,36"),
        ("--near", "35.5,40.25,5"), ("--kind", "shelling"), ("--source", "Valley Monitor"), ("--status", "claimed"),
        ("--actor", "orlen brigade"),
    ):  # fmt: skip
        assert ids("actors", *options) == ["orlen-brigade"], options
    assert ids("actors", "--since", "2031-03-06") == []
    assert ids("places", "--since", "2031-03-05") == ids("places", "--status", "claimed") == ["old-ferry"]
    assert ids("places", "--until", "2031-03-04") == ids("places", "--kind", "shelling") == ["tarsk"]
    assert ids("places", "--place", "TARSK") == ids("places", "--box", "40,35,41,36") == ["tarsk"]
    assert ids("places", "--actor", "Orlen Brigade") == ["old-ferry", "tarsk"]
    assert run("places", "--place", "Nowhere", "--ledger", desk).stdout == ""


def test_subcommands_stay_and_take_no_options_before_them(desk: Path) -> None:
    assert run("places", "list").exit_code == run("actors", "list").exit_code == 0
    for command, subcommand in (("actors", "suggestions"), ("places", "list")):
        with pytest.raises(UsageError, match=f"write the options behind {subcommand}"):
            run(command, "--limit", 1, subcommand)
    with pytest.raises(UsageError, match="choose one"):
        run("actors", "--ledger", desk, "--json", "--csv")
    with pytest.raises(UsageError, match="--kind picnic: there are"):
        run("places", "--ledger", desk, "--kind", "picnic")
