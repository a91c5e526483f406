"""Which pairs are worth comparing: those that share a side, a country, a place or a report, at most a few days apart.

A pair that is left out counts as different. The keys are coarse on purpose; the score decides.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from math import floor
from typing import TYPE_CHECKING

from marsad.knowledge import load_merging

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from marsad.incidents._mentions import Mention, Point

_DAYS_IN_BLOCK = 32
_MOST_BLOCKS = 24  # a window of over two years is compared by its place and sides alone


def candidates(mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """The pairs to compare, as places in the sequence, in order.

    Args:
        mentions: All mentions.
    """
    blocks: dict[tuple[str, int], list[int]] = defaultdict(list)
    always: dict[str, list[int]] = defaultdict(list)
    for number, mention in enumerate(mentions):
        stretch = list(_stretches(mention))
        for key in sorted(_keys(mention)):
            always[key].append(number)
            for block in stretch:
                blocks[key, block].append(number)
    pairs = {pair for members in blocks.values() for pair in combinations(members, 2)}
    undated = {number for number, mention in enumerate(mentions) if not list(_stretches(mention))}
    for members in always.values():
        for number in undated.intersection(members):
            pairs.update((min(number, other), max(number, other)) for other in members if other != number)
    return sorted(pair for pair in pairs if _comparable(mentions[pair[0]], mentions[pair[1]]))


def _comparable(one: Mention, other: Mention) -> bool:
    if one.cumulative != other.cumulative:
        return False
    if one.window and other.window and one.window.gap(other.window) > load_merging().bounds["days-far"]:
        return False
    return one.cumulative or load_merging().relation(one.kind, other.kind) is not None


def _keys(mention: Mention) -> set[str]:
    keys = {f"report {mention.report}"}
    keys |= {f"side {bloc}" for side in (mention.actors, mention.targets) for bloc in side.blocs}
    for point in mention.points:
        keys.add(f"place {point.place}")
        if point.country:
            keys.add(f"country {point.country}")  # a town and the part of the country that it lies in
        keys.update(_cells(point))
    return keys


def _cells(point: Point) -> Iterator[str]:
    """The square degrees around a point, so that neighbours across a line still meet."""
    if point.lat is None or point.lon is None:
        return
    for north in (0, 1):
        for east in (0, 1):
            yield f"cell {floor(point.lat - 0.5) + north} {floor(point.lon - 0.5) + east}"


def _stretches(mention: Mention) -> Iterator[int]:
    window = mention.window
    if window is None:
        return
    slack = int(load_merging().bounds["days-far"])
    first, last = window.first.toordinal() - slack, window.last.toordinal() + slack
    blocks = range(first // _DAYS_IN_BLOCK, last // _DAYS_IN_BLOCK + 1)
    if len(blocks) <= _MOST_BLOCKS:
        yield from blocks
