"""Words that stand for a place named elsewhere: "there", "the town", "the group's last enclave".

Which place is meant is decided when the report's places are known. A noun that carries a name of its own ("the town of
Hit", "the pocket around Hit") is no pointer: the name says it.
"""

from __future__ import annotations

import re

from marsad.knowledge import load_countries
from marsad.knowledge._place_words import load_place_words
from marsad.language import Document, Sentence, Token
from marsad.reading._mentions import PlaceMention
from marsad.reading._phrases import phrase_span
from marsad.reading._places import relation_of

_NAMING = frozenset({"nmod", "appos", "compound", "flat", "obl"})
_POSSESSED = frozenset({"nmod:poss", "det"})
LAST = frozenset({"last", "final", "remaining"})


def place_nouns(document: Document, sentence: Sentence) -> list[tuple[int, PlaceMention]]:
    """(head word, mention) of every word of a sentence that stands for a place, in text order."""
    pointing = load_place_words().pointing
    out = []
    for token in sentence.tokens:
        sort = pointing.get(token.lemma.lower())
        if sort is None or sentence.entity_at(token.index) is not None:
            continue
        if token.upos == "ADV":
            if token.relation == "advmod":
                span = document.span(sentence, token.index, token.index + 1)
                out.append((token.index, PlaceMention(span, points=sort)))
        elif sort == "site" and not (_the(sentence, token) and _told_before(document, token)):
            continue
        elif token.upos in ("NOUN", "PROPN") and _definite(sentence, token) and not _named(sentence, token, sort):
            span = phrase_span(document, sentence, token.index)
            out.append((token.index, PlaceMention(span, relation=relation_of(sentence, token.index), points=sort)))
    return out


def _definite(sentence: Sentence, token: Token) -> bool:
    """Whether a noun means something told: "the town", "its enclave", "Islamic State's last stronghold"."""
    if token.xpos in ("NNS", "NNPS") and not _only_ones(sentence, token):
        return False
    words = list(sentence.children(token.index, *_POSSESSED))
    if not words:
        return _only_ones(sentence, token)  # "last stronghold falls", as headlines have it
    return not {"a", "an", "another", "some", "no", "any", "every", "each"} & {c.lemma for c in words}


def _the(sentence: Sentence, token: Token) -> bool:
    """Whether a site was told of before: "the hospital", not "their hospital"."""
    return any(c.lemma in ("the", "this", "that") for c in sentence.children(token.index, "det"))


def _told_before(document: Document, token: Token) -> bool:
    """Whether the text before tells of such a site with a name: "a hospital in Kyiv", "Kyiv's largest hospital"."""
    site = re.escape(token.lemma.lower())
    behind = rf"\b{site}s?\s+(?:in|of|at|near|outside)\s+(?:[\w-]+\s+){{0,4}}[A-Z]"
    ahead = rf"[A-Z][\w-]+(?:['\u2019]s\s+(?:[\w'-]+\s+){{0,2}}|\s+){site}\b"
    return re.search(f"{behind}|{ahead}", document.text[: token.start]) is not None


def _only_ones(sentence: Sentence, token: Token) -> bool:
    """Whether a plural means the whole of what is left: "the last remaining pockets"."""
    return any(c.lemma in LAST for c in sentence.children(token.index, "amod"))


def _named(sentence: Sentence, token: Token, sort: str) -> bool:
    """Whether a name of a place, or another word that stands for one, hangs right on the noun.

    Where a pocket lies ("its last stronghold in Kunar") does not say which one it is.
    """
    if sort == "capital" and any(_is_country(sentence, c) for c in sentence.children(token.index, "nmod", "nmod:poss")):
        return False
    around = [c for c in sentence.children(token.index) if c.relation.partition(":")[0] in _NAMING]
    if sort == "pocket":
        around = [c for c in around if not _lies_in(sentence, c)]
    pointing = load_place_words().pointing
    around = [c for c in around if c.relation != "appos" or c.lemma.lower() not in pointing]  # "the city, a stronghold"
    around += [sentence.tokens[token.head]] if token.head >= 0 and token.relation in ("appos", "compound") else []
    for word in around:
        entity = sentence.entity_at(word.index)
        if (entity is not None and entity.label == "LOC") or word.lemma.lower() in pointing:
            return True
    return False


def _is_country(sentence: Sentence, token: Token) -> bool:
    """Whether a name is that of a country: "the capital of Mali", "Mali's capital"."""
    entity = sentence.entity_at(token.index)
    words = sentence.tokens[entity.first : entity.last] if entity else (token,)
    return load_countries().by_name(" ".join(word.text for word in words)) is not None


def _lies_in(sentence: Sentence, token: Token) -> bool:
    return any(c.lemma in ("in", "near", "inside", "within") for c in sentence.children(token.index, "case"))
