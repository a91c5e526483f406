"""What a ledger holds in the shapes of other data sets and the forms of other programs, and corrections read back."""

from marsad.views.exports._export import FORMS, SHAPES, export, form_of
from marsad.views.exports._import import Imported, import_corrections
from marsad.views.exports._shapes import EventShape, IncidentShape

__all__ = [
    "FORMS",
    "SHAPES",
    "EventShape",
    "Imported",
    "IncidentShape",
    "export",
    "form_of",
    "import_corrections",
]
