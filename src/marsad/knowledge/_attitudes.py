"""Words of wishing, meaning, holding and judging, and what stands beside them (``data/sayings/attitudes.tsv``)."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from types import MappingProxyType

from marsad._errors import KnowledgeError
from marsad.knowledge._tables import rows_below

COLUMNS = "lemma\tpos\tcomplements"
PARTS_OF_SPEECH = ("VERB", "NOUN", "ADJ")


@functools.cache
def load_attitudes() -> Mapping[tuple[str, str], frozenset[str]]:
    """What the words of attitudes take, by lemma and part of speech.

    A complement is ``that`` (a clause), ``to`` (an infinitive, or the preposition), ``obj`` (an object), or another
    preposition or particle.
    """
    return read_attitudes(Path(str(resources.files("marsad") / "knowledge" / "data" / "sayings" / "attitudes.tsv")))


def read_attitudes(path: Path) -> Mapping[tuple[str, str], frozenset[str]]:
    """Reads the table.

    Raises:
        KnowledgeError: A row is not in its form.
    """
    out: dict[tuple[str, str], frozenset[str]] = {}
    for where, cells in rows_below(path, COLUMNS.split("\t")):
        lemma, pos, complements, *_ = [*cells, "", ""]
        if pos not in PARTS_OF_SPEECH or not complements:
            raise KnowledgeError(f"{where}: {lemma!r} needs one of {', '.join(PARTS_OF_SPEECH)} and complements")
        if (lemma, pos) in out:
            raise KnowledgeError(f"{where}: {lemma!r} stands in the table already; leave one row")
        out[lemma, pos] = frozenset(complements.split("|"))
    return MappingProxyType(out)
