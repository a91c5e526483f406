"""Sayings: cue, source and content of what somebody is reported to have said, within one sentence.

Verbs and nouns of saying with a clause or a quotation (``_sayings_clauses``), phrases that credit the clause they hang
on, and attributions without a verb (``_sayings_phrases``). The content is a set of words of the sentence; how it runs
on over sentences is the business of ``_spoken``.
"""

from __future__ import annotations

from dataclasses import replace

from marsad.knowledge import Lexicon
from marsad.language import Sentence
from marsad.reading._frames import Frames
from marsad.reading._saying import Saying
from marsad.reading._sayings_bounds import cited, credited_at_end, doubled, trailing
from marsad.reading._sayings_clauses import ClauseFinder
from marsad.reading._sayings_phrases import PHRASES, PhraseFinder
from marsad.reading._sayings_places import PlaceFinder
from marsad.reading._unsaid import is_unsaid

_SHORT = 14  # words of a sentence that only names a speaker at most
_SAYS_MORE = ("ccomp", "xcomp", "obj", "parataxis", "conj", "advcl", "aux")


class SayingFinder:
    """Finds the sayings of one sentence."""

    def __init__(self, sentence: Sentence, frames: Frames, lexicon: Lexicon) -> None:
        self._sentence, self._lexicon = sentence, lexicon
        self._clauses = ClauseFinder(sentence, frames, lexicon)
        self._phrases = PhraseFinder(sentence, frames, lexicon)
        self._places = PlaceFinder(sentence, frames, lexicon)

    def find(self) -> list[Saying]:
        """Sayings, in the order of their cues."""
        out: list[Saying] = []
        placed: list[Saying] = []
        for token in self._sentence.tokens:
            if token.upos != "VERB" and token.lemma not in self._lexicon.cues and token.text.lower() not in PHRASES:
                continue
            if is_unsaid(self._sentence, token, self._lexicon):
                continue
            saying = self._phrases.at(token) or self._clauses.at(token)
            if saying is None and (saying := self._places.at(token)) is not None:
                placed.append(saying)
            if saying and saying.content:
                out.append(saying)
        out = [s for s in out if not any(_is_means(s, p) for p in placed)]
        out = doubled(self._sentence, trailing(self._sentence, out), self._lexicon)
        out = credited_at_end(self._sentence, cited(self._sentence, out))
        bare = self._phrases.without_verb(out)
        if bare is not None:
            out.append(bare)
        return [replace(s, content=self._reach(s, out)) for s in sorted(out, key=lambda s: s.cue)]

    def bare(self) -> Saying | None:
        """A sentence that only names a speaker, behind a quotation: "Where is he?" the nurse asked. "..." — SOHR."""
        if (signature := self._phrases.signature()) is not None:
            return signature
        words = self._sentence.tokens
        root = next((t for t in words if t.head < 0 and t.upos == "VERB" and t.lemma in self._lexicon.cues), None)
        if root is None or len(words) > _SHORT or self._sentence.children(root.index, *_SAYS_MORE):
            return None
        speaker = next((t.index for t in self._sentence.children(root.index, "nsubj")), None)
        if speaker is None:
            return None
        return Saying(self._sentence.index, (root.index,), speaker, frozenset(), "neutral", act=False)

    @staticmethod
    def _reach(saying: Saying, others: list[Saying]) -> frozenset[int]:
        """The content with what is said within it: "..., the army said, according to an agency" credits it all."""
        reach = saying.content
        for other in others:
            if (
                other is not saying
                and not other.about
                and set(other.cue) <= saying.content
                and not set(saying.cue) <= other.content
            ):
                reach |= other.content
        return reach - frozenset(saying.cue)


def _is_means(saying: Saying, other: Saying) -> bool:
    """Whether a saying by a noun only names the text in which the other is made: "said in a letter that"."""
    within = other.cue[-1] < saying.cue[0] < min(other.content)
    return saying is not other and within and saying.content <= other.content
