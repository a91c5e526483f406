"""Forecasts, control and the traps about them on the acceptance report, against its full reading by hand."""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import marsad
from marsad.records import Control, Forecast, Reading

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "acceptance"
NO_CONTROL = ("C9",)  # allegiance
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="the folder ../shared/acceptance is not beside this checkout"),
]


@cache
def by_hand() -> dict[str, Any]:
    value: dict[str, Any] = json.loads((FOLDER / "a00_reading.json").read_text(encoding="utf-8"))
    return value


@cache
def reading() -> Reading:
    for found in marsad.read_reports([str(FOLDER / "dev" / "reports.jsonl")]):
        if isinstance(found, Reading) and found.report.id == "a00":
            return found
    raise AssertionError("no report a00")


def meets(one: dict[str, Any], start: int, end: int) -> bool:
    return bool(one["start"] < end and start < one["end"])


def forecasts_at(span: dict[str, Any]) -> list[Forecast]:
    return [f for f in reading().forecasts if meets(span, f.wording.start, f.wording.end)]


def control_at(span: dict[str, Any]) -> list[Control]:
    return [c for c in reading().control if meets(span, c.evidence.start, c.evidence.end)]


def test_every_forecast_has_its_words_and_a_number_in_range() -> None:
    for told in by_hand()["forecasts"]:
        found = forecasts_at(told["wording_span"])
        if told["id"] == "F12":  # a judgement is no forecast
            assert found == []
            continue
        assert found, told["id"]
        low, high = told["prob"]["low"], told["prob"]["high"]
        for forecast in found:
            if low is None:
                assert forecast.probability is None
            else:
                assert forecast.probability is not None
                assert low <= forecast.probability.median <= high, told["id"]


def is_right(control: Control, told: dict[str, Any]) -> bool:
    wanted = told["place"] if isinstance(told["place"], list) else [told["place"]]
    place = next(p for p in reading().places if p.id == control.place)
    points = [p for p in by_hand()["places"] if p["id"] in wanted]
    if control.controller != "islamic-state" or place.lat is None or place.lon is None:
        return False
    for point in points:
        wide = max(30.0, float(point["radius_km"]))
        away = 111.2 * math.hypot(place.lat - point["lat"], (place.lon - point["lon"]) * math.cos(math.radians(34)))
        if away <= wide:
            return True
    return False


def test_control_statements() -> None:
    right = [
        told["id"]
        for told in by_hand()["control_statements"]
        if (
            not control_at(told["evidence"])
            if told["id"] in NO_CONTROL
            else any(is_right(c, told) for c in control_at(told["evidence"]))
        )
    ]
    assert len(right) >= 12, right


def words(text: str) -> dict[str, Any]:
    start = reading().report.text.index(text)
    return {"start": start, "end": start + len(text)}


def test_trap_should_probably_is_epistemic() -> None:
    (forecast,) = forecasts_at(words("should probably"))
    assert forecast.wording.exact == "should probably"


@pytest.mark.parametrize("text", ["will not spell", "probably won’t", "do not think", "will likely not"])
def test_trap_polarity_flips_first(text: str) -> None:
    (forecast,) = forecasts_at(words(text))
    assert forecast.polarity == "negative"
    assert forecast.probability is not None
    assert forecast.probability.median > 0.5


def test_trap_the_idle_not_of_the_question() -> None:
    (forecast,) = forecasts_at(words("the big question mark"))
    assert forecast.probability is None
    assert forecasts_at(words("will not turn")) == []


def test_trap_the_sentence_without_a_cue() -> None:
    (forecast,) = forecasts_at(words("would likely occur"))
    assert forecast.sources == ()


def test_trap_agreed_with_holdaway() -> None:
    found = forecasts_at(words("unlikely to disappear"))
    assert {f.sources[0].name for f in found} == {"Ofra Bengio", "Owen Holdaway"}


def test_trap_the_open_quotation_has_one_speaker() -> None:
    (control,) = control_at(words("their last major pocket"))
    assert [s.name for s in control.sources] == ["Owen Holdaway"]


def test_trap_brackets_in_the_quotation() -> None:
    (control,) = control_at(words("is the last major urban center"))
    assert {p.id: p.name for p in reading().places}[control.place] == "Hajin"


def test_trap_scare_quotes() -> None:
    (control,) = control_at(words("which is controlled by the"))
    assert control.controller == "islamic-state"


def test_trap_the_landmark_city() -> None:
    names = {p.id: p.name for p in reading().places}
    assert not any("Deir" in names[c.place] for c in reading().control)


def test_trap_allegiance_is_no_control() -> None:
    assert control_at(words("remain strongly supportive")) == []


def test_trap_rival_statements_stay() -> None:
    assert control_at(words("final Islamic State stronghold"))
    assert control_at(words("still control areas"))
