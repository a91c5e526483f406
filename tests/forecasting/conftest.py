"""Small reports of our own that foretell something, as readings, and ledgers in both databases to put them into."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from tests.ledger.conftest import ledger, make_database, new_database, postgres, where

from marsad.ledger import Ledger
from marsad.records import (
    Actor,
    Event,
    EventTime,
    Forecast,
    Horizon,
    ModelInfo,
    Party,
    Place,
    Probability,
    Reading,
    Report,
    Source,
    Span,
    Spot,
)

__all__ = ["ledger", "make_database", "new_database", "postgres", "where"]

PLACES = {
    "Tarsk": ("p-tarsk", "exact"),
    "the last stronghold of the Orlen Brigade": ("p-tarsk", "exact"),
    "Old Ferry": ("p-ferry", "exact"),
    "the Valley": ("p-valley", "area"),
    "Karth": ("p-karth", "exact"),
    "Lakeland": ("p-lakeland", "country"),
}
ACTORS = {
    "Orlen Brigade": ("orlen-brigade", "Orlen Brigade", "armed-group"),
    "the brigade": ("orlen-brigade", "Orlen Brigade", "armed-group"),
    "Harun Guard": ("harun-guard", "Harun Guard", "militia"),
    "Lake Army": ("lake-army", "Lake Army", "state-forces"),
    "Ada Brook": ("ada-brook", "Ada Brook", "person"),
    "Lakeland": ("lakeland", "Lakeland", "state"),
    "analysts": ("analysts", "analysts", "other"),
    "rebels": ("rebels", "rebels", "armed-group"),
    "junta": ("junta", "junta", "government"),
    "President Omer": ("omer", "Omer", "person"),
}
MARK = re.compile(r"_([^_]+)_")


def foretold(
    words: str,
    proposition: str,
    *,
    median: float | None = 0.7,
    by: str | None = None,
    horizon: str | None = "",
    basis: str = "default",
    made_on: str | None = None,
    **changes: Any,
) -> tuple[str, Forecast]:
    """A sentence with its operative words between underscores, and its forecast without spans; a year's term."""
    source = None if by is None else Source(ACTORS[by][0] if by in ACTORS else None, by, None, None, None, None)
    term = None if median is None or horizon is None else Horizon(horizon, basis)  # type: ignore[arg-type]
    nowhere = Span(0, 0, "")
    chance = None if median is None else Probability(round(median - 0.1, 4), median, round(median + 0.1, 4), "survey")
    record = Forecast(
        "", None, (source,) if source else (), None, None, proposition, nowhere, nowhere, "positive", chance, False,
        None, made_on, term,
    )  # fmt: skip
    return words, replace(record, **changes)


def act(
    words: str, kind: str, *, actor: str = "", target: str = "", place: str = "", day: str | None = None, **changes: Any
) -> tuple[str, Event]:
    """A sentence with its trigger between underscores, and the act that it tells."""
    nowhere = Span(0, 0, "")
    spot = (Spot(PLACES[place][0], place, 35.5, 40.2, "exact", None, "in"),) if place else ()
    fields: dict[str, Any] = {
        "id": "", "kind": kind, "plover": None, "mode": None, "cameo": None, "acled": None, "trigger": nowhere,
        "evidence": nowhere, "actors": _party(actor), "targets": _party(target), "places": spot,
        "time": EventTime(day, day, "day" if day else "unknown", "stated" if day else "none", None), "counts": (),
        "means": (), "status": "reported", "background": False, "sources": (), "confidence": 0.9,
    }  # fmt: skip
    return words, Event(**(fields | changes))


def report(
    name: str, *told: tuple[str, Forecast] | tuple[str, Event], published: str = "2031-03-05", outlet: str = "Wire"
) -> Reading:
    """A report of these sentences; what is named in them is mentioned."""
    text = " ".join(MARK.sub(r"\1", words) + "." for words, _ in told) or "Nothing."
    forecasts: list[Forecast] = []
    events: list[Event] = []
    at = 0
    for words, record in told:
        plain = MARK.sub(r"\1", words)
        mark = MARK.search(words)
        assert mark is not None
        evidence = Span.of(text, at, at + len(plain))
        span = Span.of(text, at + mark.start(), at + mark.end() - 2)
        at += len(plain) + 2
        if isinstance(record, Forecast):
            forecasts.append(_dated(record, published, id=f"f{len(forecasts) + 1}", wording=span, evidence=evidence))
        else:
            events.append(replace(record, id=f"e{len(events) + 1}", trigger=span, evidence=evidence))
    return Reading(
        Report(name, text, None, None, outlet, None, published, "given", "en", name.encode().hex().ljust(64, "0")),
        _actors(text), (), _places(text), (), tuple(events), (), tuple(forecasts), (),
        ModelInfo("marsad", "0", "0" * 64),
    )  # fmt: skip


def put(ledger: Ledger, *readings: Reading) -> None:
    for reading in readings:
        ledger.add_reading(reading, setting="balanced", reader="trained")


def _dated(record: Forecast, published: str, **spans: Any) -> Forecast:
    made = record.made_on or published
    term = record.horizon
    if term is not None and term.date == "":
        term = Horizon(f"{int(made[:4]) + 1}{made[4:]}", term.basis)
    return replace(record, made_on=made, horizon=term, **spans)


def _party(name: str) -> tuple[Party, ...]:
    return (Party(ACTORS[name][0], ACTORS[name][1], None),) if name else ()


def _mentions(text: str, words: str) -> list[Span]:
    return [Span.of(text, m.start(), m.end()) for m in re.finditer(rf"\b{re.escape(words)}\b", text, re.IGNORECASE)]


def _actors(text: str) -> tuple[Actor, ...]:
    found: dict[str, Actor] = {}
    for words, (id_, name, kind) in ACTORS.items():
        spans = (*(found[id_].mentions if id_ in found else ()), *_mentions(text, words))
        found[id_] = Actor(id_, name, kind, None, None, (), spans)  # type: ignore[arg-type]
    return tuple(found.values())


def _places(text: str) -> tuple[Place, ...]:
    found: dict[str, Place] = {}
    for words, (id_, precision) in PLACES.items():
        spans = (*(found[id_].mentions if id_ in found else ()), *_mentions(text, words))
        name = found[id_].name if id_ in found else words.removeprefix("the ")
        found[id_] = Place(id_, name, "LKL", None, 35.5, 40.2, precision, None, spans)  # type: ignore[arg-type]
    return tuple(found.values())
