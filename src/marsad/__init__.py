"""marsad reads news reports about conflict and turns them into records that a desk can check.

::

    import marsad

    reading = marsad.read("report.txt", published="2018-09-23")
    for event in reading.events:
        print(event.kind, event.status, event.evidence.exact)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad._errors import InputError, KnowledgeError, LedgerError, MarsadError, ModelError, UsageError
from marsad.incidents import incidents  # not later: the room of the same name would take its place

if TYPE_CHECKING:
    from marsad._read import read, read_report, read_reports
    from marsad.knowledge import AddedPlaces, add_places, added_places, remove_places
    from marsad.ledger import open_ledger
    from marsad.records import Incident, Reading, Report, Unread
    from marsad.resolving import Codes, codes
    from marsad.views.exports import export, import_corrections

__all__ = [
    "AddedPlaces",
    "Codes",
    "Incident",
    "InputError",
    "KnowledgeError",
    "LedgerError",
    "MarsadError",
    "ModelError",
    "Reading",
    "Report",
    "Unread",
    "UsageError",
    "add_places",
    "added_places",
    "codes",
    "export",
    "import_corrections",
    "incidents",
    "open_ledger",
    "read",
    "read_report",
    "read_reports",
    "remove_places",
]


# Loaded when they are first asked for: who asks a ledger does not wait for the reader, nor who reads for a ledger.
_ROOMS = {
    "marsad._read": ("read", "read_report", "read_reports"),
    "marsad.knowledge": ("AddedPlaces", "add_places", "added_places", "remove_places"),
    "marsad.ledger": ("open_ledger",),
    "marsad.records": ("Incident", "Reading", "Report", "Unread"),
    "marsad.resolving": ("Codes", "codes"),
    "marsad.views.exports": ("export", "import_corrections"),
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _ROOM_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_ROOM_OF[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
