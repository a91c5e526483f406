"""Readings as the ledger keeps them, parsed as they are asked for."""

from __future__ import annotations

import json
from collections import OrderedDict
from typing import TYPE_CHECKING

from sqlalchemy import select

from marsad.ledger import _schema as schema
from marsad.records import from_json

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from marsad.records import Event, Reading

_KEPT = 64  # neighbouring events are often of one report


class ReadingCache:
    """The readings of a ledger by number; the last few are kept parsed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._kept: OrderedDict[int, tuple[Reading, dict[str, Event]]] = OrderedDict()

    def reading(self, number: int) -> Reading:
        """The reading with this number."""
        return self._get(number)[0]

    def event(self, number: int, event: str) -> Event:
        """An event of the reading with this number."""
        return self._get(number)[1][event]

    def _get(self, number: int) -> tuple[Reading, dict[str, Event]]:
        if number not in self._kept:
            line = self._connection.execute(
                select(schema.READINGS.c.json).where(schema.READINGS.c.number == number)
            ).scalar_one()
            reading = from_json(json.loads(line))
            self._kept[number] = reading, {event.id: event for event in reading.events}
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return self._kept[number]


def latest_reading(connection: Connection, report: str) -> tuple[int, Reading] | None:
    """The number of a report and its latest reading."""
    reports, readings = schema.REPORTS, schema.READINGS
    query = (
        select(reports.c.number, readings.c.json)
        .join_from(reports, readings)
        .where(reports.c.id == report)
        .order_by(readings.c.number.desc())
    )
    row = connection.execute(query.limit(1)).first()
    return None if row is None else (row[0], from_json(json.loads(row[1])))
