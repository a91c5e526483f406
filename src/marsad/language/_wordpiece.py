"""WordPiece: words to the pieces that the encoder knows (BERT, uncased).

The encoder is uncased, so the casing of each word goes beside its pieces as a small code (:func:`casing`). Equal to the
reference tokeniser of the encoder; ``training.check_wordpiece`` holds it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path

MAX_WORD = 100  # longer words are one unknown piece, as in the encoder's own tokeniser
MAX_PIECES = 24  # of one word: addresses and hashes need no more

LOWER, CAPITALISED, UPPER, MIXED, DIGITS, OTHER = 1, 2, 3, 4, 5, 6
CASINGS = 7  # 0 stands for padding and special pieces


def casing(word: str) -> int:
    """How a word is written, as a code from 1 to 6."""
    if word.isalpha() or any(c.isalpha() for c in word):
        if word.islower():
            return LOWER
        if word.isupper():
            return UPPER if len(word) > 1 else CAPITALISED
        return CAPITALISED if word[0].isupper() and word[1:].islower() else MIXED
    return DIGITS if any(c.isdigit() for c in word) else OTHER


def normalise(word: str) -> str:
    """Lower case, without accents and control characters."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in decomposed if unicodedata.category(c) not in ("Mn", "Cc", "Cf"))


def _is_punctuation(char: str) -> bool:
    code = ord(char)
    if 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126:
        return True
    return unicodedata.category(char).startswith("P")


def _split(word: str) -> list[str]:
    """The word at its punctuation marks and CJK characters, each of which stands alone."""
    if word.isalnum() and word.isascii():
        return [word]
    parts: list[str] = []
    fresh = True
    for char in word:
        if char.isspace():
            fresh = True
        elif _is_punctuation(char) or 0x4E00 <= ord(char) <= 0x9FFF or 0x3400 <= ord(char) <= 0x4DBF:
            parts.append(char)
            fresh = True
        elif fresh:
            parts.append(char)
            fresh = False
        else:
            parts[-1] += char
    return parts


class WordPiece:
    """A vocabulary of pieces and the greedy longest-match split.

    Attributes:
        cls: Id of the piece that opens a sentence.
        sep: Id of the piece that ends it.
        unknown: Id for what cannot be split.
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._ids = {piece: number for number, piece in enumerate(vocabulary)}
        self.cls, self.sep, self.unknown = self._ids["[CLS]"], self._ids["[SEP]"], self._ids["[UNK]"]
        self._known: dict[str, tuple[int, ...]] = {}

    @classmethod
    def load(cls, path: Path) -> WordPiece:
        """Reads a vocabulary file, one piece a line."""
        return cls(path.read_text(encoding="utf-8").splitlines())

    def pieces(self, word: str) -> tuple[int, ...]:
        """Ids of the pieces of one word; at least one."""
        found = self._known.get(word)
        if found is None:
            parts = _split(normalise(word))
            found = tuple(piece for part in parts for piece in self._greedy(part))[:MAX_PIECES] or (self.unknown,)
            if len(self._known) < 200_000:  # bounds memory over millions of reports
                self._known[word] = found
        return found

    def _greedy(self, part: str) -> list[int]:
        if len(part) > MAX_WORD:
            return [self.unknown]
        out: list[int] = []
        start = 0
        while start < len(part):
            for end in range(len(part), start, -1):
                piece = part[start:end] if start == 0 else "##" + part[start:end]
                number = self._ids.get(piece)
                if number is not None:
                    out.append(number)
                    start = end
                    break
            else:
                return [self.unknown]
        return out
