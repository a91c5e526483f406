"""How likely two mentions tell one act: the parts of the comparison, weighed and added up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.incidents._compare import compare
from marsad.knowledge import load_merging

if TYPE_CHECKING:
    from marsad.incidents._mentions import Mention

START = ("start", "always")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a comparison: what it finds and what that is worth in log odds."""

    name: str
    found: str
    weight: float


@dataclass(frozen=True, slots=True)
class Scored:
    """A pair of mentions with its score in log odds and the parts that make it up."""

    score: float
    parts: tuple[Part, ...]


def score(one: Mention, other: Mention) -> Scored | None:
    """Weighs two mentions; None where they cannot tell one act.

    Args:
        one: A mention.
        other: Another; the result is the same the other way round.
    """
    found = compare(one, other)
    if found is None:
        return None
    weights = load_merging().weights
    parts = tuple(Part(name, value, weights[name, value]) for name, value in found.items())
    return Scored(round(weights[START] + sum(part.weight for part in parts), 4), parts)
