"""Kinds of acts and their crosswalk to PLOVER, CAMEO and ACLED, from ``data/kinds.tsv``.

The table is the only place that knows the kinds; everything else names them and is checked against it.
An empty cell is null: PLOVER, CAMEO or ACLED has no word for that kind.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from marsad._errors import KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Mapping

KINDS_FILE = Path(__file__).parent / "data" / "kinds.tsv"
COLUMNS = ("kind", "plover", "mode", "acled_event_type", "acled_sub_event_type", "cameo", "meaning")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of act and what other schemes call it.

    Attributes:
        name: Name of the kind, as records print it ("air-strike").
        plover: PLOVER event type, or null.
        mode: PLOVER mode, or null.
        acled_event_type: ACLED event type, or null.
        acled_sub_event_type: ACLED sub-event type; where it depends on the actors, the choices joined by " / ".
        cameo: CAMEO root code, two digits, or null.
        meaning: What the kind covers, in a line; empty where the name says it.
    """

    name: str
    plover: str | None
    mode: str | None
    acled_event_type: str | None
    acled_sub_event_type: str | None
    cameo: str | None
    meaning: str


@cache
def load_kinds() -> Mapping[str, Kind]:
    """Returns the kinds by name, in the order of the table."""
    return read_kinds(KINDS_FILE)


def read_kinds(path: Path) -> Mapping[str, Kind]:
    """Reads a table of kinds.

    Args:
        path: A tab-separated file with the columns of ``COLUMNS``.

    Returns:
        The kinds by name, in file order.

    Raises:
        KnowledgeError: If a row is malformed; the message names file and line.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    if not lines or tuple(lines[0].split("\t")) != COLUMNS:
        raise KnowledgeError(f"{path}:1: the header must be the tab-separated columns {', '.join(COLUMNS)}")
    kinds: dict[str, Kind] = {}
    for number, line in enumerate(lines[1:], start=2):
        kind = _kind_of(line, f"{path}:{number}")
        if kind.name in kinds:
            raise KnowledgeError(f"{path}:{number}: the kind {kind.name!r} stands twice; delete one of its rows")
        kinds[kind.name] = kind
    return MappingProxyType(kinds)


def _kind_of(line: str, where: str) -> Kind:
    cells = line.split("\t")
    if len(cells) != len(COLUMNS):
        raise KnowledgeError(f"{where}: {len(cells)} columns, {len(COLUMNS)} wanted")
    name, *codes, meaning = cells
    if not name:
        raise KnowledgeError(f"{where}: a kind needs a name")
    plover, mode, event_type, sub_event_type, cameo = (code or None for code in codes)
    if cameo is not None and cameo not in _CAMEO_ROOTS:
        raise KnowledgeError(f"{where}: {cameo!r} is no CAMEO root code; write 01 to 20 or nothing")
    return Kind(name, plover, mode, event_type, sub_event_type, cameo, meaning)


_CAMEO_ROOTS = frozenset(f"{root:02d}" for root in range(1, 21))
