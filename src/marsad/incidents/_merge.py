"""Readings to incidents.

Invariants: every event of every reading is in exactly one incident; the result does not depend on the order of the
readings; ids follow from the members alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast, get_args

from marsad._errors import InputError, UsageError
from marsad.incidents._blocks import candidates
from marsad.incidents._groups import groups
from marsad.incidents._incident import incident_of
from marsad.incidents._mentions import mentions_of
from marsad.incidents._own_dead import own_dead
from marsad.incidents._reprints import originals
from marsad.incidents._score import score
from marsad.incidents._tellings import tellings_of
from marsad.records import Incident, IncidentRule, Reading

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from marsad.incidents._groups import Pair
    from marsad.incidents._mentions import Member, Mention
    from marsad.incidents._score import Scored

DEFAULT_RULE: IncidentRule = "conservative"


def incidents(
    readings: Iterable[Reading],
    *,
    rule: str = DEFAULT_RULE,
    same: Collection[tuple[Member, Member]] = (),
    different: Collection[tuple[Member, Member]] = (),
) -> list[Incident]:
    """Merges the events of many reports: one incident for each act that they tell.

    Args:
        readings: What was read, in any order. The same reading given twice counts once.
        rule: How a value is chosen among rivals: ``conservative``, ``most-sourced`` or ``latest``.
        same: Pairs of (report id, event id) that a person has called the same act.
        different: Pairs that a person has called different acts; no incident holds both.

    Returns:
        The incidents, by their first members.

    Raises:
        UsageError: There is no such rule, or a judged event is in no reading.
        InputError: Two different readings have one report id.
    """
    by_rule = checked(rule)
    by_id = _by_id(readings)
    mentions = sorted((m for reading in by_id.values() for m in mentions_of(reading)), key=lambda m: m.key)
    number = {mention.key: place for place, mention in enumerate(mentions)}
    scored = score_pairs(mentions)
    scores = {pair: found.score for pair, found in scored.items()}
    clusters = groups(
        len(mentions),
        scores,
        together=_numbered(same, number),
        apart=_numbered(different, number),
        dead=own_dead(mentions, scores),
    )
    first = originals([reading.report for reading in by_id.values()])
    outlets = {name: reading.report.outlet or name for name, reading in by_id.items()}
    tellings = {t.member: t for name, reading in by_id.items() for t in tellings_of(reading, outlets[first[name]])}
    return [
        incident_of([(mentions[n], tellings[mentions[n].key]) for n in members], rule=by_rule, originals=first)
        for members in clusters
    ]


def checked(rule: str) -> IncidentRule:
    """A rule by its name.

    Raises:
        UsageError: There is no such rule.
    """
    if rule not in get_args(IncidentRule):
        raise UsageError(f"rule {rule!r}: there are {', '.join(get_args(IncidentRule))}")
    return cast("IncidentRule", rule)


def score_pairs(mentions: Sequence[Mention]) -> dict[Pair, Scored]:
    """Every pair worth comparing, scored; pairs are places in the sequence, which must be sorted by key."""
    found = {pair: score(mentions[pair[0]], mentions[pair[1]]) for pair in candidates(mentions)}
    return {pair: scored for pair, scored in found.items() if scored is not None}


def _by_id(readings: Iterable[Reading]) -> dict[str, Reading]:
    found: dict[str, Reading] = {}
    for reading in readings:
        name = reading.report.id
        if found.setdefault(name, reading) != reading:
            raise InputError(name, "two different readings have this report id; give one of the reports another id")
    return dict(sorted(found.items()))


def _numbered(pairs: Collection[tuple[Member, Member]], number: Mapping[Member, int]) -> list[Pair]:
    try:
        numbered = [(number[one[0], one[1]], number[other[0], other[1]]) for one, other in pairs]
    except KeyError as missing:
        raise UsageError(f"judged event {missing.args[0]}: no reading that was given holds it") from None
    return [(min(pair), max(pair)) for pair in numbered]
