"""What speakers are called: offices, and whether who holds one speaks for a side (``data/sayings/speakers.tsv``)."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Literal, cast, get_args

from marsad._errors import KnowledgeError

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
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    rows = [(number, line) for number, line in lines if line and not line.startswith("#")]
    if not rows or rows[0][1] != COLUMNS:
        raise KnowledgeError(f"{path}: the columns must be {COLUMNS.split()}, separated by tabs")
    for number, line in rows[1:]:
        word, stands, *_ = [*line.split("\t"), "", ""]
        if stands not in get_args(Standing):
            raise KnowledgeError(f"{path}:{number}: {word!r} must stand as one of {', '.join(get_args(Standing))}")
        if word in out:
            raise KnowledgeError(f"{path}:{number}: {word!r} stands in the table already; leave one row")
        out[word] = cast("Standing", stands)
    return MappingProxyType(out)
