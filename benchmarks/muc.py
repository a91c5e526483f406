"""Measures role fillers on MUC-4 dev (193 documents, attacks in Latin America) by CEAF-REE (optional data folder).

Run ``python benchmarks/muc.py [--reader trained|rules] [--setting balanced] [--learnt] [--errors N]``. Our records are
turned into the five roles of the GRIT and GTT papers: who acts in an act of force is a perpetrator (an individual, or
an organisation where a named one), what is damaged a target, who is hurt a victim, by what a weapon. An entity is one
mention of ours; it is right where it is among the mentions of a gold entity of that role, one to one, as strings
without articles, numbers, titles and punctuation.

With ``--learnt`` what the trained reader knows of each phrase is turned into fillers by what the task's training part
wants (``muc_fillers.py``, ``muc_wanted.py``; all 1,255 documents are read first, ten minutes in all). That needs the
training environment: ``make -C training muc``.

Published, on the test part, by models trained on the set: GRIT F1 54.5, GTT 56, IterX 57.4.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from marsad._read import read_report
from marsad.language import ActNetwork, Document, analyse
from marsad.reading import Options, read_trained
from marsad.records import Event, ModelInfo, Reading, Span
from marsad.resolving import load_scale, resolve
from muc_fillers import ROLES, States, Told, normal, told
from texts import READERS, report_of, rows, shown

LEAST = 0.05  # of a link that may give a filler; what the task wants decides
FORCE = frozenset(
    "bombing armed-attack raid assassination execution abduction killing shelling air-strike destruction "
    "suicide-attack torture offensive battle drone-strike chemical-attack riot sexual-violence crowd-control".split()
)
ORGANISED = frozenset("armed-group militia state-forces police government party coalition".split())
_THINGS = re.compile(
    r"\b(?:house|home|residence|building|bridge|office|offices|embassy|station|post|base|barracks|vehicle|car|bus|truck|"
    r"pipeline|tower|towers|pylon|lines?|plant|bank|church|store|headquarters|hotel|school|farm|road|railroad|"
    r"airport|plane|helicopter|substation|facilities|facility|installations?|premises|property)\b"
)


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


def gold_of(row: Mapping[str, Any]) -> dict[str, list[set[str]]]:
    """The entities of each role, as sets of strings."""
    return {role: [{normal(text) for text, *_ in entity} for entity in row["grit"][role]] for role in ROLES}


class _Kept:
    """The network's file, which also keeps what it gives for the words as those who take part in an act."""

    def __init__(self, session: Any) -> None:
        self._session = session
        self.states: list[States] = []

    def run(self, names: None, feed: Mapping[str, Any]) -> list[Any]:
        """As the file itself."""
        outputs: list[Any] = self._session.run(names, feed)
        self.states.append(outputs[-1][0])
        return outputs


class LinkReader:
    """The candidates of reports, with what the trained reader knows of them."""

    def __init__(self) -> None:
        self.network = ActNetwork(least_role=LEAST)
        self.kept = self.network._reader = _Kept(self.network._reader)
        self.options = Options(**self.network.config["weighing"])
        self.scale = load_scale(self.network.folder, "trained")

    def told(self, row: Mapping[str, Any]) -> Told:
        """The candidates of one document."""
        self.kept.states = []
        document = analyse(row["text"], self.network)
        states = np.concatenate(self.kept.states)
        read = read_trained(self._as_the_program_sees_it(document), self.options)
        model = ModelInfo("marsad", "", self.network.sha256)
        report = report_of(row["docid"], row["text"])
        reading = resolve(report, read, scale=self.scale, setting="everything", model=model)
        return told(document, reading.events, states, FORCE)

    def _as_the_program_sees_it(self, document: Document) -> Document:
        least = self.network.config["least_role"]
        surer = lambda t: replace(t, links=tuple(k for k in t.links if k.score >= least.get(k.role, least["other"])))
        return Document(
            document.text,
            tuple(replace(s, triggers=tuple(surer(t) for t in s.triggers)) for s in document.sentences),
        )


def show(name: str, has: list[dict[str, set[str]]], table: list[dict[str, Any]], errors: int) -> None:
    """Prints the figures of each role and of all, and some errors."""
    count: Counter[str] = Counter()
    told = []
    for own, row in zip(has, table, strict=True):
        gold = gold_of(row)
        for role in ROLES:
            hits = matched(own[role], gold[role])
            count[f"{role} both"] += hits
            count[f"{role} has"] += len(own[role])
            count[f"{role} want"] += len(gold[role])
            if hits < max(len(gold[role]), len(own[role])):
                told.append(f"{row['docid']} {role}: ours {sorted(own[role])}, gold {[sorted(g) for g in gold[role]]}")
    for part in ("both", "has", "want"):
        count[f"all {part}"] = sum(count[f"{role} {part}"] for role in ROLES)
    for role in (*ROLES, "all"):
        print(f"  {name:16} {role:8} {shown(*(count[f'{role} {part}'] for part in ('both', 'has', 'want')))}")
    for error in random.Random(5).sample(told, min(errors, len(told))):
        print(f"    {error}")


def main() -> None:
    """Prints F1 of each role and of all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reader", choices=READERS, nargs="*", default=READERS)
    parser.add_argument("--setting", default="balanced")
    parser.add_argument("--learnt", action="store_true", help="also by what the training part wants")
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    table = rows("events/muc34-dev.jsonl.gz")
    print("MUC-4 dev, CEAF-REE; published on the test part: GRIT F1 54.5, GTT 56, IterX 57.4")
    for reader in args.reader:
        read = [read_report(report_of(r["docid"], r["text"]), setting=args.setting, reader=reader) for r in table]
        show(reader, [fillers(reading) for reading in read], table, args.errors)
    if args.learnt:
        from muc_wanted import learnt

        reader = LinkReader()
        train = rows("events/muc34-train.jsonl.gz")
        wanted = learnt([reader.told(row) for row in train], [gold_of(row) for row in train], matched)
        show("trained, learnt", wanted.of([reader.told(row) for row in table]), table, args.errors)


if __name__ == "__main__":
    main()
