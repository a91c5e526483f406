"""The tables of knowledge as rows: tab-separated, one header row, lines that begin with ``#`` are comments.

Every row comes with where it stands, for the message about what is wrong with it.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from marsad._errors import KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


def packaged_rows(name: str, width: int) -> list[tuple[str, list[str]]]:
    """(where, cells) of the rows of a packaged table whose header is not looked at but for its width.

    Args:
        name: Folder and file below ``data`` ("places/features.tsv").
        width: Number of cells of every row.

    Raises:
        KnowledgeError: A row has more or fewer cells.
    """
    lines = files("marsad.knowledge").joinpath(f"data/{name}").read_text(encoding="utf-8").splitlines()
    rows = [(f"{name}, row {n}", line.split("\t")) for n, line in enumerate(lines, 1) if not line.startswith("#")]
    for where, row in rows:
        if len(row) != width:
            raise KnowledgeError(f"{where}: {width} cells are due, {len(row)} are there; mend the row")
    return rows[1:]


def number_in(cell: str, where: str) -> float:
    """The number in a cell.

    Raises:
        KnowledgeError: It holds none.
    """
    try:
        return float(cell)
    except ValueError:
        raise KnowledgeError(f"{where}: {cell!r} is no number") from None


def rows_below(path: Path, columns: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """(where, cells) of the rows below the header; empty lines are left out, and cells are not counted.

    Args:
        path: The table.
        columns: The header due.

    Raises:
        KnowledgeError: The header is another one, or there is none.
    """
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    told = [(f"{path}:{number}", line.split("\t")) for number, line in lines if line and not line.startswith("#")]
    where, header = told[0] if told else (str(path), [])
    if header != list(columns):
        raise KnowledgeError(f"{where}: the columns must be {', '.join(columns)}, separated by tabs")
    yield from told[1:]


def filled_rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """As :func:`rows_below`, of a table in which no cell is empty and ``-`` stands for nothing.

    Raises:
        KnowledgeError: Header or cells are not as due.
    """
    for where, cells in rows_below(path, columns):
        if len(cells) != len(columns) or not all(cells):
            raise KnowledgeError(f"{where}: {len(columns)} filled columns wanted; write - for nothing")
        yield where, cells
