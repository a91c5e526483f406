"""Readings as the ledger keeps them, parsed as they are asked for."""

from __future__ import annotations

import json
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from marsad.ledger import _schema as schema
from marsad.records import Event, Report, from_json, part_from_json

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from marsad.records import Reading

_KEPT = 64  # neighbouring events are often of one report


@dataclass(slots=True)
class _Parsed:
    """A reading of which as much is turned into records as was asked for."""

    report: Report
    events: dict[str, Any]


class ReadingCache:
    """Reports and events of a ledger by the number of the reading; the last few readings are kept parsed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._kept: OrderedDict[int, _Parsed] = OrderedDict()

    def report(self, number: int) -> Report:
        """The report of the reading with this number."""
        return self._get(number).report

    def event(self, number: int, event: str) -> Event:
        """An event of the reading with this number."""
        return part_from_json(Event, self._get(number).events[event])

    def _get(self, number: int) -> _Parsed:
        if number not in self._kept:
            line = self._connection.execute(
                select(schema.READINGS.c.json).where(schema.READINGS.c.number == number)
            ).scalar_one()
            value = json.loads(line)
            events = {event["id"]: event for event in value["events"]}
            self._kept[number] = _Parsed(part_from_json(Report, value["report"]), events)
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
