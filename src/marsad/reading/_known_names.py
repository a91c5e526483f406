"""Names that the table of actors knows, put beside the named entities that the model finds.

The model knows names by their form; the table knows "Ajnad al-Kavkaz" and that "Islamic State" is one name. A name of
the table stands wherever it is found, unless the model sees a longer name around it.
"""

from __future__ import annotations

from dataclasses import replace

from marsad.knowledge import load_actors
from marsad.language import Document, Entity, Sentence

_PLAIN_STATES = frozenset({"state", "person"})


def with_known_names(document: Document) -> Document:
    """The document with the known names of organisations as entities."""
    return replace(document, sentences=tuple(_sentence(s) for s in document.sentences))


def _sentence(sentence: Sentence) -> Sentence:
    words = [t.text for t in sentence.tokens]
    found = [
        Entity(sentence.index, first, last, "ORG")
        for first, last, entry in load_actors().find(words)
        if entry.kind not in _PLAIN_STATES and any(w[:1].isupper() for w in words[first:last])
    ]
    added = [e for e in found if not _inside_longer(e, sentence.entities)]
    if not added:
        return sentence
    kept = [e for e in sentence.entities if not any(e.first < a.last and a.first < e.last for a in added)]
    return Sentence(sentence.index, sentence.tokens, tuple(sorted((*kept, *added), key=lambda e: e.first)))


def _inside_longer(entity: Entity, others: tuple[Entity, ...]) -> bool:
    size = entity.last - entity.first
    return any(o.first <= entity.first and entity.last <= o.last and o.last - o.first > size for o in others)
