"""Which candidate each name of a report means, decided over the whole report.

Every name votes for countries, divisions and neighbourhoods with the weight of its candidates; the votes of the others,
the countries and demonyms of the text, and the candidate's own prior and fit make its score. A few rounds settle it. No
single hint decides: a large city yields to a village where the rest of the report speaks for the village.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from marsad.knowledge._countries import load_countries
from marsad.resolving._places_geometry import EARTH_KM, unit_vector

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from marsad.resolving._places_queries import Candidate

_ROUNDS = 3
_COUNTRY, _DIVISION, _NEARNESS = 1.5, 1.2, 2.0
_REACH_KM = 100.0
_DEMONYM, _COUNTRY_NAME = 0.35, 0.7
_SMALL_CITY = 100_000
_HAMLET = 1_000
_FOCUS = 1.0
_GENERIC = 0.5
_WORD = re.compile(r"[A-Z][\w.]*(?:['\u2019-][A-Za-z]\w*)*")


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidate chosen for a query, or null where none will do.

    Attributes:
        candidate: The chosen one.
        share: Its share of the weight among the candidates, 0 to 1.
    """

    candidate: Candidate | None
    share: float


def text_countries(text: str) -> dict[str, float]:
    """How much the words of ``text`` speak of each country: names of countries, and weaker their demonyms.

    Args:
        text: Headline and body.
    """
    words = [(found.start(), found.end(), found[0]) for found in _WORD.finditer(text)]
    told: Counter[tuple[str, float]] = Counter()
    taken = -1
    for (start, end, first), (after, last, second) in pairwise([*words, (-1, -1, "")]):
        if start < taken:
            continue
        pair = _country_of(f"{first} {second}") if after == end + 1 else None
        taken = last if pair else end
        if found := pair or _country_of(first.removesuffix("'s").removesuffix("\u2019s")):
            told[found] += 1
    weights: dict[str, float] = {}
    for (country, weight), times in sorted(told.items()):
        weights[country] = weights.get(country, 0.0) + weight * math.log1p(times)
    return weights


@lru_cache(maxsize=16_384)
def _country_of(words: str) -> tuple[str, float] | None:
    countries = load_countries()
    if named := countries.by_name(words):
        return named.iso3, _COUNTRY_NAME
    if people := countries.by_demonym(words):
        return people.iso3, _DEMONYM
    return None


def leading_countries(weights: Mapping[str, float]) -> list[str]:
    """Countries by weight, the heaviest first."""
    return sorted(weights, key=lambda country: (-weights[country], country))


def choose(
    queries: Sequence[Sequence[Candidate]], told: Mapping[str, float], *, times: Sequence[int] | None = None
) -> list[Choice]:
    """One choice for each query.

    Args:
        queries: The candidates of each query.
        times: How often the report names each query; once by default. What is named often says more.
        told: Weight of each country in the text, from :func:`text_countries`.
    """
    flat = [(q, c) for q, candidates in enumerate(queries) for c in candidates]
    if not flat:
        return [Choice(None, 0.0) for _ in queries]
    context = _Context(flat, times or [1] * len(queries), told)
    shares = context.settle()
    return [context.choice(q, shares) for q in range(len(queries))]


