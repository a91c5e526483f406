"""What a person should look at first: the factors of the rule by which the desk sorts what is to be checked."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from marsad.knowledge._tables import number_in, packaged_rows

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def load_worth() -> Mapping[tuple[str, str], float]:
    """The factors of ``desk/worth.tsv`` by part and value, read once per process.

    Raises:
        KnowledgeError: A row is malformed.
    """
    found: dict[tuple[str, str], float] = {}
    for where, (part, value, factor, _) in packaged_rows("desk/worth.tsv", 4):
        found[part, value] = number_in(factor, where)
    return MappingProxyType(found)
