"""Readings as the ledger keeps them, parsed as they are asked for."""

from __future__ import annotations

import json
from collections import OrderedDict
from typing import TYPE_CHECKING

from sqlalchemy import select

from marsad.ledger import _schema as schema
from marsad.records import Event, Place, Report, from_json, part_from_json

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from marsad.records import Reading

_KEPT = 64  # neighbouring events are often of one report
_DECODER = json.JSONDecoder()


class ReadingCache:
    """Reports, events and places by the number of the reading, cut out of its line; the last few lines are kept."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._kept: OrderedDict[int, tuple[Report, str]] = OrderedDict()

    def report(self, number: int) -> Report:
        """The report of the reading with this number."""
        return self._get(number)[0]

    def event(self, number: int, event: str) -> Event:
        """An event of the reading with this number."""
        line = self._get(number)[1]
        # A line is as ``dumps`` writes it, and within a text every quotation mark is escaped: the key stands once
        # before the events, and an event begins with its id.
        begin = line.index(f'{{"id": {json.dumps(event, ensure_ascii=False)}, "kind": ', line.index('"events": ['))
        return part_from_json(Event, _DECODER.raw_decode(line, begin)[0])

    def place(self, number: int, place: str) -> Place:
        """A place of the reading with this number."""
        line = self._get(number)[1]
        # The places of the report stand before its events, which have places of their own.
        begin = line.index(f'{{"id": {json.dumps(place, ensure_ascii=False)}, "name": ', line.index('"places": ['))
        return part_from_json(Place, _DECODER.raw_decode(line, begin)[0])

    def _get(self, number: int) -> tuple[Report, str]:
        if number not in self._kept:
            line = self._connection.execute(
                select(schema.READINGS.c.json).where(schema.READINGS.c.number == number)
            ).scalar_one()
            value, _ = _DECODER.raw_decode(line, len('{"report": '))
            self._kept[number] = part_from_json(Report, value), line
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
