"""The gazetteer: names of places to points, packaged as one read-only SQLite file; lists that a desk adds stand beside.

Built by ``tools/build_gazetteer.py``; sources and licences in ``data/places/README.md``. A name is matched by its key
(letters only, no case, accents or apostrophes) and, where the caller allows it, by the skeleton of its consonants, so
that "Deir al-Zour" meets "Deir ez-Zor". Invariants: matches by key always stand before matches by skeleton; the order
of the answer is total and depends on the file alone; nothing is ever written.
"""

from __future__ import annotations

import atexit
import math
import os
import re
import sqlite3
import unicodedata
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from threading import local
from typing import TYPE_CHECKING, Any, Literal, cast

from marsad._errors import KnowledgeError
from marsad.knowledge._place_words import load_place_words
from marsad.knowledge._user_folder import user_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

PlaceKind = Literal["city", "admin1", "admin2", "country", "region", "other"]
NameMatch = Literal["name", "alias", "loose"]

KINDS: tuple[PlaceKind, ...] = ("city", "admin1", "admin2", "country", "region", "other")
"""Kinds by the number that stands for them in the file."""

DEGREE = 10_000
"""Coordinates are stored as whole numbers of this part of a degree (about 11 m)."""

_FILE = "data/places/gazetteer.sqlite"
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "ae", "œ": "oe", "ə": "e", "ħ": "h", "ŋ": "n"}
)
_ARTICLES = frozenset(
    [
        *("al", "el", "ul", "an", "en", "ar", "er", "as", "es", "ash", "esh", "at", "et", "ath", "az", "ez"),
        *("ad", "ed", "adh", "the"),
    ]
)
_WORDS = re.compile(r"[^\W_]+(?:['\u02bc\u02bb\u02bf\u02be\u2018\u2019`][^\W_]+)*")
_THE = re.compile(r"^the\s+(?=\S)", re.IGNORECASE)
_NO_LETTER = re.compile(r"[\W_]+")
_DIGRAPHS = (("sch", "S"), ("sh", "S"), ("ch", "C"), ("kh", "K"), ("gh", "G"), ("th", "t"), ("dh", "d"), ("ph", "f"))
_SAME_SOUND = str.maketrans({"q": "k", "c": "k", "K": "k", "G": "g", "C": "S", "x": "k", "z": "z", "v": "f", "p": "b"})
_VOWEL_FASHIONS = (("ou", "u"), ("oo", "u"), ("ee", "i"))
_ENDING = re.compile(r"(?:ah|eh|e)$")
_VOWELS = re.compile(r"[aeiouyw]")
_WEAK = frozenset("aeiouyw")
_DOUBLES = re.compile(r"(.)\1+")

_ALIKE = 0.5
"""How alike two names with the same consonants must be to be one name in two spellings."""

_LEAST_TYPED = 2  # letters

SCHEMA = """
create table division (id integer primary key, code text not null, name text not null);
create table source (id integer primary key, name text not null);
create table place (id integer primary key, slug text, name text not null, country text, division integer,
    lat integer, lon integer, kind integer not null, population integer not null, radius_km integer not null,
    source integer not null);
create table name (key text not null, place integer not null, main integer not null,
    primary key (key, place)) without rowid;
create table skeleton (skeleton text not null, place integer not null, main integer not null,
    primary key (skeleton, place)) without rowid;
"""
"""Of the packaged file and of every list that is added."""

_FACTS = """
select p.id, p.slug, p.name, p.country, d.name, p.lat, p.lon, p.kind, p.population, p.radius_km, s.name, {main}
from {tables} join source s on s.id = p.source left join division d on d.id = p.division where {where} = ?
"""
_BEGINNING = """
select p.id, p.slug, p.name, p.country, d.name, p.lat, p.lon, p.kind, p.population, p.radius_km, s.name, max(n.main)
from name n join place p on p.id = n.place join source s on s.id = p.source left join division d on d.id = p.division
where n.key >= ? and n.key < ? group by p.id order by p.population desc, p.id limit ?
"""
_LAST_LETTER = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class GazetteerEntry:
    """One place that the gazetteer knows.

    Attributes:
        id: ``geonames-<id>``, or source and slug; the same over all versions that know the place.
        geonameid: GeoNames number, or null.
        name: Usual name.
        country: ISO 3166 alpha-3, or null where it lies in several.
        admin1: Name of its first-level division, or null.
        lat: Degrees north; null for a district whose seat is not known.
        lon: Degrees east, likewise.
        kind: What it is.
        population: People, 0 where not known.
        radius_km: About how far it reaches from its point.
        source: Where the entry comes from.
        match: How the name that was looked up met it.
    """

    id: str
    geonameid: int | None
    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    kind: PlaceKind
    population: int
    radius_km: float
    source: str
    match: NameMatch = "name"


