"""Figures of an act: which number phrase counts whom, by the slots that the lexicon names."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.knowledge import load_figure_words
from marsad.language import Document, Sentence
from marsad.reading._act import Act
from marsad.reading._count_phrases import CountPhrases
from marsad.reading._frames import Frames
from marsad.reading._mentions import Quantity
from marsad.reading._told import CountMention
from marsad.records import CountWhat

_WOUND = frozenset({"wound", "injure", "hurt", "maim"})
_KILL = frozenset({"kill", "slay", "die"})


class CountFinder:
    """Reads the figures of the acts of one sentence.

    Args:
        document: The text.
        sentence: The sentence.
        frames: Its frames.
        quantities: Number phrases of the sentence.
    """

    def __init__(self, document: Document, sentence: Sentence, frames: Frames, quantities: Sequence[Quantity]) -> None:
        self._sentence, self._frames = sentence, frames
        self._phrases = CountPhrases(document, sentence, quantities)
        self._words = load_figure_words()
        self._used: set[tuple[int, str]] = set()

    def of(self, act: Act) -> tuple[CountMention, ...]:
        """The figures of an act and of what is joined to it, each once."""
        out: list[CountMention] = []
        for part in (act, *act.joined):
            for what, slot in part.entry.count:
                for filler in part.slots.get(slot, ()):
                    self._add(out, self._what(what, part), filler)
            if self._tells_harm(part):
                self._add(out, "killed", part.index)
        self._add_strikes(out, act)
        self._add_participants(out, act)
        return self._phrases.since(act.clause, self._phrases.completed(out))

    def _tells_harm(self, part: Act) -> bool:
        """Whether an act's own noun is harm that can be counted: not in "no casualties were reported"."""
        token = self._sentence.tokens[part.index]
        if token.lemma not in self._words.harm or (part.light is None and self._phrases.quantity(part.index) is None):
            return False
        above = self._sentence.tokens[token.head] if token.head >= 0 else None
        none = any(c.lemma == "no" for c in self._sentence.children(token.index, "det"))
        return not none or above is None or above.lemma == "be" or above.upos not in ("VERB", "ADJ")

    def _what(self, what: CountWhat, part: Act) -> CountWhat:
        """Killed and wounded as one figure, where the two verbs share their object by "or"."""
        if what not in ("killed", "wounded"):
            return what
        token = self._sentence.tokens[part.index]
        family = [*self._sentence.children(part.index, "conj")]
        if token.relation == "conj" and token.head >= 0:
            family.append(self._sentence.tokens[token.head])
        for other in family:
            lemmas = {token.lemma, other.lemma}
            shared = not self._sentence.children(max(other.index, token.index), "nsubj:pass", "nsubj")
            joined = any(c.lemma == "or" for c in self._sentence.children(max(other.index, token.index), "cc"))
            if lemmas & _WOUND and lemmas & _KILL and joined and shared:
                return "killed-or-wounded"
        return what

    def _add(self, out: list[CountMention], what: CountWhat, filler: int) -> None:
        what = self._words.harm.get(self._sentence.tokens[filler].lemma, what)
        quantity = self._phrases.quantity(filler)
        if quantity is None and not self._phrases.countable(filler, what):
            return
        whom = self._phrases.whom(filler, quantity)
        one = quantity is None and self._phrases.single(filler)
        key = (quantity.span.start if quantity else filler, what)
        if key in self._used:
            return
        self._used.add(key)
        out.append(CountMention(what, whom, quantity, one=one))

    def _add_strikes(self, out: list[CountMention], act: Act) -> None:
        """Adds a number on the act's own noun, or on what was fired: "six air strikes", "14 attacks", "40 shells"."""
        if act.kind not in STRIKES:
            return
        for index in (act.index, *(i for slot in ("subj", "obj", "with") for i in act.slots.get(slot, ()))):
            token = self._sentence.tokens[index]
            quantity = self._phrases.quantity(index)
            fired = index == act.index or self._phrases.noun(index, quantity) in self._words.munitions
            if (
                token.upos in ("NOUN", "PROPN")
                and fired
                and quantity
                and (quantity.span.start, "strikes") not in self._used
                and quantity.low not in (0, 1)
            ):
                self._used.add((quantity.span.start, "strikes"))
                whom = None if index == act.index else self._phrases.whom(index, quantity)
                out.append(CountMention("strikes", whom, quantity))

    def _add_participants(self, out: list[CountMention], act: Act) -> None:
        """Adds the number of those who act: "some 200 gunmen stormed the town". One or two are nobody's count."""
        if act.kind not in TAKEN_PART:
            return
        for index in (*act.slots.get("subj", ()), *(act.light.subject if act.light else ())):
            token = self._sentence.tokens[index]
            quantity = self._phrases.quantity(index)
            if quantity is None or token.noun_class not in ("person", "organization"):
                continue
            least = quantity.low or quantity.best or quantity.high or 0
            if least >= MANY and (quantity.span.start, "participants") not in self._used:
                self._used.add((quantity.span.start, "participants"))
                out.append(CountMention("participants", self._phrases.whom(index, quantity), quantity))


MANY = 10  # from here on it is told how many take part, and not only who
TAKEN_PART = frozenset({"raid", "armed-attack", "offensive", "riot", "territory-captured", "protest", "deployment"})
STRIKES = frozenset({"air-strike", "drone-strike", "shelling", "bombing", "raid", "armed-attack", "suicide-attack"})
