from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.forecasting.conftest import act, foretold, put, report

from marsad.ledger import open_ledger

RUN = [sys.executable, "-c", "from marsad.views.cli import main; main()"]
BY = ("--by", "A. Desk", "--why", "seen")


def forecasts(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [*RUN, "forecasts", *map(str, arguments)]
    environment = os.environ | {"COLUMNS": "100"}
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, cwd=cwd, check=False)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a ledger in which a town's fall is foretold twice, and then told."""
    with open_ledger(tmp_path / "marsad.db") as ledger:
        put(
            ledger,
            report("r1", foretold("Tarsk _is likely to_ fall", "Tarsk falls", by="Ada Brook")),
            report("r2", foretold("Tarsk _will_ hold out", "Tarsk holds out", median=0.9), outlet="Bulletin"),
            report("r3", act("They _took_ Tarsk", "territory-captured", place="Tarsk", day="2031-06-01")),
        )
    return tmp_path


def test_questions_as_table_lines_and_csv(desk: Path) -> None:
    table = forecasts("--place", "Tarsk", "--as-of", "2031-04-01", cwd=desk)
    assert table.stderr == "marsad: 1 questions\n"
    lines = table.stdout.splitlines()
    assert lines[0] == "Tarsk falls"
    assert lines[1].startswith("  open · q-")
    assert lines[2] == "  Ada Brook · 60–80 % · 2031-03-05 · by about 2032-03-05 · r1/f1"
    assert lines[3] == "    Tarsk _is likely to_ fall"
    assert lines[4].startswith("  Bulletin · 0–20 % (foretells the contrary)")
    (question,) = map(json.loads, forecasts("--json", cwd=desk).stdout.splitlines())
    assert [told["forecast"]["wording"]["exact"] for told in question["forecasts"]] == ["is likely to", "will"]
    rows = list(csv.DictReader(forecasts("--csv", cwd=desk).stdout.splitlines()))
    assert [(row["forecast"], row["maker"], row["agrees"], row["evidence"]) for row in rows] == [
        ("r1/f1", "Ada Brook", "yes", "Tarsk is likely to fall"), ("r2/f1", "Bulletin", "no", "Tarsk will hold out"),
    ]  # fmt: skip
    assert forecasts("--due", "--as-of", "2031-04-01", cwd=desk).stdout == ""
    near = forecasts("--near", "35.5,40.2,5", "--box", "40,35,41,36", "--source", "bulletin", "--json", cwd=desk)
    assert json.loads(near.stdout) == question
    assert forecasts("--near", "10,10,5", cwd=desk).stderr == "marsad: 0 questions\n"


def test_a_question_is_shown_suggested_for_settled_and_scored(desk: Path) -> None:
    shown = forecasts("show", "r2/f1", cwd=desk)
    assert "r3/e1  may make it true: territory-captured in Tarsk, 2031-06-01, reported" in shown.stdout
    assert "They _took_ Tarsk" in shown.stdout
    (suggested,) = map(json.loads, forecasts("suggest", "r1/f1", "--json", cwd=desk).stdout.splitlines())
    assert (suggested["report"], suggested["event"]["id"], suggested["on"]) == ("r3", "e1", "2031-06-01")
    assert "No question is settled" in forecasts("scores", cwd=desk).stdout
    settled = forecasts("resolve", "r1/f1", "--state", "true", "--event", "r3/e1", *BY, cwd=desk)
    assert (settled.stdout, settled.stderr) == ("judgement 1\n", "")
    assert "  true (on 2031-06-01; r3/e1; A. Desk; seen) · q-" in forecasts("--resolved", cwd=desk).stdout
    scored = forecasts("scores", cwd=desk).stdout
    assert "Base rate: 100 % of the outcomes that were asked for came about." in scored
    assert "unranked  maker   Ada Brook: 0.090 (0.160, 0.040), n 1; base rate 0.000; questions 1" in scored
    assert "under 20 forecasts nobody is ranked" in scored
    whole = json.loads(forecasts("scores", "--json", cwd=desk).stdout.splitlines()[0])
    assert (whole["of"], whole["brier"]["n"]) == ("all", 2)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--json", "--csv"), "choose one"),
        (("--open", "--due"), "choose one"),
        (("--open", "scores"), "write the options behind scores"),
        (("show", "q-none"), "there is no such question"),
        (("resolve", "r1/f1", "--state", "open", *BY), "'open' is not one of"),
        (("resolve", "r1/f1", "--state", "true", "--event", "r1/e7", *BY), "no such event"),
    ],
)
def test_wrong_use_is_told_with_exit_code_2(desk: Path, arguments: tuple[str, ...], message: str) -> None:
    done = forecasts(*arguments, cwd=desk)
    assert done.returncode == 2
    assert message in done.stderr
