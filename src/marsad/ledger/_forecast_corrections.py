"""Corrections of forecasts: which fields a person may correct, in which form, and the forecast as it is after them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, get_args

from marsad._errors import UsageError
from marsad.records import Horizon, Polarity, Probability

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from marsad.ledger._judgements import Json
    from marsad.records import Forecast

BY_HAND = "person"  # the scale of a number that a person read in the words


def forecast_value(field: str, value: Json) -> Json:
    """The value of a correction of a forecast in full.

    Args:
        field: One of ``FORECAST_FIELDS``.
        value: ``polarity``: a word. ``probability``: from 0 to 1 a number, or a list of low, median and high; null for
            an open question. ``horizon``: a day, 2018-12-14, or null. ``condition``: text or null. ``proposition``:
            what is foretold, in plain words.

    Raises:
        UsageError: There is no such field, or the value is of another form; the message says what would do.
    """
    if field not in FORECAST_FIELDS:
        raise UsageError(f"--field {field}: of a forecast there are {', '.join(FORECAST_FIELDS)} to correct")
    return _FORMS[field](value)


def corrected_forecast(forecast: Forecast, corrections: Iterable[tuple[str, Json]]) -> Forecast:
    """A forecast with what people corrected, the last word on each field.

    Args:
        forecast: As it was read.
        corrections: Fields, each with the value that :func:`forecast_value` gave.
    """
    for field, value in corrections:
        forecast = replace(forecast, **_changes(field, value))
    return forecast


def _changes(field: str, value: Any) -> dict[str, Any]:
    if field == "probability":
        return {"probability": value and Probability(value[0], value[1], value[2], BY_HAND), "vague": False}
    return {field: value and Horizon(value, "stated") if field == "horizon" else value}


def _polarity(value: Json) -> Json:
    if value not in get_args(Polarity):
        raise UsageError(f"{value!r} is no polarity: there are {', '.join(get_args(Polarity))}")
    return value


def _probability(value: Json) -> Json:
    if value is None:
        return None
    bounds = value if isinstance(value, list) else [value, value, value]
    told = [float(one) for one in bounds if isinstance(one, (int, float)) and not isinstance(one, bool)]
    if len(told) != 3 or len(bounds) != 3 or told != sorted(told) or told[0] < 0 or told[2] > 1:
        raise UsageError(
            f"{value!r} is no probability; write 0.7, or [0.6, 0.7, 0.8] for low, median and high, or null for none"
        )
    return [*told]


def _horizon(value: Json) -> Json:
    if value is None:
        return None
    try:
        return date.fromisoformat(value if isinstance(value, str) else "").isoformat()
    except ValueError:
        raise UsageError(f"{value!r} is no horizon; write a day, 2018-12-14, or null for none") from None


def _condition(value: Json) -> Json:
    return None if value is None else _words(value, "a condition is text, or null for none")


def _words(value: Json, due: str) -> Json:
    if not isinstance(value, str) or not value.strip():
        raise UsageError(f"{value!r}: {due}")
    return " ".join(value.split())


_FORMS: Mapping[str, Callable[[Json], Json]] = {
    "polarity": _polarity,
    "probability": _probability,
    "horizon": _horizon,
    "condition": _condition,
    "proposition": lambda value: _words(value, "what is foretold is told in words"),
}
FORECAST_FIELDS = tuple(_FORMS)
