"""Many reports, one incident: which mentions tell the same act, and what they say of it together."""

from marsad.incidents._blocks import candidates
from marsad.incidents._compare import compare, kilometres
from marsad.incidents._deaths import Bounds, deaths, deaths_told
from marsad.incidents._groups import groups
from marsad.incidents._mentions import Mention, Point, Side, Window, mentions_of
from marsad.incidents._merge import DEFAULT_RULE, id_of, incidents, score_pairs
from marsad.incidents._reprints import originals
from marsad.incidents._score import Part, Scored, score

__all__ = [
    "DEFAULT_RULE",
    "Bounds",
    "Mention",
    "Part",
    "Point",
    "Scored",
    "Side",
    "Window",
    "candidates",
    "compare",
    "deaths",
    "deaths_told",
    "groups",
    "id_of",
    "incidents",
    "kilometres",
    "mentions_of",
    "originals",
    "score",
    "score_pairs",
]
