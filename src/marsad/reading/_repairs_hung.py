"""Words and clauses that the parser hangs on the wrong word now and then, by rules on the words around.

A title or office right before a name describes it ("the mayor Ann Smith"). A noun between "and" and a
participle without a subject is its subject ("two were killed and three guards wounded"). Who denies something in a
clause behind what others said is not of what they said ("they said it fell, though the army denied it"). "That"
behind a chance or a claim says of what it is. An object before a
finite verb without a subject is its subject ("clearing operations will begin"), and so is a noun without a preposition
between "because" and such a clause. Whom a film shows does what is told of him
("videos show men beating a prisoner"). "Something" before who says it is so or not is what he says that of.
"""

from __future__ import annotations

import itertools

from marsad.knowledge import Lexicon
from marsad.language import Sentence
from marsad.reading._involvement import DENYING

_YET = frozenset({"though", "although", "while", "whereas", "but"})
_JOINING = frozenset("because although though if unless while when after before since that".split())
_SAYING_WHAT = frozenset("chance likelihood probability odds risk possibility claim allegation fear hope".split())


def hung_elsewhere(sentence: Sentence, lexicon: Lexicon) -> dict[int, tuple[int, str]]:
    """(governor, relation) of the words that hang elsewhere than the parser has them."""
    moves = _titled(sentence) | _also_suffering(sentence) | _denied_by_others(sentence, lexicon)
    moves |= _of_what(sentence) | _shown(sentence) | _denied_thing(sentence, lexicon)
    return moves | _before_its_verb(sentence) | _behind_a_mark(sentence)


def _titled(sentence: Sentence) -> dict[int, tuple[int, str]]:
    """Titles and offices hung beside the name right behind them, with that name: "Professor Ann Smith said"."""
    moves: dict[int, tuple[int, str]] = {}
    for name in sentence.entities:
        title, own = (sentence.tokens[i] for i in (name.first - 1, name.first))
        beside = name.label == "PER" and name.first > 0 and own.head == title.head and own.relation == title.relation
        if beside and title.noun_class == "person" and title.upos in ("NOUN", "PROPN"):
            moves[title.index] = own.index, "nmod:desc"
            moves |= {c.index: (own.index, c.relation) for c in sentence.children(title.index, "case", "cc", "mark")}
    return moves


def _also_suffering(sentence: Sentence) -> dict[int, tuple[int, str]]:
    """Nouns between "and" and a participle, both hung on a verb before: "two were killed and three guards wounded"."""
    moves: dict[int, tuple[int, str]] = {}
    for noun, verb in itertools.pairwise(sentence.tokens):
        both = noun.relation == verb.relation == "conj" and noun.head == verb.head >= 0
        passive = verb.xpos == "VBN" and bool(sentence.children(verb.head, "nsubj:pass")) if both else False
        if passive and noun.upos == "NOUN" and not sentence.children(verb.index, "nsubj", "nsubj:pass"):
            moves[noun.index] = verb.index, "nsubj:pass"
    return moves


def _denied_by_others(sentence: Sentence, lexicon: Lexicon) -> dict[int, tuple[int, str]]:
    """Clauses in which somebody denies something, taken into what others said before them, with the verb of saying."""
    moves: dict[int, tuple[int, str]] = {}
    for clause in sentence.tokens:
        if clause.relation not in ("advcl", "parataxis") or clause.lemma not in DENYING or clause.head < 0:
            continue
        told = sentence.tokens[clause.head]
        cue = sentence.tokens[told.head] if told.relation == "ccomp" else None
        joined = any(m.lemma in _YET for m in sentence.children(clause.index, "mark", "advmod"))
        if cue is not None and cue.lemma in lexicon.cues and joined and sentence.children(clause.index, "nsubj"):
            moves[clause.index] = cue.index, "advcl"
    return moves


