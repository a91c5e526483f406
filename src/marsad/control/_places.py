"""Which places are meant: by id, by name in any spelling, in a box; and what lies above a place."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from marsad._errors import UsageError
from marsad.knowledge import packaged_gazetteer
from marsad.knowledge._gazetteer import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from marsad.ledger import KnownPlace

Box = tuple[float, float, float, float]
Near = tuple[float, float, float]
_WIDE = frozenset({"admin1", "country"})


def ids_of(name: str, places: Mapping[str, KnownPlace]) -> list[str]:
    """The ids of the places that an id or a name may mean, among those of a ledger.

    Args:
        name: An id, or a name; other spellings that the gazetteer knows count.
        places: The places of the ledger by id.
    """
    if name in places:
        return [name]
    key = name_key(name)
    also = {entry.id for entry in packaged_gazetteer().lookup(name)}
    return sorted(id_ for id_, place in places.items() if (key and name_key(place.name) == key) or id_ in also)


def only_id(name: str, places: Mapping[str, KnownPlace]) -> str | None:
    """The id of the one place that an id or name means, or null where it means none or several."""
    found = ids_of(name, places)
    return found[0] if len(found) == 1 else None


def check_box(box: Box) -> None:
    """Refuses what is no box.

    Args:
        box: West, south, east, north in degrees; one over the 180th meridian has its west greater than its east.

    Raises:
        UsageError: Two sides are the wrong way round, or out of range.
    """
    west, south, east, north = box
    ranged = all(math.isfinite(side) for side in box) and max(abs(west), abs(east)) <= 180
    if not ranged or not -90 <= south <= north <= 90:
        raise UsageError(f"box {','.join(f'{side:g}' for side in box)}: west,south,east,north in degrees are due")


def inside(place: KnownPlace, box: Box) -> bool:
    """Whether the point of a place lies in a box; a place without a point lies in none."""
    west, south, east, north = box
    if place.lat is None or place.lon is None or not south <= place.lat <= north:
        return False
    return west <= place.lon <= east if west <= east else place.lon >= west or place.lon <= east


def is_wide(place: KnownPlace) -> bool:
    """Whether a place is a province or a country, so that a statement on it does not give its towns."""
    return place.precision in _WIDE


def above(place: KnownPlace, places: Iterable[KnownPlace]) -> list[KnownPlace]:
    """The province and the country that a place lies in, among some places."""
    found = []
    for other in places:
        same_country = other.country is not None and other.country == place.country
        division = other.admin1 or other.name
        province = other.precision == "admin1" and place.admin1 is not None and division == place.admin1
        if other.id != place.id and same_country and (other.precision == "country" or province):
            found.append(other)
    return sorted(found, key=lambda other: (other.precision, other.id))
