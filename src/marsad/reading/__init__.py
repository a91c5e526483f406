"""What a text says, in the text's own terms: acts, participants, figures, times, who says so, and how."""

from marsad.reading._attitudes import Attitude, cue_extent, find_attitudes
from marsad.reading._mentions import ActorMention, PlaceMention, Quantity, TimeMention
from marsad.reading._rules import read_rules
from marsad.reading._told import (
    CountMention,
    Credit,
    RelationMention,
    ToldAct,
    ToldControl,
    ToldForecast,
    ToldReport,
    ToldSaying,
)
from marsad.reading._trained import Options, read_trained

__all__ = [
    "ActorMention",
    "Attitude",
    "CountMention",
    "Credit",
    "Options",
    "PlaceMention",
    "Quantity",
    "RelationMention",
    "TimeMention",
    "ToldAct",
    "ToldControl",
    "ToldForecast",
    "ToldReport",
    "ToldSaying",
    "cue_extent",
    "find_attitudes",
    "read_rules",
    "read_trained",
]
