"""The actors and places that the latest readings of a ledger name, kept until the ledger changes. Safe for threads."""

from __future__ import annotations

import json
import threading
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import func, select

from marsad.forecasting import scores
from marsad.incidents import namings, update_incidents
from marsad.ledger import folded, is_latest
from marsad.ledger import tables as schema
from marsad.views.desk._columns import state_of
from marsad.views.desk._page_answers import ActorLine, NameUsed, PlaceLine, ReportLine

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Table

    from marsad.forecasting import Score
    from marsad.ledger import Ledger

MOST_READ = 100  # reports whose readings are gone through for one page
MOST_LISTED = 100
Line = TypeVar("Line", ActorLine, PlaceLine)


@dataclass(frozen=True, slots=True)
class Names:
    """All actors and all places, those that most reports name first."""

    actors: tuple[ActorLine, ...]
    places: tuple[PlaceLine, ...]


class KeptNames:
    """The actors and places of one state of the ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lock = threading.Lock()
        self._state: tuple[int, ...] | None = None
        self._names = Names((), ())
        self._scored: tuple[int, ...] | None = None
        self._scores: list[Score] = []

    def scores(self) -> list[Score]:
        """How right everybody was, as the ledger is now."""
        state = state_of(self._ledger)
        with self._lock:
            if self._scored != state:
                self._scores, self._scored = scores(self._ledger), state
            return self._scores

    def get(self) -> Names:
        """The names, as the ledger is now."""
        state = state_of(self._ledger)
        with self._lock:
            if self._state != state:
                self._state, self._names = state, _names_of(self._ledger)
            return self._names


def _names_of(ledger: Ledger) -> Names:
    update_incidents(ledger)
    with ledger.looking() as connection:
        actors, places = namings(connection, "actor"), namings(connection, "place")
    return Names(
        tuple(ActorLine(**one.fields, reports=one.reports, incidents=one.incidents) for one in actors),
        tuple(PlaceLine(**one.fields, reports=one.reports, incidents=one.incidents) for one in places),
    )


def matching(lines: Iterable[Line], words: str | None) -> list[Line]:
    """Those whose name or id holds some words, in any spelling of their letters; those that begin so come first."""
    wanted = folded(words or "").strip()
    if not wanted:
        return list(lines)
    found = [line for line in lines if wanted in folded(line.name) or wanted in line.id.casefold()]
    return sorted(found, key=lambda line: not folded(line.name).startswith(wanted))


def readings_naming(ledger: Ledger, table: Table, id_: str) -> tuple[list[dict[str, Any]], list[ReportLine]]:
    """The latest readings that name an actor or place, as JSON, the newest first; and the reports that do.

    Returns:
        At most ``MOST_READ`` readings, and the lines of at most ``MOST_LISTED`` reports.
    """
    reading, report = schema.READINGS, schema.REPORTS
    query = (
        select(reading.c.number, report.c.id, report.c.title, report.c.outlet, report.c.published)
        .select_from(reading.join(report))
        .where(is_latest(), reading.c.number.in_(select(table.c.reading).where(table.c.id == id_)))
        .order_by(func.coalesce(report.c.published, "").desc(), report.c.id)
        .limit(MOST_READ)
    )
    with ledger.looking() as connection:
        rows = list(connection.execute(query))
        # Apart, so that the database does not sort thousands of whole readings.
        wanted = select(reading.c.number, reading.c.json).where(reading.c.number.in_([row.number for row in rows]))
        told = {number: json.loads(line) for number, line in connection.execute(wanted)}
    lines = [ReportLine(id=row.id, title=row.title, outlet=row.outlet, published=row.published) for row in rows]
    return [told[row.number] for row in rows], lines[:MOST_LISTED]


def names_used(found: Iterable[Iterable[str]]) -> list[NameUsed]:
    """How many reports use which name, the most frequent first."""
    counts = Counter(name for names in found for name in set(names))
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [NameUsed(name=name, reports=count) for name, count in ranked[:40]]
