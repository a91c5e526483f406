"""What an HTML page says of itself in its head: JSON-LD first, then meta elements, then its title.

The publication date comes from fields that are defined as such and from nowhere else: not from the body, not from
the date of the last change, not from a heading. The address comes from the page too; a date in its path is read
elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from marsad.sources._dates import loose
from marsad.sources._jsonld import Stated, stated_by

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["PageMetadata", "page_metadata"]

# Names of meta elements, in the order of trust.
_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "article:published",
    "article.published",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dcterms.issued",
    "dc.date.issued",
    "dc.date.published",
    "originalpublicationdate",
    "publication_date",
    "publication-date",
    "publish-date",
    "publish_date",
    "publishdate",
    "pubdate",
    "pub_date",
    "dc.date",
    "date",
)
_TITLE = ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title", "headline")
_OUTLET = ("og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "application-name")
_BYLINE = ("author", "byl", "parsely-author", "sailthru.author", "article:author", "dc.creator", "dcterms.creator")
_LANGUAGE = ("og:locale", "content-language", "dc.language", "dcterms.language", "language", "inlanguage")
_BY = re.compile(r"by\s+", re.IGNORECASE)
_BEFORE_OUTLET = r"\s+(?:[-–—|·•»:]+)\s+"


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """Fields of a page, each None where the page does not state it."""

    title: str | None
    url: str | None
    outlet: str | None
    byline: str | None
    published: str | None
    language: str | None


def page_metadata(tree: Any) -> PageMetadata:
    """The metadata of a parsed page.

    Args:
        tree: The page, as an lxml tree.
    """
    meta = _meta(tree)
    url = _canonical(tree) or _address(meta.get("og:url"))
    scripts = [node.text or "" for node in tree.iter("script") if "ld+json" in (node.get("type") or "").lower()]
    stated = stated_by(scripts, url=url, title=_first(meta, _TITLE))
    outlet = stated.outlet or _first(meta, _OUTLET)
    return PageMetadata(
        title=_title(tree, meta, stated=stated, outlet=outlet),
        url=url or stated.url,
        outlet=outlet,
        byline=stated.byline or _byline(meta),
        published=_published(tree, meta, stated),
        language=_clean(tree.get("lang")) or stated.language or _first(meta, _LANGUAGE),
    )


def _meta(tree: Any) -> dict[str, str]:
    """Contents of the meta elements by name, in lower case; the first of a name counts."""
    found: dict[str, str] = {}
    for node in tree.iter("meta"):
        content = _clean(node.get("content"))
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            key = (node.get(attribute) or "").strip().lower()
            if key and content:
                found.setdefault(key, content)
    return found


def _first(meta: dict[str, str], keys: Iterable[str]) -> str | None:
    return next((meta[key] for key in keys if key in meta), None)


def _clean(value: str | None) -> str | None:
    return " ".join((value or "").split()) or None


def _canonical(tree: Any) -> str | None:
    for node in tree.iter("link"):
        if "canonical" in (node.get("rel") or "").lower().split():
            return _address(node.get("href"))
    return None


def _address(value: str | None) -> str | None:
    value = (value or "").strip()
    return value if value.startswith(("http://", "https://")) else None


def _published(tree: Any, meta: dict[str, str], stated: Stated) -> str | None:
    """The most trusted date; where another field gives the same day with its time, that one."""
    metas = (loose(meta[key]) for key in _PUBLISHED if key in meta)
    dates = [day for day in (stated.published, *metas, _marked_up(tree)) if day is not None]
    return next((day for day in dates if len(day) > 10 and day.startswith(dates[0])), dates[0] if dates else None)


def _marked_up(tree: Any) -> str | None:
    """The date that microdata marks as that of publication; none where teasers of other articles carry theirs."""
    nodes = (node for node in tree.iter("time") if (node.get("itemprop") or "").lower() == "datepublished")
    dates = {loose(node.get("datetime") or "") for node in nodes}
    return dates.pop() if len(dates) == 1 else None


def _byline(meta: dict[str, str]) -> str | None:
    names = (_BY.sub("", meta[key], count=1) if _BY.match(meta[key]) else meta[key] for key in _BYLINE if key in meta)
    return next((name for name in names if "://" not in name), None)


def _title(tree: Any, meta: dict[str, str], *, stated: Stated, outlet: str | None) -> str | None:
    headings = [_clean("".join(node.itertext())) for node in tree.iter("h1")]
    only_heading = headings[0] if len(headings) == 1 else None
    head = next((_clean("".join(node.itertext())) for node in tree.iter("title")), None)
    title = stated.title or _first(meta, _TITLE) or only_heading or head
    if title is None or outlet is None:
        return title
    return re.sub(_BEFORE_OUTLET + re.escape(outlet) + r"\s*$", "", title, flags=re.IGNORECASE) or title
