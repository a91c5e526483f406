"""What waits to be checked: one thing, and many of them in their order."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from marsad.views.desk._worth import Worth

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from marsad.ledger import Standing
    from marsad.views.desk._review_answers import Sort, State

PAIR = "~"
_FEW = 1000  # changes; for more, to sort all is quicker than to move each
_DECIDED = frozenset({"accept", "reject", "correct"})


class Waiting(NamedTuple):
    """One thing to be checked.

    Attributes:
        key: Its name in addresses.
        sort: What it is.
        state: What people decided on it.
        worth: How much a look is worth.
        head: Kind of the act, or what is asked.
        words: Of a suggestion what it says; else empty, for the words are those of the events.
        members: Report and event of each event that it is on.
        confidence: Of an event.
    """

    key: str
    sort: Sort
    state: State
    worth: Worth
    head: str
    words: str
    members: tuple[tuple[str, str], ...]
    confidence: float | None


class Ranked:
    """Things to be checked, the worthiest first; never changed."""

    def __init__(self, waiting: Iterable[Waiting] = ()) -> None:
        self.waiting = sorted(waiting, key=_rank)
        self._ranks = [_rank(one) for one in self.waiting]

    def changed(self, gone: Collection[Waiting], new: Collection[Waiting]) -> Ranked:
        """These with some things less, which must be among them, and others more."""
        if len(gone) + len(new) > _FEW:
            left = {id(one) for one in gone}
            return Ranked([*(one for one in self.waiting if id(one) not in left), *new])
        found = Ranked()
        found.waiting, found._ranks = self.waiting.copy(), self._ranks.copy()
        for one in gone:
            at = bisect_left(found._ranks, _rank(one))
            while found.waiting[at] is not one:  # of one key may be an event and a pair
                at += 1
            del found.waiting[at], found._ranks[at]
        for one in new:
            at = bisect_left(found._ranks, _rank(one))
            found.waiting.insert(at, one)
            found._ranks.insert(at, _rank(one))
        return found


def _rank(one: Waiting) -> tuple[float, str]:
    return -one.worth.value, one.key


def key_of(members: Iterable[tuple[str, str]]) -> str:
    """The name of an item."""
    return PAIR.join(["/".join(member) for member in members])


def state_of_event(judged: Sequence[Standing]) -> State:
    """What people decided on an event."""
    verdicts = {one.verdict for one in judged}
    if verdicts & _DECIDED:
        return "decided"
    return "unsure" if "unsure" in verdicts else "todo"
