"""Actors that the program knows by name, and the common nouns for people and groups.

Everything is data: the tables under ``data/actors`` (see its README for the columns). States and their organs are
generated from the countries. This module looks names up; it decides nothing about a report, so "the group" is not
its business. Invariants, checked whenever a table is read: ids are unique, a name belongs to one actor, every actor
referred to exists, kinds and predicates are those of the output contract, dates are in order.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from marsad._errors import KnowledgeError
from marsad.knowledge._actors_names import NameIndex, fold, without_article, words_of
from marsad.knowledge._actors_read import (
    Agent,
    Description,
    EntryRelation,
    read_adjectives,
    read_agents,
    read_descriptions,
    read_entries,
    read_name_parts,
    read_organs,
)
from marsad.knowledge._actors_states import ActorEntry, CountryForm, States, singular
from marsad.knowledge._countries import load_countries

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from marsad.knowledge._countries import Countries, Country

__all__ = ["ActorEntry", "ActorTable", "Agent", "Description", "EntryRelation", "load_actors", "read_actors"]

REGIONS = ("middle-east", "africa", "asia", "europe-caucasus", "americas", "world")
OTHERS = ("state-organs", "state-adjectives", "agents", "descriptions", "name-parts")
_FOLDER = "data/actors"


_PAPERS = frozenset("national guardian independent hindu punch observer times nation standard monitor star".split())
_ARTICLE_AND_WORD = 2


class ActorTable:
    """Known actors with lookup by name and id, and common nouns for people. Immutable after loading."""

    def __init__(self, tables: Mapping[str, str], countries: Countries) -> None:
        entries: dict[str, ActorEntry] = {}
        relations: list[tuple[EntryRelation, str]] = []
        self._names: NameIndex[ActorEntry] = NameIndex()
        for region in REGIONS:
            self._add_region(f"{region}.tsv", tables[region], (entries, relations))
        self.entries: tuple[ActorEntry, ...] = tuple(entries.values())
        self._entries = entries
        organs = read_organs(tables["state-organs"], "state-organs.tsv")
        adjectives = read_adjectives(tables["state-adjectives"], "state-adjectives.tsv")
        self.states = States(countries, organs, adjectives, entries)
        self._agents = read_agents(tables["agents"], "agents.tsv")
        self._descriptions = read_descriptions(tables["descriptions"], "descriptions.tsv")
        self.titles, self.head_nouns = read_name_parts(tables["name-parts"], "name-parts.tsv")
        self.relations: tuple[EntryRelation, ...] = tuple(relation for relation, _ in relations)
        self._countries = countries
        self._relations: dict[str, list[EntryRelation]] = {}
        for relation in self.relations:
            self._relations.setdefault(relation.subject, []).append(relation)
            self._relations.setdefault(relation.object, []).append(relation)
        self._check(relations, countries)

    def _add_region(
        self, origin: str, text: str, into: tuple[dict[str, ActorEntry], list[tuple[EntryRelation, str]]]
    ) -> None:
        entries, relations = into
        for entry, own_relations, where in read_entries(text, origin):
            if entries.setdefault(entry.id, entry) is not entry:
                raise KnowledgeError(f"{where}: id {entry.id!r} is taken; give the actor another one")
            for name in dict.fromkeys((entry.name, *entry.aliases)):
                other = self._names.add(name, entry)
                if other is not None:
                    raise KnowledgeError(f"{where}: {name!r} is already a name of {other.id!r}; take it from one")
            relations.extend((relation, where) for relation in own_relations)

    def _check(self, relations: list[tuple[EntryRelation, str]], countries: Countries) -> None:
        for relation, where in relations:
            for actor_id in (relation.subject, relation.object):
                if self.by_id(actor_id) is None:
                    raise KnowledgeError(f"{where}: no actor has the id {actor_id!r}; add its row or mend the id")
        for entry in self.entries:
            if entry.country is not None and countries.by_code(entry.country) is None:
                raise KnowledgeError(f"{entry.id}: {entry.country!r} is no code in countries.tsv; use ISO alpha-3")

    def by_id(self, actor_id: str) -> ActorEntry | None:
        """The actor with this id, states and their organs included, or null."""
        return self._entries.get(actor_id) or self.states.by_id(actor_id)

    def relations_of(self, actor_id: str) -> Sequence[EntryRelation]:
        """The relations that an actor stands in, as subject or object."""
        return self._relations.get(actor_id, ())

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
        entry = self._names.get(words) or self._names.get(without_article(words))
        return entry or self._match_state(without_article(words))

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
        return [hit for hit in self._names.find(words) if not _begins_longer_name(words, hit)]

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


@cache
def load_actors() -> ActorTable:
    """The packaged tables of actors, read once per process.

    Raises:
        KnowledgeError: A table is malformed.
    """
    folder = files("marsad.knowledge").joinpath(_FOLDER)
    tables = {name: folder.joinpath(f"{name}.tsv").read_text(encoding="utf-8") for name in (*REGIONS, *OTHERS)}
    return ActorTable(tables, load_countries())


def read_actors(changed: Mapping[str, str]) -> ActorTable:
    """The packaged tables with some of them replaced, for checking a table before it is put in place.

    Args:
        changed: Text of a table by its name without ending ("middle-east").

    Raises:
        KnowledgeError: A table is malformed; the message names file and row.
    """
    folder = files("marsad.knowledge").joinpath(_FOLDER)
    tables = {name: folder.joinpath(f"{name}.tsv").read_text(encoding="utf-8") for name in (*REGIONS, *OTHERS)}
    return ActorTable({**tables, **changed}, load_countries())
