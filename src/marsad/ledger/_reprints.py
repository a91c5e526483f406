"""Reprints: reports of a ledger that are one text, found by the fingerprints of the texts without reading these again.

Two reports are a pair where they share most of their runs of words; the original of a report is that of the earliest
report that it makes a pair with. ``marsad.incidents.originals`` is the same for reports in memory.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select, union_all, update

from marsad.knowledge import load_merging
from marsad.ledger import _schema as schema
from marsad.ledger._database import portions
from marsad.sources import runs_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sqlalchemy import Connection


def keep_print(
    connection: Connection, number: int, text: str, *, published: str | None, outlet: str, reading: int
) -> None:
    """Keeps the fingerprint of a report, and finds anew what is an original of what around it.

    Args:
        connection: To the ledger.
        number: Of the report.
        text: Its text.
        published: Its date by the latest reading.
        outlet: Its outlet by the latest reading, or its id.
        reading: Number of that reading.
    """
    prints = schema.REPORT_PRINTS
    about = {"published": published, "outlet": outlet, "changed": reading}
    there = connection.execute(select(prints).where(prints.c.report == number)).mappings().first()
    if there is None:
        runs = runs_of(text)
        near = pairs_of(connection, number, runs)
        connection.execute(insert(prints), about | {"report": number, "runs": len(runs), "original": number})
        connection.execute(insert(schema.REPORT_RUNS), [{"run": run, "report": number} for run in sorted(runs)])
        if near:
            rows = [{"one": min(number, other), "other": max(number, other)} for other in near]
            connection.execute(insert(schema.REPRINT_PAIRS), rows)
    elif there["published"] == published and there["outlet"] == outlet:
        return
    else:
        connection.execute(update(prints).where(prints.c.report == number).values(about))
        connection.execute(update(prints).where(prints.c.original == number).values(changed=reading))
    for report, original in originals_around(connection, number).items():
        other = prints.c.report == report, prints.c.original != original
        connection.execute(update(prints).where(*other).values(original=original, changed=reading))


def changed_between(connection: Connection, after: int, until: int) -> set[int]:
    """The reports whose original, or the outlet of that, changed with readings after one and up to another."""
    prints = schema.REPORT_PRINTS
    query = select(prints.c.report).where(prints.c.changed > after, prints.c.changed <= until)
    return set(connection.execute(query).scalars())


def print_all(connection: Connection) -> None:
    """Keeps the fingerprints of all reports that have none yet, in the order of their numbers."""
    reports, prints = schema.REPORTS, schema.REPORT_PRINTS
    missing = select(reports.c.number).where(reports.c.number.not_in(select(prints.c.report)))
    for (number,) in connection.execute(missing.order_by(reports.c.number)).all():
        latest = latest_line(connection, number)
        if latest is not None:
            reading, line = latest
            told = json.loads(line)["report"]
            about = {"published": told["published"], "outlet": told["outlet"] or told["id"], "reading": reading}
            keep_print(connection, number, told["text"], **about)


def forget_prints(connection: Connection) -> None:
    """Removes all that is known of reprints, to be found anew; so are the incidents, which count sources by them."""
    for table in (schema.REPORT_RUNS, schema.REPRINT_PAIRS, schema.REPORT_PRINTS):
        connection.execute(delete(table))
    connection.execute(update(schema.INCIDENTS_KEPT).values(tables=""))  # by none: all incidents are made anew


def latest_line(connection: Connection, report: int) -> tuple[int, str] | None:
    """Number and JSON of the latest reading of a report."""
    readings = schema.READINGS
    query = select(readings.c.number, readings.c.json).where(readings.c.report == report)
    row = connection.execute(query.order_by(readings.c.number.desc()).limit(1)).first()
    return None if row is None else (row[0], row[1])


def original_of(connection: Connection, number: int) -> str | None:
    """The id of the report that a report is a reprint of, or None."""
    prints, reports = schema.REPORT_PRINTS, schema.REPORTS
    query = select(reports.c.id).join_from(prints, reports, prints.c.original == reports.c.number)
    return connection.execute(query.where(prints.c.report == number, prints.c.original != number)).scalar()


def pairs_of(connection: Connection, number: int, runs: Collection[int]) -> list[int]:
    """The numbers of the other reports that are one text with a report, by its runs."""
    table, prints = schema.REPORT_RUNS, schema.REPORT_PRINTS
    shared: Counter[int] = Counter()
    for some in portions(runs):
        query = select(table.c.report, func.count()).where(table.c.run.in_(some)).group_by(table.c.report)
        for report, count in connection.execute(query):
            shared[report] += count
    del shared[number]
    least = load_merging().bounds["reprint-share"]
    likely = sorted(report for report, count in shared.items() if count >= least)
    sizes: dict[int, int] = {}
    for part in portions(likely):
        rows = connection.execute(select(prints.c.report, prints.c.runs).where(prints.c.report.in_(part)))
        sizes.update((report, size) for report, size in rows)
    return [report for report in likely if shared[report] >= least * min(len(runs), sizes[report])]


def reprints_around(connection: Connection, numbers: Collection[int]) -> set[int]:
    """The reports that pairs lead to from some reports, these among them."""
    pairs = schema.REPRINT_PAIRS
    found, new = set(numbers), set(numbers)
    while new:
        met: set[int] = set()
        for some in portions(new):
            ahead = select(pairs.c.other).where(pairs.c.one.in_(some))
            back = select(pairs.c.one).where(pairs.c.other.in_(some))
            met.update(connection.execute(union_all(ahead, back)).scalars())
        new = met - found
        found |= new
    return found


def originals_around(connection: Connection, number: int) -> dict[int, int]:
    """For each report that pairs lead to from a report, the number of its original."""
    around = reprints_around(connection, [number])
    prints, reports, pairs = schema.REPORT_PRINTS, schema.REPORTS, schema.REPRINT_PAIRS
    key: dict[int, tuple[str, str]] = {}
    known: list[tuple[int, int]] = []
    for some in portions(around):
        rows = select(reports.c.number, prints.c.published, reports.c.id).join_from(
            prints, reports, prints.c.report == reports.c.number
        )
        for report, published, name in connection.execute(rows.where(prints.c.report.in_(some))):
            key[report] = (published or "9999", name)
        both = select(pairs.c.one, pairs.c.other).where(pairs.c.one.in_(some))
        known += [(one, other) for one, other in connection.execute(both)]
    rank = {report: place for place, report in enumerate(sorted(key, key=lambda report: key[report]))}
    original = {report: report for report in rank}
    name = {place: report for report, place in rank.items()}
    for early, late in sorted(tuple(sorted((rank[one], rank[other]))) for one, other in known):
        if original[name[late]] == name[late]:
            original[name[late]] = original[name[early]]
    return original


def print_problems(connection: Connection, number: int, text: str) -> Iterator[str]:
    """Where the fingerprint of a report, or what follows from it, is not what its text says."""
    runs = runs_of(text)
    table, prints, pairs = schema.REPORT_RUNS, schema.REPORT_PRINTS, schema.REPRINT_PAIRS
    original = connection.execute(select(prints.c.original).where(prints.c.report == number)).scalar()
    held = 0
    for some in portions(runs):
        query = select(func.count()).where(table.c.report == number, table.c.run.in_(some))
        held += connection.execute(query).scalar_one()
    if original is None or held != len(runs):
        yield "its fingerprint is not that of its text; mend with: marsad ledger rebuild"
        return
    ahead = select(pairs.c.other).where(pairs.c.one == number)
    back = select(pairs.c.one).where(pairs.c.other == number)
    told = sorted(connection.execute(union_all(ahead, back)).scalars())
    if told != pairs_of(connection, number, runs) or original != originals_around(connection, number)[number]:
        yield "its reprints are not those that the texts say; mend with: marsad ledger rebuild"
