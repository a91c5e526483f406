"""``marsad actors``: what reports state becomes knowledge by a person's hand, and the next reading uses it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from marsad.views.cli import app

STATED = (
    "The Tarsk Liberation Front, part of the Syrian National Army, left the town of Manbij on Sunday, residents said."
)
TOLD = (
    "Residents fled after the Tarsk Liberation Front shelled Manbij on Monday, Hasan Marwani wrote. "
    "The Syrian National Army kept silent."
)


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MARSAD_ACTORS", str(tmp_path / "actors"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "stated.txt").write_text(
        f"{STATED} Tarsk Liberation Front spokesman Hasan Marwani said that nobody was hurt.\n", encoding="utf-8"
    )
    (tmp_path / "told.txt").write_text(f"{TOLD}\n", encoding="utf-8")
    return tmp_path


def run(*arguments: str | Path) -> str:
    result = CliRunner().invoke(app, [str(a) for a in arguments])
    if result.exception is not None:
        raise result.exception
    return result.stdout


def status_of_the_shelling() -> tuple[str, list[str]]:
    reading = json.loads(run("read", "told.txt", "--published", "2031-03-05", "--json"))
    (event,) = [e for e in reading["events"] if e["kind"] == "shelling"]
    return event["status"], [f"{r['subject']} {r['predicate']} {r['object']}" for r in reading["relations"]]


def test_from_a_report_to_the_next_reading(desk: Path) -> None:
    assert status_of_the_shelling() == ("reported", [])
    run("add", "stated.txt", "--published", "2031-03-02")
    listed = run("actors", "suggestions")
    assert "Tarsk Liberation Front part_of Syrian National Army  1 report, 2031-03-02" in listed
    assert "stated (2031-03-02): The Tarsk Liberation Front, part of the Syrian National Army" in listed
    lines = [json.loads(line) for line in run("actors", "suggestions", "--json", "--reports", "1").splitlines()]
    assert {line["sort"] for line in lines} == {"actor", "relation"}
    ids = {line["predicate"]: line["id"] for line in lines}
    assert "accepted: Hasan Marwani spokesperson_of" in run(
        "actors", "accept", ids["spokesperson_of"], "--by", "A. Desk", "--why", "named so", "--from", "2031-03"
    )
    run("actors", "accept", ids["part_of"], "--by", "A. Desk", "--why", "both say so")
    status, relations = status_of_the_shelling()
    assert status == "claimed"  # he speaks for a party to the act
    assert "tarsk-liberation-front part_of syrian-national-army" in relations
    own = run("actors", "list")
    assert "hasan-marwani spokesperson_of tarsk-liberation-front 2031-03..\taccepted by A. Desk" in own
    assert "Tarsk Liberation Front" not in run("actors", "suggestions", "--reports", "1")
    assert "accept stated: relation" in run("ledger", "judgements")
    assert run("actors", "remove", "tarsk-liberation-front") == "tarsk-liberation-front: removed\n"
    assert status_of_the_shelling()[0] == "reported"


def test_what_is_refused_is_listed_only_on_demand(desk: Path) -> None:
    run("add", "stated.txt", "--published", "2031-03-02")
    line = json.loads(run("actors", "suggestions", "--json").splitlines()[0])
    assert "refused: " in run("actors", "refuse", line["id"], "--by", "A. Desk", "--why", "a rumour")
    assert line["id"] not in run("actors", "suggestions")
    assert line["id"] in run("actors", "suggestions", "--refused")


def test_a_date_that_is_none_is_wrong_use(desk: Path) -> None:
    arguments = ["actors", "accept", "x", "--by", "A. Desk", "--why", "so", "--from", "spring"]
    assert CliRunner().invoke(app, arguments).exit_code == 2
