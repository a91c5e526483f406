"""Settling a question: a person's judgement on its first forecast, or on the one that the person names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad._errors import UsageError
from marsad.forecasting._questions import find_question

if TYPE_CHECKING:
    from marsad.forecasting._records import Question
    from marsad.ledger import Ledger, OutcomeState


def resolve(
    ledger: Ledger,
    question: str | Question,
    state: OutcomeState,
    *,
    who: str,
    why: str,
    on: str | None = None,
    event: str | None = None,
) -> int:
    """Keeps a person's decision on how a question came out.

    It is kept as a judgement on the question's first forecast, or on the forecast that is named, so it may be undone
    like any other, and a later decision goes before it.

    Args:
        ledger: The ledger.
        question: The question, its id, or the name of one of its forecasts ("report/f2").
        state: ``true`` or ``false`` as the question words it, or as the forecast that is named does; ``ambiguous``
            where one may say either; ``annulled`` where its condition failed; ``unresolvable`` where nobody will know.
        who: By whom.
        why: The reason.
        on: The day of the outcome, ISO; where it is None, that of the event if it is dated to one.
        event: Report and event that settle it ("report/e5").

    Returns:
        The number of the judgement.

    Raises:
        UsageError: There is no such question, event, state or day, or the day is before the first forecast.
    """
    asked = find_question(ledger, question) if isinstance(question, str) else question
    named = [one for one in asked.forecasts if one.name == question]
    on_whom = (named or asked.forecasts)[0]
    day = on or (_day_of(ledger, event) if event else None)
    if day is not None and asked.opened is not None and day < asked.opened:
        raise UsageError(f"{day} is before {asked.opened}, when it was first foretold; give the day of the outcome")
    value = {"state": state, "on": day, "event": event}
    return ledger.judge("resolve", (on_whom.report, on_whom.forecast.id), who=who, why=why, value=dict(value))


def _day_of(ledger: Ledger, named: str) -> str | None:
    """The day of an event that is dated to one."""
    report, _, name = named.rpartition("/")
    reading = ledger.reading(report)
    for event in reading.events if reading else ():
        if event.id == name and event.time.start == event.time.end:
            return event.time.end
    return None
