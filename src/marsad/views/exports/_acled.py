"""Incidents in the columns of an ACLED export: a row per act that somebody tells as done and ACLED has a type for.

The columns follow ACLED's codebook and the code lists of its package acledR (billingtt/acledR 9cb243d4). What ACLED
decides by research (the scale of a source, an id of its own) is left empty. Fatalities are those of the incident by its
rule, vague words at ACLED's values, 0 where nobody tells any.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.incidents import deaths
from marsad.knowledge import acled_value, disorder_of, load_countries, load_regions
from marsad.views import _wording as wording
from marsad.views.exports._composed import Composed, LatestReadings, compose, sides
from marsad.views.exports._own import JOIN, mark_of_incident
from marsad.views.exports._shapes import Column, IncidentShape, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from marsad.ledger import Ledger
    from marsad.records import Incident, Party
    from marsad.views.exports._shapes import About, Value

_CIVILIANS, _PROTESTERS = 7, 6
_TIME = {"day": 1, "days": 2, "week": 2, "month": 3, "season": 3, "year": 3, "unknown": 3}
_PLACE = {"exact": 1, "near": 2, "area": 2, "admin1": 3, "country": 3}

COLUMNS = (
    Column("event_id_cnty", hxl="#meta+id"), Column("event_date", "day", "#date"), Column("year", "integer"),
    Column("time_precision", "integer", "#date+precision"), Column("disorder_type"),
    Column("event_type", hxl="#event+type"), Column("sub_event_type", hxl="#event+type+sub"),
    Column("actor1", hxl="#group+actor"), Column("assoc_actor_1"), Column("inter1", "integer"),
    Column("actor2", hxl="#group+target"), Column("assoc_actor_2"), Column("inter2", "integer"),
    Column("interaction", "integer"), Column("civilian_targeting"), Column("iso", "integer"),
    Column("region", hxl="#region"),
    Column("country", hxl="#country+name"), Column("admin1", hxl="#adm1+name"), Column("admin2"), Column("admin3"),
    Column("location", hxl="#loc+name"), Column("latitude", "number", "#geo+lat"),
    Column("longitude", "number", "#geo+lon"), Column("geo_precision", "integer", "#geo+precision"),
    Column("source", hxl="#meta+source"), Column("source_scale"), Column("notes", hxl="#description"),
    Column("fatalities", "integer", "#affected+killed"), Column("tags"), Column("timestamp", "integer"),
)  # fmt: skip


def _rows(ledger: Ledger, incidents: Iterator[Incident], about: About) -> Iterator[Row]:
    readings = LatestReadings(ledger)
    for incident in incidents:
        composed = compose(incident, readings)
        day = incident.time.start or incident.time.end
        if composed is not None and composed.codes.acled is not None and day is not None:
            yield Row(_cells(composed, day, about), mark_of_incident(incident, composed.event.evidence.exact))


def _cells(composed: Composed, day: str, about: About) -> tuple[Value, ...]:
    incident, acled = composed.incident, composed.codes.acled
    assert acled is not None
    one, other = sides(composed)
    inters = [composed.inter(side[0]) if side else 0 for side in (one, other)]
    country = load_countries().by_code(composed.country) if composed.country else None
    region = load_regions().get(composed.country) if composed.country else None
    place, spot = composed.place, incident.place
    return (
        f"{composed.country or 'XXX'}{incident.id}", day, int(day[:4]), _TIME[incident.time.precision],
        disorder_of(acled.event_type, acled.sub_event_type), acled.event_type, acled.sub_event_type,
        *_side(one, inters[0]), *_side(other, inters[1]), _interaction(inters), _civilians(composed, inters),
        region.number if region else None, region.acled if region else None, country.name if country else None,
        place.admin1 if place else None, None, None, spot.name if spot else None, spot.lat if spot else None,
        spot.lon if spot else None, _PLACE[spot.precision] if spot else None, JOIN.join(outlets(composed)), None,
        notes(composed, about), _fatalities(composed), incident.grade, None,
    )  # fmt: skip


def _side(side: Sequence[Party], inter: int | None) -> tuple[Value, Value, Value]:
    if not side:
        return None, None, 0
    return side[0].name, JOIN.join(party.name for party in side[1:]) or None, inter


def _interaction(inters: Sequence[int | None]) -> int | None:
    """Both digits, the lower first; of one side alone its digit and a nought ("10"). Null where a digit is open."""
    known = sorted(inter for inter in inters if inter is not None)
    if len(known) < len(inters) or not any(known):
        return None
    low, high = known
    return 10 * high if low == 0 else 10 * low + high


def _civilians(composed: Composed, inters: Sequence[int | None]) -> str | None:
    acled = composed.codes.acled
    targeted = inters[1] in (_CIVILIANS, _PROTESTERS) and acled is not None and acled.event_type != "Protests"
    violent = acled is not None and (
        acled.event_type == "Violence against civilians" or acled.sub_event_type.startswith("Excessive force")
    )
    return "Civilian targeting" if violent or (targeted and inters[0] not in (_PROTESTERS, 0)) else None


def _fatalities(composed: Composed) -> int:
    """The dead by the rule; where only a vague word tells of them ("dozens"), ACLED's value of it."""
    figure = deaths(composed.incident)
    if figure.best is None:
        return 0
    if figure.high is None or figure.low == figure.best:
        vague = [
            value
            for count in composed.event.counts
            if count.what == "killed" and count.low == figure.best and count.best is None and count.span is not None
            for value in (acled_value(count.span.exact),)
            if value is not None
        ]
        return min([*vague, figure.best])
    return figure.best


def outlets(composed: Composed) -> list[str]:
    """Who published it, each once, in the order of the members."""
    return list(dict.fromkeys(reading.report.outlet or reading.report.id for _, reading in composed.told))


def notes(composed: Composed, about: About) -> str:
    """The words of the first account, who says so, the rival figures, the grade, and how the row came about."""
    incident = composed.incident
    event = composed.event
    said = wording.says_who(event.sources)
    parts = [f"{event.evidence.exact} ({said})" if said else event.evidence.exact]
    for count in incident.counts:
        if len({(figure.low, figure.best, figure.high) for figure in count.figures}) > 1:
            told = (
                f"{wording.bounds(figure.low, figure.best, figure.high)} {figure.source or 'unnamed'}"
                for figure in count.figures
            )
            parts.append(f"{count.what} told: {JOIN.join(told)}")
    parts.append(f"{incident.grade}: {incident.reason}")
    parts.append(f"{about.program}, {about.rule}")
    return " | ".join(parts)


ACLED = IncidentShape("acled", COLUMNS, _rows)
