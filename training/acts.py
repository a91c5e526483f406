"""From annotated reports to training sentences: words, mentions, triggers, and links from triggers to words.

A link points at the head word of a mention of its entity: the nearest one in the trigger's sentence, else the nearest
before it, else the nearest after it; the entity's other mentions cost the model nothing either way. What lies outside
the window that the model sees is lost to it; completing acts from the rest of the report is the business of
``marsad.resolving``. Heads and trees are those that english_v1 reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from marsad.language import Document, Network, analyse
from marsad.language import Sentence as Analysed
from marsad.language._analyse import for_network
from training.corpus.inline import Annotated, Mark
from training.corpus.links import cue_of, figures, ids
from training.corpus.sentences import SINGLE
from training.data import IGNORE, Sentence, entity_tags
from training.labels import MENTION_TAGS, MENTIONS, MOODS, ROLES, SAYING, TRIGGERS

MENTION = {tag: number for number, tag in enumerate(MENTION_TAGS)}
TRIGGER = {name: number for number, name in enumerate(TRIGGERS)}
ROLE = {name: number for number, name in enumerate(ROLES)}
NAMED = {"per": "PER", "org": "ORG", "loc": "LOC"}
LINKS = {"a": "actor", "t": "target", "p": "place", "d": "time", "w": "means"}


@dataclass(slots=True)
class Links:
    """What a trigger or cue is linked to. Words are counted from the beginning of the document.

    Attributes:
        at: Its first word.
        right: (role, word) pairs that hold.
        open: (role, word) pairs that are as good, and cost nothing either way.
        only: The roles that the set labels; null for all.
    """

    at: int
    right: set[tuple[int, int]] = field(default_factory=set)
    open: set[tuple[int, int]] = field(default_factory=set)
    only: frozenset[int] | None = None


def act_sentences(reports: Iterable[Annotated], network: Network, *, weight: float = 1.0) -> Iterator[Sentence]:
    """The sentences of annotated reports with the layers of acts."""
    for report in reports:
        document = analyse(report.text, network)
        whole = _Report(report, document)
        for sentence in document.sentences:
            yield whole.sentence(sentence, weight)


def tree_of(sentence: Analysed) -> tuple[list[int], list[str]]:
    """Governors and relations as the program reads them."""
    return [t.head for t in sentence.tokens], [t.relation for t in sentence.tokens]


def head_of(sentence: Analysed, first: int, last: int) -> int:
    """The word of a stretch whose governor lies outside; the last such, which is the noun of a compound name."""
    for index in range(last - 1, first - 1, -1):
        token = sentence.tokens[index]
        if not first <= token.head < last and token.upos != "PUNCT":
            return index
    return last - 1


class _Report:
    """One report while its sentences are made."""

    def __init__(self, report: Annotated, document: Document) -> None:
        self.report, self.document = report, document
        self.single = report.header.get("style") == SINGLE
        self.starts = [0]
        for sentence in document.sentences:
            self.starts.append(self.starts[-1] + len(sentence.tokens))
        self.heads: dict[str, list[int]] = {}  # head words of the mentions of each id, in the document
        self.cues: dict[int, int] = {}  # first word of each cue, by the mark's identity
        for sentence in document.sentences:
            for mark in report.marks:
                span = _words(sentence, mark)
                if span is None:
                    continue
                if mark.type == "cue":
                    self.cues[id(mark)] = self.starts[sentence.index] + span[0]
                elif mark.type in MENTIONS and mark.id:
                    head = self.starts[sentence.index] + head_of(sentence, *span)
                    self.heads.setdefault(mark.id, []).append(head)

    def sentence(self, sentence: Analysed, weight: float) -> Sentence:
        """The layers of one sentence."""
        words = for_network([t.text for t in sentence.tokens])
        spans = [(m, s) for m in self.report.marks if (s := _words(sentence, m)) is not None]
        named = [(*span, NAMED[m.type]) for m, span in spans if m.type in NAMED]
        mentions = [(*span, m.type) for m, span in spans if m.type in MENTIONS]
        triggers = [TRIGGER["O"]] * len(words)
        moods = [IGNORE] * len(words)
        background = [IGNORE] * len(words)
        links = []
        named_by = [(m, s) for m, s in spans if m.type in ("cue", "act")]
        for mark, (first, last) in sorted(named_by, key=lambda n: n[0].type == "act"):  # a word that is both is the act
            triggers[first:last] = [TRIGGER[mark.kind or SAYING]] * (last - first)
            if mark.type == "act":
                moods[first] = MOODS.index(mark.attributes.get("s", "plain"))
                background[first] = int("bg" in mark.attributes)
            links.append(self._links(mark, first, sentence.index))
        return Sentence(
            origin="acts",
            words=words,
            entities=None if self.single else entity_tags(len(words), named),
            mentions=None if self.single else mention_tags(len(words), mentions),
            triggers=triggers,
            moods=moods,
            background=background,
            links=links,
            tree=tree_of(sentence),
            document=self.report.id,
            start=self.starts[sentence.index],
            weight=weight,
        )

    def _links(self, mark: Mark, first: int, number: int) -> Links:
        start, end = self.starts[number], self.starts[number + 1]
        at = start + first
        out = Links(at, only=frozenset(ROLE.values()) - {ROLE["cue"]} if self.single else None)
        for role, ident in self._wanted(mark):
            heads = self.heads.get(ident, [])
            if heads:
                nearest = min(heads, key=lambda h: (not start <= h < end, h >= end, abs(h - at), h))
                out.right.add((ROLE[role], nearest))
                out.open |= {(ROLE[role], h) for h in heads}
        cue = cue_of(self.report, mark)
        if cue is not None and id(cue) in self.cues:
            out.right.add((ROLE["cue"], self.cues[id(cue)]))
        out.open -= out.right
        return out

    @staticmethod
    def _wanted(mark: Mark) -> Iterator[tuple[str, str]]:
        """(role, id) of the links of a mark."""
        if mark.type == "cue":
            yield from (("source", ident) for ident in ids(mark, "src"))
            return
        for key, role in LINKS.items():
            yield from ((role, ident) for ident in ids(mark, key))
        for what, figure, whom in figures(mark):
            if figure:
                yield what, figure
            if whom:
                yield "whom", whom


def _words(sentence: Analysed, mark: Mark) -> tuple[int, int] | None:
    """First and last (exclusive) word of a mark in a sentence; null where it lies outside or runs over its end."""
    if mark.start < sentence.start or mark.end > sentence.end:
        return None
    inside = [t.index for t in sentence.tokens if t.start < mark.end and mark.start < t.end]
    return (inside[0], inside[-1] + 1) if inside else None


def mention_tags(length: int, spans: list[tuple[int, int, str]]) -> list[int]:
    """BIES tags of mentions; of nested ones the longest stays."""
    tags, taken = [MENTION["O"]] * length, [False] * length
    for start, end, label in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        if any(taken[start:end]):
            continue
        taken[start:end] = [True] * (end - start)
        tags[start:end] = [MENTION[f"I-{label}"]] * (end - start)
        if end - start == 1:
            tags[start] = MENTION[f"S-{label}"]
        else:
            tags[start], tags[end - 1] = MENTION[f"B-{label}"], MENTION[f"E-{label}"]
    return tags
