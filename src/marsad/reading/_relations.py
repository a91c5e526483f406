"""Relations between actors that a sentence states outright: "backed by", "X-led", "made up of", "part of", "heads".

Only closed forms are read, by the words of ``data/references/relations.tsv``; what is negated or only possible is not.
Offices of persons ("a spokesman for") are read where the persons are resolved.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from marsad.knowledge import RelationWord, load_references
from marsad.language import Document, Sentence, Token
from marsad.reading._frames import is_verbal
from marsad.reading._naming import nation_pair
from marsad.reading._phrases import phrase_span, relative_pronoun
from marsad.records import Predicate, Span

_SUBJECTS = ("nsubj", "nsubj:pass")
_UNSURE = frozenset({"may", "might", "could", "would", "should"})
_ACTING = ("NOUN", "PROPN")


@dataclass(frozen=True, slots=True)
class ToldRelation:
    """A relation as told: the head words of both sides with the index of the sentence, and the words that say so."""

    sentence: int
    subject: int
    predicate: Predicate
    object: int
    evidence: Span


def told_relations(document: Document, sentence: Sentence) -> Iterator[ToldRelation]:
    """The relations of a sentence, in the order of the words that tell them."""
    lemmas = load_references().relation_lemmas
    for token in sentence.tokens:
        if token.lemma.lower() not in lemmas:
            continue
        if is_verbal(token):
            yield from _of_verb(document, sentence, token)
        elif token.upos in _ACTING:
            yield from _of_noun(document, sentence, token)


def _of_verb(document: Document, sentence: Sentence, token: Token) -> Iterator[ToldRelation]:
    if sentence.children(token.index, "advmod") and any(
        c.lemma in ("not", "never") for c in sentence.children(token.index, "advmod")
    ):
        return
    if any(c.lemma in _UNSURE for c in sentence.children(token.index, "aux")):
        return
    hyphen = _before_hyphen(sentence, token)
    if hyphen is not None and token.relation == "amod" and token.head > token.index:
        word = load_references().relations.get((token.lemma, "by"))
        if word is not None:
            yield _told(document, sentence, (token.head, hyphen, token), word)
        return
    subject = _bearer(sentence, token)
    for other, form in _others(sentence, token):
        word = load_references().relations.get((token.lemma, form))
        if word is None:
            continue
        bearer = subject
        if form == "subject":
            bearer = next((_host(sentence, c) for c in sentence.children(token.index, "nsubj")), None)
            if sentence.children(token.index, "aux:pass"):
                continue
        if bearer is not None and bearer != other:
            for one in _listed(sentence, other):
                yield _told(document, sentence, (bearer, one, token), word)


def _of_noun(document: Document, sentence: Sentence, token: Token) -> Iterator[ToldRelation]:
    """Reads "X, part of Y", "X is a branch of Y"; of a unit by its own name: "the Studies Program at Y"."""
    yield from _of_leaders(document, sentence, token)
    entity = sentence.entity_at(token.index)
    bearer = token.index if entity is not None else _named_by(sentence, token)
    if bearer is None:
        return
    for child in sentence.children(token.index, "nmod"):
        for case in sentence.children(child.index, "case"):
            word = load_references().relations.get((token.lemma.lower(), case.lemma))
            apart = entity is None or child.index >= entity.last
            if word is not None and apart and child.relation != "nmod:poss":
                yield _told(document, sentence, (bearer, child.index, token), word)


def _of_leaders(document: Document, sentence: Sentence, token: Token) -> Iterator[ToldRelation]:
    """Reads "the group's leaders, including X"."""
    word = load_references().relations.get((token.lemma.lower(), "including"))
    owner = next(iter(sentence.children(token.index, "nmod:poss", "compound")), None)
    if word is None or owner is None:
        return
    for child in sentence.children(token.index, "nmod"):
        if any(c.text.lower() == "including" for c in sentence.children(child.index, "case")):
            yield _told(document, sentence, (owner.index, child.index, token), word)


def _told(document: Document, sentence: Sentence, words: tuple[int, int, Token], known: RelationWord) -> ToldRelation:
    """The relation that a word tells of the phrase before and the phrase after it."""
    bearer, other, token = words
    spans = [phrase_span(document, sentence, bearer), phrase_span(document, sentence, other)]
    start = min(*(s.start for s in spans), token.start)
    end = max(*(s.end for s in spans), token.end)
    subject, target = (other, bearer) if known.turned else (bearer, other)
    return ToldRelation(sentence.index, subject, known.predicate, target, Span.of(document.text, start, end))


def _before_hyphen(sentence: Sentence, token: Token) -> int | None:
    """The word before a hyphen that a participle follows: "U.S." of "U.S.-backed"."""
    at = token.index
    if at < 2 or sentence.tokens[at - 1].text != "-" or sentence.tokens[at - 2].upos not in (*_ACTING, "ADJ"):
        return None
    return at - 2


def _bearer(sentence: Sentence, token: Token) -> int | None:
    """Of whom a participle says it: its noun, or the subject of the clause that it opens or belongs to."""
    if token.relation in ("acl", "acl:relcl") and token.head >= 0:
        return token.head
    if token.relation == "advcl" and token.xpos in ("VBN", "VBD") and token.head >= 0:
        subjects = sentence.children(token.head, *_SUBJECTS)
        return subjects[0].index if subjects else None
    if sentence.children(token.index, "aux:pass") or token.lemma in ("consist", "comprise"):
        subjects = sentence.children(token.index, *_SUBJECTS)
        return _host(sentence, subjects[0]) if subjects else None
    return None


def _others(sentence: Sentence, token: Token) -> Iterator[tuple[int, str]]:
    """The other sides that a verb leads to, with the form that leads there."""
    particles = "".join(f"{c.text.lower()} " for c in sentence.children(token.index, "compound:prt"))
    for child in sentence.children(token.index, "obl"):
        for case in sentence.children(child.index, "case"):
            yield child.index, f"{particles}{case.lemma}"
    for child in sentence.children(token.index, "obj"):
        yield child.index, "subject"


def _host(sentence: Sentence, token: Token) -> int:
    """Whom a subject names; a relative pronoun names the noun before its clause."""
    if relative_pronoun(token):
        clause = next((a for a in sentence.ancestors(token.index) if a.relation == "acl:relcl"), None)
        if clause is not None:
            return clause.head
    return token.index


def _listed(sentence: Sentence, head: int) -> list[int]:
    """The members of a list, and both adjectives of "Kurdish and Arab militias"."""
    heads = [head, *(c.index for c in sentence.children(head, "conj") if c.upos in _ACTING)]
    return [part for one in heads for part in (nation_pair(sentence, sentence.tokens[one]) or [one])]


def _named_by(sentence: Sentence, token: Token) -> int | None:
    """Whom a noun describes: as apposition, or as predicate of "is"."""
    if token.relation == "appos":
        return token.head
    if sentence.children(token.index, "cop") and not sentence.children(token.index, "advmod"):
        subjects = sentence.children(token.index, "nsubj")
        return _host(sentence, subjects[0]) if subjects else None
    return None
