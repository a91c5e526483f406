"""Incidents in the columns of UCDP GED (23.1): acts of organised violence between known sides that cost a life.

Ids and numbers that only UCDP gives (conflicts, dyads, Gleditsch-Ward numbers) are left empty; the id is the
incident's. ``best`` is the figure by the incident's rule, ``low`` and ``high`` the widest that anybody tells. The dead
are filed under a side where the words say so or only one side can have suffered; else they are unknown.
"""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

from marsad.incidents import deaths, deaths_told
from marsad.knowledge import load_actors, load_countries, load_lexicon, load_regions
from marsad.views.exports._composed import Composed, LatestReadings, compose, sides
from marsad.views.exports._own import JOIN, mark_of_incident
from marsad.views.exports._shapes import Column, IncidentShape, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from marsad.ledger import Ledger
    from marsad.records import Count, Event, Incident, Party
    from marsad.views.exports._shapes import About, Value

_ONE_SIDED = 3
_PLACE = {"exact": 1, "near": 2, "area": 3, "admin1": 4, "country": 6}
_TIME = {"day": 1, "days": 2, "week": 3, "month": 4, "season": 5, "year": 5, "unknown": 5}
_ROWS, _COLUMNS_OF_GRID, _CELL = 360, 720, 0.5  # PRIO-GRID: half-degree cells, counted from the south-west

_NAMES = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id"
    " dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources"
    " source_article source_office source_date source_headline source_original where_prec where_coordinates"
    " where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity"
    " date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob"
).split()
_NUMBERS = frozenset(
    "year type_of_violence number_of_sources where_prec priogrid_gid event_clarity date_prec deaths_a deaths_b"
    " deaths_civilians deaths_unknown best high low".split()
)
_HXL = {
    "id": "#meta+id", "side_a": "#group+actor", "side_b": "#group+target", "country": "#country+name",
    "latitude": "#geo+lat", "longitude": "#geo+lon", "date_start": "#date+start", "date_end": "#date+end",
    "best": "#affected+killed", "low": "#affected+killed+min", "high": "#affected+killed+max", "adm_1": "#adm1+name",
}  # fmt: skip
COLUMNS = tuple(
    Column(
        name,
        "integer"
        if name in _NUMBERS
        else "number"
        if name in ("latitude", "longitude")
        else "day"
        if name in ("date_start", "date_end")
        else "text",
        _HXL.get(name, ""),
    )
    for name in _NAMES
)


def _rows(ledger: Ledger, incidents: Iterator[Incident], about: About) -> Iterator[Row]:
    readings = LatestReadings(ledger)
    for incident in incidents:
        composed = compose(incident, readings)
        day = incident.time.start or incident.time.end
        if composed is None or composed.codes.ucdp is None or day is None or not deaths(incident).best:
            continue
        told = _told(composed, day, about)
        yield Row(tuple(told.get(name) for name in _NAMES), mark_of_incident(incident, composed.event.evidence.exact))


def _told(composed: Composed, day: str, about: About) -> dict[str, Value]:
    incident, figure = composed.incident, deaths(composed.incident)
    one, other = sides(composed)
    side_a = JOIN.join(map(ucdp_name, one))
    side_b = "Civilians" if composed.codes.ucdp == _ONE_SIDED else JOIN.join(map(ucdp_name, other))
    country = load_countries().by_code(composed.country) if composed.country else None
    region = load_regions().get(composed.country) if composed.country else None
    reports = list({reading.report.id: reading.report for _, reading in composed.told}.values())
    spot, place, last = incident.place, composed.place, incident.time.end or day
    running = any(count.cumulative for count in incident.counts)
    return {
        "id": incident.id, "relid": incident.id, "year": int(day[:4]), "code_status": "Clear",
        "type_of_violence": composed.codes.ucdp, "dyad_name": f"{side_a} - {side_b}", "side_a": side_a,
        "side_b": side_b, "number_of_sources": len(incident.sources) or -1,
        "source_article": ";".join(f'"{r.outlet or r.id},{r.published or ""},{r.title or ""}"' for r in reports),
        "source_office": ";".join(r.outlet or r.id for r in reports),
        "source_date": ";".join((r.published or "")[:10] for r in reports),
        "source_headline": ";".join(r.title or "" for r in reports),
        "source_original": JOIN.join(incident.sources), "where_prec": _PLACE[spot.precision] if spot else None,
        "where_coordinates": spot.name if spot else None,
        "where_description": f"{incident.grade}: {incident.reason} | {about.program}, {about.rule}",
        "adm_1": place.admin1 if place else None, "latitude": spot.lat if spot else None,
        "longitude": spot.lon if spot else None, **_on_the_grid(incident),
        "country": country.name if country else None, "region": region.ucdp if region else None,
        "event_clarity": 2 if running else 1, "date_prec": _TIME[incident.time.precision], "date_start": day,
        "date_end": last, "best": figure.best, "low": figure.low, "high": figure.high, **_by_side(composed, one, other),
    }  # fmt: skip


