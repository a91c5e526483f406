"""Sentences by hand: one word is ``form_TAG_relation_head``, so that rules are tested without the model.

TAG is the Penn tag, with ``:LOC``, ``:ORG`` or ``:PER`` for a word of a name and ``:person`` or the like for what a
noun names. Heads count from 1, as in CoNLL-U. Lemmas and coarse tags follow by the program's own lemmatiser.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from marsad.knowledge import load_lexicon
from marsad.language import Document, Entity, Sentence, Token
from marsad.language._lemmas import load_lemmatiser
from marsad.reading._act import Act
from marsad.reading._acts import ActFinder
from marsad.reading._classes import Classes
from marsad.reading._frames import Frames

LEXICON = load_lexicon()
LEMMATISER = load_lemmatiser(frozenset(LEXICON.verbs) | frozenset(LEXICON.light), frozenset(LEXICON.nouns))
COARSE = {
    "CC": "CCONJ", "CD": "NUM", "DT": "DET", "EX": "PRON", "HYPH": "PUNCT", "IN": "ADP", "JJ": "ADJ", "JJR": "ADJ",
    "JJS": "ADJ", "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "PDT": "DET", "POS": "PART",
    "PRP": "PRON", "PRP$": "PRON", "RB": "ADV", "RP": "ADP", "TO": "PART", "WDT": "PRON", "WP": "PRON", "WP$": "PRON",
    "WRB": "ADV", "MD": "AUX",
}  # fmt: skip
NAMES = ("LOC", "ORG", "PER")


def coarse(word: str, xpos: str, relation: str) -> str:
    if relation.partition(":")[0] in ("aux", "cop"):
        return "AUX"
    if word.lower() in ("not", "n't"):
        return "PART"
    if relation == "mark" and xpos == "IN":
        return "SCONJ"
    if xpos.startswith("VB"):
        return "VERB" if relation != "amod" else "ADJ"
    return COARSE.get(xpos, "PUNCT")


def sentence_of(notation: str, *, index: int = 0, offset: int = 0) -> Sentence:
    """The sentence that ``notation`` writes, its words one blank apart, beginning at ``offset``."""
    tokens: list[Token] = []
    labels: list[str] = []
    at = offset
    for number, word in enumerate(notation.split()):
        form, tag, relation, head = word.rsplit("_", 3)
        xpos, _, said = tag.partition(":")
        upos = coarse(form, xpos, relation)
        lemma = LEMMATISER.lemma(form, xpos, upos)
        labels.append(said if said in NAMES else "")
        noun_class = "none" if said in NAMES or not said else said
        end = at + len(form)
        tokens.append(Token(number, at, end, form, lemma, upos, xpos, int(head) - 1, relation, noun_class))
        at = end + 1
    return Sentence(index, tuple(tokens), tuple(entities_of(labels, index)))


def entities_of(labels: list[str], sentence: int) -> list[Entity]:
    found: list[Entity] = []
    for number, label in enumerate(labels):
        if label and found and found[-1].last == number and found[-1].label == label:
            found[-1] = Entity(sentence, found[-1].first, number + 1, label)
        elif label:
            found.append(Entity(sentence, number, number + 1, label))
    return found


def document_of(*notations: str) -> Document:
    """A text of several sentences, one blank apart."""
    sentences: list[Sentence] = []
    offset = 0
    for index, notation in enumerate(notations):
        sentences.append(sentence_of(notation, index=index, offset=offset))
        offset = sentences[-1].end + 1
    text = " ".join(t.text for s in sentences for t in s.tokens)
    return Document(text, tuple(sentences))


Build = Callable[..., Document]
Find = Callable[[Document], list[Act]]


@pytest.fixture(scope="session")
def build() -> Build:
    """``build(notation, ...)``: the document of one or more sentences."""
    return document_of


@pytest.fixture(scope="session")
def acts_of() -> Find:
    """``acts_of(document)``: the acts of its first sentence, found by the program's lexicon."""

    def find(document: Document) -> list[Act]:
        sentence = document.sentences[0]
        return ActFinder(sentence, Frames(sentence), Classes(sentence, LEXICON), LEXICON).find()

    return find
