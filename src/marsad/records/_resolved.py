"""What the terms of a report mean: actors, places, times, and the relations between actors."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.records._spans import Span
from marsad.records._vocabulary import ActorKind, PlacePrecision, Predicate, TimeBasis, TimePrecision


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone who acts, suffers or speaks in a report.

    Attributes:
        id: The same over all reports (``islamic-state``).
        name: Canonical name.
        kind: What the actor is.
        country: ISO 3166 alpha-3, or null.
        sector: PLOVER sector code, or null.
        aliases_in_text: The names the report uses, each once, in order of first use.
        mentions: Every place in the text that names the actor.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None
    sector: str | None
    aliases_in_text: tuple[str, ...]
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """A stated relation between two actors; ``subject`` and ``object`` are actor ids."""

    subject: str
    predicate: Predicate
    object: str
    valid_from: str | None
    valid_to: str | None
    evidence: Span | None


@dataclass(frozen=True, slots=True)
class Place:
    """A place named in a report.

    Attributes:
        id: ``geonames-<id>`` where GeoNames knows it, else a slug of source and name; the same over all reports.
        name: Canonical name.
        country: ISO 3166 alpha-3, or null.
        admin1: Name of the first-level division, or null.
        lat: Degrees north, or null where nobody knows the point.
        lon: Degrees east, or null.
        precision: What the point stands for.
        geonameid: GeoNames number, or null.
        mentions: Every place in the text that names it.
    """

    id: str
    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    precision: PlacePrecision
    geonameid: int | None
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression of the text with its interval, whether or not it dates an act.

    Attributes:
        start: First day, ISO, inclusive; null for a duration, a vague expression or an open beginning.
        end: Last day, ISO, inclusive; null likewise.
        precision: Grain of the interval.
        basis: ``stated`` where the text dates it, ``none`` where no interval follows.
        span: Where it stands.
        id: Name of the record within its report.
    """

    start: str | None
    end: str | None
    precision: TimePrecision
    basis: TimeBasis
    span: Span
    id: str = ""
