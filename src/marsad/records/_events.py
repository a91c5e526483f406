"""The event: one mention of one act, with everything that the text says of it."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.records._spans import Span
from marsad.records._vocabulary import (
    CountWhat,
    PlacePrecision,
    PlaceRelation,
    Status,
    TimeBasis,
    TimePrecision,
)


@dataclass(frozen=True, slots=True)
class Party:
    """An actor in its part in an act: ``actor`` is an id of the report's actors, ``name`` its canonical name."""

    actor: str
    name: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in its part in an act: ``place`` is an id of the report's places."""

    place: str
    name: str
    lat: float | None
    lon: float | None
    precision: PlacePrecision
    span: Span | None
    relation: PlaceRelation


@dataclass(frozen=True, slots=True)
class EventTime:
    """When an act happened: ISO dates, inclusive; ``start`` null when only an upper bound is known."""

    start: str | None
    end: str | None
    precision: TimePrecision
    basis: TimeBasis
    span: Span | None


@dataclass(frozen=True, slots=True)
class Count:
    """A figure told with an act, by the rules of the codebook: low, best, high, each null where the text gives none.

    Attributes:
        what: What is counted.
        whom: Who or what, in the text's words, or null.
        low: Lower bound.
        best: Best figure.
        high: Upper bound.
        cumulative: True for a toll over a campaign or a span of time.
        subset_of: Index of the count in the same event that this one is a part of, or null.
        span: Where the figure stands.
    """

    what: CountWhat
    whom: str | None
    low: int | None
    best: int | None
    high: int | None
    cumulative: bool
    subset_of: int | None
    span: Span | None


@dataclass(frozen=True, slots=True)
class Means:
    """A weapon, vehicle or tactic."""

    name: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Source:
    """One link of the chain of who says so.

    Attributes:
        actor: Actor id, or null for a credit without an actor ("reportedly").
        name: Name as the report gives it, or null.
        role: Office or description ("spokesman"), or null.
        affiliation: Whom the source belongs to or speaks for, or null.
        cue: The words that credit ("said", "according to"), or null.
        span: Where the source is named, or null.
    """

    actor: str | None
    name: str | None
    role: str | None
    affiliation: str | None
    cue: Span | None
    span: Span | None


@dataclass(frozen=True, slots=True)
class Event:
    """One mention of one act. Fields as in the output contract (docs/contract.md)."""

    id: str
    kind: str
    plover: str | None
    mode: str | None
    cameo: str | None
    acled: AcledType | None
    trigger: Span
    evidence: Span
    actors: tuple[Party, ...]
    targets: tuple[Party, ...]
    places: tuple[Spot, ...]
    time: EventTime
    counts: tuple[Count, ...]
    means: tuple[Means, ...]
    status: Status
    background: bool
    sources: tuple[Source, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class AcledType:
    """ACLED's two-level type."""

    event_type: str
    sub_event_type: str
