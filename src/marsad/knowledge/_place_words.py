"""Words that say what sort of place a name is ("province", "pocket") and which part of it is meant ("northern")."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, cast, get_args

from marsad._errors import KnowledgeError
from marsad.knowledge._tables import packaged_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

FeatureClass = Literal["settlement", "admin1", "admin2", "area", "region", "water", "site", "country"]

Pointing = Literal["here", "settlement", "region", "pocket", "country", "part", "site", "capital"]


@dataclass(frozen=True, slots=True)
class PartWord:
    """A word that narrows a place.

    Attributes:
        bearing: Where the part lies from the middle: n, ne, e, se, s, sw, w, nw; null for "central", "rural".
        slug: The part as it stands in an id ("north").
    """

    bearing: str | None
    slug: str


@dataclass(frozen=True, slots=True)
class ShortForm:
    """A short form within names of places ("St.", "W.").

    Attributes:
        written: The word in full.
        dotted: Whether it is one only with its full stop.
    """

    written: str
    dotted: bool


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The tables of words.

    Attributes:
        features: Common nouns of places by class.
        parts: Words for parts.
        short_forms: Short forms within names.
        local_bodies: Words in the names of bodies that are called after where they are ("police", "hospital").
        pointing: Words that point at a place named elsewhere, and how.
    """

    features: Mapping[str, FeatureClass]
    parts: Mapping[str, PartWord]
    short_forms: Mapping[str, ShortForm]
    local_bodies: frozenset[str]
    pointing: Mapping[str, Pointing]


@cache
def load_place_words() -> PlaceWords:
    """The packaged tables of words, read once per process.

    Raises:
        KnowledgeError: A row is malformed.
    """
    features: dict[str, FeatureClass] = {}
    for where, (word, kind, _) in packaged_rows("places/features.tsv", 3):
        if kind not in get_args(FeatureClass):
            raise KnowledgeError(f"{where}: {kind!r} is no class of features; use one of {get_args(FeatureClass)}")
        features[word] = cast("FeatureClass", kind)
    parts = {
        word: PartWord(bearing or None, slug) for _, (word, bearing, slug, _) in packaged_rows("places/parts.tsv", 4)
    }
    short = {
        word: ShortForm(full, bool(dotted)) for _, (word, full, dotted, _) in packaged_rows("places/short_forms.tsv", 4)
    }
    bodies = frozenset(word for _, (word, _) in packaged_rows("places/local_bodies.tsv", 2))
    pointing: dict[str, Pointing] = {}
    for where, (word, sort, _) in packaged_rows("places/pointing.tsv", 3):
        if sort not in get_args(Pointing):
            raise KnowledgeError(f"{where}: {sort!r} is no way to point; use one of {get_args(Pointing)}")
        pointing[word] = cast("Pointing", sort)
    return PlaceWords(features, parts, short, bodies, pointing)
