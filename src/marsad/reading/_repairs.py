"""Repairs of what the parser gets wrong in the same way every time, by rules on the words around.

"The army killed 12 militants, a spokesman said": the speaker is hung on "killed" now and then. A subject behind its
verb, after a comma and right before a verb of saying without a subject, is that verb's subject. "Fighting" in front of
a verb that has no subject is its subject. Of two subjects around a clause without one the first is the clause's.
"""

from __future__ import annotations

from dataclasses import replace

from marsad.knowledge import Lexicon
from marsad.language import Document, Sentence, Token


def repaired(document: Document, lexicon: Lexicon) -> Document:
    """The document with its trees mended; every sentence stays a tree with one root."""
    return replace(document, sentences=tuple(_mended(s, lexicon) for s in document.sentences))


def _content_of(sentence: Sentence, verb: Token) -> tuple[int, int] | None:
    """(subject, clause) where a verb with two subjects has a clause between them without one: it is that clause's."""
    subjects = sentence.children(verb.index, "nsubj")
    if len(subjects) < 2:
        return None
    for clause in sentence.children(verb.index, "ccomp"):
        if subjects[0].index < clause.index < subjects[-1].index and not sentence.children(clause.index, "nsubj"):
            return subjects[0].index, clause.index
    return None


def _is_subject(sentence: Sentence, token: Token) -> bool:
    """Whether an -ing form before a verb without a subject is its subject: "Fighting between them killed 56"."""
    if token.xpos != "VBG" or token.relation not in ("advcl", "csubj") or token.head <= token.index:
        return False
    between = sentence.tokens[token.index : token.head]
    return not sentence.children(token.head, "nsubj") and all(t.text not in ",;:–—" for t in between)


def _mended(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    moves: dict[int, int] = {}
    for token in sentence.tokens:
        if _is_subject(sentence, token):
            moves[token.index] = token.head
        inner = _content_of(sentence, token)
        if inner is not None:
            moves[inner[0]] = inner[1]
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
    return replace(sentence, tokens=tokens)