def _of_what(sentence: Sentence) -> dict[int, tuple[int, str]]:
    """Clauses with "that" right behind a chance or claim, hung on its verb: "puts the chance that it falls at 30"."""
    moves: dict[int, tuple[int, str]] = {}
    for clause in sentence.tokens:
        for mark in sentence.children(clause.index, "mark") if clause.relation == "ccomp" else ():
            noun = sentence.tokens[mark.index - 1]
            said = noun.lemma in _SAYING_WHAT and noun.relation == "obj" and noun.head == clause.head
            if said and mark.lemma == "that":
                moves[clause.index] = noun.index, "acl"
    return moves


def _shown(sentence: Sentence) -> dict[int, tuple[int, str]]:
    """Clauses that describe whom a film or picture shows, with the verb of showing: "videos show men beating him"."""
    moves: dict[int, tuple[int, str]] = {}
    for clause in sentence.tokens:
        whom = sentence.tokens[clause.head] if clause.relation == "acl" and clause.xpos == "VBG" else None
        verb = sentence.tokens[whom.head] if whom is not None and whom.relation == "obj" else None
        if verb is None or verb.lemma != "show" or whom is None or whom.noun_class != "person":
            continue
        if any(s.noun_class != "person" for s in sentence.children(verb.index, "nsubj")):
            moves[clause.index] = verb.index, "ccomp"
    return moves


def _denied_thing(sentence: Sentence, lexicon: Lexicon) -> dict[int, tuple[int, str]]:
    """The word "something" before who says that it is so or not: "favours a truce, something they deny"."""
    moves: dict[int, tuple[int, str]] = {}
    for token in sentence.tokens:
        if token.lemma != "something" or not token.relation.startswith("nsubj") or not 0 <= token.head < token.index:
            continue
        for cue in sentence.tokens[token.index + 1 :]:
            if cue.lemma in lexicon.cues and cue.relation == "parataxis" and sentence.children(cue.index, "nsubj"):
                moves[token.index] = cue.index, "obj"
                break
    return moves


def _before_its_verb(sentence: Sentence) -> dict[int, tuple[int, str]]:
    """Objects before a finite verb that has no subject."""
    moves: dict[int, tuple[int, str]] = {}
    for noun in sentence.tokens:
        if noun.relation != "obj" or noun.upos not in ("NOUN", "PROPN") or noun.head < noun.index:
            continue
        verb = sentence.tokens[noun.head]
        finite = verb.xpos in ("VBD", "VBZ", "VBP") or any(a.xpos == "MD" for a in sentence.children(verb.index, "aux"))
        if finite and not sentence.children(verb.index, "nsubj", "nsubj:pass", "csubj", "expl"):
            moves[noun.index] = verb.index, "nsubj"
    return moves


def _behind_a_mark(sentence: Sentence) -> dict[int, tuple[int, str]]:
    """Nouns between the mark of a clause without a subject and its head, hung on the verb before without a case."""
    moves: dict[int, tuple[int, str]] = {}
    for clause in sentence.tokens:
        if clause.relation not in ("advcl", "ccomp") or sentence.children(clause.index, "nsubj", "nsubj:pass", "csubj"):
            continue
        finite = clause.xpos in ("VBD", "VBZ", "VBP") or bool(sentence.children(clause.index, "cop", "aux", "aux:pass"))
        for mark in sentence.children(clause.index, "mark") if finite else ():
            between = (t for t in sentence.tokens[mark.index + 1 : clause.index] if t.upos in ("NOUN", "PROPN"))
            noun = next((t for t in between if not mark.index < t.head < clause.index), None)
            loose = noun is not None and noun.relation in ("obl", "obj", "nmod") and noun.head < mark.index
            if mark.lemma in _JOINING and loose and noun is not None and not sentence.children(noun.index, "case"):
                passive = sentence.children(clause.index, "aux:pass")
                moves[noun.index] = clause.index, "nsubj:pass" if passive else "nsubj"
    return moves
