from __future__ import annotations

import json
import runpy
import subprocess
import sys
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from marsad.records import Reading, Unread, dumps

GATE = Path(__file__).resolve().parents[2] / "benchmarks" / "floors.py"
OTHER = dumps(Unread("other", "other: left out"))


class Gate:
    """The gate as a process, on a gold folder and a file of floors of its own."""

    def __init__(self, gold: Path, folder: Path) -> None:
        self.gold, self.floors, self.predictions = gold, folder / "floors.toml", folder / "predictions.jsonl"
        self.floors.write_text('# why\n\n[gold]\nsha256 = ""\n\n[floors]\n', encoding="utf-8")

    def run(self, reading: Reading, *options: str) -> subprocess.CompletedProcess[str]:
        self.predictions.write_text(f"{dumps(reading)}\n{OTHER}\n", encoding="utf-8")
        files = ["--gold", self.gold, "--floors", self.floors, "--predictions", self.predictions]
        command = [sys.executable, str(GATE), *map(str, files), *options]
        return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)

    def pinned(self) -> dict[str, float]:
        figures: dict[str, float] = tomllib.loads(self.floors.read_text(encoding="utf-8"))["floors"]
        return figures


@pytest.fixture
def gate(gold_folder: Path, tmp_path: Path) -> Gate:
    return Gate(gold_folder, tmp_path)


def worse(reading: Reading) -> Reading:
    return replace(reading, events=reading.events[:1])


def test_without_floors_the_gate_fails(gate: Gate, sample: Reading) -> None:
    done = gate.run(sample)
    assert done.returncode == 1
    assert "no floor is pinned" in done.stdout


def test_figures_that_hold_pass(gate: Gate, sample: Reading) -> None:
    assert gate.run(sample, "--update").returncode == 0
    assert gate.pinned()["events.kind.f1"] == 1
    assert gate.floors.read_text(encoding="utf-8").startswith("# why\n")
    done = gate.run(sample)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "floors: all held")


def test_a_figure_below_its_floor_fails(gate: Gate, sample: Reading) -> None:
    gate.run(sample, "--update")
    done = gate.run(worse(sample))
    assert done.returncode == 1
    assert "events.detect.f1: 0.6666 is below 1.0" in done.stdout


def test_a_close_decision_that_a_processor_turned_is_no_fall(gate: Gate, sample: Reading) -> None:
    gate.run(sample, "--update")
    pinned = gate.floors.read_text(encoding="utf-8")
    above = pinned.replace('"events.kind.f1" = 1.0', '"events.kind.f1" = 1.01')
    assert above != pinned
    gate.floors.write_text(above, encoding="utf-8")
    assert gate.run(sample).returncode == 0
    assert gate.run(sample, "--update").returncode == 0
    assert gate.pinned()["events.kind.f1"] == 1.01
    gate.floors.write_text(pinned.replace('"events.kind.f1" = 1.0', '"events.kind.f1" = 1.02'), encoding="utf-8")
    assert gate.run(sample).returncode == 1


def test_the_contract_has_no_room() -> None:
    compare = runpy.run_path(str(GATE))["compare"]
    assert compare({"contract.share": 1.0}, {"contract.share": 0.9999})
    assert not compare({"events.kind.f1": 0.8}, {"events.kind.f1": 0.79})


def test_update_raises_but_does_not_lower(gate: Gate, sample: Reading) -> None:
    gate.run(worse(sample), "--update")
    low = gate.pinned()["events.detect.f1"]
    assert gate.run(sample, "--update").returncode == 0
    assert gate.pinned()["events.detect.f1"] == 1 > low
    done = gate.run(worse(sample), "--update")
    assert done.returncode == 1
    assert gate.pinned()["events.detect.f1"] == 1


def test_a_regression_can_be_meant(gate: Gate, sample: Reading) -> None:
    gate.run(sample, "--update")
    done = gate.run(worse(sample), "--update", "--allow-regression")
    assert done.returncode == 0
    assert gate.pinned()["events.detect.f1"] == 0.6666


def test_a_changed_gold_fails(gate: Gate, sample: Reading) -> None:
    gate.run(sample, "--update")
    row = json.loads((gate.gold / "forecasts.jsonl").read_text())
    (gate.gold / "forecasts.jsonl").write_text(json.dumps(row | {"note": "read once more"}) + "\n")
    done = gate.run(sample)
    assert done.returncode == 1
    assert "the gold is not the one" in done.stdout


def test_without_gold_the_gate_says_that_it_skips(gate: Gate, sample: Reading, tmp_path: Path) -> None:
    gate.gold = tmp_path / "nowhere"
    done = gate.run(sample)
    assert done.returncode == 0
    assert "skipped" in done.stdout
