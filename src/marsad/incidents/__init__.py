"""Many reports, one incident: which mentions tell the same act, and what they say of it together."""

from typing import TYPE_CHECKING

from marsad.incidents._blocks import candidates
from marsad.incidents._compare import compare, kilometres
from marsad.incidents._deaths import Bounds, deaths, deaths_told
from marsad.incidents._groups import groups, parts
from marsad.incidents._incident import id_of
from marsad.incidents._mentions import Mention, Point, Side, Window, mentions_of
from marsad.incidents._merge import DEFAULT_RULE, incidents, score_pairs
from marsad.incidents._reprints import originals
from marsad.incidents._score import Part, Scored, score

if TYPE_CHECKING:
    from marsad.incidents._doubtful import DoubtfulPair, doubtful_pairs
    from marsad.incidents._find import IncidentFilter, find_incident, find_incidents
    from marsad.incidents._judging import judge_incidents
    from marsad.incidents._kept_check import incident_problems
    from marsad.incidents._kept_list import KeptRows
    from marsad.incidents._named import ActorTally, Naming, PlaceTally, actor_tallies, namings, place_tallies
    from marsad.incidents._rows import IncidentRow, count_incidents, incident_rows, incident_rows_by_id
    from marsad.incidents._update import rebuild_incidents, update_incidents

_ON_A_LEDGER = {
    "ActorTally": "marsad.incidents._named",
    "DoubtfulPair": "marsad.incidents._doubtful",
    "doubtful_pairs": "marsad.incidents._doubtful",
    "IncidentFilter": "marsad.incidents._find",
    "IncidentRow": "marsad.incidents._rows",
    "KeptRows": "marsad.incidents._kept_list",
    "Naming": "marsad.incidents._named",
    "PlaceTally": "marsad.incidents._named",
    "actor_tallies": "marsad.incidents._named",
    "count_incidents": "marsad.incidents._rows",
    "find_incident": "marsad.incidents._find",
    "find_incidents": "marsad.incidents._find",
    "incident_problems": "marsad.incidents._kept_check",
    "incident_rows": "marsad.incidents._rows",
    "incident_rows_by_id": "marsad.incidents._rows",
    "judge_incidents": "marsad.incidents._judging",
    "namings": "marsad.incidents._named",
    "place_tallies": "marsad.incidents._named",
    "rebuild_incidents": "marsad.incidents._update",
    "update_incidents": "marsad.incidents._update",
}

__all__ = [
    "DEFAULT_RULE",
    "ActorTally",
    "Bounds",
    "DoubtfulPair",
    "IncidentFilter",
    "IncidentRow",
    "KeptRows",
    "Mention",
    "Naming",
    "Part",
    "PlaceTally",
    "Point",
    "Scored",
    "Side",
    "Window",
    "actor_tallies",
    "candidates",
    "compare",
    "count_incidents",
    "deaths",
    "deaths_told",
    "doubtful_pairs",
    "find_incident",
    "find_incidents",
    "groups",
    "id_of",
    "incident_problems",
    "incident_rows",
    "incident_rows_by_id",
    "incidents",
    "judge_incidents",
    "kilometres",
    "mentions_of",
    "namings",
    "originals",
    "parts",
    "place_tallies",
    "rebuild_incidents",
    "score",
    "score_pairs",
    "update_incidents",
]


def __getattr__(name: str) -> object:
    if name in _ON_A_LEDGER:  # the libraries of a ledger take half a second to load
        from importlib import import_module

        return getattr(import_module(_ON_A_LEDGER[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
