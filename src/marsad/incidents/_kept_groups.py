"""Grouping again what new mentions may have changed, and nothing else.

A part of the ledger that hangs together (see ``_groups``) is grouped as ``marsad.incidents`` would group it on its own,
and that is how it would come out of all. Which pairs hold a part together is known from the pairs that are kept.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from marsad.incidents._blocks import candidates
from marsad.incidents._groups import groups, links, parts
from marsad.incidents._kept_mentions import loaded, members_of, pairs_from
from marsad.incidents._kept_words import ties_of
from marsad.incidents._score import score

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
    scores: dict[Tie, float] = {}
    asked: set[int] = set()

    def ask(numbers: Collection[int]) -> None:
        scores.update(pairs_from(connection, set(numbers) - asked))
        asked.update(numbers)

    met, new = set(seeds), set(seeds)
    while new:
        ask(new)
        ask({number for pair in scores if new & set(pair) for number in pair})  # what is the best pair of a neighbour?
        joined = [pair for pair in links(scores) if new & set(pair)]
        ahead = {number for pair in joined for number in pair}.union(*(tied.get(number, ()) for number in new))
        new = ahead - met
        met |= new
    inner = {pair: score for pair, score in scores.items() if pair[0] in met and pair[1] in met}
    together = [pair for pair in same if pair[0] in met and pair[1] in met]
    return parts(met, inner, together)


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
    made = groups(len(ordered), scores, together=together, apart=apart)
    return [[ordered[at] for at in members] for members in made]
