"""Words that say who holds a place: ``data/control/words.tsv``. Adding one never needs code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, cast, get_args

from marsad._errors import KnowledgeError
from marsad.knowledge._tables import filled_rows
from marsad.records import ControlRelation

DATA = Path(__file__).parent / "data" / "control" / "words.tsv"
COLUMNS = ("word", "pos", "relation", "holder", "place", "example")
ControlPos = Literal["verb", "hands", "mastery", "seat", "participle", "share", "place", "part", "side", "fight"]


@dataclass(frozen=True, slots=True)
class ControlWord:
    """A use of a word that says who holds a place.

    Attributes:
        word: Lemma, or for a participle the form.
        pos: The sort of use.
        relation: What it says, or null for words that only name a place or a part.
        holder: Slot of who holds, or null where the phrase itself holds it or nobody is told.
        place: Slot of the place, or null.
    """

    word: str
    pos: ControlPos
    relation: ControlRelation | None
    holder: str | None
    place: str | None


@cache
def load_control_words() -> Mapping[tuple[str, str], ControlWord]:
    """The packaged table by word and sort of use, read once per process.

    Raises:
        KnowledgeError: A row is malformed; the message names file and line.
    """
    return read_control_words(DATA)


def read_control_words(path: Path) -> Mapping[tuple[str, str], ControlWord]:
    """Reads and checks the table.

    Args:
        path: The table.

    Raises:
        KnowledgeError: A row is malformed; the message names file and line.
    """
    out: dict[tuple[str, str], ControlWord] = {}
    for where, cells in filled_rows(path, COLUMNS):
        entry = _entry(where, cells)
        if (entry.word, entry.pos) in out:
            raise KnowledgeError(f"{where}: {entry.word!r} stands in the table already as {entry.pos}")
        out[entry.word, entry.pos] = entry
    return MappingProxyType(out)


def _entry(where: str, cells: list[str]) -> ControlWord:
    word, pos, relation, holder, place, _ = cells
    if pos not in get_args(ControlPos):
        raise KnowledgeError(f"{where}: {pos!r} in column pos is none of {', '.join(get_args(ControlPos))}")
    if relation != "-" and relation not in get_args(ControlRelation):
        raise KnowledgeError(
            f"{where}: {relation!r} in column relation is none of {', '.join(get_args(ControlRelation))}"
        )
    return ControlWord(
        word,
        cast("ControlPos", pos),
        None if relation == "-" else cast("ControlRelation", relation),
        None if holder == "-" else holder,
        None if place == "-" else place,
    )
