"""What was foretold, what may settle it, how it came out, and how right everybody was."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Literal

from fastapi import APIRouter, HTTPException, Query

from marsad._errors import UsageError
from marsad.forecasting import QuestionFilter, find_question, questions, resolve, scores, suggestions
from marsad.records import to_json
from marsad.views.desk import _forecast_answers as answers
from marsad.views.desk._answers import Fault, Kept
from marsad.views.desk._desk import MustRead, OfDesk, Writer
from marsad.views.desk._judgement_routes import name_of_writer
from marsad.views.desk._review_items import card_of

if TYPE_CHECKING:
    from marsad.forecasting import Foretelling, Question, Score, Suggestion
    from marsad.ledger import Ledger

routes = APIRouter(prefix="/forecasts", tags=["forecasts"], dependencies=[MustRead])
_LONGEST = 300
_Word = Annotated[str | None, Query(max_length=_LONGEST)]
_State = Literal["open", "due", "resolved", "all"]


@routes.get("")
def forecasts(
    *,
    desk: OfDesk,
    state: Annotated[_State, Query(description="open: not due yet; due: open past the horizon.")] = "all",
    maker: _Word = None,
    place: _Word = None,
    actor: _Word = None,
    report: Annotated[str | None, Query(max_length=2000)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    offset: Annotated[int, Query(ge=0)] = 0,
) -> answers.QuestionPage:
    """Questions: those due by their horizon, the oldest first, then by the day of the first forecast."""
    wanted = QuestionFilter(maker=maker or None, place=place or None, actor=actor or None, report=report)
    found = list(questions(desk.ledger, wanted))
    sorts = [_sort(one) for one in found]
    shown = [one for one, sort in zip(found, sorts, strict=True) if state in ("all", sort)]
    shown.sort(key=lambda one: (not one.due, one.horizon or "9999", one.opened or "9999", one.id))
    counts = {name: sorts.count(name) for name in ("open", "due", "resolved")}
    items = [_answer(one) for one in shown[offset : offset + limit]]
    return answers.QuestionPage(total=len(shown), limit=limit, offset=offset, items=items, **counts)


@routes.get("/scores")
def all_scores(desk: OfDesk) -> list[answers.ScoreAnswer]:
    """How right everybody was: all together, then makers, then outlets; under 20 forecasts nobody is ranked."""
    return [_score(one) for one in scores(desk.ledger)]


@routes.get("/{id_}", responses={404: {"model": Fault}})
def forecast(desk: OfDesk, id_: str) -> answers.QuestionAnswer:
    """One question."""
    return _answer(_found(desk.ledger, id_))


@routes.get("/{id_}/suggestions", responses={404: {"model": Fault}})
def settling(desk: OfDesk, id_: str, limit: Annotated[int, Query(ge=1, le=50)] = 5) -> list[answers.SettlingEvent]:
    """Events that may settle a question, the best first; they decide nothing."""
    found = suggestions(desk.ledger, _found(desk.ledger, id_), limit=limit)
    return [told for one in found if (told := _settling(desk.ledger, one)) is not None]


@routes.post("/{id_}/resolve", status_code=201, responses={404: {"model": Fault}})
def settle(desk: OfDesk, writer: Writer, id_: str, asked: answers.ResolveAsked) -> Kept:
    """Keeps how a question came out."""
    who = name_of_writer(writer, asked.who)
    question = _found(desk.ledger, id_)
    number = resolve(desk.ledger, question, asked.state, who=who, why=asked.why, on=asked.on, event=asked.event)
    return Kept(number=number, others=[])


def _found(ledger: Ledger, id_: str) -> Question:
    try:
        return find_question(ledger, id_)
    except UsageError as error:
        raise HTTPException(404, str(error)) from None


def _sort(question: Question) -> Literal["open", "due", "resolved"]:
    return "resolved" if question.state != "open" else "due" if question.due else "open"


def _answer(question: Question) -> answers.QuestionAnswer:
    settled = question.resolution
    return answers.QuestionAnswer(
        id=question.id, proposition=question.proposition, opened=question.opened, horizon=question.horizon,
        state=question.state, due=question.due, condition=question.condition,
        resolution=answers.ResolutionAnswer(**asdict(settled)) if settled else None,
        forecasts=[_foretelling(one) for one in question.forecasts],
    )  # fmt: skip


def _foretelling(told: Foretelling) -> answers.ForetellingAnswer:
    chance = told.probability
    return answers.ForetellingAnswer(
        name=told.name, report=told.report, outlet=told.outlet, maker=told.maker, maker_id=told.maker_id,
        forecast=to_json(told.forecast), agrees=told.agrees, standing=told.standing,
        corrected=list(told.corrected),
        chance=answers.Chance(**asdict(chance)) if chance else None,
    )  # fmt: skip


def _settling(ledger: Ledger, one: Suggestion) -> answers.SettlingEvent | None:
    reading = ledger.reading(one.report)
    if reading is None:
        return None
    return answers.SettlingEvent(
        name=one.name, report=card_of(reading.report), event=to_json(one.event), state=one.state, on=one.on,
        reason=one.reason,
    )  # fmt: skip


def _score(one: Score) -> answers.ScoreAnswer:
    return answers.ScoreAnswer(**asdict(one))