def ucdp_name(party: Party) -> str:
    """The name of a side in UCDP's data where the tables know it, else its own."""
    entry = load_actors().by_id(party.actor)
    return entry.ucdp_names[0] if entry and entry.ucdp_names else party.name


def _on_the_grid(incident: Incident) -> dict[str, Value]:
    spot = incident.place
    if spot is None or spot.lat is None or spot.lon is None:
        return {}
    row = min(floor((spot.lat + 90) / _CELL), _ROWS - 1)
    column = min(floor((spot.lon + 180) / _CELL), _COLUMNS_OF_GRID - 1)
    return {
        "geom_wkt": f"POINT ({spot.lon} {spot.lat})",
        "priogrid_gid": row * _COLUMNS_OF_GRID + column + 1,
    }


# ------------------------------------------------------------- the dead by side


def _by_side(composed: Composed, one: Sequence[Party], other: Sequence[Party]) -> dict[str, Value]:
    """The best figure split by side, as the first account that gives it tells; the four always add up to it."""
    best = deaths(composed.incident).best or 0
    dead = dict.fromkeys(("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"), 0)
    account = next((event for event, _ in composed.told if deaths_told(event.counts).middle == best), None)
    left = best
    for count in account.counts if account else ():
        if count.what == "killed" and not count.cumulative and count.subset_of is None:
            number = min(left, deaths_told((count,)).middle or 0)
            dead[_whose(count, account, composed, one, other)] += number
            left -= number
    dead["deaths_unknown"] += left
    return dict(dead)


def _whose(count: Count, event: Event | None, composed: Composed, one: Sequence[Party], other: Sequence[Party]) -> str:
    words = (count.whom or "").casefold().split()
    civilian = {word for word in words if "civilian" in load_lexicon().classes.get(_singular(word), ())}
    if civilian:
        return "deaths_civilians"
    for name, side in (("deaths_a", one), ("deaths_b", other)):
        if any(_is_meant(party, count.whom or "") for party in side):
            return name
    targets = [
        composed.actors[party.actor] for party in (event.targets if event else ()) if party.actor in composed.actors
    ]
    if composed.codes.ucdp == _ONE_SIDED or (targets and all(actor.kind == "civilians" for actor in targets)):
        return "deaths_civilians"
    suffering = {party.actor for party in (event.targets if event else ())}
    acting = {party.actor for party in (event.actors if event else ())}
    if suffering and not suffering & acting:
        if suffering <= {party.actor for party in other}:
            return "deaths_b"
        if suffering <= {party.actor for party in one}:
            return "deaths_a"
    return "deaths_unknown"


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _is_meant(party: Party, whom: str) -> bool:
    """Whether the words for those counted name a party ("12 SDF fighters")."""
    words = whom.split()
    spans = (" ".join(words[a:b]) for a in range(len(words)) for b in range(a + 1, min(len(words), a + 5) + 1))
    return any((entry := load_actors().match(span)) is not None and entry.id == party.actor for span in spans)


UCDP = IncidentShape("ucdp", COLUMNS, _rows)
