"""What is asked of the gazetteer for one name of a report, and what may answer.

A query stands for all mentions of a report that mean the same place: the same name, meant as the same sort of thing.
Its candidates carry a fit: how well an entry suits the words around the name, apart from the rest of the report.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from marsad.knowledge._countries import load_countries
from marsad.knowledge._gazetteer import Gazetteer, GazetteerEntry, name_key, name_skeleton, prominence
from marsad.knowledge._place_words import FeatureClass, load_place_words
from marsad.resolving._places_geometry import distance_km

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.reading._mentions import PlaceMention

# How well a kind of entry suits a class of feature word. On the scale of prominence: 1 is a tenfold in people.
_SUITS: dict[FeatureClass, dict[str, float]] = {
    "settlement": {"city": 2.0, "admin1": -3.0, "admin2": -0.5, "country": -4.0, "region": -3.0, "other": -1.0},
    "admin1": {"admin1": 4.0, "city": -4.0, "admin2": 0.5, "country": -3.0, "region": 0.5, "other": -4.0},
    "admin2": {"admin2": 4.0, "city": -0.5, "admin1": -1.0, "country": -4.0, "region": -1.0, "other": -2.0},
    "area": {"region": 3.0, "admin1": 0.5, "admin2": 0.5, "country": -1.0},
    # "Region" may be a province (Kharkiv region) or none (Sahel region).
    "region": {"admin1": 2.5, "region": 2.5, "admin2": 1.0, "city": -1.5, "country": -1.0},
    "water": {"region": 3.0, "city": -3.0, "admin1": -3.0, "admin2": -3.0, "country": -4.0, "other": 0.0},
    "site": {"other": 3.5, "region": -1.0, "admin1": -2.0, "country": -3.0, "admin2": -1.0},
    "country": {"country": 2.0, "admin1": -1.0, "city": -3.0},
}
_WITHIN, _OUTSIDE = 5.0, -6.0
_CAPITAL = -3.0  # of a place elsewhere that only bears the name of a capital too
_SHADOWED = -3.0
_SMALL, _TOWN = 10_000, 100_000
_MOST_CANDIDATES = 12
_LOOSE_COUNTRIES = 2


@dataclass(frozen=True, slots=True)
class Query:
    """One name as a report means it.

    Attributes:
        name: The name alone, without feature and part.
        feature: What it is said to be, lower case, or null.
        part: Words that narrow it, lower case, or null.
        within: Names of what contains it, the nearest first.
        near_after: Names that follow directly ("Paris, Texas"): they may contain it.
    """

    name: str
    feature: str | None
    part: str | None
    within: tuple[str, ...]
    near_after: tuple[str, ...] = ()

    @property
    def feature_class(self) -> FeatureClass | None:
        """The class of the feature word."""
        return load_place_words().features.get(self.feature) if self.feature else None


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that a query may mean.

    Attributes:
        entry: The entry.
        fit: How well it suits the words around the name, on the scale of prominence.
        whole: Whether it covers the part too.
        outside: Whether it lies outside what the report says contains it.
        generic: Whether many countries have a place of that name ("Western Province").
    """

    entry: GazetteerEntry
    fit: float
    whole: bool = False
    outside: bool = False
    generic: bool = False

    @property
    def prior(self) -> float:
        """Score before the rest of the report is looked at."""
        return prominence(self.entry) + self.fit


_SPACES = re.compile(r"\s+")
_POSSESSIVE = re.compile(r"['\u2019]s?$")
_SIDE_OF = re.compile(
    r"^(?:the )?((?:[a-z]+(?:-[a-z]+)? )?(?:bank|banks|side|shore|shores|countryside|suburbs|outskirts|part|parts|edge|"
    r"areas?|half|coast|reaches)) of (?:the )?",
    re.IGNORECASE,
)
_LED_BY = re.compile(r"^(city|town|village|province|district|governorate|state)s? of (?:the )?", re.IGNORECASE)


def query_of(mention: PlaceMention, gazetteer: Gazetteer) -> Query:
    """What ``mention`` asks for; words of feature and part within the name itself are taken apart.

    Args:
        mention: A mention.
        gazetteer: Tells which names are whole as they stand ("North Kivu", "Kuwait City").
    """
    name = _POSSESSIVE.sub("", _SPACES.sub(" ", mention.whole or mention.span.exact).strip())
    feature, part = (word.casefold() if word else None for word in (mention.feature, mention.part))
    if not gazetteer.lookup(name):
        name, feature, part = _taken_apart(name, feature, part)
    return Query(name, feature, part, mention.within)


