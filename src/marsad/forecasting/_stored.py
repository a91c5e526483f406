"""The forecasts of a ledger with what people decided on them, in the order in which the ledger got their reports."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import exists, select

from marsad._errors import UsageError
from marsad.forecasting._claims import claims_of
from marsad.forecasting._grouping import Told
from marsad.forecasting._phrases import reach
from marsad.ledger import corrected_forecast, forecast_value, is_latest, portions, tables
from marsad.records import from_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from marsad.forecasting._grouping import Words
    from marsad.ledger import Json, Judgement
    from marsad.records import Actor, Forecast, Reading

_EMPTY = ("relations", "times", "statements", "control")


@dataclass(frozen=True, slots=True)
class Decided:
    """What people decided on forecasts; what was taken back is left out.

    Attributes:
        rejected: Forecasts that are none.
        pairs: Pairs that ask the same (true) or not (false); of several words on a pair the last.
        resolved: How forecasts came out; of several the last.
        corrected: What fields of forecasts should say, of a field the last word.
    """

    rejected: frozenset[Words]
    pairs: Mapping[frozenset[Words], bool]
    resolved: Mapping[Words, Judgement]
    corrected: Mapping[Words, Mapping[str, Json]]

    @property
    def closed(self) -> dict[Words, date]:
        """Forecasts that came true or false, with the day where it is known."""
        found = {}
        for words, judgement in self.resolved.items():
            value = judgement.value
            if isinstance(value, dict) and value["state"] in ("true", "false") and isinstance(value["on"], str):
                found[words] = date.fromisoformat(value["on"])
        return found


class StoredForecasts:
    """All forecasts of a ledger with what they foretell; asked again, only what was read since is parsed.

    A reading never changes once it is stored, and numbers are given in the order in which readings are committed.

    Attributes:
        last: Number of the last reading that was looked at.
    """

    def __init__(self) -> None:
        self.last = 0
        self._by_report: dict[int, list[Told]] = {}
        self._corrected: Mapping[Words, Mapping[str, Json]] = {}

    def all(self, connection: Connection, corrected: Mapping[Words, Mapping[str, Json]]) -> list[Told]:
        """The forecasts of the latest readings, in the order in which the ledger got their reports.

        Args:
            connection: To the ledger, always of the same one.
            corrected: What people corrected of them.
        """
        reading, forecast = tables.READINGS, tables.FORECASTS
        latest = select(reading.c.number, reading.c.report).where(is_latest(), reading.c.number > self.last)
        new = {number: report for number, report in connection.execute(latest)}  # noqa: C416 - rows are no pairs to mypy
        last = max(new, default=self.last)
        touched = {
            words[0] for words in {*corrected, *self._corrected} if corrected.get(words) != self._corrected.get(words)
        }
        again = select(reading.c.number, reading.c.report).join(tables.REPORTS).where(is_latest())
        for some in portions(touched):
            new |= {number: report for number, report in connection.execute(again.where(tables.REPORTS.c.id.in_(some)))}  # noqa: C416
        lines = select(reading.c.report, reading.c.json).where(exists().where(forecast.c.reading == reading.c.number))
        for report in new.values():
            self._by_report.pop(report, None)
        for some in portions(new):
            for report, line in connection.execute(lines.where(reading.c.number.in_(some))):
                self._by_report[report] = _told_in(line, corrected)
        self.last, self._corrected = last, corrected
        return [one for report in sorted(self._by_report) for one in self._by_report[report]]


def _told_in(line: str, corrected: Mapping[Words, Mapping[str, Json]]) -> list[Told]:
    told = _of_forecasts(line)
    fields = [corrected.get((told.report.id, one.wording.start, one.wording.end), {}) for one in told.forecasts]
    forecasts = [corrected_forecast(one, here.items()) for one, here in zip(told.forecasts, fields, strict=True)]
    told = replace(told, forecasts=tuple(forecasts))
    names = {f"actor {a.id}": a.name for a in told.actors} | {f"place {p.id}": p.name for p in told.places}
    return [
        Told(told.report.id, told.report.outlet, one, claim, *_maker(told, one), names, tuple(here))
        for one, claim, here in zip(told.forecasts, claims_of(told), fields, strict=True)
    ]


def _of_forecasts(line: str) -> Reading:
    """A reading without what forecasts do not rest on, which takes most of the time to parse."""
    value = json.loads(line)
    value["events"] = [event for event in value["events"] if event["status"] == "forecast"]
    value |= {name: [] for name in _EMPTY}
    near = [(each["evidence"]["start"] - reach(), each["evidence"]["end"]) for each in value["forecasts"]]
    for record in (*value["actors"], *value["places"]):
        record["mentions"] = [
            span for span in record["mentions"] if any(span["end"] > a and span["start"] < b for a, b in near)
        ]
    return from_json(value)


def _maker(reading: Reading, forecast: Forecast) -> tuple[str, str]:
    """Who foretells, by name and id. Somebody without a name ("analysts") is nobody else's analyst."""
    report = reading.report
    if not forecast.sources:
        outlet = report.outlet or report.id
        return outlet, f"outlet {outlet}"
    source = forecast.sources[0]
    known = next((actor for actor in reading.actors if actor.id == source.actor), None)
    known = known or _by_surname(reading, source.name)
    if known is not None and not known.name.rpartition(" ")[2].islower():
        return known.name, known.id
    told = source.name or (known.name if known else None) or source.role or "unnamed source"
    return told, f"{told} in {report.id}"


def _by_surname(reading: Reading, name: str | None) -> Actor | None:
    """The person whose last name this is, where the report names one such person in full."""
    found = [
        actor
        for actor in reading.actors
        if name and actor.kind == "person" and " " in actor.name and actor.name.rpartition(" ")[2] == name
    ]
    return found[0] if len(found) == 1 else None


def decided_on_forecasts(judgements: Sequence[Judgement]) -> Decided:
    """What stands of people's judgements on forecasts.

    Args:
        judgements: All judgements of the ledger, in order.
    """
    rejected: dict[Words, bool] = {}
    pairs: dict[frozenset[Words], bool | None] = {}
    resolved: dict[Words, Judgement] = {}
    corrected: dict[Words, dict[str, Json]] = {}
    for judgement in judgements:
        on = [(s.report, s.start, s.end) for s in judgement.subjects if s.record == "forecast"]
        words = [(report, start, end) for report, start, end in on if start is not None and end is not None]
        if judgement.undone_by is not None or not words:
            continue
        if judgement.verdict in ("accept", "reject"):
            rejected[words[0]] = judgement.verdict == "reject"
        elif judgement.verdict == "resolve":
            if isinstance(judgement.value, dict) and "state" in judgement.value:
                resolved[words[0]] = judgement
        elif judgement.verdict == "correct":
            corrected.setdefault(words[0], {}).update(_usable(judgement))
        elif judgement.verdict in ("same", "different", "unsure"):
            same = {"same": True, "different": False}.get(judgement.verdict)
            pairs.update((frozenset((one, other)), same) for one in words for other in words if one < other)
    return Decided(
        frozenset(words for words, gone in rejected.items() if gone),
        {pair: same for pair, same in pairs.items() if same is not None},
        resolved,
        {words: fields for words, fields in corrected.items() if fields},
    )


def _usable(judgement: Judgement) -> Iterable[tuple[str, Json]]:
    """The field and value of a correction; earlier versions kept any, also what no forecast has."""
    try:
        value = forecast_value(judgement.field or "", judgement.value)
    except UsageError:
        return []
    return [(judgement.field or "", value)]
