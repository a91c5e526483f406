"""Quarters and sites that no list knows, at the point of the town that the text puts them in."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from marsad.knowledge._place_words import load_place_words
from marsad.reading._places import QUARTERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.reading import PlaceMention
    from marsad.records import Place

_ITS = re.compile(r"['\u2019]s\s+")


def points_in_towns(
    mentions: Sequence[PlaceMention], places: Sequence[Place], text: str
) -> dict[str, tuple[float, float]]:
    """The points of the towns that unknown quarters and sites are told to lie in.

    As in "the Wadi Rabi district of Tripoli", "the Guzargah mosque in Herat" and "Mogadishu's Bakara market".
    """
    sites = load_place_words().features
    points: dict[str, tuple[float, float]] = {}
    for (mention, place), (following, town) in pairwise(zip(mentions, places, strict=True)):
        if mention.within[:1] == (following.span.exact,):
            inside, around = (mention, place), town
        elif _ITS.fullmatch(text, mention.span.end, following.span.start):
            inside, around = (following, town), place
        else:
            continue
        kind = inside[0].feature or ""
        if inside[1].lat is not None or not (kind in QUARTERS or sites.get(kind) == "site"):
            continue
        if around.precision == "exact" and around.lat is not None and around.lon is not None:
            points.setdefault(inside[1].id, (around.lat, around.lon))
    return points
