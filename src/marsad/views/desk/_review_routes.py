"""The review queue: what to look at first, one item with its words, decisions of many at once, and what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from fastapi import APIRouter, HTTPException, Query, Request

from marsad._errors import UsageError
from marsad.ledger import is_latest, tables
from marsad.views.desk import _review_answers as answers
from marsad.views.desk._answers import Fault
from marsad.views.desk._columns import state_of
from marsad.views.desk._desk import MustRead, OfDesk, Writer
from marsad.views.desk._incident_routes import Wanted
from marsad.views.desk._judgement_routes import judgement_answer, name_of_writer
from marsad.views.desk._queue import ACTOR, Queues
from marsad.views.desk._review_items import item_of
from marsad.views.desk._waiting import key_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from marsad.ledger import Judgement, Ledger
    from marsad.views.desk._desk import Desk
    from marsad.views.desk._waiting import Waiting

routes = APIRouter(prefix="/review", tags=["review"], dependencies=[MustRead])
_MOST_DECISIONS = 200
_SHOWN = 160  # letters of the words of an item in a list


def queues_of(request: Request, desk: Desk) -> Queues:
    """The queues of an app, made at the first question."""
    if not hasattr(request.app.state, "queues"):
        request.app.state.queues = Queues(desk.ledger, desk.rows)
    return request.app.state.queues  # type: ignore[no-any-return]


@routes.get("")
def review(
    *,
    request: Request,
    desk: OfDesk,
    wanted: Wanted,
    state: Annotated[Literal["todo", "unsure", "decided", "all"], Query(description="What people decided.")] = "todo",
    sort: Annotated[Literal["event", "pair", "actor", "all"], Query(description="What it is.")] = "all",
    above: Annotated[float | None, Query(ge=0, le=1, description="Events of at least this confidence.")] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 60,
    offset: Annotated[int, Query(ge=0)] = 0,
) -> answers.ReviewPage:
    """What is to be checked, the worthiest first."""
    found = [
        one
        for one in queues_of(request, desk).get(wanted)
        if state in ("all", one.state)
        and sort in ("all", one.sort)
        and (above is None or (one.confidence is not None and one.confidence >= above))
    ]
    page = found[offset : offset + limit]
    return answers.ReviewPage(
        total=len(found), limit=limit, offset=offset, last=state_of(desk.ledger)[1], items=_rows(desk.ledger, page)
    )


@routes.get("/items/{key:path}", responses={404: {"model": Fault}})
def item(request: Request, desk: OfDesk, key: str) -> answers.ReviewItem:
    """One thing to be checked, with its words and what people decided."""
    queues = queues_of(request, desk)
    found = item_of(desk.ledger, key, queues.find(key), queues.suggestions.get(), state_of(desk.ledger)[1])
    if found is None:
        raise HTTPException(404, f"there is no {key[:200]} to be checked")
    return found


@routes.get("/decisions")
def decisions(
    desk: OfDesk,
    who: Annotated[str | None, Query(max_length=80, description="Only those of this person.")] = None,
    limit: Annotated[int, Query(ge=1, le=_MOST_DECISIONS)] = 50,
) -> list[answers.Decision]:
    """The last decisions that stand, the newest first."""
    told = [one for one in desk.ledger.judgements() if one.verdict != "undo" and one.undone_by is None]
    mine = [one for one in told if who is None or one.who == who]
    return [
        answers.Decision(key=_key_of_judgement(desk.ledger, one), judgement=judgement_answer(one))
        for one in reversed(mine[-limit:])
    ]


@routes.post("/accept", status_code=201)
def accept(desk: OfDesk, writer: Writer, asked: answers.BulkAsked) -> answers.BulkKept:
    """Accepts events together; each is a judgement of its own."""
    who, numbers, left_out = name_of_writer(writer, asked.who), [], []
    for one in asked.subjects:
        try:
            numbers.append(desk.ledger.judge("accept", (one.report, one.record), who=who, why=asked.why))
        except UsageError as error:
            left_out.append(str(error))
    return answers.BulkKept(numbers=numbers, left_out=left_out)


@routes.post("/undo", status_code=201)
def undo(desk: OfDesk, writer: Writer, asked: answers.BulkUndoAsked) -> answers.BulkKept:
    """Takes judgements back together, each by a later one."""
    who, numbers, left_out = name_of_writer(writer, asked.who), [], []
    for one in asked.numbers:
        try:
            numbers.append(desk.ledger.undo(one, who=who, why=asked.why))
        except UsageError as error:
            left_out.append(str(error))
    return answers.BulkKept(numbers=numbers, left_out=left_out)


@routes.post("/actors/{id_}", status_code=201)
def decide_on_actor(desk: OfDesk, writer: Writer, id_: str, asked: answers.SuggestionAsked) -> answers.BulkKept:
    """Accepts or refuses a suggestion for the tables of actors."""
    from marsad.suggestions import accept as accept_suggestion
    from marsad.suggestions import refuse

    who = name_of_writer(writer, asked.who)
    decide = accept_suggestion if asked.verdict == "accept" else refuse
    decide(desk.ledger, id_, who=who, why=asked.why)
    return answers.BulkKept(numbers=[state_of(desk.ledger)[1]], left_out=[])


def _rows(ledger: Ledger, page: Sequence[Waiting]) -> list[answers.ReviewRow]:
    told = _words(ledger, {member for one in page for member in one.members if member[1]})
    outlets = _outlets(ledger, {member[0] for one in page for member in one.members})
    return [
        answers.ReviewRow(
            key=one.key, sort=one.sort, state=one.state, worth=one.worth.value, head=one.head,
            words=one.words or " / ".join(told.get(member, "") for member in one.members),
            outlet=outlets.get(one.members[0][0]) if one.members else None, confidence=one.confidence,
        )
        for one in page
    ]  # fmt: skip


def _words(ledger: Ledger, members: Collection[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The evidence of events, cut to some letters."""
    from sqlalchemy import select

    event, reading, report = tables.EVENTS, tables.READINGS, tables.REPORTS
    query = (
        select(report.c.id, event.c.id, event.c.evidence)
        .select_from(event)
        .join(reading, event.c.reading == reading.c.number)
        .join(report, reading.c.report == report.c.number)
        .where(is_latest(), report.c.id.in_(sorted({name for name, _ in members})))
    )
    with ledger.looking() as connection:
        return {
            (name, id_): words if len(words) <= _SHOWN else words[:_SHOWN] + "…"
            for name, id_, words in connection.execute(query)
            if (name, id_) in members
        }


def _outlets(ledger: Ledger, reports: Collection[str]) -> dict[str, str | None]:
    from sqlalchemy import select

    table = tables.REPORTS
    with ledger.looking() as connection:
        rows = connection.execute(select(table.c.id, table.c.outlet).where(table.c.id.in_(sorted(reports))))
        return {row[0]: row[1] for row in rows}


def _key_of_judgement(ledger: Ledger, judgement: Judgement) -> str | None:
    """The item that a judgement is on: the events in whose words it stands."""
    if isinstance(judgement.value, dict) and isinstance(id_ := judgement.value.get("suggestion"), str):
        return f"{ACTOR}{id_}"
    members = []
    for subject in judgement.subjects:
        reading = ledger.reading(subject.report) if subject.record == "event" else None
        for event in reading.events if reading else ():
            if (event.trigger.start, event.trigger.end) == (subject.start, subject.end):
                members.append((subject.report, event.id))
                break
    if not members or len(members) != len(judgement.subjects):
        return None
    return key_of(members)
