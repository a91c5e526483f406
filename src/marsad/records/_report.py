"""The report: one document as it was read, before anything is understood of it."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.records._vocabulary import PublishedBasis


@dataclass(frozen=True, slots=True)
class Report:
    """One news report.

    Attributes:
        id: Stable name of the report: the ``id`` of a JSON Lines row, else the file's name, else its hash.
        text: The body as read. Every span of every record points into it.
        title: Headline, where the input tells it.
        url: Address it was published at.
        outlet: Who published it.
        byline: Who wrote it.
        published: ISO date or date-time; null where nobody says. Never guessed from the body.
        published_basis: Where ``published`` comes from.
        language: ISO 639-1 code.
        sha256: Hash of the raw input bytes (of the raw JSON line for a row of a JSON Lines file), hexadecimal.
    """

    id: str
    text: str
    title: str | None
    url: str | None
    outlet: str | None
    byline: str | None
    published: str | None
    published_basis: PublishedBasis
    language: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A report that could not be read: it keeps its place in the output.

    Attributes:
        id: As in :class:`Report`.
        error: One line that names the input and the way out.
    """

    id: str
    error: str
