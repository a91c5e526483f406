"""Bytes to :class:`~marsad.records.Report`: files, folders, print pages, HTML, JSON Lines, standard input.

What cannot be read becomes an :class:`~marsad.records.Unread` with one line that names it and the way out. A date
of publication is never taken from a body.
"""

from marsad.sources._fingerprint import runs_of
from marsad.sources._html import report_from_html
from marsad.sources._inputs import LIMIT, read_inputs
from marsad.sources._text import report_from_text

__all__ = ["LIMIT", "read_inputs", "report_from_html", "report_from_text", "runs_of"]
