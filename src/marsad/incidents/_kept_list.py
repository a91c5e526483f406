"""The rows of all incidents of a ledger, kept in memory: after a change only those that were written since are read."""

from __future__ import annotations

import threading
from collections import Counter
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from marsad.incidents._find import conditions
from marsad.incidents._rows import numbered_rows
from marsad.incidents._update import update_incidents
from marsad.ledger import tables as schema

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy import Connection

    from marsad.incidents._find import IncidentFilter
    from marsad.incidents._rows import IncidentRow
    from marsad.ledger import Ledger

_BLOCK = 1000  # numbers of incidents


class KeptRows:
    """The rows of the incidents of a ledger. Safe for threads.

    No two incidents of a ledger ever had the same number and none is changed in place, so a row that was read once is
    right as long as its number is there.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lock = threading.Lock()
        self._state: tuple[Any, ...] | None = ()  # of a ledger that was never looked at
        self._rows: Mapping[int, IncidentRow] = {}

    def get(self, wanted: IncidentFilter) -> list[IncidentRow]:
        """The same as ``incident_rows``.

        Args:
            wanted: The filter.

        Raises:
            UsageError: The filter asks for what there cannot be.
            LedgerError: The database cannot go on.
        """
        rows, numbers = self.find(wanted)
        return [rows[number] for number in numbers]

    def find(self, wanted: IncidentFilter) -> tuple[Mapping[int, IncidentRow], list[int]]:
        """All rows by their number, and the numbers of those that a filter asks for, in the order of ``incident_rows``.

        Both are of one state of the ledger, whose incidents are brought up to date first. The rows are never changed.
        """
        day, id_, number = schema.INCIDENTS.c.day, schema.INCIDENTS.c.id, schema.INCIDENTS.c.number
        query = select(number).where(*conditions(wanted)).order_by(day, id_).limit(wanted.limit).offset(wanted.offset)
        update_incidents(self._ledger)
        with self._lock, self._ledger.looking() as connection:
            self._bring_up_to_date(connection)
            return self._rows, list(connection.execute(query).scalars())

    def all(self) -> Mapping[int, IncidentRow]:
        """All rows by their number, as the ledger is now; they are never changed."""
        update_incidents(self._ledger)
        with self._lock, self._ledger.looking() as connection:
            self._bring_up_to_date(connection)
            return self._rows

    def _bring_up_to_date(self, connection: Connection) -> None:
        row = connection.execute(select(schema.INCIDENTS_KEPT)).first()
        state = None if row is None else tuple(row)
        if state == self._state:
            return
        last = max(self._rows, default=0)
        rows = dict(self._rows)
        for number in _gone(connection, rows, last):
            del rows[number]
        self._rows = rows | numbered_rows(connection, after=last)
        self._state = state


def _gone(connection: Connection, rows: Collection[int], last: int) -> set[int]:
    """Of the numbers of incidents up to a last one those that are there no more.

    As none comes back, only blocks of numbers that have become fewer are gone through.
    """
    number = schema.INCIDENTS.c.number
    block = number // _BLOCK
    query = select(block, func.count()).where(number <= last).group_by(block)
    counts = {row[0]: row[1] for row in connection.execute(query)}
    fewer = [one for one, count in Counter([one // _BLOCK for one in rows]).items() if count != counts.get(one, 0)]
    if len(fewer) * _BLOCK > len(rows):
        return set(rows) - set(connection.execute(select(number).where(number <= last)).scalars())
    gone: set[int] = set()
    for one in fewer:
        span = range(one * _BLOCK, (one + 1) * _BLOCK)
        there = connection.execute(select(number).where(number.between(span[0], span[-1]))).scalars()
        gone.update({known for known in span if known in rows}.difference(there))
    return gone
