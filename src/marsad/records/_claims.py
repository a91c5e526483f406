"""What people say, foretell, and claim to hold: statements, forecasts, control."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.records._events import Source
from marsad.records._spans import Span
from marsad.records._vocabulary import ControlRelation, HorizonBasis, Polarity, Quote


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody is reported to have said something; ``events`` and ``forecasts`` are ids."""

    id: str
    sources: tuple[Source, ...]
    cue: Span | None
    content: tuple[Span, ...]
    quote: Quote
    events: tuple[str, ...]
    forecasts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Probability:
    """A reading of the wording in numbers from 0 to 1, with the scale that it was read on."""

    low: float
    median: float
    high: float
    scale: str


@dataclass(frozen=True, slots=True)
class Horizon:
    """By when it will be known."""

    date: str | None
    basis: HorizonBasis


@dataclass(frozen=True, slots=True)
class Forecast:
    """A statement about what is not yet known, by the outlet or anyone else."""

    id: str
    statement: str | None
    sources: tuple[Source, ...]
    role: str | None
    affiliation: str | None
    proposition: str
    wording: Span
    evidence: Span
    polarity: Polarity
    probability: Probability | None
    vague: bool
    condition: str | None
    made_on: str | None
    horizon: Horizon | None


@dataclass(frozen=True, slots=True)
class Control:
    """Who holds a place: ``place`` and ``controller`` are ids. The field ``from_`` is printed as ``from``."""

    id: str
    place: str
    controller: str | None
    relation: ControlRelation
    extent: str | None
    as_of: str | None
    from_: str | None
    until: str | None
    sources: tuple[Source, ...]
    evidence: Span
