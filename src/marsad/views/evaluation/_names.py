"""Names for comparison: the same name in two spellings, joint names, a person with an affiliation.

In gold and alias tables ``A; B`` is two actors and ``Person (Organisation)`` one actor with an affiliation.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.views.evaluation._matching import assign

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_ARTICLES = frozenset({"the", "a", "an"})
_APOSTROPHES_AND_DOTS = str.maketrans("", "", "’‘'`ʿʾ.")
_NO_WORD = re.compile(r"[\W_]+")
_AFFILIATED = re.compile(r"(.+?)\s*\((.+)\)")
# Words that may follow a known name without making it another: "SDF fighters" are the SDF.
_GROUP_WORDS = frozenset(
    {
        "fighters", "militants", "forces", "members", "troops", "group", "organisation", "organization", "movement",
        "terrorists", "gunmen", "jihadists", "soldiers", "personnel",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """One actor for comparison.

    Attributes:
        names: What it is called, each in plain form.
        affiliations: Whom it belongs to, in plain form.
    """

    names: frozenset[str]
    affiliations: frozenset[str] = frozenset()


def plain(text: str | None) -> str:
    """A name without case, diacritics, punctuation and articles.

    Args:
        text: Any name; null is the empty one.

    Returns:
        Its words, one space between them.
    """
    letters = "".join(c for c in unicodedata.normalize("NFKD", text or "") if not unicodedata.combining(c))
    words = _NO_WORD.sub(" ", letters.casefold().translate(_APOSTROPHES_AND_DOTS)).split()
    return " ".join(word for word in words if word not in _ARTICLES)


class AliasTable:
    """Names that count as the same."""

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        """Takes (name, canonical name) rows; of two rows for one name the later holds."""
        self._canonical: Mapping[str, str] = {plain(name): canonical for name, canonical in rows}

    def canonical(self, name: str) -> str:
        """The canonical form of ``name``, with or without trailing group words; an unknown name is its own."""
        words = plain(name).split()
        while words and words[-1] in _GROUP_WORDS and " ".join(words) not in self._canonical:
            words.pop()
        return self._canonical.get(" ".join(words), name)

    def members(self, name: str | None) -> list[Named]:
        """The actors that a name in gold's notation stands for."""
        return [self._member(piece.strip()) for piece in self.canonical(name).split(";")] if name else []

    def merged(self, names: Iterable[str]) -> Named:
        """One actor that goes by several names."""
        members = [member for name in names for member in self.members(name)]
        return Named(
            frozenset().union(*(member.names for member in members)),
            frozenset().union(*(member.affiliations for member in members)),
        )

    def _member(self, piece: str) -> Named:
        name, affiliations = self.canonical(piece), set()
        for _ in range(2):  # the alias of a person may bring an affiliation of its own
            if found := _AFFILIATED.fullmatch(name):
                affiliations.add(plain(self.canonical(found[2])))
                name = self.canonical(found[1])
        return Named(frozenset({plain(name.partition(" (")[0])}), frozenset(affiliations))


def credit(gold: Named, printed: Named) -> float:
    """1 for the same actor, a half where one is the other's affiliation, else 0."""
    if gold.names & printed.names:
        return 1.0
    return 0.5 if gold.affiliations & printed.names or gold.names & printed.affiliations else 0.0


def shared_credit(gold: Sequence[Named], printed: Sequence[Named]) -> float:
    """The credit that two lists of actors have in common, one to one."""
    halves = [[int(2 * credit(one, other)) for other in printed] for one in gold]
    return sum(halves[row][column] for row, column in assign(halves)) / 2
