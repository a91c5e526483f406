"""Actors that the program knows by name, and the common nouns for people and groups.

Everything is data: the tables under ``data/actors`` (see its README for the columns). States and their organs are
generated from the countries. This module looks names up; it decides nothing about a report, so "the group" is not
its business. Invariants, checked whenever a table is read (``_actors_checks``): ids are unique, a name belongs to one
actor unless a row of shared names says when it is whose, every actor referred to exists, kinds and predicates are
those of the output contract, dates are in order, no office of a state has two holders at once.
"""

from __future__ import annotations

from copy import copy
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from marsad.knowledge._actors_checks import faults_of
from marsad.knowledge._actors_names import NameIndex, fold, key_of, without_article, words_of
from marsad.knowledge._actors_read import (
    Agent,
    Description,
    EntryRelation,
    SharedName,
    Split,
    read_adjectives,
    read_agents,
    read_descriptions,
    read_entries,
    read_name_parts,
    read_offices,
    read_organs,
    read_shared_names,
    refuse,
    within,
)
from marsad.knowledge._actors_states import ActorEntry, CountryForm, States, Term, singular
from marsad.knowledge._added_actors import OwnActors, actors_state, own_actors
from marsad.knowledge._countries import load_countries
from marsad.knowledge._crosswalk import load_crosswalk

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from marsad.knowledge._countries import Countries, Country

__all__ = [
    "ActorEntry",
    "ActorTable",
    "Agent",
    "Description",
    "EntryRelation",
    "SharedName",
    "Split",
    "Term",
    "load_actors",
    "packaged_tables",
    "read_actors",
]

REGIONS = ("middle-east", "africa", "asia", "europe-caucasus", "americas", "world")
OTHERS = (
    "state-organs", "state-adjectives", "agents", "descriptions", "name-parts", "shared-names", "offices",
)  # fmt: skip
_FOLDER = "data/actors"
_NOTHING = OwnActors()

_PAPERS = frozenset("national guardian independent hindu punch observer times nation standard monitor star".split())
_ARTICLE_AND_WORD = 2


class _Story(NamedTuple):
    """What decides between the bearers of a shared name."""

    country: str | None = None
    published: str | None = None


