"""Names as keys: how two spellings of one actor's name are seen to be the same.

A key ignores case, accents, apostrophes, dots, possessive endings and the choice between hyphen and space. Two things
it does not ignore: acronyms must stand in the text as they are written ("IS" is not "is"), and a name of one word
must begin with a capital letter. Invariant: a name is found as whole words only; a compound ("ISIS-held",
"U.S.-backed") is one word, so the name inside it is not found.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}(?:[-\u2010\u2011\u2013][^\W_]+)*(?:['\u2019]s\b)?"
    r"|[^\W_]+(?:[-\u2010\u2011\u2013.'\u2018\u2019\u02bc\u02bb`+][^\W_]+)*(?:['\u2019](?![^\W_]))?"
)
_APOSTROPHES = re.compile("['\u2018\u2019\u02bc\u02bb`.]")
_HYPHENS = re.compile("[-\u2010\u2011\u2013]")
_POSSESSIVE = re.compile("(?:['\u2019]s|(?<=s)['\u2019])$")
_LETTERS = str.maketrans({"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss"})
_PLAIN_NAME = re.compile("[A-Za-z0-9]+(?:[ -][A-Za-z0-9]+)*")
_ARTICLE = "the "
_ACRONYM_LENGTH = 5

T = TypeVar("T")


def word_set(words: str) -> frozenset[str]:
    """A closed class of words, written as a line of text."""
    return frozenset(words.split())


def words_of(text: str) -> list[str]:
    """The words of ``text`` as names are matched on them; a hyphenated compound is one word."""
    return WORD.findall(text)


def bare(word: str) -> str:
    """``word`` without possessive ending, apostrophes, dots and accents; case and hyphens kept."""
    if word.isascii() and word.isalnum():
        return word  # nearly every word
    word = _APOSTROPHES.sub("", _POSSESSIVE.sub("", word))
    if word.isascii():
        return word
    plain = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return _HYPHENS.sub("-", "".join(letter for letter in plain if not unicodedata.combining(letter)))


@lru_cache(maxsize=16384)
def fold(word: str) -> str:
    """The key of one word: bare, in lower case, hyphens as spaces."""
    return bare(word).lower().replace("-", " ").strip()


def key_of(text: str) -> str:
    """The key of a whole name."""
    return " ".join(fold(word) for word in words_of(text))


def _quick_key(name: str) -> str:
    """The key of a name of plain words, as most of thousands are, or an empty one where it needs a closer look."""
    return name.lower().replace("-", " ") if _PLAIN_NAME.fullmatch(name) else ""


def slug(text: str) -> str:
    """``text`` as an identifier: lower-case ASCII words joined by hyphens; "x" and code points where none remain."""
    folded = re.sub(r"[^a-z0-9]+", "-", key_of(text)).strip("-")
    return folded or "x" + "-".join(f"{ord(letter):x}" for letter in text.strip()[:8])


def is_acronym(part: str) -> bool:
    """Whether a part of a bare word is written in capitals on purpose ("IS", "U.S.", "HTS", "DoD")."""
    if not 2 <= len(part) <= _ACRONYM_LENGTH or part[1:].islower():
        return False
    return sum(letter.isupper() for letter in part) >= 2


def _demands(name_words: Sequence[str]) -> tuple[str | None, ...]:
    """Per part of a name the exact writing that a text must show, or null; "" for a capital initial."""
    parts = [part for word in name_words for part in bare(word).split("-")]
    demands = [part if is_acronym(part) else None for part in parts]
    if len(name_words) == 1 and demands and demands[0] is None and parts[0][:1].isupper():
        demands[0] = ""
    return tuple(demands)


def _meets(demands: tuple[str | None, ...], words: Sequence[str]) -> bool:
    if not any(demand is not None for demand in demands):
        return True
    parts = [part for word in words for part in bare(word).split("-")]
    if len(parts) != len(demands):
        return False
    return all(_meets_one(demand, part) for demand, part in zip(demands, parts, strict=True))


def _meets_one(demand: str | None, part: str) -> bool:
    if demand is None:
        return True
    return part[:1].isupper() or part[:1].isdigit() if demand == "" else part == demand


_MOST_WORDS = 100_000


class NameIndex(Generic[T]):
    """Names to values, found as whole names or inside a list of words. Filled once, then only read."""

    def __init__(self) -> None:
        self._values: dict[str, list[tuple[str, T]]] = {}
        self._asked: dict[str, list[tuple[tuple[str | None, ...], T]]] = {}  # of the keys that were looked up
        self._by_first: dict[str, list[str]] = {}  # first word to the keys that begin with it
        self._extents: dict[str, tuple[int, frozenset[str]]] = {}  # of the first words that were looked up
        self._begins: dict[str, bool] = {}  # words met so far: whether a name may begin with one

    def add(self, name: str, value: T) -> T | None:
        """Adds a name.

        Returns:
            The value that the name already stood for, where that is another one; the name is then left as it was.
        """
        key = _quick_key(name) or key_of(name)
        if not key:
            return None
        known = self._values.get(key)
        if known is None:
            self._values[key] = [(name, value)]
        else:
            demands = _demands(words_of(name))
            for other_name, other in known:
                if other != value and _may_clash(demands, _demands(words_of(other_name))):
                    return other
            known.append((name, value))
            self._asked.pop(key, None)
        first = key.partition(" ")[0]
        keys = self._by_first.get(first)
        if keys is None:
            self._by_first[first] = [key]
        else:
            keys.append(key)
            self._extents.pop(first, None)
        if self._begins:
            self._begins.clear()
        return None

    def add_all(self, names: Iterable[str], value: T) -> None:
        """Adds several names of one value; a name that stands for another value stays with that one."""
        for name in names:
            self.add(name, value)

    def get(self, words: Sequence[str]) -> T | None:
        """The value whose name is exactly these words, or null."""
        return self._of_key(" ".join(map(fold, words)), words)

    def find(self, words: Sequence[str]) -> list[tuple[int, int, T]]:
        """All names in a list of words, left to right, the longest first where names overlap at one word."""
        found: list[tuple[int, int, T]] = []
        past = 0
        for at in self._starts(words):
            hit = self._at(words, at) if at >= past else None
            if hit is not None:
                found.append(hit)
                past = hit[1]
        return found

    def _starts(self, words: Sequence[str]) -> list[int]:
        """Where a name may begin: at the first word of one. Most words are none, so this is the quick part."""
        known = self._begins
        out = []
        for at, word in enumerate(words):
            begins = known.get(word)
            if begins is None:
                if len(known) > _MOST_WORDS:
                    known.clear()  # bounds memory over millions of reports
                begins = known[word] = fold(word).partition(" ")[0] in self._by_first
            if begins:
                out.append(at)
        return out

    def longest(self, words: Sequence[str]) -> tuple[int, int, T] | None:
        """The name of most words in a list, the first of several, as (start, end, value)."""
        best: tuple[int, int, T] | None = None
        for at in self._starts(words):
            hit = self._at(words, at)
            if hit is not None and (best is None or hit[1] - hit[0] > best[1] - best[0]):
                best = hit
        return best

    def _at(self, words: Sequence[str], at: int) -> tuple[int, int, T] | None:
        key = fold(words[at])
        first, _, second = key.partition(" ")
        reach, seconds = self._extent(first)
        if not reach:
            return None
        if not second and (at + 1 == len(words) or fold(words[at + 1]).partition(" ")[0] not in seconds):
            reach = 1
        best: tuple[int, int, T] | None = None
        for end in range(at + 1, len(words) + 1):
            if end > at + 1:
                key = f"{key} {fold(words[end - 1])}"
            if key.count(" ") >= reach:
                break
            value = self._of_key(key, words[at:end])
            if value is not None:
                best = (at, end, value)
        return best

    def _extent(self, first: str) -> tuple[int, frozenset[str]]:
        """Words of the longest name that begins with ``first``, none without one, and the words that stand second."""
        known = self._extents.get(first)
        if known is None:
            names = [key.split(" ") for key in self._by_first.get(first, ())]
            if not names:
                return 0, frozenset()
            known = max(map(len, names)), frozenset(name[1] for name in names if len(name) > 1)
            self._extents[first] = known
        return known

    def _of_key(self, key: str, words: Sequence[str]) -> T | None:
        known = self._asked.get(key)
        if known is None:
            if key not in self._values:
                return None
            known = self._asked[key] = [(_demands(words_of(name)), value) for name, value in self._values[key]]
        for demands, value in known:
            if _meets(demands, words):
                return value
        return None


def _may_clash(one: tuple[str | None, ...], other: tuple[str | None, ...]) -> bool:
    """Whether one text could meet both; not so where each demands its own writing of an acronym ("JeM", "JEM")."""
    if len(one) != len(other):
        return True
    return not any(a and b and a != b for a, b in zip(one, other, strict=True))


def without_article(words: Sequence[str]) -> Sequence[str]:
    """``words`` without a leading "the"."""
    return words[1:] if words and words[0].lower() == _ARTICLE.strip() else words
