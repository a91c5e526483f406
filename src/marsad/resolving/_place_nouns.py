"""Which place "there", "the town" and "the enclave" stand for.

"The town" is the town named last, "the region" the area or province, "the hospital" where a hospital was told to be,
"the Somali capital" Mogadishu. "There" and "the area" are the narrowest place of the sentence that named one last, not
far before. A pocket is the one that the report names, else the one that the gazetteer knows by the name of a town of
the report ("Hajin pocket" where the report tells of Hajin). "The northeast" is the part of that name that the report
tells of, "the country" the one that something was said to be in. Where nothing of that sort is there, the word means
nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from marsad.knowledge import load_countries
from marsad.knowledge._place_words import load_place_words
from marsad.records import Place, Span
from marsad.resolving._places import PlaceIndex, place_of_entry

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from marsad.knowledge._gazetteer import Gazetteer
    from marsad.reading._mentions import PlaceMention

_REACH = 400  # characters within which "there" looks back: about two sentences
_SENTENCE_ENDS = re.compile(r"[.!?][\"”’')\]]*\s|\n")
_IN = re.compile(r"\b(?:in|inside|into|across|throughout|within|of|from)\s+$", re.IGNORECASE)
_POCKETS = ("pocket", "enclave", "salient")
_JOINING = ("-", "–")  # "U.K.-based"
_REGIONS = frozenset({"area", "admin1"})
WIDTH = {"exact": 0, "near": 0, "area": 1, "admin1": 2, "country": 3}


@dataclass(frozen=True, slots=True)
class _Named:
    """A mention whose place is known."""

    mention: PlaceMention
    place: Place


def with_nouns(
    index: PlaceIndex,
    mentions: Sequence[PlaceMention],
    text: str,
    gazetteer: Gazetteer,
    *,
    acting: Collection[Span] = (),
) -> PlaceIndex:
    """The places of a report, with the words that stand for them as mentions too.

    Args:
        index: The places that are named.
        mentions: All mentions of the report, names and pointing words, in any order.
        text: The report's text.
        gazetteer: Where to look for pockets.
        acting: Words that stand for somebody: a capital that speaks ("Ankara said") is no town to come back to.
    """
    ordered = sorted(mentions, key=lambda m: (m.span, m.points or ""))
    named = [
        _Named(m, place)
        for m in ordered
        if m.points is None
        and m.span not in acting
        and (place := index.of(m)) is not None
        and text[m.span.end : m.span.end + 1] not in _JOINING
    ]
    capitals = any(m.points == "capital" for m in ordered)
    if len(named) == len(ordered) or not (named or capitals):
        return index
    pocket = _pocket(named, gazetteer)
    found: dict[Span, Place] = {}
    for mention in ordered:
        if mention.points is None or index.of(mention) is not None:
            continue
        before = [n for n in named if n.mention.span.end <= mention.span.start]
        if mention.points == "pocket":
            place = pocket
        elif mention.points == "capital":
            place = _capital(mention, before, gazetteer)
        elif mention.points == "part":
            place = _part(mention, named)
        else:
            place = _before(mention, before, text)
        if place is not None:
            found[mention.span] = place
            if mention.points != "here":
                named = sorted([*named, _Named(mention, place)], key=lambda n: n.mention.span)
    return _extended(index, found)


def _pocket(named: Sequence[_Named], gazetteer: Gazetteer) -> Place | None:
    """The pocket that the report names, else the one called after a town of the report."""
    for known in named:
        if known.place.precision == "area" and known.place.name.lower().endswith(_POCKETS):
            return known.place
    for known in named:
        if known.place.precision != "exact":
            continue
        for word in _POCKETS:
            for entry in gazetteer.lookup(f"{known.mention.span.exact} {word}", country=known.place.country):
                if entry.kind == "region":
                    return place_of_entry(entry)
    return None


def _part(mention: PlaceMention, named: Sequence[_Named]) -> Place | None:
    """The part of a place that the report names by the same direction: "the northeast" after "northeastern Nigeria"."""
    word = load_place_words().parts.get(mention.span.exact.lower().removeprefix("the "))
    alike = {n.place.id: n.place for n in named if word and n.place.id.endswith(f"-{word.slug}")}
    return next(iter(alike.values())) if len(alike) == 1 else None


def _capital(mention: PlaceMention, before: Sequence[_Named], gazetteer: Gazetteer) -> Place | None:
    """The capital of the country that the words name, else the capital that was named last."""
    countries = load_countries()
    words = re.findall(r"[\w.-]+", mention.span.exact)
    told = [found for word in words if (found := countries.by_demonym(word) or countries.by_name(word))]
    if told:
        name = next(iter(told[-1].capitals), None)
        entries = gazetteer.lookup(name, country=told[-1].iso3) if name else ()
        return next((place_of_entry(entry) for entry in entries if entry.kind == "city"), None)
    return next((n.place for n in reversed(before) if countries.by_capital(n.place.name) is not None), None)


def _is_site(named: _Named) -> bool:
    """Whether a name says itself that it is no town: an oilfield, an airport, a river."""
    return load_place_words().features.get(named.mention.span.exact.split()[-1].lower()) in ("site", "water")


def _filed(town: _Named, before: Sequence[_Named]) -> bool:
    """Whether a town opens a report that goes on in another country: where it was filed, and not "the city"."""
    if town.mention.span.start > 0:
        return False
    return any(n.place.country not in (town.place.country, None) for n in before if n is not town)


def _before(mention: PlaceMention, before: Sequence[_Named], text: str) -> Place | None:
    if mention.points == "settlement":
        towns = [n for n in reversed(before) if n.place.precision == "exact" and not _is_site(n)]
        towns = [n for n in towns if not _filed(n, before)]
        return next((n.place for n in towns if n.place.lat is not None), towns[0].place if towns else None)
    if mention.points == "site":
        return _of_site(mention.span.exact.split()[-1], before, text)
    if mention.points == "region":
        return next((n.place for n in reversed(before) if n.place.precision in _REGIONS), None)
    if mention.points == "country":
        within = [
            n
            for n in before
            if n.place.precision == "country"
            and _IN.search(text[max(0, n.mention.span.start - 15) : n.mention.span.start])
        ]
        return within[-1].place if within else None
    adverb = len(mention.span.exact.split()) == 1
    near = [
        n
        for n in before
        if mention.span.start - n.mention.span.end <= _REACH
        and n.mention.relation != "from"
        and (adverb or n.place.precision != "country")
    ]
    if not near:
        return None
    together = [n for n in near if not _SENTENCE_ENDS.search(text, n.mention.span.end, near[-1].mention.span.start)]
    return min(reversed(together), key=lambda n: WIDTH[n.place.precision]).place


def _of_site(site: str, before: Sequence[_Named], text: str) -> Place | None:
    """The place that a hospital was last told to be at: "a hospital in Kyiv", "Kyiv's largest hospital"."""
    behind = re.compile(rf"\b{re.escape(site)}s?\s+(?:in|of|at|near|outside)\s+(?:[\w-]+\s+){{0,4}}$", re.IGNORECASE)
    ahead = re.compile(rf"(?:['\u2019]s\s+(?:[\w'-]+\s+){{0,2}}|\s+){re.escape(site)}\b", re.IGNORECASE)
    for known in reversed(before):
        span = known.mention.span
        if behind.search(text[max(0, span.start - 60) : span.start]) or ahead.match(text, span.end):
            return known.place
    return None


def _extended(index: PlaceIndex, found: dict[Span, Place]) -> PlaceIndex:
    """The index with further mentions of its places, and with places that only such words stand for."""
    if not found:
        return index
    spans: dict[str, list[Span]] = {}
    for span, place in found.items():
        spans.setdefault(place.id, []).append(span)
    known = {p.id: p for p in index.places}
    whole = {p.id: p for p in found.values()} | known
    grown = {
        key: replace(place, mentions=tuple(sorted({*place.mentions, *spans.get(key, ())})))
        for key, place in whole.items()
    }
    by_span = {span: grown[place.id] for span, place in {**index.by_span, **found}.items()}
    return PlaceIndex(tuple(sorted(grown.values(), key=lambda p: (p.mentions[0], p.id))), by_span)
