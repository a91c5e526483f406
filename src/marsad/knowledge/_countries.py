"""Countries: their names, demonyms and capitals, as news writes them.

The table is ``data/places/countries.tsv``; adding a spelling never needs code. Lookups ignore case and accents, but
a name written in capitals only ("US", "CAR", "the UAE") must be written so in the text too: "us" is no country.
Invariant: within names, within demonyms and within capitals every form belongs to one country; loading fails
otherwise. A form that may mean something else too ("Georgia", "Jordan") is the caller's to decide.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from marsad._errors import KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_FILE = "data/places/countries.tsv"
_COLUMNS = ("iso2", "iso3", "name", "other_names", "adjectives", "people", "capital", "lat", "lon")
_APOSTROPHES = re.compile("[\u2018\u2019\u02bc\u02bb\u02be\u02bf`\u00b4]")
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Country:
    """A state or territory with a code of its own.

    Attributes:
        iso2: ISO 3166 alpha-2 (XK for Kosovo).
        iso3: ISO 3166 alpha-3 (XKX for Kosovo).
        name: Short English name.
        other_names: Other names, abbreviations, older names.
        adjectives: Demonym adjectives ("Syrian").
        people: Nouns for its people, mostly plural ("Syrians", "Turks", "Turk").
        capitals: Seats of government as spelt in news, the usual spelling first; empty where there is none.
        lat: Degrees north of a point about its middle.
        lon: Degrees east of the same.
    """

    iso2: str
    iso3: str
    name: str
    other_names: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]
    lat: float
    lon: float

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the short English one first."""
        return (self.name, *self.other_names)

    @property
    def demonyms(self) -> tuple[str, ...]:
        """Adjectives, then nouns for its people."""
        return tuple(dict.fromkeys((*self.adjectives, *self.people)))


class Countries:
    """All countries, with lookup by name, demonym, capital and code. Immutable after loading."""

    def __init__(self, countries: tuple[Country, ...], *, origin: str = _FILE) -> None:
        self._all = countries
        self._by_code = {code: country for country in countries for code in (country.iso3, country.iso2)}
        self._names = _index(((c, c.names) for c in countries), "names", origin)
        self._demonyms = _index(((c, c.demonyms) for c in countries), "demonyms", origin)
        self._capitals = _index(((c, c.capitals) for c in countries), "capitals", origin)

    def __iter__(self) -> Iterator[Country]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def by_code(self, code: str) -> Country | None:
        """The country with this ISO 3166 code, alpha-2 or alpha-3.

        Args:
            code: Upper-case code.
        """
        return self._by_code.get(code)

    def by_name(self, text: str) -> Country | None:
        """The country that ``text`` names, with or without "the".

        Args:
            text: A whole name ("Syria", "the U.S.", "Côte d'Ivoire").
        """
        return _find(self._names, text)

    def by_demonym(self, text: str) -> Country | None:
        """The country whose adjective or people ``text`` names.

        Args:
            text: A whole demonym ("Syrian", "Turks", "South Sudanese").
        """
        return _find(self._demonyms, text)

    def by_capital(self, text: str) -> Country | None:
        """The country whose capital ``text`` names.

        Args:
            text: A whole name ("Kyiv", "Kiev", "Washington, D.C.").
        """
        return _find(self._capitals, text)


@cache
def load_countries() -> Countries:
    """The packaged table of countries, read once per process.

    Raises:
        KnowledgeError: The table is malformed.
    """
    text = files("marsad.knowledge").joinpath(_FILE).read_text(encoding="utf-8")
    return read_countries(text, origin=_FILE)


def read_countries(text: str, *, origin: str) -> Countries:
    """Countries from a table as text.

    Args:
        text: Tab-separated rows with a header; several values in a cell are joined by ``|``.
        origin: Name of the table for messages.

    Raises:
        KnowledgeError: A column is missing, a cell is unfit, or a form stands for two countries.
    """
    lines = text.splitlines()
    if not lines or tuple(lines[0].split("\t")) != _COLUMNS:
        raise KnowledgeError(f"{origin}, row 1: the columns must be {' '.join(_COLUMNS)}")
    rows = csv.reader(lines[1:], delimiter="\t", quoting=csv.QUOTE_NONE)
    return Countries(tuple(_country(row, f"{origin}, row {n}") for n, row in enumerate(rows, 2)), origin=origin)


def _country(row: list[str], where: str) -> Country:
    try:
        iso2, iso3, name, other, adjectives, people, capitals, lat, lon = row
        point = float(lat), float(lon)
    except ValueError:
        raise KnowledgeError(f"{where}: {len(_COLUMNS)} cells are due, the last two of them degrees") from None
    if not (len(iso2) == 2 and len(iso3) == 3 and name):
        raise KnowledgeError(f"{where}: a country needs a code of two letters, one of three, and a name")
    return Country(iso2, iso3, name, _cell(other), _cell(adjectives), _cell(people), _cell(capitals), *point)


def _cell(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("|") if part)


def _folded(text: str) -> str:
    """``text`` without accents, article "the" and outer space; apostrophes made one; case kept."""
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("'", text))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _ARTICLE.sub("", " ".join(bare.split()))


def _keys(text: str) -> tuple[str, str]:
    """Key as written and key without case; a form in capitals only has but the first."""
    folded = _folded(text)
    shouted = folded.isupper() and len(folded.replace(".", "")) <= 4
    return folded, "" if shouted else folded.casefold()


def _find(index: Mapping[str, Country], text: str) -> Country | None:
    folded = _folded(text)
    # Text in capitals only ("SYRIA" in a dateline) is looked up without case after the exact form.
    return index.get(folded) or index.get(folded.casefold()) if folded else None


def _index(forms: Iterable[tuple[Country, tuple[str, ...]]], what: str, origin: str) -> dict[str, Country]:
    index: dict[str, Country] = {}
    for country, names in forms:
        for key in (key for name in names for key in _keys(name) if key):
            if index.setdefault(key, country) is not country:
                both = f"{index[key].iso3} and {country.iso3}"
                raise KnowledgeError(f"{origin}: {key!r} stands among the {what} of both {both}; take it from one")
    return index
