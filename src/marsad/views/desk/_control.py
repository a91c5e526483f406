"""Who holds which place on a day, as the map draws it: the one place that knows where that comes from."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from marsad._errors import UsageError
from marsad.ledger import _schema as schema
from marsad.ledger._events import is_latest
from marsad.views.desk._answers import ControlPlace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row

    from marsad.ledger import Ledger


def holders_at(ledger: Ledger, at: str) -> list[ControlPlace]:
    """What the latest statements up to a day say of every place that has a point.

    Raises:
        UsageError: ``at`` is no day.
    """
    try:
        day = date.fromisoformat(at)
    except ValueError:
        raise UsageError(f"at={at}: write the day as 2018-12-14") from None
    told: dict[str, list[Row[Any]]] = {}
    for row in _statements(ledger, day):
        told.setdefault(row.place, []).append(row)
    places = [_place(rows) for _, rows in sorted(told.items())]
    return [place for place in places if place.lat is not None]


def _place(rows: Sequence[Row[Any]]) -> ControlPlace:
    newest = max(row.day for row in rows)
    last = [row for row in rows if row.day == newest]
    held = [row for row in last if row.relation in {"holds", "captured"}]
    shown = held[-1] if held else last[-1]
    sides = {row.controller for row in held}
    return ControlPlace(
        place=shown.place, name=shown.name, lat=shown.lat, lon=shown.lon,
        holder=shown.controller if held else None, holder_name=shown.holder_name if held else None,
        disputed=len(sides) > 1 or any(row.relation == "contested" for row in last),
        relation=shown.relation, since=newest.isoformat(), claims=len(rows),
    )  # fmt: skip


def _statements(ledger: Ledger, day: date) -> Sequence[Row[Any]]:
    control, place, actor = schema.CONTROL, schema.PLACES, schema.ACTORS
    when = func.coalesce(control.c["from"], control.c.as_of)
    query = (
        select(
            control.c.place, control.c.controller, control.c.relation, when.label("day"), place.c.name, place.c.lat,
            place.c.lon, actor.c.name.label("holder_name"),
        )
        .select_from(
            control.join(schema.READINGS)
            .join(place, (place.c.reading == control.c.reading) & (place.c.id == control.c.place))
            .outerjoin(actor, (actor.c.reading == control.c.reading) & (actor.c.id == control.c.controller))
        )
        .where(is_latest(), when <= day)
        .order_by(control.c.place, when, control.c.number)
    )  # fmt: skip
    with ledger.looking() as connection:
        rows: list[Row[Any]] = list(connection.execute(query))
    return rows
