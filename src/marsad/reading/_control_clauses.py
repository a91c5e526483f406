"""The clause that says who holds a place: what it is said of, whether it is so, and when."""

from __future__ import annotations

from marsad.language import Sentence, Token
from marsad.reading._frames import Frames, is_verbal
from marsad.reading._phrases import relative_pronoun
from marsad.reading._told import Tense

_TO_BE = frozenset(
    {
        "continue",
        "manage",
        "remain",
        "appear",
        "seem",
        "say",
        "report",
        "believe",
        "know",
        "think",
        "claim",
        "assess",
        "understand",
        "estimate",
    }
)
_IRREALIS = frozenset({"if", "unless", "whether", "until", "once", "lest"})


class Clauses:
    """The clauses of one sentence.

    Args:
        sentence: An analysed sentence.
        frames: Its frames.
    """

    def __init__(self, sentence: Sentence, frames: Frames) -> None:
        self._sentence, self._frames, self._tokens = sentence, frames, sentence.tokens

    def said_of(self, token: Token) -> tuple[int, int | None]:
        """(head of the clause, head of what the phrase is said of)."""
        if self._sentence.children(token.index, "nsubj", "nsubj:pass"):
            return token.index, self.subject(token.index)
        if token.head >= 0 and token.relation.partition(":")[0] in ("obl", "xcomp", "advmod", "conj"):
            return token.head, self.subject(token.head)
        if token.head >= 0 and token.relation.partition(":")[0] in ("nmod", "acl"):
            return token.index, token.head
        return token.index, None

    def subject(self, index: int) -> int | None:
        """What a clause is said of; of a relative clause the noun before it."""
        slots = self._frames.slots(index)
        found = next(iter(self._sentence.children(index, "nsubj", "nsubj:pass")), None)
        if found is None:
            return next(iter(slots.get("subj", ())), None)
        relative = relative_pronoun(found) and self._tokens[index].relation == "acl:relcl"
        return self._tokens[index].head if relative else found.index

    def copular(self, index: int) -> bool:
        """Whether a word is said of something with a form of be."""
        return bool(self._sentence.children(index, "cop"))

    def negated(self, index: int) -> bool:
        """Whether a clause is negated."""
        return any(c.lemma in ("not", "n't", "never") for c in self._sentence.children(index, "advmod"))

    def ended(self, index: int) -> bool:
        """Whether an adverb says that it is over ("no longer holds")."""
        adverbs = self._sentence.children(index, "advmod")
        return any(
            c.lemma == "long" and any(d.lemma == "no" for d in self._sentence.children(c.index)) for c in adverbs
        )

    def real(self, index: int) -> bool:
        """Whether a clause is told as it is: not wanted, foretold, asked, or on a condition."""
        token = self._tokens[index]
        children = self._sentence.children(index)
        if any(c.xpos == "MD" for c in children) or any(c.lemma in _IRREALIS for c in children if c.relation == "mark"):
            return False
        if self._tokens[-1].text == "?":
            return False
        if token.xpos == "VB" or any(c.lemma == "to" and c.relation == "mark" for c in children):
            if token.relation == "conj" and self._tokens[token.head].xpos == "VB":
                return self.real(token.head)
            return token.relation == "xcomp" and self._tokens[token.head].lemma in _TO_BE and self.real(token.head)
        if token.relation in ("xcomp", "conj") and token.head >= 0 and is_verbal(self._tokens[token.head]):
            above = self._tokens[token.head]
            own = token.xpos in ("VBZ", "VBP", "VBD") or any(c.relation.startswith("aux") for c in children)
            return own or self.real(above.index)
        return True

    def tense(self, index: int) -> Tense:
        """The tense of a clause."""
        children = self._sentence.children(index, "aux", "cop", "aux:pass")
        if any(c.lemma == "have" for c in children):
            return "pluperfect" if any(c.lemma == "have" and c.xpos == "VBD" for c in children) else "perfect"
        tags = [c.xpos for c in children] + [self._tokens[index].xpos]
        if "VBD" in tags:
            return "past"
        return "present" if {"VBZ", "VBP"} & set(tags) else "none"
