"""Deaths that are left alone go with the attack that their report tells of right before them.

What a report tells of the dead of its own attack is compared with attacks in other reports as well, of which it says
little; an average over all of them may leave such deaths alone although nothing else is meant. Deaths that have found
others, the same toll in another report above all, stay where they are.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from marsad.knowledge import load_merging

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from marsad.incidents._mentions import Mention

_DEATHS = "killing"


def own_dead(mentions: Sequence[Mention], scores: Mapping[tuple[int, int], float]) -> dict[int, list[int]]:
    """The attacks that mentions of deaths may follow, the likeliest first.

    Args:
        mentions: Sorted by key.
        scores: Log odds of pairs of their places in the sequence, the smaller first.
    """
    bounds = load_merging().bounds
    found: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for (one, other), score in scores.items():
        if score < bounds["score-dead"] or mentions[one].report != mentions[other].report:
            continue
        for dead, attack in ((one, other), (other, one)):
            behind = mentions[dead].position - mentions[attack].position
            told = mentions[dead].kind == _DEATHS != mentions[attack].kind
            if told and 0 <= behind <= bounds["dead-behind"]:
                found[dead].append((-score, attack))
    return {dead: [attack for _, attack in sorted(attacks)] for dead, attacks in found.items()}