class _Context:
    """The candidates of a report in arrays, one row each."""

    def __init__(self, flat: Sequence[tuple[int, Candidate]], times: Sequence[int], told: Mapping[str, float]) -> None:
        self._flat = flat
        self._owner = np.array([q for q, _ in flat])
        self._family = _families(flat)[self._owner]
        self._queries = len(times)
        self._prior = np.array([c.prior for _, c in flat])
        codes = [c.entry.country for _, c in flat]
        divisions = [(c.entry.country, c.entry.admin1) if c.entry.admin1 else None for _, c in flat]
        self._country, self._division = _numbered(codes), _numbered(divisions)
        self._told = np.array([told.get(code or "", 0.0) for code in codes])
        # A country named speaks for itself; a division or region a little less; a town that may be elsewhere least.
        votes = {"country": 1.0, "admin1": 1.0, "region": 0.7}
        weight = [1.0 + math.log(n) / 2 for n in times]
        self._vote = np.array([votes.get(c.entry.kind, 0.5) * weight[q] * (not c.generic) for q, c in flat])
        self._kernel = self._nearness()

    def settle(self) -> NDArray[np.float64]:
        """Shares of the candidates within their queries after the last round."""
        shares = self._shares(self._prior)
        for _ in range(_ROUNDS):
            shares = self._shares(self._scores(shares))
        return shares

    def choice(self, query: int, shares: NDArray[np.float64]) -> Choice:
        """The best candidate of one query, if it will do."""
        rows = [row for row in range(len(self._flat)) if self._owner[row] == query]
        if not rows:
            return Choice(None, 0.0)
        # Shares are rounded so that the last bit of a float, which may differ from machine to machine, decides nothing.
        best = min(rows, key=lambda row: (-round(float(shares[row]), 6), self._flat[row][1].entry.id))
        candidate = self._flat[best][1]
        refused = candidate.outside or self._stray(best, shares)
        return Choice(None if refused else candidate, float(shares[best]))

    def _stray(self, row: int, shares: NDArray[np.float64]) -> bool:
        """A small place in a country of which the report says nothing, while it speaks much of another.

        The name is then more likely one that the gazetteer lacks than one at the other end of the world.
        """
        candidate = self._flat[row][1]
        entry = candidate.entry
        if candidate.generic:
            return bool(self._others(shares, self._country)[row] + self._told[row] < _GENERIC)
        if entry.kind not in ("city", "admin2", "other") or entry.population >= _SMALL_CITY or candidate.fit >= 3.0:
            return False
        alone = int(np.sum(self._owner == self._owner[row])) == 1
        if alone and entry.match == "name" and entry.population >= _HAMLET:
            return False  # a name that is nobody else's
        here = self._others(shares, self._country)[row] + self._told[row]
        focus = max(float(np.max(self._others(shares, self._country) + self._told)), 0.0)
        return bool(here < 0.3 and focus >= _FOCUS)

    def _scores(self, shares: NDArray[np.float64]) -> NDArray[np.float64]:
        country = self._others(shares, self._country) + self._told
        division = self._others(shares, self._division)
        near = self._kernel @ shares
        scores: NDArray[np.float64] = self._prior + _COUNTRY * np.log1p(country)
        return scores + _DIVISION * np.log1p(division) + _NEARNESS * np.log1p(near)

    def _others(self, shares: NDArray[np.float64], group: NDArray[np.int64]) -> NDArray[np.float64]:
        """For each candidate the votes that other names give to its group; group -1 is none."""
        size = int(group.max()) + 2
        weight = shares * self._vote
        by_query = np.zeros((self._queries, size))
        np.add.at(by_query, (self._family, group), weight)
        votes = by_query.sum(axis=0)[group] - by_query[self._family, group]
        return np.where(group < 0, 0.0, votes)

    def _shares(self, scores: NDArray[np.float64]) -> NDArray[np.float64]:
        highest = np.full(self._queries, -np.inf)
        np.maximum.at(highest, self._owner, scores)
        weight = np.exp(1.5 * (scores - highest[self._owner]))
        total = np.zeros(self._queries)
        np.add.at(total, self._owner, weight)
        shares: NDArray[np.float64] = weight / total[self._owner]
        return shares

    def _nearness(self) -> NDArray[np.float64]:
        """How near each candidate is to each of another query, 0 to 1; wide places and unknown points are near none."""
        points = np.array([_vector(c) for _, c in self._flat])
        kilometres = EARTH_KM * np.arccos(np.clip(points @ points.T, -1.0, 1.0))
        pointed = np.array([_is_pointed(c) for _, c in self._flat])
        apart = self._owner[:, None] != self._owner[None, :]
        # The same entry under two names is no second witness.
        ids = _numbered([c.entry.id for _, c in self._flat])
        apart &= ids[:, None] != ids[None, :]
        return np.where(apart & pointed[:, None] & pointed[None, :], np.exp(-kilometres / _REACH_KM), 0.0)


def _families(flat: Sequence[tuple[int, Candidate]]) -> NDArray[np.int64]:
    """For each query the first that shares a candidate with it: "Nyanza" is no witness for "Nyanza province"."""
    first: dict[str, int] = {}
    family: dict[int, int] = {}
    for query, candidate in flat:
        known = first.setdefault(candidate.entry.id, query)
        family[query] = min(family.get(query, query), family.get(known, known))
    return np.array([family.get(query, query) for query in range(max(family) + 1)], dtype=np.int64)


def _vector(candidate: Candidate) -> tuple[float, float, float]:
    entry = candidate.entry
    return unit_vector(entry.lat or 0.0, entry.lon or 0.0)


def _is_pointed(candidate: Candidate) -> bool:
    entry = candidate.entry
    return entry.lat is not None and entry.radius_km <= 150.0 and entry.kind != "country"


def _numbered(values: Sequence[object]) -> NDArray[np.int64]:
    """Numbers for equal values in order of first use; -1 for null."""
    numbers: dict[object, int] = {}
    return np.array([-1 if v is None else numbers.setdefault(v, len(numbers)) for v in values], dtype=np.int64)
