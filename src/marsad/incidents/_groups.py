"""From pairs to groups: average linkage, whatever the order of arrival.

First mentions are parted into what hangs together: by pairs that are sure enough, by the best pair of each mention, and
by what people called the same. Without that, chains of weak pairs would run through a whole campaign, and every new
report would ask for all of it to be grouped again. Within a part the two groups whose members fit best on average are
joined, again and again, until no two fit. A pair that was not compared, or that cannot tell one act, counts as the
floor. Deaths that are left alone follow the attack of their report (see ``_own_dead``). Ties are broken by the keys of
the members, never by the order of the input.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from typing import TYPE_CHECKING

from marsad.knowledge import load_merging

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

Pair = tuple[int, int]


def groups(
    size: int,
    scores: Mapping[Pair, float],
    *,
    together: Collection[Pair] = (),
    apart: Collection[Pair] = (),
    dead: Mapping[int, Sequence[int]] | None = None,
) -> list[list[int]]:
    """Groups the numbers below ``size``.

    Args:
        size: How many there are; they must stand in an order that does not depend on arrival.
        scores: Log odds of pairs (smaller number first).
        together: Pairs that a person has called the same.
        apart: Pairs that a person has called different; no group holds both, not even where a third joins them.
        dead: Mentions that follow another one into its group where they were left alone (see ``_own_dead``), with
            those, the likeliest first. One that a person has judged follows nobody.

    Returns:
        The groups, each in order, by their first members.
    """
    bounds = load_merging().bounds
    part = {number: place for place, members in enumerate(parts(range(size), scores, together)) for number in members}
    scores = {(one, other): score for (one, other), score in scores.items() if part[one] == part[other]}
    judged = {number for pair in (*together, *apart) for number in pair}
    near = {n: [a for a in attacks if part[a] == part[n]] for n, attacks in (dead or {}).items() if n not in judged}
    floor, ceiling = bounds["score-floor"], bounds["score-ceiling"]
    linkage = _Linkage(size, {pair: min(max(score, floor), ceiling) for pair, score in scores.items()}, floor)
    for one, other in apart:
        linkage.keep_apart(one, other)
    for one, other in sorted(together):
        linkage.join_by_hand(one, other)
    linkage.run(bounds["score-join"])
    for number in sorted(near):
        for attack in near[number][:1]:
            linkage.follow(number, attack)
    return linkage.result()


def parts(numbers: Collection[int], scores: Mapping[Pair, float], together: Collection[Pair]) -> list[list[int]]:
    """Numbers in the parts that hang together, each in order, by their first.

    Args:
        numbers: The numbers.
        scores: Log odds of pairs of them.
        together: Pairs that hang together whatever their score.
    """
    home = {number: number for number in numbers}

    def root(number: int) -> int:
        while home[number] != number:
            home[number] = home[home[number]]
            number = home[number]
        return number

    for one, other in (*links(scores), *together):
        first, second = sorted((root(one), root(other)))
        home[second] = first
    found: dict[int, list[int]] = defaultdict(list)
    for number in sorted(numbers):
        found[root(number)].append(number)
    return list(found.values())


def links(scores: Mapping[Pair, float]) -> list[Pair]:
    """The pairs that hold a part together: those sure enough, and of those that could join the best of each mention."""
    bounds = load_merging().bounds
    likely = {pair: score for pair, score in scores.items() if score >= bounds["score-join"]}
    best: dict[int, float] = {}
    for pair, score in likely.items():
        for number in pair:
            best[number] = max(score, best.get(number, score))
    return [
        (one, other)
        for (one, other), score in likely.items()
        if score >= bounds["score-link"] or score in (best[one], best[other])
    ]


class _Linkage:
    """The state of the clustering: members of each group, and the summed scores between groups that know each other."""

    def __init__(self, size: int, scores: Mapping[Pair, float], floor: float) -> None:
        self.members: dict[int, list[int]] = {number: [number] for number in range(size)}
        self.home = list(range(size))
        self.floor = floor
        self.above: dict[int, dict[int, float]] = defaultdict(dict)  # sums of score minus floor
        for (one, other), score in sorted(scores.items()):
            self.above[one][other] = self.above[other][one] = score - floor
        self.forbidden: dict[int, set[int]] = defaultdict(set)

    def keep_apart(self, one: int, other: int) -> None:
        """Forbids a pair."""
        self.forbidden[one].add(other)
        self.forbidden[other].add(one)

    def join_by_hand(self, one: int, other: int) -> None:
        """Joins the groups of two members, unless a person has forbidden it."""
        first, second = sorted((self.home[one], self.home[other]))
        if first != second and second not in self.forbidden[first]:
            self._join(first, second)

    def follow(self, number: int, attack: int) -> None:
        """Puts a mention into the group of another, if it has been left alone."""
        first, second = sorted((self.home[number], self.home[attack]))
        if len(self.members[self.home[number]]) == 1:
            self._join(first, second)

    def run(self, least: float) -> None:
        """Joins the best pair of groups until none reaches ``least``."""
        heap = [
            (-self._mean(one, other), one, other) for one in self.members for other in self.above[one] if one < other
        ]
        heapq.heapify(heap)
        while heap:
            negative, one, other = heapq.heappop(heap)
            if -negative < least:
                return
            gone = one not in self.members or other not in self.members
            if gone or other in self.forbidden[one] or self._mean(one, other) != -negative:
                continue
            self._join(one, other)
            for third in sorted(self.above[one]):
                low, high = min(one, third), max(one, third)
                heapq.heappush(heap, (-self._mean(low, high), low, high))

    def _mean(self, one: int, other: int) -> float:
        pairs = len(self.members[one]) * len(self.members[other])
        return round(self.floor + self.above[one][other] / pairs, 6)

    def _join(self, one: int, other: int) -> None:
        """Moves ``other`` into ``one``; a group keeps the number of its first member."""
        for member in self.members[other]:
            self.home[member] = one
        self.members[one] = sorted(self.members[one] + self.members.pop(other))
        for third, total in sorted(self.above.pop(other, {}).items()):
            del self.above[third][other]
            if third != one:
                self.above[one][third] = self.above[third][one] = self.above[one].get(third, 0.0) + total
        for third in self.forbidden.pop(other, set()):
            self.forbidden[third].discard(other)
            self.keep_apart(one, third)

    def result(self) -> list[list[int]]:
        """The groups by their first members."""
        return [self.members[number] for number in sorted(self.members)]
