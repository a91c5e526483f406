"""Pairs of mentions whose score lies close to the one that joins: what a person should be asked about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, select

from marsad.incidents._kept_mentions import likes_of, loaded, members_of
from marsad.incidents._score import score
from marsad.incidents._update import update_incidents
from marsad.knowledge import load_merging
from marsad.ledger import tables as schema

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from marsad.incidents._kept_mentions import Held
    from marsad.incidents._mentions import Member
    from marsad.ledger import Ledger


@dataclass(frozen=True, slots=True)
class DoubtfulPair:
    """Two mentions that may or may not tell one act.

    Attributes:
        one: Report and event.
        other: Report and event.
        margin: Log odds above the score that joins two mentions; negative below it.
        joined: Whether they are in one incident now.
    """

    one: Member
    other: Member
    margin: float
    joined: bool


def doubtful_pairs(ledger: Ledger, *, band: float, most: int, around: int) -> list[DoubtfulPair]:
    """The pairs closest to the score that joins, on both sides of it; the closest first.

    Pairs below the score are kept nowhere, so they are looked for around the incidents with most deaths only.

    Args:
        ledger: The ledger.
        band: Log odds from the score that joins.
        most: At most so many pairs.
        around: So many incidents are looked around.

    Raises:
        LedgerError: The database cannot go on.
    """
    update_incidents(ledger)
    with ledger.looking() as connection:
        scores = _above(connection, band, most) | _below(connection, band, around)
        numbers = sorted(scores, key=lambda pair: (abs(scores[pair]), pair))[:most]
        held = loaded(connection, {number for pair in numbers for number in pair})
    return [
        DoubtfulPair(
            _member(held[one]), _member(held[other]), scores[one, other], held[one].incident == held[other].incident
        )
        for one, other in numbers
    ]


def _member(held: Held) -> Member:
    return held.kept.mention.report, held.kept.mention.event


def _above(connection: Connection, band: float, most: int) -> dict[tuple[int, int], float]:
    pairs, least = schema.MENTION_PAIRS, load_merging().bounds["score-join"]
    query = (
        select(pairs.c.one, pairs.c.other, pairs.c.score)
        .where(pairs.c.score < least + band)
        .order_by(pairs.c.score, pairs.c.one, pairs.c.other)
        .limit(most)
    )
    return {(one, other): value - least for one, other, value in connection.execute(query)}


def _below(connection: Connection, band: float, around: int) -> dict[tuple[int, int], float]:
    incident, least = schema.INCIDENTS, load_merging().bounds["score-join"]
    query = (
        select(incident.c.number)
        .where(and_(incident.c.deaths.is_not(None), incident.c.deaths > 0))
        .order_by(func.coalesce(incident.c.deaths, 0).desc(), incident.c.id)
        .limit(around)
    )
    numbers = {n for some in members_of(connection, connection.execute(query).scalars().all()).values() for n in some}
    here = loaded(connection, numbers)
    pairs = {
        (min(number, other), max(number, other))
        for number, held in here.items()
        for other in likes_of(connection, held.kept.mention)
        if other != number
    }
    held = here | loaded(connection, {number for pair in pairs for number in pair} - here.keys())
    found = {}
    for one, other in sorted(pairs):
        scored = score(held[one].kept.mention, held[other].kept.mention)
        if scored is not None and -band <= scored.score - least < 0:
            found[one, other] = scored.score - least
    return found
