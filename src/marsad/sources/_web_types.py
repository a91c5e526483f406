"""Content types: which form of input each means, and which are none."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from marsad.sources._run import FORMS

if TYPE_CHECKING:
    from marsad.sources._run import Form

__all__ = ["charset_of", "form_of_type", "is_readable", "media_type"]

_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:-]+)", re.I)
_LINES = ("application/x-ndjson", "application/ndjson", "application/jsonl", "application/jsonlines")
_PAGES = ("text/html", "application/xhtml+xml")
# What these hold shows by its first bytes.
_OTHERS = """
    text/plain text/markdown text/xml application/xml application/rss+xml application/atom+xml application/rdf+xml
    application/pdf application/json application/octet-stream binary/octet-stream application/zip
    application/x-zip-compressed application/gzip application/x-gzip application/warc application/x-warc
""".split()


def media_type(header: str | None) -> str:
    """The type in a ``Content-Type`` header, lower case, without its parameters; empty where there is none."""
    return (header or "").partition(";")[0].strip().lower()


def charset_of(header: str | None) -> str | None:
    """The encoding that a ``Content-Type`` header states."""
    found = _CHARSET.search(header or "")
    return found[1] if found else None


def is_readable(kind: str) -> bool:
    """Whether a body of a type may be a report or hold reports; an unstated type may."""
    return not kind or kind in _PAGES or kind in _LINES or kind in _OTHERS


def form_of_type(kind: str, url: str) -> Form | None:
    """The form that a type means; None where the first bytes are to tell."""
    if kind in _PAGES:
        return "html"
    if kind in _LINES:
        return "jsonl"
    if kind in ("text/plain", "text/markdown"):
        suffix = PurePosixPath(urlsplit(url).path).suffix.lower()
        return "jsonl" if FORMS.get(suffix) == "jsonl" else "plain"
    return None
