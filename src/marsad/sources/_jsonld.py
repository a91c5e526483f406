"""What a page says of itself in JSON-LD (schema.org), the most exact of its metadata where it is there.

Pages list their other articles in the same way as the one they show, so a node is believed only where it can be
nothing but the article of the page: its address or headline is the page's, or it is the only article on the page's
top level.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from marsad.sources._dates import loose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Stated", "stated_by"]

_ARTICLES = frozenset(
    {
        "AnalysisNewsArticle",
        "Article",
        "AskPublicNewsArticle",
        "BackgroundNewsArticle",
        "BlogPosting",
        "LiveBlogPosting",
        "NewsArticle",
        "OpinionNewsArticle",
        "Report",
        "ReportageNewsArticle",
        "ReviewNewsArticle",
        "SocialMediaPosting",
    }
)
_PAGES = frozenset({"WebPage", "ItemPage", "AboutPage"})
_NODES_READ = 2_000  # a page with more of them is a catalogue, or hostile

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Stated:
    """Fields of the page's own article; None where it does not state them."""

    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    language: str | None = None


def stated_by(scripts: Iterable[str], *, url: str | None, title: str | None) -> Stated:
    """What the JSON-LD of a page states of its article.

    Args:
        scripts: Contents of the page's JSON-LD script elements.
        url: Address of the page as its other metadata give it.
        title: Title of the page as its other metadata give it.
    """
    nodes = [node for script in scripts for node in _nodes(_parsed(script))]
    article = _own(_of_type(nodes, _ARTICLES), url=url, title=title)
    page = _own(_of_type(nodes, _PAGES), url=url, title=title) or {}
    if article is None:
        return Stated(published=_date(page))
    named = {node["@id"]: node for node in reversed(nodes) if isinstance(node.get("@id"), str) and "name" in node}
    return Stated(
        title=_text(article.get("headline")) or _text(article.get("name")),
        url=_address(article),
        outlet=_names(article.get("publisher"), named),
        byline=_names(article.get("author"), named),
        published=_date(article) or _date(page),
        language=_text(article.get("inLanguage")),
    )


def _parsed(script: str) -> Any:
    text = script.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any) -> Iterator[Node]:
    """The nodes on the top level of a JSON-LD value, in order, without those that are parts of others."""
    waiting, seen = [value], 0
    while waiting and seen < _NODES_READ:
        value, seen = waiting.pop(), seen + 1
        if isinstance(value, list):
            waiting.extend(reversed(value))
        elif isinstance(value, dict):
            yield value
            waiting.extend([value.get("mainEntity"), value.get("@graph")])


def _of_type(nodes: Iterable[Node], types: frozenset[str]) -> list[Node]:
    return [node for node in nodes if not types.isdisjoint(_types(node))]


def _types(node: Node) -> list[str]:
    value = node.get("@type")
    values = value if isinstance(value, list) else [value]
    return [name.rsplit("/", 1)[-1].rsplit(":", 1)[-1] for name in values if isinstance(name, str)]


def _own(nodes: list[Node], *, url: str | None, title: str | None) -> Node | None:
    if len(nodes) == 1:
        return nodes[0]
    same_address = [node for node in nodes if url and _same(_address(node), url)]
    same_title = [node for node in nodes if title and _text(node.get("headline")) == title]
    for chosen in (same_address, same_title):
        if chosen and all(_date(node) == _date(chosen[0]) for node in chosen):
            return chosen[0]
    return None


def _same(left: str | None, right: str) -> bool:
    return left is not None and _bare(left) == _bare(right)


def _bare(url: str) -> str:
    return re.sub(r"^https?://(www\.)?|[?#].*$|/+(?=$|[?#])", "", url).lower()


def _address(node: Node) -> str | None:
    main = node.get("mainEntityOfPage")
    main = main.get("@id") or main.get("url") if isinstance(main, dict) else main
    for value in (node.get("url"), main, node.get("@id")):
        if isinstance(value, str) and value.startswith(("http://", "https://")):
            return value.split("#")[0]
    return None


def _date(node: Node) -> str | None:
    value = node.get("datePublished")
    value = value[0] if isinstance(value, list) and value else value
    return loose(value) if isinstance(value, str) else None


def _names(value: Any, named: dict[str, Node]) -> str | None:
    """The name or names of a person or organisation, written as text, node, reference, or a list of them."""
    found: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        node = item if isinstance(item, dict) else {"name": item}
        identifier = node.get("@id")
        if "name" not in node and isinstance(identifier, str):
            node = named.get(identifier, node)
        name = node.get("name")
        name = _text(name[0] if isinstance(name, list) and name else name)
        if name and name not in found and not name.startswith(("http://", "https://")):
            found.append(name)
    return ", ".join(found) or None


def _text(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    return " ".join(html.unescape(value).split()) or None