def _taken_apart(name: str, feature: str | None, part: str | None) -> tuple[str, str | None, str | None]:
    words = load_place_words()
    if side := _SIDE_OF.match(name):
        name, part = name[side.end() :], part or side[1].casefold()
    if led := _LED_BY.match(name):
        name, feature = name[led.end() :], feature or led[1].casefold()
    head, _, last = name.rpartition(" ")
    # "North Island" is no island called North.
    if head and last.casefold() in words.features and head.casefold() not in words.parts:
        name, feature = head, feature or last.casefold()
    first, _, rest = name.partition(" ")
    if rest and first.casefold() in words.parts:
        name, part = rest, part or first.casefold()
        if led := _LED_BY.match(name):
            name, feature = name[led.end() :], feature or led[1].casefold().removesuffix("s")
    return name, feature, part


def candidates_of(query: Query, gazetteer: Gazetteer, countries: Sequence[str]) -> tuple[Candidate, ...]:
    """The entries that ``query`` may mean, the likeliest first.

    Args:
        query: The query.
        gazetteer: Where to look.
        countries: Countries of the report, the weightiest first: a loose match counts only there, or anywhere
            if the report names no country.
    """
    found: dict[str, Candidate] = {}
    for candidate in _by_whole_name(query, gazetteer):
        found.setdefault(candidate.entry.id, candidate)  # one that covers the part stands before one that does not
    for entry in gazetteer.lookup(query.name):
        if not (_is_code(query.name) and entry.kind in ("city", "admin2")):
            found.setdefault(entry.id, Candidate(entry, 0.0))
    for entry in _loosely(query.name, gazetteer, countries):
        found.setdefault(entry.id, Candidate(entry, -1.0))
    for entry in _by_demonym(query.name, gazetteer):
        found.setdefault(entry.id, Candidate(entry, -1.0))
    holders = [gazetteer.lookup(_bare(name)) for name in query.within]
    after = [gazetteer.lookup(_bare(name)) for name in query.near_after]
    if any(c.entry.kind == "country" for c in found.values()):
        # "China, Japan" is a list, though Japan has a town of that name.
        after = [tuple(e for e in entries if e.kind != "country") for entries in after]
    candidates = _unshadowed(query, list(found.values()))
    if _beside(candidates, holders):
        holders = []
    generic = _is_generic(query)
    fitted = [replace(_fitted(c, query, holders, after), generic=generic) for c in candidates]
    fitted.sort(key=lambda c: (-c.prior, c.entry.id))
    kept = fitted[:_MOST_CANDIDATES]
    return (*kept, *[c for c in fitted[_MOST_CANDIDATES:] if c.entry.country in countries[:1]][:_MOST_CANDIDATES])


def _beside(candidates: Sequence[Candidate], holders: Sequence[Sequence[GazetteerEntry]]) -> bool:
    """Whether the names behind stand beside a country or province and not around it ("Ohio, Iowa", "Angola, Chad").

    That is so where none of its namesakes lies in them; "Lebanon, Ohio" and "Georgia, USA" have one that does.
    """
    named = {c.entry.kind for c in candidates if c.entry.match == "name" and c.entry.kind in ("country", "admin1")}
    if not named:
        return False
    for entry in (c.entry for c in candidates if c.entry.match != "loose"):
        for holder in (h for entries in holders for h in entries[:3]):
            # "China, Japan" is a list, though Japan has a town of that name.
            listed = "country" in named and holder.kind == "country" and entry.kind != "admin1"
            if lies_in(entry, holder) and not listed:
                return False
    return True


def _by_whole_name(query: Query, gazetteer: Gazetteer) -> list[Candidate]:
    """Entries that name part or feature and all: "eastern Ghouta", "Hajin pocket", "Rapides Parish"."""
    whole: list[Candidate] = []
    if query.part:
        for name in (f"{query.part} {query.name}", f"{query.name} {query.part}"):
            entries = gazetteer.lookup(name)
            whole += [Candidate(e, 4.0, whole=True) for e in entries if e.kind in ("region", "admin1", "admin2")]
    if query.feature:
        whole += [Candidate(entry, 2.0) for entry in gazetteer.lookup(f"{query.name} {query.feature}")]
    return whole


def _is_code(name: str) -> bool:
    """Whether a name is an abbreviation ("EU", "NSW", "Kan."), which is never a town spelt that way by chance."""
    return (len(name) <= 3 and name.isupper()) or (len(name) <= 6 and name.endswith("."))


def _is_generic(query: Query) -> bool:
    """Whether a name is made of words for parts and features alone ("Central", "North Eastern Province")."""
    words = load_place_words()
    return all(w in words.parts or w in words.features for w in query.name.casefold().split())


def _by_demonym(name: str, gazetteer: Gazetteer) -> list[GazetteerEntry]:
    """The country of "Syrian", where a mention of a place is but that ("the Syrian border")."""
    country = load_countries().by_demonym(name)
    return [] if country is None else [e for e in gazetteer.lookup(country.name) if e.kind == "country"]


