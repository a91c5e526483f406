"""Figures of an act: which number phrase counts whom, by the slots that the lexicon names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from marsad.language import Document, Sentence
from marsad.reading._acts import Act
from marsad.reading._frames import Frames
from marsad.reading._mentions import Quantity
from marsad.reading._phrases import phrase, phrase_span
from marsad.reading._told import CountMention
from marsad.records import CountWhat, Span

_PEOPLE = frozenset(
    {"killed", "wounded", "killed-or-wounded", "captured", "arrested", "abducted", "missing", "released", "surrendered"}
)
PART_OF = re.compile(
    r"\b(?:among them|among whom|including|of them|of whom|among those)(?: (?:at least|about|the))?\s$"
)
_PARTS = frozenset({"include", "among", "includ", "including"})
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
        self._document, self._sentence, self._frames = document, sentence, frames
        self._quantities = [q for q in quantities if q.unit is None]
        self._used: set[tuple[int, str]] = set()

    def of(self, act: Act) -> tuple[CountMention, ...]:
        """The figures of an act and of what is joined to it, each once."""
        out: list[CountMention] = []
        for part in (act, *act.joined):
            for what, slot in part.entry.count:
                for filler in part.slots.get(slot, ()):
                    self._add(out, self._what(what, part), filler)
        self._add_strikes(out, act)
        return tuple(out)

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
        quantity = self._quantity(filler)
        whom = phrase_span(self._document, self._sentence, filler)
        if quantity is None and not self._countable(filler, what):
            return
        one = quantity is None and self._single(filler)
        key = (quantity.span.start if quantity else whom.start, what)
        if key in self._used or any(c.quantity == quantity and c.whom == whom for c in out):
            return
        self._used.add(key)
        number = len(out)
        out.append(CountMention(what, whom, quantity, one=one))
        self._add_parts(out, what, filler, number)

    def _quantity(self, filler: int) -> Quantity | None:
        """The number phrase in the noun phrase of a filler, before its head, or the head itself ("dozens")."""
        first, _last = phrase(self._sentence, filler)
        start, end = self._sentence.tokens[first].start, self._sentence.tokens[filler].end
        for quantity in self._quantities:
            if start <= quantity.span.start < end or quantity.span.start <= start < quantity.span.end:
                return quantity
        return None

    def _countable(self, filler: int, what: str) -> bool:
        """Whether a phrase without a number still makes a figure: people, one or several."""
        token = self._sentence.tokens[filler]
        if what not in _PEOPLE or token.upos == "PRON":
            return False
        return self._single(filler) or (
            what in ("killed", "wounded", "killed-or-wounded")
            and token.xpos in ("NNS", "NNPS")
            and (token.noun_class == "person")
        )

    def _single(self, filler: int) -> bool:
        token = self._sentence.tokens[filler]
        entity = self._sentence.entity_at(filler)
        if entity is not None:
            return entity.label == "PER"
        articles = [c.lemma for c in self._sentence.children(filler, "det")]
        return token.xpos == "NN" and token.noun_class == "person" and ("a" in articles or "an" in articles)

    def _add_parts(self, out: list[CountMention], what: CountWhat, filler: int, whole: int) -> None:
        """Adds the parts of the figure just read: "16 people, among them two soldiers", "including five children"."""
        told = out[whole].quantity
        if told is None:
            return
        for quantity in self._quantities:
            before = self._document.text[told.span.end : quantity.span.start]
            if (
                quantity.span.start > told.span.end
                and PART_OF.search(before)
                and (quantity.span.start, what) not in self._used
            ):
                self._used.add((quantity.span.start, what))
                out.append(CountMention(what, None, quantity, subset_of=whole))
        for child in self._sentence.children(filler, "nmod", "acl", "appos", "parataxis", "acl:relcl"):
            words = [self._sentence.tokens[i].lemma for i in self._sentence.subtree(child.index)[:3]]
            if not _PARTS & set(words):
                continue
            span = self._tree_span(child.index)
            for quantity in self._quantities:
                if span.start <= quantity.span.start < span.end and (quantity.span.start, what) not in self._used:
                    self._used.add((quantity.span.start, what))
                    out.append(CountMention(what, None, quantity, subset_of=whole))

    def _tree_span(self, index: int) -> Span:
        tree = self._sentence.subtree(index)
        return self._document.span(self._sentence, tree[0], tree[-1] + 1)

    def _add_strikes(self, out: list[CountMention], act: Act) -> None:
        """Adds a number on the act's own noun, which counts strikes: "six air strikes", "14 attacks"."""
        token = self._sentence.tokens[act.index]
        if token.upos not in ("NOUN", "PROPN") or act.kind not in STRIKES:
            return
        quantity = self._quantity(act.index)
        if quantity and (quantity.span.start, "strikes") not in self._used and quantity.low != 1:
            self._used.add((quantity.span.start, "strikes"))
            out.append(CountMention("strikes", None, quantity))


STRIKES = frozenset({"air-strike", "drone-strike", "shelling", "bombing", "raid", "armed-attack", "suicide-attack"})
