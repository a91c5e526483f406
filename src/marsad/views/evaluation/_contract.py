"""Holds a printed line to the output contract, beyond what a JSON Schema can say.

Walks the line along the record types: shape and vocabulary, spans that slice back to the text, ids that are unique and
refer to records of the same line, codes that follow from the kind, bounds in order. Fields beyond the contract are no
violation.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import is_dataclass
from types import UnionType
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from marsad.records import (
    Control,
    Count,
    Event,
    EventTime,
    Forecast,
    Party,
    Probability,
    Reading,
    Relation,
    Source,
    Span,
    Spot,
    Statement,
    TimeExpression,
)
from marsad.records._json import field_types

if TYPE_CHECKING:
    from collections.abc import Mapping

# Fields that hold ids, and the list of the line that the ids belong to.
_REFERENCES: dict[tuple[type, str], str] = {
    (Relation, "subject"): "actors",
    (Party, "actor"): "actors",
    (Source, "actor"): "actors",
    (Control, "controller"): "actors",
    (Spot, "place"): "places",
    (Control, "place"): "places",
    (Statement, "events"): "events",
    (Statement, "forecasts"): "forecasts",
    (Forecast, "statement"): "statements",
}
_SHARES = {(Event, "confidence"), (Probability, "low"), (Probability, "median"), (Probability, "high")}
_DAYS = {
    *((record, bound) for record in (EventTime, TimeExpression) for bound in ("start", "end")),
    *((Control, bound) for bound in ("as_of", "from", "until")),
}
_BOUNDS = {(Count, "low"), (Count, "best"), (Count, "high")}
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def violations(line: dict[str, Any], text: str, plover_of: Mapping[str, str | None]) -> list[str]:
    """What is against the contract in one printed line.

    Args:
        line: The parsed line.
        text: The text of the report as it was put in.
        plover_of: Every kind of act and its PLOVER type.

    Returns:
        One short sentence each; none for a clean line.
    """
    if "error" in line:
        return [f"not read: {line['error']}"]
    check = _Check(line, text, plover_of)
    check.record(Reading, line, "line")
    if not check.found:
        check.events(line["events"])
    return check.found


class _Check:
    """One line under examination; ``found`` grows."""

    def __init__(self, line: dict[str, Any], text: str, plover_of: Mapping[str, str | None]) -> None:
        self.text, self.plover_of = text, plover_of
        self.found: list[str] = []
        self.ids: dict[str, set[str]] = {}
        for name, kind in field_types(Reading).items():
            records = line.get(name)
            if get_origin(kind) is tuple and isinstance(records, list) and "id" in field_types(get_args(kind)[0]):
                self._collect_ids(name, records)
        report = line.get("report")
        if isinstance(report, dict) and "text" in report and report["text"] != text:
            self.found.append("report.text is not the input text")

    def _collect_ids(self, name: str, records: list[Any]) -> None:
        ids = Counter(str(record["id"]) for record in records if isinstance(record, dict) and "id" in record)
        self.ids[name] = set(ids)
        self.found += [f"{name}: the id {one!r} stands {times} times" for one, times in ids.items() if times > 1]

    def events(self, events: list[dict[str, Any]]) -> None:
        """Codes that follow from the kind, and bounds in order."""
        for event in events:
            if event["plover"] != self.plover_of[event["kind"]]:
                self.found.append(f"event {event['id']}: {event['kind']} is not {event['plover']} in PLOVER")
            for count in event["counts"]:
                bounds = [count[bound] for bound in ("low", "best", "high") if count[bound] is not None]
                if bounds != sorted(bounds):
                    self.found.append(f"event {event['id']}: low, best and high are out of order: {bounds}")

    def record(self, kind: type, value: Any, where: str) -> None:
        """An object with every field of its record type."""
        types = field_types(kind)
        missing = [name for name in types if not isinstance(value, dict) or name not in value]
        if missing:
            self.found.append(f"{where}: without {', '.join(missing)}")
            return
        for name, hint in types.items():
            self._value((kind, name), hint, value[name], f"{where}.{name}".removeprefix("line."))

    def _value(self, field: tuple[type, str], hint: Any, value: Any, where: str) -> None:
        origin = get_origin(hint)
        if origin is UnionType:
            if value is not None:
                self._value(field, get_args(hint)[0], value, where)
        elif origin is tuple:
            self._list(field, get_args(hint)[0], value, where)
        elif hint is Span:
            self._span(value, where)
        elif is_dataclass(hint):
            assert isinstance(hint, type)
            self.record(hint, value, where)
        elif fault := self._scalar_fault(field, hint, value):
            self.found.append(f"{where}: {value!r:.60} {fault}")

    def _list(self, field: tuple[type, str], item: Any, value: Any, where: str) -> None:
        if not isinstance(value, list):
            self.found.append(f"{where}: not a list")
            return
        for number, one in enumerate(value):
            self._value(field, item, one, f"{where}[{number}]")

    def _scalar_fault(self, field: tuple[type, str], hint: Any, value: Any) -> str | None:
        """What is wrong with a value that is no record, or null."""
        if field in _REFERENCES:
            owner = _REFERENCES[field]
            right, fault = isinstance(value, str) and value in self.ids.get(owner, ()), f"is none of the {owner}"
        elif field == (Event, "kind"):
            right, fault = isinstance(value, str) and value in self.plover_of, "is no kind of act"
        elif get_origin(hint) is Literal:
            right, fault = value in get_args(hint), f"is none of {', '.join(get_args(hint))}"
        elif hint is bool:
            right, fault = isinstance(value, bool), "is neither true nor false"
        elif field in _SHARES:
            right, fault = isinstance(value, int | float) and 0 <= value <= 1, "is not between 0 and 1"
        elif field in _DAYS:
            right, fault = isinstance(value, str) and bool(_ISO_DAY.fullmatch(value)), "is no ISO day"
        elif field in _BOUNDS:
            right, fault = type(value) is int, "is no whole number"
        else:
            return None
        return None if right else fault

    def _span(self, value: Any, where: str) -> None:
        if not isinstance(value, dict) or not {"start", "end", "exact"} <= value.keys():
            self.found.append(f"{where}: not a span")
            return
        start, end = value["start"], value["end"]
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start <= end <= len(self.text)):
            self.found.append(f"{where}: the span {start}-{end} is outside the text")
        elif self.text[start:end] != value["exact"]:
            self.found.append(f"{where}: the text says {self.text[start:end]!r:.50}, the span {value['exact']!r:.50}")
