"""The vocabulary of the whole program: plain frozen dataclasses that every room speaks."""

from marsad.records._claims import Control, Forecast, Horizon, Probability, Statement
from marsad.records._events import (
    AcledType,
    Count,
    Event,
    EventTime,
    Means,
    Party,
    Source,
    Spot,
)
from marsad.records._json import dumps, from_json, one_line, to_json
from marsad.records._reading import ModelInfo, Reading
from marsad.records._report import Report, Unread
from marsad.records._resolved import Actor, Place, Relation, TimeExpression
from marsad.records._schema import json_schema
from marsad.records._spans import Span
from marsad.records._vocabulary import (
    ActorKind,
    ControlRelation,
    CountWhat,
    HorizonBasis,
    PlacePrecision,
    PlaceRelation,
    Polarity,
    Predicate,
    PublishedBasis,
    Quote,
    Status,
    TimeBasis,
    TimePrecision,
)

__all__ = [
    "AcledType",
    "Actor",
    "ActorKind",
    "Control",
    "ControlRelation",
    "Count",
    "CountWhat",
    "Event",
    "EventTime",
    "Forecast",
    "Horizon",
    "HorizonBasis",
    "Means",
    "ModelInfo",
    "Party",
    "Place",
    "PlacePrecision",
    "PlaceRelation",
    "Polarity",
    "Predicate",
    "Probability",
    "PublishedBasis",
    "Quote",
    "Reading",
    "Relation",
    "Report",
    "Source",
    "Span",
    "Spot",
    "Statement",
    "Status",
    "TimeBasis",
    "TimeExpression",
    "TimePrecision",
    "Unread",
    "dumps",
    "from_json",
    "json_schema",
    "one_line",
    "to_json",
]
