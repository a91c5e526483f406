"""What reports say of who holds a place, as the API tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.views.desk._page_answers import ControlLane, ControlStatement

if TYPE_CHECKING:
    from marsad.control import Statement, Tenure
    from marsad.ledger import KnownPlace


def statement_answer(told: Statement, place: KnownPlace) -> ControlStatement:
    """A statement as it is sent."""
    return ControlStatement(
        report=told.report, record=told.record, outlet=told.outlet, published=told.published, place=place.id,
        place_name=place.name, relation=told.relation, controller=told.controller,
        controller_name=told.controller_name, extent=told.extent, first=told.first, day=told.day, says=told.says,
        status=told.status, words=told.evidence.exact, start=told.evidence.start, end=told.evidence.end,
        corrected=list(told.corrected),
    )  # fmt: skip


def lane_answer(tenure: Tenure) -> ControlLane:
    """An interval as it is sent."""
    return ControlLane(
        relation=tenure.relation, controller=tenure.controller, controller_name=tenure.controller_name,
        extent=tenure.extent, says=tenure.says, voice=tenure.voice, start=tenure.from_ or tenure.seen,
        said=tenure.said, end=tenure.gone, stands_until=tenure.stands_until,
    )  # fmt: skip
