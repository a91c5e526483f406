"""What both readers share in reading figures: the number in a noun phrase, who is counted, one, none, both, and parts.

Invariant: of the counts that ``completed`` gives, a part stands behind its whole, and no two rest on the same words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from marsad.knowledge import load_figure_words
from marsad.language import Document, Sentence, Token
from marsad.reading._mentions import Quantity
from marsad.reading._phrases import phrase, phrase_span
from marsad.reading._told import CountMention
from marsad.records import CountWhat, Span

PEOPLE = frozenset(
    "killed wounded killed-or-wounded captured arrested abducted surrendered displaced evacuated released missing".split()
)
_HARM = frozenset({"killed", "wounded", "killed-or-wounded"})
_OPENS_PARTS = re.compile(
    r"\b(?:among them|among whom|including|of them|of whom|among those)(?: (?:were|was|are|is))?"
    r"(?: (?:at least|about|the))?\s\Z"
)
_PART_OF = re.compile(r"\s(?:of|among) (?:them|whom|these|those)\b")
_GOES_ON = re.compile(r"(?:\s[A-Za-z-]+){1,4}(?:,? and|,)\s\Z")
_ONE_PART = re.compile(r"\b(?:including|among them)\s\Z")
_OF_THE = re.compile(r"\bof the\s\Z", re.IGNORECASE)
_KILLED, _HURT = r"(?:dead|killed|killing)", r"(?:wounded|injured|hurt|wounding|injuring)"
_BOTH = rf"\b(?:{_KILLED} (?:and|or|and/or) {_HURT}|{_HURT} (?:and|or|and/or) {_KILLED})"
_BOTH_BEFORE = re.compile(rf"{_BOTH}\s\Z")
_BOTH_AFTER = re.compile(rf"(?:\s[A-Za-z-]+){{0,3}}?\s{_BOTH}\b(?! (?:at least |about |some )?[0-9])")
_WERE = re.compile(r"(?: [a-z-]+)? (?:were|are)\b")
_NONE = frozenset({"no", "neither"})
_OF_SEVERAL = {"none": 0, "neither": 0, "one": 1, "both": 2}  # "one of the soldiers"
_LINKS = frozenset({"be", "a", "an", "the", "all", "also"})


class CountPhrases:
    """Reads the noun phrases of one sentence that figures stand in.

    Args:
        document: The text.
        sentence: The sentence.
        quantities: Its number phrases.
    """

    def __init__(self, document: Document, sentence: Sentence, quantities: Sequence[Quantity]) -> None:
        self._document, self._sentence = document, sentence
        self.quantities = [q for q in quantities if q.unit is None]
        self._words = load_figure_words()

    # ---------------------------------------------------------------- one phrase

    def quantity(self, word: int) -> Quantity | None:
        """The number at a word, before it in its noun phrase ("15 soldiers") or within ("a family of five").

        "No" and "none of" are nought, "one of" is one, "both" is two.
        """
        token = self._sentence.tokens[word]
        start = self._sentence.tokens[phrase(self._sentence, word)[0]].start
        for quantity in self.quantities:
            if quantity.span.start <= token.start < quantity.span.end:
                return quantity
        before = [
            q
            for q in self.quantities
            if start <= q.span.start < token.end or q.span.start <= start < q.span.end
        ]
        if before:
            return before[0]
        return self._of_group(token) or self._by_determiner(token)

    def _of_group(self, token: Token) -> Quantity | None:
        """The size of a body of people: "a family of five", "a group of 12 migrants"."""
        if self._words.groups.get(token.lemma) != "people":
            return None
        end = token.end + len(" of ")
        if self._document.text[token.end : end] != " of ":
            return None
        return next((q for q in self.quantities if q.span.start == end), None)

    def _by_determiner(self, token: Token) -> Quantity | None:
        if token.lemma in _OF_SEVERAL and self._document.text.startswith(" of ", token.end):
            return self._said(token, _OF_SEVERAL[token.lemma])
        for child in self._sentence.children(token.index, "det", "det:predet", "cc:preconj"):
            if child.lemma in _NONE and not self._words.groups.get(token.lemma):
                return self._said(child, 0)
            if child.lemma == "both" and token.xpos in ("NNS", "NNPS"):
                return self._said(child, 2)
        return None

    def _said(self, token: Token, number: int) -> Quantity:
        return Quantity(Span.of(self._document.text, token.start, token.end), number, number, number)

    def countable(self, word: int, what: str) -> bool:
        """Whether a phrase without a number still makes a figure: one person, or, for harm, several people."""
        token = self._sentence.tokens[word]
        if what not in PEOPLE or self._asks(token):
            return False
        several = token.xpos in ("NNS", "NNPS") and token.noun_class == "person"
        return self.single(word) or (what in _HARM and several)

    def single(self, word: int) -> bool:
        """Whether a word names one person: by name, as "him", or in the singular ("a nun", "his brother")."""
        token = self._sentence.tokens[word]
        entity = self._sentence.entity_at(word)
        if entity is not None:
            return entity.label == "PER"
        if token.upos == "PRON":
            return False
        owners = {c.lemma for c in self._sentence.children(word, "det", "nmod:poss")} - _NONE
        person = token.noun_class == "person" and token.lemma not in self._words.groups
        return token.xpos == "NN" and person and bool(owners) and owners.isdisjoint({"every", "each", "any", "what"})

    def _asks(self, token: Token) -> bool:
        """Whether a phrase leaves its number open on purpose: "how many people"."""
        return any(
            self._sentence.tokens[i].lemma == "how" for i in range(phrase(self._sentence, token.index)[0], token.index)
        )

    def whom(self, word: int, quantity: Quantity | None) -> Span | None:
        """Who is counted: the phrase of the word, or, where that is only the number, of the noun that the number is of."""
        span = phrase_span(self._document, self._sentence, word)
        if quantity is None or not (quantity.span.start <= span.start and span.end <= quantity.span.end):
            return span
        return self.counted(quantity) or span

    def counted(self, quantity: Quantity) -> Span | None:
        """The phrase of the noun that stands behind a number, with what stands between: "at least nine soldiers"."""
        noun = self._noun_behind(quantity.span.end)
        if noun is None:
            return None
        span = phrase_span(self._document, self._sentence, noun.index)
        start = min(span.start, quantity.span.start) if span.start >= quantity.span.start else quantity.span.start
        return Span.of(self._document.text, start, max(span.end, noun.end))

    def _noun_behind(self, at: int) -> Token | None:
        """The head of the noun phrase that goes on at a place of the text, over "of them", "were", adjectives."""
        part = _PART_OF.match(self._document.text, at)
        at = part.end() if part else at
        found: Token | None = None
        for token in self._sentence.tokens:
            if token.start < at:
                continue
            if token.upos in ("NOUN", "PROPN"):
                found = token
            elif found is not None or not (token.upos in ("ADJ", "DET") or (token.lemma in _LINKS)):
                break
        return found

    # ---------------------------------------------------------------- all figures of an act

    def completed(self, counts: Sequence[CountMention]) -> tuple[CountMention, ...]:
        """The figures of an act with what the words around them say: killed or wounded as one, parts and their wholes."""
        told = [self._as_one(count) for count in counts]
        told = [count for count in told if self._fits(count) and not self._is_pool(count)]
        out: list[CountMention] = []
        for count in told:
            at = self._span(count)
            if any(at is not None and (span := self._span(o)) is not None and at.overlaps(span) for o in out):
                continue
            out.append(count)
        return self._with_parts(out)

    @staticmethod
    def _span(count: CountMention) -> Span | None:
        return count.quantity.span if count.quantity else count.whom

    def _as_one(self, count: CountMention) -> CountMention:
        """Killed and wounded told as one figure: "killed or wounded 30 soldiers", "left 20 dead and wounded"."""
        quantity, text = count.quantity, self._document.text
        if count.what not in ("killed", "wounded") or quantity is None:
            return count
        before = _BOTH_BEFORE.search(text, max(0, quantity.span.start - 40), quantity.span.start)
        if before or _BOTH_AFTER.match(text, quantity.span.end):
            return replace(count, what="killed-or-wounded")
        return count

    def _fits(self, count: CountMention) -> bool:
        """People are not destroyed."""
        if count.what != "destroyed" or count.whom is None:
            return True
        inside = [t for t in self._sentence.tokens if count.whom.start <= t.start < count.whom.end]
        return not inside or inside[-1].noun_class != "person"

    def _is_pool(self, count: CountMention) -> bool:
        """Whether a number only says out of how many: "two of the five hostages"."""
        if count.quantity is None:
            return False
        pool = _OF_THE.search(self._document.text, max(0, count.quantity.span.start - 10), count.quantity.span.start)
        return pool is not None and any(q.span.end >= pool.start() - 1 and q.span.end <= pool.start() for q in self.quantities)

    def _with_parts(self, counts: list[CountMention]) -> tuple[CountMention, ...]:
        out: list[CountMention] = []
        told = {c.quantity.span.start: c for c in counts if c.quantity}
        inner = {q.span.start for c in counts if c.quantity for q in self._parts(c.quantity)}
        for whole in counts:
            if whole.quantity is not None and whole.quantity.span.start in inner:
                continue
            number = len(out)
            out.append(replace(whole, subset_of=None))
            if whole.quantity is None:
                continue
            for quantity in self._parts(whole.quantity):
                known = told.get(quantity.span.start)
                whom = self.counted(quantity) or (known.whom if known else None)
                out.append(CountMention(whole.what, whom, quantity, subset_of=number))
            out += self._single_part(whole, number)
        return tuple(out)

    def _parts(self, whole: Quantity) -> list[Quantity]:
        """The numbers behind a whole that are parts of it: "16 people, including five children and two nurses"."""
        text, out = self._document.text, list[Quantity]()
        of_all = _OF_THE.search(text, max(0, whole.span.start - 10), whole.span.start)  # "of the 48 killed, 12 were"
        for quantity in self.quantities:
            if quantity.span.start < whole.span.end:
                continue
            between = text[whole.span.end : quantity.span.start]
            opens = _OPENS_PARTS.search(between) or _PART_OF.match(text, quantity.span.end)
            if opens or (of_all and not out and _WERE.search(text, quantity.span.end, self._sentence.end)):
                out.append(quantity)
            elif out and _GOES_ON.fullmatch(text, out[-1].span.end, quantity.span.start):
                out.append(quantity)
            elif out or self._counts_people(quantity):
                break
        return out

    def _counts_people(self, quantity: Quantity) -> bool:
        noun = self._noun_behind(quantity.span.end)
        return noun is None or noun.noun_class == "person"

    def _single_part(self, whole: CountMention, number: int) -> list[CountMention]:
        """A part of one person: "13 people, including a pregnant woman"."""
        assert whole.quantity is not None
        for token in self._sentence.tokens:
            if token.start < whole.quantity.span.end or not self.single(token.index):
                continue
            span = phrase_span(self._document, self._sentence, token.index)
            if _ONE_PART.search(self._document.text, whole.quantity.span.end, span.start):
                return [CountMention(whole.what, span, None, one=True, subset_of=number)]
        return []
