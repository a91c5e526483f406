"""What can be foretold, and what would settle it: tables under ``data/forecasts``.

``outcomes.tsv`` says which outcome the verb of a proposition foretells ("falls", "takes" and "changes hands" are one),
``nouns.tsv`` what an outcome can be of where it has no name, ``closing.tsv`` where such a phrase ends, ``settling.tsv``
which acts may settle an outcome, ``rules.tsv`` the bounds. Each row says what it rests on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, cast, get_args

from marsad._errors import KnowledgeError
from marsad.knowledge._kinds import load_kinds
from marsad.knowledge._tables import filled_rows, number_in

DATA = Path(__file__).parent / "data" / "forecasts"
ThemeClass = Literal["place", "force", "ruler", "truce", "fighting"]
Slot = Literal["subj", "obj"]
AgentSlot = Literal["subj", "to", "-"]
SettlingPart = Literal["place", "actor", "target", "around"]
_SAYS = ("yes", "no")
_OUTCOMES = ("base", "third", "participle", "rest", "theme", "of", "agent", "outcome", "says", "source")
_SETTLING = ("outcome", "kind", "part", "says", "weight", "source")


@dataclass(frozen=True, slots=True)
class OutcomeVerb:
    """A verb that foretells an outcome.

    Attributes:
        forms: How it stands in a proposition: plain, and in the third person.
        participle: How it stands in the passive.
        rest: The words behind it, lower case.
        theme: Whether what the outcome is of stands before it or behind it.
        of: The class of what the outcome is of.
        agent: Where it stands who brings it about; "-" where nobody does.
        outcome: The outcome.
        happens: Whether the words foretell that it happens, rather than that it does not.
    """

    forms: tuple[str, ...]
    participle: str
    rest: tuple[str, ...]
    theme: Slot
    of: ThemeClass
    agent: AgentSlot
    outcome: str
    happens: bool


@dataclass(frozen=True, slots=True)
class ThemeNoun:
    """A noun that an outcome can be of: its class, and the word that stands for all of the same meaning."""

    of: ThemeClass
    alias: str


@dataclass(frozen=True, slots=True)
class Settling:
    """A kind of act that may settle an outcome.

    Attributes:
        kind: The kind.
        part: The part of the act in which what the outcome is of must stand.
        happens: Whether the act says that the outcome happened.
        weight: How much it says; 3 is the outcome itself.
    """

    kind: str
    part: SettlingPart
    happens: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Outcomes:
    """The tables on forecasts.

    Attributes:
        verbs: By form as it stands, those with the most words behind them first.
        passives: The same by participle, those verbs only that have their theme behind them.
        nouns: Nouns that an outcome can be of.
        closing: Words before which a phrase ends.
        settling: By outcome, which acts may settle it.
        rules: Bounds and weights by name.
    """

    verbs: Mapping[str, tuple[OutcomeVerb, ...]]
    passives: Mapping[str, tuple[OutcomeVerb, ...]]
    nouns: Mapping[str, ThemeNoun]
    closing: frozenset[str]
    settling: Mapping[str, tuple[Settling, ...]]
    rules: Mapping[str, float]


@cache
def load_outcomes() -> Outcomes:
    """The packaged tables, read once per process.

    Raises:
        KnowledgeError: A row is malformed; the message names file and line.
    """
    return read_outcomes(DATA)


def read_outcomes(folder: Path) -> Outcomes:
    """Reads and checks the tables of a folder.

    Args:
        folder: Folder with the five tables.

    Raises:
        KnowledgeError: A row is malformed, or names a kind or class that there is not.
    """
    verbs = [_verb(where, cells) for where, cells in filled_rows(folder / "outcomes.tsv", _OUTCOMES)]
    settling: dict[str, list[Settling]] = {}
    for where, cells in filled_rows(folder / "settling.tsv", _SETTLING):
        if cells[0] not in {verb.outcome for verb in verbs}:
            raise KnowledgeError(f"{where}: {cells[0]!r} is no outcome; outcomes.tsv lists them")
        settling.setdefault(cells[0], []).append(_settling(where, cells))
    nouns = {
        noun: ThemeNoun(cast("ThemeClass", _one_of(where, name, get_args(ThemeClass))), alias)
        for where, (noun, name, alias, _) in filled_rows(folder / "nouns.tsv", ("noun", "class", "as", "source"))
    }
    closing = [word for _, (word, _) in filled_rows(folder / "closing.tsv", ("word", "source"))]
    rules = {
        name: number_in(value, where)
        for where, (name, value, _) in filled_rows(folder / "rules.tsv", ("name", "value", "source"))
    }
    return Outcomes(
        verbs=_indexed(verbs, lambda verb: verb.forms),
        passives=_indexed([v for v in verbs if v.theme == "obj"], lambda verb: (verb.participle,)),
        nouns=MappingProxyType(nouns),
        closing=frozenset(closing),
        settling=MappingProxyType({outcome: tuple(rows) for outcome, rows in settling.items()}),
        rules=MappingProxyType(rules),
    )


def _indexed(
    verbs: Sequence[OutcomeVerb], forms: Callable[[OutcomeVerb], tuple[str, ...]]
) -> Mapping[str, tuple[OutcomeVerb, ...]]:
    index: dict[str, list[OutcomeVerb]] = {}
    for verb in verbs:
        for form in dict.fromkeys(forms(verb)):
            index.setdefault(form, []).append(verb)
    return MappingProxyType({form: tuple(sorted(rows, key=lambda v: -len(v.rest))) for form, rows in index.items()})


def _verb(where: str, cells: Sequence[str]) -> OutcomeVerb:
    base, third, participle, rest, theme, of, agent, outcome, says, _ = cells
    return OutcomeVerb(
        forms=(base, third),
        participle=participle,
        rest=() if rest == "-" else tuple(rest.split()),
        theme=cast("Slot", _one_of(where, theme, get_args(Slot))),
        of=cast("ThemeClass", _one_of(where, of, get_args(ThemeClass))),
        agent=cast("AgentSlot", _one_of(where, agent, get_args(AgentSlot))),
        outcome=outcome,
        happens=_one_of(where, says, _SAYS) == "yes",
    )


def _settling(where: str, cells: Sequence[str]) -> Settling:
    _, kind, part, says, weight, _ = cells
    return Settling(
        kind=_one_of(where, kind, tuple(load_kinds())),
        part=cast("SettlingPart", _one_of(where, part, get_args(SettlingPart))),
        happens=_one_of(where, says, _SAYS) == "yes",
        weight=number_in(weight, where),
    )


def _one_of(where: str, word: str, words: tuple[str, ...]) -> str:
    if word not in words:
        raise KnowledgeError(f"{where}: {word!r}: there are {', '.join(words)}")
    return word