class ActorTable:
    """Known actors with lookup by name and id, and common nouns for people. Immutable after loading.

    Args:
        tables: Text of each table by its name without ending.
        countries: The countries that states are generated from.
        fault: Told of each fault in the tables; by default the first one is raised as an error.
        trusted: Leaves out the checks of the whole (not those of rows and names), since the tests have made them.
        own: What a desk added; the tables go before it.
    """

    def __init__(
        self,
        tables: Mapping[str, str],
        countries: Countries,
        *,
        fault: Callable[[str], None] = refuse,
        trusted: bool = False,
        own: OwnActors = _NOTHING,
    ) -> None:
        self._names: NameIndex[ActorEntry] = NameIndex()
        self._entries: dict[str, ActorEntry] = {}
        self._home: dict[str, str] = {}
        self._countries = countries
        self._story = _Story()
        relations: list[tuple[EntryRelation | Split, str]] = []
        for region in REGIONS:
            relations.extend(self._add_region(f"{region}.tsv", tables[region], fault))
        self._add_own(own)
        self.entries: tuple[ActorEntry, ...] = tuple(self._entries.values())
        organs = read_organs(tables["state-organs"], "state-organs.tsv")
        adjectives = read_adjectives(tables["state-adjectives"], "state-adjectives.tsv")
        self.states = States(countries, organs, adjectives, self._entries)
        self._agents = read_agents(tables["agents"], "agents.tsv")
        self._descriptions = read_descriptions(tables["descriptions"], "descriptions.tsv")
        self.titles, self.head_nouns = read_name_parts(tables["name-parts"], "name-parts.tsv")
        self._offices = read_offices(tables["offices"], "offices.tsv")
        self._relate(relations, own)
        shared = list(read_shared_names(tables["shared-names"], "shared-names.tsv"))
        self._share([name for name, _ in shared])
        if not trusted:
            for message in faults_of(self, relations, shared):
                fault(message)

    def _add_region(
        self, origin: str, text: str, fault: Callable[[str], None]
    ) -> list[tuple[EntryRelation | Split, str]]:
        relations: list[tuple[EntryRelation | Split, str]] = []
        for entry, own_relations, where in read_entries(text, origin, fault):
            if self._entries.setdefault(entry.id, entry) is not entry:
                fault(f"{where}: id {entry.id!r} is taken; give the actor another one")
                continue
            self._home[entry.id] = where
            for name in dict.fromkeys((entry.name, *entry.aliases)):
                other = self._names.add(name, entry)
                if other is not None:
                    fault(
                        f"{where}: {name!r} is already a name of {other.id!r}; take it from one, or say in "
                        "shared-names.tsv when it is whose"
                    )
            relations.extend((relation, where) for relation in own_relations)
        return relations

    def _add_own(self, own: OwnActors) -> None:
        for entry in own.actors:
            if self._entries.setdefault(entry.id, entry) is entry:
                self._home[entry.id] = entry.source
                self._names.add_all((entry.name, *entry.aliases), entry)

    def _relate(self, relations: Sequence[tuple[EntryRelation | Split, str]], own: OwnActors) -> None:
        packaged = tuple(r for r, _ in relations if isinstance(r, EntryRelation))
        known = {(r.subject, r.predicate, r.object) for r in packaged}
        told = (r.relation for r in own.relations)
        added = (r for r in told if (r.subject, r.predicate, r.object) not in known)
        self.relations: tuple[EntryRelation, ...] = (*packaged, *added)
        self.splits: tuple[Split, ...] = tuple(r for r, _ in relations if isinstance(r, Split))
        self._relations: dict[str, list[EntryRelation]] = {}
        for relation in self.relations:
            self._relations.setdefault(relation.subject, []).append(relation)
            self._relations.setdefault(relation.object, []).append(relation)

    def _share(self, names: Sequence[SharedName]) -> None:
        bearers: dict[str, list[SharedName]] = {}
        for name in names:
            bearers.setdefault(name.name, []).append(name)
        self._shared: NameIndex[tuple[SharedName, ...]] = NameIndex()
        for text, told in bearers.items():
            self._shared.add(text, tuple(told))

    def in_story(self, country: str | None, published: str | None) -> ActorTable:
        """This table as a story of a country reads it: a shared name means the bearer whose rule holds there.

        Args:
            country: ISO alpha-3 of the country that the story is plainly about, or null.
            published: ISO date of its publication, or null.
        """
        table = copy(self)
        table._story = _Story(country, published)
        return table

    def by_id(self, actor_id: str) -> ActorEntry | None:
        """The actor with this id, states and their organs included, or null."""
        return self._entries.get(actor_id) or self.states.by_id(actor_id)

    def place_of(self, actor_id: str) -> str:
        """File and row of an actor with a row of its own, for messages; else its id."""
        return self._home.get(actor_id, actor_id)

    def relations_of(self, actor_id: str) -> Sequence[EntryRelation]:
        """The relations that an actor stands in, as subject or object."""
        return self._relations.get(actor_id, ())

    def inter(self, entry: ActorEntry) -> int | None:
        """ACLED inter code of an actor at home: its own one, else that of its kind and sector, or null.

        Forces of a state outside their country are code 8, which only an event can tell.
        """
        if entry.inter is not None:
            return entry.inter
        return load_crosswalk().side(entry.kind, sector=entry.sector).inter

    def holder(self, title: str, country: str, on: str) -> ActorEntry | None:
        """Who held an office of a state on a day, or null where the table knows nobody, or several.

        Args:
            title: The office ("prime minister", "Premier").
            country: ISO alpha-3.
            on: ISO date.
        """
        office = self._offices.get(key_of(title))
        held = [
            entry
            for entry in self.entries
            if any(
                self.office(term) == (office, country) and within(on, term.since, term.until) for term in entry.terms
            )
        ]
        return held[0] if office is not None and len(held) == 1 else None

    def office(self, term: Term) -> tuple[str, str] | None:
        """The office of a state and its country, for a term such as "President of Ghana"; null for any other."""
        parts = term.title.split(" of ")
        for at in range(1, len(parts)):  # "Secretary of State of the United States"
            office = self._offices.get(key_of(" of ".join(parts[:at])))
            form = self.states.forms.get(without_article(words_of(" of ".join(parts[at:]))))
            if office is not None and form is not None and form[1] == "name":
                return office, form[0].iso3
        return None

    def country(self, code: str) -> Country | None:
        """The country with this ISO code, or null."""
        return self._countries.by_code(code)

    def match(self, text_span: str) -> ActorEntry | None:
        """The actor whose name is exactly ``text_span``, with or without "the".

        States and their organs count by any name or demonym phrase ("Turkey's army", "U.S. troops", "the Russians");
        a capital does not, since it may be a place.

        Args:
            text_span: A whole name.
        """
        words = words_of(text_span)
        entry = self._named(words) or self._named(without_article(words))
        return entry or self._match_state(without_article(words))

    def _named(self, words: Sequence[str]) -> ActorEntry | None:
        return self._meant(words) or self._names.get(words)

    def _meant(self, words: Sequence[str]) -> ActorEntry | None:
        """The bearer of a shared name that the story decides for, or null."""
        for name in self._shared.get(words) or ():
            if name.holds(*self._story):
                return self.by_id(name.actor)
        return None

    def shares(self, words: Sequence[str]) -> bool:
        """Whether a list of words holds a name of several bearers, so that the story matters."""
        return bool(self._shared.find(words))

    def _match_state(self, words: Sequence[str]) -> ActorEntry | None:
        form = self.states.forms.get(words)
        if form is not None and form[1] in {"name", "people"}:
            return self.states.state(form[0])
        for end in range(len(words) - 1, 0, -1):
            country = self.states.forms.get(words[:end])
            if country is not None and country[1] in {"name", "adjective"}:
                return self.states.organ_of(country[0], words[end:], whole=True)
        return None

    def find(self, words: Sequence[str]) -> list[tuple[int, int, ActorEntry]]:
        """All names of actors with a row of their own in a list of words, as (start, end, actor), left to right."""
        hits = self._own_names(words)
        return self._with_shared(words, hits) if self._story != _Story() else hits

    def _own_names(self, words: Sequence[str]) -> list[tuple[int, int, ActorEntry]]:
        hits = self._names.find(words)
        for number, hit in enumerate(hits):
            if _begins_longer_name(words, hit):  # the longer one may begin at its second word
                after = hit[0] + 1
                rest = self._own_names(words[after:])
                return [*hits[:number], *((start + after, end + after, entry) for start, end, entry in rest)]
        return hits

    def _with_shared(
        self, words: Sequence[str], hits: list[tuple[int, int, ActorEntry]]
    ) -> list[tuple[int, int, ActorEntry]]:
        """``hits`` with the bearers of shared names that the story decides for, the longer name going first."""
        for start, end, _ in self._shared.find(words):
            meant = self._meant(words[start:end])
            crossed = [hit for hit in hits if hit[0] < end and start < hit[1]]
            if meant is not None and all(hit[1] - hit[0] <= end - start for hit in crossed):
                hits = sorted([*(hit for hit in hits if hit not in crossed), (start, end, meant)], key=lambda h: h[:2])
        return hits

    def longest(self, words: Sequence[str]) -> tuple[int, int, ActorEntry] | None:
        """The longest name of an actor with a row of its own in a list of words, as (start, end, actor), or null."""
        hit = self._names.longest(words)
        return hit if hit is None or not _begins_longer_name(words, hit) else None

    def countries_in(self, words: Sequence[str]) -> list[tuple[int, int, tuple[Country, CountryForm]]]:
        """All names, demonyms and capitals of countries in a list of words, left to right."""
        return self.states.forms.find(words)

    def agent(self, lemma: str) -> Agent | None:
        """The common noun for people that ``lemma`` is, singular or plural ("gunman", "suicide bombers"), or null."""
        key = " ".join(fold(word) for word in words_of(lemma))
        return self._agents.get(key) or self._agents.get(singular(key))

    def description(self, phrase: str) -> Description | None:
        """What "the <phrase>" may stand for ("the alliance", "the war monitor"), or null."""
        key = " ".join(fold(word) for word in words_of(phrase))
        return self._descriptions.get(key) or self._descriptions.get(singular(key))


