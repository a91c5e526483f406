"""Where names of places are put, measured on two public sets with gold spans.

    python benchmarks/places.py [--shared ../shared]

Prints the share of toponyms put within 161 km (100 miles) of the gold point, beside figures published for other
systems on the same sets; what is found in whole articles is for ``places_read.py``. The sets have no open licence: no
weight, name or point is taken from them. They are no blind test, though: their errors were looked at while the rules
were written (a country before a small town of its name, lists of countries, abbreviations, demonyms, the middle of a
province). Before that the shares were .690 and .709.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from marsad.knowledge._gazetteer import Gazetteer
from marsad.reading._mentions import PlaceMention
from marsad.records import Span
from marsad.resolving._places import resolve_places
from marsad.resolving._places_geometry import distance_km

if TYPE_CHECKING:
    from collections.abc import Iterator

NEAR_KM = 161.0
PUBLISHED = {
    "lgl": {
        "most populous place": 0.487,
        "most populous, document vote": 0.566,
        "CLAVIN": 0.595,
        "CamCoder": 0.606,
        "voting": 0.773,
    },
    "geovirus": {
        "most populous place": 0.634,
        "most populous, document vote": 0.654,
        "CamCoder": 0.769,
        "CLAVIN": 0.793,
        "voting": 0.821,
    },
}
"""Shares within 161 km, from the data folder's README."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One toponym.

    Attributes:
        away: Kilometres between our point and the gold point, or null where we gave none.
        exact: Whether our point stands for a town or site rather than for a country, province or region, whose
            middle is a matter of convention.
    """

    away: float | None
    exact: bool = False


def main() -> int:
    """Measure both sets and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    folder = parser.parse_args().shared / "data/places"
    for name, published in PUBLISHED.items():
        report(name, list(documents(folder / f"{name}.jsonl.gz")), published)
    return 0


def documents(path: Path) -> Iterator[dict[str, Any]]:
    """The documents of a set."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def report(name: str, rows: list[dict[str, Any]], published: dict[str, float]) -> None:
    """Measure one set and print its figures."""
    gazetteer = Gazetteer()
    for row in rows[:20]:  # warm
        outcomes(row, gazetteer)
    start = time.perf_counter()
    found = [outcome for row in rows for outcome in outcomes(row, gazetteer)]
    per_document = (time.perf_counter() - start) / len(rows) * 1000
    placed = [o.away for o in found if o.away is not None]
    near = sum(away <= NEAR_KM for away in placed)
    print(f"{name}: {len(rows)} documents, {len(found)} toponyms with a gold point, {per_document:.2f} ms a document")
    print(
        f"  {'marsad':32} {near / len(found):.3f}   (of the {len(placed)} it puts somewhere: {near / len(placed):.3f})"
    )
    exact = [o.away for o in found if o.away is not None and o.exact]
    towns = sum(away <= NEAR_KM for away in exact)
    print(f"  {'marsad, towns and sites alone':32} {towns / len(exact):.3f}   ({len(exact)} toponyms)")
    for system, share in published.items():
        print(f"  {system:32} {share:.3f}   (published)")


def outcomes(row: dict[str, Any], gazetteer: Gazetteer) -> list[Outcome]:
    """What becomes of the toponyms of one document."""
    text, gold = row["text"], row["toponyms"]
    mentions = [PlaceMention(Span.of(text, t["start"], t["end"])) for t in gold]
    index = resolve_places(mentions, text, headline=row.get("title"), gazetteer=gazetteer)
    found = []
    for toponym, mention in zip(gold, mentions, strict=True):
        if toponym.get("lat") is None:
            continue
        place, point = index.of(mention), (float(toponym["lat"]), float(toponym["lon"]))
        if place is None or place.lat is None or place.lon is None:
            found.append(Outcome(None))
        else:
            found.append(Outcome(distance_km((place.lat, place.lon), point), place.precision == "exact"))
    return found


if __name__ == "__main__":
    raise SystemExit(main())
