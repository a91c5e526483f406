"""Grouping again what new mentions may have changed, and nothing else.

Average linkage joins two groups only where at least one pair of theirs reaches the score that joins, so the groups lie
within the parts of the ledger that such pairs, and people's "same", hold together. A part is grouped as
``marsad.incidents`` would group it on its own, and that is how it would come out of all.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from marsad.incidents._groups import groups
from marsad.incidents._kept_mentions import loaded, pairs_from
from marsad.incidents._kept_words import ties_of
from marsad.incidents._score import score

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sqlalchemy import Connection

    from marsad.incidents._kept_mentions import Held
    from marsad.incidents._kept_words import Tie


def regrouped(connection: Connection, seeds: Collection[int]) -> tuple[dict[int, Held], list[list[int]]]:
    """The mentions of the parts around some mentions, and the groups that they make.

    Args:
        connection: To the ledger.
        seeds: Numbers of mentions.
    """
    same, different = ties_of(connection, "same"), ties_of(connection, "different")
    parts = parts_around(connection, seeds, same)
    mentions = loaded(connection, {number for part in parts for number in part})
    found = []
    for part in parts:
        found += _groups({number: mentions[number] for number in part}, same, different)
    return mentions, found


def parts_around(connection: Connection, seeds: Collection[int], same: Collection[Tie]) -> list[list[int]]:
    """The parts that mentions belong to, each in order."""
    tied: dict[int, set[int]] = defaultdict(set)
    for one, other in same:
        tied[one].add(other)
        tied[other].add(one)
    links: set[Tie] = set()
    met, new = set(seeds), set(seeds)
    while new:
        found = pairs_from(connection, new) | {(number, other) for number in new for other in tied.get(number, ())}
        links |= found
        new = {number for pair in found for number in pair} - met
        met |= new
    return joined_by(met, links)


def joined_by(numbers: Collection[int], links: Iterable[Tie]) -> list[list[int]]:
    """Numbers in the parts that links hold together, each in order, by their first."""
    home = {number: number for number in numbers}

    def root(number: int) -> int:
        while home[number] != number:
            home[number] = home[home[number]]
            number = home[number]
        return number

    for one, other in links:
        first, second = sorted((root(one), root(other)))
        home[second] = first
    parts: dict[int, list[int]] = defaultdict(list)
    for number in sorted(numbers):
        parts[root(number)].append(number)
    return list(parts.values())


def _groups(mentions: dict[int, Held], same: Collection[Tie], different: Collection[Tie]) -> list[list[int]]:
    if len(mentions) == 1:
        return [list(mentions)]
    ordered = sorted(mentions, key=lambda number: mentions[number].kept.mention.key)
    place = {number: at for at, number in enumerate(ordered)}
    scores = {}
    for one, other in combinations(range(len(ordered)), 2):
        found = score(mentions[ordered[one]].kept.mention, mentions[ordered[other]].kept.mention)
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
