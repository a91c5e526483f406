"""Fields of records in the short words that a table has room for.

Plain text only: nothing here knows of colours or widths.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from marsad.ledger import Standing
    from marsad.records import Count, Event, EventTime, Forecast, Party, Probability, Source, Spot

UNKNOWN = "—"
_AREAS = {"area": "area", "admin1": "province", "country": "country"}
_DENIED_ZERO = (0, 0, 0)


def who_to_whom(event: Event) -> str:
    """Actors and targets of an act ("Orlen Brigade → villagers")."""
    actors, targets = _names(event.actors), _names(event.targets)
    return f"{actors or UNKNOWN} → {targets}" if targets else actors or UNKNOWN


def where(spots: Sequence[Spot]) -> str:
    """Places with what their points stand for: ``~`` near, in brackets anything wider than a spot."""
    return "; ".join(_spot(spot) for spot in spots) or UNKNOWN


def when(time: EventTime) -> str:
    """The interval of an act; a bound that nobody knows is left open ("by 2018-12-13")."""
    if time.start is None:
        return f"by {time.end}" if time.end else UNKNOWN
    if time.end is None:
        return f"from {time.start}"
    return time.start if time.start == time.end else f"{time.start} to {time.end}"


def how_many(counts: Sequence[Count]) -> str:
    """Every figure told with an act ("≥15 killed (people); 2–5 wounded")."""
    return "; ".join(_count(count) for count in counts)


def bounds(low: int | None, best: int | None, high: int | None) -> str:
    """A figure with its bounds: 68, ≥15, ≤300, ~500, 1,500–2,000, or ? where none is told."""
    if low is not None and high is not None:
        if low == high:
            return f"{low:,}"
        middle = f" ({best:,})" if best is not None and best not in (low, high) else ""
        return f"{low:,}–{high:,}{middle}"
    if low is not None:
        return f"≥{low:,}"
    if high is not None:
        return f"≤{high:,}"
    return f"~{best:,}" if best is not None else "?"


def says_who(sources: Sequence[Source]) -> str:
    """The chain of who says so, nearest to the act first; empty in the outlet's own voice."""
    return " via ".join(_source(source) for source in sources)


def standing(event: Event) -> str:
    """Status, and whether the act is background to the news."""
    return f"{event.status}, background" if event.background else event.status


def judged(judgement: Standing) -> str:
    """A judgement in a few words, with whose it is and why."""
    change = f" {judgement.field or ''}: {judgement.value}".rstrip() if judgement.value is not None else ""
    return f"{judgement.verdict}{change} ({judgement.who}: {judgement.why})"


def likely(probability: Probability | None) -> str:
    """A probability in per cent ("55–85 %"), empty for an open question."""
    if probability is None:
        return ""
    low, high = round(100 * probability.low), round(100 * probability.high)
    return f"{low} %" if low == high else f"{low}–{high} %"


def chance(forecast: Forecast) -> str:
    """How likely, of what the words deny that it will not be ("66–95 % that not"), and whether they are vague."""
    told = likely(forecast.probability)
    if not told:
        return "no probability"
    told = f"{told} that not" if forecast.polarity == "negative" else told
    return f"{told}, vague" if forecast.vague else told


def by_when(forecast: Forecast) -> str:
    """The horizon of a forecast, with how far it is stated."""
    horizon = forecast.horizon
    if horizon is None or horizon.date is None:
        return ""
    return f"by {horizon.date}" if horizon.basis == "stated" else f"by about {horizon.date}"


def _names(parties: Iterable[Party]) -> str:
    return ", ".join(dict.fromkeys(party.name for party in parties))


def _spot(spot: Spot) -> str:
    if spot.precision == "near" or spot.relation == "near":
        name = f"~{spot.name}"
    else:
        name = f"{spot.name} ({_AREAS[spot.precision]})" if spot.precision in _AREAS else spot.name
    return f"{spot.relation} {name}" if spot.relation in ("from", "to") else name


def _count(count: Count) -> str:
    figure = (count.low, count.best, count.high)
    words = ["of them"] if count.subset_of is not None else []
    words.append("none" if figure == _DENIED_ZERO else bounds(*figure))
    words.append(count.what.replace("-", " "))
    if count.whom:
        words.append(f"({count.whom})")
    return " ".join([*words, "in all"] if count.cumulative else words)


def _source(source: Source) -> str:
    told = source.role and source.name and source.role.lower() in source.name.lower()
    parts = [part for part in (source.name, None if told else source.role) if part]
    if source.affiliation and source.affiliation != source.name:
        parts.append(source.affiliation)
    return ", ".join(parts) or (source.cue.exact if source.cue else "unnamed source")
