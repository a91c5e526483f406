"""Measures time expressions on two open sets of the optional data folder beside the checkout.

``time30`` (30 expressions of conflict news, with the interval that is right) and the training part of WikiWars (16
Wikipedia articles on wars, TIMEX2; Mazur and Dale 2010). Run ``python benchmarks/times.py [DATA_FOLDER] [--errors N]``.

Extents of TIMEX2 leave prepositions out and mark the two ends of a range apart; the spans are cut accordingly before
they are compared. The value figure counts every gold expression with a value (2,103 of 2,159; durations, sets and
vague references among them) and everything found that does not match one without: an expression is right if it overlaps
a gold one, one to one, and both have the same normal form (``times_values.py``). No expression gets the day of
publication, as these are histories: a date without a year is the one nearest to where the narrative stands.

HeidelTime's figures stand in the README of the data folder, measured in its mode for narratives: overlap and equal
value. How its values (TIMEX3) were brought to those of the gold (TIMEX2), above all before our era and for sets and
vague references, is not told there, so the two may differ by a point for that alone. Its rules and ours were both
written with this part of the set in view: neither is a figure on unseen text.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from marsad.reading._times import find_times
from marsad.resolving._times import time_expression
from marsad.resolving._times_narrative import date_expressions
from times_values import end_value, gold_value, own_value

if TYPE_CHECKING:
    from marsad.reading._mentions import TimeMention

_LEADING = re.compile(
    r"(?:(?:on|in|at|over|during|throughout|within|inside|across|for|by|since|until|till|before|after|from|between|to)"
    r"\s+)+",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s*(?:[-‐‑–—]|\b(?:to|until|till|through|and|into)\b)\s*", re.IGNORECASE)
_NARROWING = frozenset({"part", "ordinal", "signal"})


def time30(folder: Path) -> tuple[int, int]:
    """Expressions that get the right interval, of all."""
    rows = [json.loads(line) for line in (folder / "time30.jsonl").read_text(encoding="utf-8").splitlines()]
    right = 0
    for row in rows:
        published = date.fromisoformat(row["reference"][:10])
        found = [
            time_expression(mention, published=published)
            for mention in find_times(row["sentence"])
            if mention.span.exact.lower() in row["expression"].lower()
            or row["expression"].lower() in mention.span.exact.lower()
        ]
        got = (found[0].start, found[0].end) if found else None
        if got == (row["start"], row["end"]):
            right += 1
        else:
            print(f"  time30: {row['expression']!r} is {row['start']}..{row['end']}, got {got}", file=sys.stderr)
    return right, len(rows)


class Tally:
    """Counts over the documents of WikiWars, and the errors by sort."""

    def __init__(self) -> None:
        self.count: Counter[str] = Counter()
        self.errors: dict[str, list[str]] = {"missed": [], "spurious": [], "extent": [], "value": []}

    def document(self, document: dict[str, Any]) -> None:
        """Compares one document; nested gold expressions count like the others."""
        text, gold = document["text"], document["timex"]
        found = [(mention, *extent) for mention in find_times(text) for extent in _extents(mention)]
        self.count["gold"] += len(gold)
        self.count["valued"] += sum(bool(gold_value(row.get("val") or "")) for row in gold)
        self.count["found"] += len(found)
        values = _values(found)
        unused = set(range(len(found)))
        for row in gold:
            overlapping = [n for n in sorted(unused) if found[n][1] < row["end"] and row["start"] < found[n][2]]
            exact = [n for n in overlapping if found[n][1:] == (row["start"], row["end"])]
            if not overlapping:
                self.errors["missed"].append(_context(text, row["start"], row["end"]))
                continue
            match = (exact or overlapping)[0]
            unused.discard(match)
            self.count["relaxed"] += 1
            self.count["strict"] += bool(exact)
            if not exact:
                self.errors["extent"].append(f"{row['text']!r} got {text[found[match][1] : found[match][2]]!r}")
            self._value(row, found[match], values[match], text)
        for n in sorted(unused):
            self.errors["spurious"].append(_context(text, *found[n][1:]))

    def _value(self, row: dict[str, Any], found: tuple[TimeMention, int, int], value: str, text: str) -> None:
        gold = gold_value(row.get("val") or "")
        if not gold:
            self.count["without"] += 1
            return
        self.count["value"] += value == gold
        if value != gold:
            mention, start, end = found
            self.errors["value"].append(f"{gold} got {value or None} {mention.form} {_context(text, start, end)}")

    def f1(self, matched: str) -> tuple[float, float, float]:
        """Precision, recall and F1 in percent; for the value, gold without one and what matches it are left out."""
        found, gold = self.count["found"], self.count["gold"]
        if matched == "value":
            found, gold = found - self.count["without"], self.count["valued"]
        precision, recall = self.count[matched] / found, self.count[matched] / gold
        return 100 * precision, 100 * recall, 200 * precision * recall / (precision + recall)


def _is_range(mention: TimeMention) -> bool:
    return mention.form == "range" or any(name in ("day_to", "year_to") for name, _ in mention.terms)


def _extents(mention: TimeMention) -> list[tuple[int, int]]:
    """What TIMEX2 would mark: no preposition in front, and the two ends of a range apart."""
    lead = _LEADING.match(mention.span.exact)
    start = mention.span.start + (lead.end() if lead else 0)
    joint = _JOINT.search(mention.span.exact, start - mention.span.start) if _is_range(mention) else None
    if joint is None:
        return [(start, mention.span.end)]
    return [(start, mention.span.start + joint.start()), (mention.span.start + joint.end(), mention.span.end)]


def _values(found: list[tuple[TimeMention, int, int]]) -> list[str]:
    """Normal forms in a narrative: each leans on the expressions before it; the ends of a range are apart."""
    mentions = list(dict.fromkeys(mention for mention, _, _ in found))
    whole = [_whole(mention) for mention in mentions]
    dated = dict(
        zip(mentions, zip(whole, date_expressions(whole, published=None, history=True), strict=True), strict=True)
    )
    values = []
    for n, (mention, _, _) in enumerate(found):
        without, expression = dated[mention]
        if _is_range(mention):
            second = n > 0 and found[n - 1][0] is mention
            values.append(end_value(without, expression, second=second))
        else:
            values.append(own_value(without, expression))
    return values


def _whole(mention: TimeMention) -> TimeMention:
    """Without what TIMEX2 keeps apart from the value: "early", "since"; a half is a value of its own."""
    terms = dict(mention.terms)
    kept = {"part", "ordinal"} if terms.get("part") == "half" else {"ordinal"} if "part_unit" in terms else set()
    return replace(mention, terms=tuple(term for term in mention.terms if term[0] not in _NARROWING - kept))


def _context(text: str, start: int, end: int) -> str:
    return f"{text[max(0, start - 30) : start]}[[{text[start:end]}]]{text[end : end + 25]}".replace("\n", " ")


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parents[2] / "shared/data/time")
    parser.add_argument("--errors", type=int, default=0, help="how many errors of each sort to show")
    options = parser.parse_args()
    right, total = time30(options.folder)
    print(f"time30: right interval {right} of {total} (HeidelTime 29)")
    tally = Tally()
    with gzip.open(options.folder / "wikiwars-train.jsonl.gz", "rt", encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    words = sum(len(document["text"].split()) for document in documents)
    began = time.process_time()
    for document in documents:
        find_times(document["text"])
    took = time.process_time() - began
    for document in documents:
        tally.document(document)
    for name, peer in (("strict", 85.7), ("relaxed", 92.2), ("value", 84.2)):
        precision, recall, f1 = tally.f1(name)
        print(f"WikiWars {name}: P {precision:.1f} R {recall:.1f} F1 {f1:.1f} (HeidelTime {peer})")
    print(f"{1000 * took / words * 600:.2f} ms for 600 words (processor time, finding alone)")
    for sort, errors in tally.errors.items():
        for error in errors[:: max(1, len(errors) // options.errors)] if options.errors else ():
            print(f"  {sort}: {error}")


if __name__ == "__main__":
    main()
