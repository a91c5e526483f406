"""Who holds a place on a day: the statements in force, rivals side by side, nothing settled between them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Literal

from marsad.control._voices import same_side

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from marsad.control._statements import Statement, Status
    from marsad.control._tenures import Tenure, TenureRelation
    from marsad.ledger import KnownPlace

State = Literal["held", "shared", "contested", "lost", "disputed", "no statement"]


@dataclass(frozen=True, slots=True)
class Said:
    """One voice for one state of a place, by the latest of its statements.

    Attributes:
        says: Who says so.
        status: ``outlet``, ``claimed`` or ``reported``.
        from_: The day it began, as this voice tells it, or null.
        seen: The first day that this voice speaks of.
        as_of: The last day that it speaks of.
        stands_until: The last day for which that stands by the rule, or null.
        overtaken: Whether another voice tells of a change after that last day, or, where this one tells only that the
            place is held, of another holder.
        report: Report id of the latest statement.
        record: Its record id.
        evidence: Its words.
    """

    says: str
    status: Status
    from_: str | None
    seen: str
    as_of: str
    stands_until: str | None
    overtaken: bool
    report: str
    record: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A state of a place that at least one voice tells.

    Attributes:
        relation: ``holds``, ``contested``, or ``lost`` where all that is told is that the controller is gone.
        controller: Actor id, or null where the place is contested.
        name: Its name.
        extent: Which part, or null for the whole.
        overtaken: Whether every voice for it was overtaken by a change that another tells.
        voices: Who says so.
    """

    relation: TenureRelation
    controller: str | None
    name: str | None
    extent: str | None
    overtaken: bool
    voices: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class PlaceOnDay:
    """A place on a day.

    Attributes:
        place: The place.
        day: The day, ISO.
        state: ``held`` by one side; ``shared`` in parts; ``contested`` where it is told that both sides are there;
            ``lost`` where it is only told who is gone; ``disputed`` where statements contradict each other;
            ``no statement`` where none is in force.
        claims: What is told, what was overtaken last.
        wider: What is told of the province and country that a place which was asked for lies in; it does not give the
            place itself.
    """

    place: KnownPlace
    day: str
    state: State
    claims: tuple[Claim, ...]
    wider: tuple[PlaceOnDay, ...]


def on_day(
    place: KnownPlace, day: str, tenures: Iterable[Tenure], statements: Mapping[tuple[str, str], Statement]
) -> PlaceOnDay:
    """What is told of a place for a day.

    Args:
        place: The place.
        day: The day, ISO.
        tenures: The intervals of the place.
        statements: The statements that they rest on, by report id and record id.
    """
    force = [tenure for tenure in tenures if tenure.in_force(day)]
    holding = {tenure.voice for tenure in force if tenure.relation == "holds"}
    force = [tenure for tenure in force if tenure.relation != "lost" or tenure.voice not in holding]
    basis = _Basis(statements)
    overtaken = {id(tenure) for tenure in force if any(_overtakes(other, tenure, basis) for other in force)}
    groups: dict[tuple[str, str | None, str | None], list[Tenure]] = {}
    for tenure in force:
        extent = None if tenure.relation == "contested" else tenure.extent
        groups.setdefault((tenure.relation, tenure.controller, extent), []).append(tenure)
    claims = [_claim(group, overtaken, statements, day) for group in groups.values()]
    claims.sort(key=lambda claim: (claim.overtaken, -len(claim.voices), claim.relation, claim.controller or ""))
    standing = [tenure for tenure in force if id(tenure) not in overtaken]
    return PlaceOnDay(place, day, _state(standing, basis), tuple(claims), ())


class _Basis:
    """What intervals rest on."""

    def __init__(self, statements: Mapping[tuple[str, str], Statement]) -> None:
        self._statements = statements

    def is_change(self, one: Tenure) -> bool:
        """Whether it is told how the state came about, and not only that it is so."""
        taken = any(self._statements[key].relation == "captured" for key in one.statements)
        return taken or one.relation == "lost" or one.from_ is not None

    def together(self, one: Tenure, other: Tenure) -> bool:
        """Whether the same words tell both, as of allies who hold a place together."""
        return not self._words(one).isdisjoint(self._words(other))

    def _words(self, tenure: Tenure) -> set[tuple[str, int]]:
        return {(key[0], self._statements[key].evidence.start) for key in tenure.statements}


def _overtakes(later: Tenure, earlier: Tenure, basis: _Basis) -> bool:
    """Whether one voice tells of a change after the last day that another voice speaks of.

    That somebody holds a place outdates an older word that another holds it, but not one that another has taken it.
    """
    if later.voice == earlier.voice or later.seen is None or later.seen <= earlier.said:
        return False
    outdates = basis.is_change(later) or not basis.is_change(earlier)
    return outdates and _contradict(later, earlier, basis)


def _contradict(one: Tenure, other: Tenure, basis: _Basis) -> bool:
    """Whether two intervals cannot both be, as far as the whole place goes."""
    relations = {one.relation, other.relation}
    if relations == {"lost", "holds"}:
        return one.controller == other.controller and one.extent == other.extent
    if "lost" in relations or relations == {"contested"}:
        return False
    if "contested" in relations:
        return True
    parts = one.extent is not None and other.extent is not None
    rivals = not same_side(one.controller or "", other.controller or "")
    return rivals and not parts and not basis.together(one, other)


def _state(standing: Sequence[Tenure], basis: _Basis) -> State:
    if not standing:
        return "no statement"
    if any(_contradict(one, other, basis) for one, other in combinations(standing, 2)):
        return "disputed"
    relations = {tenure.relation for tenure in standing}
    if "contested" in relations:
        return "contested"
    if relations == {"lost"}:
        return "lost"
    sides = {tenure.controller for tenure in standing if tenure.relation == "holds"}
    return "shared" if len(sides) > 1 and any(tenure.extent for tenure in standing) else "held"


def _claim(
    group: Sequence[Tenure], overtaken: set[int], statements: Mapping[tuple[str, str], Statement], day: str
) -> Claim:
    voices = []
    for tenure in group:
        told = [statements[key] for key in tenure.statements if (statements[key].first or "") <= day]
        latest = max(
            told or [statements[tenure.statements[-1]]], key=lambda one: (one.said or "", one.report, one.record)
        )
        voices.append(
            Said(
                says=latest.says, status=latest.status, from_=tenure.from_, seen=tenure.seen or "", as_of=tenure.said,
                stands_until=tenure.stands_until, overtaken=id(tenure) in overtaken, report=latest.report,
                record=latest.record, evidence=latest.evidence.exact,
            )
        )  # fmt: skip
    voices.sort(key=lambda said: (said.overtaken, said.seen, said.says, said.report))
    first = group[0]
    return Claim(
        first.relation, first.controller, first.controller_name, first.extent,
        all(said.overtaken for said in voices), tuple(voices),
    )  # fmt: skip
