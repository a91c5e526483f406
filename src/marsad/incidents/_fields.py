"""The fields of an incident: one value by a named rule, every rival beside it.

``conservative`` asks first who vouches: values told by the outlet or by somebody outside come before those of a party
to the act, denials and forecasts come last; among figures the lowest is taken, as ACLED does. ``most-sourced``
takes what most independent sources tell, ``latest`` what was published last. Ties go to
the more precise, then to the lower value.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from marsad.incidents._tellings import Telling, sources_of
from marsad.records import (
    Figure,
    IncidentCount,
    IncidentKind,
    IncidentParty,
    IncidentPlace,
    IncidentTime,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence

    from marsad.incidents._mentions import Member
    from marsad.records import Count, Event, IncidentRule, Party, PlacePrecision

_WORTH = {"asserted": 0, "reported": 0, "claimed": 1, "denied": 2, "forecast": 3, "hypothetical": 4}
_PLACE_GRAIN = {"exact": 0, "near": 1, "area": 2, "admin1": 3, "country": 4}
_TIME_GRAIN = {"day": 0, "days": 1, "week": 2, "month": 3, "season": 4, "year": 5, "unknown": 6}
_EVERYBODY = "people"
Rank = tuple[float | str, ...]


def rank_of(told: Sequence[Telling], rule: IncidentRule) -> Rank:
    """How a rule ranks a value by those who tell it; lower is better.

    Args:
        told: The tellings that give the value.
        rule: The rule.
    """
    worth = min(_WORTH[telling.event.status] for telling in told)
    carried = -len(sources_of(told))
    newest = max(telling.day for telling in told)
    newest_first = -int(newest.replace("-", "") or 0)
    settled = worth > _WORTH["claimed"]
    if rule == "latest":
        return settled, newest_first, worth, carried
    return (settled, carried, worth, newest_first) if rule == "most-sourced" else (worth, carried, newest_first)


def members_of(told: Sequence[Telling]) -> tuple[Member, ...]:
    """The members that tell a value, in order."""
    return tuple(sorted(telling.member for telling in told))


def by_value(tellings: Sequence[Telling], value: Callable[[Event], Hashable]) -> Mapping[Hashable, list[Telling]]:
    """The tellings by the value that they give; those that give none are left out."""
    found: dict[Hashable, list[Telling]] = defaultdict(list)
    for telling in tellings:
        given = value(telling.event)
        if given is not None:
            found[given].append(telling)
    return found


def kinds(tellings: Sequence[Telling], rule: IncidentRule) -> tuple[IncidentKind, ...]:
    """Every kind told, the one by the rule first."""
    found = by_value(tellings, lambda event: event.kind)
    order = sorted(found, key=lambda kind: (rank_of(found[kind], rule), str(kind)))
    return tuple(IncidentKind(str(kind), members_of(found[kind])) for kind in order)


def places(tellings: Sequence[Telling], rule: IncidentRule) -> tuple[IncidentPlace, ...]:
    """Every place told, the one by the rule first."""
    spots = {
        (spot.place, spot.precision): spot
        for telling in reversed(tellings)
        for spot in telling.event.places
        if spot.relation in ("in", "near")
    }
    found: dict[tuple[str, PlacePrecision], list[Telling]] = defaultdict(list)
    for telling in tellings:
        for key in dict.fromkeys((spot.place, spot.precision) for spot in telling.event.places):
            if key in spots:
                found[key].append(telling)
    order = sorted(found, key=lambda key: (*rank_of(found[key], rule)[:1], _PLACE_GRAIN[key[1]] > 1,
                                           rank_of(found[key], rule), _PLACE_GRAIN[key[1]], key))  # fmt: skip
    return tuple(
        IncidentPlace(spot.place, spot.name, spot.lat, spot.lon, spot.precision, members_of(found[key]))
        for key in order
        for spot in (spots[key],)
    )


def times(tellings: Sequence[Telling], rule: IncidentRule) -> tuple[IncidentTime, ...]:
    """Every date told, the one by the rule first; dates with a beginning come before those without."""
    found = by_value(tellings, lambda event: (event.time.start or "", event.time.end or "", event.time.precision))
    order = sorted(
        ((key, told) for key, told in found.items() if isinstance(key, tuple)),
        key=lambda item: (item[0][0] == "", item[0][1] == "", rank_of(item[1], rule), _TIME_GRAIN[item[0][2]], item[0]),
    )
    return tuple(IncidentTime(key[0] or None, key[1] or None, key[2], members_of(told)) for key, told in order)


def parties(
    tellings: Sequence[Telling], rule: IncidentRule, side: Callable[[Event], tuple[Party, ...]]
) -> tuple[IncidentParty, ...]:
    """Every actor told on a side; chosen are those in the accounts that rank best."""
    names: dict[str, str] = {}
    found: dict[str, list[Telling]] = defaultdict(list)
    for telling in tellings:
        for party in side(telling.event):
            names.setdefault(party.actor, party.name)
            if telling not in found[party.actor]:
                found[party.actor].append(telling)
    if not found:
        return ()
    ranks = {actor: rank_of(told, rule) for actor, told in found.items()}
    best = min(rank[0] for rank in ranks.values())
    order = sorted(found, key=lambda actor: (ranks[actor], actor))
    return tuple(
        IncidentParty(actor, names[actor], ranks[actor][0] == best, members_of(found[actor])) for actor in order
    )


# ---------------------------------------------------------------- figures


def counts(tellings: Sequence[Telling], rule: IncidentRule) -> tuple[IncidentCount, ...]:
    """Every figure told, rivals under one head: the same thing counted, of the same people."""
    found: dict[tuple[str, str, bool, bool], list[tuple[Telling, Count]]] = defaultdict(list)
    for telling in tellings:
        for count in telling.event.counts:
            key = (count.what, _head(count.whom), count.subset_of is not None, count.cumulative)
            found[key].append((telling, count))
    return tuple(_count(found[key], rule) for key in sorted(found))


def _head(whom: str | None) -> str:
    """What stands for those counted: the last word, in the singular; where nobody is named, people."""
    word = (whom or _EVERYBODY).casefold().rpartition(" ")[2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _count(told: Sequence[tuple[Telling, Count]], rule: IncidentRule) -> IncidentCount:
    figures = [_figure(telling, count) for telling, count in told]
    by_bounds: dict[tuple[int | None, ...], list[Telling]] = defaultdict(list)
    for telling, count in told:
        by_bounds[count.low, count.best, count.high].append(telling)
    cumulative = told[0][1].cumulative
    if cumulative:
        chosen = max(figures, key=lambda figure: (figure.date or "", _size(figure), figure.member))
    else:
        chosen = min(figures, key=lambda figure: (
            _figure_rank(by_bounds[figure.low, figure.best, figure.high], figure, rule), figure.member
        ))  # fmt: skip
    return IncidentCount(
        told[0][1].what,
        chosen.whom,
        chosen.low,
        chosen.best,
        chosen.high,
        cumulative,
        told[0][1].subset_of is not None,
        tuple(sorted(figures, key=lambda figure: (figure.date or "", figure.member, _size(figure)))),
    )


def _figure_rank(told: Sequence[Telling], figure: Figure, rule: IncidentRule) -> Rank:
    """The lowest comes first where the rule is conservative, or all else equal; one without bounds is no figure."""
    size = _size(figure)
    empty = size < 0
    rank = rank_of(told, rule)
    if rule == "conservative":
        vouched = min(_WORTH[telling.event.status] for telling in told) <= _WORTH["claimed"]
        return empty, not vouched, size, *rank
    return empty, *rank, size


def _size(figure: Figure) -> int:
    return next((bound for bound in (figure.best, figure.low, figure.high) if bound is not None), -1)


def _figure(telling: Telling, count: Count) -> Figure:
    end = telling.event.time.end if count.cumulative else None
    return Figure(
        count.low, count.best, count.high, count.whom, telling.event.status, telling.source,
        end or telling.day or None, telling.member,
    )  # fmt: skip
