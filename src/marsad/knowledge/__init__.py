"""Facts as data: kinds of acts, the lexicon, actors, countries, places. Adding one never needs code."""

from marsad.knowledge._actors import ActorEntry, ActorTable, load_actors
from marsad.knowledge._countries import Countries, Country, load_countries
from marsad.knowledge._figure_words import FigureWords, VagueWord, acled_value, load_figure_words
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

__all__ = [
    "ActEntry",
    "ActorEntry",
    "ActorTable",
    "Condition",
    "Countries",
    "Country",
    "Cue",
    "FigureWords",
    "Gazetteer",
    "GazetteerEntry",
    "Kind",
    "Lexicon",
    "LightEntry",
    "OperatorEntry",
    "VagueWord",
    "acled_value",
    "load_actors",
    "load_countries",
    "load_figure_words",
    "load_kinds",
    "load_lexicon",
    "packaged_gazetteer",
]