def _begins_longer_name(words: Sequence[str], hit: tuple[int, int, ActorEntry]) -> bool:
    """Whether a paper's name of one plain word only begins another name: "the National Liberation Army"."""
    start, end, entry = hit
    plain = entry.kind == "media" and fold(words[end - 1]) in _PAPERS and not words[end - 1].isupper()
    return plain and end < len(words) and words[end][:1].isupper() and end - start <= _ARTICLE_AND_WORD


def packaged_tables() -> dict[str, str]:
    """Text of each packaged table by its name without ending."""
    folder = files("marsad.knowledge").joinpath(_FOLDER)
    return {name: folder.joinpath(f"{name}.tsv").read_text(encoding="utf-8") for name in (*REGIONS, *OTHERS)}


def load_actors() -> ActorTable:
    """The packaged tables of actors with what a desk added, read once per process and change of the latter.

    Raises:
        KnowledgeError: A table is malformed.
    """
    return _loaded(*actors_state())


@lru_cache(maxsize=1)
def _loaded(_changes: int, _folder: str | None) -> ActorTable:
    return ActorTable(packaged_tables(), load_countries(), trusted=True, own=own_actors())


def read_actors(changed: Mapping[str, str]) -> ActorTable:
    """The packaged tables with some of them replaced, for checking a table before it is put in place.

    Args:
        changed: Text of a table by its name without ending ("middle-east").

    Raises:
        KnowledgeError: A table is malformed; the message names file and row.
    """
    return ActorTable({**packaged_tables(), **changed}, load_countries())
