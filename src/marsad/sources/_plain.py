"""Plain text and print pages. The text is never changed: the head of a print page stays in it, so that offsets hold.

A print page is what a site's "print this" plug-in leaves: a first line ``- Outlet - https://host -``, then the
title, then the standfirst. No date is taken from a body; only a line of a print page's head that says ``Published:
<date>`` and nothing else gives one.
"""

from __future__ import annotations

import re

from marsad.sources._dates import iso, loose
from marsad.sources._draft import Draft

__all__ = ["plain_draft"]

_PRINT_HEAD = re.compile(r"\s*[-–—]\s+(?P<outlet>\S.{0,150}?)\s+[-–—]\s+(?P<url>https?://\S{1,300})\s+[-–—]\s*")
_DATED = re.compile(r"(?:published(?: on)?|date published|publication date)\s*:\s*(?P<date>\S.{5,39})", re.IGNORECASE)
_IN_WORDS = re.compile(r"(?:\d{1,2} [A-Za-z]{3,9}|[A-Za-z]{3,9} \d{1,2},) \d{4}")
_HEAD_LINES = 6  # title, standfirst, byline, date and their like; what comes later is body
_TITLE_LIMIT = 120
_CLOSING = "\"'”’)]»"


def plain_draft(text: str) -> Draft:
    """What a plain text or a print page tells of itself.

    Args:
        text: The text, normalised.
    """
    lines = _first_lines(text)
    head = _PRINT_HEAD.fullmatch(lines[0]) if lines else None
    if head is None:
        return Draft(text, title=_headline(text))
    under = [line.strip() for line in lines[1:]]
    dates = [found for line in under if (found := _stated_date(line)) is not None]
    return Draft(
        text,
        title=next((line for line in under if not _DATED.fullmatch(line)), None),
        url=head["url"],
        outlet=head["outlet"],
        published=dates[0] if len(set(dates)) == 1 else None,
        basis="text",
    )


def _first_lines(text: str) -> list[str]:
    """The head line of a text and the first lines under it that are not blank."""
    lines: list[str] = []
    start = 0
    while start < len(text) and len(lines) <= _HEAD_LINES:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if text[start:end].strip():
            lines.append(text[start:end])
        start = end + 1
    return lines


def _stated_date(line: str) -> str | None:
    match = _DATED.fullmatch(line)
    if match is None:
        return None
    return loose(match["date"]) if _IN_WORDS.fullmatch(match["date"]) else iso(match["date"])


def _headline(text: str) -> str | None:
    """The first line where it stands as a headline does: short, alone, not closed by a full stop, with text below."""
    first, _, rest = text.lstrip().partition("\n")
    blank, _, below = rest.partition("\n")
    title = first.strip()
    if blank.strip() or not below.strip() or not 0 < len(title) <= _TITLE_LIMIT:
        return None
    return None if title.rstrip(_CLOSING).endswith(".") else title
