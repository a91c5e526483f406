"""Rows as files that spreadsheets and statistics programs read: CSV, XLSX, Parquet, JSON Lines.

Nothing in a file tells when it was written, so that the same ledger gives the same bytes.
"""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from marsad._errors import UsageError
from marsad.records import one_line
from marsad.views._cells import guarded, printed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from marsad.views.exports._shapes import About, Column, Row

_MOST_ROWS = 1_048_000  # a sheet of XLSX has 1,048,576
_MOST_LETTERS = 32_767  # of a cell of XLSX
_EPOCH = datetime(1980, 1, 1)
_BATCH = 2_000


def write_csv(
    target: BinaryIO, columns: Sequence[Column], rows: Iterable[Row], _: About, *, hxl: bool, bom: bool
) -> int:
    """Comma-separated values with a header, and below it a row of HXL tags where asked; returns how many rows."""
    text = io.TextIOWrapper(target, encoding="utf-8-sig" if bom else "utf-8", errors="surrogatepass", newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.name for column in columns])
    if hxl:
        writer.writerow([column.hxl for column in columns])
    written = 0
    for row in rows:
        writer.writerow([printed(guarded(cell)) for cell in row.cells])
        written += 1
    text.flush()
    text.detach()
    return written


def write_jsonl(target: BinaryIO, columns: Sequence[Column], rows: Iterable[Row], about: About) -> int:
    """One object per row, cells by the names of their columns; every one names rule and program."""
    names = [column.name for column in columns]
    written = 0
    for row in rows:
        told: dict[str, Any] = {"rule": about.rule, "program": about.program} | dict(zip(names, row.cells, strict=True))
        line = one_line(json.dumps(told, ensure_ascii=False, allow_nan=False))
        target.write(line.encode("utf-8", "surrogatepass") + b"\n")
        written += 1
    return written


def write_xlsx(target: BinaryIO, columns: Sequence[Column], rows: Iterable[Row], about: About, *, hxl: bool) -> int:
    """A workbook: ``data`` to be read by programs, dates as ISO text, and ``about``.

    Raises:
        UsageError: More rows than a sheet holds.
    """
    import xlsxwriter

    options = {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    }  # fmt: skip
    book = xlsxwriter.Workbook(target, options)
    book.set_properties({"title": f"marsad: {about.shape}", "comments": about.asked, "created": _EPOCH})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    plain = book.add_format({"valign": "top"})
    sheet, shown = book.add_worksheet("data"), book.add_worksheet("table")
    first = 2 if hxl else 1
    for number, column in enumerate(columns):
        sheet.write_string(0, number, column.name)
        shown.write_string(0, number, column.name.replace("_", " "), head)
        shown.set_column(number, number, _width(column))
        if hxl:
            sheet.write_string(1, number, column.hxl)
    written = 0
    for row in rows:
        if written == _MOST_ROWS:
            raise UsageError(f"more than {_MOST_ROWS:,} rows: a sheet holds no more; narrow the filter or take CSV")
        for number, (column, cell) in enumerate(zip(columns, row.cells, strict=True)):
            _write(sheet, first + written, number, guarded(cell), None)
            moment = _as_day(cell) if column.type == "day" else None
            if moment is not None:
                shown.write_datetime(1 + written, number, moment, day)
            else:
                _write(shown, 1 + written, number, cell, wrapped if column.type == "text" else plain)
        written += 1
    shown.freeze_panes(1, 2)
    if written:
        shown.autofilter(0, 0, written, len(columns) - 1)
    note = book.add_worksheet("about")
    note.set_column(0, 1, 40)
    for number, (name, value) in enumerate((*about.pairs(), ("rows", str(written)))):
        note.write_string(number, 0, name)
        note.write_string(number, 1, value, wrapped)
    shown.activate()
    book.close()
    return written


def _write(sheet: Any, row: int, column: int, cell: object, form: Any) -> None:
    """Texts as texts, so that none is taken for a formula or an address, and cut where a cell ends."""
    if isinstance(cell, bool):
        sheet.write_string(row, column, printed(cell), form)
    elif isinstance(cell, (int, float)):
        sheet.write_number(row, column, cell, form)
    elif cell:
        sheet.write_string(row, column, str(cell)[:_MOST_LETTERS], form)


def _as_day(cell: object) -> datetime | None:
    """A day that a spreadsheet can count; it knows none before 1900."""
    try:
        day = date.fromisoformat(str(cell)[:10])
    except ValueError:
        return None
    return datetime(day.year, day.month, day.day) if day.year >= 1900 else None


def _width(column: Column) -> int:
    if column.type != "text":
        return 11
    return 60 if column.name in ("evidence", "notes", "text", "counts", "judgements") else 20


def write_parquet(target: BinaryIO, columns: Sequence[Column], rows: Iterable[Row], about: About) -> int:
    """A Parquet file with typed columns; rule, program and filter stand in the schema's metadata.

    Raises:
        UsageError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise UsageError("Parquet needs pyarrow: pip install 'marsad[parquet]', or export as CSV") from None
    types = {
        "text": pa.string(), "integer": pa.int64(), "number": pa.float64(), "day": pa.date32(), "flag": pa.bool_(),
    }  # fmt: skip
    metadata = {f"marsad.{name}": value for name, value in about.pairs()}
    schema = pa.schema([pa.field(column.name, types[column.type]) for column in columns], metadata=metadata)
    written = 0
    with pq.ParquetWriter(target, schema) as writer:
        for batch in _batches(rows):
            cells = zip(*(row.cells for row in batch), strict=True)
            arrays = [
                pa.array([_typed(cell, column) for cell in told], types[column.type])
                for column, told in zip(columns, cells, strict=True)
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
            written += len(batch)
    return written


def _typed(cell: Any, column: Column) -> Any:
    if column.type == "day":
        return date.fromisoformat(cell[:10]) if cell else None
    return float(cell) if column.type == "number" and cell is not None else cell


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
