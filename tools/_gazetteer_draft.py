"""Places on their way into the gazetteer: the draft, the merging of sources, names, points, tables."""

from __future__ import annotations

import csv
import gzip
import io
import itertools
import math
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from marsad.knowledge._gazetteer import PlaceKind, name_key, name_skeleton

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

# Where Latin spellings vary because the names are written in another script.
RESPELT = frozenset(
    [
        *("SYR", "IRQ", "LBN", "JOR", "PSE", "ISR", "EGY", "LBY", "TUN", "DZA", "MAR", "ESH", "SDN", "SSD", "SOM"),
        *("DJI", "ERI", "ETH", "YEM", "OMN", "ARE", "QAT", "BHR", "KWT", "SAU", "IRN", "AFG", "PAK", "TUR", "TCD"),
        *("MRT", "MLI", "NER", "UKR", "RUS", "BLR", "GEO", "ARM", "AZE", "KAZ", "KGZ", "UZB", "TJK", "TKM", "BGR"),
        *("SRB", "MKD", "MNE", "XKX", "BIH", "MMR", "NGA", "CMR", "BFA", "LKA", "BGD", "CYP"),
    ]
)
# News writes their names without the marks of scholarly transliteration.
_ARABIC_STYLE = frozenset(
    [
        *("SYR", "IRQ", "LBN", "JOR", "PSE", "EGY", "LBY", "SDN", "YEM"),
        *("OMN", "ARE", "QAT", "BHR", "KWT", "SAU", "IRN", "AFG", "PAK"),
    ]
)
_LATIN = re.compile(r"[\u0000-\u024f\u1e00-\u1eff\u02b0-\u036f\u2010-\u201f]+")
_GENERIC = re.compile(
    r"\b(district|municipality|municipal|province|provincial|governorate|region|department|prefecture|county|state|"
    r"raion|rayon|oblast'?|okrug|kra[iy]|republic|territory|tehsil|local government area|lga|city|ville|"
    r"arrondissement|landkreis|powiat|kabupaten|kota|provincia|qada'?|muhafazat|markaz|shahrestan-e|subdistrict|"
    r"district of|city of|autonomous|departement|wilaya|zone|woreda|commune|cercle|d[eu']s?|of)\b",
    re.IGNORECASE,
)


@dataclass
class Draft:
    """A place on its way into the file; ``names`` holds every name, the usual one under ``name`` too."""

    name: str
    country: str | None
    kind: PlaceKind
    lat: float | None
    lon: float | None
    source: str
    division: str | None = None
    population: int = 0
    radius_km: int = 1
    number: int = 0
    slug: str | None = None
    main: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)


class Merged:
    """The places so far, with lookup by country and skeleton so that a new source adds names rather than doubles."""

    def __init__(self, drafts: Iterable[Draft]) -> None:
        self.drafts: list[Draft] = []
        self._by_skeleton: dict[tuple[str | None, str], list[Draft]] = defaultdict(list)
        self.extend(drafts)

    def extend(self, drafts: Iterable[Draft]) -> None:
        """Add places as they are."""
        for draft in drafts:
            self.drafts.append(draft)
            if draft.country in RESPELT:
                for skeleton in sorted({name_skeleton(name) for name in (draft.name, *draft.names)}):
                    self._by_skeleton[draft.country, skeleton].append(draft)

    def merge(self, draft: Draft, *, within_km: float) -> None:
        """Add ``draft``, or its names to a place of the same kind and consonants close by."""
        known = self._by_skeleton[draft.country, name_skeleton(draft.name)]
        near = [k for k in known if k.kind == draft.kind and distance_km(k, draft) <= within_km]
        if near:
            best = min(near, key=lambda k: (name_key(k.name) != name_key(draft.name), distance_km(k, draft), k.name))
            best.names.add(draft.name)
            best.main.add(draft.name)
        else:
            self.extend([draft])

    def named(self, country: str, kind: str, name: str) -> list[Draft]:
        """Places of this kind in this country with this name."""
        key = name_key(name)
        found = (d for d in self.drafts if d.country == country and d.kind == kind)
        return [d for d in found if key in {name_key(n) for n in (d.name, *d.names)}]


