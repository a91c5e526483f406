"""Text to :class:`Document`: tokens, sentences, the network, lemmas."""

from __future__ import annotations

import functools

from marsad.knowledge import load_lexicon
from marsad.language._document import Document, Entity, Sentence, Token
from marsad.language._lemmas import Lemmatiser, load_lemmatiser
from marsad.language._network import Analysis, Network
from marsad.language._tokens import RawToken, split_sentences, tokenise

_CUTS = frozenset({",", ";", ":", "–", "—", "--", ")", "•"})
_SPELLED = {"IS": "ISIS", "US": "U.S."}
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})


def analyse(text: str, network: Network) -> Document:
    """Analyses a text. An empty text has no sentences."""
    tokens = _hyphenated(text, tokenise(text))
    limit_words, limit_pieces = network.config["max_words"], network.config["max_pieces"] - 2
    bounds: list[tuple[int, int]] = []
    words = [text[t.start : t.end] for t in tokens]
    spelled: list[str] = []
    for first, last in split_sentences(text, tokens):
        spelled += for_network(words[first:last])
        bounds += _cut(spelled, first, last, network, limit_words=limit_words, limit_pieces=limit_pieces)
    analyses = network.analyse([spelled[first:last] for first, last in bounds])
    lemmatiser = _lemmatiser()
    return Document(
        text,
        tuple(
            _sentence(number, tokens[first:last], words[first:last], analysis, lemmatiser)
            for number, ((first, last), analysis) in enumerate(zip(bounds, analyses, strict=True))
        ),
    )


def for_network(words: list[str]) -> list[str]:
    """The words as the uncased network reads them right: the group IS is not the verb, the state US not the pronoun."""
    if all(word.isupper() for word in words if word.isalpha()):
        return words
    return [_SPELLED.get(word, word) for word in words]


def _hyphenated(text: str, tokens: list[RawToken]) -> list[RawToken]:
    """Joins what the treebank's rules take apart where the lexicon knows the whole: "build-up", "cease-fire"."""
    known = _hyphened_lemmas()
    out: list[RawToken] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if at + 2 < len(tokens) and text[token.end : token.end + 1] == "-" and tokens[at + 2].start == token.end + 1:
            whole = text[token.start : tokens[at + 2].end].lower()
            if whole in known or whole.removesuffix("s") in known or whole.removesuffix("ed") in known:
                out.append(RawToken(token.start, tokens[at + 2].end))
                at += 3
                continue
        out.append(token)
        at += 1
    return out


@functools.cache
def _hyphened_lemmas() -> frozenset[str]:
    lexicon = load_lexicon()
    return frozenset(lemma for lemma in (*lexicon.verbs, *lexicon.nouns) if "-" in lemma)


@functools.cache
def _lemmatiser() -> Lemmatiser:
    """The lemmatiser that knows the lexicon's words, made once and not for every report."""
    lexicon = load_lexicon()
    return load_lemmatiser(frozenset(lexicon.verbs) | frozenset(lexicon.light), frozenset(lexicon.nouns))


def _cut(
    words: list[str], first: int, last: int, network: Network, *, limit_words: int, limit_pieces: int
) -> list[tuple[int, int]]:
    """A sentence too long for the model in pieces, at commas where there are some."""
    out: list[tuple[int, int]] = []
    while True:
        pieces, end, comma = 0, first, first
        while end < last and end - first < limit_words:
            pieces += network.pieces(words[end])
            if pieces > limit_pieces:
                break
            end += 1
            if words[end - 1] in _CUTS:
                comma = end
        end = max(end, first + 1)
        if end == last:
            return [*out, (first, last)]
        end = comma if comma > first + limit_words // 3 else end
        out.append((first, end))
        first = end


def _sentence(
    number: int, raw: list[RawToken], words: list[str], analysis: Analysis, lemmatiser: Lemmatiser
) -> Sentence:
    tokens = tuple(
        Token(
            index=i,
            start=raw[i].start,
            end=raw[i].end,
            text=word,
            lemma=lemmatiser.lemma(word, analysis.xpos[i], analysis.upos[i]),
            upos=analysis.upos[i],
            xpos=analysis.xpos[i],
            head=analysis.heads[i],
            relation=analysis.relations[i],
            noun_class=analysis.noun_classes[i] if analysis.upos[i] in _NOUNS else "none",
        )
        for i, word in enumerate(words)
    )
    entities = tuple(Entity(number, first, last, label) for first, last, label in analysis.entities)
    return Sentence(number, tokens, entities, tuple(analysis.mentions), tuple(analysis.triggers), tuple(analysis.cues))
