"""The way through the syntax from a trigger to each word, as a small number that the scorer of roles knows.

The subject, the object, the noun behind "in": the tree says most of who is what to an act. A way is written as
relations up and down ("^conj vnsubj"), for an oblique with its preposition, and hashed to one of ``PATHS`` numbers, so
that no table of ways has to be kept with the model. Words of other sentences are told apart by side and by their own
relation.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

PATHS = 2048
LONGEST = 5  # steps; all longer ways are one
_CASED = frozenset({"obl", "nmod"})
_KEPT = frozenset({"nsubj:pass", "obl:agent", "nmod:poss"})  # subtypes that tell who is what


class Ways:
    """The ways within one sentence.

    Args:
        heads: Governor of each word by its place in the sentence, -1 for the root.
        relations: Relation of each word.
        words: The words.
    """

    def __init__(self, heads: Sequence[int], relations: Sequence[str], words: Sequence[str]) -> None:
        self._heads = heads
        cases: dict[int, str] = {}
        for word, (head, relation) in enumerate(zip(heads, relations, strict=True)):
            if relation == "case" and head >= 0:
                cases.setdefault(head, words[word].lower())
        self._labels = []
        for word, relation in enumerate(relations):
            main = relation if relation in _KEPT else relation.partition(":")[0]
            self._labels.append(f"{main}_{cases.get(word, '')}" if main in _CASED else main)

    def around(self, side: str) -> list[int]:
        """Numbers of the words as seen from a trigger in another sentence; ``side`` is "before" or "after"."""
        return [number(f"{side} {label}") for label in self._labels]

    def to_all(self, trigger: int) -> list[int]:
        """Numbers of the ways from a trigger to every word of its sentence."""
        ups: dict[int, tuple[int, str]] = {}  # words above the trigger: how many steps, and the way
        at, steps, way = trigger, 0, ""
        while at >= 0 and at not in ups:
            ups[at] = steps, way
            way, steps = f"{way} ^{self._labels[at]}", steps + 1
            at = self._heads[at]
        return [self._to(word, ups) for word in range(len(self._heads))]

    def _to(self, word: int, ups: dict[int, tuple[int, str]]) -> int:
        down: list[str] = []
        at = word
        while at >= 0 and at not in ups and len(down) <= LONGEST:
            down.append(self._labels[at])
            at = self._heads[at]
        if at not in ups or ups[at][0] + len(down) > LONGEST:
            return number("far")
        return number(f"{ups[at][1]} v{' v'.join(reversed(down))}" if down else f"{ups[at][1]} here")


def number(way: str) -> int:
    """The number of a way."""
    return zlib.crc32(way.encode()) % PATHS


def paths(
    ways: Sequence[Ways], bounds: Sequence[tuple[int, int]], triggers: Sequence[tuple[int, int]]
) -> list[list[int]]:
    """For each trigger (sentence of the window, word of the window) the number of the way to every word of the window.

    Args:
        ways: The ways of each sentence.
        bounds: First and last (exclusive) word of each sentence in the window.
        triggers: The triggers.
    """
    sides = {side: [w.around(side) for w in ways] for side in ("before", "after")} if triggers else {}
    out = []
    for host, word in triggers:
        row: list[int] = []
        for sentence, own in enumerate(ways):
            if sentence == host:
                row += own.to_all(word - bounds[host][0])
            else:
                row += sides["before" if sentence < host else "after"][sentence]
        out.append(row)
    return out
