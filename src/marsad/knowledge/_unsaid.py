"""Words by which a verb of saying says nothing (``data/sayings/unsaid.tsv``)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType

from marsad._errors import KnowledgeError
from marsad.knowledge._tables import filled_rows

_CLASSES = frozenset({"above", "apart", "named", "asked", "off", "unheard", "verdict", "channel"})


@cache
def load_unsaid() -> Mapping[str, frozenset[str]]:
    """The words of each class, read once per process.

    Raises:
        KnowledgeError: A row is malformed; the message names file and line.
    """
    return read_unsaid(Path(str(resources.files("marsad") / "knowledge" / "data" / "sayings" / "unsaid.tsv")))


def read_unsaid(path: Path) -> Mapping[str, frozenset[str]]:
    """Reads and checks a table of such words.

    Args:
        path: The table.
    """
    found: dict[str, set[str]] = {name: set() for name in _CLASSES}
    for where, (word, name) in filled_rows(path, ("word", "class")):
        if name not in _CLASSES:
            raise KnowledgeError(f"{where}: {name!r} in column class is none of {', '.join(sorted(_CLASSES))}")
        found[name].add(word)
    return MappingProxyType({name: frozenset(words) for name, words in found.items()})
