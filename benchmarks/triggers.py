"""Measures the words that name acts on two outside sets, for both readers (optional data folder).

Run ``python benchmarks/triggers.py [--set m2e2|wikievents] [--setting balanced] [--errors N]``. M2E2 is VOA news with
eight ACE-like types, WikiEvents (dev part, 19 documents) news of bombings with types of three levels. A trigger of
theirs counts as found where a trigger of ours overlaps it, as typed where moreover our kind may stand for their type
(``TYPES``). Our kinds cover more than their types and theirs more than ours: their triggers of other types are left
out, and so are ours whose kind stands for none of theirs, or that meet a trigger of those other types.

Figures of M2E2 are of the half of its documents (by a hash of their names) that neither the rules nor the training
saw; errors are shown of the other half. An act told by two words of theirs ("the bombing killed 20") is one event of
ours: recall is bounded by that. Published figures: exact spans, TextEE splits, systems trained on the set.
"""

from __future__ import annotations

import argparse
import hashlib
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from marsad._read import read_report
from marsad.records import Event
from texts import READERS, joined, report_of, rows, shown

FORCE = (
    "battle offensive raid shelling air-strike drone-strike bombing suicide-attack chemical-attack armed-attack "
    "assassination execution killing destruction riot crowd-control sexual-violence torture territory-captured"
).split()
# Kinds that may stand for a type, by the beginning of its name; the first that fits.
TYPES: tuple[tuple[str, frozenset[str]], ...] = (
    ("Conflict:Demonstrate", frozenset({"protest", "riot"})),
    ("Conflict.Demonstrate", frozenset({"protest", "riot"})),
    ("Conflict", frozenset(FORCE)),
    ("Life", frozenset(FORCE)),
    ("Justice:Arrest", frozenset({"arrest", "combatants-captured", "abduction"})),
    ("Justice.ArrestJail", frozenset({"arrest", "combatants-captured", "abduction"})),
    ("Justice.Release", frozenset({"release"})),
    ("Contact:Meet", frozenset({"talks"})),
    ("Contact.Contact.Meet", frozenset({"talks"})),
    ("Contact:Phone", frozenset({"talks"})),
    ("Contact.ThreatenCoerce", frozenset({"threat"})),
    ("Contact.RequestCommand", frozenset({"demand"})),
    ("Movement", frozenset({"deployment", "displacement", "evacuation", "withdrawal", "aid", "talks"})),
    ("Transaction:Transfer-Money", frozenset({"aid"})),
    ("ArtifactExistence.DamageDestroy", frozenset({"destruction", "bombing"})),
    ("Personnel.EndPosition", frozenset({"resignation"})),
)
PUBLISHED = {"m2e2": "EEQA: found F1 53.6, typed F1 51.0", "wikievents": "none at hand for the dev part"}


@dataclass(frozen=True, slots=True)
class Text:
    """A text with the triggers that a set marks: (start, end, type)."""

    id: str
    text: str
    triggers: tuple[tuple[int, int, str], ...]
    part: str


@dataclass(slots=True)
class Tally:
    """Counts of one reader on one part."""

    count: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def add(self, text: Text, events: tuple[Event, ...], covered: frozenset[str]) -> None:
        """Compares one text, each trigger with one event at most, one of a right kind before any other.

        ``covered`` are the kinds that stand for any type of the set.
        """
        wanted = [t for t in text.triggers if kinds_of(t[2])]
        free = list(events)
        for start, end, name in wanted:
            here = [e for e in free if start < e.trigger.end and e.trigger.start < end]
            match = next((e for e in here if e.kind in kinds_of(name)), here[0] if here else None)
            self.count["want"] += 1
            if match is None:
                self.errors.append(f"missed {name}: {around(text.text, start, end)}")
                continue
            free.remove(match)
            self.count["has"] += 1
            self.count["found"] += 1
            self.count["typed"] += match.kind in kinds_of(name)
            if match.kind not in kinds_of(name):
                self.errors.append(f"{match.kind} for {name}: {around(text.text, start, end)}")
        others = [(s, e) for s, e, name in text.triggers if not kinds_of(name)]
        for event in free:
            elsewhere = any(s < event.trigger.end and event.trigger.start < e for s, e in others)
            if event.kind in covered and not elsewhere:
                self.count["has"] += 1
                self.errors.append(f"false {event.kind}: {around(text.text, event.trigger.start, event.trigger.end)}")


