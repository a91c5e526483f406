"""What an export is made of: columns, rows, and where a row lies on a map."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from marsad.ledger import Found, Ledger
    from marsad.records import Incident

Value = str | int | float | bool | None
ColumnType = Literal["text", "integer", "number", "day", "flag"]
Subject = Literal["events", "incidents"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        name: Its heading.
        type: What its cells hold; days are ISO dates.
        hxl: Its tag in the Humanitarian Exchange Language (hxlstandard.org), or empty.
    """

    name: str
    type: ColumnType = "text"
    hxl: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A row on a map and in time.

    Attributes:
        name: What to call it.
        words: What it rests on.
        lat: Degrees north, or null where no place is known.
        lon: Degrees east, or null.
        precision: What the point stands for.
        start: First day, ISO, or null.
        end: Last day, ISO, or null.
    """

    name: str
    words: str
    lat: float | None
    lon: float | None
    precision: str | None
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells in the order of the columns, and where it lies."""

    cells: tuple[Value, ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class About:
    """How an export came about; stands in every export.

    Attributes:
        program: Name and version of the program.
        shape: The shape of the rows.
        rule: How a value was chosen among rivals, or what a row is where nothing is chosen.
        asked: The filter in words.
    """

    program: str
    shape: str
    rule: str
    asked: str

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Its parts by name."""
        return ("program", self.program), ("shape", self.shape), ("rule", self.rule), ("filter", self.asked)


@dataclass(frozen=True, slots=True)
class EventShape:
    """A table with a row per event, that is per mention of an act."""

    name: str
    columns: tuple[Column, ...]
    rows: Callable[[Ledger, Iterator[Found], About], Iterator[Row]]


@dataclass(frozen=True, slots=True)
class IncidentShape:
    """A table with a row per incident."""

    name: str
    columns: tuple[Column, ...]
    rows: Callable[[Ledger, Iterator[Incident], About], Iterator[Row]]


Shape = EventShape | IncidentShape
