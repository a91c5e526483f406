"""Figures of an act by the model's links: which number phrase, or which single person, counts as what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from marsad.language import Document, Sentence, Trigger
from marsad.reading._counts import PART_OF
from marsad.reading._mentions import Quantity
from marsad.reading._phrases import phrase, phrase_span
from marsad.reading._told import CountMention
from marsad.records import CountWhat, Span

_TOGETHER = frozenset(
    "crew family couple group police staff team public population crowd community unit patrol".split()
)
_WHATS: tuple[CountWhat, ...] = get_args(CountWhat)


class LinkedCounts:
    """Reads the figures of the acts of one sentence.

    Args:
        document: The text.
        sentence: The sentence.
        quantities: Its number phrases.
    """

    def __init__(self, document: Document, sentence: Sentence, quantities: Sequence[Quantity]) -> None:
        self._document, self._sentence = document, sentence
        self._quantities = [q for q in quantities if q.unit is None]

    def of(self, trigger: Trigger) -> tuple[CountMention, ...]:
        """The figures of an act in text order; each number phrase or person counts as one thing, the surest."""
        found: dict[int, tuple[CountWhat, int, Quantity | None]] = {}  # by where the figure begins
        for link in trigger.links:  # the surest first
            if link.sentence != 0 or link.role not in _WHATS:
                continue
            quantity = self._quantity(link.word)
            if quantity is not None:
                found.setdefault(quantity.span.start, (link.role, link.word, quantity))
            elif self._countable(link.word):
                found.setdefault(self._sentence.tokens[link.word].start, (link.role, link.word, None))
        out: list[CountMention] = []
        for _, (what, word, quantity) in sorted(found.items()):
            whom, whole = self._whom(trigger, word, quantity), self._whole(out, what, quantity)
            one = quantity is None and self._single(word)
            out.append(CountMention(what, whom, quantity, one=one, subset_of=whole))
        return tuple(out)

    def _quantity(self, word: int) -> Quantity | None:
        """The number phrase at a word, or in front of it in its noun phrase."""
        token = self._sentence.tokens[word]
        for quantity in self._quantities:
            if quantity.span.start <= token.start < quantity.span.end:
                return quantity
        first, _ = phrase(self._sentence, word)
        start = self._sentence.tokens[first].start
        inside = [q for q in self._quantities if start <= q.span.start and q.span.end <= token.start]
        return inside[-1] if inside else None

    def _whom(self, trigger: Trigger, word: int, quantity: Quantity | None) -> Span | None:
        """Who is counted: the linked noun itself, the noun that the number stands before, or what is linked as such."""
        token = self._sentence.tokens[word]
        if quantity is None or not quantity.span.start <= token.start < quantity.span.end:
            return phrase_span(self._document, self._sentence, word)
        if token.relation in ("nummod", "det", "amod") and token.head >= 0:
            return phrase_span(self._document, self._sentence, token.head)
        after = [w for w in trigger.words("whom") if w > word]
        return phrase_span(self._document, self._sentence, after[0]) if after else None

    def _countable(self, word: int) -> bool:
        """Whether a word without a figure names somebody who may be counted: a person by name, or a noun for people."""
        entity = self._sentence.entity_at(word)
        return entity.label == "PER" if entity is not None else self._sentence.tokens[word].noun_class == "person"

    def _single(self, word: int) -> bool:
        """Whether it is one person: a name, or a noun in the singular with an article; not "no soldier", "the crew"."""
        if self._sentence.entity_at(word) is not None:
            return True
        token = self._sentence.tokens[word]
        articles = {c.lemma for c in self._sentence.children(word, "det")}
        return token.xpos == "NN" and token.lemma not in _TOGETHER and bool(articles & {"a", "an", "the"})

    def _whole(self, earlier: Sequence[CountMention], what: str, quantity: Quantity | None) -> int | None:
        """The figure that this one is a part of, by the words between them ("among them", "including")."""
        for number, count in enumerate(earlier):
            if quantity is None or count.quantity is None or count.what != what:
                continue
            between = self._document.text[count.quantity.span.end : quantity.span.start]
            if PART_OF.search(between):
                return number
        return None
