"""Places that a desk adds: one SQLite file for each list, in the schema of the packaged gazetteer, read beside it.

They lie in the folder that ``MARSAD_PLACES`` names, else in the user's folder for data. What a file holds follows from
the list, its name and the packaged gazetteer alone; the order in which lists are added changes nothing.
"""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from marsad._errors import InputError, UsageError
from marsad.knowledge._gazetteer import (
    DEGREE,
    KINDS,
    SCHEMA,
    Gazetteer,
    added_files,
    forget_gazetteers,
    name_key,
    name_skeleton,
    packaged_gazetteer,
    places_folder,
)
from marsad.knowledge._place_rows import BadRow, OwnPlace, read_own_places

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["AddedPlaces", "add_places", "added_places", "remove_places"]

_NUMBERS_FROM = 1_000_000_000
_NAME = re.compile(r"[\w.-]{1,64}")
_WORDS = re.compile(r"[^\W_]+")
_OWN_TABLE = """
create table added (name text not null, sha256 text not null, places integer not null, left_out integer not null,
    bad_rows integer not null);
"""


@dataclass(frozen=True, slots=True)
class AddedPlaces:
    """A list of places that was added.

    Attributes:
        name: What it is called, and its places' ``source``.
        places: How many places it brought.
        left_out: How many rows are features that news does not name as places.
        bad_rows: Messages for the rows that could not be read; when listed later, empty.
        bad: How many they were.
        changed: Whether adding it changed anything.
        path: The file that holds it.
    """

    name: str
    places: int
    left_out: int
    bad_rows: tuple[str, ...]
    bad: int
    changed: bool
    path: Path

    @property
    def told(self) -> str:
        """The counts in words."""
        parts = [f"{self.places} places"]
        parts += [f"{self.left_out} rows that are no places of news left out"] if self.left_out else []
        parts += [f"{self.bad} rows could not be read"] if self.bad else []
        return ", ".join(parts)


def add_places(path: str | os.PathLike[str], *, name: str | None = None) -> AddedPlaces:
    """Add a list of places, in place of an earlier list of the same name.

    Args:
        path: A GeoNames country dump (text or zip), or a CSV file with name, lat, lon and as far as known aliases,
            country, admin1, kind, population, radius_km.
        name: What to call it; the file's name without its ending by default.

    Raises:
        InputError: The file cannot be read, or holds no place.
        UsageError: The name is none, or the folder cannot be written to.
    """
    source = Path(path)
    called = _checked(source.stem if name is None else name)
    read = list(read_own_places(source))
    places = [place for place in read if isinstance(place, OwnPlace)]
    bad = [f"{source}, row {row.row}: {row.reason}" for row in read if isinstance(row, BadRow)]
    left_out = len(read) - len(places) - len(bad)
    if not places:
        raise InputError(str(source), f"holds no place; {bad[0] if bad else 'the file is empty'}")
    target = places_folder() / f"{called}.sqlite"
    facts = (called, hashlib.sha256(source.read_bytes()).hexdigest(), len(places), left_out, len(bad))
    if target.is_file() and _facts(target) == facts:
        return AddedPlaces(called, len(places), left_out, tuple(bad), len(bad), False, target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_suffix(".draft")
        draft.unlink(missing_ok=True)
        _write(draft, places, facts)
        draft.replace(target)
    except (OSError, sqlite3.OperationalError) as error:
        raise UsageError(
            f"{target.parent}: cannot be written to ({error}); name a folder with the variable MARSAD_PLACES"
        ) from error
    forget_gazetteers()
    return AddedPlaces(called, len(places), left_out, tuple(bad), len(bad), True, target)


def added_places() -> tuple[AddedPlaces, ...]:
    """The lists that were added, by name."""
    found = []
    for path in added_files():
        name, _, places, left_out, bad = _facts(path)
        found.append(AddedPlaces(name, places, left_out, (), bad, False, path))
    return tuple(found)


def remove_places(name: str) -> None:
    """Remove a list that was added.

    Args:
        name: What it is called.

    Raises:
        UsageError: There is none of that name.
    """
    path = places_folder() / f"{_checked(name)}.sqlite"
    if not path.is_file():
        known = ", ".join(p.stem for p in added_files()) or "none was added"
        raise UsageError(f"there is no list of places called {name!r}; there are: {known}")
    forget_gazetteers()
    packaged_gazetteer()  # closes the file, which some systems ask for before it can go
    path.unlink()


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name) or name.startswith("."):
        raise UsageError(f"{name!r} is no name for a list of places; use letters, digits, '-', '_' and '.'")
    return name


