"""A person's decision on incidents, which is one on their members: incidents come and go, the words of reports stay."""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING

from marsad._errors import UsageError
from marsad.incidents._find import find_incident

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.ledger import Ledger, Verdict

Record = tuple[str, str | None]
_VERDICTS = ("same", "different", "unsure", "note")
_MOST = 1000  # judgements at once


def judge_incidents(ledger: Ledger, verdict: Verdict, *named: str | Record, who: str, why: str) -> list[int]:
    """Keeps a person's decision on incidents, or on incidents and events.

    Two or more are the same, or perhaps, by one judgement on the first member of each; they are different by one for
    every pair of their members, so that none of these is ever joined to one of the other side. A member that is named
    beside its incident stands against the rest of it: this is how one is split. A note, and any verdict on one incident
    alone, is one judgement on all members.

    Args:
        ledger: The ledger.
        verdict: ``same``, ``different``, ``unsure`` or ``note``.
        named: Ids of incidents, old ones too; or report and record, as :meth:`~marsad.ledger.Ledger.judge` takes them.
        who: By whom.
        why: The reason.

    Returns:
        The numbers of the judgements; all of them were kept, or none.

    Raises:
        UsageError: There is no such incident or record, two ids are of one incident, or the verdict does not fit.
    """
    if verdict not in _VERDICTS:
        raise UsageError(
            f"{verdict!r} is on a record, not on an incident; on incidents there are {', '.join(_VERDICTS)}"
        )
    return ledger.judge_each(verdict, _decisions(verdict, _sides(ledger, named)), who=who, why=why)


def _sides(ledger: Ledger, named: Sequence[str | Record]) -> list[list[Record]]:
    """The records that are meant by each name; an incident's without those that are named by themselves."""
    alone = {one for one in named if not isinstance(one, str)}
    sides: list[list[Record]] = []
    seen: dict[str, str] = {}
    for one in named:
        if not isinstance(one, str):
            sides.append([one])
            continue
        incident = find_incident(ledger, one)
        if incident is None:
            raise UsageError(f"{one}: the ledger has no such incident")
        if incident.id in seen:
            raise UsageError(f"{seen[incident.id]} and {one}: are one incident")
        seen[incident.id] = one
        members = [(report, event) for report, event, *_ in incident.members]
        rest: list[Record] = [member for member in members if member not in alone]
        if not rest:
            raise UsageError(f"{one}: has no other member than {', '.join('/'.join(member) for member in members)}")
        sides.append(rest)
    return sides


def _decisions(verdict: str, sides: Sequence[Sequence[Record]]) -> list[list[Record]]:
    """What each judgement is on."""
    if len(sides) == 1 or verdict == "note":
        return [[record for side in sides for record in side]]
    if verdict != "different":
        return [[side[0] for side in sides]]
    pairs = [list(pair) for one, other in combinations(sides, 2) for pair in product(one, other)]
    if len(pairs) > _MOST:
        raise UsageError(f"{len(pairs)} pairs of members would be judged, and {_MOST} at most; name events instead")
    return pairs
