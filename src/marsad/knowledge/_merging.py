"""What is known about when two mentions tell the same act: tables under ``data/incidents``.

``pairs.tsv`` says which kinds can name one act, ``weights.tsv`` what each agreement or disagreement is worth (in
log odds), ``scenes.tsv`` the words that reports call an act after ("market", "convoy"), ``bounds.tsv`` the distances,
days and thresholds that the comparison uses. Each row says what it rests on.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, cast, get_args

from marsad._errors import KnowledgeError
from marsad.knowledge._kinds import load_kinds
from marsad.knowledge._tables import number_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

KindRelation = Literal["same", "kin", "loose", "outcome"]
_FOLDER = "data/incidents"
_TRAITS = ("lasting", "continuous", "mutual", "deed")


@dataclass(frozen=True, slots=True)
class Merging:
    """The tables for merging.

    Attributes:
        relations: How two different kinds (in alphabetical order) go together; a pair that is not here never does.
        lasting: Kinds of acts that go on for weeks.
        continuous: Of these, those that go on from day to day at one place.
        mutual: Kinds in which either side may be told as the actor.
        deeds: Kinds of what is done on the spot, rather than said or agreed.
        scenes: What was struck, by the words for it, in lower case.
        weights: Log odds by part of the comparison and what it finds there.
        bounds: Distances, days and thresholds by name.
    """

    relations: Mapping[tuple[str, str], KindRelation]
    lasting: frozenset[str]
    continuous: frozenset[str]
    mutual: frozenset[str]
    deeds: frozenset[str]
    scenes: Mapping[str, frozenset[str]]
    weights: Mapping[tuple[str, str], float]
    bounds: Mapping[str, float]

    def relation(self, kind: str, other: str) -> KindRelation | None:
        """How two kinds go together; None where they never name one act."""
        if kind == other:
            return "same"
        return self.relations.get((min(kind, other), max(kind, other)))


@cache
def load_merging() -> Merging:
    """The packaged tables, read once per process.

    Raises:
        KnowledgeError: A row is malformed.
    """
    return read_merging(lambda name: files("marsad.knowledge").joinpath(_FOLDER, name).read_text(encoding="utf-8"))


def read_merging(text_of: Callable[[str], str]) -> Merging:
    """Reads the tables.

    Args:
        text_of: Gives the text of a table by its name.

    Raises:
        KnowledgeError: A row is malformed, or names a kind or relation that there is not.
    """
    relations: dict[tuple[str, str], KindRelation] = {}
    traits: dict[str, set[str]] = {trait: set() for trait in _TRAITS}
    for where, (kind, other, relation, _) in _rows("pairs.tsv", text_of, 4):
        for name in (kind, other):
            if name not in load_kinds():
                raise KnowledgeError(f"{where}: {name!r} is no kind; kinds.tsv lists them")
        if relation in traits and kind == other:
            traits[relation].add(kind)
        elif relation in get_args(KindRelation) and kind != other:
            relations[min(kind, other), max(kind, other)] = cast("KindRelation", relation)
        else:
            raise KnowledgeError(
                f"{where}: {relation!r} is no relation of {kind} and {other}; write kin, loose or outcome, or "
                "of a kind and itself lasting, continuous, mutual or deed"
            )
    weights = {(part, value): number_in(cell, at) for at, (part, value, cell, _) in _rows("weights.tsv", text_of, 4)}
    bounds = {name: number_in(cell, at) for at, (name, cell, _) in _rows("bounds.tsv", text_of, 3)}
    scenes = {words: frozenset(named.split("|")) for _, (words, named, _) in _rows("scenes.tsv", text_of, 3)}
    lasting, continuous, mutual, deeds = (frozenset(traits[trait]) for trait in _TRAITS)
    return Merging(
        MappingProxyType(relations),
        lasting,
        continuous,
        mutual,
        deeds,
        MappingProxyType(scenes),
        MappingProxyType(weights),
        MappingProxyType(bounds),
    )


def _rows(name: str, text_of: Callable[[str], str], columns: int) -> list[tuple[str, list[str]]]:
    rows = []
    for number, line in enumerate(text_of(name).splitlines()[1:], start=2):
        cells = line.split("\t")
        if len(cells) != columns or not all(cells):
            raise KnowledgeError(f"{name}:{number}: {columns} cells wanted, none of them empty; the last is the source")
        rows.append((f"{name}:{number}", cells))
    return rows
