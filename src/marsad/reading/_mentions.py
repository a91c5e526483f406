"""Mentions: what a text says of actors, places, times and figures, in the text's own terms.

Nothing here knows which actor or which point on the map is meant; that is the business of ``resolving``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from marsad.records import PlaceRelation, Span

EntityLabel = Literal["person", "organisation", "place", "nationality"]


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A noun phrase that names someone who may act, suffer or speak.

    Attributes:
        span: The phrase without relative clauses and appositions ("the Kurdish-led Syrian Democratic Forces").
        head: Lemma of its head noun, lower case ("force"); for a name the last word of the name.
        entity: Named-entity label of the words around the head, or null for a common noun or pronoun.
        entity_span: The named words alone ("Syrian Democratic Forces"), or null.
        pronoun: True for "they", "it", "he", "she", "who".
        apposed: Phrases in apposition or brackets that say the same actor again ("SDF", "a freelance journalist").
        antecedent: For a pronoun: the nearest subject before it that it could stand for, by the syntax, or null.
    """

    span: Span
    head: str
    entity: EntityLabel | None = None
    entity_span: Span | None = None
    pronoun: bool = False
    apposed: tuple[Span, ...] = ()
    antecedent: Span | None = None


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A name of a place, with what the text says about how the place is meant.

    Attributes:
        span: The name alone ("Hajin").
        relation: How the act or the phrase stands to it.
        feature: The common noun that says what it is ("village", "province", "pocket", "river"), or null.
        within: Names that the text says contain it, the nearest first ("Aleppo province", "Syria").
        distance_km: For "30 km east of X": the distance, or null.
        bearing: For the same: one of n, ne, e, se, s, sw, w, nw, or null.
        part: For "northern Syria", "the countryside of Homs", "eastern bank of the Euphrates": the words that
            narrow it, or null. A part of a place is an area, not a point.
        points: For words that name no place but stand for one ("there", "the town", "the enclave"): how they find it,
            as in ``pointing.tsv``; else null.
        whole: For a part that has no name ("Syria's east", "the country's east"), whose span holds both: the name or
            the noun of the whole, or null.
    """

    span: Span
    relation: PlaceRelation = "in"
    feature: str | None = None
    within: tuple[str, ...] = ()
    distance_km: float | None = None
    bearing: str | None = None
    part: str | None = None
    points: str | None = None
    whole: str | None = None


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression, parsed but not yet dated.

    Attributes:
        span: The words.
        form: What sort of expression it is; ``terms`` holds its parts, by names that the form defines.
        terms: Sorted (name, value) pairs.
    """

    span: Span
    form: str
    terms: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number phrase with its bounds by the rules of the codebook, section 3.

    Attributes:
        span: The words ("at least 15", "dozens of", "1,500 to 2,000").
        low: Lower bound, or null.
        best: Best figure, or null.
        high: Upper bound, or null.
        unit: What follows directly where that makes it no count of people or things ("km", "%", "dollars"), or null.
        cumulative: True where the phrase itself says that it is a total ("a total of 68").
    """

    span: Span
    low: int | None
    best: int | None
    high: int | None
    unit: str | None = None
    cumulative: bool = field(default=False)
