"""The record of an incident from its members: fields by a rule, the grade, and why they were joined."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from marsad.incidents import _fields as fields
from marsad.incidents._grades import grade
from marsad.incidents._score import score
from marsad.incidents._tellings import sources_of
from marsad.records import Incident, IncidentLink, LinkPart

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from marsad.incidents._mentions import Member, Mention
    from marsad.incidents._tellings import Telling
    from marsad.records import IncidentJudgement, IncidentRule


def incident_of(
    members: Sequence[tuple[Mention, Telling]],
    *,
    rule: IncidentRule,
    originals: Mapping[str, str],
    name: str | None = None,
    judgements: Sequence[IncidentJudgement] = (),
) -> Incident:
    """An incident with these members.

    Args:
        members: Its mentions, each with who tells it, in the order of their keys.
        rule: How values are chosen among rivals.
        originals: For each report of a member, the earliest with the same text.
        name: Its id; by default one that follows from its members.
        judgements: What people decided on its members.
    """
    tellings = [telling for _, telling in members]
    keys = tuple(telling.member for telling in tellings)
    told = [telling for telling in tellings if telling.tells] or tellings
    reports = tuple(dict.fromkeys(report for report, _ in keys))
    attested, reason = grade(tellings)
    kinds, places, times = fields.kinds(tellings, rule), fields.places(tellings, rule), fields.times(tellings, rule)
    return Incident(
        id=name or id_of(keys),
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
        reprints=tuple(name for name in reports if originals[name] != name and originals[name] in reports),
        statuses=tuple(telling.event.status for telling in tellings),
        kinds=kinds,
        places=places,
        times=times,
        links=_links([mention for mention, _ in members]),
        judgements=tuple(judgements),
    )


def id_of(members: Sequence[Member]) -> str:
    """The id of an incident with these members, where nothing is kept."""
    return hashed_id("\n".join("\t".join(member) for member in sorted(members)))


def hashed_id(text: str) -> str:
    """The id that a text stands for."""
    return f"i-{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def _links(members: Sequence[Mention]) -> tuple[IncidentLink, ...]:
    """For every member after the first, the earlier one that it fits best, and why."""
    links = []
    for place, late in enumerate(members):
        scored = [(score(early, late), -number) for number, early in enumerate(members[:place])]
        fits = [(found, at) for found, at in scored if found is not None]
        if not fits:
            continue
        best, at = max(fits, key=lambda fit: (fit[0].score, fit[1]))
        parts = tuple(LinkPart(part.name, part.found, part.weight) for part in best.parts)
        links.append(IncidentLink((members[-at].key, late.key), best.score, parts))
    return tuple(links)
