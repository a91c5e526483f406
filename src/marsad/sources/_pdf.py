"""PDF: the words of its pages as running text, in the order in which the file has them.

Its lines are joined to paragraphs by their distance, indent and size, words that were parted at a line's end are put
together, and what stands at the head or the foot of several pages is left out. Of the properties of the file only the
title is used, and only where it stands on the first page: its dates tell when the file was made, not when the report
was published, and its author is mostly whoever owned the computer.
"""

from __future__ import annotations

import io
import logging
import re
import statistics
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from marsad._errors import InputError
from marsad.knowledge import load_first_parts
from marsad.sources._draft import Draft
from marsad.sources._plain import plain_draft

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["pdf_draft"]

_PAGES = 2_000
_LETTERS = 10_000_000
_FEWEST = 30  # letters; fewer on all pages together are the stamp of a scanner
_MARGIN = 0.12  # of the height of a page, at its head and at its foot
_SAME_HEIGHT = 4.0  # points
_SPACED = 1.3  # times the usual distance of lines
_INDENT = 5.0  # points
_OTHER_SIZE = 0.12
_SHORT = 0.75  # of the usual length of a line
_PAGE_NUMBER = re.compile(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE)
_CLOSED = re.compile(r"[.!?:…][\"'”’)\]»]*$")
_HYPHENATED = re.compile(r"(?P<head>[^\W\d_]+)[-\u2010]$")
# Letters that fonts have for typesetting alone; NFKC of anything else would change figures and marks (½, ², …).
_PRESENTATION = re.compile("[\ufb00-\ufb4f\ufb50-\ufdff\ufe70-\ufeff]+")
_ARABIC_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_DROPPED = dict.fromkeys([0xAD, 0x200B, 0xFEFF, 0]) | {0xA0: " ", 0x2028: "\n"}


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page: its text, where it begins (points from the lower left corner), and the size of its letters."""

    text: str
    x: float
    y: float
    size: float
    page: int
    height: float


def pdf_draft(raw: bytes, *, name: str) -> tuple[Draft, str | None]:
    """What a PDF tells, and what is to be known of it, if anything.

    Raises:
        InputError: It is encrypted, a scan without text, broken, or too long.
    """
    pages, title = _pages(raw, name)
    lines = _without_running_lines([line for page in pages for line in page])
    text = "\n\n".join(_paragraphs(lines))
    if sum(map(str.isalpha, text)) < _FEWEST:
        raise InputError(
            name, "is a scan or holds no text; let a text recognition (ocrmypdf does it) write text into it"
        )
    draft = plain_draft(text)
    if title and _folded(title) in _folded(" ".join(line.text for line in pages[0])):
        draft = replace(draft, title=title)
    return draft, _note(pages, text)


def _note(pages: Sequence[Sequence[_Line]], text: str) -> str | None:
    notes = []
    empty = [str(number) for number, page in enumerate(pages, start=1) if not page]
    if empty:
        notes.append(f"no text on page {', '.join(empty[:20])}{' and more' if len(empty) > 20 else ''}")
    if any("\u0600" <= letter <= "\u06ff" for letter in text):
        notes.append("Arabic words may stand in the wrong order, as PDF keeps them")
    return "; ".join(notes) or None


def _pages(raw: bytes, name: str) -> tuple[list[list[_Line]], str | None]:
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its remarks on every odd object are not for a desk
    try:
        reader = PdfReader(io.BytesIO(raw), strict=False)
        if reader.is_encrypted:
            raise InputError(name, "is encrypted; save it without protection and give that")
        if len(reader.pages) > _PAGES:
            raise InputError(name, f"has more than {_PAGES:,} pages; split it")
        pages: list[list[_Line]] = []
        letters = 0
        for number, page in enumerate(reader.pages):
            pages.append(list(_lines(page, number)))
            letters += sum(len(line.text) for line in pages[-1])
            if letters > _LETTERS:
                raise InputError(name, "holds more than 10 million letters; split it")
        title = reader.metadata.title if reader.metadata else None
    except InputError:
        raise
    except (Exception, RecursionError) as error:  # whatever a foreign parser makes of a broken file
        raise InputError(
            name, f"is a PDF that cannot be read ({type(error).__name__}); save its text as .txt and give that"
        ) from error
    if not pages:
        raise InputError(name, "is a PDF without pages; give a whole one")
    return pages, " ".join(title.split()) if isinstance(title, str) else None


def _lines(page: Any, number: int) -> Iterator[_Line]:
    pieces: list[tuple[str, float, float, float]] = []

    def note(text: str, cm: Any, tm: Any, _font: Any, size: float) -> None:
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        scale = abs(tm[3] * cm[3]) or 1.0
        pieces.append((text, float(x), float(y), float(size or 0.0) * float(scale)))

    page.extract_text(visitor_text=note)
    height = float(page.mediabox.height) or 1.0
    base = float(page.mediabox.bottom)
    text, place = "", None
    for piece, x, y, size in pieces:
        *whole, rest = piece.split("\n")
        for part in whole:
            text += part
            if part.strip():
                place = place or (x, y, size)
            if text.strip() and place:
                yield _Line(_clean(text), place[0], place[1] - base, place[2], number, height)
            text, place = "", None
        text += rest
        if rest.strip():
            place = place or (x, y, size)
    if text.strip() and place:
        yield _Line(_clean(text), place[0], place[1] - base, place[2], number, height)


def _clean(text: str) -> str:
    text = _PRESENTATION.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text.translate(_DROPPED))
    text = text.encode("utf-8", errors="replace").decode()
    return " ".join(text.split())


def _folded(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _without_running_lines(lines: Sequence[_Line]) -> list[_Line]:
    """Lines without those in the margin of most pages that have one height and the same words but for numbers."""
    pages = len({line.page for line in lines})
    seen: Counter[tuple[str, int]] = Counter()
    for line in lines:
        if _in_margin(line):
            seen[_running(line)] += 1
    needed = max(2, (pages + 1) // 2)
    kept = []
    for line in lines:
        words, band = _running(line)
        near = sum(seen[words, other] for other in (band - 1, band, band + 1))
        if not (_in_margin(line) and (near >= needed or _PAGE_NUMBER.fullmatch(line.text))):
            kept.append(line)
    return kept


def _in_margin(line: _Line) -> bool:
    return not _MARGIN < line.y / line.height < 1 - _MARGIN


def _running(line: _Line) -> tuple[str, int]:
    return re.sub(r"\d+", "0", line.text), round(line.y / _SAME_HEIGHT)


def _paragraphs(lines: Sequence[_Line]) -> list[str]:
    known = {word.casefold() for line in lines for word in re.findall(r"\w+-\w+", line.text)}
    gaps = [above.y - line.y for above, line in pairwise(lines) if 0 < above.y - line.y < 60]
    usual_gap = statistics.median(gaps) if gaps else 0.0
    usual_length = statistics.quantiles([len(line.text) for line in lines], n=4)[-1] if len(lines) > 1 else 0.0
    paragraphs: list[str] = []
    above: _Line | None = None
    for line in lines:
        if above is None or _begins(line, above, usual_gap, usual_length):
            paragraphs.append(line.text)
        else:
            paragraphs[-1] = _joined(paragraphs[-1], line.text, known)
        above = line
    return paragraphs


def _begins(line: _Line, above: _Line, usual_gap: float, usual_length: float) -> bool:
    """Whether a line begins a paragraph."""
    closed = _CLOSED.search(above.text) is not None
    gap = above.y - line.y
    if line.page != above.page or gap < 0:  # another page or column: a sentence may go on there
        return closed or abs(line.size - above.size) > _OTHER_SIZE * max(above.size, 1.0)
    if gap > _SPACED * usual_gap or abs(line.size - above.size) > _OTHER_SIZE * max(above.size, 1.0):
        return True
    return closed and (line.x > above.x + _INDENT or len(above.text) < _SHORT * usual_length)


def _joined(text: str, line: str, known: set[str]) -> str:
    """A line put behind the text before it; a word that was parted at the end of that becomes one again."""
    parted = _HYPHENATED.search(text)
    if parted is None:
        return f"{text} {line}"
    tail = re.match(r"\w+", line)
    if tail is None:
        return f"{text} {line}"
    whole = f"{parted['head']}-{tail[0]}".casefold()
    compound = whole in known or parted["head"].casefold() in load_first_parts() or not tail[0][0].islower()
    return text[:-1] + ("-" if compound else "") + line
