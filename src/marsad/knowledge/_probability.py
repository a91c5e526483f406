"""Words of probability: which words foretell, and what number their readers take them to mean.

The tables are ``data/sayings/probability.tsv`` (words with low, median and high, 0 to 1, for the clause as it is
worded) and ``forecast_words.tsv`` (classes of words that the reading of forecasts asks for). A row whose phrase begins
with ``not`` holds where the rest of it is negated in the text, and wins over the row without.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, cast, get_args

from marsad._errors import KnowledgeError
from marsad.knowledge._tables import filled_rows

DATA = Path(__file__).parent / "data" / "sayings"
COLUMNS = ("phrase", "pos", "content", "low", "median", "high", "scale", "vague", "source")
WordingPos = Literal["aux", "adv", "pred", "verb", "noun", "question"]
_NOT = "not "
_PIECES = re.compile(r"'s|\w+|-")  # as the text is cut into words


@dataclass(frozen=True, slots=True)
class Wording:
    """Words of probability.

    Attributes:
        words: The phrase, word by word: lemmas, or words as they stand, lower case; without a leading "not".
        pos: Modal, adverb, predicate ("is likely"), verb ("expects"), noun ("a chance of") or open question.
        content: Where the foretold stands: "host" (the clause that the word hangs on), "subj", slots of a verb, ...
        negated: True for a row that holds only where the phrase is negated.
        low: Probability that nine of ten readers take the words to exceed; null for an open question.
        median: Probability that half of them do.
        high: Probability that one of ten does.
        scale: Where the numbers come from, in one word.
        vague: True where readers differ so much that the number is not worth scoring.
    """

    words: tuple[str, ...]
    pos: WordingPos
    content: tuple[str, ...]
    negated: bool
    low: float | None
    median: float | None
    high: float | None
    scale: str
    vague: bool

    @property
    def negative(self) -> bool:
        """Whether the words themselves say that it will not happen ("unlikely", "no chance")."""
        return self.high is not None and self.high < 0.5


@dataclass(frozen=True, slots=True)
class Probabilities:
    """Both tables.

    Attributes:
        wordings: By first word, the longest phrase first; of one phrase the negated row first.
        classes: Classes of a word.
    """

    wordings: Mapping[str, tuple[Wording, ...]]
    classes: Mapping[str, frozenset[str]]

    def has(self, word: str, name: str) -> bool:
        """Whether a word, by its lemma, is of a class."""
        return name in self.classes.get(word, ())


@cache
def load_probabilities() -> Probabilities:
    """The packaged tables, read once per process.

    Raises:
        KnowledgeError: A row is malformed; the message names file and line.
    """
    return read_probabilities(DATA)


@cache
def load_horizons() -> Mapping[str, int]:
    """How many days a vague time reaches, by unit or word; under "-" where no time is told.

    Raises:
        KnowledgeError: A row is malformed; the message names file and line.
    """
    rows = list(filled_rows(DATA / "horizons.tsv", ("word", "days", "source")))
    for where, (_, days, _) in rows:
        if not days.isdigit():
            raise KnowledgeError(f"{where}: {days!r} in column days is no whole number")
    return MappingProxyType({word: int(days) for _, (word, days, _) in rows})


def read_probabilities(folder: Path) -> Probabilities:
    """Reads and checks the tables of a folder.

    Args:
        folder: Folder with ``probability.tsv`` and ``forecast_words.tsv``.

    Raises:
        KnowledgeError: A row is malformed; the message names file and line.
    """
    index: dict[str, list[Wording]] = {}
    for where, cells in filled_rows(folder / "probability.tsv", COLUMNS):
        wording = _wording(where, cells)
        known = index.setdefault(wording.words[0], [])
        if any((k.words, k.negated, k.pos) == (wording.words, wording.negated, wording.pos) for k in known):
            raise KnowledgeError(f"{where}: {cells[0]!r} stands in the table already; keep one of the rows")
        known.append(wording)
    wordings = {
        first: tuple(sorted(known, key=lambda w: (-len(w.words), not w.negated))) for first, known in index.items()
    }
    classes: dict[str, set[str]] = {}
    for _, (word, names, _) in filled_rows(folder / "forecast_words.tsv", ("word", "class", "source")):
        classes.setdefault(word, set()).update(names.split("|"))
    return Probabilities(
        MappingProxyType(wordings), MappingProxyType({word: frozenset(names) for word, names in classes.items()})
    )


def _wording(where: str, cells: list[str]) -> Wording:
    phrase, pos, content, low, median, high, scale, vague, _ = cells
    if pos not in get_args(WordingPos):
        raise KnowledgeError(f"{where}: {pos!r} in column pos is none of {', '.join(get_args(WordingPos))}")
    try:
        bounds = [None if cell == "-" else float(cell) for cell in (low, median, high)]
    except ValueError as problem:
        raise KnowledgeError(f"{where}: low, median and high are numbers from 0 to 1, or - for none") from problem
    told = [b for b in bounds if b is not None]
    if len(told) not in (0, 3) or told != sorted(told) or not all(0 <= b <= 1 for b in told):
        raise KnowledgeError(f"{where}: low, median and high must rise, from 0 to 1, or all be -")
    if (pos == "question") != (not told):
        raise KnowledgeError(f"{where}: an open question has no number, everything else has three")
    negated = phrase.startswith(_NOT)
    return Wording(
        words=tuple(_PIECES.findall(phrase.removeprefix(_NOT))),
        pos=cast("WordingPos", pos),
        content=tuple(content.split("|")),
        negated=negated,
        low=bounds[0],
        median=bounds[1],
        high=bounds[2],
        scale=scale,
        vague=vague == "vague",
    )
