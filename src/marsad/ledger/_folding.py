"""Words as they are searched for: without case, accents and vowel signs, Arabic letters in one shape.

The index holds folded words only, made here and not by the database, so that the two databases find the same.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Letters and figures, with the marks that may stand within a word: accents, Arabic vowel signs, tatweel, joiners.
_MARKS = "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d"
_WORD = re.compile(f"[^\\W_]+(?:[{_MARKS}]+[^\\W_]*)*")
_LOST = {0x640: None, 0x200C: None, 0x200D: None}
# Spellings that Arabic and Persian writers exchange freely: alef wasla, alef maqsura, ta marbuta, Persian kaf and ye.
_ONE_SHAPE = str.maketrans(
    {"\u0671": "\u0627", "\u0649": "\u064a", "\u0629": "\u0647", "\u06a9": "\u0643", "\u06cc": "\u064a"}
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: as it is searched for, and where it stands."""

    folded: str
    start: int
    end: int


def words_of(text: str) -> Iterator[Word]:
    """The words of a text, in order."""
    for found in _WORD.finditer(text):
        folded = _fold(found[0])
        if folded:
            yield Word(folded, found.start(), found.end())


@lru_cache(maxsize=65_536)  # the same names are compared again and again
def folded(text: str) -> str:
    """A name as it is searched for: its folded words, with a blank between them."""
    return " ".join(word.folded for word in words_of(text))


def _fold(word: str) -> str:
    if word.isascii():
        return word.lower()
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))
    # What a letter folds to may hold signs (a fraction has a stroke): only what can stand in a word is kept.
    plain = bare.translate(_LOST).casefold().translate(_ONE_SHAPE)
    return "".join(letter for letter in plain if letter.isalnum())
