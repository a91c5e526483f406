"""CSV that a spreadsheet takes for nothing but text."""

from __future__ import annotations

import csv
import sys
from typing import TYPE_CHECKING

from marsad.views._cells import guarded
from marsad.views._output import write_utf8

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def print_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Prints a header and rows as comma-separated values; no cell is a formula to a spreadsheet.

    Args:
        columns: The header.
        rows: As many values each; None is an empty cell.
    """
    write_utf8()
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([guarded(value) for value in row])
