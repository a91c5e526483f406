"""What speakers are called: offices, and whether who holds one speaks for a side (``data/sayings/speakers.tsv``)."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Literal, cast, get_args

from marsad._errors import KnowledgeError
from marsad.knowledge._tables import rows_below

Standing = Literal["side", "outside", "open", "group"]
COLUMNS = "word\tstands\tnote"


@functools.cache
def load_speakers() -> Mapping[str, Standing]:
    """How speakers stand to what they tell, by the word for their office, lower case, in the singular."""
    return read_speakers(Path(str(resources.files("marsad") / "knowledge" / "data" / "sayings" / "speakers.tsv")))


def read_speakers(path: Path) -> Mapping[str, Standing]:
    """Reads the table.

    Raises:
        KnowledgeError: A row is not in its form.
    """
    out: dict[str, Standing] = {}
    for where, cells in rows_below(path, COLUMNS.split("\t")):
        word, stands, *_ = [*cells, "", ""]
        if stands not in get_args(Standing):
            raise KnowledgeError(f"{where}: {word!r} must stand as one of {', '.join(get_args(Standing))}")
        if word in out:
            raise KnowledgeError(f"{where}: {word!r} stands in the table already; leave one row")
        out[word] = cast("Standing", stands)
    return MappingProxyType(out)
