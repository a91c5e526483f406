"""Reports with what people decided on them, and what they decide: the only writing that the desk does."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any, cast

from fastapi import APIRouter, HTTPException, Query

from marsad.incidents import judge_incidents
from marsad.records import to_json
from marsad.views.desk import _answers as answers
from marsad.views.desk._desk import MustRead, OfDesk, Writer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from marsad.ledger import Judgement, Ledger, Subject
    from marsad.views.desk._access import Session

routes = APIRouter(tags=["reports and judgements"], dependencies=[MustRead])


@routes.get("/reports/{id_:path}", responses={404: {"model": answers.Fault}})
def report(desk: OfDesk, id_: str) -> answers.ReportAnswer:
    """A report with its latest reading, and what people decided on it."""
    reading = desk.ledger.reading(id_)
    if reading is None:
        raise HTTPException(404, f"the ledger has no report {id_[:200]}")
    told = [judgement_answer(one) for one in desk.ledger.judgements(id_)]
    return answers.ReportAnswer(reading=to_json(reading), judgements=told)


@routes.get("/judgements")
def judgements(
    desk: OfDesk, report: Annotated[str | None, Query(max_length=2000, description="On it and its records.")] = None
) -> list[answers.JudgementAnswer]:
    """What people decided, in their order, what was taken back too."""
    return [judgement_answer(one) for one in desk.ledger.judgements(report)]


@routes.post("/judgements", status_code=201)
def judge(desk: OfDesk, writer: Writer, asked: answers.JudgementAsked) -> answers.Kept:
    """Keeps a decision.

    Where ``seen`` is given and somebody has judged one of the records since, both decisions are kept, and the answer
    brings the other one along.
    """
    subjects = [(one.report, one.record) for one in asked.subjects]
    number = desk.ledger.judge(
        asked.verdict, *subjects, who=name_of_writer(writer, asked.who), why=asked.why, field=asked.field,
        value=cast("Any", asked.value),
    )  # fmt: skip
    return answers.Kept(
        number=number, others=_not_seen(desk.ledger, [number], asked.seen, {name for name, _ in subjects})
    )


@routes.post("/judgements/incidents", status_code=201)
def judge_whole(desk: OfDesk, writer: Writer, asked: answers.IncidentsJudged) -> answers.KeptOnIncidents:
    """Keeps a decision on incidents: the same joins them, different holds them apart or splits an event off."""
    subjects = [(one.report, one.record) for one in asked.subjects]
    numbers = judge_incidents(
        desk.ledger, asked.verdict, *subjects, *asked.incidents, who=name_of_writer(writer, asked.who), why=asked.why
    )
    return answers.KeptOnIncidents(numbers=numbers, others=_not_seen(desk.ledger, numbers, asked.seen))


@routes.post("/judgements/{number}/undo", status_code=201)
def undo(desk: OfDesk, writer: Writer, number: int, asked: answers.UndoAsked) -> answers.Kept:
    """Takes a decision back by a later one."""
    later = desk.ledger.undo(number, who=name_of_writer(writer, asked.who), why=asked.why)
    return answers.Kept(number=later, others=[])


def judgement_answer(judgement: Judgement) -> answers.JudgementAnswer:
    """A judgement as it is sent."""
    return answers.JudgementAnswer(**asdict(judgement))


def name_of_writer(writer: Session, given: str | None) -> str:
    """Whoever logged in; where nobody does, whom the page names."""
    who = writer.who or (given or "").strip()
    if not who:
        raise HTTPException(422, "a judgement is somebody's: say who")
    return who


def _not_seen(
    ledger: Ledger, own: Sequence[int], seen: int | None, reports: Iterable[str | None] = (None,)
) -> list[answers.JudgementAnswer]:
    """Judgements on the records of some judgements, after the one that their maker saw last, where that is told.

    ``reports`` are those of the records, where they are known: to look through all judgements takes longer.
    """
    if seen is None:
        return []
    told = {one.number: one for name in reports for one in ledger.judgements(name)}
    subjects: set[Subject] = {subject for number in own for subject in told[number].subjects}

    def is_on_them(one: Judgement) -> bool:
        meant = told.get(one.undoes) if one.undoes is not None else one
        return meant is not None and not subjects.isdisjoint(meant.subjects)

    later = [one for number, one in sorted(told.items()) if seen < number and number not in own and is_on_them(one)]
    return [judgement_answer(one) for one in later]
