"""Measures forecasts and control on a part of the project's corpus, beside a simple baseline.

Run ``python benchmarks/claims.py [--part dev|test|train] [--errors N]``. A forecast is found where its evidence meets a
marked one, one to one; of those found it is counted whether the operative words meet the marked ones and whether the
polarity agrees (words such as "unlikely" hold a negation, with or without a mark). A control record is found where its
evidence meets a marked one and right where place and holder are those that are marked; only places with a name count.
The marks are not complete, above all for captures, so that precision is told too low.

The baselines: a forecast in every sentence with will, likely or expected; in every sentence with a form of control or
hold, whoever and whatever place is named in it first. Errors of the test part are never shown.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from training.corpus.inline import Annotated, Mark  # noqa: E402
from training.corpus.links import ids  # noqa: E402
from training.corpus.splits import written  # noqa: E402

from corpus import as_report  # noqa: E402
from marsad._read import read_report  # noqa: E402
from marsad.knowledge import load_probabilities  # noqa: E402
from marsad.records import Reading, Span  # noqa: E402

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+[\"”’')\]]*(?=\s|$)|[.!?](?=\S)|\n|$)")
_FORETELLING = re.compile(r"\b(?:will|likely|expected)\b", re.IGNORECASE)
_HOLDING = re.compile(r"\b(?:controls?|controlled|controlling|holds?|held|holding)\b", re.IGNORECASE)
_NAMES = ("loc",)


@dataclass(frozen=True, slots=True)
class Claim:
    """A forecast or a control record, marked or printed, as far as it is compared.

    Attributes:
        evidence: First and last (exclusive) character.
        words: The same for the operative words; empty for control.
        negative: Whether it is foretold not to happen.
        places: Where the place is named.
        holders: Where who holds it is named; null for nobody.
        relation: Of control.
    """

    evidence: tuple[int, int]
    words: tuple[tuple[int, int], ...] = ()
    negative: bool = False
    places: tuple[tuple[int, int], ...] = ()
    holders: tuple[tuple[int, int], ...] | None = None
    relation: str = ""


@dataclass(slots=True)
class Score:
    """Counts of one kind of claim; ``right`` of those found, by field."""

    want: int = 0
    has: int = 0
    both: int = 0
    right: dict[str, int] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def f1(self) -> tuple[float, float, float]:
        """Precision, recall and F1."""
        return (
            self.both / max(self.has, 1),
            self.both / max(self.want, 1),
            2 * self.both / max(self.has + self.want, 1),
        )

    def share(self, name: str) -> float:
        """Share of those found where a field is right."""
        return self.right.get(name, 0) / max(self.both, 1)


def _meet(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _any_meet(one: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]]) -> bool:
    return any(_meet(a, b) for a in one for b in other)


def _same_holding(gold: Claim, printed: Claim) -> bool:
    if not _any_meet(gold.places, printed.places):
        return False
    if gold.holders is None or printed.holders is None:
        return gold.holders is None and (printed.holders is None or printed.relation == gold.relation)
    return _any_meet(gold.holders, printed.holders)


def _pairs(marked: list[Claim], printed: list[Claim], *, holding: bool) -> list[tuple[Claim, Claim]]:
    """One to one: those that agree best first."""
    ranked = []
    for i, gold in enumerate(marked):
        for j, claim in enumerate(printed):
            shared = _meet(gold.evidence, claim.evidence)
            if shared and (not holding or _same_holding(gold, claim)):
                agrees = gold.relation == claim.relation if holding else _any_meet(gold.words, claim.words)
                ranked.append((not agrees, -shared, i, j))
    out, taken = [], set[tuple[str, int]]()
    for *_, i, j in sorted(ranked):
        if ("gold", i) not in taken and ("printed", j) not in taken:
            taken |= {("gold", i), ("printed", j)}
            out.append((marked[i], printed[j]))
    return out


def add(score: Score, text: str, marked: list[Claim], printed: list[Claim], *, holding: bool) -> None:
    """Adds one report."""
    pairs = _pairs(marked, printed, holding=holding)
    score.want += len(marked)
    score.has += len(printed)
    score.both += len(pairs)
    for gold, claim in pairs:
        fields = (
            {"relation": gold.relation == claim.relation}
            if holding
            else {"wording": _any_meet(gold.words, claim.words), "polarity": gold.negative == claim.negative}
        )
        for name, right in fields.items():
            score.right[name] = score.right.get(name, 0) + right
            if not right:
                score.errors.append(f"{name}: {_shown(text, claim)}")
    found = {id(c) for pair in pairs for c in pair}
    score.errors += [f"missed: {_shown(text, c)}" for c in marked if id(c) not in found]
    score.errors += [f"not marked: {_shown(text, c)}" for c in printed if id(c) not in found]


def _shown(text: str, claim: Claim) -> str:
    start, end = claim.evidence
    before, behind = text[max(0, start - 60) : start], text[end : end + 30]
    return f"{claim.relation} {before}[[{text[start:end]}]]{behind}".replace("\n", " ").strip()


# ---------------------------------------------------------------- what is marked


def marked_forecasts(report: Annotated) -> list[Claim]:
    """The forecasts that the corpus marks."""
    words: dict[str, list[tuple[int, int]]] = {}
    for mark in report.marks:
        if mark.type == "word":
            words.setdefault(mark.id, []).append((mark.start, mark.end))
    out = []
    for mark in report.marks:
        if mark.type == "fore":
            own = tuple(words.get(mark.id, ()))
            said = " ".join(report.text[start:end] for start, end in own)
            negative = mark.attributes.get("pol") == "-" or holds_negation(said)
            out.append(Claim((mark.start, mark.end), own, negative))
    return out


def holds_negation(words: str) -> bool:
    """Whether operative words say by themselves that something will not happen ("is unlikely to")."""
    said = words.lower().split()
    lower = " ".join(said)
    for rows in load_probabilities().wordings.values():
        for row in rows:
            if row.negative and f" {' '.join(row.words)} " in f" {lower} " and (not row.negated or "not" in said):
                return True
    return False


def marked_control(report: Annotated) -> list[Claim]:
    """The statements of control that the corpus marks, one for each place with a name."""
    spans: dict[str, list[Mark]] = {}
    for mark in report.marks:
        if mark.id and mark.type not in ("say", "cue", "fore", "word", "cond"):
            spans.setdefault(mark.id, []).append(mark)
    stretches = lambda marks: tuple((m.start, m.end) for m in marks)
    out = []
    for mark in report.marks:
        if mark.type != "ctl":
            continue
        holders = [m for ident in ids(mark, "by") for m in spans.get(ident, ())]
        for ident in ids(mark, "p"):
            names = [m for m in spans.get(ident, ()) if m.type in _NAMES]
            if names:
                out.append(
                    Claim(
                        (mark.start, mark.end),
                        places=stretches(names),
                        holders=stretches(holders) if holders else None,
                        relation=mark.attributes.get("r", ""),
                    )
                )
    return out


# ---------------------------------------------------------------- what is printed, and the baselines


def _stretch(span: Span) -> tuple[int, int]:
    return span.start, span.end


def printed_forecasts(reading: Reading) -> list[Claim]:
    """The forecasts of a reading; those of several who say the same count once."""
    told = {
        _stretch(f.evidence): Claim(_stretch(f.evidence), (_stretch(f.wording),), f.polarity == "negative")
        for f in reading.forecasts
    }
    return list(told.values())


def printed_control(reading: Reading) -> list[Claim]:
    """The control records of a reading."""
    places = {p.id: tuple(map(_stretch, p.mentions)) for p in reading.places}
    actors = {a.id: tuple(map(_stretch, a.mentions)) for a in reading.actors}
    return [
        Claim(
            _stretch(c.evidence),
            places=places[c.place],
            holders=actors[c.controller] if c.controller else None,
            relation=c.relation,
        )
        for c in reading.control
    ]


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    for found in _SENTENCE.finditer(text):
        if found.group().strip():
            yield found.start(), found.end()


def simple_forecasts(reading: Reading) -> list[Claim]:
    """A forecast in every sentence with will, likely or expected."""
    text = reading.report.text
    found = ((s, _FORETELLING.search(text, *s)) for s in _sentences(text))
    return [Claim(s, ((hit.start(), hit.end()),)) for s, hit in found if hit]


def simple_control(reading: Reading) -> list[Claim]:
    """Whoever and whatever place is named first in a sentence with a form of control or hold."""
    out = []
    for stretch in _sentences(reading.report.text):
        if not _HOLDING.search(reading.report.text, *stretch):
            continue
        first = lambda records, s=stretch: min(
            ((m.start, r) for r in records for m in r.mentions if s[0] <= m.start < s[1]),
            key=lambda found: found[0],
            default=None,
        )
        place, actor = first(reading.places), first(reading.actors)
        if place and actor:
            spans = [tuple(map(_stretch, record.mentions)) for _, record in (place, actor)]
            out.append(Claim(stretch, places=spans[0], holders=spans[1], relation="holds"))
    return out


def measured(reports: Sequence[Annotated]) -> dict[str, Score]:
    """The scores over reports, by name."""
    scores = {name: Score() for name in ("forecasts", "forecasts, baseline", "control", "control, baseline")}
    for report in reports:
        reading = read_report(as_report(report))
        for name, printed in (
            ("forecasts", printed_forecasts(reading)),
            ("forecasts, baseline", simple_forecasts(reading)),
        ):
            add(scores[name], report.text, marked_forecasts(report), printed, holding=False)
        for name, printed in (("control", printed_control(reading)), ("control, baseline", simple_control(reading))):
            add(scores[name], report.text, marked_control(report), printed, holding=True)
    return scores


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--part", choices=("dev", "test", "train"), default="dev")
    parser.add_argument("--corpus", type=Path, default=ROOT / "corpus")
    parser.add_argument("--errors", type=int, default=0, help="show so many errors, never of the test part")
    parser.add_argument("--every", type=int, default=1, help="read every Nth report only")
    args = parser.parse_args()
    scores = measured(list(written(args.corpus, args.part))[:: args.every])
    for name, score in scores.items():
        p, r, f = score.f1()
        fields = "".join(f"  {field} right {score.share(field):.3f}" for field in score.right)
        print(f"{name:20} P {p:.3f} R {r:.3f} F1 {f:.3f}  ({score.both} of {score.want} marked, {score.has}){fields}")
    if args.part != "test":
        for name in ("forecasts", "control"):
            listed = scores[name].errors
            for error in random.Random(11).sample(listed, min(args.errors, len(listed))):
                print(f"    {name}: {error}")


if __name__ == "__main__":
    main()
