"""Each time that bytes came in: from where, when, over which addresses, and with which tags of their server."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from marsad.ledger import _schema as schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from marsad.sources import Arrival

__all__ = ["Tags", "add_retrieval", "problems_of_retrievals", "retrieved_page", "tags_of"]


@dataclass(frozen=True, slots=True)
class Tags:
    """How a server called the state of a document that was fetched last.

    Attributes:
        etag: Its ``ETag``.
        last_modified: Its ``Last-Modified``.
    """

    etag: str | None = None
    last_modified: str | None = None


def add_retrieval(
    connection: Connection,
    arrival: Arrival | None,
    *,
    report: int | None,
    sha256: str,
    input: str,  # noqa: A002
    at: str,
    version: str,
) -> None:
    """Adds a row.

    Args:
        connection: To the ledger.
        arrival: How the bytes came in; None for a reading that was made elsewhere.
        report: Number of the report that they are; None for a feed or an archive.
        sha256: Their hash.
        input: The input as it was named.
        at: The moment, ISO, UTC.
        version: Of the program.
    """
    row: dict[str, Any] = {"report": report, "retrieved_at": at, "version": version, "input": input, "sha256": sha256}
    if arrival is not None:
        row |= {"part": arrival.part, "url": arrival.url, "archived_at": arrival.archived_at, "note": arrival.note}
        if arrival.trace is not None:
            trace = arrival.trace
            hops = [[hop.url, hop.address, hop.status] for hop in trace.hops]
            row |= {
                "asked": trace.asked, "hops": json.dumps(hops, ensure_ascii=False), "http_date": trace.http_date,
                "etag": trace.etag, "last_modified": trace.last_modified,
            }  # fmt: skip
    connection.execute(insert(schema.RETRIEVALS), row)


def tags_of(connection: Connection, url: str) -> Tags:
    """The tags of what an address gave last, all of whose reports were kept."""
    rows = schema.RETRIEVALS
    query = select(rows.c.etag, rows.c.last_modified).where(rows.c.asked == url, rows.c.part.is_(None))
    row = connection.execute(query.order_by(rows.c.number.desc()).limit(1)).first()
    return Tags(*row) if row else Tags()


def retrieved_page(connection: Connection, url: str) -> bool:
    """Whether the ledger has the report at an address, fetched by that address."""
    rows = schema.RETRIEVALS
    query = select(rows.c.number).where(rows.c.asked == url, rows.c.report.is_not(None), rows.c.part.is_(None))
    return connection.execute(query.limit(1)).first() is not None


def problems_of_retrievals(connection: Connection) -> Iterator[str]:
    """One line for everything that is wrong with how reports came in."""
    rows, reports = schema.RETRIEVALS, schema.REPORTS
    query = select(rows, reports.c.sha256.label("due")).join_from(rows, reports, isouter=True).order_by(rows.c.number)
    for row in connection.execute(query).mappings():
        if row["report"] is not None and row["sha256"] != row["due"]:
            yield f"retrieval {row['number']}: is of other bytes than its report"
        if row["report"] is None and row["asked"] is None:
            yield f"retrieval {row['number']}: is of nothing"
        if row["hops"] is not None and not _leads(row["hops"], row["asked"], row["url"]):
            yield f"retrieval {row['number']}: its addresses do not lead from what was asked to what answered"
    without = select(reports.c.id).where(
        reports.c.number.not_in(select(rows.c.report).where(rows.c.report.is_not(None)))
    )
    for (name,) in connection.execute(without.order_by(reports.c.number)):
        yield f"report {name}: nothing says how it came in"


def _leads(hops: str, asked: str | None, url: str | None) -> bool:
    try:
        steps = json.loads(hops)
        return bool(steps[0][0] == asked and steps[-1][0] == url)
    except (ValueError, LookupError, TypeError):
        return False
