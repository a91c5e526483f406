"""RSS and Atom: each entry a report, of what the feed itself holds of it or, if asked, of the page that it links.

The date of an entry is that of its publication; when an Atom entry was last changed is not when it was published. The
hash of an entry is that of what it says, so that the same entry in tomorrow's feed is the same report.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import urljoin

from marsad._errors import InputError
from marsad.sources._dates import loose
from marsad.sources._decode import normalise
from marsad.sources._draft import Draft, report_of
from marsad.sources._html import html_draft
from marsad.sources._run import stem_of_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from marsad.sources._arrival import Arrival
    from marsad.sources._run import Input, Run

__all__ = ["looks_like_feed", "read_feed"]

_START = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<\?[^>]{0,300}\?>\s*|<!--.{0,2000}?-->\s*|<!DOCTYPE\s+rss[^>]{0,300}>\s*)*"
    rb"<(?:\w+:)?(?:rss|feed|rdf)\b",
    re.I | re.S,
)
_TAG = re.compile(r"<[a-z!/][^>]*>", re.I)
_WHOLE = 1_000  # characters; a summary of so many is the article itself
_CUT = re.compile(r"(?:\[?(?:…|\.\.\.)\]?|(?:read|continue)\s+(?:more|reading|on)\W*)\s*$", re.I)
_TEASER = "only a teaser"
_TEASER_TOLD = f"{_TEASER}; --follow fetches the whole"
_LONGEST_TITLE = 500


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of a feed: what it tells of its report, and the markup of its body."""

    draft: Draft
    body: str
    is_whole: bool
    guid: str | None

    @property
    def raw(self) -> bytes:
        """What the entry says, in one form whatever the feed."""
        draft = self.draft
        said = [self.guid, draft.url, draft.title, draft.published, self.body]
        return json.dumps(said, ensure_ascii=True, separators=(",", ":")).encode()


def looks_like_feed(head: bytes) -> bool:
    """Whether an input that begins like this is an RSS or Atom feed."""
    return _START.match(head.removeprefix(b"\xef\xbb\xbf")) is not None


def read_feed(
    raw: bytes, about: Input, run: Run, *, read: Callable[[BinaryIO, Input, Run], Iterator[Arrival]]
) -> Iterator[Arrival]:
    """The reports of a feed.

    Args:
        raw: The feed.
        about: What is known of it.
        run: The run that it belongs to.
        read: Reads the pages that are fetched.

    Raises:
        InputError: It is no feed that can be read.
    """
    entries = _entries(raw, about)
    if not entries:
        yield about.unread(run, InputError(about.name, "is a feed without entries; look again later"))
    for number, entry in enumerate(entries, start=1):
        yield from _read_entry(entry, f"entry {number}", about, run, read)


def _read_entry(
    entry: _Entry,
    part: str,
    about: Input,
    run: Run,
    read: Callable[[BinaryIO, Input, Run], Iterator[Arrival]],
) -> Iterator[Arrival]:
    link = entry.draft.url
    name = f"{about.name}, {part}"
    note = None if entry.is_whole else _TEASER_TOLD
    if link is not None and run.web.is_known(link):
        return
    if link is not None and run.web.follow:
        try:
            page = run.web.input_of(link)
        except InputError as error:
            note = f"{'the entry' if entry.is_whole else _TEASER} is read, for its page cannot be fetched ({error})"
        else:
            yield from read(io.BytesIO(page.raw), replace(page.about, told=entry.draft), run)
            return
    report_id = run.ids.free(stem_of_address(link) if link else f"{about.stem}-{part.removeprefix('entry ')}")
    try:
        draft = replace(entry.draft, text=_text(entry, name))
        digest = hashlib.sha256(entry.raw).hexdigest()
        report = report_of(draft, id=report_id, name=name, sha256=digest, given=run.given)
    except InputError as error:
        yield replace(about, name=name).unread(run, error, id=report_id)
    else:
        yield about.arrived(report, part=part, note=note)


def _text(entry: _Entry, name: str) -> str:
    if not _TAG.search(entry.body):
        return normalise(entry.body).strip()
    page = f"<!doctype html><html><body><article>{entry.body}</article></body></html>"
    return html_draft(page.encode(errors="replace"), name=name, charset="utf-8").text


def _entries(raw: bytes, about: Input) -> list[_Entry]:
    import feedparser

    try:
        # A stream, never a string: that it would take for an address and fetch.
        feed: Any = feedparser.parse(io.BytesIO(raw))
        version, entries, channel = feed.get("version"), feed.get("entries", []), feed.get("feed", {})
        found = [_entry(entry, channel, str(version), about) for entry in entries]
    except Exception as error:  # whatever a foreign parser makes of a broken feed
        raise InputError(about.name, "is a feed that cannot be read; give its articles as HTML or text") from error
    if not version and not found:
        raise InputError(about.name, "is XML, but no feed that can be read; give its articles as HTML or text")
    return found


def _entry(entry: Any, channel: Any, version: str, about: Input) -> _Entry:
    published = _string(entry.get("published")) or ("" if "atom" in version else _string(entry.get("updated")))
    contents = [_string(content.get("value")) for content in entry.get("content", [])]
    summary = _string(entry.get("summary"))
    body = max((*contents, summary), key=len)
    # What an entry calls its content is whole; of a mere description only its length and its end can tell.
    is_whole = (bool(contents) or len(_TAG.sub("", body)) >= _WHOLE) and not _CUT.search(_TAG.sub("", body).strip())
    source = entry.get("source") or {}
    base = about.trace.url if about.trace else _string(channel.get("link"))
    link = urljoin(base, _string(entry.get("link"))) if entry.get("link") else ""
    draft = Draft(
        "",
        title=_plain(entry.get("title")),
        url=link if link.startswith(("http://", "https://")) else None,
        outlet=_plain(source.get("title")) or _plain(channel.get("title")),
        byline=_plain(entry.get("author")),
        published=loose(published),
        language=_string(entry.get("language")) or _string(channel.get("language")) or None,
    )
    return _Entry(draft, body, is_whole, _string(entry.get("id")) or None)


def _string(value: object) -> str:
    return value.encode("utf-8", errors="replace").decode() if isinstance(value, str) else ""


def _plain(value: object) -> str | None:
    """A title without markup."""
    from html import unescape

    text = unescape(_TAG.sub("", _string(value)))
    return " ".join(text.split())[:_LONGEST_TITLE] or None
