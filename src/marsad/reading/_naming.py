"""Words of a sentence that name somebody, whether or not they take part in an act.

Names of people and organisations, states where they act, peoples, definite descriptions ("the group", "the watchdog"),
people of somebody ("ISIS fighters", "its leaders", "Iraqi and Syrian forces"). Common nouns that name nobody in
particular ("three men") are left out: they are actors only where they act.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from marsad.knowledge import load_actors, load_countries, load_references
from marsad.language import Sentence, Token
from marsad.reading._phrases import named_head

if TYPE_CHECKING:
    from marsad.knowledge import Agent

_ACTS_IN = frozenset({"nsubj", "nsubj:pass", "obl:agent"})
_AGAINST = frozenset({"by", "with", "between", "against"})
_BORDERS = frozenset({"border", "frontier", "boundary", "crossing", "area", "region"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_MODIFIERS = frozenset({"amod", "compound", "nmod:poss", "nmod", "nmod:desc"})
_REMEMBERED = 20_000  # words: bounds memory over millions of reports
_BY_OTHERS = frozenset({"back", "lead", "support", "fund", "hold", "control", "run", "train", "ally", "align", "arm"})


def actor_words(sentence: Sentence) -> list[int]:
    """Head words of the phrases that name somebody, in text order."""
    found: set[int] = set()
    for entity in sentence.entities:
        head = named_head(sentence, entity.first, entity.last)
        if entity.label != "LOC" or _state_acts(sentence, entity.first, entity.last):
            found.add(head)
    for token in sentence.tokens:
        if token.upos not in ("NOUN", "PROPN"):
            continue
        nations = nation_pair(sentence, token)
        if nations and _agent(sentence, token) is not None:
            found.update(nations)
        elif _is_people(sentence, token) or _described(sentence, token) or _somebodys(sentence, token):
            found.add(token.index)
    return sorted(found)


def nation_pair(sentence: Sentence, token: Token) -> list[int]:
    """The adjectives of nations or peoples that share a noun ("Iraqi and Syrian forces"), or nothing."""
    for child in sentence.children(token.index, "amod", "compound"):
        words = [child, *sentence.children(child.index, "conj")]
        if len(words) > 1 and all(is_nation(word) for word in words):
            return [word.index for word in words]
    return []


def is_nation(token: Token) -> bool:
    """Whether a word is the adjective of a nation or of a people without a state."""
    return _is_nation(token.text)


@lru_cache(maxsize=_REMEMBERED)
def _is_nation(word: str) -> bool:
    return load_countries().by_demonym(word) is not None or word.lower() in load_references().peoples


@lru_cache(maxsize=_REMEMBERED)
def _is_description(phrase: str) -> bool:
    return load_actors().description(phrase) is not None


@lru_cache(maxsize=_REMEMBERED)
def _known_agent(phrase: str) -> Agent | None:
    return load_actors().agent(phrase)


@lru_cache(maxsize=_REMEMBERED)
def _names_people(word: str) -> bool:
    forms = load_actors().countries_in([word])
    return bool(forms) and forms[0][2][1] == "people"


def _state_acts(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the name of a state stands where somebody acts, is dealt with, or backs another ("U.S.-backed")."""
    name = " ".join(t.text for t in sentence.tokens[first:last])
    if load_countries().by_name(name) is None:
        return False
    token = sentence.tokens[named_head(sentence, first, last)]
    at = token
    while at.relation == "conj" and at.head >= 0:
        at = sentence.tokens[at.head]
    if at.head < 0:
        return False
    governor = sentence.tokens[at.head]
    if at.relation in _ACTS_IN:
        return not (sentence.children(governor.index, "cop") and governor.noun_class == "place")
    if governor.lemma in _BY_OTHERS and governor.index > token.index and governor.relation == "amod":
        return True
    cases = {c.text.lower() for c in sentence.children(at.index, "case")}
    return bool(cases & _AGAINST) and governor.lemma not in _BORDERS


def _is_people(sentence: Sentence, token: Token) -> bool:
    """Whether a word is the plural of a nation standing for its state: "the Americans"."""
    definite = any(c.text.lower() == "the" for c in sentence.children(token.index, "det"))
    return definite and _names_people(token.text)


def _described(sentence: Sentence, token: Token) -> bool:
    """Whether a phrase with "the" describes an actor that the report may have named."""
    if not any(c.text.lower() in _DEFINITE for c in sentence.children(token.index, "det")):
        return False
    if sentence.children(token.index, "conj") and token.xpos in ("NN", "NNP") and token.relation == "compound":
        return False
    words = [t.text for t in sentence.tokens[max(0, token.index - 2) : token.index + 1]]
    return any(_is_description(" ".join(words[start:])) for start in range(len(words)))


def _somebodys(sentence: Sentence, token: Token) -> bool:
    """Whether a noun is of people with their owner, nation or side named: "ISIS fighters", "its leaders"."""
    if _agent(sentence, token) is None:
        return False
    for child in sentence.children(token.index):
        if child.relation not in _MODIFIERS and child.relation.partition(":")[0] != "nmod":
            continue
        entity = sentence.entity_at(child.index)
        if entity is not None and (entity.label == "ORG" or load_countries().by_name(child.text) is not None):
            return child.index < token.index or any(
                c.lemma in ("of", "from") for c in sentence.children(child.index, "case")
            )
        if child.relation == "amod" and is_nation(child):
            return True
        if child.relation == "nmod:poss" and child.upos == "PRON" and child.text.lower() in ("its", "their", "his"):
            return True
    return False


def _agent(sentence: Sentence, token: Token) -> Agent | None:
    """The common noun for people or groups that a word is, with the word before it where both make one."""
    if token.upos == "PROPN" or sentence.entity_at(token.index) is not None:
        return None
    before = sentence.tokens[token.index - 1].text if token.index else ""
    return _known_agent(f"{before} {token.text}") or _known_agent(token.text)
