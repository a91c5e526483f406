"""Repairs of what the parser gets wrong in the same way every time, by rules on the words around.

"The army killed 12 militants, a spokesman said": the speaker is hung on "killed" now and then. A subject behind its
verb, after a comma and right before a verb of saying without a subject, is that verb's subject.
"""

from __future__ import annotations

from dataclasses import replace

from marsad.knowledge import Lexicon
from marsad.language import Document, Sentence


def repaired(document: Document, lexicon: Lexicon) -> Document:
    """The document with its trees mended; every sentence stays a tree with one root."""
    return replace(document, sentences=tuple(_speakers(s, lexicon) for s in document.sentences))


def _speakers(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    moves: dict[int, int] = {}
    for token in sentence.tokens:
        if token.relation not in ("nsubj", "nsubj:pass") or not 0 <= token.head < token.index:
            continue
        tree = [i for i in sentence.subtree(token.index) if sentence.tokens[i].upos != "PUNCT"]
        first, last = tree[0], tree[-1]
        if first == 0 or last + 1 >= len(sentence.tokens) or sentence.tokens[first - 1].text not in (",", "”", '"'):
            continue
        cue = sentence.tokens[last + 1]
        if cue.upos != "VERB" or cue.lemma not in lexicon.cues or sentence.children(cue.index, "nsubj"):
            continue
        moves[token.index] = cue.index
    if not moves:
        return sentence
    tokens = tuple(
        t._replace(head=moves[t.index], relation="nsubj") if t.index in moves else t for t in sentence.tokens
    )
    return Sentence(sentence.index, tokens, sentence.entities)