def middle(members: list[Draft]) -> tuple[float, float, int]:
    """The middle of what the members cover, not of where most of them crowd, and about how far they reach from it."""
    lats = [m.lat or 0.0 for m in members]
    lons = [m.lon or 0.0 for m in members]
    if max(lons) - min(lons) > 180.0:  # a division on both sides of the date line
        lons = [lon % 360.0 for lon in lons]
    lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    centre = Draft("", None, "region", round(lat, 4), round((lon + 180.0) % 360.0 - 180.0, 4), "")
    far = max(distance_km(centre, m) for m in members)
    return centre.lat or 0.0, centre.lon or 0.0, max(2, round(0.8 * far))


def outline_middle(geometry: dict[str, Any]) -> tuple[float, float, float]:
    """Centroid of the largest ring, and its area in square kilometres."""
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    best = (0.0, 0.0, 0.0)
    for ring in (polygon[0] for polygon in polygons):
        twice = cx = cy = 0.0
        for (x0, y0), (x1, y1) in itertools.pairwise(ring):
            cross = x0 * y1 - x1 * y0
            twice, cx, cy = twice + cross, cx + (x0 + x1) * cross, cy + (y0 + y1) * cross
        if not twice:  # a speck that simplification has flattened
            continue
        lat, lon = cy / (3 * twice), cx / (3 * twice)
        best = max(best, (abs(twice) / 2 * 111.2**2 * math.cos(math.radians(lat)), lat, lon))
    return round(best[1], 4), round(best[2], 4), best[0]


def unit(lat: float, lon: float) -> tuple[float, float, float]:
    """The point on the unit sphere."""
    a, b = math.radians(lat), math.radians(lon)
    return math.cos(a) * math.cos(b), math.cos(a) * math.sin(b), math.sin(a)


def distance_km(one: Draft, other: Draft) -> float:
    """Great-circle distance; infinite where a point is missing."""
    if one.lat is None or other.lat is None or one.lon is None or other.lon is None:
        return math.inf
    a, b = unit(one.lat, one.lon), unit(other.lat, other.lon)
    return 6371.0 * math.acos(max(-1.0, min(1.0, math.fsum(x * y for x, y in zip(a, b, strict=True)))))


def latin(name: str) -> bool:
    """Whether a name is in Latin script."""
    return bool(_LATIN.fullmatch(name))


def code_like(name: str) -> bool:
    """Whether a name is a code of an airport or an abbreviation."""
    return len(name) <= 4 and name.isupper()


def news_name(name: str, country: str) -> str:
    """The name as news spells it: without the marks of scholarly transliteration."""
    if country not in _ARABIC_STYLE:
        return name
    plain = unicodedata.normalize("NFKD", re.sub("[\u02bb\u02bc\u02be\u02bf\u2018\u2019`]", "'", name))
    return "".join(c for c in plain if not unicodedata.combining(c)).strip("'")


def without_generic(name: str) -> str:
    """A name without words such as "district" or "Governorate"."""
    return " ".join(_GENERIC.sub(" ", re.sub(r"\(.*?\)", " ", name)).split()).strip(" -'")


def slug_of(name: str) -> str:
    """A name as it stands in an id."""
    return "-".join(key for key in (name_key(word) for word in re.split(r"[\s\-]+", name)) if key)


def rows_of(path: Path, *, delimiter: str = ",") -> Iterator[dict[str, str]]:
    """The rows of a table, packed or not."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    table = io.StringIO(text, newline="")
    if delimiter == "\t":
        yield from csv.DictReader(table, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    else:
        yield from csv.DictReader(table, delimiter=delimiter)


def division_of(places: Merged, country: str, name: str) -> str | None:
    """The code of the first-level division of this name, spelt in whatever way."""
    skeleton = name_skeleton(without_generic(name))
    for draft in places.drafts:
        known = (draft.name, *draft.names) if draft.kind == "admin1" and draft.country == country else ()
        if skeleton in {name_skeleton(without_generic(n)) for n in known}:
            return draft.division
    return None