def kinds_of(name: str) -> frozenset[str]:
    """The kinds that may stand for a type of theirs; none for types that no kind covers."""
    return next((kinds for beginning, kinds in TYPES if name.startswith(beginning)), frozenset())


def around(text: str, start: int, end: int) -> str:
    """The words of a trigger among their neighbours."""
    return f"{text[max(0, start - 60) : start]}[[{text[start:end]}]]{text[end : end + 60]}".replace("\n", " ")


def m2e2() -> Iterator[Text]:
    """The documents of M2E2; their sentences are paragraphs of one text."""
    documents: dict[str, list[dict[str, Any]]] = {}
    for row in rows("events/m2e2.jsonl.gz"):
        documents.setdefault(row["id"].rpartition("_")[0], []).append(row)
    for name, sentences in documents.items():
        pieces = [_text_of(row) for row in sentences]
        triggers = []
        for row, (_, places), (_, at) in zip(sentences, pieces, joined([p[0] for p in pieces]), strict=True):
            for event in row["events"]:
                first, last = event["trigger"]
                triggers.append((at + places[first][0], at + places[last - 1][1], event["type"]))
        odd = hashlib.md5(name.encode(), usedforsecurity=False).digest()[0] % 2
        part = "development half" if odd else "figure half"
        yield Text(name, "\n\n".join(p[0] for p in pieces), tuple(triggers), part)


def _text_of(row: dict[str, Any]) -> tuple[str, list[tuple[int, int]]]:
    """A sentence with its final stop, which the set keeps in the tokens only, and where each token stands."""
    text, at, places = row["text"].replace("\n", " "), 0, []
    for token in row["tokens"]:
        start = text.find(token, at)
        if start < 0 or start - at > 6:
            text, start = text[:at] + token + text[at:], at
        at = start + len(token)
        places.append((start, at))
    return text, places


def wikievents() -> Iterator[Text]:
    """The documents of the dev part, their tokens one blank apart, sentences as they are."""
    for row in rows("events/wikievents.jsonl.gz"):
        if row["split"] != "dev":
            continue
        places, at = [], 0
        for sentence in row["sentences"]:
            for token in sentence:
                places.append((at, at + len(token)))
                at += len(token) + 1
        text = " ".join(token for sentence in row["sentences"] for token in sentence)
        triggers = [(places[e["trigger"][0]][0], places[e["trigger"][1] - 1][1], e["type"]) for e in row["events"]]
        yield Text(row["id"], text, tuple(triggers), "dev part")


def main() -> None:
    """Prints the figures, and if asked errors of the part that may be looked at."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--set", choices=("m2e2", "wikievents"), nargs="*", default=("m2e2", "wikievents"))
    parser.add_argument("--setting", default="balanced")
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    for name in args.set:
        texts = list({"m2e2": m2e2, "wikievents": wikievents}[name]())
        covered = frozenset(k for text in texts for _, _, kind in text.triggers for k in kinds_of(kind))
        print(f"{name}; published, {PUBLISHED[name]}")
        for reader in READERS:
            tallies: dict[str, Tally] = {}
            for text in texts:
                reading = read_report(report_of(text.id, text.text), setting=args.setting, reader=reader)
                tallies.setdefault(text.part, Tally()).add(text, reading.events, covered)
            for part, tally in sorted(tallies.items()):
                c = tally.count
                print(f"  {reader:8} {part:16} found {shown(c['found'], c['has'], c['want'])}")
                print(f"  {'':8} {'':16} typed {shown(c['typed'], c['has'], c['want'])}")
                if part != "figure half":
                    for error in random.Random(7).sample(tally.errors, min(args.errors, len(tally.errors))):
                        print(f"    {error}")


if __name__ == "__main__":
    main()
