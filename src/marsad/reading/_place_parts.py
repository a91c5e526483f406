"""Parts of places that have no name of their own: "the country's east", "Syria's eastern desert", "the north of Mali".

The words are one mention, since they mean one area; what the whole is stands within them, or is the country that the
report speaks of. Names of whole places are read elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.knowledge import load_countries
from marsad.knowledge._place_words import load_place_words

if TYPE_CHECKING:
    from marsad.language import Sentence

_WHOLES = frozenset(  # nouns that stand for a whole named before
    {"country", "province", "state", "region", "governorate", "district", "city", "kingdom", "republic"}
)
_POSSESSIVES = frozenset({"'s", "\u2019s", "'", "\u2019"})
_LANDS = frozenset(
    "desert deserts steppe coast plains highlands mountains countryside borderlands suburbs outskirts provinces "
    "regions districts border part parts".split()
)


@dataclass(frozen=True, slots=True)
class PartSpan:
    """A part by its words; ends are exclusive.

    Attributes:
        first: First word.
        last: Behind the last.
        head: The head among them.
        part_first: First word of what narrows the whole.
        part_last: Behind its last.
        whole_first: First word of the whole.
        whole_last: Behind its last.
    """

    first: int
    last: int
    head: int
    part_first: int
    part_last: int
    whole_first: int
    whole_last: int


def part_spans(sentence: Sentence) -> list[PartSpan]:
    """The parts of places that a sentence names by bearing, in the order of the text."""
    found: list[PartSpan] = []
    taken = 0
    for at in range(len(sentence.tokens)):
        if at < taken:
            continue
        part = _possessed(sentence, at) or _of_whole(sentence, at)
        if part is not None:
            found.append(part)
            taken = part.last
    return found


def _possessed(sentence: Sentence, at: int) -> PartSpan | None:
    """As in "the country's east", "Syria's eastern desert"; ``at`` is the word before the possessive."""
    tokens = sentence.tokens
    if at + 2 >= len(tokens) or tokens[at + 1].text not in _POSSESSIVES:
        return None
    entity = sentence.entity_at(at)
    named = entity is not None and entity.label == "LOC" and at + 1 in (entity.last, entity.last - 1)
    if not named and tokens[at].lemma.lower() not in _WHOLES and load_countries().by_name(tokens[at].text) is None:
        return None
    last = _part_ends(sentence, at + 2)
    name = None if last is None else sentence.entity_at(last - 1)
    if last is None or (name is not None and name.last > last):
        return None  # "Congo's North Kivu" has a name of its own
    first = entity.first if named and entity is not None else at
    return PartSpan(first, last, last - 1, at + 2, last, first, at + 1)


def _part_ends(sentence: Sentence, first: int) -> int | None:
    """Where a bearing ends, with the noun of land behind it: "far east", "eastern desert"; null where none begins."""
    tokens, parts = sentence.tokens, load_place_words().parts
    at = first + (tokens[first].text.lower() in ("far", "deep", "remote"))
    if at >= len(tokens) or tokens[at].text.lower() not in parts:
        return None
    at += 1
    word = tokens[at - 1].text.lower()
    if at < len(tokens) and tokens[at].text == "-" and at + 1 < len(tokens) and tokens[at + 1].text.lower() in parts:
        at += 2  # north-east
        word = tokens[at - 1].text.lower()
    if at < len(tokens) and tokens[at].text.lower() in _LANDS:
        return at + 1
    # "Syria's eastern" goes on with a noun that is no land ("Syria's northern neighbour").
    return at if parts[word].bearing and not re.search(r"ern(?:most)?$", word) else None


def _of_whole(sentence: Sentence, at: int) -> PartSpan | None:
    """As in "the north of the country"; ``at`` is the bearing. The north of a named place is read with the name."""
    tokens, parts = sentence.tokens, load_place_words().parts
    if tokens[at].text.lower() not in parts or at == 0 or tokens[at - 1].text.lower() not in ("the", "far", "-"):
        return None
    words = [t.text.lower() for t in tokens[at + 1 : at + 4]]
    if words[:2] == ["of", "the"] and words[2:] and words[2] in _WHOLES:
        return PartSpan(at, at + 4, at, at, at + 1, at + 3, at + 4)
    return None
