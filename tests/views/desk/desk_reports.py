"""A small war of our own, as readings: what a desk may meet, from a point to a country, from a day to a year."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from marsad.ledger import Ledger
from marsad.records import (
    Actor,
    Control,
    Count,
    Event,
    EventTime,
    ModelInfo,
    Party,
    Place,
    PlacePrecision,
    Reading,
    Report,
    Source,
    Span,
    Spot,
    Status,
)

PLACES: dict[str, tuple[float | None, float | None, PlacePrecision]] = {
    "Tarsk": (35.5, 40.25, "exact"),
    "Old Ferry": (35.62, 40.4, "near"),
    "Karth": (36.9, 43.1, "exact"),
    "Upper Valley": (35.6, 40.9, "area"),
    "Northern Province": (37.2, 41.0, "admin1"),
    "Tarskia": (35.0, 39.0, "country"),
    "قرية المنارة": (34.9, 41.6, "exact"),
    "Nowhere Known": (None, None, "near"),
}
ACTORS = {"orlen-brigade": "Orlen Brigade", "lake-army": "Lake Army", "villagers": "villagers", "كتيبة": "كتيبة الساحل"}
HOSTILE = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'


def act(
    name: str,
    kind: str,
    place: str | None,
    start: str | None,
    end: str | None = None,
    *,
    killed: tuple[int | None, int | None, int | None] | None = None,
    actor: str = "orlen-brigade",
    target: str = "villagers",
    outlet: str = "Valley Wire",
    status: Status = "reported",
    published: str = "2031-06-01",
    title: str | None = None,
    text: str | None = None,
) -> Reading:
    """A report that tells one act."""
    end = end or start
    told = text or f"The {ACTORS[actor]} did a {kind} at {place or 'an unnamed place'}, hurting the {ACTORS[target]}."
    whole = Span.of(told, 0, len(told))
    spots: tuple[Spot, ...] = ()
    places: tuple[Place, ...] = ()
    if place is not None:
        lat, lon, precision = PLACES[place]
        spots = (Spot(f"p-{place}", place, lat, lon, precision, None, "in"),)
        places = (Place(f"p-{place}", place, None, None, lat, lon, precision, None, ()),)
    counts = () if killed is None else (Count("killed", "people", *killed, False, None, None),)
    days = 1 if start == end else 20
    event = Event(
        id="e1", kind=kind, plover=None, mode=None, cameo=None, acled=None, trigger=Span.of(told, 0, 3), evidence=whole,
        actors=(Party(actor, ACTORS[actor], None),), targets=(Party(target, ACTORS[target], None),), places=spots,
        time=EventTime(start, end, "unknown" if end is None else "day" if days == 1 else "month",
                       "none" if end is None else "stated", None),
        counts=counts, means=(), status=status, background=False,
        sources=(Source(None, f"reporter of {outlet}", None, outlet, None, None),), confidence=0.9,
    )  # fmt: skip
    actors = tuple(Actor(id_, label, "armed-group", None, None, (label,), ()) for id_, label in ACTORS.items())
    report = Report(
        name, told, title or f"{kind.capitalize()} at {place}", f"https://news.example/{name}", outlet, None, published,
        "metadata", "en", hashlib.sha256(name.encode()).hexdigest(),
    )  # fmt: skip
    return Reading(report, actors, (), places, (), (event,), (), (), (), ModelInfo("marsad", "0", "0" * 64))


def holding(name: str, place: str, controller: str, day: str) -> Reading:
    """A report that says who holds a place."""
    reading = act(name, "territory-captured", place, day, actor=controller, target="villagers")
    control = Control("c1", f"p-{place}", controller, "captured", None, day, day, None, (), reading.events[0].evidence)
    return replace(reading, control=(control,))


def small_war() -> list[Reading]:
    """All of it: 15 acts in 17 reports, from January to June 2031."""
    arabic = "قصفت كتيبة الساحل قرية المنارة يوم الثلاثاء وقتل 12 شخصا."
    return [
        act("tarsk-1", "shelling", "Tarsk", "2031-03-04", killed=(15, 15, 20), title="Shells fall on Tarsk"),
        act("tarsk-2", "shelling", "Tarsk", "2031-03-04", killed=(9, 9, 9), outlet="Lake Times"),
        act("tarsk-3", "air-strike", "Tarsk", "2031-03-20", actor="lake-army", killed=(2, 2, 2)),
        act("ferry-1", "raid", "Old Ferry", "2031-02-11", actor="lake-army", target="orlen-brigade"),
        act("karth-1", "bombing", "Karth", "2031-01-15", killed=(40, 44, 60)),
        act("karth-2", "protest", "Karth", "2031-04-02", actor="villagers", target="lake-army"),
        act("karth-3", "arrest", "Karth", "2031-04-03", actor="lake-army"),
        act("valley-1", "battle", "Upper Valley", "2031-03-01", "2031-03-20", target="lake-army"),
        act("north-1", "displacement", "Northern Province", "2031-05-01", "2031-05-31", actor="villagers"),
        act("country-1", "ceasefire", "Tarskia", "2031-06-01", target="lake-army"),
        act("lost-1", "abduction", "Nowhere Known", "2031-05-09", killed=None),
        act("undated-1", "torture", "Karth", None, actor="lake-army"),
        act("arabic-1", "shelling", "قرية المنارة", "2031-05-20", actor="كتيبة", killed=(12, 12, 12), text=arabic,
            title="قصف على قرية المنارة"),
        act("hostile-1", "killing", "Old Ferry", "2031-06-10", killed=(1, 1, 1), outlet=HOSTILE, title=HOSTILE,
            text=f"{HOSTILE} Shells fell, killing one."),
        act("far/away?1", "aid", "Karth", "2031-06-12", actor="villagers"),
        holding("hold-1", "Tarsk", "orlen-brigade", "2031-02-01"),
        holding("hold-2", "Tarsk", "lake-army", "2031-05-01"),
    ]  # fmt: skip


def fill(ledger: Ledger) -> None:
    """Puts the small war into a ledger."""
    for reading in small_war():
        ledger.add_reading(reading, setting="balanced", reader="trained")
