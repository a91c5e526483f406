"""Does a big ledger answer at once? Every filter of events and incidents on synthetic events, the first page of each.

    python benchmarks/ledger_filters.py [--events 100000] [--templates FILE] [--ledger PATH|URL] [--times 20]

Makes a ledger as ``ledger_growth.py --readings`` does, or takes one that this made. Values to ask for are drawn from
the ledger by a seed. Prints the median and the 95th percentile of each filter in milliseconds of processor time (of a
PostgreSQL ledger: of time passed).
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import quantiles
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from ledger_growth import grow
from marsad.incidents import IncidentFilter, find_incidents, update_incidents
from marsad.ledger import EventFilter, Ledger, open_ledger, tables
from synthetic import A_DAY, COUNTRIES, Maker, templates, towns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PAGE = 100
BOUND_MS = 100
EVENTS_A_REPORT = 13.7


def values(ledger: Ledger, number: int) -> Iterator[dict[str, Any]]:
    """So many sets of values, each for all filters."""
    chance = random.Random(11)
    with ledger.looking() as connection:
        days = connection.execute(select(tables.INCIDENTS.c.day).order_by(tables.INCIDENTS.c.number)).scalars().all()
        reports = connection.execute(select(tables.REPORTS.c.id).order_by(tables.REPORTS.c.number)).scalars().all()
        actors = connection.execute(select(tables.EVENT_PARTIES.c.name).distinct().order_by("name")).scalars().all()
        kinds = connection.execute(select(tables.EVENTS.c.kind).distinct().order_by("kind")).scalars().all()
        sources = connection.execute(select(tables.EVENT_SOURCES.c.name).distinct().order_by("name")).scalars().all()
        outlets = connection.execute(select(tables.REPORTS.c.outlet).distinct().order_by("outlet")).scalars().all()
    dated = [day.isoformat() for day in days if day.year < 9000]
    for _ in range(number):
        town = chance.choice(towns(chance.choice(COUNTRIES)))
        yield {
            "since": chance.choice(dated), "until": chance.choice(dated), "place": town.name,
            "box": (town.lon - 0.5, town.lat - 0.5, town.lon + 0.5, town.lat + 0.5),
            "near": (town.lat, town.lon, chance.choice((10.0, 50.0, 200.0))), "actor": chance.choice(actors),
            "kind": chance.choice(kinds), "source": chance.choice([*outlets, *filter(None, sources)]),
            "status": chance.choice(("asserted", "reported", "claimed", "denied", "forecast")),
            "grade": chance.choice(("confirmed", "fair", "weak", "contested", "discounted")),
            "report": chance.choice(reports),
        }  # fmt: skip


def asked(ledger: Ledger, number: int, now: Callable[[], float]) -> dict[str, list[float]]:
    """What each question took, in milliseconds."""
    took: dict[str, list[float]] = {}

    def ask(name: str, question: Callable[[], object]) -> None:
        begin = now()
        question()
        took.setdefault(name, []).append(1000 * (now() - begin))

    for drawn in values(ledger, number):
        single: list[dict[str, Any]] = [{}, *({name: value} for name, value in drawn.items())]
        several = [{"place": drawn["place"], "since": drawn["since"]}, {"kind": drawn["kind"], "until": drawn["until"]},
                   {"near": drawn["near"], "actor": drawn["actor"]}]  # fmt: skip
        for wanted in (*single, *several):
            name = " and ".join(wanted) or "all"
            if "grade" not in wanted:
                ask(f"events: {name}", lambda w=wanted: list(ledger.events(EventFilter(limit=PAGE, **w))))
            ask(f"incidents: {name}", lambda w=wanted: list(find_incidents(ledger, IncidentFilter(limit=PAGE, **w))))
    return took


def main() -> None:
    """Prints the table, and whether all of it is within the bound."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--templates", type=Path)
    parser.add_argument("--ledger")
    options = parser.parse_args()
    with ExitStack() as stack:
        where = options.ledger or Path(stack.enter_context(tempfile.TemporaryDirectory())) / "marsad.db"
        ledger = stack.enter_context(open_ledger(where))
        reports = round(options.events / EVENTS_A_REPORT / A_DAY) * A_DAY
        if not ledger.stats().reports:
            grow(ledger, Maker(templates(options.templates)), reports, with_model=False)
        update_incidents(ledger)
        now = time.perf_counter if "://" in str(where) else time.process_time
        took = asked(ledger, options.times, now)
        with ledger.looking() as connection:
            counted = connection.execute(select(func.count()).select_from(tables.EVENTS)).scalar_one()
            incidents = connection.execute(select(func.count()).select_from(tables.INCIDENTS)).scalar_one()
    print(f"\n{counted} events, {incidents} incidents; the first {PAGE}\n{'':32} {'median':>8} {'95 %':>8}  ms")
    for name, times in took.items():
        cuts = quantiles(times, n=20)
        print(f"{name:32} {cuts[9]:8.1f} {cuts[18]:8.1f}{'  over' if cuts[18] > BOUND_MS else ''}")
    every = quantiles([one for times in took.values() for one in times], n=20)
    print(f"{'all questions':32} {every[9]:8.1f} {every[18]:8.1f}")


if __name__ == "__main__":
    main()
