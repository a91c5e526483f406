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
from marsad._read import read, read_report, read_reports
from marsad.incidents import incidents
from marsad.knowledge import AddedPlaces, add_places, added_places, remove_places
from marsad.records import Incident, Reading, Report, Unread
from marsad.resolving import Codes, codes

if TYPE_CHECKING:
    from marsad.ledger import open_ledger
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


_LATER = {  # their libraries take half a second to load, for which only those wait who use them
    "open_ledger": "marsad.ledger",
    "export": "marsad.views.exports",
    "import_corrections": "marsad.views.exports",
}


def __getattr__(name: str) -> object:
    if name in _LATER:
        from importlib import import_module

        return getattr(import_module(_LATER[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
