"""Words that figures are told with: vague numbers and their bounds, nouns for bodies of people, nouns for harm.

The least that a vague word can mean is the codebook's; ACLED reads the same words lower, and exports in its shape need
its value (:func:`acled_value`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, cast, get_args

from marsad._errors import KnowledgeError
from marsad.knowledge._tables import packaged_rows
from marsad.records import CountWhat

if TYPE_CHECKING:
    from collections.abc import Mapping

GroupSort = Literal["people", "share", "one"]


@dataclass(frozen=True, slots=True)
class VagueWord:
    """A word for an unknown number.

    Attributes:
        least: The least it can mean, by the codebook.
        acled: What ACLED takes it for, or null where no rule of ACLED's is known.
    """

    least: int
    acled: int | None


@dataclass(frozen=True, slots=True)
class FigureWords:
    """The tables.

    Attributes:
        vague: Vague numbers by word ("dozens", "a few").
        groups: Nouns in the singular that stand for several people ("people": a crew, a family) or for a share of
            unknown size ("share": a number, the rest).
        harm: Nouns for harm to people, by what they count ("injury": wounded).
        munitions: Nouns for what is fired once, so that their number is one of strikes.
    """

    vague: Mapping[str, VagueWord]
    groups: Mapping[str, GroupSort]
    harm: Mapping[str, CountWhat]
    munitions: frozenset[str]


@cache
def load_figure_words() -> FigureWords:
    """The packaged tables ``vague.tsv``, ``groups.tsv``, ``harm.tsv`` and ``munitions.tsv``, read once per process.

    Raises:
        KnowledgeError: A row is malformed.
    """
    vague = {
        word: VagueWord(_number(least, where), _number(acled, where) if acled else None)
        for where, (word, least, acled, _) in _rows("vague.tsv", 4)
    }
    groups = {
        noun: cast("GroupSort", _one_of(sort, get_args(GroupSort), where))
        for where, (noun, sort, _) in _rows("groups.tsv", 3)
    }
    harm = {
        noun: cast("CountWhat", _one_of(what, get_args(CountWhat), where))
        for where, (noun, what, _) in _rows("harm.tsv", 3)
    }
    munitions = frozenset(noun for _, (noun, _) in _rows("munitions.tsv", 2))
    return FigureWords(vague, groups, harm, munitions)


def acled_value(phrase: str) -> int | None:
    """What ACLED takes a vague figure for: ``"dozens of civilians"`` is 12.

    Args:
        phrase: The words of the figure as the text has them (``Count.span.exact``).

    Returns:
        The number, or null where the phrase holds no vague word, or one that no rule of ACLED's is known for.
    """
    words = re.findall(r"[a-z]+", phrase.lower())
    known = load_figure_words().vague
    held = [known[word] for word in words if word in known]
    return held[0].acled if len(held) == 1 else None


def _rows(name: str, width: int) -> list[tuple[str, list[str]]]:
    return packaged_rows(f"figures/{name}", width)


def _number(cell: str, where: str) -> int:
    if not cell.isdigit():
        raise KnowledgeError(f"{where}: {cell!r} is no whole number; write digits")
    return int(cell)


def _one_of(cell: str, choices: tuple[str, ...], where: str) -> str:
    if cell not in choices:
        raise KnowledgeError(f"{where}: {cell!r} is none of {', '.join(choices)}")
    return cell
