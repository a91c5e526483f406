"""Readings to incidents.

Invariants: every event of every reading is in exactly one incident; the result does not depend on the order of the
readings; ids follow from the members alone.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, cast, get_args

from marsad._errors import InputError, UsageError
from marsad.incidents import _fields as fields
from marsad.incidents._blocks import candidates
from marsad.incidents._grades import grade
from marsad.incidents._groups import groups
from marsad.incidents._mentions import mentions_of
from marsad.incidents._reprints import originals
from marsad.incidents._score import score
from marsad.incidents._tellings import sources_of, tellings_of
from marsad.records import Incident, IncidentLink, IncidentRule, LinkPart, Reading

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from marsad.incidents._groups import Pair
    from marsad.incidents._mentions import Member, Mention
    from marsad.incidents._score import Scored
    from marsad.incidents._tellings import Telling

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
    if rule not in get_args(IncidentRule):
        raise UsageError(f"rule {rule!r}: there are {', '.join(get_args(IncidentRule))}")
    by_id = _by_id(readings)
    mentions = sorted((m for reading in by_id.values() for m in mentions_of(reading)), key=lambda m: m.key)
    number = {mention.key: place for place, mention in enumerate(mentions)}
    scored = score_pairs(mentions)
    clusters = groups(
        len(mentions),
        {pair: found.score for pair, found in scored.items()},
        together=_numbered(same, number),
        apart=_numbered(different, number),
    )
    first = originals([reading.report for reading in by_id.values()])
    outlets = {name: reading.report.outlet or name for name, reading in by_id.items()}
    tellings = {t.member: t for reading in by_id.values() for t in tellings_of(reading, first, outlets)}
    return [
        _incident([tellings[mentions[n].key] for n in members], members, scored, cast("IncidentRule", rule), first)
        for members in clusters
    ]


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
        return [(number[one[0], one[1]], number[other[0], other[1]]) for one, other in pairs]
    except KeyError as missing:
        raise UsageError(f"judged event {missing.args[0]}: no reading that was given holds it") from None


def _incident(
    tellings: Sequence[Telling],
    members: Sequence[int],
    scored: Mapping[Pair, Scored],
    rule: IncidentRule,
    first: Mapping[str, str],
) -> Incident:
    keys = tuple(telling.member for telling in tellings)
    told = [telling for telling in tellings if telling.tells] or list(tellings)
    reports = tuple(dict.fromkeys(report for report, _ in keys))
    attested, reason = grade(tellings)
    kinds, places, times = fields.kinds(tellings, rule), fields.places(tellings, rule), fields.times(tellings, rule)
    return Incident(
        id=id_of(keys),
        members=keys,
        kind=kinds[0].kind,
        actors=fields.parties(tellings, rule, lambda event: event.actors),
        targets=fields.parties(tellings, rule, lambda event: event.targets),
        place=places[0] if places else None,
        time=times[0],
        counts=fields.counts(tellings, rule),
        grade=attested,
        reason=reason,
        rule=rule,
        sources=sources_of(told),
        reports=reports,
        reprints=tuple(report for report in reports if first[report] != report and first[report] in reports),
        statuses=tuple(telling.event.status for telling in tellings),
        kinds=kinds,
        places=places,
        times=times,
        links=_links(keys, members, scored),
    )


def id_of(members: Sequence[Member]) -> str:
    """The id of an incident with these members."""
    text = "\n".join("\t".join(member) for member in sorted(members))
    return f"i-{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def _links(keys: Sequence[Member], members: Sequence[int], scored: Mapping[Pair, Scored]) -> tuple[IncidentLink, ...]:
    """For every member after the first, the earlier one that it fits best, and why."""
    links = []
    for place, late in enumerate(members):
        fits = [(scored[early, late], -n) for n, early in enumerate(members[:place]) if (early, late) in scored]
        if not fits:
            continue
        best, at = max(fits, key=lambda fit: (fit[0].score, fit[1]))
        parts = tuple(LinkPart(part.name, part.found, part.weight) for part in best.parts)
        links.append(IncidentLink((keys[-at], keys[place]), best.score, parts))
    return tuple(links)
