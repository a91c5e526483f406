"""Noun phrases taken apart as far as naming an actor needs it: determiners off, core and complement told apart.

"Several fighters from the Islamic State" has the core "fighters", the preposition "from" and the complement
"Islamic State". A name that holds a preposition itself ("Islamic State of Iraq and Syria") is never cut.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.knowledge._actors_names import WORD, fold, word_set
from marsad.records import Span

if TYPE_CHECKING:
    from marsad.knowledge._actors import ActorTable
    from marsad.knowledge._actors_states import ActorEntry

_DEFINITE = word_set("the this that these those said")
_INDEFINITE = word_set("a an another other some several many few any no more most both all each every")
_POSSESSIVE = word_set("his her its their our my your")
_QUANTITIES = word_set(
    "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty hundred hundreds "
    "thousand thousands dozen dozens score scores million number handful couple pair majority rest lot half part group "
    "groups series tens at least about around nearly almost over than up to approximately roughly"
)
_COLLECTIVES = word_set("number handful couple pair majority rest lot part group groups series half")
_PASSED_OVER = word_set("alleged suspected unidentified unknown armed-to-the-teeth local so-called")
PREPOSITIONS = word_set(
    "of from in at near with for against by on under inside outside within to into including loyal linked affiliated "
    "backed belonging operating allied led who that which after during between across around fighting"
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a phrase and where it stands in the report."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase without leading determiners, quantities and possessive pronouns.

    Attributes:
        words: The words left.
        core: How many of them stand before the first preposition outside a name.
        names: Known actors named among the words, as (start, end, actor).
        definite: Whether it began with "the" or a demonstrative.
        indefinite: Whether it began with an indefinite article, a quantity or the like.
        possessive: The pronoun that it began with ("its", "their"), or null.
    """

    words: tuple[Word, ...]
    core: int
    names: tuple[tuple[int, int, ActorEntry], ...]
    definite: bool
    indefinite: bool
    possessive: Span | None

    @property
    def texts(self) -> list[str]:
        """The words as strings."""
        return [word.text for word in self.words]

    @property
    def core_texts(self) -> list[str]:
        """The words of the core as strings."""
        return [word.text for word in self.words[: self.core]]

    @property
    def preposition(self) -> str | None:
        """The word that ends the core, in lower case, or null."""
        return self.words[self.core].text.lower() if self.core < len(self.words) else None


def words_in(text: str, start: int, end: int) -> tuple[Word, ...]:
    """The words of ``text`` between two offsets."""
    return tuple(Word(match.group(), match.start(), match.end()) for match in WORD.finditer(text, start, end))


def parse_phrase(span: Span, text: str, table: ActorTable) -> Phrase:
    """Takes the phrase at ``span`` apart.

    Args:
        span: Where the phrase stands.
        text: The report.
        table: Known actors.
    """
    words = words_in(text, span.start, span.end)
    texts = [word.text for word in words]
    names = table.find(texts)
    skipped, definite, indefinite = _skip(texts, {start for start, _, _ in names})
    kept = tuple((start - skipped, end - skipped, entry) for start, end, entry in names if start >= skipped)
    owner = words[0] if skipped and texts[0].lower() in _POSSESSIVE else None
    possessive = Span(owner.start, owner.end, owner.text) if owner is not None else None
    return Phrase(words[skipped:], _core(texts[skipped:], kept), kept, definite, indefinite, possessive)


def _skip(texts: list[str], name_starts: set[int]) -> tuple[int, bool, bool]:
    """How many words to leave out at the front, and whether they made the phrase definite or indefinite."""
    at, definite, indefinite = 0, False, False
    while at < len(texts) - 1 and at not in name_starts:
        word = texts[at].lower()
        if word in _DEFINITE:
            definite = True
        elif word in _INDEFINITE or word[0].isdigit():
            indefinite = True
        elif word in _QUANTITIES:
            if word in _COLLECTIVES and texts[at + 1].lower() != "of":
                break
            indefinite = True
        elif not (word in _POSSESSIVE or word in _PASSED_OVER or (word == "of" and indefinite)):
            break
        at += 1
    return at, definite and not indefinite, indefinite


def _core(texts: list[str], names: tuple[tuple[int, int, ActorEntry], ...]) -> int:
    inside = {at for start, end, _ in names for at in range(start, end)}
    for at, text in enumerate(texts):
        if at and at not in inside and text in PREPOSITIONS:
            return at
    return len(texts)


def head_keys(phrase: Phrase, head: str) -> list[str]:
    """Head noun of the core from the most to the least telling: two last words, last word, head as given."""
    last = [fold(word) for word in phrase.core_texts[-2:]]
    keys = [" ".join(last)] if len(last) == 2 else []
    return list(dict.fromkeys([*keys, *last[-1:], fold(head)]))
