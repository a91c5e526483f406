"""Places: which place on the globe each name of a report means, and how exactly the report puts an act there.

Rules (codebook, section 3): a town is a point (``exact``); "near X" and "30 km from X" are ``near``, with a point only
where distance and direction give one, never the middle of X; a part, a valley, a pocket is an ``area``; a province is
``admin1``, a country ``country``. A name that the gazetteer lacks, or that fits nothing the report says, stays under
its own name without a point. The order in which mentions are handed in does not matter.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from marsad.knowledge._countries import load_countries
from marsad.knowledge._gazetteer import Gazetteer, GazetteerEntry, name_key, packaged_gazetteer
from marsad.knowledge._place_words import load_place_words
from marsad.records import Place, PlacePrecision, Span, Spot
from marsad.resolving._places_context import choose, leading_countries, text_countries
from marsad.resolving._places_geometry import BEARINGS, offset
from marsad.resolving._places_in_towns import points_in_towns
from marsad.resolving._places_queries import Candidate, Query, candidates_of, query_of
from marsad.resolving._places_witnesses import witnesses

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from marsad.reading._mentions import PlaceMention

_SLUG = re.compile(r"[\W_]+")
_FOLLOWS = re.compile(r"\.?,\s*(?:in\s+)?")
_APPOSED = re.compile(r"\s*[,(]\s*(?:[a-z]+\s+){0,4}(?:\d|[a-z]+)[^.;:,]{0,60}$", re.IGNORECASE)
_ENUMERATED = re.compile(r"\.?,\s*")
_LAST = re.compile(r"\.?,?\s+(?:and|or|&)\s+(?:the\s+)?")
_ABBREVIATED = re.compile(r"\.(?=[,;)]|\s+[a-z])")  # "Kan.," is Kansas and no place called Kan


@dataclass(frozen=True, slots=True)
class PlaceIndex:
    """The places of a report, and the way from a mention to its place.

    Attributes:
        places: In order of first mention; each has all its mentions.
        by_span: The place of each mention.
    """

    places: tuple[Place, ...]
    by_span: Mapping[Span, Place]

    def of(self, mention: PlaceMention) -> Place | None:
        """The place that ``mention`` means; null for a mention that was not handed in.

        Args:
            mention: A mention of the report.
        """
        return self.by_span.get(mention.span)

    def spot(self, mention: PlaceMention) -> Spot:
        """The place in its part in an act.

        Args:
            mention: A mention that was handed in.

        Raises:
            KeyError: It was not.
        """
        place = self.by_span[mention.span]
        precision, point = _position(mention, place)
        relation = "near" if mention.distance_km is not None and mention.relation == "in" else mention.relation
        return Spot(place.id, place.name, point[0], point[1], precision, mention.span, relation)


def resolve_places(
    mentions: Sequence[PlaceMention],
    text: str,
    *,
    headline: str | None = None,
    bodies: Sequence[Span] = (),
    gazetteer: Gazetteer | None = None,
) -> PlaceIndex:
    """Resolve all names of places of a report together.

    Args:
        mentions: The mentions, in any order.
        text: The report's text.
        headline: Its title; a hint at the country.
        bodies: Names of organisations: witnesses where they are called after a place.
        gazetteer: Where to look; the packaged one by default.
    """
    ordered = sorted(mentions, key=lambda m: (m.span, m.feature or "", m.part or "", m.within))
    if not ordered:
        return PlaceIndex((), {})
    source = gazetteer or packaged_gazetteer()
    asked = _united(_asked(ordered, text, source, headline))
    queries = list(dict.fromkeys(asked))
    heard = witnesses(bodies, source)
    names = [*(m.span for m in ordered), *(body for body, _ in heard)]
    told = text_countries(f"{headline or ''}\n{_without(names, text)}")
    countries = leading_countries(_with_named(told, queries, source))
    beside = [query for query in dict.fromkeys(query for _, query in heard) if query not in queries]
    candidates = [candidates_of(query, source, countries) for query in (*queries, *beside)]
    times = Counter([*asked, *(query for _, query in heard)])
    choices = choose(candidates, told, times=[times[query] for query in (*queries, *beside)])
    chosen = {query: choice.candidate for query, choice in zip(queries, choices[: len(queries)], strict=True)}
    only = _single_country(chosen)
    places = {query: _place(query, chosen[query], source, only) for query in queries}
    return _index(ordered, _measured(ordered, [places[query] for query in asked], text))


def _measured(mentions: Sequence[PlaceMention], places: Sequence[Place], text: str) -> list[Place]:
    """The places, with a point for the unknown ones that the report measures from a known one.

    As in "Tell Mirqan, a village 25 km north of Raqqa": the point is near the village and not in it.
    """
    points: dict[str, tuple[float, float]] = points_in_towns(mentions, places, text)
    for (mention, place), (following, known) in pairwise(zip(mentions, places, strict=True)):
        gap = text[mention.span.end : following.span.start]
        apart = following.distance_km is None or following.bearing not in BEARINGS or known.lat is None
        unknown = place.lat is None and place.precision == "exact" and mention.relation == "in"
        if unknown and not apart and known.precision == "exact" and _APPOSED.match(gap):
            here = (known.lat or 0.0, known.lon or 0.0)
            points.setdefault(place.id, offset(here, km=following.distance_km or 0.0, bearing=following.bearing or "n"))
    return [
        replace(p, lat=points[p.id][0], lon=points[p.id][1], precision="near") if p.id in points else p for p in places
    ]


def _without(names: Sequence[Span], text: str) -> str:
    """The text without the names themselves: "Georgia" is no witness for what Georgia means."""
    kept, position = [], 0
    for span in sorted(names):
        kept.append(text[position : max(position, span.start)])
        position = max(position, span.end)
    return " ; ".join([*kept, text[position:]])


def _asked(mentions: Sequence[PlaceMention], text: str, gazetteer: Gazetteer, headline: str | None) -> list[Query]:
    """The query of each mention, with the name that follows it ("Paris, Texas") or the whole that it is a part of."""
    asked: list[Query] = []
    listed = _listed(mentions, text)
    for number, (mention, following) in enumerate(zip(mentions, [*mentions[1:], None], strict=True)):
        query = query_of(mention, gazetteer)
        if mention.whole and mention.whole.casefold() in load_place_words().features:
            countries = leading_countries(text_countries(f"{headline or ''}\n{text}"))
            query = _of_whole(query, _wholes(mentions[:number], text), gazetteer, countries)
        if _ABBREVIATED.match(text, mention.span.end):
            query = replace(query, name=f"{query.name}.")
        gap = text[mention.span.end : following.span.start] if following else ""
        if number in listed:
            # "Springfield, Ohio and Columbus" may be a list of two as well as of three.
            query = replace(query, within=(), near_after=query.within[:1] if listed[number] == 3 else ())
        elif following and _FOLLOWS.fullmatch(gap):
            query = replace(query, near_after=(following.span.exact,))
        asked.append(query)
    return asked


def _of_whole(part: Query, before: Sequence[PlaceMention], gazetteer: Gazetteer, countries: Sequence[str]) -> Query:
    """The part of "the country" or "the province" that was named last, or that the report speaks of most."""
    division = load_place_words().features[part.name.casefold()] != "country"
    kind = "admin1" if division else "country"
    for mention in reversed(before):
        found = query_of(mention, gazetteer)
        if any(e.kind == kind for e in gazetteer.lookup(found.name)[:2]) or found.feature_class == kind:
            return replace(part, name=found.name, feature=found.feature if division else "country")
    named = load_countries().by_code(countries[0]) if countries and not division else None
    return replace(part, name=named.name, feature="country") if named else part


def _wholes(before: Sequence[PlaceMention], text: str) -> list[PlaceMention]:
    """Names that "the country" may stand for: not that in "U.S.-backed"."""
    return [m for m in before if m.whole is None and text[m.span.end : m.span.end + 1] not in ("-", "\u2013")]


def _listed(mentions: Sequence[PlaceMention], text: str) -> dict[int, int]:
    """Length of the list for the mentions in one of three or more ("Ohio, Iowa and Utah"): none contains the other."""
    listed: dict[int, int] = {}
    run = [0]
    for number, (mention, following) in enumerate(pairwise(mentions), 1):
        gap = text[mention.span.end : following.span.start]
        if _ENUMERATED.fullmatch(gap):
            run.append(number)
        elif len(run) > 1 and _LAST.fullmatch(gap):
            listed |= dict.fromkeys([*run, number], len(run) + 1)
            run = [number]
        else:
            run = [number]
    return listed


def _united(asked: list[Query]) -> list[Query]:
    """One query for mentions of one name: a bare one takes over what a fuller mention says of it."""
    fuller: dict[str, list[Query]] = {}
    for query in asked:
        if query.within or query.near_after or query.feature_class == "settlement":
            fuller.setdefault(name_key(query.name), []).append(query)
    spelt = _usual_spellings(asked)
    united: list[Query] = []
    for query in (replace(query, name=spelt[name_key(query.name)]) for query in asked):
        known = dict.fromkeys(fuller.get(name_key(query.name), ()))
        plain = query.feature_class in (None, "settlement") and not query.part
        told = [k for k in known if k.feature_class in (None, "settlement") and not k.part]
        united.append(_merged(query, told) if plain and told else query)
    return united


def _usual_spellings(asked: Sequence[Query]) -> dict[str, str]:
    """One spelling for names that differ in case or accents alone ("COLUMBUS", "Columbus"), that with small letters."""
    spellings: dict[str, str] = {}
    for name in sorted({query.name for query in asked}, key=lambda name: (name.isupper(), name)):
        spellings.setdefault(name_key(name), name)
    return spellings


def _merged(query: Query, told: list[Query]) -> Query:
    within = {k.within for k in told if k.within}
    after = tuple(dict.fromkeys(name for k in told for name in k.near_after))
    feature = next((k.feature for k in told if k.feature), None)
    # Two containers mean two places of one name ("Springfield, Ohio" and "Springfield, Illinois"): each keeps its own.
    if len(within) > 1:
        return query
    spelt = min((k.name for k in told), default=query.name)
    return Query(spelt, feature, None, next(iter(within), ()), after)


def _with_named(told: Mapping[str, float], queries: Sequence[Query], gazetteer: Gazetteer) -> dict[str, float]:
    """Weight of countries in the text, with those that the names alone point to."""
    weights = dict(told)
    for query in queries:
        for name in (query.name, *query.within):
            entries = gazetteer.lookup(name)[:1]
            for code in (e.country for e in entries if e.country):
                weights[code] = weights.get(code, 0.0) + (1.0 if entries[0].kind == "country" else 0.4)
    return weights


def _single_country(chosen: Mapping[Query, Candidate | None]) -> str | None:
    """The country of all resolved places, if it is one."""
    countries = {c.entry.country for c in chosen.values() if c is not None and c.entry.country}
    return next(iter(countries)) if len(countries) == 1 else None


def _place(query: Query, candidate: Candidate | None, gazetteer: Gazetteer, only: str | None) -> Place:
    if candidate is None:
        return _unknown(query, gazetteer, only)
    entry = candidate.entry
    place = place_of_entry(entry)
    if entry.lat is None:
        place = _at_division(place, gazetteer)
    if query.part and not candidate.whole and not place.name.casefold().endswith(f" {query.part.casefold()}"):
        # A bank or shore runs all along its water: the middle of a river is no point for it.
        part = query.part.removesuffix(" of")
        stretch = part.rpartition(" ")[2] in ("bank", "banks", "shore", "shores")
        return _part_of(replace(place, lat=None, lon=None) if stretch else place, part, entry.radius_km)
    if query.feature in ("border", "frontier") and entry.kind in ("country", "admin1"):
        return _border_of(place)
    if query.feature_class in ("area", "region") and entry.kind in ("city", "other"):
        return replace(
            place,
            id=f"{place.id}-{_slug(query.feature)}",
            name=f"{place.name} {query.feature}",
            geonameid=None,
            precision="area",
        )
    if query.feature_class == "site" and entry.kind == "city":
        # "Raqqa airport" is not in the middle of Raqqa; where it lies we do not know.
        name = f"{place.name} {query.feature}"
        key = f"{place.id}-{_slug(query.feature)}"
        return replace(place, id=key, name=name, lat=None, lon=None, geonameid=None, precision="near")
    return place


def place_of_entry(entry: GazetteerEntry) -> Place:
    """A place as the gazetteer has it, without mentions.

    Args:
        entry: The gazetteer's entry.
    """
    precision = _precision(entry)
    return Place(
        entry.id, entry.name, entry.country, entry.admin1, entry.lat, entry.lon, precision, entry.geonameid, ()
    )


def _unknown(query: Query, gazetteer: Gazetteer, only: str | None) -> Place:
    """A place under its own name, in the country that the text gives, without a point."""
    holders = [e for name in query.within for e in gazetteer.lookup(name)[:1]]
    country = next((e.country for e in holders if e.country), None if query.within and holders else only)
    admin1 = next((e.admin1 for e in holders if e.admin1 and e.country == country), None)
    wide: dict[str, PlacePrecision] = {
        "admin1": "admin1",
        "admin2": "area",
        "area": "area",
        "region": "area",
        "water": "area",
    }
    precision: PlacePrecision = "area" if query.part else wide.get(query.feature_class or "", "exact")
    whole = query.feature if query.feature_class in ("area", "region", "water", "site") else None
    name = " ".join(word for word in (query.part, query.name, whole) if word)
    return Place(f"place-{_slug(name)}", name, country, admin1, None, None, precision, None, ())


def _border_of(place: Place) -> Place:
    """The border of a country is a line and has no point."""
    return replace(
        place,
        id=f"{place.id}-border",
        name=f"{place.name} border",
        lat=None,
        lon=None,
        geonameid=None,
        precision="area",
    )


def _at_division(place: Place, gazetteer: Gazetteer) -> Place:
    """A district without a known seat stands at the point of its province, and says so."""
    for entry in gazetteer.lookup(place.admin1 or "", country=place.country):
        if entry.kind == "admin1" and entry.lat is not None:
            return replace(place, lat=entry.lat, lon=entry.lon, precision="admin1")
    return place


def _part_of(place: Place, part: str, radius_km: float) -> Place:
    first, _, land = part.removeprefix("far ").partition(" ")
    word = load_place_words().parts.get(first)
    slug = f"{word.slug} {land}".strip().replace(" ", "-") if word else _slug(part)
    if word and not land:
        usual = f"{first}ern" if first.endswith(("north", "south", "east", "west")) else first
        name = f"{usual} {place.name}"
    else:
        name = f"{part} of {place.name}"
    lat, lon = place.lat, place.lon
    if word and word.bearing and lat is not None and lon is not None and place.precision != "exact":
        lat, lon = offset((lat, lon), km=radius_km / 2, bearing=word.bearing)
    return replace(place, id=f"{place.id}-{slug}", name=name, lat=lat, lon=lon, precision="area", geonameid=None)


def _precision(entry: GazetteerEntry) -> PlacePrecision:
    kinds: dict[str, PlacePrecision] = {
        "country": "country", "admin1": "admin1", "admin2": "area", "region": "area"
    }  # fmt: skip
    return kinds.get(entry.kind, "exact")


def _position(mention: PlaceMention, place: Place) -> tuple[PlacePrecision, tuple[float | None, float | None]]:
    """Precision and point of an act that a mention puts at, or near, a place."""
    here = (place.lat, place.lon)
    if mention.distance_km is not None:
        if mention.bearing in BEARINGS and place.lat is not None and place.lon is not None:
            point = offset((place.lat, place.lon), km=mention.distance_km, bearing=mention.bearing)
            return "near", point
        return "near", (None, None)
    if mention.relation == "near":
        # Somewhere near is not in the middle of it: the place's own record has the landmark's point.
        return "near", (None, None)
    return place.precision, here


def _slug(text: str | None) -> str:
    return _SLUG.sub("-", (text or "").casefold()).strip("-")


def _index(mentions: Sequence[PlaceMention], places: Sequence[Place]) -> PlaceIndex:
    spans: dict[str, list[Span]] = {}
    first: dict[str, Place] = {}
    for mention, place in zip(mentions, places, strict=True):
        first.setdefault(place.id, place)
        known = spans.setdefault(place.id, [])
        if mention.span not in known:
            known.append(mention.span)
    whole = {key: replace(place, mentions=tuple(spans[key])) for key, place in first.items()}
    by_span: dict[Span, Place] = {}
    for mention, place in zip(mentions, places, strict=True):
        by_span.setdefault(mention.span, whole[place.id])
    return PlaceIndex(tuple(whole.values()), by_span)
