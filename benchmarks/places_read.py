"""Places end to end: what the program finds in whole articles and where it puts it, against two public sets.

    python benchmarks/places_read.py [--cache .work/places-cache] [--errors lgl]

What counts, fixed before the first figure was seen:

- Ours are the mentions of ``places`` that ``marsad read`` prints. Gold are the set's toponyms. A mention that overlaps
  a toponym finds it.
- Demonyms ("Russian", "Syrians") are toponyms in LGL and none for marsad. A toponym that the table of countries knows
  as a demonym and as no name is neither wanted nor, where it is found, wrong. ``all toponyms`` has them too.
- A toponym within an organisation's name ("Leeds City Council") is wanted wherever the set marks it, though marsad
  keeps organisations apart.
- Words that only stand for a place ("there", "the town") are mentions of ours that no gold has, and are left out.
- Toponyms without coordinates count for recognition, and not for the points.
- ``end to end``: of the gold toponyms with coordinates (demonyms left out), those that are found and put within 161 km.
  ``median`` is over those that are found and have a point of ours.

Each set is halved by a hash of the article. Errors were read in the ``development`` half alone. The sets have no open
licence: no weight, name or point is taken from them.
"""

from __future__ import annotations

import argparse
import hashlib
import pickle
import statistics
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from marsad._read import _program
from marsad.knowledge import load_countries
from marsad.knowledge._place_words import load_place_words
from marsad.language import Document, analyse
from marsad.records import Place, Reading
from marsad.resolving import resolve
from marsad.resolving._places_geometry import distance_km
from texts import report_of, rows

NEAR_KM = 161.0
SETS = ("lgl", "geovirus")
HALVES = ("development", "kept back")


@dataclass
class Tally:
    """Counts over one half of a set."""

    articles: int = 0
    right: int = 0
    printed: int = 0
    found: int = 0
    wanted: int = 0
    near: int = 0
    pointed: int = 0
    all_right: int = 0
    all_printed: int = 0
    all_found: int = 0
    all_wanted: int = 0
    away: list[float] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Add the counts of another tally."""
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)


@dataclass(frozen=True)
class Fault:
    """One error: ``sort`` is missed, wrong, far or nowhere."""

    sort: str
    article: str
    words: str
    context: str
    ours: str = ""
    gold: str = ""


def main() -> int:
    """Measure both sets and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path, help="Folder to keep the network's analyses in.")
    parser.add_argument("--errors", choices=SETS, help="List the errors of the development half of this set.")
    asked = parser.parse_args()
    for name in (asked.errors,) if asked.errors else SETS:
        tallies = {half: Tally() for half in HALVES}
        faults: list[Fault] = []
        for row in rows(f"places/{name}.jsonl.gz"):
            half = half_of(row)
            if asked.errors and half != HALVES[0]:
                continue
            tally, own = measure(row, read(row, asked.cache))
            tallies[half].add(tally)
            faults += own
        if asked.errors:
            list_errors(faults)
        show(name, tallies)
    return 0


def half_of(row: dict[str, Any]) -> str:
    """The half that an article belongs to, by its text alone."""
    return HALVES[hashlib.sha256(row["text"].encode()).digest()[0] % 2]


def read(row: dict[str, Any], cache: Path | None) -> Reading:
    """The program's reading of an article; the analysis of the network may lie in the cache."""
    program = _program("trained")
    report = report_of(str(row["id"]), row["text"], published=row.get("published"))
    told = program.told(document_of(row["text"], cache))
    return resolve(report, told, scale=program.scale, setting="balanced", model=program.model)


def document_of(text: str, cache: Path | None) -> Document:
    """The analysed text. Delete the cache where the room ``language`` has changed."""
    network = _program("trained").network
    if cache is None:
        return analyse(text, network)
    path = cache / f"{hashlib.sha256((network.sha256 + text).encode()).hexdigest()[:24]}.pickle"
    if not path.exists():
        cache.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pickle.dumps(analyse(text, network)))
    return pickle.loads(path.read_bytes())


def is_demonym(words: str) -> bool:
    """Whether a toponym is an adjective or a people and no name."""
    countries = load_countries()
    return countries.by_name(words) is None and countries.by_demonym(words) is not None


def _points(words: str) -> bool:
    """Whether words only stand for a place named elsewhere."""
    return any(word in load_place_words().pointing for word in words.replace("’", "'").split()) or words == "There"


