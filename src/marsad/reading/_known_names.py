"""Names that the tables know, put beside the named entities that the model finds.

The model knows names by their form and their neighbours; the tables know that "Islamic State" is one name, and that
what stands behind "in" or "near" and is called like a village is the village. A name of the tables stands wherever it
is found, unless the model sees a longer name around it.
"""

from __future__ import annotations

from dataclasses import replace

from marsad.knowledge import load_actors, load_countries, load_lexicon, packaged_gazetteer
from marsad.language import Document, Entity, Sentence, Token

_PLAIN_STATES = frozenset({"state", "person"})
_LOCATIVE = frozenset("in near at from to around outside inside into towards toward of on over across between".split())
_COMMON = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday center centre university institute college ministry agency council court god "
    "ramadan eid easter christmas friday ashura muharram passover diwali "
    "parliament congress senate house army navy state party union".split()
)  # small towns are called like these; news mean the month, the office, the body
_NAMING = frozenset({"obl", "nmod", "conj", "appos", "nsubj", "obj"})
_PLACE_KINDS = frozenset({"city", "region", "admin1", "admin2", "other"})


def with_known_names(document: Document) -> Document:
    """The document with the known names of organisations and places as entities."""
    return replace(document, sentences=tuple(_places(_countries(_organisations(s))) for s in document.sentences))


def _with(sentence: Sentence, added: list[Entity]) -> Sentence:
    """The sentence with entities that take the place of those they meet."""
    if not added:
        return sentence
    kept = [e for e in sentence.entities if not any(e.first < a.last and a.first < e.last for a in added)]
    return replace(sentence, entities=tuple(sorted((*kept, *added), key=lambda e: e.first)))


def _organisations(sentence: Sentence) -> Sentence:
    words = [t.text for t in sentence.tokens]
    found = [
        Entity(sentence.index, first, last, "ORG")
        for first, last, entry in load_actors().find(words)
        if entry.kind not in _PLAIN_STATES and any(w[:1].isupper() for w in words[first:last])
    ]
    return _with(sentence, [e for e in found if not _inside_longer(e, sentence.entities) and not _where(sentence, e)])


def _where(sentence: Sentence, entity: Entity) -> bool:
    """Whether the name of a body is a place here: the model says so, and something is in it ("in Iraqi Kurdistan")."""
    same = Entity(entity.sentence, entity.first, entity.last, "LOC")
    return same in sentence.entities and _locative(sentence, sentence.tokens[entity.last - 1])


def _inside_longer(entity: Entity, others: tuple[Entity, ...]) -> bool:
    size = entity.last - entity.first
    return any(o.first <= entity.first and entity.last <= o.last and o.last - o.first > size for o in others)


def _countries(sentence: Sentence) -> Sentence:
    """Names of countries that the model leaves unnamed or takes for organisations ("DRC")."""
    added = []
    for token in sentence.tokens:
        if token.upos == "PROPN" and sentence.entity_at(token.index) is None and load_countries().by_name(token.text):
            added.append(Entity(sentence.index, token.index, token.index + 1, "LOC"))
    for entity in sentence.entities:
        words = " ".join(t.text for t in sentence.tokens[entity.first : entity.last])
        if entity.label == "ORG" and load_countries().by_name(words):
            added.append(replace(entity, label="LOC"))
    return _with(sentence, added)


def _places(sentence: Sentence) -> Sentence:
    """Proper nouns behind a locative preposition that the gazetteer knows, where the model saw a person or nothing."""
    added = []
    for token in sentence.tokens:
        if token.upos != "PROPN" or token.relation.partition(":")[0] not in _NAMING:
            continue
        entity = sentence.entity_at(token.index)
        taken = _taken(sentence, token)
        if entity is not None and entity.label != "PER" and not (taken and entity.label == "ORG"):
            continue
        first, last = (entity.first, entity.last) if entity else _name_around(sentence, token)
        if first and _is_person(sentence.tokens[first - 1]):
            continue  # "of the mayor Santiago Rodriguez", although a province is called so
        if taken and load_actors().match(" ".join(t.text for t in sentence.tokens[first:last])):
            continue
        if (taken or _locative(sentence, token) or _listed(sentence, token)) and _is_place(
            " ".join(t.text for t in sentence.tokens[first:last])
        ):
            added.append(Entity(sentence.index, first, last, "LOC"))
    return _with(sentence, added)


def _is_person(token: Token) -> bool:
    """Whether a common noun of people stands before a name, as a title does."""
    return token.upos == "NOUN" and token.noun_class == "person"


def _name_around(sentence: Sentence, token: Token) -> tuple[int, int]:
    """The run of proper nouns around a word, hyphens included ("Deir ez-Zor")."""
    first, last = token.index, token.index + 1
    while (
        last < len(sentence.tokens)
        and sentence.tokens[last].head == token.index
        and (sentence.tokens[last].relation in ("flat", "compound") or sentence.tokens[last].text == "-")
    ):
        last += 1
    while first > 0 and sentence.tokens[first - 1].upos == "PROPN" and sentence.tokens[first - 1].head == token.index:
        first -= 1
    return first, last


def _taken(sentence: Sentence, token: Token) -> bool:
    """Whether a name is the object of a verb that is done to places: "seized Marte", "Goma was captured"."""
    if token.relation not in ("obj", "nsubj:pass") or token.head < 0:
        return False
    entries = load_lexicon().verbs.get(sentence.tokens[token.head].lemma, ())
    return any("obj" in entry.place for entry in entries)


def _listed(sentence: Sentence, token: Token) -> bool:
    """Whether a name stands in a list with a place: "four towns, Hajin, al-Susah and al-Shafa"."""
    others = [sentence.tokens[token.head]] if token.relation == "conj" and token.head >= 0 else []
    others += sentence.children(token.index, "conj")
    others += [c for o in others for c in sentence.children(o.index, "conj")]
    known = (sentence.entity_at(o.index) for o in others if o.index != token.index)
    return any(entity is not None and entity.label == "LOC" for entity in known)


def _locative(sentence: Sentence, token: Token) -> bool:
    """Whether a name or the first of its list stands behind a locative preposition, and nobody's title before it."""
    at = token
    while at.relation == "conj" and at.head >= 0:
        at = sentence.tokens[at.head]
    cases = {c.text.lower() for c in sentence.children(at.index, "case")}
    titled = sentence.children(token.index, "nmod:desc", "appos", "nmod:poss")
    return bool(cases & _LOCATIVE) and not titled


def _is_place(name: str) -> bool:
    if name.lower() in _COMMON:
        return False
    return any(e.kind in _PLACE_KINDS for e in packaged_gazetteer().lookup(name.replace(" - ", "-")))
