"""Seven days on one page: what happened, what was told to change hands, which forecasts came due."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query

from marsad._errors import UsageError
from marsad.control import timeline
from marsad.forecasting import QuestionFilter, questions
from marsad.incidents import IncidentFilter, incident_rows
from marsad.views.desk import _page_answers as answers
from marsad.views.desk._desk import MustRead, OfDesk
from marsad.views.desk._statements import statement_answer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from marsad.forecasting import Question
    from marsad.incidents import IncidentRow
    from marsad.ledger import Ledger

routes = APIRouter(tags=["week"], dependencies=[MustRead])
_WEEK = timedelta(days=7)
_AHEAD = timedelta(days=14)
_CHANGES = frozenset({"captured", "lost", "contested"})


@routes.get("/week")
def week(
    desk: OfDesk,
    since: Annotated[
        str | None,
        Query(pattern=r"^\d{4}-\d{2}-\d{2}$", description="First of the seven days; else the last Monday reported on."),
    ] = None,
) -> answers.WeekAnswer:
    """What a ledger tells of seven days."""
    published = desk.ledger.reports_by_day()
    first = _day(since) if since else _monday_of(max(published, default=desk.ledger.today))
    last = first + _WEEK - timedelta(days=1)
    within, figures = _figures(desk.ledger, first, published)
    _, before = _figures(desk.ledger, first - _WEEK, published)
    asked = list(questions(desk.ledger, QuestionFilter(as_of=last.isoformat())))
    before_it, end, soon = ((last + days).isoformat() for days in (-_WEEK, timedelta(), _AHEAD))
    due = [one for one in asked if _is_between(one.horizon, before_it, end) or _is_settled(one, before_it, end)]
    ahead = [one for one in asked if one.state == "open" and _is_between(one.horizon, end, soon)]
    return answers.WeekAnswer(
        since=first.isoformat(), until=last.isoformat(), figures=figures, before=before, incidents=within,
        control=_changes(desk.ledger, first, last), forecasts=[_due(one) for one in due],
        ahead=[_due(one) for one in ahead],
    )  # fmt: skip


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"since={text}: write the day as 2018-12-14") from None


def _monday_of(day: str) -> date:
    last = date.fromisoformat(day)
    return last - timedelta(days=last.weekday())


def _figures(
    ledger: Ledger, first: date, published: Mapping[str, int]
) -> tuple[list[IncidentRow], answers.WeekFigures]:
    last = first + _WEEK - timedelta(days=1)
    since, until = first.isoformat(), last.isoformat()
    touching = incident_rows(ledger, IncidentFilter(since=since, until=until))
    within = [one for one in touching if since <= (one.start or "") and (one.end or "9999") <= until]
    kinds = Counter(one.kind for one in within)
    figures = answers.WeekFigures(
        reports=sum(count for day, count in published.items() if since <= day <= until),
        incidents=len(within), touching=len(touching) - len(within), killed_low=_sum(within, "killed_low"),
        killed_high=_sum(within, "killed_high"),
        kinds=dict(sorted(kinds.items(), key=lambda item: (-item[1], item[0]))),
    )  # fmt: skip
    return within, figures


def _sum(rows: Sequence[IncidentRow], field: str) -> int:
    """The sum of a bound of the dead; where an account gives none, of its best figure."""
    return sum(told if (told := getattr(row, field)) is not None else row.killed or 0 for row in rows)


def _changes(ledger: Ledger, first: date, last: date) -> list[answers.ControlStatement]:
    found = timeline(ledger, since=first.isoformat(), until=last.isoformat())
    before_it, end = (first - timedelta(days=1)).isoformat(), last.isoformat()
    told = [
        statement_answer(one, account.place)
        for account in found
        for one in account.statements
        if one.relation in _CHANGES and _is_between(one.day, before_it, end)
    ]
    return sorted(told, key=lambda one: (one.day or "", one.place_name, one.report, one.record))


def _is_settled(question: Question, after: str, last: str) -> bool:
    return question.resolution is not None and _is_between(question.resolution.on, after, last)


def _is_between(day: str | None, after: str, last: str) -> bool:
    """Whether a day, ISO, comes after one day, and not after another."""
    return day is not None and after < day <= last


def _due(question: Question) -> answers.DueForecast:
    makers = list(dict.fromkeys(one.maker for one in question.forecasts))
    return answers.DueForecast(
        question=question.id, proposition=question.proposition, horizon=question.horizon, state=question.state,
        makers=makers, report=question.forecasts[0].report,
    )  # fmt: skip
