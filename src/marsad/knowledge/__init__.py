"""Facts as data: kinds of acts, the lexicon, actors, countries, places. Adding one never needs code."""

from marsad.knowledge._actors import ActorEntry, ActorTable, Agent, load_actors
from marsad.knowledge._actors_read import EntryRelation
from marsad.knowledge._added_actors import (
    AddedRelation,
    OwnActors,
    own_actors,
    relation_id,
    remove_added_actor,
    write_added,
)
from marsad.knowledge._added_places import AddedPlaces, add_places, added_places, remove_places
from marsad.knowledge._attitudes import load_attitudes
from marsad.knowledge._control_words import ControlWord, load_control_words
from marsad.knowledge._countries import Countries, Country, load_countries
from marsad.knowledge._crosswalk import AcledRule, Crosswalk, Force, Side, Term, load_crosswalk
from marsad.knowledge._families import Family, PrecisionRadius, load_families, load_precision_radii
from marsad.knowledge._feasts import Feast, Tense, load_feasts, load_tenses
from marsad.knowledge._figure_words import FigureWords, VagueWord, acled_value, load_figure_words
from marsad.knowledge._gazetteer import Gazetteer, GazetteerEntry, packaged_gazetteer
from marsad.knowledge._hyphens import load_first_parts
from marsad.knowledge._indicators import ActClass, IndicatorTables, load_indicators
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
from marsad.knowledge._merging import KindRelation, Merging, load_merging, read_merging
from marsad.knowledge._outcomes import Outcomes, OutcomeVerb, Settling, ThemeClass, load_outcomes, read_outcomes
from marsad.knowledge._probability import Probabilities, Wording, load_horizons, load_probabilities
from marsad.knowledge._references import Pronoun, References, RelationWord, Series, load_references
from marsad.knowledge._schemes import Region, disorder_of, load_quads, load_regions
from marsad.knowledge._speakers import Standing, load_speakers
from marsad.knowledge._unsaid import load_unsaid
from marsad.knowledge._vouching import load_vouching
from marsad.knowledge._worth import load_worth

__all__ = [
    "AcledRule",
    "ActClass",
    "ActEntry",
    "ActorEntry",
    "ActorTable",
    "AddedPlaces",
    "AddedRelation",
    "Agent",
    "Condition",
    "ControlWord",
    "Countries",
    "Country",
    "Crosswalk",
    "Cue",
    "EntryRelation",
    "Family",
    "Feast",
    "FigureWords",
    "Force",
    "Gazetteer",
    "GazetteerEntry",
    "IndicatorTables",
    "Kind",
    "KindRelation",
    "Lexicon",
    "LightEntry",
    "Merging",
    "OperatorEntry",
    "OutcomeVerb",
    "Outcomes",
    "OwnActors",
    "PrecisionRadius",
    "Probabilities",
    "Pronoun",
    "References",
    "Region",
    "RelationWord",
    "Series",
    "Settling",
    "Side",
    "Standing",
    "Tense",
    "Term",
    "ThemeClass",
    "VagueWord",
    "Wording",
    "acled_value",
    "add_places",
    "added_places",
    "disorder_of",
    "load_actors",
    "load_attitudes",
    "load_control_words",
    "load_countries",
    "load_crosswalk",
    "load_families",
    "load_feasts",
    "load_figure_words",
    "load_first_parts",
    "load_horizons",
    "load_indicators",
    "load_kinds",
    "load_lexicon",
    "load_merging",
    "load_outcomes",
    "load_precision_radii",
    "load_probabilities",
    "load_quads",
    "load_references",
    "load_regions",
    "load_speakers",
    "load_tenses",
    "load_unsaid",
    "load_vouching",
    "load_worth",
    "own_actors",
    "packaged_gazetteer",
    "read_merging",
    "read_outcomes",
    "relation_id",
    "remove_added_actor",
    "remove_places",
    "write_added",
]
