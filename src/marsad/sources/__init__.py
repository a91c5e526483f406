"""Bytes to :class:`~marsad.records.Report`: files, folders, PDF, HTML, feeds, web archives, JSON Lines, addresses.

What cannot be read becomes an :class:`~marsad.records.Unread` with one line that names it and the way out. A date
of publication is never taken from a body, nor from the date of a file or of its retrieval. Nothing is fetched unless an
address is given.
"""

from marsad.sources._addresses import normal_address
from marsad.sources._arrival import Arrival, Hop, Trace
from marsad.sources._fetch import Fetcher, FetchLimits
from marsad.sources._fingerprint import runs_of
from marsad.sources._html import report_from_html
from marsad.sources._inputs import files_in, read_address, read_arrivals, read_inputs
from marsad.sources._run import LIMIT
from marsad.sources._text import report_from_text
from marsad.sources._web import Web

__all__ = [
    "LIMIT",
    "Arrival",
    "FetchLimits",
    "Fetcher",
    "Hop",
    "Trace",
    "Web",
    "files_in",
    "normal_address",
    "read_address",
    "read_arrivals",
    "read_inputs",
    "report_from_html",
    "report_from_text",
    "runs_of",
]
