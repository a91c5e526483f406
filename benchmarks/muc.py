"""Measures role fillers on MUC-4 dev (193 documents, attacks in Latin America) by CEAF-REE (optional data folder).

Run ``python benchmarks/muc.py [--reader trained|rules] [--setting balanced] [--errors N]``. Our records are turned
into the five roles of the GRIT and GTT papers: who acts in an act of force is a perpetrator (an individual, or an
organisation where a named one), what is damaged a target, who is hurt a victim, by what a weapon. An entity is one
mention of ours; it is right where it is among the mentions of a gold entity of that role, one to one, as strings
without articles and punctuation.

Published, on the test part, by models trained on the set: GRIT F1 54.5, GTT 56, IterX 57.4.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterator

from marsad._read import read_report
from marsad.records import Event, Reading, Span
from texts import READERS, report_of, rows, shown

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
FORCE = frozenset(
    "bombing armed-attack raid assassination execution abduction killing shelling air-strike destruction "
    "suicide-attack torture offensive battle drone-strike chemical-attack riot sexual-violence crowd-control".split()
)
ORGANISED = frozenset("armed-group militia state-forces police government party coalition".split())
_ARTICLES = re.compile(r"^(?:the|a|an|some|several|two|three|four|five|six|\d+)\s+")
_THINGS = re.compile(
    r"\b(?:house|home|residence|building|bridge|office|offices|embassy|station|post|base|barracks|vehicle|car|bus|truck|"
    r"pipeline|tower|towers|pylon|lines?|plant|bank|church|store|headquarters|hotel|school|farm|road|railroad|"
    r"airport|plane|helicopter|substation|facilities|facility|installations?|premises|property)\b"
)


def normal(text: str) -> str:
    """A string as it is compared: lower case, single blanks, no articles, no punctuation."""
    plain = re.sub(r"[^\w\s'-]", " ", text.lower())
    return _ARTICLES.sub("", " ".join(plain.split()))


def fillers(reading: Reading) -> dict[str, set[str]]:
    """The fillers of each role in a report, by our records."""
    out: dict[str, set[str]] = {role: set() for role in ROLES}
    named = {a.id for a in reading.actors if a.kind in ORGANISED and a.name != a.name.lower()}
    for event in reading.events:
        if event.kind in FORCE and event.status not in ("denied", "forecast", "hypothetical"):
            for role, span in _of(event, named):
                if span is not None and normal(span.exact):
                    out[role].add(normal(span.exact))
    return out


def _of(event: Event, named: set[str]) -> Iterator[tuple[str, Span | None]]:
    for party in event.actors:
        yield ("PerpOrg" if party.actor in named else "PerpInd"), party.span
    for party in event.targets:
        thing = party.span is not None and _THINGS.search(party.span.exact.lower())
        yield ("Target" if thing else "Victim"), party.span
    for means in event.means:
        yield "Weapon", means.span


def matched(has: set[str], gold: list[set[str]]) -> int:
    """How many of ours can be paired with gold entities that hold them, one to one (augmenting paths)."""
    partner: dict[int, str] = {}

    def place(name: str, seen: set[int]) -> bool:
        for number, mentions in enumerate(gold):
            if name in mentions and number not in seen:
                seen.add(number)
                if number not in partner or place(partner[number], seen):
                    partner[number] = name
                    return True
        return False

    return sum(place(name, set()) for name in sorted(has))


def main() -> None:
    """Prints F1 of each role and of all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reader", choices=READERS, nargs="*", default=READERS)
    parser.add_argument("--setting", default="balanced")
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    table = rows("events/muc34-dev.jsonl.gz")
    print("MUC-4 dev, CEAF-REE; published on the test part: GRIT F1 54.5, GTT 56, IterX 57.4")
    for reader in args.reader:
        count: Counter[str] = Counter()
        errors = []
        for row in table:
            reading = read_report(report_of(row["docid"], row["lower_text"]), setting=args.setting, reader=reader)
            has = fillers(reading)
            for role in ROLES:
                gold = [{normal(text) for text, *_ in entity} for entity in row["grit"][role]]
                hits = matched(has[role], gold)
                count[f"{role} both"] += hits
                count[f"{role} has"] += len(has[role])
                count[f"{role} want"] += len(gold)
                if hits < max(len(gold), len(has[role])):
                    errors.append(f"{row['docid']} {role}: ours {sorted(has[role])}, gold {[sorted(g) for g in gold]}")
        for part in ("both", "has", "want"):
            count[f"all {part}"] = sum(count[f"{role} {part}"] for role in ROLES)
        for role in (*ROLES, "all"):
            print(f"  {reader:8} {role:8} {shown(*(count[f'{role} {part}'] for part in ('both', 'has', 'want')))}")
        for error in random.Random(5).sample(errors, min(args.errors, len(errors))):
            print(f"    {error}")


if __name__ == "__main__":
    main()
