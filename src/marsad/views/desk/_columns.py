"""Incidents as columns, for a map of tens of thousands; kept until the ledger changes. Safe for threads."""

from __future__ import annotations

import gzip
import hashlib
import json
import threading
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, get_args

from sqlalchemy import func, select

from marsad.knowledge import load_kinds
from marsad.ledger import tables
from marsad.records import Grade, PlacePrecision, TimePrecision

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from marsad.incidents import IncidentFilter, IncidentRow, KeptRows
    from marsad.ledger import Ledger

_EPOCH = date(1970, 1, 1).toordinal()
_KEPT = 12  # filters whose columns are kept


@dataclass(frozen=True, slots=True)
class Columns:
    """Rows as columns, ready to be sent: JSON, the same compressed, and a name of the contents."""

    plain: bytes
    packed: bytes
    tag: str


def columns_of(rows: Iterable[IncidentRow]) -> Columns:
    """Rows as one JSON object of equally long lists.

    Days are counted from 1970-01-01. What repeats is a number in a list of words: ``kinds``, ``grades``,
    ``precisions``, ``times``, ``places``, ``parties``. What is unknown is null, a word that there is not -1.
    """
    rows = list(rows)
    kinds, grades = list(load_kinds()), list(get_args(Grade))
    precisions, times = list(get_args(PlacePrecision)), list(get_args(TimePrecision))
    places, parties = _Words(), _Words()
    columns: dict[str, Any] = {
        "kinds": kinds, "grades": grades, "precisions": precisions, "times": times,
        "id": [row.id for row in rows],
        "kind": _numbered(rows, kinds, lambda row: row.kind),
        "start": [_day(row.start) for row in rows],
        "end": [_day(row.end) for row in rows],
        "time": _numbered(rows, times, lambda row: row.time_precision),
        "lat": [_degrees(row.lat) for row in rows],
        "lon": [_degrees(row.lon) for row in rows],
        "precision": _numbered(rows, precisions, lambda row: row.precision),
        "killed_low": [row.killed_low for row in rows],
        "killed": [row.killed for row in rows],
        "killed_high": [row.killed_high for row in rows],
        "grade": _numbered(rows, grades, lambda row: row.grade),
        "sources": [row.sources for row in rows],
        "members": [row.members for row in rows],
        "place": [places.number(row.place) for row in rows],
        "actors": [parties.number(row.actors or None) for row in rows],
        "targets": [parties.number(row.targets or None) for row in rows],
    }  # fmt: skip
    columns |= {"places": places.words, "parties": parties.words}
    plain = json.dumps(columns, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return Columns(plain, gzip.compress(plain, 4, mtime=0), hashlib.sha256(plain).hexdigest()[:20])


class _Words:
    """Words by their number, in the order of first use."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, word: str | None) -> int:
        return -1 if word is None else self._numbers.setdefault(word, len(self._numbers))

    @property
    def words(self) -> list[str]:
        return list(self._numbers)


def _numbered(
    rows: Sequence[IncidentRow], words: Sequence[str], word: Callable[[IncidentRow], str | None]
) -> list[int]:
    numbers: dict[str | None, int] = {word: number for number, word in enumerate(words)}
    return [numbers.get(word(row), -1) for row in rows]


def _day(iso: str | None) -> int | None:
    return None if iso is None else date.fromisoformat(iso).toordinal() - _EPOCH


def _degrees(value: float | None) -> float | None:
    return None if value is None else round(value, 5)


class KeptColumns:
    """The columns of the last few filters, for one state of the ledger."""

    def __init__(self, ledger: Ledger, rows: KeptRows) -> None:
        self._ledger = ledger
        self._rows = rows
        self._lock = threading.Lock()
        self._state: tuple[int, ...] = ()
        self._kept: dict[IncidentFilter, Columns] = {}

    def get(self, wanted: IncidentFilter) -> Columns:
        """The incidents that a filter asks for, as the ledger is now."""
        state = state_of(self._ledger)
        with self._lock:
            if self._state != state:
                self._state, self._kept = state, {}
            if wanted not in self._kept:
                if len(self._kept) >= _KEPT:
                    self._kept.pop(next(iter(self._kept)))
                self._kept[wanted] = columns_of(self._rows.get(wanted))
            return self._kept[wanted]


def state_of(ledger: Ledger) -> tuple[int, ...]:
    """What incidents follow from: the last reading and the last judgement."""
    with ledger.looking() as connection:
        changing = (tables.READINGS, tables.JUDGEMENTS)
        return tuple(connection.execute(select(func.max(one.c.number))).scalar() or 0 for one in changing)
