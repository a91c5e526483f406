"""From statements to intervals: how long who holds a place, as each voice tells it.

One voice gives one account: its capture by one side ends the holding of the other, its loss ends it, and what it tells
of one day stands side by side. Two voices never end each other's. Nothing is filled in: a statement stands for the days
that it speaks of and, by a named rule, some time after.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from marsad._errors import UsageError
from marsad.control._voices import same_side
from marsad.knowledge import load_vouching

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from marsad.control._statements import Statement

DEFAULT_RULE = "lasting"
TenureRelation = Literal["holds", "contested", "lost"]
_RANK = {"holds": 0, "contested": 0, "lost": 1, "captured": 2}  # of one day, a change comes after what it changes


@dataclass(frozen=True, slots=True)
class Tenure:
    """An interval for which one voice tells one state of a place.

    Attributes:
        place: Place id.
        relation: ``holds``; ``contested``; ``lost``, where the voice only says that the controller is gone.
        controller: Actor id, or null where the place is contested.
        controller_name: Its name.
        extent: Which part, or null for the whole.
        says: Who says so.
        voice: Key of who says so.
        from_: The day it began, or null where no statement tells.
        seen: The first day that a statement speaks of, or null where only the end is told.
        said: The last day that a statement speaks of.
        until: The day it ended, or null where no statement tells, or none ends it.
        gone: The day by which it had ended, or null where none ends it; from this day on it does not count.
        stands_until: The last day for which the statements stand by the rule; null where that is open.
        statements: What it rests on: report id and record id of each.
        ended_by: Report id and record id of the statement that ends it, or null.
    """

    place: str
    relation: TenureRelation
    controller: str | None
    controller_name: str | None
    extent: str | None
    says: str
    voice: str
    from_: str | None
    seen: str | None
    said: str
    until: str | None
    gone: str | None
    stands_until: str | None
    statements: tuple[tuple[str, str], ...]
    ended_by: tuple[str, str] | None

    def in_force(self, day: str) -> bool:
        """Whether it counts on a day, ISO."""
        begun = self.seen is not None and self.seen <= day
        ended = self.gone is not None and self.gone <= day
        return begun and not ended and (self.stands_until is None or day <= self.stands_until)


@dataclass(slots=True)
class _Open:
    """An interval in the making.

    Attributes:
        tenure: As far as it is known.
        last: When its latest statement comes in the account.
        rests_on: The evidence of its statements: what rests on the same words begins together.
    """

    tenure: Tenure
    last: tuple[str, int]
    rests_on: set[tuple[str, int, int]] = field(default_factory=set)


def tenures_of(statements: Iterable[Statement], rule: str = DEFAULT_RULE) -> list[Tenure]:
    """The intervals that follow, by place, voice and time.

    Args:
        statements: Statements of any places.
        rule: How long a statement stands: ``fresh``, ``lasting`` or ``open-ended``.

    Raises:
        UsageError: There is no such rule.
    """
    check_rule(rule)
    dated = sorted((told for told in statements if told.day is not None), key=_order)
    found: list[Tenure] = []
    for _, account in groupby(dated, key=lambda told: (told.place, told.voice)):
        found += _account(list(account), rule)
    return found


def check_rule(rule: str) -> None:
    """Refuses a rule that there is not.

    Raises:
        UsageError: There is no such rule.
    """
    if rule not in load_vouching():
        raise UsageError(f"rule {rule!r}: there are {', '.join(load_vouching())}")


def _order(told: Statement) -> tuple[str, str, str, int, str, str, str]:
    return (
        told.place, told.voice, told.day or "", _RANK[told.relation], told.published or "", told.report, told.record,
    )  # fmt: skip


def _account(statements: Sequence[Statement], rule: str) -> list[Tenure]:
    """The intervals of one voice for one place, its statements being in order."""
    account: list[_Open] = []
    for told in statements:
        here = (told.day or "", _RANK[told.relation])
        for interval in account:
            _end(interval, told, here)
        same = next((one for one in account if _goes_on(one.tenure, told)), None)
        if same is None:
            account += [_Open(tenure, here) for tenure in _begun(told, account, rule)]
            same = account[-1]
        else:
            same.tenure = _longer(same.tenure, told, rule)
            same.last = here
        same.rests_on.add(_words(told))
    return sorted((one.tenure for one in account), key=lambda one: (one.seen or one.gone or "", one.statements))


def _words(told: Statement) -> tuple[str, int, int]:
    return told.report, told.evidence.start, told.evidence.end


def _end(interval: _Open, told: Statement, here: tuple[str, int]) -> None:
    """Ends an interval where a later statement of the same voice does."""
    tenure = interval.tenure
    if tenure.gone is not None or not _ends(tenure, told):
        return
    if told.relation != "lost" and (interval.last >= here or _words(told) in interval.rests_on):
        return
    exact, day = (told.until if told.relation == "lost" else told.from_), here[0]
    if exact is not None and exact >= (tenure.seen or ""):
        gone: str | None = exact
    elif tenure.said < day or (tenure.said == day and told.relation in ("captured", "lost")):
        exact, gone = None, day
    else:
        return  # the voice vouches for the earlier state after the day that is told now: both stay
    interval.tenure = replace(tenure, until=exact, gone=gone, ended_by=(told.report, told.record))


def _ends(tenure: Tenure, told: Statement) -> bool:
    """Whether a statement, if it comes later, says that an interval is over."""
    if told.relation == "lost":
        same = (tenure.relation, tenure.controller) == ("holds", told.controller)
        return same and told.extent in (None, tenure.extent)
    if told.relation == "contested":
        return tenure.relation != "contested"
    if told.extent is not None:
        return tenure.relation == "lost" and tenure.controller == told.controller
    return tenure.relation != "holds" or not same_side(tenure.controller or "", told.controller or "")


def _goes_on(tenure: Tenure, told: Statement) -> bool:
    """Whether a statement tells once more what an interval that is open says."""
    relation = "holds" if told.relation == "captured" else told.relation
    if tenure.gone is not None or (tenure.relation, tenure.controller) != (relation, told.controller):
        return False
    first = told.first or told.until or ""
    same = tenure.extent == told.extent or relation == "contested"
    return same and (tenure.stands_until is None or first <= tenure.stands_until)


def _begun(told: Statement, account: Sequence[_Open], rule: str) -> list[Tenure]:
    """What a statement begins: of a loss, also the holding that it ends, where the voice did not tell of it before."""
    days = load_vouching()[rule][told.relation]
    said = told.said or ""
    ended = told.until if told.relation != "lost" else None
    tenure = Tenure(
        place=told.place, relation="holds" if told.relation == "captured" else told.relation,
        controller=told.controller, controller_name=told.controller_name, extent=told.extent, says=told.says,
        voice=told.voice, from_=told.until if told.relation == "lost" else told.from_, seen=told.first,
        said=said, until=ended, gone=ended, stands_until=_after(said, days), statements=((told.report, told.record),),
        ended_by=(told.report, told.record) if ended else None,
    )  # fmt: skip
    key = (told.report, told.record)
    if told.relation != "lost" or any(one.tenure.ended_by == key for one in account):
        return [tenure]
    held = replace(
        tenure, relation="holds", from_=told.from_, seen=told.from_, said=told.first or said, until=told.until,
        gone=told.first, ended_by=key,
    )  # fmt: skip
    return [held, tenure]


def _longer(tenure: Tenure, told: Statement, rule: str) -> Tenure:
    """An interval with one more statement."""
    first = told.until if told.relation == "lost" else told.from_
    begins = [(day, 0) for day in (tenure.from_, first) if day] + [(day, 1) for day in (tenure.seen, told.first) if day]
    seen, inexact = min(begins, default=(None, 1))
    said = max(tenure.said, told.said or "")
    stands = _after(told.said or "", load_vouching()[rule][told.relation])
    ended = told.until if told.relation != "lost" else None
    key = (told.report, told.record)
    return replace(
        tenure, extent=told.extent or tenure.extent, from_=None if inexact else seen, seen=seen, said=said,
        until=ended, gone=ended,
        stands_until=None if stands is None or tenure.stands_until is None else max(stands, tenure.stands_until),
        statements=(*tenure.statements, key), ended_by=key if ended else None,
    )  # fmt: skip


def _after(day: str, days: int | None) -> str | None:
    """The day so many days later, ISO; the last day of the calendar at most."""
    if days is None:
        return None
    start = date.fromisoformat(day)
    return (start + timedelta(min(days, (date.max - start).days))).isoformat()
