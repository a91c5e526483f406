"""Words that keep their hyphen where a line breaks after it (``data/hyphens/first_parts.tsv``)."""

from __future__ import annotations

import functools

from marsad.knowledge._tables import packaged_rows


@functools.cache
def load_first_parts() -> frozenset[str]:
    """First parts of compounds, lower case."""
    return frozenset(part for _, (part, _) in packaged_rows("hyphens/first_parts.tsv", 2))
