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
from marsad.reading._phrases import named_head, phrase, phrase_span
from marsad.reading._told import CountMention
from marsad.records import CountWhat, Span

PEOPLE = frozenset(
    "killed wounded killed-or-wounded captured arrested abducted surrendered displaced evacuated released "
    "missing".split()
)
HARM = frozenset({"killed", "wounded", "killed-or-wounded"})
_OPENS_PARTS = re.compile(
    r"\b(?:among them|among whom|including|of them|of whom|among those)(?: (?:were|was|are|is))?"
    r"(?: (?:at least|about|the))?\s\Z"
)
_LISTED = re.compile(r"(?: [A-Za-z]+){0,4}(?::| \(| [–—-]) ?")  # "71: 9 civilians, 39 gunmen", "16 people (nine women"
_PART_OF = re.compile(r"\s(?:of|among) (?:them|whom|these|those)\b")
_GOES_ON = re.compile(r"(?:,? and|,)\s(?:at least |about |some )?")
_AMONG = re.compile(r"(?:\s[A-Za-z-]+){1,4}? (?:was|were|are|is) among (?:the |those )?")  # "ten were among 37 killed"
_OF_THE = re.compile(r"\bof the\s\Z", re.IGNORECASE)
_KILLED, _HURT = r"(?:dead|killed|killing)", r"(?:wounded|injured|hurt|wounding|injuring)"
_BOTH = rf"\b(?:{_KILLED} (?:and|or|and/or) {_HURT}|{_HURT} (?:and|or|and/or) {_KILLED})"
_BOTH_BEFORE = re.compile(rf"{_BOTH}\s\Z")
_WOUNDING_BEFORE = re.compile(
    r"\b(?:and|but|while) (?:wound|injur|hurt|maim)ing (?:at least |some |about |another )?\Z"
)
_LIMB = re.compile(
    r"\b(?:shot|stabbed|hit|struck) (?:twice |several times )?in (?:the|his|her|their|both) "
    r"(?:left |right |upper |lower )?"
    r"(?:leg|arm|foot|hand|shoulder|thigh|knee|ankle|stomach|abdomen|hip|calf|buttock|legs|arms|feet|hands|knees)s?\b"
)
_BOTH_AFTER = re.compile(rf"(?:\s[A-Za-z-]+){{0,3}}?\s{_BOTH}\b(?! (?:at least |about |some )?[0-9])")
_WERE = re.compile(r"(?: [a-z-]+)? (?:were|are)\b")
_STATES: dict[str, CountWhat] = {
    "dead": "killed",
    "wounded": "wounded",
    "injured": "wounded",
    "missing": "missing",
}
_STATED = frozenset({"killed", "wounded", "killed-or-wounded", "missing"})
_STATE = re.compile(
    r"(?:\s(?!and\b|or\b|but\b|while\b|with\b)[A-Za-z-]+){0,2}?\s(?P<state>dead|wounded|injured|missing)"
    r"(?=\s*(?:$|[.,;:)]|(?:and|or|in|on|at|by|when|after|as|since|while|from|near|during)\b))"
)
HARMED = re.compile(r"\s(?P<state>wounded|injured|missing|dead)\b(?!\s(?!in|on|at|by|when|after|as)[a-z])")
_AND_MORE = re.compile(r"(?:\s[A-Za-z-]+){0,4}?(?:,| and|, and|, with|, while)\s\Z")
_BODIES = frozenset({"body", "corpse"})
_NONE = frozenset({"no", "neither"})
_OF_SEVERAL = {"none": 0, "neither": 0, "one": 1, "both": 2}  # "one of the soldiers"
_ONE_PERSON = frozenset({"he", "she", "him", "her"})
_THINGS = frozenset({"animal", "object", "weapon", "vehicle"})
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
            q for q in self.quantities if start <= q.span.start < token.end or q.span.start <= start <= q.span.end + 1
        ]
        if before:
            return before[0]
        return self._of_group(token) or self._by_determiner(token)

    def _of_group(self, token: Token) -> Quantity | None:
        """The size of a body of people: "a family of five", "a group of 12 migrants", "bodies of seven fishermen"."""
        if self._words.groups.get(token.lemma) != "people" and token.lemma not in _BODIES:
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
        several = token.xpos in ("NNS", "NNPS") and (token.noun_class == "person" or token.lemma in self._words.harm)
        share = self._words.groups.get(token.lemma) == "share" and self._document.text.startswith(" of ", token.end)
        return self.single(word) or (what in HARM and (several or share))

    def single(self, word: int) -> bool:
        """Whether a word names one person: by name, as "him", or in the singular ("a nun", "his brother")."""
        token = self._sentence.tokens[word]
        entity = self._sentence.entity_at(word)
        if entity is not None:
            return entity.label == "PER"
        if token.upos == "PRON":
            return token.lemma in _ONE_PERSON
        owners = {c.lemma for c in self._sentence.children(word, "det", "nmod:poss")} - _NONE
        group = self._words.groups.get(token.lemma)
        person = token.noun_class == "person" if group is None else group == "one"
        return token.xpos == "NN" and person and bool(owners) and owners.isdisjoint({"every", "each", "any", "what"})

    def _asks(self, token: Token) -> bool:
        """Whether a phrase leaves its number open on purpose: "how many people"."""
        return any(
            self._sentence.tokens[i].lemma == "how" for i in range(phrase(self._sentence, token.index)[0], token.index)
        )

    def whom(self, word: int, quantity: Quantity | None) -> Span | None:
        """Who is counted: the phrase of the word, or, where that is only the number, of the noun behind it."""
        span = phrase_span(self._document, self._sentence, word)
        if quantity is None or not (quantity.span.start <= span.start and span.end <= quantity.span.end):
            return span
        return self.counted(quantity) or span

    def noun(self, word: int, quantity: Quantity | None) -> str:
        """Lemma of what is counted: of the word, or, where that is only the number, of the noun behind it."""
        token = self._sentence.tokens[word]
        if quantity is not None and quantity.span.start <= token.start < quantity.span.end:
            token = self._noun_behind(quantity.span.end) or token
        return token.lemma

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

    def since(self, index: int, counts: Sequence[CountMention]) -> tuple[CountMention, ...]:
        """The figures of an act, as a toll where its verb says that they grew ("have been arrested since the coup").

        What began on a day is left to whoever knows the date.
        """
        verb = self._sentence.tokens[index]
        perfect = any(c.lemma == "have" for c in self._sentence.children(index, "aux"))
        if verb.xpos != "VBN" or not perfect or not any(map(self._begins, self._sentence.children(index))):
            return tuple(counts)
        return tuple(replace(c, quantity=replace(c.quantity, cumulative=True)) if c.quantity else c for c in counts)

    def _begins(self, token: Token) -> bool:
        """Whether a complement of a verb is an event since which something goes on."""
        bounds = self._sentence.children(token.index, "case", "mark")
        return token.noun_class != "time" and any(b.lemma == "since" for b in bounds)

    # ---------------------------------------------------------------- all figures of an act

    def completed(self, counts: Sequence[CountMention]) -> tuple[CountMention, ...]:
        """The figures of an act with what the words around them say: killed or wounded as one, parts of wholes."""
        told = [other for count in counts for other in self._as_said(count)]
        told = [count for count in told if self._fits(count) and not self._is_pool(count)]
        out: list[CountMention] = []
        for count in told:
            at = self._span(count)
            if at is not None and any(self._same(count, other) for other in out):
                continue
            out.append(count)
        return self._with_parts(self._with_states(out))

    def _same(self, count: CountMention, other: CountMention) -> bool:
        """Whether two counts rest on the same words; only a plural without a number may be both killed and wounded."""
        mine, others = self._span(count), self._span(other)
        if mine is None or others is None or not mine.overlaps(others):
            return False
        plural = not (count.one or other.one)
        return count.what == other.what or count.quantity is not None or other.quantity is not None or not plural

    def _with_states(self, counts: list[CountMention]) -> list[CountMention]:
        """The counts with what goes on behind them with a state of its own: "three dead and 12 wounded"."""
        out = list(counts)
        for quantity in self.quantities:
            state = _STATE.match(self._document.text, quantity.span.end) or HARMED.match(
                self._document.text, quantity.span.end
            )
            if state is None or any(c.quantity == quantity for c in out):
                continue
            ends = [c.quantity.span.end for c in out if c.quantity and c.what in _STATED]
            if any(_AND_MORE.fullmatch(self._document.text, end, quantity.span.start) for end in ends):
                out.append(CountMention(_STATES[state["state"]], self.counted(quantity), quantity))
        return out

    @staticmethod
    def _span(count: CountMention) -> Span | None:
        return count.quantity.span if count.quantity else count.whom

    def _as_said(self, count: CountMention) -> list[CountMention]:
        """What the words beside a figure say: "left 20 dead and wounded" is one of both, "four missing" of the missing.

        Without a number, "killed and wounded residents" are two.
        """
        text = self._document.text
        if count.what not in _STATED:
            return [count]
        at = count.quantity.span if count.quantity else count.whom
        if at is not None and self._is_wounding(count, at):
            return [replace(count, what="wounded")]
        both = at is not None and _BOTH_BEFORE.search(text, max(0, at.start - 40), at.start)
        if count.quantity is None:
            if both and not count.one and count.what in ("killed", "wounded"):
                return [replace(count, what="killed"), replace(count, what="wounded")]
            return [count]
        if both or _BOTH_AFTER.match(text, count.quantity.span.end):
            return [replace(count, what="killed-or-wounded")]
        state = _STATE.match(text, count.quantity.span.end)
        return [replace(count, what=_STATES[state["state"]]) if state else count]

    def _is_wounding(self, count: CountMention, at: Span) -> bool:
        """Whether whoever is counted was only hurt: "and injuring 12 patients", "a cook was shot in the leg"."""
        text = self._document.text
        if count.what != "killed":
            return False
        if count.quantity is not None and _WOUNDING_BEFORE.search(text, max(0, at.start - 40), at.start):
            return _BOTH_BEFORE.search(text, max(0, at.start - 40), at.start) is None
        found = _LIMB.search(text, at.end, min(at.end + 60, self._sentence.end))
        return found is not None and not re.search(r"[,;:]|\band\b", text[at.end : found.start()])

    def _fits(self, count: CountMention) -> bool:
        """People are not destroyed, and things and animals take part in nothing and are not killed."""
        if count.whom is None:
            return True
        inside = [t.index for t in self._sentence.tokens if count.whom.start <= t.start < count.whom.end]
        head = named_head(self._sentence, inside[0], inside[-1] + 1) if inside else None  # a driver, not his truck
        sort = self._sentence.tokens[head].noun_class if head is not None else "none"
        return sort != "person" if count.what == "destroyed" else count.what == "strikes" or sort not in _THINGS

    def _is_pool(self, count: CountMention) -> bool:
        """Whether a number only says out of how many: "two of the five hostages"."""
        if count.quantity is None:
            return False
        pool = _OF_THE.search(self._document.text, max(0, count.quantity.span.start - 10), count.quantity.span.start)
        return pool is not None and any(
            q.span.end >= pool.start() - 1 and q.span.end <= pool.start() for q in self.quantities
        )

    def _with_parts(self, counts: list[CountMention]) -> tuple[CountMention, ...]:
        parts = {n: self._parts(c) for n, c in enumerate(counts) if c.quantity is not None}
        inner = [self._span(part) for found in parts.values() for part in found]
        out: list[CountMention] = []
        for number, whole in enumerate(counts):
            if self._span(whole) in inner:
                continue
            at = len(out)
            shared = any(whole.whom is not None and whole.whom == part.whom for part in parts.get(number, ()))
            out.append(replace(whole, subset_of=None, whom=None if shared else whole.whom))
            out += [replace(part, subset_of=at) for part in parts.get(number, ())]
        return tuple(out)

    def _parts(self, whole: CountMention) -> list[CountMention]:
        """The parts of a figure behind it: "16 people, including five children, two nurses and a guard"."""
        assert whole.quantity is not None
        text, out = self._document.text, list[CountMention]()
        start, end = whole.quantity.span.start, whole.quantity.span.end
        of_all = _OF_THE.search(text, max(0, start - 10), start)  # "of the 48 killed, 12 were"
        last = end
        for quantity in self.quantities:
            if quantity.span.end < start and _AMONG.fullmatch(text, quantity.span.end, start):
                out.append(CountMention(whole.what, self.counted(quantity), quantity, linked=whole.linked))
        if out:
            return out
        for part in self._candidates(whole, end):
            at = self._span(part)
            assert at is not None
            opens = _OPENS_PARTS.search(text[end : at.start])
            if not opens and not out and self._may_part(whole, part):
                opens = _LISTED.fullmatch(text[end : at.start])
            if part.quantity is not None and not opens:
                opens = _PART_OF.match(text, at.end)
                if of_all and not out:
                    opens = _WERE.search(text, at.end, self._sentence.end)
            if opens or (out and _GOES_ON.fullmatch(text, last, at.start)):
                out.append(part)
                last = max(at.end, part.whom.end if part.whom else at.end)
            elif out or self._counts_people(part.quantity):
                break
        return out

    @staticmethod
    def _may_part(whole: CountMention, part: CountMention) -> bool:
        """Whether a number behind a colon or bracket is smaller than the figure before, as a part of it is."""
        more, less = (c.quantity.best if c.quantity is not None else None for c in (whole, part))
        return more is not None and less is not None and less < more

    def _candidates(self, whole: CountMention, end: int) -> list[CountMention]:
        """What may be parts: the numbers behind a figure, and persons told one by one, in text order."""
        numbers = [
            CountMention(whole.what, self.counted(q), q, linked=whole.linked)
            for q in self.quantities
            if q.span.start >= end
        ]
        persons = [
            CountMention(
                whole.what, phrase_span(self._document, self._sentence, t.index), None, one=True, linked=whole.linked
            )
            for t in self._sentence.tokens
            if t.start >= end and t.upos == "NOUN" and self.single(t.index)
        ]
        found = [(span.start, n, part) for n, part in enumerate((*numbers, *persons)) if (span := self._span(part))]
        return [part for _, _, part in sorted(found, key=lambda f: f[:2])]

    def _counts_people(self, quantity: Quantity | None) -> bool:
        if quantity is None:
            return False
        noun = self._noun_behind(quantity.span.end)
        return noun is None or noun.noun_class == "person"
