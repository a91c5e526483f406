"""The reading: everything the program prints for one report."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.records._claims import Control, Forecast, Statement
from marsad.records._events import Event
from marsad.records._report import Report
from marsad.records._resolved import Actor, Place, Relation, TimeExpression


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """Which program and which weights read the report."""

    program: str
    version: str
    model_sha256: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One report and what it says."""

    report: Report
    actors: tuple[Actor, ...]
    relations: tuple[Relation, ...]
    places: tuple[Place, ...]
    times: tuple[TimeExpression, ...]
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    forecasts: tuple[Forecast, ...]
    control: tuple[Control, ...]
    model: ModelInfo
