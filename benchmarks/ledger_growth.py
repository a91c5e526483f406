"""Does a ledger stay as quick as it was? Adds synthetic reports with incidents kept up to date, by the thousand.

    python benchmarks/ledger_growth.py [--reports 10000] [--readings] [--templates FILE] [--ledger PATH|URL]

Prints processor time per report (reading by the model, storing, merging), the memory of the process, the bytes of the
ledger per report, and the sizes of the parts that are grouped together. ``--readings`` leaves the model out: what is
stored are readings of the corpus with other places, actors, days and figures put in. ``--templates`` are readings of
the corpus' train part, made before with ``marsad read --json``; they are read first where there are none.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from marsad._read import read_report
from marsad.incidents import parts, update_incidents
from marsad.ledger import Ledger, open_ledger, tables
from synthetic import Maker, templates

IN_STEP = 25  # reports between two updates of the incidents, as marsad add has it
THOUSAND = 1000
FLAT = 0.20
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass
class Spent:
    """Processor seconds."""

    reading: float = 0.0
    storing: float = 0.0
    merging: float = 0.0

    @property
    def total(self) -> float:
        """All together."""
        return self.reading + self.storing + self.merging


def grow(ledger: Ledger, maker: Maker, number: int, *, with_model: bool) -> list[Spent]:
    """Adds so many reports; returns what each thousand took, and prints it."""
    spent: list[Spent] = []
    heads = ("reading", "storing", "merging", "all, ms")
    print(f"{'reports':>8} {' '.join(f'{head:>9}' for head in heads)} {'MiB':>7} {'kB/report':>10} {'incidents':>10}")
    size = ledger.stats().bytes
    for count in range(number):
        if count % THOUSAND == 0:
            spent.append(Spent())
        now = spent[-1]
        made = maker.make(count)
        begin = time.process_time()
        if with_model:
            made = read_report(made.report)
        read = time.process_time()
        ledger.add_reading(made, setting="balanced", reader="trained")
        stored = time.process_time()
        if (count + 1) % IN_STEP == 0 or count + 1 == number:
            update_incidents(ledger)
        merged = time.process_time()
        now.reading += read - begin
        now.storing += stored - read
        now.merging += merged - stored
        if (count + 1) % THOUSAND == 0 or count + 1 == number:
            size = report_on(ledger, now, count + 1, size)
    return spent


def report_on(ledger: Ledger, spent: Spent, count: int, before: int) -> int:
    """Prints the line of a thousand; returns the bytes of the ledger."""
    some = (count - 1) % THOUSAND + 1
    size = ledger.stats().bytes
    parts = (spent.reading, spent.storing, spent.merging, spent.total)
    times = " ".join(f"{1000 * part / some:9.1f}" for part in parts)
    memory = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * _PAGE / 2**20
    with ledger.looking() as connection:
        incidents = connection.execute(select(func.count()).select_from(tables.INCIDENTS)).scalar_one()
    print(f"{count:8} {times} {memory:7.0f} {(size - before) / some / 1000:10.1f} {incidents:10}", flush=True)
    return size


def parts_of(ledger: Ledger) -> Counter[int]:
    """How many mentions hang together by pairs that would join them: sizes, and how many parts have each."""
    pairs, mentions = tables.MENTION_PAIRS, tables.MENTIONS
    with ledger.looking() as connection:
        rows = connection.execute(select(pairs.c.one, pairs.c.other, pairs.c.score))
        scores = {(one, other): score for one, other, score in rows}
        numbers = list(connection.execute(select(mentions.c.number)).scalars())
    return Counter(len(part) for part in parts(numbers, scores, ()))


def main() -> None:
    """Prints the table, the sizes, and whether the last thousand took as long as the first."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--readings", action="store_true", help="store changed readings, without the model")
    parser.add_argument("--templates", type=Path)
    parser.add_argument("--ledger")
    options = parser.parse_args()
    maker = Maker(templates(options.templates))
    with tempfile.TemporaryDirectory() as folder, open_ledger(options.ledger or Path(folder) / "marsad.db") as ledger:
        spent = grow(ledger, maker, options.reports, with_model=not options.readings)
        sizes = parts_of(ledger)
    mentions = sum(size * count for size, count in sizes.items())
    largest = ", ".join(f"{size} ({count})" for size, count in sorted(sizes.items(), reverse=True)[:5])
    print(f"\n{mentions} mentions; the largest parts that hang together: {largest}")
    if len(spent) > 1:
        for name in ("reading", "storing", "merging", "total"):
            first, last = getattr(spent[0], name), getattr(spent[-1], name)
            if first:
                print(f"{name}: last thousand against first {last / first - 1:+.0%}")
        print("flat" if spent[-1].total <= spent[0].total * (1 + FLAT) else f"NOT flat within {FLAT:.0%}")


if __name__ == "__main__":
    main()