@lru_cache(maxsize=16_384)
def name_key(name: str) -> str:
    """What is compared when names are compared: lower-case letters and digits without accents, joined.

    Args:
        name: A name in Latin script; letters of other scripts are kept as they are.
    """
    plain = unicodedata.normalize("NFKD", name.casefold()).translate(_LETTERS)
    return _NO_LETTER.sub("", "".join(letter for letter in plain if not unicodedata.combining(letter))).casefold()


def written_out(name: str) -> str:
    """A name with the usual short forms at its ends written out: "St. Paris", "W. Columbia", "Pott Co.".

    Args:
        name: A name as a text gives it.
    """
    words = name.split()
    if len(words) < 2:
        return name
    return " ".join([_in_full(words[0]), *words[1:-1], _in_full(words[-1])])


def _in_full(word: str) -> str:
    form = load_place_words().short_forms.get(word.rstrip(".").casefold())
    return word if form is None or (form.dotted and not word.endswith(".")) else form.written


def name_skeleton(name: str) -> str:
    """The consonants of a name, its Arabic articles left out and letters that spell one sound made one.

    Args:
        name: A name in Latin script.
    """
    words = [name_key(word) for word in _WORDS.findall(name)]
    kept = [word for word in words if word not in _ARTICLES] or words
    return "".join(_consonants(word) for word in kept)


def _consonants(word: str) -> str:
    for letters, sound in _DIGRAPHS:
        word = word.replace(letters, sound)
    first, rest = word[:1].translate(_SAME_SOUND), word[1:].translate(_SAME_SOUND).replace("h", "")
    # Spellings differ most in the vowel that a name begins with (Idlib, Edleb; Irbil, Erbil; Wadi, Ouadi).
    sounds = _DOUBLES.sub(r"\1", ("a" if first in _WEAK else first) + rest)
    return sounds[:1] + _VOWELS.sub("", sounds[1:])


class Gazetteer:
    """Lookup of places by name. Its files are opened at the first lookup; for one thread.

    Args:
        path: A gazetteer file to read in place of the packaged one.
        added: Lists read beside it; those that the desk has added by default.
    """

    def __init__(self, path: Path | None = None, *, added: Sequence[Path] | None = None) -> None:
        self._path = path
        self._added = added
        self._connections: list[sqlite3.Connection] = []
        self._find = lru_cache(maxsize=4096)(self._matches)
        self._find_loose = lru_cache(maxsize=4096)(self._loose)

    def lookup(self, name: str, *, country: str | None = None, loose: bool = False) -> tuple[GazetteerEntry, ...]:
        """The places that ``name`` may mean, the likeliest without context first.

        Args:
            name: A whole name as a text gives it.
            country: ISO 3166 alpha-3: only places there (and regions that lie in several countries).
            loose: Also places whose name has the same consonants. Names of fewer than four consonants are then
                matched only if ``country`` is given.
        """
        name = _THE.sub("", name.strip())
        key = name_key(name)
        if not key:
            return ()
        found = self._find("name", "key", key)
        if not found and (written := written_out(name)) != name:
            found = self._find("name", "key", name_key(written))
        if loose:
            known = {entry.id for entry in found}
            found += tuple(entry for entry in self._find_loose(name, country) if entry.id not in known)
        return found if country is None else tuple(e for e in found if e.country in (country, None))

    def beginning(self, start: str, *, most: int = 20) -> tuple[GazetteerEntry, ...]:
        """The places whose name begins so, for somebody who is typing it; the likeliest first.

        Args:
            start: Two letters or more, for fewer there is none.
            most: At most so many.
        """
        key = name_key(_THE.sub("", start.strip()))
        if len(key) < _LEAST_TYPED:
            return ()
        known = {entry.id: entry for entry in self.lookup(start)}
        begun: dict[str, GazetteerEntry] = {}
        for connection in self._open():
            for row in connection.execute(_BEGINNING, (key, key + _LAST_LETTER, most)):
                entry = _entry(row)
                if entry.id not in known:
                    begun.setdefault(entry.id, entry)
        return (*known.values(), *sorted(begun.values(), key=_rank))[:most]

    def by_number(self, geonameid: int) -> GazetteerEntry | None:
        """The place with this GeoNames number.

        Args:
            geonameid: The number.
        """
        statement = _FACTS.format(main="1", tables="place p", where="p.slug is null and p.id")
        for connection in self._open():
            for row in connection.execute(statement, (geonameid,)):
                return _entry(row)
        return None

    def division(self, code: str) -> str | None:
        """The name of the first-level division with this GeoNames code.

        Args:
            code: Country and number ("SY.08").
        """
        for connection in self._open():
            for (name,) in connection.execute("select name from division where code = ?", (code,)):
                return str(name)
        return None

    def close(self) -> None:
        """Close the files. The next lookup opens them again."""
        self._find.cache_clear()
        self._find_loose.cache_clear()
        for connection in self._connections:
            connection.close()
        self._connections = []

    def _loose(self, name: str, country: str | None) -> tuple[GazetteerEntry, ...]:
        skeleton = name_skeleton(name)
        if len(skeleton) < (4 if country is None else 2):
            return ()
        alike = [e for e in self._find("skeleton", "skeleton", skeleton) if country in (None, e.country)]
        near = [(like, e) for e in alike if (like := _likeness(name, e.name)) >= _ALIKE]
        near.sort(key=lambda pair: -pair[0])
        return tuple(replace(entry, match="loose") for _, entry in near)

    def _matches(self, table: str, column: str, key: str) -> tuple[GazetteerEntry, ...]:
        tables = f"{table} n join place p on p.id = n.place"
        statement = _FACTS.format(main="n.main", tables=tables, where=f"n.{column}")
        found: dict[str, GazetteerEntry] = {}
        for connection in self._open():
            for row in connection.execute(statement, (key,)):
                entry = _entry(row)
                found.setdefault(entry.id, entry)
        return tuple(sorted(found.values(), key=_rank))

    def _open(self) -> list[sqlite3.Connection]:
        if not self._connections:
            path = _packaged() if self._path is None else self._path
            if not path.is_file():
                raise KnowledgeError(f"{path}: the gazetteer is missing; build it with tools/build_gazetteer.py")
            own = added_files() if self._added is None else self._added
            uris = [f"{file.resolve().as_uri()}?mode=ro&immutable=1" for file in (path, *own)]
            self._connections = [sqlite3.connect(uri, uri=True) for uri in uris]
        return self._connections


