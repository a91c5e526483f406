"""Runs ``marsad add`` in processes that are killed, and looks at what is left.

python tests/ledger/killing.py kill FOLDER RUNS SEED [URL]   kills adding at random moments and checks after each
python tests/ledger/killing.py add LEDGER FILE [LIMIT]       adds once; no file grows over LIMIT bytes (a full disk)

The command is the real one; only the reader is replaced by one that needs no network, so that most of the time is spent
on the ledger, where the kill is to strike.
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine, event
from tests.conftest import build_sample

from marsad import _read
from marsad.ledger import open_ledger
from marsad.records import ModelInfo, Reading, Report, Span
from marsad.sources import report_from_text
from marsad.views import _ledger_views, cli

_SHOWN = _ledger_views  # imported here, and not anew in every child
_MODEL = ModelInfo("marsad", "0.0.0", "f" * 64)
_REPORTS = 2  # of one run
_RUNS_OF_A_LEDGER = 5
_STATEMENTS = 120  # about what one run takes
_SECONDS = 0.2


def read_quickly(report: Report, *, setting: str, reader: str) -> Reading:
    """A reading with a record of every type, whose spans all hold the beginning of the text."""
    span = Span.of(report.text, 0, 6)
    sample = build_sample()
    events = tuple(
        replace(
            told, trigger=span, evidence=span, time=replace(told.time, span=None),
            actors=tuple(replace(party, span=span) for party in told.actors),
            targets=tuple(replace(party, span=span) for party in told.targets),
            places=tuple(replace(spot, span=span) for spot in told.places),
            counts=tuple(replace(count, span=span) for count in told.counts),
            sources=tuple(replace(source, cue=span, span=span) for source in told.sources),
        )
        for told in sample.events
    )  # fmt: skip
    return replace(
        sample, report=report, model=_MODEL, events=events, times=(), relations=(),
        actors=tuple(replace(actor, mentions=(span,)) for actor in sample.actors),
        places=tuple(replace(place, mentions=(span,)) for place in sample.places),
        statements=tuple(replace(told, sources=(), cue=span, content=(span,)) for told in sample.statements),
        forecasts=tuple(replace(told, sources=(), wording=span, evidence=span) for told in sample.forecasts),
        control=tuple(replace(told, sources=(), evidence=span) for told in sample.control),
    )  # fmt: skip


def load() -> None:
    """Loads what the command would load in every process: the model of languages, and the migrations."""
    report_from_text("Shells fell on the mill of Tarsk while the people of the town slept. " * 20)
    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "first.db"):
        pass


def add(where: str, source: Path) -> None:
    """``marsad add``, with the quick reader."""
    _read.read_report = read_quickly  # type: ignore[assignment]
    _read.program_of = lambda reader, setting: _MODEL
    sys.argv = ["marsad", "add", str(source), "--ledger", where]
    cli.main()


def write_reports(path: Path, first: int) -> list[str]:
    """A file of reports that no ledger of the run has yet; returns their ids."""
    names = [f"r{number}" for number in range(first, first + _REPORTS)]
    lines = [{"id": name, "text": f"Shells fell on the mill of Tarsk, said report {name}. " * 3} for name in names]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return names


def run_and_kill(where: str, source: Path, out: Path, *, statement: int | None, after: float | None) -> bool:
    """Adds in a child that dies at a statement or after some time; returns whether the kill struck."""
    child = os.fork()
    if child == 0:
        os.dup2(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        if statement is not None:
            die_at(statement)
        try:
            add(where, source)
        finally:
            os._exit(0)
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def die_at(statement: int) -> None:
    """Kills the process before its n-th statement or commit is carried out."""
    left = iter(range(statement))

    def count(*_: object) -> None:
        if next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    for moment in ("before_cursor_execute", "after_cursor_execute", "commit"):
        event.listen(Engine, moment, count)


def acknowledged(out: Path) -> set[str]:
    """The reports that a run told to be added before it died; a line that it died in counts not."""
    *whole, _ = out.read_text(encoding="utf-8").split("\n")
    return {line.partition(":")[0] for line in whole}


def kill_many(folder: Path, runs: int, seed: int, database: str | None = None) -> None:
    """Kills adding that often, checks the ledger after each, and prints what was seen."""
    choice = random.Random(seed)
    source, out = folder / "reports.jsonl", folder / "out"
    load()  # once for all children
    struck = tries = kept = 0
    while struck < runs:
        where = database or str(folder / f"{tries}.db")
        told: set[str] = set()
        given: set[str] = set()
        for _ in range(_RUNS_OF_A_LEDGER):
            tries += 1
            given |= set(write_reports(source, tries * _REPORTS))
            by_time = choice.random() < 0.4
            struck += run_and_kill(
                where, source, out,
                statement=None if by_time else choice.randrange(_STATEMENTS),
                after=choice.uniform(0, _SECONDS) if by_time else None,
            )  # fmt: skip
            told |= acknowledged(out)
            look(where, told)
        kept += len(told)
    sys.stdout.write(json.dumps({"kills": struck, "runs": tries, "acknowledged": kept}))


def look(where: str, told: set[str]) -> None:
    """Fails where the ledger is not whole, lacks a report that was told to be added, or has a report half."""
    with open_ledger(where) as ledger:
        problems = list(ledger.check())
        assert not problems, problems
        stats = ledger.stats()
        assert (stats.readings, stats.events) == (stats.reports, 2 * stats.reports), stats
        lost = [name for name in told if ledger.reading(name) is None]
        assert not lost, lost


if __name__ == "__main__":
    verb, where, *rest = sys.argv[1:]
    if verb == "kill":
        kill_many(Path(where), int(rest[0]), int(rest[1]), *rest[2:])
    else:
        load()  # while there is room
        if rest[1:]:
            resource.setrlimit(resource.RLIMIT_FSIZE, (int(rest[1]), int(rest[1])))
        add(where, Path(rest[0]))
