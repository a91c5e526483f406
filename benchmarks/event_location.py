"""Measures which place belongs to which verb, on Halterman's pairs (optional data folder).

Run ``python benchmarks/event_location.py``. Each row marks one verb and its places. Counted are rows whose verb a
reader takes for an act: the places of that event, as words, against those marked; and, apart, all rows. Published
(Halterman 2019, its own test part, every verb given): precision and recall of words above 83. The rows whose licence
lets them be trained on are left out of the figure. Baseline: every name of a place of the sentence.
"""

from __future__ import annotations

import argparse
from collections import Counter

from marsad._read import read_report
from marsad.records import Span
from texts import READERS, report_of, rows, shown


def words(spans: list[tuple[int, int]], text: str) -> set[int]:
    """Where the words of spans begin."""
    starts = {i for i in range(len(text)) if text[i].isalnum() and (i == 0 or not text[i - 1].isalnum())}
    return {i for i in starts if any(start <= i < end for start, end in spans)}


def main() -> None:
    """Prints the figures of both readers."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--setting", default="everything")
    args = parser.parse_args()
    table = [row for row in rows("events/event-location.jsonl.gz") if not row["train"]]
    print(f"{len(table)} rows that training never sees; published, verbs given: P and R of words above 83")
    for reader in READERS:
        count: Counter[str] = Counter()
        for row in table:
            reading = read_report(report_of(row["id"], row["text"]), setting=args.setting, reader=reader)
            verbs = [(s, e) for s, e, label in row["spans"] if label == "VERB"]
            want = words([(s, e) for s, e, label in row["spans"] if label == "LOCATION"], row["text"])
            meets = lambda span, verbs=verbs: any(s < span.end and span.start < e for s, e in verbs)
            event = next((e for e in reading.events if meets(e.trigger)), None)
            every: list[Span] = [span for place in reading.places for span in place.mentions]
            named = words([(s.start, s.end) for s in every], row["text"])
            has = words([(s.span.start, s.span.end) for s in event.places if s.span], row["text"]) if event else set()
            for name, found in (("all", has), ("names", named)):
                count[f"{name} both"] += len(found & want)
                count[f"{name} has"] += len(found)
                count[f"{name} want"] += len(want)
            if event:
                count["act"] += 1
                count["act both"] += len(has & want)
                count["act has"] += len(has)
                count["act want"] += len(want)
        print(f"  {reader:8} {count['act']} verbs read as acts")
        for name, title in (("act", "their places"), ("all", "all rows"), ("names", "every name")):
            print(f"           {title:13} {shown(count[f'{name} both'], count[f'{name} has'], count[f'{name} want'])}")


if __name__ == "__main__":
    main()