def _loosely(name: str, gazetteer: Gazetteer, countries: Sequence[str]) -> list[GazetteerEntry]:
    if not countries:
        return [e for e in gazetteer.lookup(name, loose=True) if e.match == "loose"]
    # A name that is known in the country of the story as it is spelt needs no guess at its spelling.
    unmet = [c for c in countries[:_LOOSE_COUNTRIES] if not gazetteer.lookup(name, country=c)]
    return [e for c in unmet for e in gazetteer.lookup(name, country=c, loose=True)]


def _unshadowed(query: Query, candidates: list[Candidate]) -> list[Candidate]:
    """A bare name means what is best known by it.

    That is the country or state rather than a small town called after it, and the city rather than the province or
    district called after that.
    """
    if query.feature_class is not None or query.part is not None:
        return candidates
    cities = {(c.entry.country, c.entry.admin1) for c in candidates if _stands_for_city(c.entry, query.name)}
    countries = any(c.entry.kind == "country" and c.entry.match == "name" for c in candidates)
    states = {c.entry.country for c in candidates if c.entry.kind == "admin1" and c.entry.match == "name"}
    capital = load_countries().by_capital(query.name)
    home = capital.iso3 if capital is not None else None
    return [
        replace(c, fit=c.fit + _shadow(c.entry, cities, countries, states) + _CAPITAL * _is_alias(c.entry, home))
        for c in candidates
    ]


def _is_alias(entry: GazetteerEntry, home: str | None) -> bool:
    """Whether a place elsewhere is only also called by the name of a capital: Anantnag, by that of Islamabad."""
    return home is not None and entry.match != "name" and entry.country != home


def _shadow(
    entry: GazetteerEntry, cities: set[tuple[str | None, str | None]], countries: bool, states: set[str | None]
) -> float:
    if entry.kind in ("admin1", "admin2") and (entry.country, entry.admin1) in cities:
        return _SHADOWED
    if entry.kind == "city" and entry.population < _TOWN:
        # The chief town of a province of the same name is no namesake elsewhere.
        namesake = entry.country in states and entry.admin1 != entry.name
        return -2.0 * countries - 1.0 * namesake
    return 0.0


def _stands_for_city(entry: GazetteerEntry, name: str) -> bool:
    """Whether a bare name means this city: by its usual name or a spelling; Oklahoma is no Oklahoma City."""
    if entry.kind != "city" or entry.match == "name":
        return entry.kind == "city"
    spelt = entry.population >= _SMALL and name_skeleton(name) == name_skeleton(entry.name)
    longer = name_key(entry.name).startswith(name_key(name)) and not spelt
    return spelt or (entry.population >= _TOWN and not longer)


def _fitted(
    candidate: Candidate,
    query: Query,
    holders: list[tuple[GazetteerEntry, ...]],
    after: list[tuple[GazetteerEntry, ...]],
) -> Candidate:
    entry, fit = candidate.entry, candidate.fit
    if query.feature_class:
        fit += _SUITS[query.feature_class].get(entry.kind, 0.0)
    known = [(any(lies_in(entry, h) for h in entries), _holds(entries)) for entries in holders if entries]
    fit += sum(_WITHIN if inside else _OUTSIDE * holds for inside, holds in known)
    # What follows a name may as well be the next of a list, so it speaks for a candidate and never against.
    fit += _WITHIN * sum(any(lies_in(entry, h) for h in entries if h.kind in _HOLDING) for entries in after)
    return replace(candidate, fit=fit, outside=not all(inside for inside, holds in known if holds))


def _holds(entries: Sequence[GazetteerEntry]) -> bool:
    """Whether a name is one of those that contain others; a town behind a name may as well be the next of a list."""
    return any(e.kind in _HOLDING or e.kind == "region" for e in entries if e.match != "loose")


_HOLDING = frozenset(("country", "admin1", "admin2"))


def lies_in(entry: GazetteerEntry, holder: GazetteerEntry) -> bool:
    """Whether ``entry`` lies in ``holder``, as far as the gazetteer tells.

    Args:
        entry: A place.
        holder: A country, division, region or city.
    """
    if entry.id == holder.id or (holder.country and entry.country and holder.country != entry.country):
        return False
    if holder.kind == "country":
        return entry.country == holder.country
    if holder.kind == "admin1":
        return entry.admin1 == holder.admin1 and entry.kind != "admin1"
    far = _apart(entry, holder)
    if holder.kind == "admin2":
        return entry.admin1 == holder.admin1 and (far is None or far <= 80.0)
    return far is not None and far <= max(30.0, 1.5 * holder.radius_km)


def _apart(one: GazetteerEntry, other: GazetteerEntry) -> float | None:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return distance_km((one.lat, one.lon), (other.lat, other.lon))


def _bare(name: str) -> str:
    """A name of a container without its feature word ("Aleppo province")."""
    head, _, last = name.strip().rpartition(" ")
    return head if head and last.casefold() in load_place_words().features else name.strip()
