"""All that a ledger tells of who holds what, kept for as long as nothing of it changes.

A program that asks again and again, as the desk does for every day of a brush, does not wait for what is as it was.
"""

from __future__ import annotations

from collections import defaultdict
from threading import Lock
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from sqlalchemy import func, or_, select

from marsad.control._places import only_id
from marsad.control._statements import statements_of
from marsad.control._tenures import tenures_of
from marsad.ledger import tables

if TYPE_CHECKING:
    from marsad.control._statements import Statement
    from marsad.control._tenures import Tenure
    from marsad.ledger import KnownPlace, Ledger

State = tuple[int, int]


class Told:
    """What the latest readings of a ledger tell, with what people corrected.

    Attributes:
        places: Every place that they name, by id.
        statements: Who holds which place, in the order in which the ledger got them.
    """

    def __init__(self, ledger: Ledger) -> None:
        self.places: dict[str, KnownPlace] = ledger.places()
        self.statements = statements_of(ledger.control(), lambda name: only_id(name, self.places))
        self._by_rule: dict[str, dict[str, tuple[Tenure, ...]]] = {}

    def tenures(self, rule: str) -> dict[str, tuple[Tenure, ...]]:
        """The intervals that follow from all statements by a rule, by the place."""
        if rule not in self._by_rule:
            self._by_rule[rule] = {
                id_: tuple(tenures_of(here, rule)) for id_, here in by_place(self.statements).items()
            }
        return self._by_rule[rule]


def by_place(statements: list[Statement]) -> dict[str, list[Statement]]:
    """Statements by the place that they are on, those of a place in their order."""
    told: dict[str, list[Statement]] = defaultdict(list)
    for one in statements:
        told[one.place].append(one)
    return told


def told_in(ledger: Ledger) -> Told:
    """All that a ledger tells of who holds what, as it is now."""
    state = _state_of(ledger)
    with _LOCK:
        kept = _KEPT.get(ledger)
        if kept is None or kept[0] != state:
            kept = _KEPT[ledger] = state, Told(ledger)
        return kept[1]


def _state_of(ledger: Ledger) -> State:
    """The last reading, and the last judgement that is on such a statement or takes one back."""
    judgement, judged = tables.JUDGEMENTS, tables.JUDGED
    on_control = judgement.c.number.in_(select(judged.c.judgement).where(judged.c.record.startswith("control")))
    decided = select(func.max(judgement.c.number)).where(or_(on_control, judgement.c.undoes.is_not(None)))
    with ledger.looking() as connection:
        read = connection.execute(select(func.max(tables.READINGS.c.number))).scalar()
        return read or 0, connection.execute(decided).scalar() or 0


_KEPT: WeakKeyDictionary[Ledger, tuple[State, Told]] = WeakKeyDictionary()
_LOCK = Lock()
