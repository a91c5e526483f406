"""The rows of all incidents of a ledger, kept in memory: after a change only those that were written since are read."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from marsad.incidents._find import conditions
from marsad.incidents._rows import numbered_rows
from marsad.incidents._update import update_incidents
from marsad.ledger import tables as schema

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from marsad.incidents._find import IncidentFilter
    from marsad.incidents._rows import IncidentRow
    from marsad.ledger import Ledger


class KeptRows:
    """The rows of the incidents of a ledger. Safe for threads.

    No two incidents of a ledger ever had the same number and none is changed in place, so a row that was read once is
    right as long as its number is there.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lock = threading.Lock()
        self._state: tuple[Any, ...] | None = None
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
            return self._rows, list(connection.execute(query).scalars().all())

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
        number = schema.INCIDENTS.c.number
        there = set(connection.execute(select(number)).scalars().all())
        kept = {one: row for one, row in self._rows.items() if one in there}
        self._rows = kept | numbered_rows(connection, after=max(self._rows, default=0))
        self._state = state
