"""What exports in the shape of other data sets need to know: regions, disorder types, quad classes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from marsad.knowledge._tables import packaged_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

_NOTHING = "-"


@dataclass(frozen=True, slots=True)
class Region:
    """Where other data sets file a country.

    Attributes:
        number: ISO 3166-1 numeric code, or null.
        acled: ACLED's region.
        ucdp: UCDP's region.
    """

    number: int | None
    acled: str
    ucdp: str


@cache
def load_regions() -> Mapping[str, Region]:
    """The regions by the country's ISO 3166 alpha-3 code."""
    return {
        iso3: Region(None if number == _NOTHING else int(number), acled, ucdp)
        for _, (iso3, number, acled, ucdp) in packaged_rows("exports/regions.tsv", 4)
    }


@cache
def _disorders() -> Mapping[tuple[str, str], str]:
    return {(event, sub): disorder for _, (event, sub, disorder) in packaged_rows("exports/disorder.tsv", 3)}


def disorder_of(event_type: str, sub_event_type: str) -> str:
    """ACLED's disorder type of one of its types.

    Raises:
        KeyError: There is no such event type.
    """
    table = _disorders()
    return table.get((event_type, sub_event_type)) or table[event_type, _NOTHING]


@cache
def load_quads() -> Mapping[str, str]:
    """PLOVER's quad classes by type, number first ("4 material conflict")."""
    return {plover: quad for _, (plover, quad) in packaged_rows("exports/quads.tsv", 2)}
