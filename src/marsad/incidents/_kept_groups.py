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
from marsad.incidents._kept_mentions import loaded, neighbours
from marsad.incidents._kept_words import ties_of
from marsad.incidents._score import score

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sqlalchemy import Connection

    from marsad.incidents._kept_form import Kept
    from marsad.incidents._kept_words import Tie


def regrouped(connection: Connection, seeds: Collection[int]) -> Iterator[tuple[dict[int, Kept], list[list[int]]]]:
    """The parts around some mentions: the mentions of each, and the groups that they make.

    Args:
        connection: To the ledger.
        seeds: Numbers of mentions.
    """
    same, different = ties_of(connection, "same"), ties_of(connection, "different")
    for part in _parts(connection, seeds, same):
        mentions = loaded(connection, part)
        yield mentions, _groups(mentions, same, different)


def _parts(connection: Connection, seeds: Collection[int], same: Collection[Tie]) -> list[list[int]]:
    tied: dict[int, set[int]] = defaultdict(set)
    for one, other in same:
        tied[one].add(other)
        tied[other].add(one)
    parts, seen = [], set()
    for seed in sorted(seeds):
        if seed in seen:
            continue
        part, new = {seed}, {seed}
        while new:
            met = neighbours(connection, new).union(*(tied.get(number, set()) for number in new))
            new = met - part
            part |= new
        seen |= part
        parts.append(sorted(part))
    return parts


def _groups(mentions: dict[int, Kept], same: Collection[Tie], different: Collection[Tie]) -> list[list[int]]:
    ordered = sorted(mentions, key=lambda number: mentions[number].mention.key)
    place = {number: at for at, number in enumerate(ordered)}
    scores = {}
    for one, other in combinations(range(len(ordered)), 2):
        found = score(mentions[ordered[one]].mention, mentions[ordered[other]].mention)
        if found is not None:
            scores[one, other] = found.score
    together, apart = (
        [(place[one], place[other]) for one, other in ties if one in place and other in place]
        for ties in (same, different)
    )
    found_groups = groups(len(ordered), scores, together=sorted(_in_order(together)), apart=sorted(_in_order(apart)))
    return [[ordered[at] for at in members] for members in found_groups]


def _in_order(pairs: Collection[Tie]) -> list[Tie]:
    return [(min(pair), max(pair)) for pair in pairs]
