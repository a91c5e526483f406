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
from marsad.resolving._actors_memory import Identity, Memory, in_its_story
from marsad.resolving._actors_naming import Namer
from marsad.resolving._actors_phrase import words_in
from marsad.resolving._actors_relations import offices_of, table_relations

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from marsad.knowledge._actors import ActorTable
    from marsad.reading._mentions import ActorMention
    from marsad.reading._told import RelationMention
    from marsad.records import Place, Predicate

__all__ = ["ActorIndex", "resolve_actors"]

_OF_BODIES = frozenset(("part_of", "backed_by"))  # no person is part of a body or backs one by these words


@dataclass(frozen=True, slots=True)
class ActorIndex:
    """The actors of one report.

    Attributes:
        actors: Records in order of first mention.
        relations: Relations between them: stated ones first, then those that the tables know.
        by_id: The records by id.
        named: Ids of those whom the text names or describes as one body, not merely by a common noun.
    """

    actors: tuple[Actor, ...]
    relations: tuple[Relation, ...]
    by_id: Mapping[str, Actor]
    named: frozenset[str]
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


def resolve_actors(
    mentions: Sequence[ActorMention],
    text: str,
    *,
    table: ActorTable | None = None,
    published: str | None = None,
    relations: Sequence[RelationMention] = (),
    places: Sequence[Place] = (),
    armed: frozenset[Span] = frozenset(),
    struck: frozenset[Span] = frozenset(),
) -> ActorIndex:
    """Resolves the actor mentions of one report.

    Args:
        mentions: Noun phrases and pronouns used as actors, sources or targets, in any order; a conjunction comes as
            separate mentions.
        text: The report's text, which every span points into.
        table: Known actors; the packaged ones where none is given.
        published: ISO date of publication, which with the country of the story decides between bearers of one name.
        relations: What the text says of how they belong together.
        places: The places of the report, which say whose "the army" is.
        armed: What stands for who does an act that takes arms.
        struck: What stands for whom such an act hits.
    """
    known_actors = in_its_story(text, table if table is not None else load_actors(), published)
    ordered = sorted(
        dict.fromkeys(mentions),
        key=lambda m: (m.span, m.head, m.pronoun, m.entity or "", repr(m.entity_span), repr(m.apposed)),
    )
    resolution = _Resolution(text, known_actors, places, armed, struck)
    resolution.note_people(ordered)
    for mention in ordered:
        resolution.add(mention)
    for mention in ordered:  # "we" of a quotation stands before its speaker
        if mention.antecedent is not None and mention.antecedent.start > mention.span.start:
            resolution.add(mention)
    for mention in ordered:  # once every organisation is known: "X, head of Y" names Y after X
        resolution.add_offices(mention)
    for relation in relations:
        resolution.add_relation(relation)
    return resolution.index()


class _Resolution:
    """One run over one report."""

    def __init__(
        self,
        text: str,
        table: ActorTable,
        places: Sequence[Place],
        armed: frozenset[Span],
        struck: frozenset[Span],
    ) -> None:
        self._text, self._armed, self._struck = text, armed, struck
        self._table = table
        self._memory = Memory(text, table, places)
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
        if mention.span in self._armed:
            identity = self._namer.armed(identity, mention.span)
        if mention.span in self._struck:
            identity = self._namer.struck(identity, mention.span)
        gathered = self._gather(identity, mention.span)
        alias = None if mention.pronoun else self._alias(mention)
        if alias:
            gathered.aliases.setdefault(alias)
        self._of[mention] = identity.id
        self._memory.tell(mention.span, identity)

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

    def add_offices(self, mention: ActorMention) -> None:
        """Keeps the offices that the words around a person's name give to the person."""
        person = None if mention.pronoun else self._memory.at(mention.span)
        if person is None or person.kind != "person" or person.generic:
            return
        for office in offices_of(mention, self._text, self._table, self._memory):
            organisation = office.organisation
            if organisation.id == person.id:
                continue
            gathered = self._gathered.setdefault(organisation.id, _Gathered(organisation))
            if not any(span.overlaps(office.named) for span in gathered.spans):
                gathered.spans.add(office.named)
                gathered.aliases.setdefault(office.named.exact)
            self._state(person.id, office.predicate, organisation.id, office.evidence)

    def add_relation(self, told: RelationMention) -> None:
        """Keeps a relation that the text states between two actors that it names."""
        one, other = self._memory.at(told.subject.span), self._memory.at(told.object.span)
        if one is None or other is None or one.generic or other.generic or one.id == other.id:
            return
        if told.predicate in _OF_BODIES and "person" in (one.kind, other.kind):
            return
        self._state(one.id, told.predicate, other.id, told.evidence)

    def _state(self, subject: str, predicate: Predicate, target: str, evidence: Span) -> None:
        """Keeps a relation with the first words that state it."""
        key = (subject, predicate, target)
        self._stated.setdefault(key, self._relation(*key, evidence))

    def _relation(self, subject: str, predicate: Predicate, target: str, evidence: Span) -> Relation:
        """A stated relation; the tables add its dates where they know it too."""
        dates: tuple[str | None, str | None] = (None, None)
        for relation in self._table.relations_of(subject):
            if (relation.subject, relation.predicate, relation.object) == (subject, predicate, target):
                dates = relation.valid_from, relation.valid_to
        return Relation(subject, predicate, target, *dates, evidence)

    def index(self) -> ActorIndex:
        """The records, in order of first mention."""
        for gathered in self._gathered.values():
            self._note_shown(gathered)
        actors = sorted(
            (gathered.record() for gathered in self._gathered.values()), key=lambda a: (a.mentions[0], a.id)
        )
        stated = tuple(self._stated.values())
        relations = (*stated, *table_relations([actor.id for actor in actors], self._table, stated))
        named = frozenset(gathered.identity.id for gathered in self._gathered.values() if not gathered.identity.generic)
        return ActorIndex(tuple(actors), relations, {actor.id: actor for actor in actors}, named, self._of)

    def _note_shown(self, gathered: _Gathered) -> None:
        """Gives the words of a phrase as evidence of what the tables know: "the U.S. coalition" for who leads it."""
        for relation in self._table.relations_of(gathered.identity.id):
            if relation.subject != gathered.identity.id or relation.object not in self._gathered:
                continue
            others = self._gathered[relation.object].spans
            for span in sorted(gathered.spans):
                if any(span.start <= other.start and other.end < span.end for other in others):
                    self._state(relation.subject, relation.predicate, relation.object, span)
                    break
