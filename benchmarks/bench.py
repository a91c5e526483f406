"""Speed end to end: from file to record, per core, with start-up and memory apart.

Reports of 500 words, cut from the paragraphs of ``examples/``, are read one after another in one process on one core.
Each room is timed in the same run; ``network`` is the part of ``language`` that the model's own arithmetic takes, so
words per second of the network alone and of the whole program come from the same reports. Medians over repeats.

    python benchmarks/bench.py [--reports N] [--repeats N] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"
WORDS = 500
STARTS = 5
ROOMS = ("sources", "language", "reading", "resolving", "views")
NETWORK = "network"  # within language
_KIB_PER_MIB = 1024

# What a fresh process runs: nothing but the import, one sentence, and every report (for the memory).
IMPORT = "import marsad"
ONE_SENTENCE = "import marsad; marsad.read('Two soldiers were killed near Tarsk on Monday.')"
EVERY_REPORT = """
import resource, sys
from marsad import read_reports
from marsad.records import dumps
for reading in read_reports(sys.argv[1:], published="2031-03-05", setting="balanced"):
    dumps(reading)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def write_reports(folder: Path, number: int) -> list[str]:
    """Writes reports of exactly 500 words each, paragraphs of the examples in turn; returns their paths."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.txt"))]
    paragraphs = [paragraph for text in texts for paragraph in text.split("\n\n") if len(paragraph.split()) > 8]
    if not paragraphs:
        raise SystemExit(f"bench: no paragraphs to read in {EXAMPLES}")
    paths, at = [], 0
    for report in range(number):
        body, words = [], 0
        while words < WORDS:
            cut = paragraphs[at % len(paragraphs)].split()[: WORDS - words]
            body.append(" ".join(cut))
            words, at = words + len(cut), at + 1
        path = folder / f"report-{report:03d}.txt"
        path.write_text("\n\n".join(body) + "\n", encoding="utf-8")
        paths.append(str(path))
    return paths


def read_once(paths: list[str]) -> dict[str, float]:
    """Reads every report; returns the seconds of each room, and of the whole under ``total``."""
    from marsad._read import read_timed
    from marsad.records import Unread, dumps
    from marsad.sources import read_inputs

    seconds = dict.fromkeys((*ROOMS, NETWORK), 0.0)
    began = time.perf_counter()
    reports = read_inputs(paths, published="2031-03-05")
    while True:
        start = time.perf_counter()
        report = next(iter(reports), None)
        seconds["sources"] += time.perf_counter() - start
        if report is None:
            break
        if isinstance(report, Unread):
            raise SystemExit(f"bench: {report.error}")
        reading, rooms = read_timed(report)
        for room, spent in rooms.items():
            seconds[room] = seconds.get(room, 0.0) + spent
        start = time.perf_counter()
        dumps(reading)
        seconds["views"] += time.perf_counter() - start
    return seconds | {"total": time.perf_counter() - began}


def fresh_process(code: str, *arguments: str) -> tuple[float, str]:
    """Runs code in a new process on one thread; returns its seconds and what it printed."""
    environment = os.environ | {"OMP_NUM_THREADS": "1"}
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], check=True, capture_output=True, text=True, env=environment
    )
    return time.perf_counter() - began, done.stdout


def median_start(code: str) -> float:
    """The median seconds of a fresh process."""
    return statistics.median(fresh_process(code)[0] for _ in range(STARTS))


def measure(number: int, repeats: int) -> dict[str, Any]:
    """Every figure of the benchmark."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # per core means one core
    with tempfile.TemporaryDirectory() as folder:
        paths = write_reports(Path(folder), number)
        read_once(paths[:1])  # the model is loaded once, and start-up is counted apart
        runs = [read_once(paths) for _ in range(repeats)]
        peak = int(fresh_process(EVERY_REPORT, *paths)[1])
    seconds = {room: statistics.median(run.get(room, 0.0) for run in runs) / number for room in runs[0]}
    rates = [number / run["total"] for run in runs]
    return {
        "reports": number,
        "words_per_report": WORDS,
        "repeats": repeats,
        "reports_per_second": statistics.median(rates),
        "reports_per_second_runs": rates,
        "words_per_second": WORDS * statistics.median(rates),
        "network_words_per_second": WORDS / seconds[NETWORK] if seconds[NETWORK] else None,
        "seconds_per_report": seconds,
        "start_up_seconds": {"import": median_start(IMPORT), "first sentence": median_start(ONE_SENTENCE)},
        "peak_memory_mib": peak / _KIB_PER_MIB if sys.platform != "darwin" else peak / _KIB_PER_MIB**2,
        "python": platform.python_version(),
        "machine": platform.machine(),
    }


def table(figures: dict[str, Any]) -> str:
    """The figures for people."""
    spent, network = figures["seconds_per_report"], figures["network_words_per_second"]
    lines = [
        f"{figures['reports']} reports of {figures['words_per_report']} words, one core, "
        f"median of {figures['repeats']} runs, Python {figures['python']}",
        "",
        f"reports per second per core   {figures['reports_per_second']:10.2f}",
        f"words per second, whole       {figures['words_per_second']:10.0f}",
        f"words per second, network     {network or float('nan'):10.0f}",
        f"start-up, import              {figures['start_up_seconds']['import']:10.2f} s",
        f"start-up, first sentence read {figures['start_up_seconds']['first sentence']:10.2f} s",
        f"peak memory                   {figures['peak_memory_mib']:10.0f} MiB",
        "",
        "room            ms per report    share",
    ]
    for room in ROOMS:
        lines.append(f"{room:16}{1000 * spent[room]:13.1f} {spent[room] / spent['total']:8.1%}")
        if room == "language":
            lines.append(f"  of it network {1000 * spent[NETWORK]:13.1f} {spent[NETWORK] / spent['total']:8.1%}")
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Runs the benchmark; returns its exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=20, help="how many reports of 500 words (20)")
    parser.add_argument("--repeats", type=int, default=5, help="how often to read them (5)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    options = parser.parse_args(arguments)
    figures = measure(options.reports, options.repeats)
    print(table(figures))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
