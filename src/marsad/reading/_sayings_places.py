"""Sayings whose content the tree hangs elsewhere, by the place of the clause of saying in its sentence.

Long quotations, lists of names and what stands in brackets break trees: a verb of saying then governs two subjects, its
own and that of what is said, or nothing at all. Who speaks stands next to the verb; what is said begins with the other
subject, with "that" or with a quotation mark, or ends at the comma before a clause of saying at the end.
"""

from __future__ import annotations

from marsad.knowledge import Lexicon
from marsad.language import Sentence, Token
from marsad.reading._frames import Frames
from marsad.reading._saying import Saying

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_OPENING, _CLOSING = frozenset({"“", "«", '"', "``", "''"}), frozenset({"”", "»", '"', "''"})
_PAUSES = frozenset({",", "-", "–", "—", "--"})
_ALSO_DO = frozenset({"go", "continue", "speak", "point", "hold"})  # what these have beside them is rarely said
_OWN = ("obl", "obl:unmarked", "obl:tmod", "iobj", "advmod")  # what a verb of saying may have beside what is said


class PlaceFinder:
    """Finds the sayings of verbs that govern nothing that is said.

    Args:
        sentence: An analysed sentence.
        frames: Its frames.
        lexicon: The tables.
    """

    def __init__(self, sentence: Sentence, frames: Frames, lexicon: Lexicon) -> None:
        self._sentence, self._frames, self._lexicon = sentence, frames, lexicon

    def at(self, token: Token) -> Saying | None:
        """The saying whose cue a verb is, or null."""
        listed = (c for c in self._lexicon.cues.get(token.lemma, ()) if c.pos == "VERB" and not c.act)
        cue = next((c for c in listed if "ccomp" in c.frame), None)
        if cue is None or token.upos != "VERB" or self._sentence.children(token.index, "ccomp", "obj", "aux:pass"):
            return None
        if token.xpos == "VBG" and not self._sentence.children(token.index, "aux"):
            source, content = self._shared(token), self._by_participle(token)
        else:
            source, content = self._told(token)
        if source is None or not content or source in content:
            return None
        joined = self._sentence.tokens[min(content) - 1].lemma == "that"
        return Saying(self._sentence.index, (token.index,), source, content, cue.commitment, act=False, joined=joined)

    def _told(self, token: Token) -> tuple[int | None, frozenset[int]]:
        """Speaker and content of a finite verb."""
        subjects = self._sentence.children(token.index, "nsubj")
        before = [s for s in subjects if s.index < token.index]
        behind = [s for s in subjects if s.index > token.index]
        finite = token.xpos in _FINITE or bool(self._sentence.children(token.index, "aux"))
        if not finite:
            return None, frozenset()
        if begin := self._marked(token):
            return (before[-1].index if before else self._shared(token)), self._until_end(begin)
        if token.lemma in _ALSO_DO:
            return None, frozenset()
        speaker = before[-1].index if before else self._shared(token) if token.relation == "conj" else None
        inverted = token.index > 0 and self._sentence.tokens[token.index - 1].text in {",", "'", *_CLOSING}
        if behind and speaker is not None and not inverted and token.relation in ("root", "conj"):
            begin = min(self._sentence.subtree(behind[0].index))
            if not any(t.upos == "PUNCT" for t in self._sentence.tokens[token.index + 1 : begin]):
                return speaker, self._until_end(begin)
        return self._at_end(token, [*before, *behind])

    def _marked(self, token: Token) -> int | None:
        """Where "that" or a quotation mark begins what is said, behind the verb and what else hangs on it."""
        words = self._sentence.tokens
        own = {i for c in self._sentence.children(token.index, *_OWN) for i in self._sentence.subtree(c.index)}
        for word in words[token.index + 1 :]:
            if (
                word.lemma == "that"
                and word.relation == "mark"
                and (word.index in own or word.index - 1 == token.index)
            ):
                return word.index + 1
            if self._opens(word) and words[word.index - 1].text in ",:":
                return word.index
            if word.index not in own and word.upos != "PUNCT":
                return None
            if word.upos == "VERB" and word.lemma in self._lexicon.cues:
                return None
        return None

    def _opens(self, mark: Token) -> bool:
        """Whether a quotation mark stands before what is quoted: straight ones are told by the blanks around them."""
        words = self._sentence.tokens
        if mark.text not in _OPENING or mark.index + 1 == len(words):
            return False
        return mark.text not in _CLOSING or mark.end == words[mark.index + 1].start

    def _at_end(self, token: Token, subjects: list[Token]) -> tuple[int | None, frozenset[int]]:
        """Speaker and content of "They left at dawn, he said." where the tree joins all subjects to the verb."""
        words = self._sentence.tokens
        if not subjects or token.relation not in ("root", "parataxis", "conj"):
            return None, frozenset()
        speaker = min(subjects, key=lambda s: abs(s.index - token.index))
        begin = min(token.index, *self._plain(speaker.index))
        pause = begin > 2 and words[begin - 1].text in {",", *_CLOSING}
        told = words[: begin - 1] if pause else ()
        busy = any(c.index < begin for c in self._sentence.children(token.index, "advcl"))
        mine = {*self._sentence.subtree(speaker.index), token.index}
        more = any(t.upos == "VERB" and t.xpos in _FINITE for t in words[begin:] if t.index not in mine)
        if busy or more or not any(t.upos in ("VERB", "AUX") and t.xpos in (*_FINITE, "MD") for t in told):
            return None, frozenset()
        return speaker.index, frozenset(range(begin - 1))

    def _by_participle(self, token: Token) -> frozenset[int]:
        """What stands behind ", adding that", ", saying" to the end of the sentence."""
        words = self._sentence.tokens
        if token.index < 2 or words[token.index - 1].text not in _PAUSES | _CLOSING:
            return frozenset()
        if begin := self._marked(token):
            return self._until_end(begin)
        if token.lemma in _ALSO_DO or self._sentence.children(token.index, *_OWN):
            return frozenset()
        rest = words[token.index + 1 :]
        said = any(t.xpos in (*_FINITE, "MD") for t in rest) and rest[0].upos in ("NOUN", "PROPN", "PRON", "DET")
        return self._until_end(token.index + 1) if said else frozenset()

    def _until_end(self, begin: int) -> frozenset[int]:
        """The words from one to the end of the sentence, its last mark left out; of a quotation to its end."""
        words = self._sentence.tokens
        closed = self._opens(words[begin])
        last = next((t.index for t in words[begin + 1 :] if t.text in _CLOSING), None) if closed else None
        if last is None:
            last = len(words) - 1 if words[-1].text not in ".!?" else len(words) - 2
        return frozenset(range(begin, last + 1))

    def _shared(self, token: Token) -> int | None:
        """The subject that a verb shares with one above it."""
        for above in self._sentence.ancestors(token.index):
            subjects = [s for s in self._sentence.children(above.index, "nsubj") if s.index < token.index]
            if subjects:
                return subjects[-1].index
        return None

    def _plain(self, index: int) -> list[int]:
        """A noun with the words right before it that hang on it."""
        return [i for i in self._sentence.subtree(index) if i <= index]
