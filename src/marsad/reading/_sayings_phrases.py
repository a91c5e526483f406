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
DASHES = frozenset({"-", "–", "—", "―", "--"})
_SPEAKING = frozenset({"person", "organization"})
_OPENING = frozenset({"“", "«", "‘", '"', "'", "``"})
_OWN = frozenset({"we", "our", "us"})
_SHORT = 7  # words of a credit without a verb at most
_SIGNED = 14  # words of a signature at most, with who that is


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
        return self._citing(token) if word in ("citing", "quoting") else self._carried(token)

    def _according(self, token: Token) -> Saying | None:
        """Reads "according to X": the phrase hangs on the clause that it credits."""
        cues = self._lexicon.cues.get("according to" if token.text.lower() == "according" else "per", ())
        source = self._phrase_source(token)
        if not cues or token.head < 0 or source is None:
            return None
        if token.text.lower() == "per" and not self._may_speak(self._sentence.tokens[source]):
            return None  # "per day"
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
        source = self._cited(token)
        if source is None or token.head < 0:
            return None
        host = self._teller(token) or self._sentence.tokens[token.head]
        if not self._is_cue(host) and token.relation.partition(":")[0] not in ("advcl", "acl", "case", "xcomp"):
            return None
        said = self._sentence.children(host.index, "ccomp") if host.lemma in self._lexicon.cues else []
        if said:
            content = frozenset(i for c in said for i in self._sentence.subtree(c.index))
        else:
            content = clause_around(self._sentence, host.index)
        content -= frozenset(self._sentence.subtree(token.index)) | frozenset(self._sentence.subtree(source))
        return Saying(self._sentence.index, (token.index,), source, content, "neutral", act=False, through=host.index)

    def _cited(self, token: Token) -> int | None:
        """Whom a word like "citing" cites: its object, or the phrase right behind it, wherever that hangs."""
        words = self._sentence.tokens
        objects = [t for t in self._sentence.children(token.index, "obj") if self._may_speak(t)]
        if objects:
            return objects[0].index
        for noun in words[token.index + 1 :]:
            phrase = set(self._sentence.subtree(noun.index))
            if noun.upos in ("NOUN", "PROPN", "PRON") and noun.head not in phrase and token.index + 1 in phrase:
                begins = all(i in phrase and words[i].upos != "VERB" for i in range(token.index + 1, noun.index))
                return noun.index if begins and self._may_speak(noun) else None
        return None

    def _teller(self, token: Token) -> Token | None:
        """The verb of saying whose speaker cites: the one behind its own speaker and him, else the last one before."""
        words = self._sentence.tokens
        for verb in words[token.index + 1 :]:
            subjects = self._sentence.children(verb.index, "nsubj") if self._is_cue(verb) else []
            if any(s.index < token.index and max(self._plain(s.index)) < token.index for s in subjects):
                return verb
        before = (v for v in reversed(words[: token.index]) if self._is_cue(v))
        return next((v for v in before if self._sentence.children(v.index, "nsubj")), None)

    def _plain(self, index: int) -> list[int]:
        """A noun with the words before it."""
        return [i for i in self._sentence.subtree(index) if i <= index]

    def _is_cue(self, token: Token) -> bool:
        return token.upos == "VERB" and any(c.pos == "VERB" for c in self._lexicon.cues.get(token.lemma, ()))

    def _carried(self, token: Token) -> Saying | None:
        """Reads "doctors quoted by the radio said": who carries the words tells of the saying."""
        words, cues = self._sentence.tokens, self._lexicon.cues.get(f"{token.text.lower()} by", ())
        agent = next(iter(self._sentence.children(token.index, "obl:agent", "obl")), None)
        before = next((t for t in reversed(words[: token.index]) if t.upos != "PUNCT"), None)
        if not cues or agent is None or before is None or not self._may_speak(agent):
            return None
        if words[token.index + 1].lemma != "by" or before.upos not in ("NOUN", "PROPN", "PRON"):
            return None
        noun = self._top(before, token)
        teller = next((a for a in self._sentence.ancestors(noun) if self._is_cue(a)), None)
        if teller is None:
            return None
        content = clause_around(self._sentence, teller.index) - frozenset(self._sentence.subtree(token.index))
        return Saying(self._sentence.index, (token.index,), agent.index, content, "neutral", act=False)

    def _top(self, noun: Token, below: Token) -> int:
        """The head of the phrase that ends with a noun, without what stands behind."""
        at = noun
        while 0 <= at.head < below.index and self._sentence.tokens[at.head].upos in ("NOUN", "PROPN", "PRON"):
            at = self._sentence.tokens[at.head]
        return at.index

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
            if (words[at].text in DASHES and apart) or (words[at].text == ":" and last == len(words)):
                return self._bare(at, at + 1, last, (0, at))
        for at in range(1, min(_SHORT, last - 2)):
            if words[at].text == ":":
                return None if self._is_topic(at) else self._bare(at, 0, at, (at + 1, last))
        return None

    def _is_topic(self, mark: int) -> bool:
        """Whether a country before a colon is what a headline is about; it speaks of itself as "we", or is quoted."""
        words = self._sentence.tokens
        found = load_actors().countries_in([t.text for t in words[:mark]])
        named = any(first == 0 and last == mark and form == "name" for first, last, (_, form) in found)
        behind = words[mark + 1 :]
        return named and behind[0].text not in _OPENING and not any(t.text.lower() in _OWN for t in behind)

    def _bare(self, mark: int, first: int, last: int, said: tuple[int, int]) -> Saying | None:
        """The saying by the words ``first`` to ``last``, where they name somebody and the others tell something."""
        head = self._named(first, last)
        tells = any(t.upos == "VERB" for t in self._sentence.tokens[said[0] : said[1]])
        if head is None or not tells:
            return None
        content = frozenset(range(*said))
        return Saying(self._sentence.index, (mark,), head.index, content, "neutral", act=False)

    def signature(self) -> Saying | None:
        """Reads the line behind a quotation that only names who said it: "— Karim Odeh, a baker", "― SOHR"."""
        words = self._sentence.tokens
        if not 2 <= len(words) <= _SIGNED or words[0].text not in DASHES or any(t.upos == "VERB" for t in words):
            return None
        last = next((t.index for t in words[1:] if t.text in (",", ".", "(")), len(words))
        head = self._named(1, last)
        return (
            None if head is None else Saying(self._sentence.index, (0,), head.index, frozenset(), "neutral", act=False)
        )

    def _named(self, first: int, last: int) -> Token | None:
        """The head of some words, where they name somebody and nothing else."""
        words = self._sentence.tokens[first:last]
        if not words or any(t.upos in ("VERB", "AUX", "NUM", "ADP", "ADJ", "ADV", "PUNCT") for t in words):
            return None
        head = next((t for t in reversed(words) if not first <= t.head < last), words[-1])
        known = load_actors().match(" ".join(t.text for t in words)) is not None
        return head if known or self._may_speak(head) else None

    def _may_speak(self, token: Token) -> bool:
        """Whether a word names somebody, or a text of a neutral sort ("a report")."""
        entity = self._sentence.entity_at(token.index)
        if entity is not None:
            return entity.label in ("ORG", "PER")
        texts = (c.pos == "NOUN" and c.commitment == "neutral" for c in self._lexicon.cues.get(token.lemma, ()))
        return token.upos in ("NOUN", "PROPN") and (token.noun_class in _SPEAKING or any(texts))
