"""Which corrections of a control record can be used: the fields, and the values that each may have."""

from __future__ import annotations

from datetime import date
from typing import get_args

from marsad._errors import UsageError
from marsad.records import ControlRelation

_DAYS = ("as_of", "from", "until")
CORRECTABLE = ("place", "controller", "relation", "extent", *_DAYS)


def check_correction(record: str, field: str | None, value: object) -> None:
    """Refuses a correction of a control record that could not be used.

    Args:
        record: What kind of record it is on.
        field: The field.
        value: What it should say.

    Raises:
        UsageError: A control record has no such field, or the field no such value.
    """
    if not record.startswith("control"):
        return
    if field not in CORRECTABLE:
        raise UsageError(f"--field {field}: of a control record there are {', '.join(CORRECTABLE)}")
    if not _fits(field, value):
        due = {"relation": f"one of {', '.join(get_args(ControlRelation))}", "place": "an id or name"}
        day = "a day as 2018-12-14, or null" if field in _DAYS else "text, or null"
        raise UsageError(f"--value {value}: {field} is {due.get(field, day)}")


def _fits(field: str, value: object) -> bool:
    if field == "relation":
        return value in get_args(ControlRelation)
    if value is None or value == "":
        return field != "place" and value is None
    if field in _DAYS:
        try:
            date.fromisoformat(str(value))
        except ValueError:
            return False
    return isinstance(value, str)
