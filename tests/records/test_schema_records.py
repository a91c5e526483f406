from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from marsad import records
from marsad.records import Reading, Unread, dumps, incident_schema, json_schema, to_json


@pytest.fixture
def validator() -> Draft202012Validator:
    return Draft202012Validator(json_schema(("shelling", "killing")))


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(json_schema())
    Draft202012Validator.check_schema(incident_schema(("shelling",)))


def test_a_reading_keeps_it(validator: Draft202012Validator, sample: Reading) -> None:
    validator.validate(json.loads(dumps(sample)))


def test_an_unread_report_keeps_it(validator: Draft202012Validator) -> None:
    validator.validate(to_json(Unread("a.pdf", "a.pdf: no text in it")))


def edit(path: str, value: object) -> Callable[[dict[str, Any]], None]:
    def change(line: dict[str, Any]) -> None:
        *way, last = path.split(".")
        inner: Any = line
        for step in way:
            inner = inner[int(step) if step.isdecimal() else step]
        if value is ...:
            del inner[last]
        else:
            inner[last] = value

    return change


BROKEN = [
    edit("model", ...),
    edit("events.0.background", ...),
    edit("events.0.time.span", ...),
    edit("extra", 1),
    edit("report.author", "somebody"),
    edit("events.0.kind", "skirmish"),
    edit("events.0.status", "rumoured"),
    edit("events.0.confidence", 1.5),
    edit("events.0.counts.0.what", "dead"),
    edit("events.0.counts.0.low", "two"),
    edit("events.0.counts.0.best", -1),
    edit("events.0.trigger", None),
    edit("events.0.actors", None),
    edit("events.0.time.start", "4 March"),
    edit("events.0.trigger.start", -1),
    edit("places.0.precision", "city"),
    edit("places.0.lat", 91),
    edit("actors.0.mentions", "Orlen Brigade"),
    edit("forecasts.0.probability.low", 1.01),
    edit("forecasts.0.horizon.basis", "guess"),
    edit("control.0.from", "spring"),
    edit("report.sha256", "0"),
    edit("error", "half read"),
]


@pytest.mark.parametrize("change", BROKEN)
def test_a_broken_line_is_refused(
    validator: Draft202012Validator, sample: Reading, change: Callable[[dict[str, Any]], None]
) -> None:
    line = to_json(sample)
    validator.validate(line)
    change(line)
    assert not validator.is_valid(line)


@pytest.mark.parametrize(
    "path", ["report.title", "events.0.acled", "events.0.time.span", "forecasts.0.probability", "forecasts.0.horizon"]
)
def test_null_stands_for_unknown(validator: Draft202012Validator, sample: Reading, path: str) -> None:
    line = to_json(sample)
    edit(path, None)(line)
    validator.validate(line)


def test_without_kinds_any_kind_passes(sample: Reading) -> None:
    line = to_json(sample)
    line["events"][0]["kind"] = "skirmish"
    Draft202012Validator(json_schema()).validate(line)


def test_every_record_type_is_defined() -> None:
    types = {name for name in records.__all__ if hasattr(getattr(records, name), "__dataclass_fields__")}
    assert set(json_schema()["$defs"]) | set(incident_schema()["$defs"]) == types


def test_fields_carry_their_documentation() -> None:
    definitions = json_schema()["$defs"]
    assert definitions["Span"]["properties"]["end"]["description"] == "One past the last code point."
    sha = definitions["Report"]["properties"]["sha256"]["description"]
    assert sha == "Hash of the raw input bytes (of the raw JSON line for a row of a JSON Lines file), hexadecimal."
    assert definitions["Unread"]["properties"]["id"]["description"] == "As in Report."


def test_two_runs_give_the_same_bytes() -> None:
    assert json.dumps(json_schema()) == json.dumps(json_schema())
