"""The gazetteer: names of places to points, packaged as one read-only SQLite file.

Built by ``tools/build_gazetteer.py``; sources and licences in ``data/places/README.md``. A name is matched by its key
(letters only, no case, accents or apostrophes) and, where the caller allows it, by the skeleton of its consonants, so
that "Deir al-Zour" meets "Deir ez-Zor". Invariants: matches by key always stand before matches by skeleton; the order
of the answer is total and depends on the file alone; nothing is ever written.
"""

from __future__ import annotations

import atexit
import math
import re
import sqlite3
import unicodedata
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import as_file, files
from threading import local
from typing import TYPE_CHECKING, Any, Literal, cast

from marsad._errors import KnowledgeError
from marsad.knowledge._place_words import load_place_words

if TYPE_CHECKING:
    from pathlib import Path

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
_VOWELS = re.compile(r"[aeiouyw]")
_WEAK = frozenset("aeiouyw")
_DOUBLES = re.compile(r"(.)\1+")

_ALIKE = 0.5
"""How alike two names with the same consonants must be to be one name in two spellings."""

_SELECT = """
select p.id, p.slug, p.name, p.country, d.name, p.lat, p.lon, p.kind, p.population, p.radius_km, s.name, n.main
from {table} n join place p on p.id = n.place join source s on s.id = p.source
left join division d on d.id = p.division where n.{column} = ?
"""


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
    """Lookup of places by name. One connection, opened at the first lookup; for one thread.

    Args:
        path: A gazetteer file to read in place of the packaged one.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
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

    def close(self) -> None:
        """Close the file. The next lookup opens it again."""
        self._find.cache_clear()
        self._find_loose.cache_clear()
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _loose(self, name: str, country: str | None) -> tuple[GazetteerEntry, ...]:
        skeleton = name_skeleton(name)
        if len(skeleton) < (4 if country is None else 2):
            return ()
        alike = [e for e in self._find("skeleton", "skeleton", skeleton) if country in (None, e.country)]
        near = [(like, e) for e in alike if (like := _likeness(name, e.name)) >= _ALIKE]
        near.sort(key=lambda pair: -pair[0])
        return tuple(replace(entry, match="loose") for _, entry in near)

    def _matches(self, table: str, column: str, key: str) -> tuple[GazetteerEntry, ...]:
        rows = self._open().execute(_SELECT.format(table=table, column=column), (key,))
        return tuple(sorted((_entry(row) for row in rows), key=_rank))

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            path = _packaged() if self._path is None else self._path
            if not path.is_file():
                raise KnowledgeError(f"{path}: the gazetteer is missing; build it with tools/build_gazetteer.py")
            uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
            self._connection = sqlite3.connect(uri, uri=True)
        return self._connection


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
        likely = 2.5 + likely / 2  # a province of a million stands like a city of three hundred thousand
    return likely - (0.0 if entry.match == "name" else 1.0)


def _likeness(one: str, other: str) -> float:
    """How alike two spellings are, from 0 to 1: shared pairs of letters (Dice)."""
    pairs_one, pairs_other = _pairs(name_key(one)), _pairs(name_key(other))
    shared = sum(1 for pair in pairs_one if pair in pairs_other)
    return 2 * shared / max(1, len(pairs_one) + len(pairs_other))


def _pairs(word: str) -> list[str]:
    return [word[i : i + 2] for i in range(len(word) - 1)]


_LOCAL = local()


def packaged_gazetteer() -> Gazetteer:
    """The packaged gazetteer, one for each thread: a connection belongs to the thread that opened it."""
    if not hasattr(_LOCAL, "gazetteer"):
        _LOCAL.gazetteer = Gazetteer()
    return cast("Gazetteer", _LOCAL.gazetteer)
