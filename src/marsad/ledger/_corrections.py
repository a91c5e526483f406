"""Corrections of events: which fields a person may correct, in which form, and the reading as it is after them.

A correction is written down in full when it is made (a place with its point, an actor with its id), so that it means
the same whatever later readings and tables know. What the report said stays in the reading.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, cast, get_args

from marsad._errors import UsageError
from marsad.knowledge import load_actors, load_kinds, packaged_gazetteer
from marsad.ledger._folding import folded
from marsad.records import Actor, Count, CountWhat, EventTime, Means, Party, Place, Source, Spot, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from marsad.knowledge import GazetteerEntry
    from marsad.ledger._judgements import Json, Standing
    from marsad.records import Event, Reading

_GEONAMES = re.compile(r"geonames-(\d+)")
_LISTED = 5


def written_out(reading: Reading, field: str, value: Json) -> Json:
    """The value of a correction of an event in full.

    Args:
        reading: The latest reading of the event's report, whose places and actors may be named.
        field: One of ``CORRECTABLE``.
        value: ``kind``, ``status``: a word. ``time``: ``2018-12-14`` or ``2018-12-14/2018-12-16``. ``place``: name or
            id of a place of the report or of the gazetteer, or an object with name, lat and lon. ``actors``,
            ``targets``: a name, or a list of names or ids. ``counts``: an object from what is counted to a figure, a
            list of low, best and high, or null where there is none; an empty list where there are no counts.
            ``background``: true or false. ``sources``: who says so, nearest to the act first, each as of ``actors``, or
            an object with a name alone where the source is no actor; an empty list for the outlet's own voice.
            ``means``: a word, or a list of words; an empty list where nothing is told of them.

    Raises:
        UsageError: There is no such field, or the value is of another form; the message says what would do.
    """
    if field not in CORRECTABLE:
        raise UsageError(f"--field {field}: of an event there are {', '.join(CORRECTABLE)} to correct")
    return _FORMS[field](reading, value)


def corrected(reading: Reading, standing: Mapping[tuple[int, int], Sequence[Standing]]) -> Reading:
    """A reading without its rejected events, and with the corrections of the others.

    Args:
        reading: The reading.
        standing: What stands of people's judgements on its events, by the span of the trigger.
    """
    events = []
    for event in reading.events:
        judged = standing.get((event.trigger.start, event.trigger.end), ())
        if any(judgement.verdict == "reject" for judgement in judged):
            continue
        for judgement in judged:
            if judgement.verdict == "correct" and judgement.field in CORRECTABLE:
                event = _with(event, judgement.field, cast("Any", judgement.value))  # noqa: PLW2901
                reading = _knowing(reading, judgement.field, cast("Any", judgement.value))
        events.append(event)
    return replace(reading, events=tuple(events))


# ---------------------------------------------------------------- forms


def _one_of(value: Json, words: Sequence[str], what: str) -> str:
    if not isinstance(value, str) or value not in words:
        raise UsageError(f"{value!r} is no {what}: there are {', '.join(words)}")
    return value


def _days(value: Json) -> tuple[str, str]:
    first, slash, last = value.partition("/") if isinstance(value, str) else ("", "", "")
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last if slash else first)
    except ValueError:
        start, end = date.max, date.min
    if start > end:
        raise UsageError(f"{value!r} is no time; write a day, 2018-12-14, or two, 2018-12-14/2018-12-16")
    return start.isoformat(), end.isoformat()


def _place(reading: Reading, value: Json) -> dict[str, Json]:
    if isinstance(value, dict):
        name, lat, lon, country = (value.get(key) for key in ("name", "lat", "lon", "country"))
        if not (isinstance(name, str) and name.strip() and _is_number(lat, 90) and _is_number(lon, 180)):
            raise UsageError(f"{value!r}: a place is a name, or an object with name, lat, lon and, if known, country")
        id_ = value.get("place") or f"desk-{folded(name).replace(' ', '-')}"
        return {"place": id_, "name": name, "lat": lat, "lon": lon, "precision": "exact", "country": country}
    for place in reading.places:
        if value == place.id or folded(str(value)) == folded(place.name):
            return {"precision": place.precision, **_told(place)}
    return {"precision": "exact", **_told(_entry(str(value)))}


def _told(place: Place | GazetteerEntry) -> dict[str, Json]:
    return {"place": place.id, "name": place.name, "lat": place.lat, "lon": place.lon, "country": place.country}


def _entry(name: str) -> GazetteerEntry:
    number = _GEONAMES.fullmatch(name)
    if number:
        found = [entry for entry in (packaged_gazetteer().by_number(int(number[1])),) if entry]
    else:
        found = list(packaged_gazetteer().lookup(name))
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(f"{name!r}: no place of the report or the gazetteer; give an object with name, lat and lon")
    several = ", ".join(f"{entry.id} ({entry.admin1 or '?'}, {entry.country or '?'})" for entry in found[:_LISTED])
    raise UsageError(f"{name!r}: names {len(found)} places; give the id of one: {several}")


def _is_number(value: object, most: int) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) <= most


def _party(reading: Reading, value: Json) -> dict[str, Json]:
    if isinstance(value, dict) and isinstance(value.get("actor"), str) and isinstance(value.get("name"), str):
        return {"actor": value["actor"], "name": value["name"]}
    for actor in reading.actors:
        if value == actor.id or folded(str(value)) == folded(actor.name):
            return {"actor": actor.id, "name": actor.name}
    entry = load_actors().by_id(str(value)) or load_actors().match(str(value))
    if entry is None:
        raise UsageError(
            f"{value!r}: no actor of the report or the table of actors; give an object with actor (an id) and name"
        )
    return {"actor": entry.id, "name": entry.name}


def _source(reading: Reading, value: Json) -> dict[str, Json]:
    """A link of the chain of who says so; a source need not be an actor that anybody knows."""
    if isinstance(value, dict) and value.get("actor") is None:
        name = value.get("name")
        if not (isinstance(name, str) and name.strip()):
            raise UsageError(f"{value!r}: a source is a name or id, or an object with a name")
        return {"actor": None, "name": name.strip()}
    return _party(reading, value)


def _weapon(value: Json) -> str:
    if not isinstance(value, str) or not value.strip():
        raise UsageError(f"{value!r}: means are words, as in drone or car bomb")
    return " ".join(value.split())


def _counted(value: Json) -> dict[str, Json]:
    if value == []:
        return dict.fromkeys(get_args(CountWhat))
    if not isinstance(value, dict) or not value:
        raise UsageError(f'{value!r}: counts are an object, as in {{"killed": 12, "wounded": [20, 25, 30]}}')
    for what in value:
        _one_of(what, get_args(CountWhat), "count")
    return value


def _figure(what: str, value: Json) -> list[Json] | None:
    """Low, best and high."""
    if value is None:
        return None
    bounds: list[Json] = value if isinstance(value, list) else [value, value, value]
    known = [bound for bound in bounds if bound is not None]
    whole = [bound for bound in known if isinstance(bound, int) and not isinstance(bound, bool) and bound >= 0]
    if len(bounds) != 3 or not known or len(whole) != len(known) or whole != sorted(whole):
        raise UsageError(f"{what}: {value!r} is no figure; write 12, or [10, 12, 15] for low, best and high")
    return bounds


def _is_background(value: Json) -> bool:
    if not isinstance(value, bool):
        raise UsageError(f"{value!r}: an act is background or not; write true or false")
    return value


def _time(value: Json) -> str:
    start, end = _days(value)
    return start if start == end else f"{start}/{end}"


def _each(value: Json) -> list[Json]:
    return value if isinstance(value, list) else [value]


_FORMS: Mapping[str, Callable[[Reading, Json], Json]] = {
    "kind": lambda _, value: _one_of(value, tuple(load_kinds()), "kind"),
    "status": lambda _, value: _one_of(value, get_args(Status), "status"),
    "time": lambda _, value: _time(value),
    "place": _place,
    "actors": lambda reading, value: [_party(reading, name) for name in _each(value)],
    "targets": lambda reading, value: [_party(reading, name) for name in _each(value)],
    "counts": lambda _, value: {what: _figure(what, figure) for what, figure in _counted(value).items()},
    "background": lambda _, value: _is_background(value),
    "sources": lambda reading, value: [_source(reading, name) for name in _each(value)],
    "means": lambda _, value: [_weapon(name) for name in _each(value)],
}
CORRECTABLE = tuple(_FORMS)


# ---------------------------------------------------------------- what follows


def _with(event: Event, field: str, value: Any) -> Event:
    if field in ("kind", "status", "background"):
        return replace(event, **{field: value})
    if field in ("sources", "means"):
        made = _chain(value) if field == "sources" else tuple(Means(name, None) for name in value)
        return replace(event, **{field: cast("Any", made)})
    if field == "time":
        start, _, end = value.partition("/")
        end = end or start
        return replace(event, time=EventTime(start, end, "day" if start == end else "days", "stated", None))
    if field == "place":
        spot = Spot(value["place"], value["name"], value["lat"], value["lon"], value["precision"], None, "in")
        return replace(event, places=(spot, *(other for other in event.places if other.relation in ("from", "to"))))
    if field == "counts":
        return replace(event, counts=_recounted(event.counts, value))
    parties = tuple(Party(party["actor"], party["name"], None) for party in value)
    return replace(event, actors=parties) if field == "actors" else replace(event, targets=parties)


def _chain(value: Sequence[Mapping[str, Any]]) -> tuple[Source, ...]:
    return tuple(Source(link["actor"], link["name"], None, None, None, None) for link in value)


def _recounted(counts: Sequence[Count], value: Mapping[str, list[int | None] | None]) -> tuple[Count, ...]:
    """The counts with what is corrected put in the place of all that counted the same."""
    kept = [count for count in counts if count.what not in value]
    places = {id(count): place for place, count in enumerate(kept)}
    wholes = {place: places.get(id(count)) for place, count in enumerate(counts)}
    kept = [replace(c, subset_of=None if c.subset_of is None else wholes.get(c.subset_of)) for c in kept]
    told = {what: next((c.whom for c in counts if c.what == what and c.subset_of is None), None) for what in value}
    new = tuple(
        Count(cast("CountWhat", what), told[what], *bounds, False, None, None)
        for what, bounds in ((what, _three(bounds)) for what, bounds in value.items() if bounds is not None)
    )
    return (*kept, *new)


def _three(bounds: Sequence[int | None]) -> tuple[int | None, int | None, int | None]:
    low, best, high = bounds
    return low, best, high


def _knowing(reading: Reading, field: str, value: Any) -> Reading:
    """The reading with the place or the actors that a correction brings, where it has them not."""
    if field == "place" and all(place.id != value["place"] for place in reading.places):
        point = value["lat"], value["lon"], value["precision"]
        place = Place(value["place"], value["name"], value["country"], None, *point, None, ())
        return replace(reading, places=(*reading.places, place))
    if field in ("actors", "targets", "sources"):
        known = {actor.id for actor in reading.actors}
        new = tuple(_actor(party) for party in value if party["actor"] is not None and party["actor"] not in known)
        return replace(reading, actors=(*reading.actors, *new))
    return reading


def _actor(party: Mapping[str, str]) -> Actor:
    entry = load_actors().by_id(party["actor"])
    kind, country = (entry.kind, entry.country) if entry else ("other", None)
    return Actor(party["actor"], party["name"], kind, country, None, (), ())
