"""Noun phrases around a head word: their span, and the mentions of actors that they make."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from marsad.knowledge import load_countries
from marsad.language import Document, Sentence, Token
from marsad.reading._mentions import ActorMention, EntityLabel
from marsad.records import Span

_LEFT_OUT = frozenset(
    {"acl", "appos", "conj", "cc", "parataxis", "punct", "advcl", "cop", "aux", "mark", "case", "nsubj", "dep", "list"}
)
_LABELS: dict[str, EntityLabel] = {"PER": "person", "ORG": "organisation", "LOC": "place"}
_BRACKETS = {"(": ")", "[": "]"}


def phrase(sentence: Sentence, head: int) -> tuple[int, int]:
    """First and last (exclusive) word of the noun phrase of a head, without clauses, appositions and conjuncts.

    Prepositional complements stay only with "of" ("members of the police"); a phrase has no gaps.
    """
    known = sentence.memory.setdefault("phrases", {})
    if head not in known:
        known[head] = _phrase(sentence, head)
    return known[head]


def _phrase(sentence: Sentence, head: int) -> tuple[int, int]:
    inside = {head}
    for child in sentence.children(head):
        if child.relation.partition(":")[0] in _LEFT_OUT:
            continue
        if child.relation.startswith(("nmod", "obl")) and child.index > head:
            cases = [c.lemma for c in sentence.children(child.index, "case")]
            speaks = cases[:1] == ["for"] and _speaks_for(sentence.tokens[head])
            if cases and cases[0] != "of" and not speaks and not (cases[0] == "from" and _belongs(sentence, child)):
                continue
            first, last = phrase(sentence, child.index)
            inside |= set(range(head, last))
            continue
        inside |= {i for i in sentence.subtree(child.index) if not _apart(sentence, i, child.index)}
    entity = sentence.entity_at(head)
    if entity:
        inside |= set(range(entity.first, entity.last))
    first = last = head
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    return first, last + 1


def _speaks_for(token: Token) -> bool:
    return token.lemma.startswith(("spokes", "representative"))


def victims_above(sentence: Sentence, index: int) -> int | None:
    """The noun for dead or kin that an act stands below: "mourned the victims of the strike"; or null."""
    token = sentence.tokens[index]
    while token.relation in ("nmod", "compound", "conj") and token.head >= 0:
        token = sentence.tokens[token.head]
        if token.lemma in _VICTIMS:
            return token.index
    return None


_VICTIMS = frozenset({"victim", "dead", "survivor", "relative", "family", "martyr"})


def _belongs(sentence: Sentence, body: Token) -> bool:
    """Whether a noun behind "from" is a body that people belong to: "fighters from the Taliban"."""
    entity = sentence.entity_at(body.index)
    return entity is not None and entity.label == "ORG"


def _apart(sentence: Sentence, index: int, top: int) -> bool:
    """Whether a word lies in a clause below ``top``."""
    at = index
    while at != top:
        if sentence.tokens[at].relation.partition(":")[0] in ("acl", "appos", "parataxis"):
            return True
        at = sentence.tokens[at].head
    return False


def phrase_span(document: Document, sentence: Sentence, head: int) -> Span:
    """The span of the noun phrase, without a preposition or punctuation at its edges."""
    first, last = phrase(sentence, head)
    while first < head and (
        sentence.tokens[first].upos in ("PUNCT", "CCONJ")
        or sentence.tokens[first].text.lower() == "whose"  # a speaker is "captors", not "whose captors"
        or (sentence.tokens[first].relation == "case" and sentence.tokens[first].head == head)
    ):
        first += 1
    while last - 1 > head and sentence.tokens[last - 1].upos in ("PUNCT", "ADP", "CCONJ", "PART"):
        last -= 1
    return document.span(sentence, first, last)


def whole_phrase(document: Document, sentence: Sentence, head: int, *, without: Collection[int]) -> Span:
    """The span of a noun phrase with all that hangs on it, without gaps and the words ``without``."""
    entity = sentence.entity_at(head)
    named = range(entity.first, entity.last) if entity else (head,)
    inside = set(sentence.subtree(head)) - set(without) | set(named)
    first = last = head
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    while first < head and (sentence.tokens[first].upos == "PUNCT" or sentence.tokens[first].relation == "case"):
        first += 1
    while last > head and sentence.tokens[last].upos == "PUNCT" and sentence.tokens[last].text not in ")]":
        last -= 1
    return document.span(sentence, first, last + 1)


def actor_mention(document: Document, sentence: Sentence, head: int) -> ActorMention:
    """The mention of an actor that the phrase of ``head`` makes."""
    token = sentence.tokens[head]
    entity = sentence.entity_at(head)
    if entity is None and token.upos != "PRON":
        first, last = phrase(sentence, head)
        inside = [e for e in sentence.entities if first <= e.first and e.last <= last]
        entity = inside[-1] if inside else None
        label = None
    else:
        label = _LABELS[entity.label] if entity else None
    named = _modified(sentence, token)  # "Iraqi" in "Iraqi and Syrian forces" stands for Iraqi forces
    return ActorMention(
        span=phrase_span(document, sentence, head),
        head=named.lemma.lower(),
        entity=label,
        entity_span=document.span(sentence, entity.first, entity.last) if entity else None,
        pronoun=token.upos in ("PRON", "DET"),
        apposed=tuple(_apposed(document, sentence, head)),
    )


def _modified(sentence: Sentence, token: Token) -> Token:
    """The noun that an adjective stands beside, also as a conjunct; any other word is itself."""
    at = token
    while at.upos == "ADJ" and at.relation in ("amod", "conj") and at.head >= 0:
        at = sentence.tokens[at.head]
    return at if at.upos in ("NOUN", "PROPN") else token


def _apposed(document: Document, sentence: Sentence, head: int) -> list[Span]:
    """Appositions, and what stands in brackets right behind the phrase."""
    entity = sentence.entity_at(head)
    words = range(entity.first, entity.last) if entity is not None else (head,)  # trees hang them on any part of a name
    outside = [c for word in words for c in sentence.children(word, "appos") if c.index not in words]
    out = [phrase_span(document, sentence, c.index) for c in outside]
    last = phrase(sentence, head)[1]
    if last < len(sentence.tokens) and sentence.tokens[last].text in _BRACKETS:
        closing = _BRACKETS[sentence.tokens[last].text]
        for end in range(last + 1, min(last + 8, len(sentence.tokens))):
            if sentence.tokens[end].text == closing and end > last + 1:
                span = document.span(sentence, last + 1, end)
                if span not in out:
                    out.append(span)
                break
    return out


def named_head(sentence: Sentence, first: int, last: int) -> int:
    """The head word of a named entity: the word whose governor lies outside."""
    for index in range(last - 1, first - 1, -1):
        if not first <= sentence.tokens[index].head < last:
            return index
    return last - 1


def relative_pronoun(token: Token) -> bool:
    """Whether a word only stands for the noun before it."""
    return token.xpos in ("WDT", "WP", "WP$") or (token.lemma == "that" and token.upos == "PRON" and token.xpos != "DT")


@lru_cache(maxsize=20_000)  # words: bounds memory over millions of reports
def names_state(name: str) -> bool:
    """Whether a name is that of a country or of its capital, which may stand for it."""
    countries = load_countries()
    return countries.by_name(name) is not None or countries.by_capital(name) is not None
