"""What indicators count and by which figures they judge: tables under ``data/indicators``.

``classes.tsv`` says which kinds of acts are hit-and-run and which are open fighting, ``bounds.tsv`` the figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, cast, get_args

from marsad._errors import KnowledgeError
from marsad.knowledge._kinds import load_kinds
from marsad.knowledge._tables import number_in, packaged_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

ActClass = Literal["hit-and-run", "open"]


@dataclass(frozen=True, slots=True)
class IndicatorTables:
    """The tables for indicators.

    Attributes:
        classes: Class of a kind of act; a kind that is not here is not counted.
        bounds: Periods, shares and thresholds by name.
    """

    classes: Mapping[str, ActClass]
    bounds: Mapping[str, float]


@cache
def load_indicators() -> IndicatorTables:
    """The packaged tables, read once per process.

    Raises:
        KnowledgeError: A row is malformed, or names a kind or class that there is not.
    """
    classes: dict[str, ActClass] = {}
    for where, (kind, name, _) in packaged_rows("indicators/classes.tsv", 3):
        if kind not in load_kinds() or name not in get_args(ActClass):
            raise KnowledgeError(f"{where}: a kind of kinds.tsv and hit-and-run or open are due; mend the row")
        classes[kind] = cast("ActClass", name)
    rows = packaged_rows("indicators/bounds.tsv", 3)
    bounds = {name: number_in(value, where) for where, (name, value, _) in rows}
    return IndicatorTables(MappingProxyType(classes), MappingProxyType(bounds))
