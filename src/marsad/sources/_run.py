"""What the readers of all forms share: the state of a run, an open input, and the limits."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO, Literal
from urllib.parse import unquote, urlsplit

from marsad._errors import InputError
from marsad.records import Unread
from marsad.sources._arrival import Arrival
from marsad.sources._ids import Ids, shown

if TYPE_CHECKING:
    from marsad.records import Report
    from marsad.sources._arrival import Trace
    from marsad.sources._draft import Draft
    from marsad.sources._web import Web

__all__ = ["FORMS", "LIMIT", "PDF_LIMIT", "Form", "Input", "Room", "Run", "refusal", "stem_of_address"]

LIMIT = 10_000_000  # bytes of one report; the longest reports of the trade have less than a hundredth of it
PDF_LIMIT = 60_000_000  # bytes of a PDF, most of which are its pictures

Form = Literal["plain", "html", "jsonl", "feed", "pdf", "warc", "zip", "gzip"]
# What names promise. Only the first three decide; the others show by their first bytes.
FORMS: dict[str, Form] = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "plain",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".pdf": "pdf",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
    ".warc": "warc",
    ".gz": "gzip",
    ".zip": "zip",
}
_DECIDING = ("plain", "html", "jsonl")
_LONGEST_STEM = 80

logger = logging.getLogger("marsad")


@dataclass(slots=True)
class Room:
    """How much an archive, and those in it together, may still unpack to.

    Attributes:
        left: Bytes.
    """

    left: int

    def takes(self, size: int) -> bool:
        """Whether there is room for so many bytes more; if so, they are taken."""
        if size > self.left:
            return False
        self.left -= size
        return True


@dataclass(frozen=True, slots=True)
class Run:
    """What holds for the whole run: the caller's date, the ids given out, standard input, the way to the network."""

    given: str | None
    stdin: BinaryIO | None
    web: Web
    ids: Ids = field(default_factory=Ids)


@dataclass(frozen=True, slots=True)
class Input:
    """An open input.

    Attributes:
        name: For messages.
        stem: For ids.
        hint: The form that its name or its content type promises, where that decides.
        size: Bytes, where it is known before reading.
        charset: The encoding that its server stated.
        part: Where in what the user named it stands.
        trace: How it was fetched.
        archived_at: When a web archive took it.
        told: What is known of the report from outside, for what it does not tell itself.
        note: What is to be known of it.
        depth: How many archives it lies in.
        room: How much the archive that it lies in may still unpack to.
    """

    name: str
    stem: str
    hint: Form | None = None
    size: int | None = None
    charset: str | None = None
    part: str | None = None
    trace: Trace | None = None
    archived_at: str | None = None
    told: Draft | None = None
    note: str | None = None
    depth: int = 0
    room: Room | None = None

    @classmethod
    def named(cls, file: str, *, name: str, size: int | None = None) -> Input:
        """An input with the name of a file, which may be compressed."""
        path = PurePath(file)
        if path.suffix.lower() == ".gz":
            path = path.with_suffix("") if path.stem else path
        hint = FORMS.get(path.suffix.lower())
        return cls(name, path.stem, hint=hint if hint in _DECIDING else None, size=size)

    def inside(self, part: str, inner: Input) -> Input:
        """``inner`` as a part of this input."""
        return replace(
            inner, part=part if self.part is None else f"{self.part}, {part}", trace=self.trace, depth=self.depth + 1,
            room=self.room,
        )  # fmt: skip

    def arrived(self, report: Report, *, part: str | None = None, note: str | None = None) -> Arrival:
        """The arrival of a report that this input is, or that a part of it is."""
        parts = [piece for piece in (self.part, part) if piece]
        notes = [piece for piece in (self.note, note) if piece]
        for piece in notes:
            logger.warning("%s: %s", self.name if part is None else f"{self.name}, {part}", piece)
        url = self.trace.url if self.trace else self.told.url if self.told and self.archived_at else None
        return Arrival(
            report, report.sha256, part=", ".join(parts) or None, url=url, trace=self.trace,
            archived_at=self.archived_at, note="; ".join(notes) or None,
        )  # fmt: skip

    def unread(self, run: Run, error: Exception, *, id: str | None = None) -> Arrival:  # noqa: A002
        """The arrival of an input that cannot be read."""
        return Arrival(Unread(id or run.ids.free(self.stem), str(refusal(self.name, error))), part=self.part)


def stem_of_address(url: str) -> str:
    """What a report at an address is called: the last piece of its path, or its host."""
    try:
        parts = urlsplit(url)
        pieces = [piece for piece in unquote(parts.path).split("/") if piece]
        stem = PurePath(pieces[-1]).stem if pieces else parts.hostname
    except ValueError:
        stem = None
    return shown(stem or "address")[:_LONGEST_STEM]


def refusal(name: str, error: Exception) -> InputError:
    """What to tell of an error of the operating system, in one line."""
    if isinstance(error, InputError):
        return error
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return InputError(shown(name), "does not exist; correct the path")
    if isinstance(error, PermissionError):
        return InputError(shown(name), "may not be read by this user; change its permissions")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return InputError(shown(name), f"cannot be read ({reason}); check the path and the disk")
