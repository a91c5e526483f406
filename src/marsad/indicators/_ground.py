"""The ground of an actor at the end of each period: places that it is told to hold, took, lost, and is silent of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from marsad.control import accounts, belongs_to, is_wide

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from marsad.control import Account, Box, PlaceOnDay
    from marsad.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Ground:
    """The ground of an actor in a period, in places; provinces and countries are not counted.

    Attributes:
        held: Held at the end, by an account that none overtook.
        disputed: Of these, disputed.
        silent: Held last that anybody told, but no statement is in force at the end.
        taken: Captured in the period.
        lost: Lost in the period.
    """

    held: int
    disputed: int
    silent: int
    taken: int
    lost: int


def ground_of(
    ledger: Ledger,
    actors: Collection[str],
    periods: Sequence[tuple[date, date]],
    *,
    place: str | None,
    box: Box | None,
    rule: str,
) -> list[Ground]:
    """The ground of an actor in each of several periods that follow each other.

    Args:
        ledger: The ledger.
        actors: Ids of the actor; who is part of it counts too.
        periods: First and last day of each.
        place: Id or name of a place, or null.
        box: A box, or null.
        rule: How long a statement stands.
    """
    histories = [
        _history(account, actors, periods)
        for account in accounts(ledger, place, box=box, rule=rule)
        if not is_wide(account.place) and any(belongs_to(one.controller or "", actors) for one in account.tenures)
    ]
    return [
        Ground(*(sum(getattr(history[number], name) for history in histories) for name in Ground.__slots__))
        for number in range(len(periods))
    ]


def _history(account: Account, actors: Collection[str], periods: Sequence[tuple[date, date]]) -> list[Ground]:
    """The same of one place: every figure is nought or one."""
    found = []
    held = _held(account.on((periods[0][0] - timedelta(days=1)).isoformat()), actors)
    for begin, end in ((begin.isoformat(), end.isoformat()) for begin, end in periods):
        now = account.on(end)
        holds = _held(now, actors)
        silent = now.state == "no statement" and _held_last(account, actors, end)
        taken = _captured(account, actors, begin, end, exact=held or not holds)
        lost = not holds and not silent and (held or _ended(account, actors, begin, end))
        found.append(Ground(holds, holds and now.state == "disputed", silent, taken, lost))
        held = holds
    return found


def _held(told: PlaceOnDay, actors: Collection[str]) -> bool:
    return any(
        claim.relation == "holds" and not claim.overtaken and belongs_to(claim.controller or "", actors)
        for claim in told.claims
    )


def _held_last(account: Account, actors: Collection[str], day: str) -> bool:
    """Whether the last that anybody told up to a day is that the actor holds the place."""
    told = [one for one in account.tenures if one.seen is not None and one.seen <= day]
    last = max((one.said for one in told), default="")
    return any(
        one.said == last and one.relation == "holds" and one.gone is None and belongs_to(one.controller or "", actors)
        for one in told
    )


def _ended(account: Account, actors: Collection[str], begin: str, end: str) -> bool:
    """Whether a holding of the actor is told to have ended on a day of the period."""
    return any(
        one.relation == "holds" and one.until is not None and begin <= one.until <= end
        for one in account.tenures
        if belongs_to(one.controller or "", actors)
    )


def _captured(account: Account, actors: Collection[str], begin: str, end: str, *, exact: bool) -> bool:
    """Whether the actor is told to have captured the place in the period; ``exact`` asks that its day be told.

    What is held already is told again and again without a day, which takes nothing.
    """
    days = [
        one.from_ if exact else one.first
        for one in account.statements
        if one.relation == "captured" and belongs_to(one.controller or "", actors)
    ]
    return any(day is not None and begin <= day <= end for day in days)
