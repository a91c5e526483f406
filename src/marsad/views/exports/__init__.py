"""What a ledger holds in the shapes of other data sets and the forms of other programs, and corrections read back."""

from marsad.views.exports._export import FORMS, SHAPES, export, form_of
from marsad.views.exports._import import Imported, import_corrections
from marsad.views.exports._maps import write_geojson
from marsad.views.exports._shapes import About, Column, EventShape, IncidentShape, Mark, Row
from marsad.views.exports._tables import write_csv, write_xlsx

__all__ = [
    "FORMS",
    "SHAPES",
    "About",
    "Column",
    "EventShape",
    "Imported",
    "IncidentShape",
    "Mark",
    "Row",
    "export",
    "form_of",
    "import_corrections",
    "write_csv",
    "write_geojson",
    "write_xlsx",
]
