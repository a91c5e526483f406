"""HTML pages: the body by trafilatura, everything else by our own reading of the page's metadata.

The text of the report is the extracted body, paragraphs parted by blank lines, without the title. trafilatura is
asked for the body alone: its search for dates takes days out of running text for the day of publication.
"""

from __future__ import annotations

import hashlib
import logging
import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from marsad._errors import InputError
from marsad.sources._dates import given as checked
from marsad.sources._decode import decode, normalise
from marsad.sources._draft import Draft, report_of
from marsad.sources._metadata import page_metadata

if TYPE_CHECKING:
    from marsad.records import Report

__all__ = ["html_draft", "looks_like_html", "report_from_html"]

_START = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_XML = re.compile(r"\s*<\?xml[^>]*\?>")
_XML_ENCODING = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)", re.I)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_TABLE_RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")
# Elements with thousands of attributes take the parser minutes; those of no use here are emptied.
_LADEN = re.compile(r"<(?!meta\b|link\b|html\b)([a-z][\w:-]{0,40})\s[^<>]{5000,}>", re.IGNORECASE)
_HEAD = 4_096  # bytes in which browsers' declarations of the encoding stand

logger = logging.getLogger(__name__)


def looks_like_html(head: bytes) -> bool:
    """Whether an input that begins like this is an HTML page."""
    return _START.match(head.removeprefix(b"\xef\xbb\xbf")) is not None


def report_from_html(raw: bytes, *, name: str, id: str | None = None, published: str | None = None) -> Report:  # noqa: A002
    """The report on an HTML page.

    Args:
        raw: The page, in whatever encoding.
        name: What to call the page in messages; a file name or an address.
        id: The report's id; without it, ``name`` without folder and suffix.
        published: Date of publication, for a page that states none.

    Raises:
        InputError: The page is no text, holds no article, or is not in English.
        UsageError: ``published`` is no ISO date.
    """
    day = checked(published)
    draft = html_draft(raw, name=name)
    return report_of(
        draft, id=id or PurePath(name).stem or name, name=name, sha256=hashlib.sha256(raw).hexdigest(), given=day
    )


def html_draft(raw: bytes, *, name: str, charset: str | None = None) -> Draft:
    """What an HTML page tells, body and metadata.

    Args:
        raw: The page.
        name: What to call it in messages.
        charset: The encoding that its server stated, which counts more than what the page says itself.

    Raises:
        InputError: The page is no text, or holds no article that could be found.
    """
    tree = _tree(normalise(decode(raw, name=name, declared=charset or _declared_encoding(raw))), name)
    metadata = page_metadata(tree)
    return Draft(
        _body(tree, title=metadata.title, name=name),
        title=metadata.title,
        url=metadata.url,
        outlet=metadata.outlet,
        byline=metadata.byline,
        published=metadata.published,
        language=metadata.language,
    )


def _declared_encoding(raw: bytes) -> str | None:
    match = _CHARSET.search(raw, 0, _HEAD) or _XML_ENCODING.match(raw, 0, _HEAD)
    return None if match is None else match[1].decode("ascii", errors="replace")


def _tree(text: str, name: str) -> Any:
    from trafilatura import load_html

    text = _UNPRINTABLE.sub("", _XML.sub("", text, count=1) if _XML.match(text) else text)
    text = _LADEN.sub(r"<\1>", text)
    if "<html" not in text[:20_000].lower():
        text = f"<html><body>{text}</body></html>"  # a fragment, which the parser would take for no page
    try:
        tree = load_html(text)
    except Exception as error:  # whatever a foreign parser makes of a broken page, the batch goes on
        raise _no_page(name) from error
    if tree is None:
        raise _no_page(name)
    return tree


def _no_page(name: str) -> InputError:
    return InputError(name, "cannot be parsed as HTML; save the article as plain text (.txt) and give that")


def _body(tree: Any, *, title: str | None, name: str) -> str:
    from trafilatura import extract

    try:
        text = extract(tree, include_comments=False, include_formatting=False, with_metadata=False, deduplicate=False)
    except Exception as error:  # as above
        logger.debug("extraction failed for %s: %s", name, error)
        text = None
    paragraphs = _paragraphs(text or "")
    if title is not None and paragraphs and _same(paragraphs[0], title):
        del paragraphs[0]
    if not paragraphs:
        raise InputError(name, "holds no article that could be found; save its text as plain text (.txt) and give that")
    return "\n\n".join(paragraphs)


def _paragraphs(extracted: str) -> list[str]:
    """The paragraphs of an extraction, which holds one per line, with the marks of lists and tables in Markdown."""
    paragraphs: list[str] = []
    for line in map(str.strip, extracted.split("\n")):
        if not line or _TABLE_RULE.fullmatch(line):
            continue
        if paragraphs and line[0].islower() and paragraphs[-1][-1:].isalnum():
            paragraphs[-1] += f" {line}"  # a sentence that the page breaks over lines
        else:
            paragraphs.append(line.strip("| ") if line.startswith("|") else line.removeprefix("- "))
    return [paragraph for paragraph in paragraphs if paragraph]


def _same(left: str, right: str) -> bool:
    return " ".join(left.split()).casefold() == " ".join(right.split()).casefold()
