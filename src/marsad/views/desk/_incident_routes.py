"""Incidents, the vocabulary that they are told in, control, and how much there is."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Any, cast, get_args

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response

from marsad._errors import UsageError
from marsad.incidents import DEFAULT_RULE, IncidentFilter, count_incidents, deaths, find_incident, incident_rows
from marsad.knowledge import load_families, load_kinds, load_precision_radii
from marsad.records import Grade, IncidentRule, Status, to_json
from marsad.views.desk import _answers as answers
from marsad.views.desk._control import holders_at
from marsad.views.desk._desk import MustRead, OfDesk
from marsad.views.desk._judgement_routes import judgement_answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.records import Incident
    from marsad.views.desk._desk import Desk

routes = APIRouter(tags=["incidents"], dependencies=[MustRead])
_DAY = r"^\d{4}-\d{2}-\d{2}$"
_LONGEST = 300
_Word = Annotated[str | None, Query(max_length=_LONGEST)]
_KEPT = 12
_WEEK, _MOST_DAYS = timedelta(days=6), 366
_Day = Annotated[str | None, Query(pattern=_DAY)]
Box = tuple[float, float, float, float]
Near = tuple[float, float, float]


def _filter(
    *,
    since: Annotated[str | None, Query(pattern=_DAY, description="May have happened on this day or later.")] = None,
    until: Annotated[str | None, Query(pattern=_DAY, description="May have happened on this day or earlier.")] = None,
    place: _Word = None,
    box: Annotated[str | None, Query(max_length=_LONGEST, description="west,south,east,north")] = None,
    near: Annotated[str | None, Query(max_length=_LONGEST, description="latitude,longitude,kilometres")] = None,
    actor: _Word = None,
    kind: _Word = None,
    source: _Word = None,
    status: _Word = None,
    grade: _Word = None,
    report: Annotated[str | None, Query(max_length=2000)] = None,
) -> IncidentFilter:
    return IncidentFilter(
        since=since, until=until, place=place or None, actor=actor or None, kind=kind or None, source=source or None,
        status=status or None, grade=grade or None, report=report,
        box=cast("Box | None", _numbers(box, ("west", "south", "east", "north"), "box")),
        near=cast("Near | None", _numbers(near, ("latitude", "longitude", "km"), "near")),
    )  # fmt: skip


Wanted = Annotated[IncidentFilter, Depends(_filter)]


@routes.get("/vocabulary")
def vocabulary() -> answers.Vocabulary:
    """The kinds with their families, how coarse places are drawn, grades and statuses."""
    family_of = {kind: family.name for family in load_families() for kind in family.kinds}
    kinds = [answers.KindWord(name=k.name, family=family_of[k.name], meaning=k.meaning) for k in load_kinds().values()]
    families = [
        answers.FamilyWord(name=f.name, label=f.label, meaning=f.meaning, kinds=list(f.kinds)) for f in load_families()
    ]
    radii = [
        answers.PrecisionWord(precision=cast("Any", r.precision), km=r.km, meaning=r.meaning)
        for r in load_precision_radii().values()
    ]
    return answers.Vocabulary(
        kinds=kinds, families=families, precisions=radii, grades=list(get_args(Grade)), statuses=list(get_args(Status))
    )


@routes.get("/incidents")
def incidents(
    desk: OfDesk,
    wanted: Wanted,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
    offset: Annotated[int, Query(ge=0)] = 0,
) -> answers.IncidentPage:
    """Incidents by their last day, undated ones last."""
    items = incident_rows(desk.ledger, replace(wanted, limit=limit, offset=offset))
    return answers.IncidentPage(total=count_incidents(desk.ledger, wanted), limit=limit, offset=offset, items=items)


@routes.get("/incidents/brief")
def brief(desk: OfDesk, since: _Day = None, until: _Day = None) -> answers.BriefAnswer:
    """All incidents that may have happened within some days; without days, the last week that has incidents."""
    last = until or max((row.end or row.start or "" for row in desk.rows.all().values()), default="")
    if not last:
        return answers.BriefAnswer(since=None, until=None, total=0, before=0, items=[])
    first = since or (_date(last) - _WEEK).isoformat()
    length = (_date(last) - _date(first)).days + 1
    if not 0 < length <= _MOST_DAYS:
        raise UsageError(f"from {first} to {last}: a brief is of 1 to {_MOST_DAYS} days")
    earlier = (_date(first) - timedelta(days=length)).isoformat(), (_date(first) - timedelta(days=1)).isoformat()
    items = incident_rows(desk.ledger, IncidentFilter(since=first, until=last))
    before = count_incidents(desk.ledger, IncidentFilter(since=earlier[0], until=earlier[1]))
    return answers.BriefAnswer(since=first, until=last, total=len(items), before=before, items=items)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text!r} is no day; write it as 2018-12-14") from None


@routes.get("/incidents/columns", response_class=Response)
def columns(request: Request, desk: OfDesk, wanted: Wanted) -> Response:
    """All incidents that a filter asks for, as equally long lists: what the map draws."""
    kept = desk.columns.get(wanted)
    tag = f'"{kept.tag}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Accept-Encoding, Cookie"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    packed = "gzip" in request.headers.get("accept-encoding", "")
    if packed:
        headers["Content-Encoding"] = "gzip"
    return Response(kept.packed if packed else kept.plain, media_type="application/json", headers=headers)


@routes.get("/incidents/{id_}", responses={404: {"model": answers.Fault}})
def incident(desk: OfDesk, id_: str, rule: IncidentRule = DEFAULT_RULE) -> answers.IncidentAnswer:
    """One incident with the reports, mentions and judgements that it rests on, its values chosen by a rule."""
    found = find_incident(desk.ledger, id_, rule=rule)
    if found is None:
        raise HTTPException(404, f"the ledger has no incident {id_[:100]}")
    return _whole(desk, found)


def _whole(desk: Desk, found: Incident) -> answers.IncidentAnswer:
    readings = {name: reading for name in found.reports if (reading := desk.ledger.reading(name)) is not None}
    cards = [
        answers.ReportCard(
            id=name, title=reading.report.title, outlet=reading.report.outlet, url=reading.report.url,
            published=reading.report.published, reprint=name in found.reprints,
        )
        for name, reading in readings.items()
    ]  # fmt: skip
    events = {(name, event.id): event for name, reading in readings.items() for event in reading.events}
    mentions = [
        answers.Mention(report=report, event=to_json(events[report, event]))
        for report, event in (member[:2] for member in found.members)
        if (report, event) in events
    ]
    told = [one for name in readings for one in desk.ledger.judgements(name)]
    judgements = {one.number: judgement_answer(one) for one in told}
    return answers.IncidentAnswer(
        incident=to_json(found), killed=deaths(found),
        reports=sorted(cards, key=lambda card: (card.published or "9999", card.id)),
        mentions=mentions, judgements=[judgements[number] for number in sorted(judgements)],
    )  # fmt: skip


@routes.get("/control")
def control(
    desk: OfDesk,
    at: Annotated[
        str | None, Query(pattern=_DAY, description="Without it the last day that any statement speaks of.")
    ] = None,
) -> answers.ControlAnswer:
    """Who holds which place at the end of a day, by what reports say."""
    day, places = holders_at(desk.ledger, at)
    return answers.ControlAnswer(at=day, places=places)


@routes.get("/stats")
def stats(desk: OfDesk) -> dict[str, Any]:
    """How much there is of what."""
    return asdict(desk.tables.stats())


def _numbers(text: str | None, names: Sequence[str], option: str) -> tuple[float, ...] | None:
    """Numbers separated by commas."""
    if text is None:
        return None
    try:
        found = tuple(float(part) for part in text.split(","))
    except ValueError:
        found = ()
    if len(found) != len(names):
        raise UsageError(f"{option}={text}: write {','.join(names)}")
    return found
