"""Who holds: the words of a sentence that name a side, and those by which a phrase says whose a place is."""

from __future__ import annotations

from collections.abc import Mapping

from marsad.knowledge import ControlWord, load_countries
from marsad.language import Sentence, Token
from marsad.reading._frames import Frames

_PEOPLE = frozenset({"they", "we", "it", "he", "she", "who", "which", "that", "i"})
OWNERS = frozenset({"their", "its", "his", "her", "our"})
_NOBODY = frozenset({"neither", "nobody", "none", "nothing"})


class Holders:
    """Reads who holds in one sentence.

    Args:
        sentence: The sentence.
        frames: Its frames.
        words: The words of control.
    """

    def __init__(self, sentence: Sentence, frames: Frames, words: Mapping[tuple[str, str], ControlWord]) -> None:
        self._sentence, self._frames, self._words = sentence, frames, words
        self._tokens = sentence.tokens

    def owner(self, index: int, *, states: bool = False) -> int | None:
        """Who holds by a phrase: "rebel hands", "their last pocket", "the control of the militia".

        With ``states`` it may be an adjective of a country ("Ukrainian hands"); a "Russian enclave" says nothing.
        """
        for child in self._sentence.children(index, "nmod:poss", "compound", "amod"):
            named = child.relation == "nmod:poss" or self.is_somebody(child) or (states and self._is_nationality(child))
            if named and (
                self.may_hold(child.index)
                or self._is_nationality(child)
                or child.lemma in OWNERS
                or child.text.lower() in OWNERS
            ):
                return child.index
        for child in self._sentence.children(index, "nmod"):
            if self._frames.case(child.index) == "of" and self.is_somebody(child):
                return child.index
        return None

    def owner_of_part(self, index: int) -> int | None:
        """Who holds in "the last pockets of ISIS territory"."""
        for child in self._sentence.children(index, "nmod"):
            if self._frames.case(child.index) == "of" and (child.lemma, "place") in self._words:
                return self.owner(child.index)
        return None

    def haver(self, index: int) -> int | None:
        """Who holds in "the last stronghold the group has"."""
        for offset in range(1, 6):
            verb = index + offset
            if verb >= len(self._tokens):
                return None
            if self._tokens[verb].lemma == "have" and self._tokens[verb].xpos in ("VBZ", "VBP"):
                behind = [
                    t
                    for t in self._tokens[index + 1 : verb]
                    if t.relation == "nsubj" and t.upos != "PRON" and self.may_hold(t.index)
                ]
                return behind[-1].index if behind else None
        return None

    def is_somebody(self, token: Token) -> bool:
        """Whether a word names a side: a group, fighters, an army; no place, and no adjective of a country."""
        entity = self._sentence.entity_at(token.index)
        if entity is not None:
            return entity.label != "LOC"
        if self._is_nationality(token):
            return False
        return token.noun_class in ("person", "organization")

    @staticmethod
    def _is_nationality(token: Token) -> bool:
        return token.upos == "ADJ" and bool(load_countries().by_demonym(token.text))

    def is_state(self, index: int) -> bool:
        """Whether a holder is a country, whose territory is its own and says nothing of control."""
        entity = self._sentence.entity_at(index)
        return (entity is not None and entity.label == "LOC") or self._tokens[index].lemma in OWNERS

    def may_hold(self, index: int) -> bool:
        """Whether a word stands for somebody who can hold a place, or for nobody."""
        token = self._tokens[index]
        if token.upos == "PRON":
            return token.lemma in _PEOPLE or token.text.lower() in OWNERS
        return self.is_somebody(token) or self._sentence.entity_at(index) is not None or self.is_nobody(index)

    def is_nobody(self, index: int) -> bool:
        """Whether a phrase says that nobody does ("neither side", "no group")."""
        determiners = {c.lemma for c in self._sentence.children(index, "det")}
        return bool(determiners & (_NOBODY | {"no"})) or self._tokens[index].lemma in _NOBODY
