"""Small reports of our own, as readings: each test says what matters to it, the rest has defaults."""

from __future__ import annotations

from typing import Any

from marsad.records import (
    Actor,
    Count,
    Event,
    EventTime,
    ModelInfo,
    Party,
    Place,
    Reading,
    Report,
    Source,
    Span,
    Spot,
)

PLACES = {
    "Tarsk": Place("p-tarsk", "Tarsk", "SYR", "Valley", 35.5, 40.25, "exact", None, ()),
    "Old Ferry": Place("p-ferry", "Old Ferry", "SYR", "Valley", 35.9, 40.9, "exact", None, ()),
    "Valley": Place("p-valley", "Valley", "SYR", "Valley", 35.6, 40.4, "area", None, ()),
    "Karth": Place("p-karth", "Karth", "IRQ", "North", 36.9, 43.1, "exact", None, ()),
}
ACTORS = {
    "Orlen Brigade": "armed-group",
    "Harun Guard": "armed-group",
    "Lake Army": "state-forces",
    "villagers": "civilians",
    "Valley Monitor": "monitor",
}


def span(text: str = "words", start: int = 0) -> Span:
    return Span(start, start + len(text), text)


def slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def party(name: str) -> Party:
    return Party(slug(name), name, None)


def spot(name: str) -> Spot:
    place = PLACES[name]
    return Spot(place.id, place.name, place.lat, place.lon, place.precision, None, "in")


def figure(what: str, low: int | None, whom: str | None = None, *, cumulative: bool = False) -> Count:
    return Count(what, whom, low, low, low, cumulative, None, None)  # type: ignore[arg-type]


def source(name: str, affiliation: str | None = None) -> Source:
    known = name in ACTORS
    return Source(slug(name) if known else None, name, None, affiliation, None, None)


def event(
    kind: str,
    actors: str = "",
    targets: str = "",
    place: str = "",
    day: str | None = "2031-03-04",
    *,
    until: str | None = None,
    since: str | None = "",
    **changes: Any,
) -> Event:
    """An act; ``since=None`` leaves its beginning open, names are joined by a comma."""
    start = day if since == "" else since
    fields: dict[str, Any] = {
        "id": "e1", "kind": kind, "plover": None, "mode": None, "cameo": None, "acled": None, "trigger": span(),
        "evidence": span(), "actors": tuple(map(party, filter(None, actors.split(",")))),
        "targets": tuple(map(party, filter(None, targets.split(",")))),
        "places": tuple(map(spot, filter(None, place.split(",")))),
        "time": EventTime(start, until or day, "day" if day else "unknown", "stated" if day else "none", None),
        "counts": (), "means": (), "status": "asserted", "background": False, "sources": (), "confidence": 0.9,
    }  # fmt: skip
    return Event(**(fields | changes))


def reading(
    name: str, *events: Event, published: str = "2031-03-05", text: str | None = None, outlet: str | None = None
) -> Reading:
    """A report whose events are numbered in order."""
    numbered = tuple(
        Event(**{field: getattr(one, field) for field in Event.__slots__} | {"id": f"e{n}"})
        for n, one in enumerate(events, start=1)
    )
    actors = tuple(Actor(slug(n), n, kind, None, None, (n,), ()) for n, kind in ACTORS.items())  # type: ignore[arg-type]
    report = Report(
        name, text or f"Of what {name} tells.", None, None, outlet or f"The {name.title()}", None, published, "given",
        "en", "0" * 64,
    )  # fmt: skip
    return Reading(
        report, actors, (), tuple(PLACES.values()), (), numbered, (), (), (), ModelInfo("marsad", "0", "0" * 64)
    )
