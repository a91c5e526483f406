"""Full-text search over the reports, with the words around each find and the events whose evidence holds one.

Words are compared without case, accents and vowel signs (see ``_folding``). ``"..."`` asks for words in a row,
``shell*`` for a beginning, ``-word`` for reports without it; a name with a hyphen is words in a row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from marsad._errors import UsageError
from marsad.ledger import _schema as schema
from marsad.ledger._database import find_words
from marsad.ledger._folding import words_of
from marsad.ledger._met import asked_of, reports_met
from marsad.ledger._readings import latest_reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from marsad.ledger._events import EventFilter
    from marsad.ledger._folding import Word
    from marsad.records import Event, Report, Span

_TERM = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+))')
_AROUND = 80  # characters shown before and after a find
_SNIPPETS = 3
_MANY = 500  # numbers in one question to the database


@dataclass(frozen=True, slots=True)
class Phrase:
    """Folded words in a row; of the last one perhaps only the beginning."""

    words: tuple[str, ...]
    is_prefix: bool


@dataclass(frozen=True, slots=True)
class Query:
    """What a report must hold, and what it must not."""

    wanted: tuple[Phrase, ...]
    unwanted: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of a report's text around finds.

    Attributes:
        start: Where it begins in the text.
        text: Its words.
        marks: Start and end of each find, counted from the snippet's beginning.
    """

    start: int
    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that holds what was searched for; ``events`` are those whose evidence holds a find."""

    report: Report
    snippets: tuple[Snippet, ...]
    events: tuple[Event, ...]


def parse(text: str) -> Query:
    """What a line of search asks for.

    Raises:
        UsageError: It holds no word to look for.
    """
    wanted: list[Phrase] = []
    unwanted: list[Phrase] = []
    for minus, quoted, plain in _TERM.findall(text):
        term = quoted or plain
        words = tuple(word.folded for word in words_of(term))
        if words:
            (unwanted if minus else wanted).append(Phrase(words, bool(plain) and term.endswith("*")))
    if not wanted:
        raise UsageError(f'{text!r}: holds no word to look for; write words, "words in a row", or a begin*')
    return Query(tuple(wanted), tuple(unwanted))


def search(
    connection: Connection, query: Query, wanted: EventFilter | None = None, *, limit: int | None
) -> Iterator[Hit]:
    """The reports that hold what is searched for, the newest first, undated ones last.

    Args:
        connection: To the ledger.
        query: What they must hold.
        wanted: A filter that they must meet, too.
        limit: At most so many.
    """
    found = find_words(connection, _plain(query.wanted), _plain(query.unwanted))
    if wanted is not None and asked_of(wanted):
        met = set(connection.execute(reports_met(connection, wanted)).scalars())
        found = [number for number in found if number in met]
    for name in _newest_first(connection, found)[:limit]:
        latest = latest_reading(connection, name)
        assert latest is not None
        _, reading = latest
        finds = list(_finds(list(words_of(reading.report.text)), query.wanted))
        events = tuple(event for event in reading.events if _holds(event.evidence, finds))
        yield Hit(reading.report, tuple(_snippets(reading.report.text, finds)), events)


def _plain(phrases: Sequence[Phrase]) -> list[tuple[tuple[str, ...], bool]]:
    return [(phrase.words, phrase.is_prefix) for phrase in phrases]


def _newest_first(connection: Connection, numbers: Sequence[int]) -> list[str]:
    reports = schema.REPORTS
    rows: list[tuple[str, int, str]] = []
    for first in range(0, len(numbers), _MANY):
        query = select(reports.c.published, reports.c.number, reports.c.id)
        some = connection.execute(query.where(reports.c.number.in_(numbers[first : first + _MANY])))
        rows += [((published or "")[:10], number, name) for published, number, name in some]
    # Sorted twice, for the second order to hold within the first: numbers rise, days fall.
    rows.sort(key=lambda row: row[1])
    rows.sort(key=lambda row: row[0], reverse=True)
    return [name for _, _, name in rows]


def _finds(words: Sequence[Word], phrases: Sequence[Phrase]) -> Iterator[tuple[int, int]]:
    """Start and end in the text of every place where a phrase stands, in order."""
    for place, word in enumerate(words):
        lengths = [len(phrase.words) for phrase in phrases if _stands_at(words, place, phrase)]
        if lengths:
            yield word.start, words[place + max(lengths) - 1].end


def _stands_at(words: Sequence[Word], place: int, phrase: Phrase) -> bool:
    here = [word.folded for word in words[place : place + len(phrase.words)]]
    if len(here) < len(phrase.words) or tuple(here[:-1]) != phrase.words[:-1]:
        return False
    last = phrase.words[-1]
    return here[-1].startswith(last) if phrase.is_prefix else here[-1] == last


def _holds(span: Span, finds: Sequence[tuple[int, int]]) -> bool:
    return any(span.start <= start and end <= span.end for start, end in finds)


def _snippets(text: str, finds: Sequence[tuple[int, int]]) -> Iterator[Snippet]:
    shown, covered = 0, 0
    for start, end in finds:
        if start < covered:
            continue
        if shown == _SNIPPETS:
            return
        shown += 1
        left = _word_begin(text, max(start - _AROUND, covered), start)
        covered = _word_end(text, min(end + _AROUND, len(text)), end)
        marks = tuple((a - left, b - left) for a, b in finds if left <= a and b <= covered)
        yield Snippet(left, text[left:covered], marks)


def _word_begin(text: str, place: int, limit: int) -> int:
    """The first beginning of a word from a place on, so that no snippet begins within one."""
    if place == 0 or text[place - 1].isspace():
        return place
    while place < limit and not text[place - 1].isspace():
        place += 1
    return place


def _word_end(text: str, place: int, limit: int) -> int:
    while limit < place < len(text) and not text[place].isspace():
        place -= 1
    return place
