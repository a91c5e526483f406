"""The actors and places that the latest readings of a ledger name, kept until the ledger changes. Safe for threads."""

from __future__ import annotations

import json
import threading
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import func, select

from marsad.forecasting import scores
from marsad.incidents import update_incidents
from marsad.ledger import folded, is_latest
from marsad.ledger import tables as schema
from marsad.views.desk._columns import state_of
from marsad.views.desk._page_answers import ActorLine, NameUsed, PlaceLine, ReportLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Table

    from marsad.forecasting import Score
    from marsad.ledger import Ledger

MOST_READ = 400  # reports whose readings are gone through for one page
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
    actor, place = schema.ACTORS, schema.PLACES
    actors = [
        ActorLine(id=id_, name=name, kind=kind, country=country, reports=reports, incidents=incidents)
        for (id_, name, kind, country), reports, incidents in _counted(
            ledger, actor, ("id", "name", "kind", "country"), "actor"
        )
    ]
    fields = ("id", "name", "country", "admin1", "lat", "lon", "precision")
    places = [
        PlaceLine(**dict(zip(fields, values, strict=True)), reports=reports, incidents=incidents)
        for values, reports, incidents in _counted(ledger, place, fields, "place")
    ]
    return Names(tuple(actors), tuple(places))


def _counted(
    ledger: Ledger, table: Table, fields: tuple[str, ...], part: str
) -> Iterator[tuple[tuple[Any, ...], int, int]]:
    """Who or what is named, as most reports have it, with counts of reports and incidents."""
    columns = [table.c[name] for name in fields]
    named = (
        select(*columns, func.count(func.distinct(schema.READINGS.c.report)), func.min(table.c.number))
        .select_from(table.join(schema.READINGS))
        .where(is_latest())
        .group_by(*columns)
    )
    term = schema.INCIDENT_TERMS
    counts = select(term.c.term, func.count()).where(term.c.part == part).group_by(term.c.term)
    with ledger.looking() as connection:
        rows = [tuple(row) for row in connection.execute(named)]
        incidents = {row[0]: row[1] for row in connection.execute(counts)}
    rows.sort(key=lambda row: (-row[-2], row[-1]))
    shown: dict[str, tuple[Any, ...]] = {}
    reports: Counter[str] = Counter()
    for *values, count, _ in rows:
        shown.setdefault(values[0], tuple(values))
        reports[values[0]] += count
    for id_ in sorted(shown, key=lambda one: (-reports[one], -incidents.get(one, 0), one)):
        yield shown[id_], reports[id_], incidents.get(id_, 0)


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
        select(reading.c.json, report.c.id, report.c.title, report.c.outlet, report.c.published)
        .select_from(reading.join(report))
        .where(is_latest(), reading.c.number.in_(select(table.c.reading).where(table.c.id == id_)))
        .order_by(func.coalesce(report.c.published, "").desc(), report.c.id)
        .limit(MOST_READ)
    )
    with ledger.looking() as connection:
        rows = list(connection.execute(query))
    lines = [ReportLine(id=row.id, title=row.title, outlet=row.outlet, published=row.published) for row in rows]
    return [json.loads(row.json) for row in rows], lines[:MOST_LISTED]


def names_used(found: Iterable[Iterable[str]]) -> list[NameUsed]:
    """How many reports use which name, the most frequent first."""
    counts = Counter(name for names in found for name in set(names))
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [NameUsed(name=name, reports=count) for name, count in ranked[:40]]
