"""Measures who is meant within one report.

Run ``python benchmarks/actors.py``. Pronouns of the third person on the dev parts of GUM and of the corpus: a decision
is right where the phrase that the program takes is in the same chain as the pronoun. Wanted are the pronouns that
stand for a person or an organisation. Baseline: the nearest phrase before it that fits by number and sort. With
``--reading FILE`` and ``--report FILE`` (a hand-made full reading of one report, and the reports it is among) also
the actors, mentions and relations of that report, with what is missed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from training.antecedents import Marked, gum, reports, walk_of  # noqa: E402

from marsad._read import read_report  # noqa: E402
from marsad.knowledge import load_references  # noqa: E402
from marsad.language import ActNetwork  # noqa: E402
from marsad.reading._antecedents import WHO  # noqa: E402
from marsad.reading._referents import may_stand  # noqa: E402
from marsad.records import Reading  # noqa: E402
from texts import report_of  # noqa: E402

PEOPLE = ("person", "organization")
MAPPED = {
    "leads": "led_by",
    "leader_of": "led_by",
    "composed_of": "part_of",
    "heads": "role",
    "head_of_government_of": "role",
}
TURNED = {"leads", "leader_of", "composed_of"}


def tally(marked: Marked, network: ActNetwork, count: Counter[str]) -> None:
    """Adds the pronouns of one text."""
    document, walk = walk_of(marked, network)
    for weighed in walk.weighed():
        choice = walk.choose(weighed)
        pronoun = weighed.pronoun
        if not marked.looked_at(pronoun):
            continue
        chain = marked.chain_of(pronoun, document)
        right = lambda r, chain=chain: chain is not None and marked.chain_of(r, document) == chain
        end = pronoun.start + len(pronoun.word or "")
        sorts = {m[2] for m in marked.marks if m[:2] == (pronoun.start, end)}
        known = load_references().pronouns[pronoun.word or ""]
        nearest = next((c for c in reversed(weighed.candidates) if may_stand(known, c)), None)
        decided = (
            choice is not None and choice.antecedent.sort in WHO and choice.antecedent.form not in ("pair", "pronoun")
        )
        count[f"{weighed.series} wanted"] += bool(sorts & set(PEOPLE))
        count[f"{weighed.series} decided"] += decided
        count[f"{weighed.series} right"] += decided and choice is not None and right(choice.antecedent)
        count[f"{weighed.series} nearest"] += nearest is not None
        count[f"{weighed.series} nearest right"] += nearest is not None and right(nearest)


def shown(title: str, count: Counter[str]) -> None:
    """Prints the figures of one set, by series and together."""
    print(title)
    series = [key.split()[0] for key in count if key.endswith("wanted")]
    for name in series:
        for key in ("wanted", "decided", "right", "nearest", "nearest right"):
            count[f"all {key}"] += count[f"{name} {key}"]
    for name in (*series, "all"):
        get = lambda key, name=name: count[f"{name} {key}"]
        precision, share = get("right") / max(1, get("decided")), get("right") / max(1, get("wanted"))
        base = get("nearest right") / max(1, get("nearest"))
        print(
            f"  {name:7} wanted {get('wanted'):4} decided {get('decided'):4} P {precision:.2f} found {share:.2f}"
            f" | nearest P {base:.2f} on {get('nearest')}"
        )


def overlaps(one: dict[str, Any], start: int, end: int) -> bool:
    """Whether a marked span meets another."""
    return bool(one["start"] < end and start < one["end"])


def against_reading(gold: dict[str, Any], reading: Reading) -> None:
    """Prints which actors, mentions and relations of a full reading were found."""
    ours: dict[str, str] = {}
    for actor in gold["actors"]:
        votes = Counter(
            a.id for a in reading.actors for m in a.mentions for g in actor["mentions"] if overlaps(g, m.start, m.end)
        )
        names = {name.lower() for name in (actor["canonical"], *actor["aliases_in_text"])}
        named = [a.id for a in reading.actors if names & {a.name.lower(), *(n.lower() for n in a.aliases_in_text)}]
        if named or votes:
            ours[actor["id"]] = max(named or votes, key=lambda ident: votes[ident])
    spans = {a.id: a.mentions for a in reading.actors}
    met = total = 0
    for actor in gold["actors"]:
        found = [
            g
            for g in actor["mentions"]
            if any(overlaps(g, m.start, m.end) for m in spans.get(ours.get(actor["id"], ""), ()))
        ]
        met, total = met + len(found), total + len(actor["mentions"])
        missed = [f"{g['start']} {g['exact']}" for g in actor["mentions"] if g not in found]
        if missed:
            print(f"  {actor['id']} ({ours.get(actor['id'], 'not found')}) missed: {missed}")
    print(f"actors {len(ours)} of {len(gold['actors'])}, mentions {met} of {total}")
    told = {(r.subject, r.predicate, r.object) for r in reading.relations}
    right = 0
    for relation in gold["relations"]:
        sides = [ours.get(relation[side], relation[side]) for side in ("subject", "object")]
        predicate = MAPPED.get(relation["predicate"], relation["predicate"])
        subject, target = reversed(sides) if relation["predicate"] in TURNED else sides
        if (subject, predicate, target) in told or (
            predicate == "role" and any(t[:2] == (subject, "role") for t in told)
        ):
            right += 1
        else:
            print(f"  relation missed: {relation['subject']} {relation['predicate']} {relation['object']}")
    print(f"relations {right} of {len(gold['relations'])}")


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reading", type=Path)
    parser.add_argument("--report", type=Path)
    args = parser.parse_args()
    if args.reading and args.report:
        gold = json.loads(args.reading.read_text(encoding="utf-8"))
        rows = map(json.loads, args.report.read_text(encoding="utf-8").splitlines())
        row = next(row for row in rows if row["id"] == gold["document"]["id"])
        against_reading(gold, read_report(report_of(row["id"], row["text"], published=row["published"])))
    network = ActNetwork()
    news: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for marked in gum("dev"):
        tally(marked, network, news if marked.genre in ("news", "interview") else every)
    shown("GUM dev, news and interviews", news.copy())
    shown("GUM dev, other genres", every)
    ours: Counter[str] = Counter()
    for marked in reports("dev"):
        tally(marked, network, ours)
    shown("corpus dev, pronouns that take part in an act or saying", ours)


if __name__ == "__main__":
    main()