def measure(row: dict[str, Any], reading: Reading) -> tuple[Tally, list[Fault]]:
    """Counts and errors of one article."""
    text: str = row["text"]
    toponyms = [(t["start"], t["end"], t) for t in row["toponyms"]]
    literal = [t for t in toponyms if not is_demonym(text[t[0] : t[1]])]
    named = {(m.start, m.end): p for p in reading.places for m in p.mentions if not _points(m.exact)}
    ours = sorted(named.items(), key=lambda pair: pair[0])
    spans = [span for span, _ in ours]
    tally = Tally(articles=1)
    tally.all_printed, tally.all_wanted = len(ours), len(toponyms)
    tally.all_right = sum(any(meets(s, t) for t in toponyms) for s in spans)
    tally.all_found = sum(any(meets(s, t) for s in spans) for t in toponyms)
    demonyms = [t for t in toponyms if t not in literal]
    judged = [s for s in spans if any(meets(s, t) for t in literal) or not any(meets(s, t) for t in demonyms)]
    wrong = [s for s in judged if not any(meets(s, t) for t in literal)]
    tally.printed, tally.right = len(judged), len(judged) - len(wrong)
    tally.wanted = len(literal)
    faults = [fault(row, "wrong", s) for s in wrong]
    for start, end, toponym in literal:
        met = [place for span, place in ours if meets(span, (start, end))]
        tally.found += bool(met)
        tally.pointed += toponym.get("lat") is not None
        if not met:
            faults.append(fault(row, "missed", (start, end)))
        elif toponym.get("lat") is not None:
            faults += placed(row, tally, toponym, met[0])
    return tally, faults


def meets(one: tuple[int, ...], other: tuple[Any, ...]) -> bool:
    """Whether two spans overlap."""
    return bool(one[0] < other[1] and other[0] < one[1])


def placed(row: dict[str, Any], tally: Tally, toponym: dict[str, Any], place: Place) -> Iterator[Fault]:
    """Count how far off a toponym is that was found."""
    span = (toponym["start"], toponym["end"])
    told = f"{place.id} {place.name} {place.country}"
    wanted = f"{toponym.get('name') or toponym.get('page')} {toponym.get('admin1', '')} {toponym.get('country', '')}"
    if place.lat is None or place.lon is None:
        return iter([fault(row, "nowhere", span, told, wanted)])
    away = distance_km((place.lat, place.lon), (float(toponym["lat"]), float(toponym["lon"])))
    tally.away.append(away)
    if away <= NEAR_KM:
        tally.near += 1
        return iter([])
    return iter([fault(row, "far", span, f"{told}, {away:.0f} km", wanted)])


def fault(row: dict[str, Any], sort: str, span: tuple[int, int], ours: str = "", gold: str = "") -> Fault:
    """An error with the words around it."""
    text, (start, end) = row["text"], span
    around = f"{text[max(0, start - 60) : start]}[{text[start:end]}]{text[end : end + 40]}".replace("\n", " ")
    return Fault(sort, str(row["id"]), text[start:end], around, ours, gold)


def list_errors(faults: list[Fault]) -> None:
    """Print all errors, sorted by sort."""
    for sort, number in Counter(f.sort for f in faults).most_common():
        print(f"== {sort}: {number}")
        for one in (f for f in faults if f.sort == sort):
            print(f"{one.article}\t{one.context}\t{one.ours}\t{one.gold}")


def show(name: str, tallies: dict[str, Tally]) -> None:
    """Print the figures of a set: each half, then the whole."""
    whole = Tally()
    for tally in tallies.values():
        whole.add(tally)
    print(f"{name}: {whole.articles} articles, {whole.wanted} toponyms without demonyms, {whole.pointed} with a point")
    for half, tally in (*tallies.items(), ("whole", whole)):
        if not tally.articles:
            continue
        precision, recall, f1 = shares(tally.right, tally.printed, tally.found, tally.wanted)
        median = statistics.median(tally.away) if tally.away else float("nan")
        print(
            f"  {half:12} found P {precision:5.1f} R {recall:5.1f} F1 {f1:5.1f}   end to end "
            f"{tally.near / max(1, tally.pointed):.3f}   of those with a point of ours "
            f"{tally.near / max(1, len(tally.away)):.3f}, median {median:.1f} km"
        )
    precision, recall, f1 = shares(whole.all_right, whole.all_printed, whole.all_found, whole.all_wanted)
    print(f"  all toponyms found P {precision:5.1f} R {recall:5.1f} F1 {f1:5.1f}")


def shares(right: int, printed: int, found: int, wanted: int) -> tuple[float, float, float]:
    """Precision, recall and F1 in per cent, where one mention may find two toponyms."""
    precision, recall = 100 * right / max(1, printed), 100 * found / max(1, wanted)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


if __name__ == "__main__":
    raise SystemExit(main())
