"""The closed vocabularies of the output contract, one literal type each.

``Kind`` is not here: the kinds of acts are data (``knowledge/data/kinds.tsv``) and checked against it.
"""

from __future__ import annotations

from typing import Literal

ActorKind = Literal[
    "state",
    "government",
    "state-forces",
    "armed-group",
    "coalition",
    "militia",
    "police",
    "international-organisation",
    "ngo",
    "media",
    "monitor",
    "party",
    "person",
    "civilians",
    "protesters",
    "other",
]
Status = Literal["asserted", "reported", "claimed", "denied", "forecast", "hypothetical"]
CountWhat = Literal[
    "killed",
    "wounded",
    "killed-or-wounded",
    "captured",
    "arrested",
    "abducted",
    "surrendered",
    "displaced",
    "evacuated",
    "released",
    "missing",
    "participants",
    "strikes",
    "destroyed",
]
PlacePrecision = Literal["exact", "near", "area", "admin1", "country"]
PlaceRelation = Literal["in", "near", "from", "to"]
TimePrecision = Literal["day", "days", "week", "month", "season", "year", "unknown"]
TimeBasis = Literal["stated", "published", "none"]
Quote = Literal["direct", "indirect", "mixed"]
Predicate = Literal["part_of", "backed_by", "led_by", "member_of", "spokesperson_of", "role"]
ControlRelation = Literal["captured", "lost", "holds", "contested"]
PublishedBasis = Literal["metadata", "url", "text", "given", "unknown"]
HorizonBasis = Literal["stated", "vague", "default"]
Polarity = Literal["positive", "negative"]
Grade = Literal["confirmed", "fair", "weak", "contested", "discounted"]
IncidentRule = Literal["conservative", "most-sourced", "latest"]
