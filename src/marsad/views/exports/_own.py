"""Our own tables: a row per event, which can be corrected and read back, and a row per incident."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from marsad.incidents import deaths, deaths_told
from marsad.views import _wording as wording
from marsad.views._cells import printed
from marsad.views.exports._composed import LatestReadings
from marsad.views.exports._shapes import Column, EventShape, IncidentShape, Mark, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from marsad.ledger import Found, Ledger
    from marsad.records import Event, Incident, IncidentParty, Place
    from marsad.views.exports._shapes import About, Value

JOIN = "; "

EVENT_COLUMNS = (
    Column("report", hxl="#meta+report"), Column("event", hxl="#meta+id"), Column("published", hxl="#date+reported"),
    Column("outlet", hxl="#meta+source"), Column("url", hxl="#meta+url"), Column("kind", hxl="#event+type"),
    Column("actors", hxl="#group+actor"), Column("targets", hxl="#group+target"), Column("place", hxl="#loc+name"),
    Column("country", hxl="#country+code"), Column("admin1", hxl="#adm1+name"), Column("lat", "number", "#geo+lat"),
    Column("lon", "number", "#geo+lon"), Column("place_precision", hxl="#geo+precision"),
    Column("start", "day", "#date+start"), Column("end", "day", "#date+end"),
    Column("time_precision", hxl="#date+precision"), Column("killed_low", "integer", "#affected+killed+min"),
    Column("killed_best", "integer", "#affected+killed"), Column("killed_high", "integer", "#affected+killed+max"),
    Column("counts", hxl="#description+counts"), Column("means", hxl="#description+means"),
    Column("status", hxl="#status"), Column("background", "flag", "#status+background"),
    Column("sources", hxl="#meta+source+chain"), Column("plover", hxl="#event+plover"),
    Column("plover_mode", hxl="#event+plover+mode"), Column("cameo", hxl="#event+cameo"),
    Column("acled_event_type", hxl="#event+acled"), Column("acled_sub_event_type", hxl="#event+acled+sub"),
    Column("confidence", "number", "#indicator+confidence"), Column("evidence", hxl="#description"),
    Column("corrected", hxl="#meta+corrected"), Column("judgements", hxl="#meta+judgements"),
    Column("verdict", hxl="#meta+verdict"), Column("note", hxl="#meta+note"), Column("state", hxl="#meta+state"),
    Column("rule", hxl="#meta+rule"), Column("program", hxl="#meta+program"),
)  # fmt: skip

INCIDENT_COLUMNS = (
    Column("incident", hxl="#meta+id"), Column("kind", hxl="#event+type"), Column("actors", hxl="#group+actor"),
    Column("targets", hxl="#group+target"), Column("rival_actors", hxl="#group+actor+rival"),
    Column("place", hxl="#loc+name"), Column("lat", "number", "#geo+lat"), Column("lon", "number", "#geo+lon"),
    Column("place_precision", hxl="#geo+precision"), Column("rival_places", hxl="#loc+rival"),
    Column("start", "day", "#date+start"), Column("end", "day", "#date+end"),
    Column("time_precision", hxl="#date+precision"), Column("killed_low", "integer", "#affected+killed+min"),
    Column("killed_best", "integer", "#affected+killed"), Column("killed_high", "integer", "#affected+killed+max"),
    Column("counts", hxl="#description+counts"), Column("grade", hxl="#status+grade"),
    Column("reason", hxl="#status+reason"), Column("sources", hxl="#meta+source"),
    Column("source_count", "integer", "#meta+source+num"), Column("reports", hxl="#meta+report"),
    Column("report_count", "integer", "#meta+report+num"), Column("reprints", hxl="#meta+report+reprint"),
    Column("statuses", hxl="#status"), Column("rule", hxl="#meta+rule"), Column("program", hxl="#meta+program"),
)  # fmt: skip


# ------------------------------------------------------------------ events


def _event_rows(ledger: Ledger, found: Iterator[Found], about: About) -> Iterator[Row]:
    readings = LatestReadings(ledger)
    for one in found:
        yield Row(event_cells(one, readings, about), mark_of(corrected_of(one, readings)[0]))


def event_cells(one: Found, readings: LatestReadings, about: About) -> tuple[Value, ...]:
    """The cells of an event in the order of ``EVENT_COLUMNS``, with what people corrected."""
    event, corrected = corrected_of(one, readings)
    place = place_of(one, event, readings)
    killed = deaths_told(event.counts)
    spot = event.places[0] if event.places else None
    told: tuple[Value, ...] = (
        one.report.id, event.id, one.report.published, one.report.outlet, one.report.url, event.kind,
        JOIN.join(party.name for party in event.actors), JOIN.join(party.name for party in event.targets),
        JOIN.join(spot.name for spot in event.places), place.country if place else None,
        place.admin1 if place else None, spot.lat if spot else None, spot.lon if spot else None,
        spot.precision if spot else None, event.time.start, event.time.end, event.time.precision, killed.low,
        killed.best, killed.high, wording.how_many(event.counts), JOIN.join(means.name for means in event.means),
        event.status, event.background, wording.says_who(event.sources), event.plover, event.mode, event.cameo,
        event.acled.event_type if event.acled else None, event.acled.sub_event_type if event.acled else None,
        event.confidence, event.evidence.exact, JOIN.join(corrected),
        JOIN.join(wording.judged(judgement) for judgement in one.judgements), None, None,
    )  # fmt: skip
    return (*told, state_of(told), about.rule, about.program)


def state_of(told: Iterable[Value]) -> str:
    """A short hash of a row as it was exported: tells on import whether the ledger has moved on since."""
    text = "\x1f".join(map(printed, told))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def corrected_of(one: Found, readings: LatestReadings) -> tuple[Event, tuple[str, ...]]:
    """The event with what people corrected, and the names of the fields that they did."""
    fields = tuple(dict.fromkeys(j.field for j in one.judgements if j.verdict == "correct" and j.field))
    if not fields:
        return one.event, ()
    known = {event.id: event for event in readings.of(one.report.id).events}
    return known.get(one.event.id, one.event), fields


def place_of(one: Found, event: Event, readings: LatestReadings) -> Place | None:
    """The most specific place of an event, as its report has it."""
    if not event.places:
        return None
    if event.places == one.event.places:
        return one.place
    wanted = event.places[0].place
    return next((place for place in readings.of(one.report.id).places if place.id == wanted), None)


def mark_of(event: Event) -> Mark:
    """Where an event lies."""
    spot = event.places[0] if event.places else None
    return Mark(
        f"{event.kind}: {wording.who_to_whom(event)}", event.evidence.exact, spot.lat if spot else None,
        spot.lon if spot else None, spot.precision if spot else None, event.time.start, event.time.end,
    )  # fmt: skip


# --------------------------------------------------------------- incidents


def _incident_rows(ledger: Ledger, incidents: Iterator[Incident], about: About) -> Iterator[Row]:
    readings = LatestReadings(ledger)
    for incident in incidents:
        report, name = incident.members[0]
        words = next(event.evidence.exact for event in readings.of(report).events if event.id == name)
        yield Row(_incident_cells(incident, about), mark_of_incident(incident, words))


def _incident_cells(incident: Incident, about: About) -> tuple[Value, ...]:
    figure, spot, time = deaths(incident), incident.place, incident.time
    rivals = [party for party in incident.actors if not party.chosen]
    others = [place.name for place in incident.places if spot is None or place.place != spot.place]
    return (
        incident.id, incident.kind, _chosen(incident.actors), _chosen(incident.targets),
        JOIN.join(party.name for party in rivals), spot.name if spot else None, spot.lat if spot else None,
        spot.lon if spot else None, spot.precision if spot else None, JOIN.join(dict.fromkeys(others)), time.start,
        time.end, time.precision, figure.low, figure.best, figure.high, figures_told(incident), incident.grade,
        incident.reason, JOIN.join(incident.sources), len(incident.sources), JOIN.join(incident.reports),
        len(incident.reports), JOIN.join(incident.reprints), JOIN.join(dict.fromkeys(incident.statuses)), about.rule,
        about.program,
    )  # fmt: skip


def figures_told(incident: Incident) -> str:
    """Every figure of an incident with who gives it ("killed: 5 (Valley Wire), 9 (Lake Army)")."""
    parts = []
    for count in incident.counts:
        told = (
            f"{wording.bounds(figure.low, figure.best, figure.high)} ({figure.source or 'unnamed'})"
            for figure in count.figures
        )
        head = " ".join(
            ["of them", count.what] if count.part else [count.what, "in all"] if count.cumulative else [count.what]
        )
        parts.append(f"{head.replace('-', ' ')}: {', '.join(dict.fromkeys(told))}")
    return JOIN.join(parts)


def _chosen(parties: Iterable[IncidentParty]) -> str:
    return JOIN.join(party.name for party in parties if party.chosen)


def mark_of_incident(incident: Incident, words: str) -> Mark:
    """Where an incident lies, with the words of an account."""
    spot, time = incident.place, incident.time
    who = _chosen(incident.actors) or wording.UNKNOWN
    whom = _chosen(incident.targets)
    name = f"{incident.kind}: {who} → {whom}" if whom else f"{incident.kind}: {who}"
    return Mark(
        name, words, spot.lat if spot else None, spot.lon if spot else None, spot.precision if spot else None,
        time.start, time.end,
    )  # fmt: skip


EVENTS = EventShape("events", EVENT_COLUMNS, _event_rows)
INCIDENTS = IncidentShape("incidents", INCIDENT_COLUMNS, _incident_rows)
