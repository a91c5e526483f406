"""Actors and relations that a desk adds: two tables of its own, read beside those of the package.

They lie in the folder that ``MARSAD_ACTORS`` names, else in the user's folder for data: ``actors.tsv`` in the columns
of the packaged tables, ``relations.tsv`` with one relation a row. What the package knows goes before: an id, a name or
a relation that a later version of it has counts as the package tells it.
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from marsad._errors import KnowledgeError, UsageError
from marsad.knowledge._actors_read import ENTRY_COLUMNS, PREDICATES, EntryRelation, check_dates, read_entries, rows
from marsad.knowledge._user_folder import user_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from marsad.knowledge._actors_states import ActorEntry
    from marsad.records import Predicate

__all__ = ["AddedRelation", "OwnActors", "actors_state", "own_actors", "remove_added_actor", "write_added"]

VARIABLE = "MARSAD_ACTORS"
RELATION_COLUMNS = ("id", "subject", "predicate", "object", "from", "to", "source")
_ACTORS, _RELATIONS = "actors.tsv", "relations.tsv"
_BLANKS = re.compile(r"\s+")
_CHANGES = [0]


@dataclass(frozen=True, slots=True)
class AddedRelation:
    """A relation between two known actors that a desk added.

    Attributes:
        id: What it is removed by.
        relation: The relation, by ids.
        source: Who accepted it, and where that stands.
    """

    id: str
    relation: EntryRelation
    source: str


@dataclass(frozen=True, slots=True)
class OwnActors:
    """What a desk added.

    Attributes:
        actors: Its actors, by id.
        relations: Its relations, by id.
    """

    actors: tuple[ActorEntry, ...] = ()
    relations: tuple[AddedRelation, ...] = ()


def actors_folder() -> Path:
    """The folder of a desk's own tables of actors."""
    return user_folder(VARIABLE, "actors")


def actors_state() -> tuple[int, str | None]:
    """Changes whenever the own tables do within this process: what was built from them is then built anew."""
    return _CHANGES[0], os.environ.get(VARIABLE)


def own_actors() -> OwnActors:
    """What was added, or nothing.

    Raises:
        KnowledgeError: A table is not in its form; the message names file and row.
    """
    actors = [entry for entry, _, _ in read_entries(_text(_ACTORS), str(actors_folder() / _ACTORS))]
    return OwnActors(tuple(actors), tuple(_relations()))


def relation_id(subject: str, predicate: str, object_: str) -> str:
    """A short name for a relation, the same wherever and whenever it is told."""
    return hashlib.sha256(f"{subject}|{predicate}|{object_}".encode()).hexdigest()[:10]


def write_added(actors: Sequence[ActorEntry] = (), relations: Sequence[AddedRelation] = ()) -> Path:
    """Adds actors and relations, each in place of an earlier one with its id.

    Args:
        actors: Actors.
        relations: Relations.

    Returns:
        The folder of the tables.

    Raises:
        KnowledgeError: A table that is there is not in its form.
        UsageError: The folder cannot be written to.
    """
    there = own_actors()
    entries = {entry.id: entry for entry in (*there.actors, *actors)}
    told = {relation.id: relation for relation in (*there.relations, *relations)}
    _write(OwnActors(tuple(entries.values()), tuple(told.values())))
    return actors_folder()


def remove_added_actor(id_: str) -> None:
    """Removes an actor that was added, with the relations that it stands in, or one relation.

    Args:
        id_: Id of the actor or of the relation.

    Raises:
        UsageError: None of this id was added, or the folder cannot be written to.
    """
    there = own_actors()
    actors = tuple(entry for entry in there.actors if entry.id != id_)
    relations = tuple(r for r in there.relations if id_ not in (r.id, r.relation.subject, r.relation.object))
    named = any(entry.id == id_ for entry in there.actors) or any(r.id == id_ for r in there.relations)
    if not named:
        known = ", ".join([*(e.id for e in there.actors), *(r.id for r in there.relations)]) or "none was added"
        raise UsageError(f"{id_!r}: no actor or relation of yours has this id; there are: {known}")
    _write(OwnActors(actors, relations))


def _text(name: str) -> str:
    path = actors_folder() / name
    if path.is_file():
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise KnowledgeError(f"{path}: cannot be read ({error}); mend or remove the file") from error
    return "\t".join(ENTRY_COLUMNS if name == _ACTORS else RELATION_COLUMNS) + "\n"


def _relations() -> Iterator[AddedRelation]:
    for cells, where in rows(_text(_RELATIONS), RELATION_COLUMNS, str(actors_folder() / _RELATIONS)):
        id_, subject, predicate, object_, since, until, source = cells
        if predicate not in PREDICATES or not (id_ and subject and object_ and source):
            raise KnowledgeError(f"{where}: a relation needs id, subject, one of {', '.join(sorted(PREDICATES))}, "
                                 "object and source")  # fmt: skip
        check_dates(since, until, where)
        told = EntryRelation(subject, cast("Predicate", predicate), object_, since or None, until or None)
        yield AddedRelation(id_, told, source)


def _write(own: OwnActors) -> None:
    actors = [_cells(entry) for entry in sorted(own.actors, key=lambda e: e.id)]
    relations = [
        (r.id, r.relation.subject, r.relation.predicate, r.relation.object, r.relation.valid_from or "",
         r.relation.valid_to or "", r.source)
        for r in sorted(own.relations, key=lambda r: r.id)
    ]  # fmt: skip
    folder = actors_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, columns, table in ((_ACTORS, ENTRY_COLUMNS, actors), (_RELATIONS, RELATION_COLUMNS, relations)):
            lines = ["\t".join(columns), *("\t".join(_BLANKS.sub(" ", cell).strip() for cell in row) for row in table)]
            draft = folder / f"{name}.draft"
            draft.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
            draft.replace(folder / name)
    except OSError as error:
        raise UsageError(
            f"{folder}: cannot be written to ({error}); name a folder with the variable {VARIABLE}"
        ) from error
    _CHANGES[0] += 1


def _cells(entry: ActorEntry) -> tuple[str, ...]:
    aliases = "|".join(alias.replace("|", " ") for alias in entry.aliases)
    return (
        entry.id, entry.name, aliases, entry.kind, entry.country or "", entry.sector or "", "", "", "", "", "", "",
        entry.source,
    )  # fmt: skip
