"""What the reader and the page of an incident ask besides: whose a report's events are, which incidents lie near."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, HTTPException, Query

from marsad.incidents import IncidentFilter, find_incident, find_incidents, incident_rows, kilometres
from marsad.ledger import folded
from marsad.views.desk import _answers as answers
from marsad.views.desk._desk import MustRead, OfDesk

if TYPE_CHECKING:
    from marsad.incidents import IncidentRow
    from marsad.records import Incident

routes = APIRouter(tags=["incidents"], dependencies=[MustRead])
_FAR = 1e9  # what is not known comes last


@routes.get("/tellings")
def tellings(desk: OfDesk, report: Annotated[str, Query(max_length=2000)]) -> list[answers.Telling]:
    """The incident that each event of a report belongs to; a rejected event belongs to none."""
    found = [
        answers.Telling(
            event=event, incident=incident.id, mentions=len(incident.members), reports=len(incident.reports),
            grade=incident.grade,
        )
        for incident in find_incidents(desk.ledger, IncidentFilter(report=report))
        for name, event in (member[:2] for member in incident.members)
        if name == report
    ]  # fmt: skip
    return sorted(found, key=lambda telling: telling.event)


@routes.get("/incidents/{id_}/others", responses={404: {"model": answers.Fault}})
def others(
    desk: OfDesk,
    id_: str,
    *,
    words: Annotated[str, Query(max_length=300, description="All in its kind, place, actors or targets.")] = "",
    days: Annotated[int, Query(ge=0, le=3660, description="At most so many days before or after.")] = 14,
    km: Annotated[float, Query(gt=0, le=20_000, description="At most so far away, where both have a point.")] = 50,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> list[answers.Nearby]:
    """Incidents near another in time and place, the nearest first: those that may tell the same act."""
    found = find_incident(desk.ledger, id_)
    if found is None:
        raise HTTPException(404, f"the ledger has no incident {id_[:100]}")
    rows = incident_rows(desk.ledger, _around(found, days, km))
    asked = folded(words).split()
    near = [_nearby(found, row) for row in rows if row.id != found.id and _has(row, asked)]
    order = sorted(near, key=lambda one: (_rank(one.days), _rank(one.km), one.row.id))
    return order[:limit]


def _around(incident: Incident, days: int, km: float) -> IncidentFilter:
    wanted, place, (start, end) = IncidentFilter(), incident.place, _days(incident.time.start, incident.time.end)
    if start and end:
        wanted = replace(wanted, since=_moved(start, -days), until=_moved(end, days))
    if place is not None and place.lat is not None and place.lon is not None:
        wanted = replace(wanted, near=(place.lat, place.lon, km))
    return wanted


def _nearby(incident: Incident, row: IncidentRow) -> answers.Nearby:
    (start, end), (first, last) = _days(incident.time.start, incident.time.end), _days(row.start, row.end)
    gap = None if start is None or end is None or first is None or last is None else max(
        (first - end).days, (start - last).days, 0
    )  # fmt: skip
    place, far = incident.place, None
    if place is not None and None not in {place.lat, place.lon, row.lat, row.lon}:
        far = round(kilometres((place.lat, place.lon), (row.lat, row.lon)), 1)  # type: ignore[arg-type]
    return answers.Nearby(row=row, days=gap, km=far)


def _has(row: IncidentRow, asked: list[str]) -> bool:
    told = folded(" ".join((row.kind.replace("-", " "), row.place or "", row.actors, row.targets)))
    return all(word in told for word in asked)


def _days(start: str | None, end: str | None) -> tuple[date | None, date | None]:
    first, last = start or end, end or start
    return (date.fromisoformat(first), date.fromisoformat(last)) if first and last else (None, None)


def _moved(day: date, by: int) -> str | None:
    try:
        return (day + timedelta(days=by)).isoformat()
    except OverflowError:  # before the first year or after the last there is nothing
        return None


def _rank(value: float | None) -> float:
    return _FAR if value is None else value