@cache
def _packaged() -> Path:
    # From a zipped package the file is copied out once and lives as long as the process.
    kept = ExitStack()
    atexit.register(kept.close)
    return kept.enter_context(as_file(files("marsad.knowledge").joinpath(_FILE)))


def _entry(row: tuple[Any, ...]) -> GazetteerEntry:
    number, slug, name, country, division, lat, lon, kind, population, radius_km, source, main = row
    return GazetteerEntry(
        id=slug or f"geonames-{number}",
        geonameid=None if slug else number,
        name=name,
        country=country,
        admin1=division,
        lat=None if lat is None else lat / DEGREE,
        lon=None if lon is None else lon / DEGREE,
        kind=KINDS[kind],
        population=population,
        radius_km=float(radius_km),
        source=source,
        match="name" if main else "alias",
    )


def _rank(entry: GazetteerEntry) -> tuple[float, str]:
    return -prominence(entry), entry.id


# On the scale of the logarithm of a city's people: a country stands like a city of ten million.
_WEIGHTS: dict[PlaceKind, float] = {"country": 7.0, "region": 6.5, "admin2": 3.0, "other": 2.5}


def prominence(entry: GazetteerEntry) -> float:
    """How likely a name means this place when nothing else is known, on a scale of about 0 to 10.

    Args:
        entry: A place.
    """
    weight = _WEIGHTS.get(entry.kind)
    likely = math.log10(entry.population + 30) if weight is None else weight
    if entry.kind == "admin1":
        likely = 2.0 + likely / 2  # a province of a million stands like a city of a hundred thousand
    return likely - (0.0 if entry.match == "name" else 1.0)


def _likeness(one: str, other: str) -> float:
    """How alike two spellings are, from 0 to 1: shared pairs of letters (Dice), articles and vowel fashions aside."""
    pairs_one, pairs_other = _pairs(_plainly(one)), _pairs(_plainly(other))
    shared = sum(1 for pair in pairs_one if pair in pairs_other)
    return 2 * shared / max(1, len(pairs_one) + len(pairs_other))


def _plainly(name: str) -> str:
    """A name without its article and with the plainest vowels: "Souseh" and "As Susah" are both "susa"."""
    first, _, rest = name.replace("-", " ").partition(" ")
    key = name_key(rest if rest and first.lower() in _ARTICLES else name)
    for spelt, plain in _VOWEL_FASHIONS:
        key = key.replace(spelt, plain)
    return _ENDING.sub("a", key)


def _pairs(word: str) -> list[str]:
    return [word[i : i + 2] for i in range(len(word) - 1)]


def places_folder() -> Path:
    """The folder of the lists that a desk adds: ``MARSAD_PLACES``, else the user's folder for data."""
    return user_folder("MARSAD_PLACES", "places")


def added_files() -> tuple[Path, ...]:
    """The lists that were added, by name."""
    folder = places_folder()
    return tuple(sorted(folder.glob("*.sqlite"))) if folder.is_dir() else ()


_LOCAL = local()
_CHANGES = [0]


def forget_gazetteers() -> None:
    """Have every thread open its gazetteer anew: the lists beside it have changed."""
    _CHANGES[0] += 1


def packaged_gazetteer() -> Gazetteer:
    """The packaged gazetteer with what was added, one for each thread: a connection belongs to who opened it."""
    state = (_CHANGES[0], os.environ.get("MARSAD_PLACES"))
    if getattr(_LOCAL, "state", None) != state:
        if hasattr(_LOCAL, "gazetteer"):
            _LOCAL.gazetteer.close()
        _LOCAL.gazetteer, _LOCAL.state = Gazetteer(), state
    return cast("Gazetteer", _LOCAL.gazetteer)
