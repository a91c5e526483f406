"""A folder or a list of feeds, looked at again and again; what is new goes into the ledger.

Nothing runs behind the user's back: the watch lasts as long as the command. Which files of a folder were read is
remembered while it lasts; after a new start they are read again, and the ledger finds that it has them.
"""

from __future__ import annotations

import logging
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

from marsad._errors import LedgerError, UsageError
from marsad.records import Unread
from marsad.sources import files_in, read_address, read_arrivals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from threading import Event

    from marsad.ledger._adding import Adding
    from marsad.ledger._store import Added
    from marsad.sources import Web

__all__ = ["Watch", "feeds_of"]

_Seen = tuple[int, int]  # size and moment of the last change of a file

logger = logging.getLogger("marsad")


class Watch:
    """What is watched, and what was seen of it.

    Args:
        target: A folder, or a file that lists feeds.
        adding: Puts what comes in into the ledger.
        web: How to go to the network.
        stop: Set when the watch is to end.
        settle_s: Seconds between two looks that show which files are whole.
        published: ISO date for reports that bring none.

    Raises:
        UsageError: The target is not there.
    """

    def __init__(
        self, target: Path, adding: Adding, web: Web, *, stop: Event, settle_s: float, published: str | None
    ) -> None:
        if not target.exists():
            raise UsageError(f"{target}: does not exist; name a folder, or a file that lists feeds")
        self._target = target
        self._adding = adding
        self._web = web
        self._stop = stop
        self._settle_s = settle_s
        self._published = published
        self._done: dict[Path, _Seen] = {}

    def rounds(
        self, every_s: float, *, once: bool, after_round: Callable[[], object] | None = None
    ) -> Iterator[Added | Unread]:
        """Round after round, until told to stop.

        Args:
            every_s: Seconds between two rounds.
            once: One round only.
            after_round: Called at the end of each round.

        Yields:
            What became of each report.

        Raises:
            LedgerError: The database cannot go on, and there is no later round to try it again.
        """
        while not self._stop.is_set():
            self._web.fetcher.forget()
            try:
                yield from self._folder() if self._target.is_dir() else self._feeds()
                if after_round is not None:
                    after_round()
            except LedgerError as error:
                if once:
                    raise
                logger.warning("%s; the next round tries it again", error)
            if once or self._stop.wait(every_s):
                return

    def _folder(self) -> Iterator[Added | Unread]:
        before = self._look()
        new = {path: seen for path, seen in before.items() if self._done.get(path) != seen}
        if not new or self._stop.wait(self._settle_s):
            return
        after = self._look()
        for path, seen in new.items():
            if after.get(path) != seen:
                if path in after:
                    logger.warning("%s: is still being written; the next round reads it", path)
                continue
            arrivals = read_arrivals([path], published=self._published, web=self._web)
            yield from self._adding.add(str(path), arrivals)
            self._done[path] = seen
            if self._stop.is_set():
                return
        self._done = {path: seen for path, seen in self._done.items() if path in after}

    def _look(self) -> dict[Path, _Seen]:
        """The files of the folder, each with its state."""
        found: dict[Path, _Seen] = {}
        for path in files_in(self._target):
            if not isinstance(path, Path):
                logger.warning("%s", path)
                continue
            try:
                about = path.stat()
            except OSError:  # gone meanwhile
                continue
            found[path] = (about.st_size, about.st_mtime_ns)
        return found

    def _feeds(self) -> Iterator[Added | Unread]:
        try:
            feeds = feeds_of(self._target)
        except OSError as error:
            yield Unread(
                self._target.stem, f"{self._target}: cannot be read ({error.strerror}); correct its permissions"
            )
            return
        if not feeds:
            reason = "names no feeds; write one address (https://...) per line, or give OPML"
            yield Unread(self._target.stem, f"{self._target}: {reason}")
        for url in feeds:
            if self._stop.is_set():
                return
            tags = self._adding.tags_of(url)
            arrivals = read_address(
                url, web=self._web, published=self._published, etag=tags.etag, last_modified=tags.last_modified
            )
            for told in self._adding.add(url, arrivals):
                yield told
                if self._stop.is_set():  # the feed itself is kept only behind its last entry, and so is read again
                    return


class _Outlines(HTMLParser):
    """Collects the feeds of an OPML file; forgiving, and blind to the entities that XML could define."""

    def __init__(self) -> None:
        super().__init__()
        self.feeds: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get("xmlurl")
        if tag == "outline" and address:
            self.feeds.append(address.strip())


def feeds_of(path: Path) -> list[str]:
    """The addresses that a list of feeds names, each once, in its order.

    Args:
        path: One address per line, ``#`` begins a remark; or OPML.
    """
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    if text.lstrip().startswith("<"):
        outlines = _Outlines()
        outlines.feed(text)
        return list(dict.fromkeys(outlines.feeds))
    lines = (line.split(" #")[0].strip() for line in text.splitlines())
    return list(dict.fromkeys(line for line in lines if line and not line.startswith("#")))
