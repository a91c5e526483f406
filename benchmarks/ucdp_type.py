"""Measures UCDP's type of violence, given the names of the two sides (optional data folder).

Run ``python benchmarks/ucdp_type.py [--names N]``. Each row of UCDP names two sides. The names are resolved as those of
a report are, and the type follows from the kinds of both sides by ``sides.tsv``; the kind of the act is left open
("killing"), so that only the sides decide. Several names of one side stand apart by commas.

- GED, Syria 2016-2019: the type that UCDP's coders gave.
- AEC, 86 countries: the set leaves the type out. UCDP's own way of naming gives it away: "Civilians" stands for
  one-sided violence, "Government of ..." for state-based, any other pair for non-state. So this one measures whether
  the names of armed groups all over the world are known for what they are.

Baseline: the commonest type. ``--names`` shows the names that cost most rows: those of no kind that has a
side, and those that have no row of their own in the tables of actors. Rows repeat few pairs of sides, so the share of
different pairs is printed as well. The tables of actors were partly drawn up from UCDP's list of names: this measures
the rule and the kinds of known actors, not the reading of a report.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import re
import sys
from collections import Counter
from collections.abc import Iterable
from functools import cache

from marsad.knowledge import load_actors, load_crosswalk
from marsad.reading import ActorMention
from marsad.records import Actor, Span
from marsad.resolving import Deed, ucdp_type
from marsad.resolving._actors import resolve_actors
from texts import DATA

KNOWN_AS = {"Civilians": "civilians"}
STATE = re.compile(r"Government of (?:the )?(?P<name>[^(]+?)(?: \((?P<other>[^)]*)\))?")


def table(name: str) -> list[dict[str, str]]:
    """Rows of a gzipped CSV file of the data folder; ends the script with a word where it is missing."""
    path = DATA / "events" / name
    if not path.is_file():
        sys.exit(f"skipped: {path} is missing; the sets are named in docs/data-and-licences.md")
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def actor_of(name: str) -> Actor | None:
    """The actor that a name of UCDP means, as a report's reader would resolve it."""
    words = KNOWN_AS.get(name, name)
    span = Span(0, len(words), words)
    entity = None if name in KNOWN_AS else span
    mention = ActorMention(span, re.findall(r"\w+", words.lower())[-1], "organisation" if entity else None, entity)
    found = resolve_actors([mention], words).of(mention)
    return found[0] if found else None


@cache
def resolved(name: str) -> Actor | None:
    """The actor behind a side's name: a state by either name of its country, others without a country in brackets."""
    state = STATE.fullmatch(name)
    if not state:
        return actor_of(plain(name))
    for country in (state["name"], state["other"]):
        if country and (entry := load_actors().match(country)):
            return Actor(entry.id, entry.name, entry.kind, entry.country, entry.sector, (), ())
    return None


def plain(name: str) -> str:
    """A name without the country that UCDP adds in brackets."""
    return re.sub(r" \([^)]*\)$", "", name)


def names_of(side: str) -> list[str]:
    """The names that stand on one side."""
    return [name.strip() for name in side.split(", ")]


def named_type(side_a: str, side_b: str) -> str:
    """The type as UCDP's own way of naming tells it."""
    if "Civilians" in (side_a, side_b):
        return "3"
    return "1" if "Government of" in side_a + side_b else "2"


def measure(title: str, pairs: Iterable[tuple[str, str, str]], shown: int) -> None:
    """Prints the figures of (side, side, type) and the names that cost most."""
    rows = list(pairs)
    kept: dict[tuple[str, str], bool] = {}
    per, confused, open_, own = Counter[str](), Counter[tuple[str, str]](), Counter[str](), Counter[str]()
    names = Counter(name for a, b, _ in rows for name in {*names_of(a), *names_of(b)})
    sideless = {name for name in names if not _has_side(resolved(name))}
    for a, b, gold in rows:
        actors, targets = ([x for name in names_of(side) if (x := resolved(name))] for side in (a, b))
        given = str(ucdp_type(Deed("killing", tuple(actors), tuple(targets))) or "none")
        per["right"] += given == gold
        per["coded"] += given != "none"
        confused[gold, given] += 1
        kept[a, b] = kept.get((a, b), True) and given == gold
        if given != gold:
            open_.update(sorted(sideless & {*names_of(a), *names_of(b)}) or [f"(all known) {a} - {b}: {given}"])
    for name, count in names.items():
        if name not in KNOWN_AS and not STATE.fullmatch(name) and load_actors().match(plain(name)) is None:
            own[name] += count
    commonest = Counter(gold for _, _, gold in rows).most_common(1)[0]
    right, coded, all_ = per["right"], per["coded"], len(rows)
    print(f"{title}: {all_} rows, {len(names)} names")
    print(f"  right {100 * right / all_:.2f} % of all, {100 * right / max(coded, 1):.2f} % of {coded} coded")
    print(f"  right for {100 * sum(kept.values()) / len(kept):.1f} % of {len(kept)} different pairs of sides")
    print(f"  baseline, always {commonest[0]}: {100 * commonest[1] / all_:.2f} %")
    print("  UCDP -> marsad: " + ", ".join(f"{g} -> {h} {n}" for (g, h), n in sorted(confused.items())))
    for label, counter in (("wrong or open for", open_), ("without a row of their own:", own)):
        if shown:
            print(f"  {label}", *(f"{count:6} {name}" for name, count in counter.most_common(shown)), sep="\n    ")


def _has_side(actor: Actor | None) -> bool:
    return actor is not None and load_crosswalk().side(actor.kind, sector=actor.sector).ucdp is not None


def main() -> None:
    """Prints the figures for both sets."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--names", type=int, default=0)
    args = parser.parse_args()
    syria = table("ucdp-syria.csv.gz")
    coded = ((r["side_a"], r["side_b"], r["type_of_violence"]) for r in syria if r["type_of_violence"] in {*"123"})
    measure("GED Syria, coded by UCDP", coded, args.names)
    world = table("ucdp-aec.csv.gz")
    told = ((r["side_a"], r["side_b"], named_type(r["side_a"], r["side_b"])) for r in world)
    measure("AEC, told by UCDP's names", told, args.names)


if __name__ == "__main__":
    main()
