from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from marsad.ledger import open_ledger

HARNESS = Path(__file__).with_name("killing.py")
ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}


def harness(*arguments: object) -> list[str]:
    return [sys.executable, str(HARNESS), *map(str, arguments)]


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(harness(*arguments), capture_output=True, encoding="utf-8", env=ENVIRONMENT, check=False)


def reports(path: Path, numbers: range) -> Path:
    lines = [{"id": f"r{n}", "text": f"Shells fell on the mill of Tarsk, said report {n}. " * 3} for n in numbers]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def test_two_hundred_kills_lose_nothing(tmp_path: Path) -> None:
    done = run("kill", tmp_path, 200, 1)
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["kills"] >= 200
    assert seen["acknowledged"] >= 10  # there was something to lose; on a busy machine kills by time strike early


def test_kills_lose_nothing_of_a_server_either(tmp_path: Path, new_database: str) -> None:
    done = run("kill", tmp_path, 20, 2, new_database)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["kills"] >= 20


def test_a_killed_run_is_gone_on_with(tmp_path: Path) -> None:
    ledger = tmp_path / "marsad.db"
    source = reports(tmp_path / "reports.jsonl", range(30))
    assert run("add", ledger, reports(tmp_path / "part.jsonl", range(10))).returncode == 0
    done = run("add", ledger, source)
    states = [line.split(": ")[1].split(",")[0] for line in done.stdout.splitlines()]
    assert states == ["known"] * 10 + ["added"] * 20


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    ledger = tmp_path / "marsad.db"
    source = reports(tmp_path / "reports.jsonl", range(60))
    done = run("add", ledger, source, 1_000_000)
    assert done.returncode == 1
    assert f"marsad: {ledger}: " in done.stderr
    assert "what was committed before is kept" in done.stderr
    assert "Traceback" not in done.stderr
    added = [line.partition(":")[0] for line in done.stdout.splitlines()]
    assert 0 < len(added) < 60
    with open_ledger(ledger) as opened:
        assert list(opened.check()) == []
        assert all(opened.reading(name) is not None for name in added)
    assert run("add", ledger, source).returncode == 0  # with room again
    with open_ledger(ledger) as opened:
        assert opened.stats().reports == 60


@pytest.mark.parametrize("number", range(2))
def test_two_writers_at_once(where: str, tmp_path: Path, number: int) -> None:
    parts = [reports(tmp_path / f"part{n}.jsonl", range(n * 15, n * 15 + 30)) for n in range(2)]
    writers = [
        subprocess.Popen(harness("add", where, part), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT)
        for part in parts
    ]
    for writer in writers:
        _, told = writer.communicate()
        assert writer.returncode == 0, told.decode()
    with open_ledger(where) as ledger:
        stats = ledger.stats()
        assert (stats.reports, stats.readings, stats.events) == (45, 45, 90)
        assert list(ledger.check()) == []
