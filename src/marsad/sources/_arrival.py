"""How bytes came in: what a report was part of, where it was fetched, over which addresses, when it was archived.

A :class:`~marsad.records.Report` says what a report is; this says how it got here, for a ledger that keeps it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.records import Report, Unread

__all__ = ["Arrival", "Hop", "Trace"]


@dataclass(frozen=True, slots=True)
class Hop:
    """One request of a fetch.

    Attributes:
        url: The address asked.
        address: The machine that was connected to, as a numeric address.
        status: HTTP status of the answer.
    """

    url: str
    address: str
    status: int


@dataclass(frozen=True, slots=True)
class Trace:
    """How an address was fetched.

    Attributes:
        hops: The requests, the last one the one that gave the bytes.
        http_date: The ``Date`` header of the answer, as it was sent.
        etag: Its ``ETag`` header.
        last_modified: Its ``Last-Modified`` header.
    """

    hops: tuple[Hop, ...]
    http_date: str | None = None
    etag: str | None = None
    last_modified: str | None = None

    @property
    def asked(self) -> str:
        """The address that was asked for."""
        return self.hops[0].url

    @property
    def url(self) -> str:
        """The address that answered in the end."""
        return self.hops[-1].url


@dataclass(frozen=True, slots=True)
class Arrival:
    """A report that came in, or one that could not be read, or an address fetched that is no report itself.

    Attributes:
        result: The report; what is wrong with it; or None for an address that was fetched and is no report itself (a
            feed, an archive, a page without an article), behind all reports of it.
        sha256: Hash of the raw bytes, hexadecimal; empty where the result is :class:`Unread`.
        part: Where in the input it stands (``line 4``, ``member day1/a.txt``, ``record at 577``, ``entry 2``).
        url: The address that the bytes are from: fetched now, or as a web archive says.
        trace: How they were fetched, if they were.
        archived_at: When a web archive took them, ISO; a time of retrieval, never of publication.
        note: What whoever reads the records should know of the input: that it is only a teaser, and the like.
    """

    result: Report | Unread | None
    sha256: str = ""
    part: str | None = None
    url: str | None = None
    trace: Trace | None = None
    archived_at: str | None = None
    note: str | None = None
