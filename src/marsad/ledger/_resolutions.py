"""How a forecast came out, as a person says: the value of a judgement with the verdict ``resolve``.

It is checked as it is made. The event that settles the matter is kept with its words, since a later reading may call
it by another id.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal, get_args

from marsad._errors import UsageError
from marsad.ledger._readings import latest_reading

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from marsad.ledger._judgements import Json
    from marsad.records import Event

OutcomeState = Literal["true", "false", "ambiguous", "annulled", "unresolvable"]
_FIELDS = ("state", "on", "event")


def checked_resolution(connection: Connection, value: Json) -> dict[str, Json]:
    """The value of a resolution, with the words of its event as ``start``, ``end`` and ``told``.

    Args:
        connection: To the ledger.
        value: ``state``, and where known ``on`` (ISO day) and ``event`` (report and event, "lake-bulletin/e5").

    Raises:
        UsageError: It is no such value, or the ledger has no such event.
    """
    states = ", ".join(get_args(OutcomeState))
    if not isinstance(value, dict) or set(value) - set(_FIELDS):
        raise UsageError(f"a resolution has state ({states}) and, where known, on and event; this is {value!r}")
    state, on, event = (value.get(name) for name in _FIELDS)
    if state not in get_args(OutcomeState):
        raise UsageError(f"state {state!r}: a forecast comes out as one of {states}")
    if on is not None and not (isinstance(on, str) and _is_day(on)):
        raise UsageError(f"on {on!r} is no day; write it as 2018-12-14")
    kept: dict[str, Json] = {"state": state, "on": on, "event": None}
    if event is None:
        return kept
    found = _event(connection, event)
    return kept | {"event": event, "start": found.trigger.start, "end": found.trigger.end, "told": found.evidence.exact}


def _event(connection: Connection, named: Json) -> Event:
    report, _, name = named.rpartition("/") if isinstance(named, str) else ("", "", "")
    found = latest_reading(connection, report) if report else None
    for event in found[1].events if found else ():
        if event.id == name:
            return event
    raise UsageError(f"event {named!r}: the ledger has no such event; name it as report/e5")


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
