"""What is told of who holds a place: one row per control record, with who says so and a person's corrections in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from marsad.control._voices import is_party, voice_of
from marsad.knowledge import load_actors
from marsad.ledger import actor_ids, folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from marsad.control._voices import Voice
    from marsad.ledger import FoundControl
    from marsad.ledger import Json as JsonValue
    from marsad.records import ControlRelation, Span

Status = Literal["outlet", "claimed", "reported"]


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of who holds a place.

    Attributes:
        report: Report id.
        record: Id of the control record in the report's latest reading.
        outlet: The outlet.
        published: Day of publication, ISO, or null.
        place: Place id.
        controller: Actor id, or null where both sides hold the place.
        controller_name: Its name.
        relation: ``captured``, ``lost``, ``holds`` or ``contested``.
        extent: Which part of the place, in the report's words, or null for the whole.
        as_of: The day for which the text vouches, ISO, or null.
        from_: The day control began, or null.
        until: The day it ended, or null.
        says: Who says so: a source by name (a spokesman as whom he speaks for), or the outlet.
        voice: Key of who says so; what one voice tells is one account.
        status: ``outlet`` for the outlet's own voice, ``claimed`` by a party to the fight for this place, ``reported``
            by anyone else.
        evidence: The words.
        corrected: Fields that a person corrected; their values are the person's.
    """

    report: str
    record: str
    outlet: str | None
    published: str | None
    place: str
    controller: str | None
    controller_name: str | None
    relation: ControlRelation
    extent: str | None
    as_of: str | None
    from_: str | None
    until: str | None
    says: str
    voice: str
    status: Status
    evidence: Span
    corrected: tuple[str, ...]

    @property
    def first(self) -> str | None:
        """The first day that the statement speaks of, ISO; of a loss, the day by which the holder was gone."""
        return (self.until or self.as_of) if self.relation == "lost" else (self.from_ or self.as_of)

    @property
    def said(self) -> str | None:
        """The last day that the statement itself speaks of, ISO."""
        return max(filter(None, (self.first, self.as_of, self.until)), default=None)

    @property
    def day(self) -> str | None:
        """The day whose state it tells, by which statements of one voice follow each other."""
        if self.relation in ("holds", "contested"):
            return self.as_of or self.until or self.from_
        return self.first or self.until

    def is_from(self, source: str) -> bool:
        """Whether somebody says so, or it stands in an outlet.

        Args:
            source: Name, abbreviation or id.
        """
        return self.voice in actor_ids(source) or folded(source) in (folded(self.says), folded(self.outlet or ""))


def statements_of(found: Iterable[FoundControl], place_id: Callable[[str], str | None]) -> list[Statement]:
    """The statements that records of a ledger make, a person's corrections used.

    Args:
        found: The records.
        place_id: Gives the id of a place by its id or name, where just one place is meant.
    """
    voiced = [(_corrected(one, voice_of(one), place_id), voice_of(one)) for one in found]
    sides: dict[str, set[str]] = {}
    for told, _ in voiced:
        if told.controller is not None:
            sides.setdefault(told.place, set()).add(told.controller)
    return [
        replace(told, status="claimed") if is_party(voice, sides.get(told.place, set())) else told
        for told, voice in voiced
    ]


def _corrected(found: FoundControl, voice: Voice, place_id: Callable[[str], str | None]) -> Statement:
    record = found.control
    told = Statement(
        report=found.report, record=record.id, outlet=found.outlet, published=found.published, place=record.place,
        controller=record.controller, controller_name=found.controller, relation=record.relation, extent=record.extent,
        as_of=record.as_of, from_=record.from_, until=record.until, says=voice.name, voice=voice.key,
        status="reported" if record.sources else "outlet", evidence=record.evidence, corrected=(),
    )  # fmt: skip
    for judgement in found.judgements:
        if judgement.verdict == "correct" and judgement.field is not None:
            told = _with(told, judgement.field, judgement.value, place_id)
    return told


def _with(told: Statement, field: str, value: JsonValue, place_id: Callable[[str], str | None]) -> Statement:
    """The statement with a field as a person has it; a place that nobody knows is not used."""
    text = None if value is None else str(value)
    changes: dict[str, object] = {"from_" if field == "from" else field: text}
    if field == "controller":
        entry = load_actors().match(text) or load_actors().by_id(text) if text else None
        changes = {"controller": entry.id if entry else text, "controller_name": entry.name if entry else text}
    elif field == "place":
        found = place_id(text) if text else None
        if found is None:
            return told
        changes = {"place": found}
    return replace(told, **changes, corrected=(*told.corrected, field))  # type: ignore[arg-type]
