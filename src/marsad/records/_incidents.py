"""The incident: what several mentions, of one report or many, say of one act.

Nothing is averaged away: beside each value stand the rival ones, and with each the members that tell it. A member is
a pair of a report id and an event id.
"""

from __future__ import annotations

from dataclasses import dataclass

from marsad.records._vocabulary import CountWhat, Grade, IncidentRule, PlacePrecision, Status, TimePrecision


@dataclass(frozen=True, slots=True)
class IncidentKind:
    """A kind that members give the act."""

    kind: str
    members: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class IncidentParty:
    """An actor or target of the act.

    Attributes:
        actor: Actor id.
        name: Canonical name.
        chosen: Whether the rule lets it stand for the incident; false for one that only a rival account names.
        members: Who tells so.
    """

    actor: str
    name: str
    chosen: bool
    members: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class IncidentPlace:
    """A place that members give the act; fields as those of an event's place."""

    place: str
    name: str
    lat: float | None
    lon: float | None
    precision: PlacePrecision
    members: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class IncidentTime:
    """A date that members give the act; fields as those of an event's time."""

    start: str | None
    end: str | None
    precision: TimePrecision
    members: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as one member tells it.

    Attributes:
        low: Lower bound.
        best: Best figure.
        high: Upper bound.
        whom: Who is counted, in the text's words.
        status: Status of the event that tells it.
        source: Nearest source, or the outlet, or null.
        date: Day that a running toll stands for: its last day, else the day of publication.
        member: Report id and event id.
    """

    low: int | None
    best: int | None
    high: int | None
    whom: str | None
    status: Status
    source: str | None
    date: str | None
    member: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IncidentCount:
    """What the members together say of one figure.

    Attributes:
        what: What is counted.
        whom: Who or what, as the chosen figure has it.
        low: Lower bound by the rule.
        best: Best figure by the rule.
        high: Upper bound by the rule.
        cumulative: True for a running toll; its figures are a series by date, no contradiction.
        part: True where it is a part of another figure ("of them 14 children") and not to be added to it.
        figures: Every figure told, rivals and denials included; in the order of its date where it is a running toll.
    """

    what: CountWhat
    whom: str | None
    low: int | None
    best: int | None
    high: int | None
    cumulative: bool
    part: bool
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class LinkPart:
    """One part of why two members were joined: what was found, and its weight in log odds."""

    part: str
    found: str
    weight: float


@dataclass(frozen=True, slots=True)
class IncidentLink:
    """Why a member belongs here: the earlier member that it fits best.

    Attributes:
        members: The two members.
        score: Log odds that both tell one act.
        parts: What the score is made of.
    """

    members: tuple[tuple[str, ...], ...]
    score: float
    parts: tuple[LinkPart, ...]


@dataclass(frozen=True, slots=True)
class IncidentJudgement:
    """What a person decided on members of an incident; only a ledger keeps such decisions.

    Attributes:
        number: Its number in the ledger.
        verdict: ``correct``, ``accept``, ``same``, ``different``, ``unsure`` or ``note``.
        who: By whom.
        why: The reason.
        field: The field that a correction is of; the members are then used as corrected.
        value: What it should say, as JSON.
        members: The events that it is on, those of other incidents too.
    """

    number: int
    verdict: str
    who: str
    why: str
    field: str | None
    value: str | None
    members: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """One act as one or several reports tell it.

    Attributes:
        id: Follows from the members; on a ledger from the oldest of them, so that it outlives new reports.
        members: Report id and event id of every mention.
        kind: Kind of the act by the rule.
        actors: Who acted, rival accounts included.
        targets: Whom it hit, rival accounts included.
        place: Where, by the rule; null where no member says.
        time: When, by the rule.
        counts: Figures by the rule, each with every rival.
        grade: How well the act is attested.
        reason: Why this grade.
        rule: How values were chosen among rivals.
        sources: Independent sources that tell the act, reprints and denials left out.
        reports: Reports that tell it, reprints included.
        reprints: Reports among them that are near-copies of an earlier one in the list.
        statuses: Status of each member, in the order of the members.
        kinds: Every kind told.
        places: Every place told.
        times: Every date told.
        links: Why the members were joined.
        judgements: What people decided on members; empty without a ledger.
    """

    id: str
    members: tuple[tuple[str, ...], ...]
    kind: str
    actors: tuple[IncidentParty, ...]
    targets: tuple[IncidentParty, ...]
    place: IncidentPlace | None
    time: IncidentTime
    counts: tuple[IncidentCount, ...]
    grade: Grade
    reason: str
    rule: IncidentRule
    sources: tuple[str, ...]
    reports: tuple[str, ...]
    reprints: tuple[str, ...]
    statuses: tuple[Status, ...]
    kinds: tuple[IncidentKind, ...]
    places: tuple[IncidentPlace, ...]
    times: tuple[IncidentTime, ...]
    links: tuple[IncidentLink, ...]
    judgements: tuple[IncidentJudgement, ...] = ()
