"""Who the actor mentions of one report mean: one record per actor, with every place that names it.

Mentions are read in text order, so a short form, a surname or "the group" means what the report has told before it.
Nothing is guessed: a pronoun or description that fits two actors means nobody. Invariants: every mention span slices
back to the text, actors stand in the order of their first mention, and the same mentions give the same result.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from marsad.knowledge._actors import load_actors
from marsad.records import Actor, Relation, Span
from marsad.resolving._actors_memory import Identity, Memory
from marsad.resolving._actors_naming import Namer
from marsad.resolving._actors_phrase import words_in
from marsad.resolving._actors_relations import offices_of, table_relations

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from marsad.knowledge._actors import ActorTable
    from marsad.reading._mentions import ActorMention
    from marsad.records import Predicate

__all__ = ["ActorIndex", "resolve_actors"]


@dataclass(frozen=True, slots=True)
class ActorIndex:
    """The actors of one report.

    Attributes:
        actors: Records in order of first mention.
        relations: Relations between them: stated ones first, then those that the tables know.
        by_id: The records by id.
    """

    actors: tuple[Actor, ...]
    relations: tuple[Relation, ...]
    by_id: Mapping[str, Actor]
    _of: Mapping[ActorMention, str]

    def of(self, mention: ActorMention) -> tuple[Actor, ...]:
        """The actors that a mention means: usually one, none where it names nobody."""
        actor_id = self._of.get(mention)
        return () if actor_id is None else (self.by_id[actor_id],)


@dataclass(slots=True)
class _Gathered:
    """An actor while its mentions are gathered."""

    identity: Identity
    spans: set[Span] = field(default_factory=set)
    aliases: dict[str, None] = field(default_factory=dict)

    def record(self) -> Actor:
        who = self.identity
        spans = tuple(sorted(self.spans))
        return Actor(who.id, who.name, who.kind, who.country, who.sector, tuple(self.aliases), spans)


def resolve_actors(mentions: Sequence[ActorMention], text: str, *, table: ActorTable | None = None) -> ActorIndex:
    """Resolves the actor mentions of one report.

    Args:
        mentions: Noun phrases and pronouns used as actors, sources or targets, in any order; a conjunction comes as
            separate mentions.
        text: The report's text, which every span points into.
        table: Known actors; the packaged ones where none is given.
    """
    known_actors = table if table is not None else load_actors()
    ordered = sorted(
        dict.fromkeys(mentions),
        key=lambda m: (m.span, m.head, m.pronoun, m.entity or "", repr(m.entity_span), repr(m.apposed)),
    )
    resolution = _Resolution(text, known_actors)
    resolution.note_people(ordered)
    for mention in ordered:
        resolution.add(mention)
    for mention in ordered:  # "we" of a quotation stands before its speaker
        if mention.antecedent is not None and mention.antecedent.start > mention.span.start:
            resolution.add(mention)
    return resolution.index()


class _Resolution:
    """One run over one report."""

    def __init__(self, text: str, table: ActorTable) -> None:
        self._text = text
        self._table = table
        self._memory = Memory(text, table)
        self._namer = Namer(text, table, self._memory)
        self._gathered: dict[str, _Gathered] = {}
        self._of: dict[ActorMention, str] = {}
        self._stated: dict[tuple[str, str, str], Relation] = {}

    def note_people(self, mentions: Sequence[ActorMention]) -> None:
        """Notes every full name first, since a headline may give the surname alone."""
        for mention in mentions:
            if mention.entity != "person" or mention.entity_span is None:
                continue
            name = self._namer.person_name(mention.entity_span)
            if len(words_in(name, 0, len(name))) > 1:
                identity = self._namer.person(mention.entity_span)
                if identity is not None:
                    self._memory.note_person(name, identity)

    def add(self, mention: ActorMention) -> None:
        """Resolves one mention and keeps what it tells."""
        identity = self._namer.identify(mention)
        if identity is None:
            return
        gathered = self._gather(identity, mention.span)
        alias = None if mention.pronoun else self._alias(mention)
        if alias:
            gathered.aliases.setdefault(alias)
        self._of[mention] = identity.id
        self._memory.tell(mention.span, identity)
        if identity.kind == "person" and not identity.generic:
            self._add_offices(mention, identity)

    def _gather(self, identity: Identity, span: Span) -> _Gathered:
        gathered = self._gathered.setdefault(identity.id, _Gathered(identity))
        gathered.spans.add(span)
        return gathered

    def _alias(self, mention: ActorMention) -> str | None:
        """The name that the text uses: the known or labelled name, else the phrase without its article."""
        if mention.entity_span is not None:
            return mention.entity_span.exact
        phrase = self._namer.phrase(mention.span)
        for start, end, _ in phrase.names:
            return self._text[phrase.words[start].start : phrase.words[end - 1].end]
        if not phrase.core:
            return None
        return self._text[phrase.words[0].start : phrase.words[phrase.core - 1].end]

    def _add_offices(self, mention: ActorMention, person: Identity) -> None:
        for office in offices_of(mention, self._text, self._table):
            organisation = office.organisation
            if organisation.id == person.id:
                continue
            gathered = self._gathered.setdefault(organisation.id, _Gathered(organisation))
            if not any(span.overlaps(office.named) for span in gathered.spans):
                gathered.spans.add(office.named)
                gathered.aliases.setdefault(office.named.exact)
            relation = self._relation(person.id, office.predicate, organisation.id, office.evidence)
            self._stated.setdefault((person.id, office.predicate, organisation.id), relation)

    def _relation(self, subject: str, predicate: Predicate, target: str, evidence: Span) -> Relation:
        """A stated relation; the tables add its dates where they know it too."""
        dates: tuple[str | None, str | None] = (None, None)
        for relation in self._table.relations_of(subject):
            if (relation.subject, relation.predicate, relation.object) == (subject, predicate, target):
                dates = relation.valid_from, relation.valid_to
        return Relation(subject, predicate, target, *dates, evidence)

    def index(self) -> ActorIndex:
        """The records, in order of first mention."""
        actors = sorted(
            (gathered.record() for gathered in self._gathered.values()), key=lambda a: (a.mentions[0], a.id)
        )
        stated = tuple(self._stated.values())
        relations = (*stated, *table_relations([actor.id for actor in actors], self._table, stated))
        return ActorIndex(tuple(actors), relations, {actor.id: actor for actor in actors}, self._of)
