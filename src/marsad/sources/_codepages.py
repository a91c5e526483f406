"""Which old code page an English text with a few foreign letters is in.

Statistics over whole languages fail here: the text is English, which is the same in every code page, and what
differs is a dozen quotation marks and names. So each page is judged by what it makes of just these. A letter
outside ASCII must stand in a word as letters do: one script to a word, capitals at the front or throughout, no
Latin word of such letters alone; a mark must be one that newspapers print. The page with the fewest faults wins,
the more common one on a tie. Central European pages cannot be told from the western one in this way, and are read
as the latter.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["code_page_of"]

# In the order of how common they are among English reports on conflict.
_PAGES = ("cp1252", "cp1254", "cp1256", "cp1251", "iso8859_6", "mac_roman", "gb18030")
_PRINTED_MARKS = frozenset("\u00a0‘’‚“”„‹›«»–—…•·°©®™€£§†‡¿¡、。，《》（）：；？！\u3000\u200c\u200d\u200e\u200f،؛؟")
_WORD = re.compile(r"[^\W\d_]+(?:[\u064b-\u0652]+[^\W\d_]*)*")
_TURKISH_OR_ICELANDIC = frozenset("ðþýÐÞÝ")  # letters of cp1252 where cp1254 has the Turkish ones, the likelier here
_FAULTS_ALLOWED = 0.3


def code_page_of(sample: bytes) -> str | None:
    """The code page that reads ``sample`` with the fewest faults; None where none does well, or it is not English.

    Args:
        sample: A stretch of the text that holds bytes outside ASCII.
    """
    if 2 * sum(byte > 0x7F for byte in sample) > len(sample):
        return None
    ranked = []
    for order, page in enumerate(_PAGES):
        try:
            text = sample.decode(page, errors="strict" if page == "gb18030" else "replace")
        except UnicodeDecodeError:
            continue
        faults, places = _faults(text)
        ranked.append((faults / max(places, 1), order, page))
    share, _, page = min(ranked)
    return page if share <= _FAULTS_ALLOWED else None


def _faults(text: str) -> tuple[float, int]:
    """Faults of a reading, and how many foreign words and marks it was judged by."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    marks = [mark for mark in _WORD.sub("", text) if not mark.isascii()]
    bad_marks = sum(mark not in _PRINTED_MARKS for mark in marks)
    return sum(map(_fault, words)) + bad_marks, len(words) + len(marks)


def _fault(word: str) -> float:
    scripts = {_script(letter) for letter in word if letter.isalpha()}
    if len(scripts) > 1:
        return 1.0
    if "LATIN" in scripts and len(word) > 2 and not any(map(str.isascii, word)):
        return 1.0
    if scripts <= {"LATIN", "CYRILLIC"} and not (word.islower() or word.isupper() or word[1:].islower()):
        return 1.0
    return 0.5 if not _TURKISH_OR_ICELANDIC.isdisjoint(word) else 0.0


def _script(letter: str) -> str:
    return unicodedata.name(letter, "UNKNOWN").split(maxsplit=1)[0]
