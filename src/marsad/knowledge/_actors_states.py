"""Actors that every state has: itself, its government, its armed forces, its police and so on.

None of them has a row of its own: they follow from ``data/places/countries.tsv`` and the organs in
``data/actors/state-organs.tsv``. A row of the actor tables with the same id takes the place of the generated actor
("turkish-armed-forces" with its abbreviations).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from marsad.knowledge._actors_names import NameIndex, fold, slug, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from marsad.knowledge._countries import Country
    from marsad.records import ActorKind

CountryForm = Literal["name", "adjective", "people", "capital"]

_MODEL_NUMBER = re.compile(r"[a-z]+ \d+[a-z]?s?")


@dataclass(frozen=True, slots=True)
class Term:
    """A time in an office.

    Attributes:
        title: The office in words ("President of Ghana").
        since: First day (or month, or year), or null.
        until: Last day, or null.
    """

    title: str
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """One known actor.

    Attributes:
        id: Stable over all reports and versions.
        name: Canonical name.
        aliases: Other names and spellings.
        kind: What the actor is.
        country: ISO 3166 alpha-3, or null.
        sector: PLOVER sector code, or null.
        terms: For a person: the offices held.
        since: First day (or month, or year) of the office or of the organisation, or null.
        until: Last day of it, or null.
        source: Where the row is from.
        inter: ACLED inter code where it is not the one of kind and sector.
        ucdp_names: Names of this actor as a side in UCDP data, exactly as written there.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: ActorKind
    country: str | None
    sector: str | None
    terms: tuple[Term, ...] = ()
    since: str | None = None
    until: str | None = None
    source: str = ""
    inter: int | None = None
    ucdp_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Organ:
    """A part of any state: its id, the pattern of its name, and the nouns that mean it after a demonym."""

    id: str
    pattern: str
    kind: ActorKind
    sector: str | None
    heads: tuple[str, ...]


class States:
    """States and their organs, generated where no row names them. Immutable after loading."""

    def __init__(
        self,
        countries: Iterable[Country],
        organs: tuple[Organ, ...],
        adjectives: Mapping[str, tuple[str, str]],
        rows: Mapping[str, ActorEntry],
    ) -> None:
        self._rows = rows
        self._organs = {organ.id: organ for organ in organs}
        self._heads = {_head_key(head): organ for organ in organs for head in organ.heads}
        self._adjectives = adjectives
        self._by_slug: dict[str, Country] = {}
        self._by_adjective: dict[str, Country] = {}
        self._made: dict[str, ActorEntry] = {}
        self.forms: NameIndex[tuple[Country, CountryForm]] = NameIndex()
        for country in countries:
            self._by_slug[slug(country.name)] = country
            self._by_adjective.setdefault(self._adjective(country)[1], country)
            self._index(country)

    def _index(self, country: Country) -> None:
        self.forms.add_all(country.names, (country, "name"))
        self.forms.add_all(country.adjectives, (country, "adjective"))
        self.forms.add_all(country.people, (country, "people"))
        self.forms.add_all(country.capitals, (country, "capital"))

    def _adjective(self, country: Country) -> tuple[str, str]:
        word = country.adjectives[0] if country.adjectives else country.name
        return self._adjectives.get(country.iso3, (word, slug(word)))

    def state(self, country: Country) -> ActorEntry:
        """The state itself, as an actor."""
        made = ActorEntry(slug(country.name), country.name, country.other_names, "state", country.iso3, "GOV")
        return self._kept(made)

    def adjective(self, country: Country) -> str:
        """The demonym that ids of its organs begin with, as a word ("Syrian")."""
        return self._adjective(country)[0]

    def organ(self, country: Country, organ_id: str) -> ActorEntry:
        """An organ of a state, by the id of the organ ("armed-forces")."""
        organ = self._organs[organ_id]
        word, prefix = self._adjective(country)
        name = organ.pattern.replace("{adjective}", word)
        made = ActorEntry(f"{prefix}-{organ.id}", name, (), organ.kind, country.iso3, organ.sector)
        return self._kept(made)

    def organ_of(self, country: Country, words: Sequence[str], *, whole: bool = False) -> ActorEntry | None:
        """The organ that ``words``, standing after a demonym, name ("special forces", "F-16s"), or null.

        The longest run at the end of the words decides, so "elite army spokesman" is the armed forces.

        Args:
            country: Whose organ.
            words: The words after its name or demonym.
            whole: Whether all the words must be the noun of an organ.
        """
        starts = range(1) if whole else range(max(0, len(words) - 3), len(words))
        for start in starts:
            organ = self._heads.get(_head_key(" ".join(words[start:])))
            if organ is not None:
                return self.organ(country, organ.id)
        return None

    def by_id(self, actor_id: str) -> ActorEntry | None:
        """The generated actor with this id, or null."""
        country = self._by_slug.get(actor_id)
        if country is not None:
            return self.state(country)
        for organ_id in self._organs:
            prefix = actor_id.removesuffix(f"-{organ_id}")
            if prefix != actor_id and prefix in self._by_adjective:
                return self.organ(self._by_adjective[prefix], organ_id)
        return None

    def _kept(self, made: ActorEntry) -> ActorEntry:
        return self._rows.get(made.id) or self._made.setdefault(made.id, made)


def _head_key(phrase: str) -> str:
    """Key of a head noun phrase in the singular, so that "troops" and "troop", "F-16s" and "F-16" meet."""
    return singular(" ".join(fold(word) for word in words_of(phrase)))


def singular(key: str) -> str:
    """``key`` with a regular plural ending of its last word taken off; irregular ones for men and women too."""
    if _MODEL_NUMBER.fullmatch(key):
        return key.rstrip("s")
    for plural, single in (("men", "man"), ("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("people", "person")):
        if key.endswith(plural):
            return key[: -len(plural)] + single
    if key.endswith("s") and not key.endswith(("ss", "us", "is")):
        return key[:-1]
    return key