def _facts(path: Path) -> tuple[str, str, int, int, int]:
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        row = connection.execute("select name, sha256, places, left_out, bad_rows from added").fetchone()
    except sqlite3.DatabaseError as error:
        raise UsageError(f"{path}: is no list of places that marsad wrote; remove the file") from error
    finally:
        connection.close()
    name, digest, places, left_out, bad = row
    return str(name), str(digest), int(places), int(left_out), int(bad)


def _write(path: Path, places: Iterable[OwnPlace], facts: tuple[str, str, int, int, int]) -> None:
    packaged = Gazetteer(added=())
    rows: dict[int, tuple[object, ...]] = {}
    names: dict[tuple[str, int], int] = {}
    skeletons: dict[tuple[str, int], int] = {}
    divisions: dict[str, int] = {}
    for place in places:
        number, row, division = _row(place, packaged)
        if division is not None:
            row = (*row[:4], divisions.setdefault(division, len(divisions) + 1), *row[5:])
        rows.setdefault(number, row)
        for form, table in ((name_key, names), (name_skeleton, skeletons)):
            for main, spelt in ((0, place.names), (1, (place.name,))):
                table.update({(made, number): main for made in map(form, spelt) if len(made) >= 2})
    packaged.close()
    connection = sqlite3.connect(path)
    with connection:
        connection.executescript(SCHEMA + _OWN_TABLE)
        connection.execute("insert into added values (?, ?, ?, ?, ?)", facts)
        connection.execute("insert into source values (1, ?)", (facts[0],))
        connection.executemany("insert into division values (?, '', ?)", ((n, d) for d, n in divisions.items()))
        connection.executemany(
            "insert into place values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (rows[n] for n in sorted(rows))
        )
        connection.executemany(
            "insert into name values (?, ?, ?)", ((*key, main) for key, main in sorted(names.items()))
        )
        forms = ((*key, main) for key, main in sorted(skeletons.items()))
        connection.executemany("insert into skeleton values (?, ?, ?)", forms)
    connection.close()


def _row(place: OwnPlace, packaged: Gazetteer) -> tuple[int, tuple[object, ...], str | None]:
    """Number and row of a place, and the name of its division; what the package knows already keeps its facts."""
    known = packaged.by_number(place.geonameid) if place.geonameid is not None else None
    if known is not None and known.lat is not None and known.lon is not None:
        point = (round(known.lat * DEGREE), round(known.lon * DEGREE))
        facts = (KINDS.index(known.kind), known.population, round(known.radius_km), 1)
        return (
            known.geonameid or 0,
            (known.geonameid, None, known.name, known.country, None, *point, *facts),
            known.admin1,
        )
    point = (round(place.lat * DEGREE), round(place.lon * DEGREE))
    facts = (KINDS.index(place.kind), place.population, place.radius_km, 1)
    division = packaged.division(place.division) if place.division else _division(place, packaged)
    if place.geonameid is not None:
        number, slug = place.geonameid, None
    else:
        words = "-".join(_WORDS.findall(place.name.casefold()))
        slug = f"own-{words}-{point[0] // 100}-{point[1] // 100}"
        number = _NUMBERS_FROM + int.from_bytes(hashlib.sha256(slug.encode()).digest()[:6], "big")
    return number, (number, slug, place.name, place.country, None, *point, *facts), division


def _division(place: OwnPlace, packaged: Gazetteer) -> str | None:
    """The usual name of the division that a list names, so that its places meet those of the package there."""
    if place.admin1 is None:
        return None
    found = packaged.lookup(place.admin1, country=place.country, loose=True)
    return next((e.name for e in found if e.kind == "admin1"), place.admin1)
