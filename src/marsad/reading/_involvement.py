"""Who owns up to an act and who says that it was not he: "it was behind the blast", "denied that it was responsible".

Such words tell no act of their own; they point at one that stands beside them ("the blast") or elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from marsad.knowledge import Lexicon
from marsad.language import Sentence, Token
from marsad.reading._frames import is_verbal

DENYING = frozenset({"deny", "reject", "refute", "dispute", "dismiss"})
_STATES = frozenset({"responsible", "involved", "involve", "complicit", "guilty"})
_PARTS = frozenset({"part", "role", "hand", "involvement", "responsibility"})
_HIMSELF = frozenset({"it", "they", "he", "she", "we", "i"})
_CALLING = frozenset({"call", "describe", "brand", "label", "denounce", "term"})
_UNTRUE = frozenset(
    "lie false untrue absurd baseless unfounded groundless fabrication nonsense propaganda fake invention fiction "
    "ridiculous inaccurate incorrect wrong exaggerated inflated".split()
)
_HIS = frozenset({"its", "their", "his", "her", "our", "my"})
_NOT = frozenset({"not", "n't", "never"})


@dataclass(frozen=True, slots=True)
class Involvement:
    """That somebody did it, or did not, by his own words.

    Attributes:
        at: The word that says so.
        speaker: The one in front of the verb of saying.
        denied: Whether he says that he did not.
    """

    at: int
    speaker: int
    denied: bool


def involvements(sentence: Sentence, lexicon: Lexicon) -> Iterator[Involvement]:
    """What speakers of a sentence say of their own part in something."""
    for token in sentence.tokens:
        negated = _states(sentence, token)
        above = sentence.tokens[token.head] if token.head >= 0 else None
        if negated is None or above is None or not _own(sentence, token) or not is_verbal(above):
            continue
        speakers = sentence.children(above.index, "nsubj")
        if token.relation not in ("ccomp", "parataxis") or not speakers:
            continue
        if above.lemma in DENYING:
            if not negated:
                yield Involvement(token.index, speakers[0].index, denied=True)
        elif above.lemma in lexicon.cues:
            yield Involvement(token.index, speakers[0].index, denied=negated)


def calls_untrue(sentence: Sentence, token: Token) -> bool:
    """Whether a verb says of its object that it is not so: "called the report a lie"."""
    if token.lemma not in _CALLING or not is_verbal(token):
        return False
    return any(c.lemma in _UNTRUE for c in sentence.children(token.index, "xcomp", "obl", "obj", "advcl"))


def _states(sentence: Sentence, token: Token) -> bool | None:
    """Whether a predicate negates somebody's part in something; null where it speaks of none."""
    children = sentence.children(token.index)
    negated = any(c.lemma in _NOT for c in children)
    copular = any(c.relation in ("cop", "aux:pass") for c in children)
    if copular and (token.lemma in _STATES or any(c.lemma == "behind" and c.relation == "case" for c in children)):
        return negated
    if token.lemma == "blame" and any(c.lemma == "to" for c in children) and any(c.lemma == "be" for c in children):
        return negated
    if token.lemma == "have":
        for thing in sentence.children(token.index, "obj"):
            without = any(c.lemma == "no" for c in sentence.children(thing.index, "det"))
            if (thing.lemma == "nothing" and _to_do_with(sentence, thing)) or (without and thing.lemma in _PARTS):
                return True
    return None


def _to_do_with(sentence: Sentence, nothing: Token) -> bool:
    return any(c.lemma == "do" for c in sentence.children(nothing.index, "acl", "acl:relcl"))


def _own(sentence: Sentence, token: Token) -> bool:
    """Whether the subject of a predicate stands for the speaker or his men: "it", "its fighters"."""
    subjects = sentence.children(token.index, "nsubj", "nsubj:pass")
    owners = {c.text.lower() for s in subjects for c in sentence.children(s.index, "nmod:poss")}
    return bool(owners & _HIS) or any(s.text.lower() in _HIMSELF for s in subjects)
