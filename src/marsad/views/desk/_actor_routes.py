"""Actors: who they are by the reports, with whom, what they say, foretell and do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Query

from marsad.forecasting import QuestionFilter, questions
from marsad.indicators import series
from marsad.knowledge import load_actors
from marsad.ledger import tables as schema
from marsad.views.desk import _page_answers as answers
from marsad.views.desk._answers import Fault
from marsad.views.desk._desk import MustRead, OfDesk
from marsad.views.desk._named import matching, names_used, readings_naming

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from marsad.forecasting import Score
    from marsad.ledger import Ledger

routes = APIRouter(tags=["actors"], dependencies=[MustRead])
_MOST_SAYINGS = 50
_MOST_TELLERS = 5
_DAY = r"^\d{4}-\d{2}-\d{2}$"
Step = Literal["week", "month", "quarter"]
_Json = dict[str, Any]


@routes.get("/index/actors")
def actors(
    desk: OfDesk,
    q: Annotated[str | None, Query(max_length=300, description="Words of the name.")] = None,
    kind: Annotated[str | None, Query(max_length=40)] = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
    offset: Annotated[int, Query(ge=0)] = 0,
) -> answers.ActorPageOf:
    """The actors that reports name, those that most name first."""
    found = [line for line in matching(desk.names.get().actors, q) if kind in (None, "", line.kind)]
    return answers.ActorPageOf(total=len(found), limit=limit, offset=offset, items=found[offset : offset + limit])


@routes.get("/actors/{id_:path}", responses={404: {"model": Fault}})
def actor(desk: OfDesk, id_: str) -> answers.ActorAnswer:
    """An actor, as the reports of the ledger have it."""
    line = next((one for one in desk.names.get().actors if one.id == id_), None)
    if line is None:
        raise HTTPException(404, f"no report of the ledger names an actor {id_[:200]}")
    readings, lines = readings_naming(desk.ledger, schema.ACTORS, id_)
    here = [next(one for one in reading["actors"] if one["id"] == id_) for reading in readings]
    sayings = [told for reading in readings for told in _sayings(reading, id_)]
    return answers.ActorAnswer(
        actor=line,
        sector=next((one["sector"] for one in here if one["sector"]), None),
        names=names_used(one["aliases_in_text"] for one in here),
        relations=_relations(readings, id_, {one.id: one.name for one in desk.names.get().actors}),
        sayings=sayings[:_MOST_SAYINGS], sayings_total=len(sayings),
        forecasts=_forecasts(desk.ledger, id_), score=_score(desk.names.scores(), id_),
        reports=lines, read=len(readings),
    )  # fmt: skip


@routes.get("/series")
def series_of(
    desk: OfDesk,
    actor: Annotated[str, Query(min_length=1, max_length=300)],
    by: Step = "month",
    since: Annotated[str | None, Query(pattern=_DAY)] = None,
    until: Annotated[str | None, Query(pattern=_DAY)] = None,
) -> answers.SeriesAnswer:
    """Ground held against hit-and-run acts, period by period, with the changes of level."""
    found = series(desk.ledger, actor, by=by, since=since, until=until)
    fields = answers.SeriesPeriod.model_fields
    return answers.SeriesAnswer(
        actor=found.actor, name=found.name, by=found.by, rule=found.rule, undated=found.undated,
        periods=[answers.SeriesPeriod(**{name: getattr(one, name) for name in fields}) for one in found.periods],
        ruptures=[answers.SeriesBreak(since=one.since, words=one.words) for one in found.ruptures],
    )  # fmt: skip


def _relations(readings: Iterable[_Json], id_: str, names: Mapping[str, str]) -> list[answers.RelationTold]:
    """What reports state of the actor's relations; what the table of actors adds to a reading has no words."""
    told: dict[tuple[str, bool, str, str | None, str | None], list[answers.Teller]] = {}
    for reading in readings:
        for one in reading["relations"]:
            if id_ not in (one["subject"], one["object"]):
                continue
            is_subject = one["subject"] == id_
            other = one["object" if is_subject else "subject"]
            key = one["predicate"], is_subject, other, one["valid_from"], one["valid_to"]
            tellers = told.setdefault(key, [])
            if one["evidence"] is not None and len(tellers) < _MOST_TELLERS:
                tellers.append(answers.Teller(**_where(reading), words=one["evidence"]["exact"]))
    ranked = sorted(told, key=lambda key: (key[0], not key[1], names.get(key[2], key[2]), key[3] or "", key[4] or ""))
    return [
        answers.RelationTold(
            predicate=key[0], is_subject=key[1], other=key[2], other_name=_name_of(key[2], names), valid_from=key[3],
            valid_to=key[4], tellers=told[key],
        )
        for key in ranked
    ]  # fmt: skip


def _name_of(id_: str, names: Mapping[str, str]) -> str:
    entry = None if id_ in names else load_actors().by_id(id_)
    return names.get(id_) or (entry.name if entry else id_)


def _where(reading: _Json) -> _Json:
    report = reading["report"]
    return {"report": report["id"], "outlet": report["outlet"], "published": report["published"]}


def _sayings(reading: _Json, id_: str) -> Iterator[answers.SayingTold]:
    for one in reading["statements"]:
        if one["sources"] and one["sources"][0]["actor"] == id_:
            words = " … ".join(span["exact"] for span in one["content"])
            yield answers.SayingTold(record=one["id"], words=words, quote=one["quote"], **_where(reading))


def _forecasts(ledger: Ledger, id_: str) -> list[answers.ForecastMade]:
    made = []
    for question in questions(ledger, QuestionFilter(maker=id_)):
        for one in question.forecasts:
            if one.maker_id != id_:
                continue
            chance, term = one.probability, one.forecast.horizon
            made.append(
                answers.ForecastMade(
                    question=question.id, report=one.report, wording=one.forecast.wording.exact,
                    proposition=question.proposition, made_on=one.forecast.made_on,
                    horizon=term.date if term else None, low=chance.low if chance else None,
                    median=chance.median if chance else None, high=chance.high if chance else None,
                    standing=one.standing, state=question.state,
                )
            )  # fmt: skip
    return made


def _score(scored: Iterable[Score], id_: str) -> answers.ScoreTold | None:
    for one in scored:
        if one.of == "maker" and one.id == id_ and one.brier is not None:
            brier = one.brier
            return answers.ScoreTold(
                n=brier.n, low=brier.low, median=brier.median, high=brier.high, base=brier.base, rank=one.rank
            )
    return None
