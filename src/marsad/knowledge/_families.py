"""Which kinds of acts share a colour, and how coarse a place is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from marsad._errors import KnowledgeError
from marsad.knowledge._kinds import load_kinds
from marsad.knowledge._tables import packaged_rows

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Family:
    """A group of kinds that share a colour.

    Attributes:
        name: Its id ("fighting").
        label: What a legend calls it.
        meaning: What belongs to it.
        kinds: Its kinds, in the order of the table of kinds.
    """

    name: str
    label: str
    meaning: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrecisionRadius:
    """How a place of some precision is drawn.

    Attributes:
        precision: As in the records.
        km: Radius of its disc in kilometres; 0 for a point.
        meaning: What it says.
    """

    precision: str
    km: float
    meaning: str


@cache
def load_families() -> tuple[Family, ...]:
    """The families in the order of a legend; every kind is in exactly one. Read once per process.

    Raises:
        KnowledgeError: A row is malformed, or a kind is in none or in one that there is not.
    """
    labels = {name: (label, meaning) for _, (name, label, meaning) in packaged_rows("desk/families.tsv", 3)}
    family_of: dict[str, str] = {}
    for where, (kind, family) in packaged_rows("desk/kind_families.tsv", 2):
        if family not in labels or kind not in load_kinds() or kind in family_of:
            raise KnowledgeError(f"{where}: {kind!r} in {family!r}: no such kind or family, or the kind stands twice")
        family_of[kind] = family
    if missing := [kind for kind in load_kinds() if kind not in family_of]:
        raise KnowledgeError(f"desk/kind_families.tsv: gives no family to {', '.join(missing)}")
    return tuple(
        Family(name, label, meaning, tuple(kind for kind in load_kinds() if family_of[kind] == name))
        for name, (label, meaning) in labels.items()
    )


@cache
def load_precision_radii() -> Mapping[str, PrecisionRadius]:
    """How a place is drawn, by its precision; read once per process.

    Raises:
        KnowledgeError: A row is malformed.
    """
    radii: dict[str, PrecisionRadius] = {}
    for where, (precision, km, meaning) in packaged_rows("desk/precision_radii.tsv", 3):
        try:
            radii[precision] = PrecisionRadius(precision, float(km), meaning)
        except ValueError as error:
            raise KnowledgeError(f"{where}: {km!r} is no number of kilometres") from error
    return radii
