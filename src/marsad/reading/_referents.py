"""Noun phrases that a later pronoun may stand for, with what the choice between them asks.

One referent per noun phrase or pronoun of the third person: where it stands, what sort of thing it is, its number and
gender as far as the words show them, and its part in the sentence. Who is meant in the world is not asked here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from marsad.knowledge import Pronoun, load_actors, load_references
from marsad.language import Sentence, Token
from marsad.reading._phrases import named_head, names_state, phrase

Sort = Literal["person", "organisation", "state", "place", "other"]
Form = Literal["named", "definite", "indefinite", "bare", "pronoun", "pair"]

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
_REMEMBERED = 20_000  # words: bounds memory over millions of reports
_SKIPPED = frozenset({"flat", "fixed", "goeswith"})
_SORTS: dict[str, Sort] = {"person": "person", "organization": "organisation", "place": "place"}
_LABELS: dict[str, Sort] = {"PER": "person", "ORG": "organisation", "LOC": "place"}
_DEFINITE = frozenset("the this that these those both his her its their our my your".split())


@dataclass(frozen=True, slots=True)
class Referent:
    """A phrase that may be taken up again.

    Attributes:
        sentence: Index of its sentence.
        head: Its head word.
        start: Where the head begins in the text.
        sort: What it names.
        form: How it names it.
        plural: Whether it is a plural; null where the form leaves it open.
        gender: "m" or "f" where a word shows it, else null.
        part: Its part in the clause: subject, object, owner, oblique, other.
        key: What it shares with other names of the same thing: the last word of a person's name, the whole of others.
        word: The pronoun, in lower case, or null.
    """

    sentence: int
    head: int
    start: int
    sort: Sort
    form: Form
    plural: bool | None
    gender: str | None
    part: str
    key: str
    word: str | None = None


def referents(sentence: Sentence) -> list[Referent]:
    """The referents of a sentence in the order of their heads; of a list the whole list stands after its first."""
    out: list[Referent] = []
    for token in sentence.tokens:
        found = _referent(sentence, token)
        if found is None:
            continue
        out.append(found)
        pair = _pair(sentence, token, found)
        if pair is not None:
            out.append(pair)
    return out


def _referent(sentence: Sentence, token: Token) -> Referent | None:
    if token.upos == "PRON":
        return _pronoun(sentence, token)
    if token.upos not in ("NOUN", "PROPN") or token.relation in _SKIPPED:
        return None
    entity = sentence.entity_at(token.index)
    if entity is not None and named_head(sentence, entity.first, entity.last) != token.index:
        return None
    if entity is None and token.relation == "compound":
        return None
    sort = _LABELS[entity.label] if entity is not None else _sort(token.lemma, token.noun_class)
    words = [t.text for t in sentence.tokens[entity.first : entity.last]] if entity is not None else [token.text]
    if sort == "place" and names_state(" ".join(words)):
        sort = "state"
    form = _form(sentence, token, named=entity is not None or token.upos == "PROPN")
    key = words[-1].lower() if sort == "person" else " ".join(words).lower()
    if entity is None:
        key = f"the {token.lemma}" if form == "definite" else ""
    plural = None if entity is not None and sort == "organisation" else token.xpos in ("NNS", "NNPS")
    gender = _gender(sentence, token, entity.first if entity is not None else token.index)
    return Referent(sentence.index, token.index, token.start, sort, form, plural, gender, part_of(sentence, token), key)


@lru_cache(maxsize=_REMEMBERED)
def _sort(noun: str, noun_class: str) -> Sort:
    """What a common noun names: by the tables for groups ("coalition"), else by the model."""
    table = load_actors()
    agent = table.agent(noun)
    group = agent is not None and agent.group == "organisation"
    if noun_class != "person" and (group or table.description(noun) is not None):
        return "organisation"
    return _SORTS.get(noun_class, "other")


def may_stand(pronoun: Pronoun, referent: Referent) -> bool:
    """Whether a pronoun may stand for who is named, by sort and number alone."""
    if referent.form == "pronoun":
        return False
    if pronoun.series == "person":
        return referent.sort == "person" and not referent.plural
    if pronoun.series == "thing":
        return referent.sort == "organisation" and not referent.plural
    return referent.sort == "organisation" or (referent.sort == "person" and bool(referent.plural))


def _pronoun(sentence: Sentence, token: Token) -> Referent | None:
    known = load_references().pronouns.get(token.text.lower())
    if known is None:
        return None
    sort: Sort = "person" if known.series == "person" else "other"
    part = part_of(sentence, token)
    return Referent(
        sentence.index, token.index, token.start, sort, "pronoun", known.plural, known.gender, part, "", known.word
    )


def _pair(sentence: Sentence, token: Token, first: Referent) -> Referent | None:
    """The list that a phrase begins ("the mayor and the bishop"), as one plural."""
    others = [c for c in sentence.children(token.index, "conj") if c.upos in ("NOUN", "PROPN", "PRON")]
    if not others or first.form == "pronoun":
        return None
    return Referent(
        first.sentence, first.head, first.start, first.sort, "pair", True, None, first.part, f"{first.start}+"
    )


def part_of(sentence: Sentence, token: Token) -> str:
    """The part that a phrase has in its clause: subject, object, owner, oblique, other; a conjunct has its list's."""
    at = token
    while at.relation == "conj" and at.head >= 0:
        at = sentence.tokens[at.head]
    if at.relation in _SUBJECTS:
        return "subject"
    relation = at.relation.partition(":")[0]
    if at.relation == "nmod:poss":
        return "owner"
    return {"obj": "object", "iobj": "object", "obl": "oblique", "nmod": "inner"}.get(relation, "other")


def _form(sentence: Sentence, token: Token, *, named: bool) -> Form:
    if named:
        return "named"
    determiners = [c.text.lower() for c in sentence.children(token.index, "det", "nmod:poss")]
    if not determiners:
        return "bare"
    return (
        "definite"
        if _DEFINITE & set(determiners)
        or any(
            d not in ("a", "an", "some", "another", "any", "no", "every", "each", "many", "several", "all", "most")
            for d in determiners
        )
        else "indefinite"
    )


def _gender(sentence: Sentence, token: Token, first: int) -> str | None:
    """By the noun itself or a title or noun before a name ("Mrs", "spokesman")."""
    genders = load_references().genders
    own = genders.get(token.text.lower())
    if own is not None:
        return own
    start = phrase(sentence, token.index)[0]
    return next(
        (g for t in sentence.tokens[min(start, first) : token.index] if (g := genders.get(t.text.lower()))), None
    )
