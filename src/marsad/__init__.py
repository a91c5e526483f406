"""marsad reads news reports about conflict and turns them into records that a desk can check.

::

    import marsad

    reading = marsad.read("report.txt", published="2018-09-23")
    for event in reading.events:
        print(event.kind, event.status, event.evidence.exact)
"""

from marsad._errors import InputError, KnowledgeError, MarsadError, ModelError, UsageError
from marsad._read import read, read_report, read_reports
from marsad.incidents import incidents
from marsad.knowledge import AddedPlaces, add_places, added_places, remove_places
from marsad.records import Incident, Reading, Report, Unread
from marsad.resolving import Codes, codes

__all__ = [
    "AddedPlaces",
    "Codes",
    "Incident",
    "InputError",
    "KnowledgeError",
    "MarsadError",
    "ModelError",
    "Reading",
    "Report",
    "Unread",
    "UsageError",
    "add_places",
    "added_places",
    "codes",
    "incidents",
    "read",
    "read_report",
    "read_reports",
    "remove_places",
]
