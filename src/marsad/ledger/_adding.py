"""What comes in, put into a ledger: each report in one transaction, with how it came in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad import _read
from marsad._errors import LedgerError, MarsadError
from marsad.ledger import _store
from marsad.ledger._database import looking, writing
from marsad.ledger._retrievals import Tags, retrieved_page, tags_of
from marsad.records import ModelInfo, Report, Unread
from marsad.sources import normal_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sqlalchemy import Engine

    from marsad.ledger._store import Added, Circumstances
    from marsad.sources import Arrival

__all__ = ["Adding"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    setting: str
    reader: str
    again: bool
    model: ModelInfo


class Adding:
    """Adds what comes in to a ledger, all in one way of reading.

    Args:
        engine: Of the ledger.
        setting: ``precise``, ``balanced`` or ``everything``.
        reader: ``trained`` or ``rules``.
        now: Gives the moment, ISO, UTC.
        again: Whether to read what was read in the same way already.

    Raises:
        UsageError: There is no such setting or reader.
    """

    def __init__(
        self, engine: Engine, *, setting: str, reader: str, now: Callable[[], str], again: bool = False
    ) -> None:
        self._engine = engine
        self._way = _Way(setting=setting, reader=reader, again=again, model=_read.program_of(reader, setting))
        self._now = now

    def add(self, name: str, arrivals: Iterable[Arrival]) -> Iterator[Added | Unread]:
        """Adds what came in from one input.

        Args:
            name: The input as it was named.
            arrivals: What came in.

        Yields:
            What became of each report.

        Raises:
            LedgerError: The database cannot go on.
        """
        for arrival in arrivals:
            if isinstance(arrival.result, Unread):
                yield arrival.result
                continue
            about = _store.Circumstances(name, self._now(), self._way.setting, self._way.reader, arrival)
            if arrival.result is None:
                with writing(self._engine) as connection:
                    _store.note_retrieval(connection, None, arrival.sha256, about)
            else:
                yield self._add(arrival.result, about)

    def _add(self, report: Report, about: Circumstances) -> Added | Unread:
        with looking(self._engine) as connection:
            report = _store.dated(connection, report)
        there = None if self._way.again else self._known(report, about)
        if there is not None:
            return there
        result = _read.read_or_unread(report, setting=about.setting, reader=about.reader)
        if isinstance(result, Unread):
            return result
        try:
            with writing(self._engine) as connection:
                return _store.store(connection, result, about)
        except LedgerError:
            raise
        except MarsadError as error:
            return Unread(report.id, str(error))

    def _known(self, report: Report, about: Circumstances) -> Added | None:
        with looking(self._engine) as connection:
            there = _store.known(connection, report, self._way.model, about)
            found = _store.find_report(connection, report.sha256)
        if there is not None and found is not None:
            with writing(self._engine) as connection:
                _store.note_retrieval(connection, found[0], report.sha256, about)
        return there

    def tags_of(self, url: str) -> Tags:
        """The tags of what an address gave last."""
        with looking(self._engine) as connection:
            return tags_of(connection, normal_address(url))

    def has_page(self, url: str) -> bool:
        """Whether the report at an address was fetched already."""
        with looking(self._engine) as connection:
            return retrieved_page(connection, normal_address(url))
