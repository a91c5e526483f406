"""Quotations by their marks, over sentences and paragraphs; the outlet's brackets inside them are not said."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

OPENING, CLOSING = "“«", "”»"
_MARKS = re.compile("[“«”»\"]|``|''|\n\n")
_SINGLE = re.compile(r"(?<![\w’])‘(?=\w)[^‘“”\n]{8,}?[.,?!]’(?=\s|$)")
_ENDED = re.compile(r"[.?!…]\s*$")
_BULLET = re.compile(r"^\s*[-–—•*▪·]\s+", re.MULTILINE)
_BRACKETS = re.compile(r"\[[^\[\]\n]*\]")
_SPOKEN = re.compile(r"[.,?!…—]\W*$")
_LONGEST_OPEN = 1500  # characters of a quotation whose end is missing, where the next paragraph does not open again


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation by its offsets, the marks included. It may run over sentences and paragraphs.

    ``goes_on`` is true where its paragraph ends without a closing mark: the next quotation is by the same speaker.
    """

    start: int
    end: int
    goes_on: bool = False

    def holds(self, at: int) -> bool:
        """Whether an offset lies inside."""
        return self.start <= at < self.end


def quotations(text: str) -> list[Quotation]:
    """Quotations in double marks, in order. A paragraph that ends open goes on where the next one opens again."""
    out: list[Quotation] = []
    opened: int | None = None
    for found in _MARKS.finditer(text):
        mark, position = found.group(), found.start()
        if mark == "\n\n":
            again = text[position:].lstrip()[:2]
            if opened is not None and (again[:1] in '“«"' or again == "''" or position - opened < _LONGEST_OPEN):
                out.append(Quotation(opened, position, goes_on=again[:1] in '“«"' or again == "''"))
            opened = None
        elif opened is None and mark not in CLOSING:
            opened = position
        elif opened is not None and mark not in OPENING and mark != "``":
            out.append(Quotation(opened, found.end()))
            opened = None
    if opened is not None and _ENDED.search(text, opened):
        out.append(Quotation(opened, len(text.rstrip())))
    return sorted([*out, *_single(text, out)], key=lambda q: q.start)


def _single(text: str, taken: list[Quotation]) -> list[Quotation]:
    """Speech between single marks, where it is not within double ones: ‘We left at dawn,’ he said."""
    found = (Quotation(m.start(), m.end()) for m in _SINGLE.finditer(text))
    return [q for q in found if not any(q.start < t.end and t.start < q.end for t in taken)]


def is_speech(text: str, quote: Quotation) -> bool:
    """Whether a quotation is more than a few borrowed words: it ends as a sentence does, or it is long."""
    inside = text[quote.start : quote.end].rstrip("".join(CLOSING) + "\"' \n")
    return quote.goes_on or len(inside.split()) > 12 or bool(_SPOKEN.search(inside))


def at(quotes: Sequence[Quotation], offset: int) -> Quotation | None:
    """The quotation that holds an offset."""
    number = bisect_right(quotes, offset, key=lambda q: q.start) - 1
    return quotes[number] if number >= 0 and quotes[number].holds(offset) else None


def without_brackets(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of a quotation that its speaker said: what the outlet put into brackets is left out."""
    out, begin = [], start
    for found in _BRACKETS.finditer(text, start, end):
        out.append((begin, found.start()))
        begin = found.end()
    out.append((begin, end))
    return [piece for one, other in out if (piece := trimmed(text, one, other))]


def trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """A stretch without blanks, stray marks and the bullet of a list at its edges; null where no word is left."""
    bullet = _BULLET.match(text, start, end)
    start = bullet.end() if bullet else start
    while start < end and (text[start].isspace() or text[start] in ",;:”»)"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in ",;:“«("):
        end -= 1
    return (start, end) if any(c.isalnum() for c in text[start:end]) else None
