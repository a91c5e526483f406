"""Attitudes: what somebody wants, plans, believes, favours or thinks of somebody, whether or not it is said.

They are no statements and are not printed; whoever asks who thinks what of a text finds them here. The words stand in
``attitudes.tsv``. The cue is the word with its auxiliaries, its negation and the adverbs beside it, the preposition of
what follows included ("has long been opposed to").
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from marsad.knowledge import load_attitudes
from marsad.language import Document, Sentence, Token
from marsad.reading._frames import Frames, is_verbal
from marsad.reading._phrases import whole_phrase
from marsad.records import Span

_HOLDERS = frozenset({"person", "organization"})
_TEXTS = frozenset(
    {
        *("law", "bill", "legislation", "amendment", "resolution", "act", "lawsuit", "rule", "proposal", "platform"),
        *("poll", "survey", "study", "report", "document", "record", "datum", "data", "figure", "finding", "audit"),
        *("email", "memo", "letter", "article", "statement", "ad", "video", "transcript", "book", "speech", "film"),
    }
)
_NOBODY = frozenset({"it", "that", "this", "which", "what", "there"})
_PHRASAL = frozenset({"obl", "nmod", "advmod", "compound:prt", "advcl", "acl", "xcomp"})
_BREAKS = frozenset({",", "-", "--", "–", "—"})
_CIRCUMSTANCES = frozenset(
    {"as", "while", "after", "before", "since", "when", "because", "although", "though", "until"}
)
_ADDED = frozenset({"acl:relcl", "acl", "advcl", "appos", "parataxis"})
_MARKS = frozenset({"“", "”", '"', "``", "''"})
_STOPS = frozenset({".", ",", ";", ":"})
_MATTER = frozenset({"about", "of", "on", "for", "as"})  # any verb of an attitude may have its matter behind these
_JOINTS = frozenset({"that", "to", "if", "whether"})  # these begin what the attitude is about
_IDIOMATIC = ("obj", "xcomp", "obl", "ccomp", "compound", "advmod")  # how the other word of an idiom hangs on its verb
_WITHIN = 6  # words from the verb of an idiom to its other word at most
_BRINGING = frozenset({"issue", "release", "publish", "write", "send", "make", "post", "sign"})
_BORNE = frozenset({"statement", "letter", "message", "email", "e-mail", "tweet", "memo", "article", "note"})
_FAR = 12  # words from a verb that brings forth a text to the participle that says what it says, at most
_BETWEEN = frozenset({"PART", "ADV", "ADP", "DET", "ADJ", "AUX", "PRON", "NUM"})  # from a verb to what it carries


@dataclass(frozen=True, slots=True)
class Attitude:
    """One attitude.

    Attributes:
        holder: Whose it is, the whole phrase, or null where nobody is named ("seems", "is expected", "hopes that").
        cue: The words that tell it.
        content: What it is about, in text order.
    """

    holder: Span | None
    cue: Span
    content: tuple[Span, ...]


@functools.cache
def _verbs_of_idioms() -> frozenset[str]:
    return frozenset(lemma.partition(" ")[0] for lemma, _ in load_attitudes() if " " in lemma)


def find_attitudes(document: Document) -> tuple[Attitude, ...]:
    """The attitudes that a text tells, in text order."""
    return tuple(a for s in document.sentences if s.tokens for a in AttitudeFinder(document, s).find())


class AttitudeFinder:
    """Finds the attitudes of one sentence.

    Args:
        document: The text, analysed.
        sentence: One of its sentences.
    """

    def __init__(self, document: Document, sentence: Sentence) -> None:
        self._document, self._sentence, self._frames = document, sentence, Frames(sentence)

    def find(self) -> Iterator[Attitude]:
        """The attitudes, in the order of their words.

        Of "wants to back" the first verb is one, of "voiced support" the whole.
        """
        table, out = load_attitudes(), list[Attitude]()
        for token in self._sentence.tokens:
            pos = "VERB" if is_verbal(token) else token.upos
            complements = table.get((token.lemma, pos)) or table.get((f"{token.lemma}e", pos))
            if complements is not None and pos == "VERB":
                complements |= _MATTER
            words = [(token, complements)] if complements is not None else []
            for other, complements in [*words, *self._idioms(token, pos)]:
                if (found := self._at(token, complements, other)) is not None:
                    if not (pos == "VERB" and other is token):
                        out = [a for a in out if not a.cue.overlaps(found.cue) or a.cue.end > found.cue.end]
                    out += [] if any(a.cue.overlaps(found.cue) for a in out) else [found]
        yield from out

    def _idioms(self, token: Token, pos: str) -> Iterator[tuple[Token, frozenset[str]]]:
        """The other words of the rows of two words that begin with a verb: "took aim at", "made it clear that"."""
        if pos != "VERB" or token.lemma not in _verbs_of_idioms():
            return
        for child in self._sentence.children(token.index, *_IDIOMATIC):
            complements = load_attitudes().get((f"{token.lemma} {child.lemma}", pos))
            if complements is not None and 0 < child.index - token.index <= _WITHIN:
                yield child, complements

    def _at(self, token: Token, complements: frozenset[str], other: Token) -> Attitude | None:
        """The attitude that a word tells, or a verb with another word."""
        first, last = cue_extent(self._sentence, token.index)
        last = max(last, other.index + 1)
        words = self._sentence.tokens
        if last < len(words) and words[last].relation in ("case", "mark"):
            mine = words[words[last].head].head in (token.index, other.index)
            mine = mine and (words[last].relation == "case" or words[last].lemma not in _JOINTS)
            last += mine and (words[last].lemma in complements or self._impersonal(token, complements))
        cue = self._document.span(self._sentence, first, last)
        if self._impersonal(token, complements):
            about = self._impression(token, last)
            return Attitude(None, cue, about) if about else None
        holder = self._holder(token)
        content = self._content(token, complements, last, other)
        if not content or holder in content or (holder is None and self._held_by_something(token)):
            return None
        about = (self._document.span(self._sentence, min(content), max(content) + 1),)
        if holder is None:
            return Attitude(None, cue, about)
        phrase = whole_phrase(self._document, self._sentence, holder, without={*range(first, last), *content})
        return Attitude(phrase, cue, about)

    def _held_by_something(self, token: Token) -> bool:
        """Whether a verb or adjective has a subject that can hold no attitude."""
        return token.upos != "NOUN" and bool(self._frames.slots(token.index).get("subj"))

    def _impersonal(self, token: Token, complements: frozenset[str]) -> bool:
        """Whether nobody in particular thinks it: "seems", or a finite passive without an agent."""
        if "none" in complements:
            return True
        passive = self._sentence.children(token.index, "aux:pass")
        return (
            bool(passive)
            and not self._sentence.children(token.index, "obl:agent")
            and self._frames.passive(token.index)
        )

    def _impression(self, token: Token, begin: int) -> tuple[Span, ...]:
        """What it is thought of: the subject, and what stands behind the cue."""
        subject = next(iter(self._sentence.children(token.index, "nsubj")), None)
        behind = self._behind(token, begin)
        about = [] if subject is None or subject.lemma in _NOBODY else [self._whole(subject)]
        about += [self._document.span(self._sentence, min(behind), max(behind) + 1)] if behind else []
        return tuple(sorted(about, key=lambda s: s.start)) if behind else ()

    def _whole(self, token: Token) -> Span:
        return whole_phrase(self._document, self._sentence, token.index, without=())

    def _holder(self, token: Token) -> int | None:
        """Who wants or thinks it: the subject, or whose hope, fear or plan it is."""
        slots = self._frames.slots(token.index)
        if is_verbal(token) or token.upos == "ADJ":
            fillers = slots.get("subj", [])
        else:
            fillers = [*slots.get("poss", ()), *slots.get("by", ()), *slots.get("from", ())]
            carrier = _carrier(self._sentence, token)
            fillers += self._frames.slots(carrier.index).get("subj", []) if carrier else []
        return next((f for f in fillers if self._may_hold(self._sentence.tokens[f])), None)

    def _may_hold(self, token: Token) -> bool:
        if token.upos in ("PRON", "DET") or (token.upos == "ADJ" and token.relation == "nsubj"):
            return token.lemma not in _NOBODY
        return (
            token.lemma in _TEXTS or self._sentence.entity_at(token.index) is not None or token.noun_class in _HOLDERS
        )

    def _content(self, token: Token, complements: frozenset[str], begin: int, other: Token) -> list[int]:
        """The words behind the cue, where one of its complements stands there."""
        children = [c for t in {token.index, other.index} for c in self._sentence.children(t) if c.index > other.index]
        if any(self._is_complement(c, complements) for c in children):
            return self._behind(token, begin)
        gap = token.relation == "acl:relcl" and "obj" in complements and self._frames.slots(token.index).get("obj", [])
        return self._of_relative(token) if gap else []

    def _of_relative(self, token: Token) -> list[int]:
        """The noun that a relative clause hangs on, with what stands before it: "the tax that she opposes"."""
        host = self._sentence.tokens[token.head]
        return [i for i in self._sentence.subtree(host.index) if i <= host.index]

    def _behind(self, token: Token, begin: int) -> list[int]:
        """The words that hang on the cue behind it."""
        children = [c for c in self._sentence.children(token.index) if c.index > token.index]
        own = [
            i
            for c in children
            if c.relation not in ("conj", "parataxis", "cc") and not self._is_circumstance(c)
            for i in self._sentence.subtree(c.index)
        ]
        kept = [i for i in own if i >= begin]
        return without_added(self._sentence, kept)

    def _is_circumstance(self, child: Token) -> bool:
        """Whether a clause tells when or why somebody wants or thinks it, rather than what."""
        marks = {c.lemma for c in self._sentence.children(child.index, "mark", "advmod")}
        return child.relation == "advcl" and bool(marks & _CIRCUMSTANCES)

    def _is_complement(self, child: Token, complements: frozenset[str]) -> bool:
        relation = child.relation.partition(":")[0]
        if relation == "obj":
            return "obj" in complements
        if relation == "ccomp":
            return "that" in complements
        marks = {c.lemma for c in self._sentence.children(child.index, "mark", "case")}
        if relation in ("xcomp", "advcl", "acl") and is_verbal(child):
            if child.relation == "xcomp" and child.xpos == "VBG" and not marks:
                return "obj" in complements
            return bool(marks & complements) or (relation == "acl" and "that" in marks & complements)
        if child.relation in ("compound:prt", "advmod"):
            return child.lemma in complements
        return child.relation in _PHRASAL | {"obl:agent"} and bool(marks & complements)


def without_added(sentence: Sentence, content: Sequence[int]) -> list[int]:
    """What somebody thinks, without what the text itself adds behind it.

    Behind a comma or a dash the text goes on in its own voice: a relative clause, another name of the last noun, a
    cause, what came of it ("supports the bill, which failed last year").

    Args:
        sentence: The sentence.
        content: Indices of the words, in order.
    """
    kept = list(content)
    while kept:
        if sentence.tokens[kept[-1]].text in _STOPS:
            kept.pop()
        elif (begin := _added(sentence, kept)) is not None:
            del kept[begin:]
        else:
            break
    return kept


def _added(sentence: Sentence, content: Sequence[int]) -> int | None:
    """Where in the content begins what is added to its last words."""
    words, last = sentence.tokens, content[-1]
    for place, comma in enumerate(content):
        if place == 0 or words[comma].text not in _BREAKS:
            continue
        heads = (t for t in words[comma + 1 : last + 1] if t.relation in _ADDED and t.head < comma)
        whole = sentence.subtree(head.index) if (head := next(heads, None)) is not None else ()
        if whole and min(whole) <= comma + 1 and max(whole) >= last:
            return place
    return None


def cue_extent(sentence: Sentence, index: int) -> tuple[int, int]:
    """The word of a cue with its auxiliaries, negation, adverbs and particle, and the verbs that carry it.

    "Has long been opposed", "seemed to confirm", "went on to endorse", "voiced strong support".

    Args:
        sentence: The sentence.
        index: The word.

    Returns:
        First word and one past the last.
    """
    words, token = sentence.tokens, sentence.tokens[index]
    first, last = _left(sentence, index), index + 1
    behind = {c.index for c in sentence.children(index, "compound", "advmod") if c.relation != "compound"}
    while last < len(words) and last in behind:
        last += 1
    carrier = _carrier(sentence, token)
    while carrier is not None and carrier.index < first:
        if any(t.upos not in _BETWEEN and t.relation != "compound" for t in words[carrier.index + 1 : first]):
            break
        first, carrier = _left(sentence, carrier.index), _carrier(sentence, carrier)
    bearer = _bearer(sentence, token)
    if bearer is not None and 0 < token.index - bearer.index <= _FAR:
        first = min(first, _left(sentence, bearer.index))
    return first, last


def _bearer(sentence: Sentence, token: Token) -> Token | None:
    """The verb that brings forth the text in which somebody says it: "released a statement calling"."""
    if token.xpos != "VBG" or token.head < 0:
        return None
    head = sentence.tokens[token.head]
    verb = sentence.tokens[head.head] if token.relation == "acl" and head.relation == "obj" else head
    borne = any(t.lemma in _BORNE for t in sentence.children(verb.index, "obj"))
    return verb if borne and verb.lemma in _BRINGING and token.relation in ("acl", "advcl") else None


def _left(sentence: Sentence, index: int) -> int:
    """The first of the auxiliaries and adverbs right before a word."""
    noun = sentence.tokens[index].upos == "NOUN"
    relations = ("amod",) if noun else ("aux", "cop", "advmod", "mark")
    parts = {c.index for c in sentence.children(index, *relations) if c.relation != "mark" or c.lemma == "to"}
    parts |= {i for p in parts for i in sentence.subtree(p)}
    first = index
    while first - 1 in parts:
        first -= 1
    return first


def _carrier(sentence: Sentence, token: Token) -> Token | None:
    """The verb that carries another ("began to"), or a noun of an attitude ("voiced support")."""
    if token.head < 0 or token.head > token.index:
        return None
    head = sentence.tokens[token.head]
    if token.upos == "ADJ" and token.relation == "xcomp" and is_verbal(head):
        return head
    if is_verbal(token) and token.relation == "xcomp" and is_verbal(head):
        return None if sentence.children(head.index, "obj", "iobj") else head
    if token.upos == "NOUN" and token.relation == "obj" and is_verbal(head):
        return head if (token.lemma, "NOUN") in load_attitudes() else None
    return None
