"""Figures of an act by the model's links: which number phrase, or which single person, counts as what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from marsad.knowledge import load_figure_words
from marsad.language import Document, Sentence, Token, Trigger
from marsad.reading._count_phrases import CountPhrases
from marsad.reading._mentions import Quantity
from marsad.reading._told import CountMention
from marsad.records import CountWhat, Span

_WOUNDING = frozenset({"wound", "injure", "hurt", "maim"})
_OUTLIVING = frozenset({"survive", "escape", "outlive"})
_AGAINST = frozenset({"with", "against", "between", "among"})
_WHATS: tuple[CountWhat, ...] = get_args(CountWhat)


class LinkedCounts:
    """Reads the figures of the acts of one sentence.

    Args:
        document: The text.
        sentence: The sentence.
        quantities: Its number phrases.
    """

    def __init__(self, document: Document, sentence: Sentence, quantities: Sequence[Quantity]) -> None:
        self._sentence = sentence
        self._harm = load_figure_words().harm
        self._phrases = CountPhrases(document, sentence, quantities)

    def of(self, trigger: Trigger) -> tuple[CountMention, ...]:
        """The figures of an act in text order; each number phrase or person counts as one thing, the surest."""
        found: dict[int, tuple[CountWhat, int, Quantity | None]] = {}  # by where the figure begins
        for link in trigger.links:  # the surest first
            if link.sentence != 0 or link.role not in _WHATS or self._outlives(link.word):
                continue
            quantity = self._phrases.quantity(link.word)
            if quantity is not None:
                what = "participants" if self._fought(trigger, link.word) else self._harmed(link.role, link.word)
                found.setdefault(quantity.span.start, (what, link.word, quantity))
            elif self._phrases.countable(link.word, link.role):
                found.setdefault(
                    self._sentence.tokens[link.word].start, (self._harmed(link.role, link.word), link.word, None)
                )
        out: list[CountMention] = []
        for _, (what, word, quantity) in sorted(found.items(), key=lambda f: f[0]):
            whom = self._whom(trigger, word, quantity)
            one = quantity is None and self._phrases.single(word)
            out.append(CountMention(what, whom, quantity, one=one, linked=True))
        return tuple(out)

    def _counted(self, word: int) -> Token:
        """What a number counts, or the word itself."""
        token = self._sentence.tokens[word]
        return self._sentence.tokens[token.head] if token.relation == "nummod" and token.head >= 0 else token

    def _outlives(self, word: int) -> bool:
        """Whether somebody is told to have got away with his life: "his driver survived the ambush"."""
        token = self._counted(word)
        verb = self._sentence.tokens[token.head] if token.head >= 0 else token
        return token.relation == "nsubj" and verb.lemma in _OUTLIVING

    def _harmed(self, role: CountWhat, word: int) -> CountWhat:
        """Whoever is the object of wounding is wounded, whatever the act beside it: "shot and wounded a policeman"."""
        token = self._counted(word)
        if role != "killed" or token.relation not in ("obj", "nsubj:pass"):
            return role
        joined = self._sentence.children(token.head, "conj")
        joined = [v for v in joined if not self._sentence.children(v.index, "nsubj:pass", "nsubj")]
        verbs = [self._sentence.tokens[token.head], *joined]
        verbs = [v for v in verbs if v.index < token.index] or verbs
        return "wounded" if verbs[-1].lemma in _WOUNDING else role

    def _fought(self, trigger: Trigger, word: int) -> bool:
        """Whether a figure is of those whom a side fights, and not of its dead: "battled dozens of gunmen"."""
        token = self._counted(word)
        if (
            trigger.kinds[0][0] != "battle"
            or not trigger.first <= token.head < trigger.last
            or token.lemma in self._harm
        ):
            return False
        against = any(case.lemma in _AGAINST for case in self._sentence.children(token.index, "case"))
        return token.relation == "obj" or against

    def joined(self, ruled: Sequence[CountMention], trigger: Trigger) -> tuple[CountMention, ...]:
        """The figures that the rules read, and those that the model links at other places of the text.

        Where the rules read figures of the same sort, a single person without a number is none of the model's business:
        it is mostly the one that a pronoun stands for.
        """
        sorts = {c.what for c in ruled}
        linked = [c for c in self.of(trigger) if c.quantity is not None or not c.one or c.what not in sorts]
        return self._phrases.completed((*ruled, *linked))

    def _whom(self, trigger: Trigger, word: int, quantity: Quantity | None) -> Span | None:
        """Who is counted: the linked noun, the noun that the number stands before, or what is linked as such."""
        token = self._sentence.tokens[word]
        if quantity is None or not quantity.span.start <= token.start < quantity.span.end:
            return self._phrases.whom(word, quantity)
        if token.relation in ("nummod", "det", "amod") and token.head >= 0:
            return self._phrases.whom(token.head, quantity)
        after = [w for w in trigger.words("whom") if w > word]
        return self._phrases.counted(quantity) or (self._phrases.whom(after[0], None) if after else None)
