"""Who holds which place on a day, as the map draws it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.control import holders
from marsad.views.desk._answers import ControlPlace

if TYPE_CHECKING:
    from marsad.control import PlaceOnDay
    from marsad.ledger import Ledger

_DISPUTED = frozenset({"disputed", "contested", "shared"})


def holders_at(ledger: Ledger, at: str | None) -> tuple[str | None, list[ControlPlace]]:
    """The day, and the places with a point of which something is told for it.

    Args:
        ledger: The ledger.
        at: The day, ISO; without it the last that any statement speaks of, which is None where there is no statement.

    Raises:
        UsageError: ``at`` is no day.
    """
    found = holders(ledger, at=at)
    told = [one for one in found if one.state != "no statement" and one.place.lat is not None]
    return at or (found[0].day if found else None), [_place(one) for one in told]


def _place(told: PlaceOnDay) -> ControlPlace:
    standing = [claim for claim in told.claims if claim.relation == "holds" and not claim.overtaken]
    first = standing[0] if standing else None
    since = min((voice.from_ for claim in standing for voice in claim.voices if voice.from_), default=None)
    return ControlPlace(
        place=told.place.id, name=told.place.name, lat=told.place.lat, lon=told.place.lon,
        holder=first.controller if first else None, holder_name=first.name if first else None,
        disputed=told.state in _DISPUTED, state=told.state, since=since,
        claims=len(told.claims),
    )  # fmt: skip
