"""Events as rows of PLOVER and of CAMEO, one per mention of an act.

PLOVER's fields and auxiliary modes (historical, future, hypothetical, negation) are those of its manual, draft 2.0
(openeventdata/PLOVER 5e0c24fb). CAMEO rows have the columns that PETRARCH-2 writes: day, source, target, code, and
where; the code is CAMEO's root, the actors are country and sector.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.incidents import deaths_told
from marsad.knowledge import load_quads
from marsad.views.exports._composed import LatestReadings
from marsad.views.exports._own import JOIN, corrected_of, mark_of, place_of
from marsad.views.exports._shapes import Column, EventShape, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from marsad.ledger import Found, Ledger
    from marsad.records import Actor, Count, Party
    from marsad.views.exports._shapes import About, Value

_AUXILIARY = {"denied": "negation", "forecast": "future", "hypothetical": "hypothetical"}
_RESOLUTION = {"exact": 4, "near": 3, "area": 3, "admin1": 2, "country": 1}

PLOVER_COLUMNS = (
    Column("id", hxl="#meta+id"), Column("date", "day", "#date+start"), Column("enddate", "day", "#date+end"),
    Column("event", hxl="#event+type"), Column("mode", hxl="#event+mode"), Column("auxiliary_mode"),
    Column("quad_code", "integer"), Column("quad_class"), Column("actor", hxl="#group+actor"), Column("actor_code"),
    Column("recipient", hxl="#group+target"), Column("recipient_code"), Column("dead", "integer", "#affected+killed"),
    Column("injured", "integer", "#affected+injured"), Column("arrested", "integer", "#affected+arrested"),
    Column("extracted_place"), Column("resolved_place", hxl="#loc+name"), Column("geonameid", "integer"),
    Column("lat", "number", "#geo+lat"), Column("lon", "number", "#geo+lon"), Column("province", hxl="#adm1+name"),
    Column("country_code", hxl="#country+code"), Column("resolution", "integer"), Column("event_text"),
    Column("text", hxl="#description"), Column("link", hxl="#meta+url"), Column("text_info"),
    Column("cite_info", hxl="#meta+source"), Column("coder"), Column("comment"),
)  # fmt: skip

CAMEO_COLUMNS = (
    Column("date", "day", "#date"), Column("source", hxl="#group+actor+code"),
    Column("target", hxl="#group+target+code"), Column("code", hxl="#event+cameo"), Column("story"), Column("outlet"),
    Column("lat", "number", "#geo+lat"), Column("lon", "number", "#geo+lon"), Column("program"),
    Column("rule"),
)  # fmt: skip


def _plover_rows(ledger: Ledger, found: Iterator[Found], about: About) -> Iterator[Row]:
    readings = LatestReadings(ledger)
    for one in found:
        event, _ = corrected_of(one, readings)
        if event.plover is None:
            continue
        known = {actor.id: actor for actor in readings.of(one.report.id).actors}
        quad = load_quads()[event.plover]
        place, spot = place_of(one, event, readings), event.places[0] if event.places else None
        cells: tuple[Value, ...] = (
            f"{one.report.id}/{event.id}", event.time.start or event.time.end, event.time.end, event.plover, event.mode,
            "historical" if event.background and event.status not in _AUXILIARY else _AUXILIARY.get(event.status),
            int(quad[0]), quad[2:], _names(event.actors), _codes(event.actors, known), _names(event.targets),
            _codes(event.targets, known), deaths_told(event.counts).middle, _figure(event.counts, "wounded"),
            _figure(event.counts, "arrested"), spot.span.exact if spot and spot.span else None,
            spot.name if spot else None, place.geonameid if place else None, spot.lat if spot else None,
            spot.lon if spot else None, place.admin1 if place else None, place.country if place else None,
            _RESOLUTION[spot.precision] if spot else None, event.trigger.exact, event.evidence.exact, one.report.url,
            f"{one.report.id} {event.evidence.start} {event.evidence.end}",
            one.report.outlet, about.program, about.rule,
        )  # fmt: skip
        yield Row(cells, mark_of(event))


def _cameo_rows(ledger: Ledger, found: Iterator[Found], about: About) -> Iterator[Row]:
    readings = LatestReadings(ledger)
    for one in found:
        event, _ = corrected_of(one, readings)
        day = event.time.start or event.time.end
        if event.cameo is None or day is None or event.status in _AUXILIARY:
            continue
        known = {actor.id: actor for actor in readings.of(one.report.id).actors}
        spot = event.places[0] if event.places else None
        sources = [code_of(known[party.actor]) for party in event.actors] or [""]
        targets = [code_of(known[party.actor]) for party in event.targets] or [""]
        for source in dict.fromkeys(sources):
            for target in dict.fromkeys(targets):
                cells: tuple[Value, ...] = (
                    day, source, target, event.cameo, f"{one.report.id}/{event.id}", one.report.outlet,
                    spot.lat if spot else None, spot.lon if spot else None, about.program, about.rule,
                )  # fmt: skip
                yield Row(cells, mark_of(event))


def code_of(actor: Actor) -> str:
    """An actor's country and sector in one word ("SYRMIL"); empty where neither is known."""
    return f"{actor.country or ''}{actor.sector or ''}"


def _codes(parties: Iterable[Party], known: dict[str, Actor]) -> str:
    return JOIN.join(code_of(known[party.actor]) for party in parties)


def _names(parties: Iterable[Party]) -> str:
    return JOIN.join(party.name for party in parties)


def _figure(counts: Iterable[Count], what: str) -> int | None:
    told = [c for c in counts if c.what == what and not c.cumulative and c.subset_of is None]
    figures = [next((b for b in (c.best, c.low, c.high) if b is not None), None) for c in told]
    known = [figure for figure in figures if figure is not None]
    return sum(known) if known else None


PLOVER = EventShape("plover", PLOVER_COLUMNS, _plover_rows)
CAMEO = EventShape("cameo", CAMEO_COLUMNS, _cameo_rows)
