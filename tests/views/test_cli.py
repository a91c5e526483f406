from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from marsad.records import Reading, Unread, dumps
from marsad.views.cli import app

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "goma-wire.txt"
REPORTS = ROOT / "examples" / "tinzaouaten-reports.jsonl"
RUN = [sys.executable, "-c", "from marsad.views.cli import main; main()"]


def marsad(*arguments: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Runs the command in a process of its own, as a user does."""
    environment = os.environ | {"COLUMNS": "80"}
    command = [*RUN, *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", env=environment, cwd=cwd, stdin=subprocess.DEVNULL, check=False
    )


@pytest.fixture
def predictions(tmp_path: Path, sample: Reading) -> Path:
    path = tmp_path / "records.jsonl"
    path.write_text(f"{dumps(sample)}\n{dumps(Unread('other', 'other: left out'))}\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("read",),
        ("read", EXAMPLE, "--published", "14 December 2018"),
        ("read", EXAMPLE, "--published", "2018-13-01"),
        ("read", EXAMPLE, "--published", "20181214"),
        ("read", EXAMPLE, "--setting", "lucky"),
        ("read", EXAMPLE, "--colour"),
        ("reed", EXAMPLE),
        ("evaluate", ROOT / "no-such-folder"),
        ("evaluate", ROOT, "--errors", "-1"),
    ],
)
def test_wrong_use_is_2(arguments: tuple[object, ...]) -> None:
    done = marsad(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Usage: marsad" in done.stderr


@pytest.mark.parametrize("command", [[], ["read"], ["evaluate"], ["schema"]])
def test_help_has_examples(command: list[str]) -> None:
    result = CliRunner().invoke(app, [*command, "--help"], prog_name="marsad")
    assert result.exit_code == 0
    assert not command or f"\n    marsad {command[0]}" in result.stdout


def test_version_is_that_of_the_package() -> None:
    done = marsad("--version")
    assert done.returncode == 0
    assert done.stdout.startswith("marsad 0.")


def test_all_read_is_0_and_every_line_keeps_the_schema() -> None:
    done = marsad("read", EXAMPLE, REPORTS, "--json", "--published", "2025-01-29")
    assert (done.returncode, done.stderr) == (0, "")
    validator = Draft202012Validator(json.loads(marsad("schema").stdout))
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    for line in lines:
        validator.validate(line)
    ids = [json.loads(line)["id"] for line in REPORTS.read_text(encoding="utf-8").splitlines() if line]
    assert [line["report"]["id"] for line in lines[1:]] == ids


def test_two_runs_give_the_same_bytes() -> None:
    assert marsad("read", EXAMPLE, "--json").stdout == marsad("read", EXAMPLE, "--json").stdout


def test_an_unread_input_keeps_its_line_and_is_1(tmp_path: Path) -> None:
    done = marsad("read", tmp_path / "missing.txt", EXAMPLE, "--json")
    assert done.returncode == 1
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert set(first) == {"id", "error"}
    assert "report" in second
    assert "missing.txt" in done.stderr


def test_tables_hold_records_only(tmp_path: Path) -> None:
    done = marsad("read", tmp_path / "missing.txt", EXAMPLE)
    assert done.returncode == 1
    assert "missing.txt" not in done.stdout
    assert "missing.txt" in done.stderr
    assert "\x1b" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


@pytest.mark.parametrize("option", [["--json"], []])
def test_a_closed_pipe_ends_quietly(option: list[str], tmp_path: Path) -> None:
    row = json.dumps({"id": "r", "text": "Shells fell on the market of Tarsk on Monday. " * 20})
    many = tmp_path / "many.jsonl"
    many.write_text("".join(row.replace('"r"', f'"r{number}"') + "\n" for number in range(60)), encoding="utf-8")
    process = subprocess.Popen(
        [*RUN, "read", str(many), *option], stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    )
    assert process.stdout is not None
    assert process.stderr is not None
    with process:
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 0


def test_the_schema_knows_the_kinds() -> None:
    schema = json.loads(marsad("schema").stdout)
    assert "air-strike" in schema["$defs"]["Event"]["properties"]["kind"]["enum"]


def test_evaluate_prints_a_table(gold_folder: Path, predictions: Path) -> None:
    done = marsad("evaluate", gold_folder, "--predictions", predictions, "--errors", "1")
    assert (done.returncode, done.stderr) == (0, "")
    assert "valley: 2 reports, 1 of them scored" in done.stdout
    assert "events.kind           1.000" in done.stdout


def test_evaluate_prints_json(gold_folder: Path, predictions: Path) -> None:
    done = marsad("evaluate", gold_folder, "--predictions", predictions, "--json")
    assert json.loads(done.stdout)["metrics"]["events.kind"]["f1"] == 1


def test_evaluate_reads_the_reports_itself(gold_folder: Path) -> None:
    done = marsad("evaluate", gold_folder, "--json")
    assert done.returncode == 0
    figures = json.loads(done.stdout)
    assert figures["metrics"]["contract"] == {"share": 1, "right": 2, "of": 2, "violations": 0}


def test_a_broken_gold_folder_is_1_and_named(gold_folder: Path, predictions: Path) -> None:
    (gold_folder / "gold.jsonl").write_text("{}\n")
    done = marsad("evaluate", gold_folder, "--predictions", predictions)
    assert (done.returncode, done.stdout) == (1, "")
    assert "gold.jsonl:1: the row has no field" in done.stderr
    assert "Traceback" not in done.stderr


def test_output_is_utf8_in_any_locale(predictions: Path, gold_folder: Path) -> None:
    environment = os.environ | {"PYTHONIOENCODING": "latin-1"}
    command = [*RUN, "evaluate", str(gold_folder), "--predictions", str(predictions), "--json", "--errors", "3"]
    assert json.loads(subprocess.run(command, capture_output=True, check=True, env=environment).stdout.decode("utf-8"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
@pytest.mark.parametrize("arguments", [("--json",), ()])
def test_a_full_disk_is_one_line_and_1(arguments: tuple[str, ...]) -> None:
    command = [*RUN, "read", str(EXAMPLE), *arguments]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    lines = done.stderr.decode().strip().splitlines()
    assert len(lines) == 1
    assert "standard output: No space left" in lines[0]
