"""Where a series of counts changes its level, and how sure that is.

The method is the exact Bayesian segmentation of Fearnhead (2006, Statistics and Computing 16, 203-213): the series is
cut into segments of at least ``segment-min`` periods, each with a rate of its own under a gamma prior with the mean of
the series, so that the rates integrate out; a change is expected every ``change-every`` periods. Sums over all ways
to cut, with and without a cut around a place, give the probability that a change lies there; the best single way to cut
gives the places. Counts of violence scatter more than Poisson counts do, which would look like change: likelihoods are
tempered by the dispersion, taken from the differences of neighbouring periods, which a few changes hardly touch.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import exp, lgamma, log
from typing import TYPE_CHECKING

import numpy as np

from marsad.knowledge import load_indicators

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Change:
    """A place where the level changes.

    Attributes:
        at: Index of the first period of the new level.
        before: Mean count per period from the change before, or the beginning, to this one.
        after: Mean count per period from here to the next change, or the end.
        sure: Probability, 0 to 1, that a change lies here or at most ``reach`` periods off.
    """

    at: int
    before: float
    after: float
    sure: float


def changes(counts: Sequence[int]) -> list[Change]:
    """The changes of level in a series of counts; none in a series that is too short to tell.

    Args:
        counts: One count per period, in order, none negative.
    """
    bounds = load_indicators().bounds
    shortest = int(bounds["segment-min"])
    if len(counts) < bounds["periods-min"] or not any(counts):
        return []
    series = np.asarray(counts, dtype=np.float64)
    weights = _weights(series, shortest, 1 / bounds["change-every"], bounds["rate-shape"])
    reach, everything = int(bounds["reach"]), _total(weights)
    sure = {at: _sure(weights, at, reach, everything) for at in _best(weights)}
    kept = [at for at, probability in sure.items() if probability >= bounds["sure"]]
    edges = [0, *kept, len(counts)]
    means = [sum(counts[begin:end]) / (end - begin) for begin, end in pairwise(edges)]
    return [Change(at, *levels, sure[at]) for at, levels in zip(kept, pairwise(means), strict=True)]


def _dispersion(counts: Array) -> float:
    """Variance over mean, at least 1."""
    neighbours = counts[1:] + counts[:-1]
    return max(1.0, float((np.diff(counts) ** 2).sum() / max(neighbours.sum(), 1.0)))


def _weights(counts: Array, shortest: int, chance: float, prior: float) -> Array:
    """Log weight of every segment [row, column): its marginal likelihood and the prior of its length."""
    size = len(counts)
    spread = _dispersion(counts)
    rate = prior / float(counts.mean())
    sums = np.concatenate([[0.0], np.cumsum(counts)])
    weights = np.full((size + 1, size + 1), -np.inf)
    for begin in range(size):
        for end in range(begin + shortest, size + 1):
            total, length = (sums[end] - sums[begin]) / spread, (end - begin) / spread
            shape = prior + total
            fit = prior * log(rate) - lgamma(prior) + lgamma(shape) - shape * log(rate + length)
            begun = log(chance) if begin else 0.0
            weights[begin, end] = fit + begun + (end - begin - 1) * log(1 - chance)
    return weights


def _total(weights: Array) -> float:
    """Log weight of all ways to cut together."""
    size = len(weights) - 1
    forward = np.full(size + 1, -np.inf)
    forward[0] = 0.0
    for end in range(1, size + 1):
        forward[end] = np.logaddexp.reduce(forward[:end] + weights[:end, end])
    return float(forward[size])


def _sure(weights: Array, at: int, reach: int, everything: float) -> float:
    """The probability that a segment begins at a place or at most ``reach`` periods off, over all ways to cut."""
    without = weights.copy()
    without[max(at - reach, 1) : at + reach + 1] = -np.inf
    return round(1.0 - exp(_total(without) - everything), 6)


def _best(weights: Array) -> list[int]:
    """Where the single most probable way to cut does so."""
    size = len(weights) - 1
    best, came = np.full(size + 1, -np.inf), np.zeros(size + 1, dtype=np.int64)
    best[0] = 0.0
    for end in range(1, size + 1):
        ways = best[:end] + weights[:end, end]
        came[end] = int(ways.argmax())
        best[end] = ways[came[end]]
    found, at = [], int(came[size])
    while at > 0:
        found.append(at)
        at = int(came[at])
    return found[::-1]
