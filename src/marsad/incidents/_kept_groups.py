"""Grouping again what new mentions may have changed, and nothing else.

A part of the ledger that hangs together (see ``_groups``) is grouped as ``marsad.incidents`` would group it on its own,
and that is how it would come out of all. Which pairs hold a part together is known from the pairs that are kept.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from marsad.incidents._blocks import candidates
from marsad.incidents._groups import groups, parts
from marsad.incidents._kept_mentions import loaded, members_of, pairs_from
from marsad.incidents._kept_words import ties_of
from marsad.incidents._own_dead import own_dead
from marsad.incidents._score import score
from marsad.knowledge import load_merging

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

    from marsad.incidents._kept_mentions import Held
    from marsad.incidents._kept_words import Tie

_FEW = 40  # mentions; of so many, comparing all is quicker than finding out which are worth it


def regrouped(connection: Connection, seeds: Collection[int]) -> tuple[dict[int, Held], list[list[int]]]:
    """The mentions of the parts around some mentions, and the groups that they make.

    Args:
        connection: To the ledger.
        seeds: Numbers of mentions. Those that are in an incident with one of the parts come in as well.
    """
    same, different = ties_of(connection, "same"), ties_of(connection, "different")
    mentions: dict[int, Held] = {}
    missing, found_parts = set(seeds), list[list[int]]()
    while missing:
        found_parts = parts_around(connection, missing.union(mentions), same)
        mentions = loaded(connection, {number for part in found_parts for number in part})
        homes = {held.incident for held in mentions.values() if held.incident is not None}
        missing = set[int]().union(*members_of(connection, homes).values()) - mentions.keys()
    found = []
    for part in found_parts:
        found += _groups({number: mentions[number] for number in part}, same, different)
    return mentions, found


def parts_around(connection: Connection, seeds: Collection[int], same: Collection[Tie]) -> list[list[int]]:
    """The parts that mentions belong to, each in order."""
    tied: dict[int, set[int]] = defaultdict(set)
    for one, other in same:
        tied[one].add(other)
        tied[other].add(one)
    known = _Known(connection)
    met, new = set(seeds), set(seeds)
    while new:
        ahead = known.linked(new).union(*(tied.get(number, ()) for number in new))
        new = ahead - met
        met |= new
    scores = known.scores
    inner = {pair: score for pair, score in scores.items() if pair[0] in met and pair[1] in met}
    together = [pair for pair in same if pair[0] in met and pair[1] in met]
    return parts(met, inner, together)


class _Known:
    """The pairs around some mentions, asked for as they are needed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._asked: set[int] = set()
        self._others: dict[int, dict[int, float]] = defaultdict(dict)
        self._best: dict[int, float] = {}
        self._sure = load_merging().bounds["score-link"]
        self.scores: dict[Tie, float] = {}

    def linked(self, numbers: Collection[int]) -> set[int]:
        """The mentions that pairs of the sort that holds a part together (see ``links``) lead to in one step."""
        self._ask(numbers)
        self._ask({other for number in numbers for other in self._others[number]})  # what is their best pair?
        return {
            other
            for number in numbers
            for other, sure in self._others[number].items()
            if sure >= self._sure or sure in (self._best[number], self._best[other])
        }

    def _ask(self, numbers: Collection[int]) -> None:
        missing = set(numbers) - self._asked
        found = pairs_from(self._connection, missing)
        self._asked |= missing
        self.scores.update(found)
        for (one, other), sure in found.items():
            self._others[one][other] = self._others[other][one] = sure
        for number in missing:
            self._best[number] = max(self._others[number].values(), default=0.0)


def _groups(mentions: dict[int, Held], same: Collection[Tie], different: Collection[Tie]) -> list[list[int]]:
    if len(mentions) == 1:
        return [list(mentions)]
    ordered = sorted(mentions, key=lambda number: mentions[number].kept.mention.key)
    place = {number: at for at, number in enumerate(ordered)}
    told = [mentions[number].kept.mention for number in ordered]
    scores = {}
    for one, other in candidates(told) if len(told) > _FEW else combinations(range(len(told)), 2):
        found = score(told[one], told[other])
        if found is not None:
            scores[one, other] = found.score
    together, apart = (
        sorted(
            (min(place[one], place[other]), max(place[one], place[other]))
            for one, other in ties
            if one in place and other in place
        )
        for ties in (same, different)
    )
    made = groups(len(ordered), scores, together=together, apart=apart, dead=own_dead(told, scores))
    return [[ordered[at] for at in members] for members in made]
