"""Where somebody speaks who is not said to be anywhere: the seat of whoever speaks (codebook, section 3).

A state, its government, its forces and those who hold office in it speak from its capital. A victory is declared over
the country of whoever declares it. Others have no seat that is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.knowledge import load_countries
from marsad.records import Place, Spot
from marsad.resolving._places import place_of_entry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marsad.knowledge._gazetteer import Gazetteer
    from marsad.records import Actor
    from marsad.resolving._draft import Draft
    from marsad.resolving._status import Parties

_VICTORY = "victory-declared"


def seat_of(draft: Draft, actors: Mapping[str, Actor], parties: Parties, gazetteer: Gazetteer) -> Place | None:
    """The place of an act of speech without a place, or null.

    Args:
        draft: The event.
        actors: The report's actors by id.
        parties: Who holds office in what.
        gazetteer: Where capitals are looked up.
    """
    if draft.places or not draft.actors or draft.kind == "support":  # help in arms and money is given elsewhere
        return None
    if not (draft.act.speech or draft.kind == _VICTORY):
        return None
    speaker = actors[draft.actors[0].actor]
    country = load_countries().by_code(speaker.country) if speaker.country and parties.is_official(speaker) else None
    if country is None:
        return None
    name = country.name if draft.kind == _VICTORY else next(iter(country.capitals), None)
    wanted = "country" if draft.kind == _VICTORY else "city"
    entries = gazetteer.lookup(name, country=country.iso3) if name else ()
    return next((place_of_entry(e) for e in entries if e.kind == wanted), None)


def spot_at(place: Place) -> Spot:
    """A place that no words of the report name, in its part in an act."""
    return Spot(place.id, place.name, place.lat, place.lon, place.precision, None, "in")
