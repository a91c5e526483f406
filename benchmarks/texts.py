"""What the benchmarks share: a bare text as a report, rows of the data folder, precision and recall."""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from marsad.records import Report

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
READERS = ("rules", "trained")


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of a gzipped JSON Lines file of the data folder; ends the script with a word where it is missing."""
    path = DATA / name
    if not path.is_file():
        sys.exit(f"skipped: {path} is missing; the sets are named in docs/data-and-licences.md")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def report_of(ident: str, text: str, *, published: str | None = None) -> Report:
    """A text as the program takes it in, unchanged."""
    return Report(
        id=ident,
        text=text,
        title=None,
        url=None,
        outlet=None,
        byline=None,
        published=published,
        published_basis="given" if published else "unknown",
        language="en",
        sha256="",
    )


def prf(both: int, has: int, want: int) -> tuple[float, float, float]:
    """Precision, recall and F1 in per cent."""
    return 100 * both / max(has, 1), 100 * both / max(want, 1), 200 * both / max(has + want, 1)


def shown(both: int, has: int, want: int) -> str:
    """The three figures on a line."""
    precision, recall, f1 = prf(both, has, want)
    return f"P {precision:5.1f} R {recall:5.1f} F1 {f1:5.1f}"


def joined(pieces: list[str]) -> Iterator[tuple[str, int]]:
    """Each piece with its offset in the pieces joined by empty lines."""
    at = 0
    for piece in pieces:
        yield piece, at
        at += len(piece) + 2
