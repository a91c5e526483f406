"""Figures of an act by the model's links: which number phrase, or which single person, counts as what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from marsad.language import Document, Sentence, Trigger
from marsad.reading._counts import PART_OF
from marsad.reading._frames import Frames
from marsad.reading._mentions import Quantity
from marsad.reading._phrases import phrase, phrase_span
from marsad.reading._told import CountMention
from marsad.records import CountWhat, Span

LEAST_LINK = 0.5  # a link that the model holds for likelier than not
_WHATS: tuple[CountWhat, ...] = get_args(CountWhat)


class LinkedCounts:
    """Reads the figures of the acts of one sentence.

    Args:
        document: The text.
        sentence: The sentence.
        frames: Its frames.
        quantities: Its number phrases.
    """

    def __init__(self, document: Document, sentence: Sentence, frames: Frames, quantities: Sequence[Quantity]) -> None:
        self._document, self._sentence, self._frames = document, sentence, frames
        self._quantities = [q for q in quantities if q.unit is None]

    def of(self, trigger: Trigger) -> tuple[CountMention, ...]:
        """The figures of an act in text order; each number phrase or person counts as one thing, the surest."""
        best: dict[int, CountWhat] = {}
        for link in trigger.links:  # the surest first
            if link.sentence == 0 and link.role in _WHATS and link.score >= LEAST_LINK:
                best.setdefault(link.word, link.role)
        out: list[CountMention] = []
        seen: set[tuple[int, str]] = set()
        for word, what in sorted(best.items()):
            quantity = self._quantity(word)
            counted = self._counted(trigger, word, quantity)
            if quantity is None and not self._single(word):
                continue
            key = (quantity.span.start if quantity else self._sentence.tokens[word].start, what)
            if key in seen:
                continue
            seen.add(key)
            out.append(
                CountMention(what, counted, quantity, one=quantity is None, subset_of=self._whole(out, what, quantity))
            )
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

    def _counted(self, trigger: Trigger, word: int, quantity: Quantity | None) -> Span | None:
        """Who is counted: the noun that the number stands before, else the nearest one that is linked as counted."""
        if quantity is None:
            return phrase_span(self._document, self._sentence, word)
        token = self._sentence.tokens[word]
        governor = token.head if token.relation in ("nummod", "det", "amod") and token.head >= 0 else None
        if governor is None:
            linked = trigger.words("whom")
            after = [w for w in linked if w > word]
            governor = after[0] if after else None
        return phrase_span(self._document, self._sentence, governor) if governor is not None else None

    def _single(self, word: int) -> bool:
        """Whether a word names one person."""
        entity = self._sentence.entity_at(word)
        if entity is not None:
            return entity.label == "PER"
        token = self._sentence.tokens[word]
        return token.xpos in ("NN", "NNP") and token.noun_class == "person"

    def _whole(self, earlier: Sequence[CountMention], what: str, quantity: Quantity | None) -> int | None:
        """The figure that this one is a part of, by the words between them ("among them", "including")."""
        for number, count in enumerate(earlier):
            if quantity is None or count.quantity is None or count.what != what:
                continue
            between = self._document.text[count.quantity.span.end : quantity.span.start]
            if PART_OF.search(between):
                return number
        return None
