"""What helps to tell who is meant: pronouns, words that show a gender, weights of the choice, words for relations."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, cast, get_args

from marsad._errors import KnowledgeError
from marsad.knowledge._tables import packaged_rows
from marsad.records import Predicate

if TYPE_CHECKING:
    from collections.abc import Mapping

Series = Literal["person", "thing", "plural"]
Gender = Literal["m", "f"]
_FOLDER = "data/references"


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun of the third person: its form, its series (he and she, it, they), number and gender."""

    word: str
    series: Series
    plural: bool
    gender: Gender | None


@dataclass(frozen=True, slots=True)
class RelationWord:
    """A word that tells a relation.

    Attributes:
        predicate: Which.
        turned: Whether the phrase after it is the subject of the relation ("made up of militias").
    """

    predicate: Predicate
    turned: bool


@dataclass(frozen=True, slots=True)
class References:
    """The tables under ``data/references``.

    Attributes:
        pronouns: By word.
        genders: Gender of nouns, titles and first names that show one, by word in lower case.
        peoples: Name of a people without a state, by its adjective in lower case.
        relations: Words that tell a relation, by lemma and form: the preposition that leads to the other, or
            "subject" for a verb with subject and object.
        relation_lemmas: The lemmas among them.
        weights: Weight of a feature, by series and feature.
        least: By series, how likely an antecedent must be for the program to take it.
    """

    pronouns: Mapping[str, Pronoun]
    genders: Mapping[str, Gender]
    peoples: Mapping[str, str]
    relations: Mapping[tuple[str, str], RelationWord]
    relation_lemmas: frozenset[str]
    weights: Mapping[Series, Mapping[str, float]]
    least: Mapping[Series, float]


@cache
def load_references() -> References:
    """The packaged tables, read once per process.

    Raises:
        KnowledgeError: A row is malformed.
    """
    pronouns = {}
    for where, (word, series, number, gender, _) in packaged_rows("references/pronouns.tsv", 5):
        _check(series, get_args(Series), where)
        _check(number, ("singular", "plural"), where)
        pronouns[word] = Pronoun(word, cast("Series", series), number == "plural", cast("Gender", gender) or None)
    genders: dict[str, Gender] = {}
    for where, (word, gender, _, _) in packaged_rows("references/genders.tsv", 4):
        _check(gender, get_args(Gender), where)
        genders[word] = cast("Gender", gender)
    peoples = {word: name for _, (word, name, _) in packaged_rows("references/peoples.tsv", 3)}
    relations = {}
    for where, (word, form, predicate, order, _) in packaged_rows("references/relations.tsv", 5):
        _check(predicate, get_args(Predicate), where)
        _check(order, ("as told", "turned"), where)
        relations[word, form] = RelationWord(cast("Predicate", predicate), order == "turned")
    lemmas = frozenset(lemma for lemma, _ in relations)
    weights: dict[Series, dict[str, float]] = {series: {} for series in get_args(Series)}
    least: dict[Series, float] = {}
    for where, (series, feature, weight, _) in packaged_rows("references/weights.tsv", 4):
        _check(series, get_args(Series), where)
        if feature == "least":
            least[cast("Series", series)] = float(weight)
        else:
            weights[cast("Series", series)][feature] = float(weight)
    return References(pronouns, genders, peoples, relations, lemmas, weights, least)


def _check(value: str, allowed: tuple[str, ...], where: str) -> None:
    if value not in allowed:
        raise KnowledgeError(f"{where}: {value!r} is none of {', '.join(allowed)}; mend the cell")
