"""Measures who says what: cue, source and content by characters, and chains of sources (optional data folder).

Run ``python benchmarks/attribution.py [--set polnear|corpus] [--part dev|test] [--errors N]``. PolNeAR (dev part, 79
articles on an election) marks attributions of every sort, beliefs and attitudes included; nothing is learned from it.
It marks nothing within a quotation as said, so ours there are left out. The figures to look at are those with attitudes
(``marsad.reading.find_attitudes``), cut by its guideline: see ``widely``; statements as printed stand beside them.
The corpus marks sayings as this program means
them. A character counts once for each layer, blanks left out; a layer's precision is the share of our characters that
are theirs, recall the share of theirs that are ours. Indirect ones apart: theirs without a quotation mark in the
content, against all of ours, and ours of that form against all of theirs.

Beside it a baseline: verbs of saying (``verb-lists.csv``, outside quotation marks), the words between them and the
next mark for a source, the rest of the sentence for the content.

Of the corpus, which marks the speakers' nouns alone, in place of the source: the share of sayings whose chain is right,
every link's speaker, in order; one that is not found is wrong. Chains of two links or more are apart.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from training.corpus.inline import Annotated, Mark  # noqa: E402
from training.corpus.links import ids  # noqa: E402
from training.corpus.splits import written  # noqa: E402

from marsad._read import read_report, told_of  # noqa: E402
from marsad.language import Document, Sentence, Token  # noqa: E402
from marsad.reading import ToldReport, cue_extent, find_attitudes  # noqa: E402
from marsad.records import Reading, Span  # noqa: E402
from texts import DATA, prf, report_of, rows  # noqa: E402

LAYERS = ("source", "cue", "content")
MARKS = re.compile("[“”«»\"]|''")
MEANS = re.compile(
    r" (?:in|during|on) (?:an?|the|his|her|their) (?:[\w-]+ ){0,2}"
    r"(?:statement|interview|tweet|speech|e-?mail|letter|report|news release|press release|post|debate|video|article)\b"
)
MATTER = frozenset({"about", "against", "for", "of", "on", "to", "with"})  # before what a saying is about
RELATIVE = re.compile(r"\s(who|which)$")
JOINT = re.compile(r"\bthat\s+$")
OCCASION = frozenset({"in", "during", "over", "via"})  # before the occasion or the means of a saying
Stretches = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution: stretches of its layers; ``chain`` are the ids of its speakers, nearest first, of the corpus."""

    source: Stretches
    cue: Stretches
    content: Stretches
    chain: tuple[str, ...] = ()

    def is_direct(self, text: str) -> bool:
        """Whether part of the content is quoted."""
        return any(MARKS.search(text, start, end) for start, end in self.content)


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its attributions.

    ``mentions`` are the places of each speaker of the corpus, by id; ``acts`` the words that it marks as acts, which
    it never marks as cues.
    """

    id: str
    text: str
    attributions: list[Attribution]
    mentions: dict[str, Stretches] = field(default_factory=dict)
    acts: Stretches = field(default_factory=list)


@dataclass(slots=True)
class Tally:
    """Counts over texts."""

    count: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def add(self, text: Text, found: list[Attribution]) -> None:
        """Compares the layers of one text."""
        for layer in LAYERS:
            theirs, ours = covered(text.text, text.attributions, layer), covered(text.text, found, layer)
            self._note(layer, len(theirs & ours), len(ours), len(theirs), len(theirs & ours))
            indirect = [covered(text.text, [a for a in own if not a.is_direct(text.text)], layer) for own in
                        (text.attributions, found)]  # fmt: skip
            self._note(f"indirect {layer}", len(indirect[1] & theirs), len(indirect[1]), len(indirect[0]),
                       len(indirect[0] & ours))  # fmt: skip
        self._tell_errors(text, found)

    def _note(self, name: str, right: int, has: int, want: int, met: int) -> None:
        for key, value in (("right", right), ("has", has), ("want", want), ("met", met)):
            self.count[f"{name} {key}"] += value

    def figures(self, name: str) -> tuple[float, float, float]:
        """Precision, recall and F1 of a layer, in per cent."""
        c = self.count
        precision = 100 * c[f"{name} right"] / max(c[f"{name} has"], 1)
        recall = 100 * c[f"{name} met"] / max(c[f"{name} want"], 1)
        return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)

    def _tell_errors(self, text: Text, found: list[Attribution]) -> None:
        told = lambda a: " | ".join(" .. ".join(text.text[s:e] for s, e in getattr(a, n))[:140] for n in LAYERS)
        meets = lambda a, b: any(s < f and t < e for s, e in a.cue for t, f in b.cue)
        for a in text.attributions:
            match = next((b for b in found if meets(a, b)), None)
            if match is None:
                self.errors.append(f"missed: {told(a)}")
                continue
            for layer in ("source", "content"):
                one, other = covered(text.text, [a], layer), covered(text.text, [match], layer)
                if 2 * len(one & other) < 0.8 * (len(one) + len(other)):
                    self.errors.append(f"{layer}: theirs {told(a)}\n        ours   {told(match)}")
        self.errors += [f"false: {told(b)}" for b in found if not any(meets(a, b) for a in text.attributions)]

    def add_chains(self, text: Text, reading: Reading) -> None:
        """Counts the right chains of a report of the corpus."""
        for a in text.attributions:
            long = len(a.chain) > 1
            match = next(
                (s for s in reading.statements if s.cue and any(s.cue.start < e and b < s.cue.end for b, e in a.cue)),
                None,
            )
            spans = [s.span for s in match.sources] if match else []
            right = len(spans) == len(a.chain) and all(
                (not ident and span is None)
                or (span is not None and any(span.start < e and b < span.end for b, e in text.mentions.get(ident, ())))
                for ident, span in zip(a.chain, spans, strict=True)
            )
            for name in ("chain", "long chain") if long else ("chain",):
                self.count[f"{name} want"] += 1
                self.count[f"{name} right"] += right


def covered(text: str, attributions: Iterable[Attribution], layer: str) -> set[int]:
    """The characters of a layer, blanks left out."""
    spans = (span for a in attributions for span in getattr(a, layer))
    return {i for start, end in spans for i in range(start, end) if not text[i].isspace()}


def polnear() -> Iterator[Text]:
    """The articles of the dev part."""
    for row in rows("attribution/polnear-dev.jsonl.gz"):
        yield Text(row["id"], row["text"], [_theirs(a) for a in row["attributions"]])


def _theirs(a: dict[str, Any]) -> Attribution:
    return Attribution(*([tuple(s) for s in a.get(layer, ())] for layer in LAYERS))  # type: ignore[arg-type]


def of_corpus(report: Annotated) -> Text:
    """A report of the corpus: one attribution for each cue that has a content."""
    mentions: dict[str, Stretches] = {}
    for mark in report.marks:
        if mark.id and mark.type not in ("say", "cue", "fore", "word", "cond", "act"):
            mentions.setdefault(mark.id, []).append((mark.start, mark.end))
    cues = {m.id: m for m in report.marks if m.type == "cue"}
    says = [m for m in report.marks if m.type == "say"]
    out = []
    for ident, cue in cues.items():
        content = [m for m in says if m.id == ident]
        if content:
            chain = tuple(_speaker(cues, i) for i in (ident, *_around(says, content[0])))
            nearest = [_nearest(mentions, s, cue.start) for s in ids(cue, "src")]
            source = [span for span in nearest if span is not None]
            out.append(Attribution(source, [(cue.start, cue.end)], [(m.start, m.end) for m in content], chain))
    acts = [(m.start, m.end) for m in report.marks if m.type == "act"]
    return Text(report.id, report.text, out, mentions, acts)


def _speaker(cues: dict[str, Mark], ident: str) -> str:
    return next(iter(ids(cues[ident], "src")), "") if ident in cues else ""


def _around(says: list[Mark], inner: Mark) -> list[str]:
    """The cues of the contents around a content, from the inside out."""
    around = [m for m in says if m.start <= inner.start and inner.end <= m.end and m.depth < inner.depth]
    return [m.id for m in sorted(around, key=lambda m: -m.depth) if m.id != inner.id]


def _nearest(mentions: dict[str, Stretches], ident: str, at: int) -> tuple[int, int] | None:
    return min(mentions.get(ident, ()), key=lambda m: abs(m[0] - at), default=None)


def ours(reading: Reading, *, nested: bool = True, but: Stretches = ()) -> list[Attribution]:
    """What the program printed, with or without what is said within a quotation, and without cues that meet ``but``."""
    quoted = [c for told in reading.statements if told.quote == "direct" for c in told.content]
    inside = lambda cue: cue is not None and any(c.start <= cue.start < c.end for c in quoted)
    open_ = lambda cue: cue is not None and any(s < cue.end and cue.start < e for s, e in but)
    return [
        Attribution(
            [(s.span.start, s.span.end) for s in told.sources[:1] if s.span],
            [(told.cue.start, told.cue.end)] if told.cue else [],
            [(c.start, c.end) for c in told.content],
        )
        for told in reading.statements
        if (nested or not inside(told.cue)) and not open_(told.cue)
    ]


def widely(document: Document, told: ToldReport) -> list[Attribution]:
    """Sayings and attitudes as PolNeAR cuts them.

    Its guideline takes into the cue auxiliaries, negation, adverbs, particles, the preposition of what follows, a
    colon, the means and the occasion ("in a statement"); into the content the joint "that"; into the source all that
    hangs on the speaker, of a relative clause its pronoun alone. It marks next to nothing within what somebody says
    or thinks.
    """
    said = [c for s in told.sayings for c in s.content]
    out: list[Attribution] = []
    for saying in told.sayings:
        credit = saying.credits[0]
        if credit.cue is not None and not _within(credit.cue.start, said):
            source = [_wide_source(document.text, credit.phrase)] if credit.phrase else []
            cue = _wide_cue(document, credit.cue, saying.content)
            content = [(_with_joint(document.text, c.start), c.end) for c in saying.content]
            out.append(Attribution(source, [cue], content))
    marks = {i for m in re.finditer(r"[“\"][^“”\"]*[”\"]", document.text) for i in range(*m.span())}
    for held in find_attitudes(document):
        told_of = any(s < held.cue.end and held.cue.start < e for a in out for s, e in a.cue)
        if not told_of and held.cue.start not in marks and not _within(held.cue.start, said):
            holder = [_wide_source(document.text, held.holder)] if held.holder else []
            about = [(c.start, c.end) for c in held.content]
            out.append(Attribution(holder, [(held.cue.start, held.cue.end)], about))
            said += held.content
    return out


def _within(offset: int, spans: Iterable[Span]) -> bool:
    return any(s.start <= offset < s.end for s in spans)


def _wide_source(text: str, phrase: Span) -> tuple[int, int]:
    """A speaker with the comma that closes what is added to him; of "the mayor, who", the pronoun alone."""
    relative = RELATIVE.search(phrase.exact)
    if relative:
        return phrase.start + relative.start(1), phrase.end
    return phrase.start, phrase.end + ("," in phrase.exact and text[phrase.end : phrase.end + 1] == ",")


def _wide_cue(document: Document, cue: Span, content: Sequence[Span]) -> tuple[int, int]:
    """A cue with the words that the guideline takes into it."""
    text, sentence = document.text, document.sentence_at(cue.start)
    start, end = cue.start, cue.end
    word = None if sentence is None else next((t for t in sentence.tokens if t.start <= start < t.end), None)
    while word is not None and sentence is not None and word.upos in ("AUX", "ADV", "PART") and word.end < end:
        word = sentence.tokens[word.index + 1]
    if sentence is not None and word is not None and word.upos in ("VERB", "AUX", "NOUN", "ADJ"):
        first, last = cue_extent(sentence, word.index)
        start, end = min(start, sentence.tokens[first].start), max(end, sentence.tokens[last - 1].end)
        case = sentence.tokens[last] if last < len(sentence.tokens) else word
        mine = case.relation in ("case", "mark") and sentence.tokens[case.head].head == word.index
        matter = case.lemma in MATTER and (case.relation, case.lemma) != ("mark", "to")
        if mine and matter and any(case.start <= c.start <= case.end + 2 for c in content):
            end = max(end, case.end)
        end = max(end, _with_day(sentence, word, end))
    means = MEANS.match(text, end)
    end = means.end() if means else end
    if sentence is not None and word is not None and word.upos == "VERB":
        end = _with_occasion(sentence, word, end, content)
    return start, end + (text[end : end + 1] == ":")


def _with_occasion(sentence: Sentence, word: Token, end: int, content: Sequence[Span]) -> int:
    """Where a cue ends that is told with its occasion or means: "said during the talks", "wrote in his memoir"."""
    for child in sentence.children(word.index, "obl"):
        phrase = [sentence.tokens[i] for i in sentence.subtree(child.index)]
        entity = sentence.entity_at(child.index)
        named = child.noun_class in ("place", "time", "person") or (entity is not None and entity.label != "ORG")
        beside = end < phrase[0].start <= end + 1 and phrase[0].lemma in OCCASION
        if named or not beside or any(c.start < phrase[-1].end and phrase[0].start < c.end for c in content):
            continue
        stop = next((t.index for t in phrase if t.text in (",", ";", ":")), len(sentence.tokens))
        return max(t.end for t in phrase if t.index < stop)
    return end


def _with_day(sentence: Sentence, word: Token, end: int) -> int:
    """Where a cue ends that is told with its day: "said on Monday" not, "said Monday", "wrote last week"."""
    for child in sentence.children(word.index, "obl:unmarked", "obl:tmod"):
        phrase = [sentence.tokens[i] for i in sentence.subtree(child.index)]
        if end < phrase[0].start <= end + 1 and not any(t.upos == "PUNCT" for t in phrase):
            return phrase[-1].end
    return end


def _with_joint(text: str, start: int) -> int:
    """Where the content begins, with the word "that" before it."""
    joint = JOINT.search(text, max(0, start - 6), start)
    return joint.start() if joint else start


def baseline(text: str) -> list[Attribution]:
    """Verbs of saying outside quotation marks, with what stands around them."""
    quoted = {i for m in re.finditer(r"[“\"][^“”\"]*[”\"]", text) for i in range(*m.span())}
    out = []
    for sentence in re.finditer(r"[^\n]+?(?:[.!?][”\"']?(?=\s)|\n|$)", text):
        start, end = sentence.span()
        for word in re.finditer(r"\w+", text[start:end]):
            at = start + word.start()
            if word.group().lower() not in verbs() or at in quoted:
                continue
            behind = start + word.end()
            left = max([text.rfind(mark, start, at) + 1 for mark in (",", "”", '"')] + [start])
            source = (
                (left, at) if text[left:at].strip() else (behind, min(text.find(",", behind, end) % (end + 1), end))
            )
            content = (behind, end) if source[0] < start + 40 and left == start else (start, left)
            out.append(Attribution([source], [(at, behind)], [content]))
            break
    return out


def verbs() -> frozenset[str]:
    """The forms of verbs of saying on both public lists."""
    if not _VERBS:
        with (DATA / "attribution" / "verb-lists.csv").open(encoding="utf-8") as lines:
            _VERBS.extend(row["form"] for row in csv.DictReader(lines))
    return frozenset(_VERBS)


_VERBS: list[str] = []


def show(name: str, tally: Tally, layers: tuple[str, ...] = LAYERS) -> None:
    """Prints the figures of one reader."""
    print(name)
    for group in ("", "indirect "):
        for layer in layers:
            print(f"  {group + layer:18} P {{:5.1f}} R {{:5.1f}} F1 {{:5.1f}}".format(*tally.figures(group + layer)))
    for chain in ("chain", "long chain"):
        if tally.count[f"{chain} want"]:
            right, want = tally.count[f"{chain} right"], tally.count[f"{chain} want"]
            print(f"  {chain:18} right {prf(right, want, want)[0]:5.1f} ({right} of {want})")


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--set", choices=("polnear", "corpus"), nargs="*", default=("polnear", "corpus"))
    parser.add_argument("--part", choices=("train", "dev", "test"), default="test", help="part of the corpus")
    parser.add_argument("--errors", type=int, default=0, help="show so many errors; of the corpus not of its test part")
    args = parser.parse_args()
    for name in args.set:
        texts = polnear() if name == "polnear" else map(of_corpus, written(ROOT / "corpus", args.part))
        mine, wide, simple = Tally(), Tally(), Tally()
        for text in texts:
            reading = read_report(report_of(text.id, text.text))
            mine.add(text, ours(reading, nested=name == "corpus", but=text.acts))
            if name == "corpus":
                mine.add_chains(text, reading)
            else:
                wide.add(text, widely(*told_of(report_of(text.id, text.text).text)))
            simple.add(text, baseline(text.text))
        title = "PolNeAR dev" if name == "polnear" else f"corpus {args.part}"
        layers = LAYERS if name == "polnear" else LAYERS[1:]
        show(f"{title}, baseline", simple, layers)
        show(f"{title}, marsad's statements as printed", mine, layers)
        if name == "polnear":
            show(f"{title}, with attitudes, cut by its guideline", wide, layers)
        if name == "polnear" or args.part != "test":
            errors = (wide if name == "polnear" else mine).errors
            for error in random.Random(11).sample(errors, min(args.errors, len(errors))):
                print(f"    {error}")


if __name__ == "__main__":
    main()
