"""Phrases that credit the clause they hang on, and credits without a verb.

"According to X", "citing X"; "... - SOHR", "Monitor: ...", "... (Reuters)".
"""

from __future__ import annotations

from collections.abc import Sequence

from marsad.knowledge import Lexicon, load_actors
from marsad.language import Sentence, Token
from marsad.reading._frames import Frames
from marsad.reading._saying import Saying

PHRASES = frozenset({"according", "per", "citing", "quoting"})  # their first words
_NOMINAL = frozenset({"nsubj", "obj", "obl", "nmod", "appos", "conj", "nsubj:pass", "obl:agent"})
_DASHES = frozenset({"-", "–", "—", "--"})
_SPEAKING = frozenset({"person", "organization"})
_SHORT = 7  # words of a credit without a verb at most


def clause_around(sentence: Sentence, index: int) -> frozenset[int]:
    """The clause that a phrase hangs on: up to its verb, with everything below."""
    at = index
    for above in sentence.ancestors(index):
        if sentence.tokens[at].relation not in _NOMINAL:
            break
        at = above.index
    return frozenset(sentence.subtree(at))


class PhraseFinder:
    """Finds the sayings whose cue is a phrase.

    Args:
        sentence: An analysed sentence.
        frames: Its frames.
        lexicon: The tables.
    """

    def __init__(self, sentence: Sentence, frames: Frames, lexicon: Lexicon) -> None:
        self._sentence, self._frames, self._lexicon = sentence, frames, lexicon

    def at(self, token: Token) -> Saying | None:
        """The saying whose cue begins with a word, or null."""
        word = token.text.lower()
        if word in ("according", "per"):
            return self._according(token)
        return self._citing(token) if word in ("citing", "quoting") else None

    def _according(self, token: Token) -> Saying | None:
        """Reads "according to X": the phrase hangs on the clause that it credits."""
        cues = self._lexicon.cues.get("according to" if token.text.lower() == "according" else "per", ())
        source = self._phrase_source(token)
        if not cues or token.head < 0 or source is None:
            return None
        top = source if token.relation in ("case", "fixed") else token.index
        host = self._sentence.tokens[top].head
        if host < 0:
            return None
        content = clause_around(self._sentence, host) - frozenset(self._sentence.subtree(top))
        words = [token.index]
        if token.index + 1 < len(self._sentence.tokens) and self._sentence.tokens[token.index + 1].lemma == "to":
            words.append(token.index + 1)
        return Saying(self._sentence.index, tuple(words), source, content, cues[0].commitment, act=False)

    def _phrase_source(self, token: Token) -> int | None:
        if token.relation in ("case", "fixed"):
            at = token.head
            while self._sentence.tokens[at].relation in ("case", "fixed") and self._sentence.tokens[at].head >= 0:
                at = self._sentence.tokens[at].head
            return at
        return next((c.index for c in self._sentence.children(token.index, "obl", "nmod", "obj")), None)

    def _citing(self, token: Token) -> Saying | None:
        """Reads "..., the agency said, citing X": X is behind what the agency says, nearer to the act than it."""
        sources = self._sentence.children(token.index, "obj")
        if (
            not sources
            or not self._may_speak(sources[0])
            or token.head < 0
            or token.relation.partition(":")[0] not in ("advcl", "acl", "case", "xcomp")
        ):
            return None
        host = self._sentence.tokens[token.head]
        said = self._sentence.children(host.index, "ccomp") if host.lemma in self._lexicon.cues else []
        if said:
            content = frozenset(i for c in said for i in self._sentence.subtree(c.index))
        else:
            content = clause_around(self._sentence, host.index)
        content -= frozenset(self._sentence.subtree(token.index))
        return Saying(
            self._sentence.index, (token.index,), sources[0].index, content, "neutral", act=False, through=host.index
        )

    # ---------------------------------------------------------------- credits without a verb

    def without_verb(self, found: Sequence[Saying]) -> Saying | None:
        """Reads "Five killed in raid - SOHR", "Monitor: five killed", "Five killed in raid: UN", "... (Reuters)".

        The mark is the cue. What stands before a dash at the beginning is a dateline.
        """
        words = self._sentence.tokens
        if found or len(words) < 4:
            return None
        last = len(words) - 1 if words[-1].text in ".!" else len(words)
        if words[last - 1].text == ")":
            opening = next((i for i in range(last - 2, max(0, last - _SHORT), -1) if words[i].text == "("), None)
            return self._bare(opening, opening + 1, last - 1, (0, opening)) if opening else None
        for at in range(last - 2, max(1, last - _SHORT - 1), -1):
            apart = words[at - 1].end < words[at].start and words[at].end < words[at + 1].start
            if (words[at].text in _DASHES and apart) or (words[at].text == ":" and last == len(words)):
                return self._bare(at, at + 1, last, (0, at))
        for at in range(1, min(_SHORT, last - 2)):
            if words[at].text == ":":
                return self._bare(at, 0, at, (at + 1, last))
        return None

    def _bare(self, mark: int, first: int, last: int, said: tuple[int, int]) -> Saying | None:
        """The saying by the words ``first`` to ``last``, where they name somebody and the others tell something."""
        words = self._sentence.tokens[first:last]
        if not words or any(t.upos in ("VERB", "AUX", "NUM", "ADP", "ADJ", "ADV", "PUNCT") for t in words):
            return None
        head = next((t for t in reversed(words) if not first <= t.head < last), words[-1])
        tells = any(t.upos == "VERB" for t in self._sentence.tokens[said[0] : said[1]])
        known = load_actors().match(" ".join(t.text for t in words)) is not None
        if not (known or self._may_speak(head)) or not tells:
            return None
        content = frozenset(range(*said))
        return Saying(self._sentence.index, (mark,), head.index, content, "neutral", act=False)

    def _may_speak(self, token: Token) -> bool:
        """Whether a word names somebody, or a text of a neutral sort ("a report")."""
        entity = self._sentence.entity_at(token.index)
        if entity is not None:
            return entity.label in ("ORG", "PER")
        texts = (c.pos == "NOUN" and c.commitment == "neutral" for c in self._lexicon.cues.get(token.lemma, ()))
        return token.upos in ("NOUN", "PROPN") and (token.noun_class in _SPEAKING or any(texts))
