"""Who says it: the subject of a verb of saying, whom it is linked to by the model, who issues a text that speaks."""

from __future__ import annotations

from marsad.knowledge import Cue, Lexicon
from marsad.language import Sentence, Token
from marsad.reading._frames import Frames, is_verbal

QUOTING = frozenset({"quote", "cite"})
_ISSUERS = ("poss", "by", "from", "of", "mod")
_CLOSING = frozenset({"”", "»", "’", '"', "''"})
_PRONOUNS = frozenset({"it", "they", "he", "she"})


class SourceFinder:
    """Finds who says what a word of saying says.

    Args:
        sentence: An analysed sentence.
        frames: Its frames.
        lexicon: The tables.
    """

    def __init__(self, sentence: Sentence, frames: Frames, lexicon: Lexicon) -> None:
        self._sentence, self._frames, self._lexicon = sentence, frames, lexicon

    def of(self, token: Token, cue: Cue) -> int | None:
        """Who says it, or null."""
        slots = self._frames.slots(token.index)
        for slot in cue.source:
            fillers = [f for f in slots.get(slot, ()) if self._speaks(f)]
            if fillers:
                plain = fillers[0]
                linked = None if self._may_speak(plain) else self.linked(token)
                return self._issuer(self._subject_above(token, plain) if linked is None else linked)
        if not cue.source or cue.pos != "VERB":
            return None
        for found in (self.quoted_as(token), self.linked(token), self._behind(token)):
            if found is not None:
                return self._issuer(found)
        return None

    def _subject_above(self, token: Token, source: int) -> int:
        """Whom a pronoun stands for in "accused them of what it called murder": who does what is told around."""
        words = self._sentence.tokens
        free = source > 0 and words[source - 1].text.lower() == "what" and words[source].lemma in _PRONOUNS
        if not free:
            return source
        for above in self._sentence.ancestors(token.index):
            subjects = [s for s in self._sentence.children(above.index, "nsubj") if s.index < source - 1]
            if subjects and words[subjects[0].index].upos != "PRON":
                return subjects[0].index
        return source

    def linked(self, token: Token) -> int | None:
        """Who says it by the model, in the same sentence."""
        seen = next((c for c in self._sentence.cues if c.first <= token.index < c.last), None)
        links = (k for k in seen.links if k.role == "source" and k.sentence == 0) if seen else ()
        return next((k.word for k in links if k.word != token.index), None)

    def _behind(self, token: Token) -> int | None:
        """A noun right behind a verb that follows what it says: "..., vowed its leader"."""
        words = self._sentence.tokens
        if token.index == 0 or words[token.index - 1].text not in {",", *_CLOSING}:
            return None
        found = (c for c in self._sentence.children(token.index) if c.index > token.index and self._may_speak(c.index))
        return next((c.index for c in found if c.relation in ("obj", "ccomp", "xcomp", "obl", "nsubj:pass")), None)

    def _may_speak(self, index: int) -> bool:
        """Whether a word stands for somebody, or for a text that speaks."""
        token = self._sentence.tokens[index]
        if self._sentence.entity_at(index) is not None or token.upos in ("PRON", "PROPN", "DET"):
            return True
        return token.noun_class in ("person", "organization") or token.lemma in self._lexicon.cues

    def _issuer(self, index: int) -> int:
        """Who stands behind a statement, report or video that speaks: "a statement by the army said"."""
        token = self._sentence.tokens[index]
        if not any(c.pos == "NOUN" and c.commitment == "neutral" for c in self._lexicon.cues.get(token.lemma, ())):
            return index
        slots = self._frames.slots(index)
        fillers = (self._sentence.tokens[f] for slot in _ISSUERS for f in slots.get(slot, ()))
        issuers = (t for t in fillers if t.noun_class in ("person", "organization") or self._named(t))
        named = next((t.index for t in issuers if t.upos in ("NOUN", "PROPN", "PRON")), None)
        return self._issuing(token) if named is None else named

    def _issuing(self, text: Token) -> int:
        """Who issues a text: "the army released a statement saying"; the text itself where nobody does."""
        verb = self._sentence.tokens[text.head] if text.head >= 0 else text
        if text.relation != "obj" or not any(c.note == "issues" for c in self._lexicon.cues.get(verb.lemma, ())):
            return text.index
        subjects = self._frames.slots(verb.index).get("subj", ())
        return next((s for s in subjects if self._may_speak(s)), text.index)

    def _named(self, token: Token) -> bool:
        entity = self._sentence.entity_at(token.index)
        return entity is not None and entity.label != "LOC"

    def quoted_as(self, token: Token) -> int | None:
        """Who is quoted by somebody else: "the mayor was quoted by the agency as saying that"."""
        if token.head < 0 or token.xpos != "VBG":
            return None
        governor = self._sentence.tokens[token.head]
        if governor.lemma not in QUOTING or not is_verbal(governor):
            return None
        return next(iter(self._frames.slots(governor.index).get("obj", ())), None)

    def _speaks(self, index: int) -> bool:
        token = self._sentence.tokens[index]
        return (
            token.lemma not in ("it",)
            or not self._sentence.children(token.head, "ccomp")
            or (token.relation != "nsubj:pass")
        )
