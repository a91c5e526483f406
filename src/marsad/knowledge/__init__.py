"""Facts as data: kinds of acts, the lexicon, actors, countries, places. Adding one never needs code."""

from marsad.knowledge._actors import ActorEntry, ActorTable, load_actors
from marsad.knowledge._countries import Countries, Country, load_countries
from marsad.knowledge._gazetteer import Gazetteer, GazetteerEntry, packaged_gazetteer
from marsad.knowledge._kinds import Kind, load_kinds
from marsad.knowledge._lexicon import (
    ActEntry,
    Condition,
    Cue,
    Lexicon,
    LightEntry,
    OperatorEntry,
    load_lexicon,
)
from marsad.knowledge._speakers import Standing, load_speakers

__all__ = [
    "ActEntry",
    "ActorEntry",
    "ActorTable",
    "Condition",
    "Countries",
    "Country",
    "Cue",
    "Gazetteer",
    "GazetteerEntry",
    "Kind",
    "Lexicon",
    "LightEntry",
    "OperatorEntry",
    "Standing",
    "load_actors",
    "load_countries",
    "load_kinds",
    "load_lexicon",
    "load_speakers",
    "packaged_gazetteer",
]
