"""A desk's own places: rows of a GeoNames country dump, or of a CSV file, read one by one.

A bad row is told and left out; it never stops the rest. Columns of a CSV: ``name``, ``lat``, ``lon``, and as far as
known ``aliases`` (joined by ``|``), ``country``, ``admin1``, ``kind``, ``population``, ``radius_km``.
"""

from __future__ import annotations

import csv
import io
import math
import re
import zipfile
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, cast, get_args

from marsad._errors import InputError
from marsad.knowledge._countries import load_countries
from marsad.knowledge._gazetteer import PlaceKind
from marsad.knowledge._place_words import load_place_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

COLUMNS = ("name", "lat", "lon", "aliases", "country", "admin1", "kind", "population", "radius_km")
"""Columns of a CSV of places; the first three are needed."""

_SAME_COLUMN = {
    "latitude": "lat",
    "longitude": "lon",
    "lng": "lon",
    "long": "lon",
    "alias": "aliases",
    "radius": "radius_km",
}
_GEONAMES_WIDTH = 19
_LATIN = re.compile(r"[\u0000-\u024f\u1e00-\u1eff\u02b0-\u036f\u2010-\u201f]+")
_RADIUS_KM: Mapping[PlaceKind, int] = {"city": 1, "other": 1, "region": 10, "admin2": 25, "admin1": 100, "country": 400}
_KINDS: Mapping[str, PlaceKind] = {
    "settlement": "city", "admin1": "admin1", "admin2": "admin2", "area": "region", "region": "region",
    "water": "region", "site": "other", "country": "country",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """A place of a desk's list.

    Attributes:
        geonameid: GeoNames number, or null.
        name: Usual name.
        names: Further names.
        country: ISO 3166 alpha-3, or null.
        division: GeoNames code of its first-level division ("SY.08"), or null.
        admin1: Name of that division as the list gives it, or null.
        lat: Degrees north.
        lon: Degrees east.
        kind: What it is.
        population: People, 0 where not told.
        radius_km: About how far it reaches.
    """

    geonameid: int | None
    name: str
    names: tuple[str, ...]
    country: str | None
    division: str | None
    admin1: str | None
    lat: float
    lon: float
    kind: PlaceKind
    population: int
    radius_km: int


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that could not be read; ``reason`` says what is wrong and what to write."""

    row: int
    reason: str


def read_own_places(path: Path) -> Iterator[OwnPlace | BadRow | None]:
    """The places of a file, in its order; null for a feature that is no place of news (a well, a school).

    Args:
        path: A GeoNames country dump (``SY.txt``, or ``SY.zip`` as downloaded), or a CSV file.

    Raises:
        InputError: The file cannot be read, or is neither.
    """
    text = _text_of(path)
    head = text[: text.find("\n") + 1] or text
    if head.count("\t") == _GEONAMES_WIDTH - 1:
        return _dump(text)
    return _table(path, text, head)


def _text_of(path: Path) -> str:
    try:
        data = path.read_bytes()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                inside = sorted(n for n in archive.namelist() if n.endswith(".txt") and n != "readme.txt")
                if len(inside) != 1:
                    raise InputError(str(path), "the archive must hold one list of places; unpack it and name the list")
                data = archive.read(inside[0])
        return data.decode("utf-8-sig")
    except OSError as error:
        raise InputError(str(path), f"cannot be read: {error.strerror}") from error
    except (UnicodeDecodeError, zipfile.BadZipFile) as error:
        raise InputError(str(path), "is no text in UTF-8; save it as UTF-8 and add it again") from error


@cache
def _features() -> Mapping[str, tuple[PlaceKind, int]]:
    """Kind and usual reach of the GeoNames features that news names."""
    text = files("marsad.knowledge").joinpath("data/places/geonames_features.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(io.StringIO(text), delimiter="\t")
    return {row["code"]: (cast("PlaceKind", row["kind"]), int(row["radius_km"])) for row in rows}


def _dump(text: str) -> Iterator[OwnPlace | BadRow | None]:
    for number, line in enumerate(text.split("\n"), 1):
        cells = line.rstrip("\r").split("\t")
        if cells == [""]:
            continue
        if len(cells) != _GEONAMES_WIDTH:
            yield BadRow(number, f"{_GEONAMES_WIDTH} cells are due, {len(cells)} are there")
            continue
        try:
            yield _of_dump(cells)
        except ValueError as error:
            yield BadRow(number, str(error))


def _of_dump(cells: list[str]) -> OwnPlace | None:
    ident, name, ascii_name, others, lat, lon, feature, code, iso2, _, admin1 = cells[:11]
    found = _features().get(code) or _features().get(feature)
    if found is None or not _LATIN.fullmatch(name):
        return None
    kind, radius = found
    people = _whole(cells[14], "population")
    return OwnPlace(
        geonameid=_whole(ident, "geonameid"),
        name=name,
        names=tuple(dict.fromkeys(n for n in (ascii_name, *others.split(",")) if n and _LATIN.fullmatch(n))),
        country=_country(iso2),
        division=f"{iso2}.{admin1}" if admin1 else None,
        admin1=None,
        lat=_degrees(lat, "lat", 90),
        lon=_degrees(lon, "lon", 180),
        kind=kind,
        population=people,
        radius_km=max(radius, min(40, round(math.sqrt(people) / 100))),
    )


def _table(path: Path, text: str, head: str) -> Iterator[OwnPlace | BadRow]:
    delimiter = max(",;\t", key=head.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    columns = [_SAME_COLUMN.get(c.strip().casefold(), c.strip().casefold()) for c in next(rows, [])]
    missing = [c for c in COLUMNS[:3] if c not in columns]
    if missing:
        raise InputError(
            str(path),
            f"is no list of places: its first row lacks {', '.join(missing)}. Give a GeoNames country dump, or a CSV "
            f"file with the columns name, lat, lon and as far as known {', '.join(COLUMNS[3:])}",
        )
    return _of_table(rows, columns)


def _of_table(rows: Iterator[list[str]], columns: list[str]) -> Iterator[OwnPlace | BadRow]:
    number = 1
    while True:
        number += 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield BadRow(number, f"is no row of a CSV file ({error})")
            continue
        if not any(cell.strip() for cell in cells):
            continue
        try:
            yield _of_row({c: cell.strip() for c, cell in zip(columns, cells, strict=False)})
        except ValueError as error:
            yield BadRow(number, str(error))


def _of_row(row: Mapping[str, str]) -> OwnPlace:
    name = row.get("name", "")
    if not name:
        raise ValueError("the name is empty")
    kind = _kind(row.get("kind", ""))
    return OwnPlace(
        geonameid=None,
        name=name,
        names=tuple(dict.fromkeys(n.strip() for n in row.get("aliases", "").split("|") if n.strip())),
        country=_country(row.get("country", "")),
        division=None,
        admin1=row.get("admin1") or None,
        lat=_degrees(row.get("lat", ""), "lat", 90),
        lon=_degrees(row.get("lon", ""), "lon", 180),
        kind=kind,
        population=_whole(row.get("population", "") or "0", "population"),
        radius_km=_whole(row.get("radius_km", "") or str(_RADIUS_KM[kind]), "radius_km"),
    )


def _degrees(cell: str, column: str, most: int) -> float:
    try:
        value = float(cell)
    except ValueError:
        value = math.nan
    if not abs(value) <= most:
        raise ValueError(f"{column} is {cell!r}; write degrees from -{most} to {most} with a point, like 34.69")
    return value


def _whole(cell: str, column: str) -> int:
    if not re.fullmatch(r"\d{1,10}", cell, re.ASCII):
        raise ValueError(f"{column} is {cell!r}; write a whole number")
    return int(cell)


def _country(cell: str) -> str | None:
    if not cell:
        return None
    found = load_countries().by_code(cell.upper()) or load_countries().by_name(cell)
    if found is None:
        raise ValueError(f"country is {cell!r}; write an ISO 3166 code like SY or SYR, or the English name")
    return found.iso3


def _kind(cell: str) -> PlaceKind:
    word = cell.casefold()
    if not word:
        return "city"
    if word in get_args(PlaceKind):
        return cast("PlaceKind", word)
    feature = load_place_words().features.get(word)
    if feature is None:
        raise ValueError(f"kind is {cell!r}; write one of {', '.join(get_args(PlaceKind))}, or a word like village")
    return _KINDS[feature]
