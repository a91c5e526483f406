"""Measures the PLOVER type on PLV (train part), which nothing was trained on (optional data folder).

Run ``python benchmarks/plover.py [--setting everything] [--errors N]``. Each row is a sentence with a source and a
target marked and one root. Of the events that a reader prints for the sentence we take the one whose actors and
targets meet the marked ones best, then the surest. Both of PLOVER's new types for the older YIELD are right.
Baseline: the commonest root.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter

from marsad._read import read_report
from marsad.records import Event
from texts import READERS, report_of, rows

OLDER = {"YIELD": {"CONCEDE", "RETREAT"}}


def plain(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The sentence without the marks of source and target, and where the two stand."""
    text, spans = "", {}
    for piece in re.split(r"(</?[st]>)", marked):
        if piece in ("<s>", "<t>"):
            spans[piece[1]] = (len(text), len(text))
        elif piece in ("</s>", "</t>"):
            spans[piece[2]] = (spans[piece[2]][0], len(text))
        else:
            text += piece
    return text, [spans.get(name, (0, 0)) for name in "st"]


def chosen(events: tuple[Event, ...], spans: list[tuple[int, int]]) -> Event | None:
    """The event between the two marked ones."""

    def met(event: Event) -> tuple[int, float]:
        sides = ([p.span for p in event.actors], [p.span for p in event.targets])
        hits = sum(
            any(s is not None and s.start < end and start < s.end for s in side)
            for side, (start, end) in zip(sides, spans, strict=True)
        )
        return hits, event.confidence

    return max(events, key=met, default=None)


def main() -> None:
    """Prints, for both readers, how many rows get an event, how many the right type, and macro F1 over the roots."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--setting", default="everything")
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    table = rows("events/plv-train.jsonl.gz")
    commonest = Counter(row["gold_root"] for row in table).most_common(1)[0][1]
    print(f"{len(table)} rows; the commonest root is right for {100 * commonest / len(table):.1f} %")
    for reader in READERS:
        told = right = 0
        per: dict[str, Counter[str]] = {}
        errors = []
        for row in table:
            text, spans = plain(row["marked"])
            events = read_report(report_of(str(row["id"]), text), setting=args.setting, reader=reader).events
            event = chosen(events, spans)
            gold = row["gold_root"]
            found = None if event is None or event.plover is None else event.plover
            hit = found in OLDER.get(gold, {gold})
            name = gold if hit else next((old for old, new in OLDER.items() if found in new), found)
            per.setdefault(gold, Counter())["want"] += 1
            if name:
                per.setdefault(name, Counter())["has"] += 1
            per[gold]["both"] += hit
            told, right = told + (found is not None), right + hit
            if not hit:
                errors.append(f"{found} for {gold}: {row['marked']}")
        roots = [c for name, c in per.items() if c["want"]]
        macro = sum(200 * c["both"] / max(c["has"] + c["want"], 1) for c in roots) / len(roots)
        share, precise = 100 * right / len(table), 100 * right / max(told, 1)
        print(
            f"  {reader:8} told {told}, right {share:.1f} % of all, {precise:.1f} % of those told, macro F1 {macro:.1f}"
        )
        for error in random.Random(3).sample(errors, min(args.errors, len(errors))):
            print(f"    {error}")


if __name__ == "__main__":
    main()
