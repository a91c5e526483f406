"""What the tables of actors must keep to as a whole; single cells are checked as they are read.

Each fault is a message that names file and row. Nothing here raises: the table decides what a fault does.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from marsad.knowledge._actors_names import words_of
from marsad.knowledge._actors_read import Split, overlap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from marsad.knowledge._actors import ActorTable
    from marsad.knowledge._actors_read import EntryRelation, SharedName
    from marsad.knowledge._actors_states import ActorEntry, Term


def faults_of(
    table: ActorTable,
    relations: Sequence[tuple[EntryRelation | Split, str]],
    shared: Sequence[tuple[SharedName, str]],
) -> Iterator[str]:
    """The faults of a table, each as a message with file and row.

    Args:
        table: The table, filled.
        relations: Its relations with where they stand.
        shared: Its shared names with where they stand.
    """
    yield from _relations(table, relations)
    yield from _countries(table)
    yield from _ucdp_names(table)
    yield from _offices(table)
    yield from _shared_names(table, shared)


def _relations(table: ActorTable, relations: Sequence[tuple[EntryRelation | Split, str]]) -> Iterator[str]:
    for relation, where in relations:
        ends = (relation.origin,) if isinstance(relation, Split) else (relation.subject, relation.object)
        for actor_id in ends:
            if table.by_id(actor_id) is None:
                yield f"{where}: no actor has the id {actor_id!r}; add its row or mend the id"


def _countries(table: ActorTable) -> Iterator[str]:
    for entry in table.entries:
        if entry.country is not None and table.country(entry.country) is None:
            yield f"{table.place_of(entry.id)}: {entry.country!r} is no code in countries.tsv; use ISO alpha-3"


def _ucdp_names(table: ActorTable) -> Iterator[str]:
    owner: dict[str, str] = {}
    for entry in table.entries:
        for name in entry.ucdp_names:
            other = owner.setdefault(name, entry.id)
            if other != entry.id:
                yield f"{table.place_of(entry.id)}: {name!r} is already the UCDP name of {other!r}; take it from one"


def _offices(table: ActorTable) -> Iterator[str]:
    """An office of a state has one holder at a time; who acts for somebody else is written "acting ..."."""
    held: dict[tuple[str, str], list[tuple[ActorEntry, Term]]] = {}
    for entry in table.entries:
        for term in entry.terms:
            office = table.office(term)
            if office is not None and term.since is not None:
                held.setdefault(office, []).append((entry, term))
    for (title, country), terms in held.items():
        for (one, term), (other, other_term) in combinations(terms, 2):
            if overlap((term.since, term.until), (other_term.since, other_term.until)):
                yield (
                    f"{table.place_of(other.id)}: {other.id!r} and {one.id!r} are both {title} of {country} at once; "
                    "mend the dates, or word one office otherwise"
                )


def _shared_names(table: ActorTable, shared: Sequence[tuple[SharedName, str]]) -> Iterator[str]:
    rules: dict[str, list[SharedName]] = {}
    for name, where in shared:
        if table.by_id(name.actor) is None:
            yield f"{where}: no actor has the id {name.actor!r}; add its row or mend the id"
        rules.setdefault(name.name, []).append(name)
        for code in sorted(name.countries):
            if table.country(code) is None:
                yield f"{where}: {code!r} is no code in countries.tsv; use ISO alpha-3"
        for other in rules[name.name][:-1]:
            if not name.excludes(other):
                yield f"{where}: {name.name!r} may mean {other.actor!r} and {name.actor!r} in one story; narrow a rule"
    for text, names in rules.items():
        default = table.match(text)
        if not words_of(text) or (default is not None and default.id in {name.actor for name in names}):
            yield f"shared-names.tsv: {text!r} means its bearer without a rule already; take out the rule or the alias"
