"""Relations between the actors of a report: those the tables know, and offices that the text states.

An office is read only from the closed forms "SDF spokesperson Kino Gabriel" and "X, head of Y"; its evidence is the
words that say so. A relation from the tables has no evidence, since the report does not state it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.knowledge._actors_names import word_set
from marsad.records import Relation, Span
from marsad.resolving._actors_memory import Identity, known
from marsad.resolving._actors_phrase import words_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from marsad.knowledge._actors import ActorTable
    from marsad.reading._mentions import ActorMention
    from marsad.records import Predicate
    from marsad.resolving._actors_memory import Memory

_PREDICATES: dict[str, Predicate] = {"spokesperson": "spokesperson_of", "member": "member_of"}
_OFFICES = word_set("spokesperson leader commander official journalist analyst member activist judicial")


@dataclass(frozen=True, slots=True)
class Office:
    """That the text calls a person the holder of an office in an organisation.

    Attributes:
        predicate: ``spokesperson_of``, ``member_of`` or ``role``.
        organisation: Whose office it is.
        named: The words that name the organisation.
        evidence: The words that say so.
    """

    predicate: Predicate
    organisation: Identity
    named: Span
    evidence: Span


def offices_of(mention: ActorMention, text: str, table: ActorTable, memory: Memory) -> list[Office]:
    """Offices that the words around a person's name give to the person.

    Args:
        mention: A mention of a person.
        text: The report.
        table: Known actors.
        memory: Whom the report names, for organisations that no table has.
    """
    offices: list[Office] = []
    name = mention.entity_span
    if name is not None and mention.span.start < name.start:
        before = Span.of(text, mention.span.start, name.start)
        office = _office(before, Span.of(text, mention.span.start, name.end), (text, table), memory)
        offices.extend([office] if office is not None else [])
    for span in mention.apposed:
        office = _office(span, span, (text, table), memory)
        offices.extend([office] if office is not None else [])
    return offices


def _office(span: Span, evidence: Span, report: tuple[str, ActorTable], memory: Memory) -> Office | None:
    text, table = report
    words = words_in(text, span.start, span.end)
    texts = [word.text for word in words]
    group = next((agent.group for word in texts if (agent := table.agent(word)) and agent.group in _OFFICES), None)
    if group is None:
        return None
    predicate: Predicate = _PREDICATES.get(group, "role")
    named = _organisation(texts, table)
    if named is not None:
        start, end, organisation = named
        return Office(predicate, organisation, Span.of(text, words[start].start, words[end - 1].end), evidence)
    told = memory.named_in(span)
    return Office(predicate, told[1], told[0], evidence) if told is not None else None


def _organisation(texts: Sequence[str], table: ActorTable) -> tuple[int, int, Identity] | None:
    """The organisation or state named among the words of an office."""
    for start, end, entry in table.find(texts):
        if entry.kind not in {"person", "civilians"}:
            return start, end, known(entry)
    for start, end, (country, form) in table.countries_in(texts):
        if form != "capital":
            return start, end, known(table.states.state(country))
    return None


def table_relations(actor_ids: Sequence[str], table: ActorTable, stated: Iterable[Relation]) -> list[Relation]:
    """What the tables know between actors of the report and the report does not state itself.

    Args:
        actor_ids: The actors of the report, in order.
        table: Known actors.
        stated: Relations that the text gives; they are not repeated.
    """
    present = set(actor_ids)
    told = {(relation.subject, relation.predicate, relation.object) for relation in stated}
    seen: set[tuple[str, str, str, str | None, str | None]] = set()  # two terms in one office are two relations
    found: list[Relation] = []
    for actor_id in actor_ids:
        for relation in table.relations_of(actor_id):
            triple = (relation.subject, relation.predicate, relation.object)
            term = (*triple, relation.valid_from, relation.valid_to)
            if triple in told or term in seen or not {relation.subject, relation.object} <= present:
                continue
            seen.add(term)
            found.append(Relation(*triple, relation.valid_from, relation.valid_to, None))
    return found
