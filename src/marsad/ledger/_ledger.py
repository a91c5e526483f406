"""The ledger as a program sees it: opened once, then asked and added to."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Self

from marsad._defaults import DEFAULT_READER, DEFAULT_SETTING
from marsad._errors import LedgerError, MarsadError
from marsad.ledger import (
    _accounts,
    _backup,
    _control,
    _events,
    _judgements,
    _met,
    _migrate,
    _reprints,
    _search,
    _stats,
    _store,
)
from marsad.ledger._areas import Area
from marsad.ledger._check import problems_of
from marsad.ledger._corrections import corrected
from marsad.ledger._database import engine_of, is_sqlite, looking, name_of, writing
from marsad.ledger._judgements import standing_on_events
from marsad.ledger._readings import latest_reading
from marsad.ledger._watch import Watch
from marsad.sources import Fetcher, Web, read_arrivals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from types import TracebackType

    from sqlalchemy import Connection, Engine

    from marsad.ledger._accounts import Account, Role
    from marsad.ledger._areas import Box, Near
    from marsad.ledger._control import FoundControl, KnownPlace
    from marsad.ledger._events import EventFilter, Found
    from marsad.ledger._judgements import Json, Judgement, Verdict
    from marsad.ledger._search import Hit
    from marsad.ledger._stats import Stats
    from marsad.ledger._store import Added
    from marsad.records import Reading, Unread

DEFAULT_LEDGER = "marsad.db"


def open_ledger(path_or_url: str | os.PathLike[str] = DEFAULT_LEDGER, *, create: bool = True) -> Ledger:
    """Opens a ledger, or makes one.

    A ledger of an older schema is migrated, after a copy of it was made beside the file (of a PostgreSQL ledger: in the
    current folder); ``migrated_from`` names the copy.

    Args:
        path_or_url: Path of an SQLite file, or ``postgresql://user@host/database``.
        create: Whether to make a ledger where there is none.

    Raises:
        LedgerError: There is none and ``create`` is false, it was written by a newer marsad, or it cannot be opened.
    """
    where = os.fspath(path_or_url)
    engine = engine_of(where)
    if is_sqlite(engine):
        path = Path(engine.url.database or "")
        if not create and not path.exists():
            raise LedgerError(f"{path}: there is no such ledger; put reports into it with: marsad add PATH")
        if not path.parent.is_dir():
            raise LedgerError(f"{path}: there is no folder {path.parent}; make it, or name another with --ledger")
    try:
        copy = _migrate.prepare(engine, create=create)
    except MarsadError:
        engine.dispose()
        raise
    return Ledger(engine, migrated_from=copy)


class Ledger:
    """Reports, their readings and people's judgements, kept for good. Made by :func:`open_ledger`; close it after use.

    Attributes:
        migrated_from: The copy made before opening migrated the ledger, or None.
    """

    def __init__(self, engine: Engine, *, migrated_from: Path | None = None) -> None:
        self._engine = engine
        self.migrated_from = migrated_from

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the database."""
        self._engine.dispose()

    @property
    def name(self) -> str:
        """Its path, or its address without the password."""
        return name_of(self._engine)

    def looking(self) -> AbstractContextManager[Connection]:
        """One transaction that only reads, and sees one state of the ledger from beginning to end."""
        return looking(self._engine)

    def writing(self) -> AbstractContextManager[Connection]:
        """One transaction that writes: all of it is kept, or nothing. Writers come one at a time.

        For rooms above this one; what a report said and what a person decided is added by the methods below.
        """
        return writing(self._engine)

    @property
    def today(self) -> str:
        """The day, ISO, UTC, for questions such as what is due by now."""
        return _now()[:10]

    def add(
        self,
        inputs: Sequence[str | os.PathLike[str]],
        *,
        published: str | None = None,
        setting: str = DEFAULT_SETTING,
        reader: str = DEFAULT_READER,
        again: bool = False,
        follow: bool = False,
        allow_private: bool = False,
    ) -> Iterator[Added | Unread]:
        """Reads reports and adds them, each in one transaction, lazily and in order.

        A report that the ledger has is read again only where this version of the program, or another setting, reader or
        date of publication, has not read it yet. That it came in again is kept in any case.

        Args:
            inputs: Files, folders, globs, addresses (``https://...``) or "-" (standard input).
            published: ISO date for inputs that bring none.
            setting: ``precise``, ``balanced`` or ``everything``.
            reader: ``trained`` or ``rules``.
            again: Read also what was read in the same way already, as after adding places; kept if it differs.
            follow: Fetch the pages that feeds link, instead of reading what the feed has of them.
            allow_private: Fetch also from this machine and private networks.

        Yields:
            What became of each report.

        Raises:
            LedgerError: The database cannot go on. What was yielded before is kept.
            UsageError: ``published`` is no ISO date, or there is no such setting or reader.
        """
        from marsad.ledger._adding import Adding  # loads the reader, for which only those wait who read

        adding = Adding(self._engine, setting=setting, reader=reader, again=again, now=_now)
        web = Web(follow, Fetcher(allow_private))
        for item in inputs:
            yield from adding.add(os.fspath(item), read_arrivals([item], published=published, web=web))

    def watch(
        self,
        target: str | os.PathLike[str],
        *,
        every_s: float = 900.0,
        once: bool = False,
        stop: Event | None = None,
        published: str | None = None,
        setting: str = DEFAULT_SETTING,
        reader: str = DEFAULT_READER,
        follow: bool = False,
        allow_private: bool = False,
        settle_s: float = 2.0,
        after_round: Callable[[], object] | None = None,
    ) -> Iterator[Added | Unread]:
        """Adds what is new in a folder, or in the feeds of a list, until told to stop.

        A file is read when it has not changed for ``settle_s``. A feed is fetched anew only where its server says that
        it has changed. Errors of an input are yielded; while the database cannot go on, it is tried again at every
        round.

        Args:
            target: A folder; or a file with one address of a feed per line (``#`` begins a remark), or an OPML file.
            every_s: Seconds from the end of a round to the next.
            once: One round only.
            stop: Set it to end the watch after the report at hand.
            published: As in :meth:`add`.
            setting: As in :meth:`add`.
            reader: As in :meth:`add`.
            follow: As in :meth:`add`; pages that the ledger has are not fetched again.
            allow_private: As in :meth:`add`.
            settle_s: Seconds between the two looks at a folder that show which files are whole.
            after_round: Called at the end of each round, as to bring the kept incidents up to date.

        Yields:
            What became of each report.

        Raises:
            LedgerError: The database cannot go on, and ``once`` is set.
            UsageError: There is no such folder or list, or as in :meth:`add`.
        """
        stop = stop or Event()
        from marsad.ledger._adding import Adding

        adding = Adding(self._engine, setting=setting, reader=reader, now=_now)
        web = Web(follow, Fetcher(allow_private, wait=stop.wait), adding.has_page)
        watch = Watch(Path(target), adding, web, stop=stop, settle_s=settle_s, published=published)
        yield from watch.rounds(every_s, once=once, after_round=after_round)

    def add_reading(self, reading: Reading, *, setting: str, reader: str, source: str = "reading") -> Added:
        """Adds what was read elsewhere, with ``marsad.read`` or from a line of ``marsad read --json``.

        Args:
            reading: The reading.
            setting: The setting it was read with.
            reader: The reader that read it.
            source: Where it came from.

        Raises:
            InputError: The report cannot be kept.
            LedgerError: The database cannot go on.
        """
        with writing(self._engine) as connection:
            return _store.store(connection, reading, _store.Circumstances(source, _now(), setting, reader))

    def events(self, wanted: EventFilter | None = None) -> Iterator[Found]:
        """The events that a filter asks for, by day, undated ones last; without one, all."""
        with looking(self._engine) as connection:
            yield from _events.find_events(connection, wanted or _events.EventFilter())

    def count_events(self, wanted: EventFilter | None = None) -> int:
        """How many events a filter asks for, whatever its limit and offset."""
        with looking(self._engine) as connection:
            return _met.count_met(connection, wanted or _events.EventFilter())

    def control(self) -> Iterator[FoundControl]:
        """Who holds which place as the latest readings tell it, without what a person has rejected."""
        with looking(self._engine) as connection:
            yield from _control.find_control(connection)

    def places(self, *, box: Box | None = None, near: Near | None = None) -> dict[str, KnownPlace]:
        """Every place that the latest readings name, by id.

        Args:
            box: West, south, east, north in degrees, within which its point lies.
            near: Latitude, longitude and kilometres: its point is no further away.

        Raises:
            UsageError: There is no such box or distance.
        """
        area = None if box is None and near is None else Area.of(box=box, near=near)
        with looking(self._engine) as connection:
            return _control.known_places(connection, area)

    def search(self, words: str, wanted: EventFilter | None = None, *, limit: int | None = None) -> Iterator[Hit]:
        """The reports that hold certain words, the newest first.

        Args:
            words: Words that must all be there; ``"in a row"``, ``begin*``, ``-without``.
            wanted: Only reports that hold an event which meets this filter. Where it asks for nothing but days or a
                source, the report itself is meant: its day, its outlet or who says an event in it.
            limit: At most so many reports.

        Raises:
            UsageError: ``words`` holds no word to look for, or the filter asks for what there cannot be.
        """
        query = _search.parse(words)
        with looking(self._engine) as connection:
            yield from _search.search(connection, query, wanted, limit=limit)

    def reading(self, report: str) -> Reading | None:
        """The latest reading of a report, by the report's id in the ledger."""
        with looking(self._engine) as connection:
            found = latest_reading(connection, report)
        return None if found is None else found[1]

    def corrected_reading(self, report: str) -> Reading | None:
        """The latest reading of a report without the events that people rejected, and with what they corrected.

        Args:
            report: The report's id in the ledger.
        """
        with looking(self._engine) as connection:
            found = latest_reading(connection, report)
            if found is None:
                return None
            number, reading = found
            standing = standing_on_events(connection, [number])
            return corrected(reading, {(start, end): judged for (_, start, end), judged in standing.items()})

    def stats(self, wanted: EventFilter | None = None) -> Stats:
        """How much there is of what.

        Args:
            wanted: Only the events that meet this filter, and what the reports hold that :meth:`search` looks through
                with it. Without one, everything: also events that people rejected.

        Raises:
            UsageError: The filter asks for what there cannot be.
        """
        with looking(self._engine) as connection:
            return _stats.stats_of(connection, wanted)

    def reports_by_day(self) -> dict[str, int]:
        """How many reports were published on each day, by ISO day; undated ones are left out."""
        with looking(self._engine) as connection:
            return _stats.reports_by_day(connection)

    def judge(
        self,
        verdict: Verdict,
        *subjects: tuple[str, str | None],
        who: str,
        why: str,
        field: str | None = None,
        value: Json = None,
    ) -> int:
        """Keeps a person's decision.

        Args:
            verdict: ``accept``, ``reject``, ``correct`` or ``resolve`` on one record; ``note`` on one or more; ``same``
                or ``different`` on two or more; ``unsure`` on one, or whether two or more are the same.
            subjects: Report id and the id of an event, forecast or control record in its latest reading; None instead
                of the latter for the report itself.
            who: By whom.
            why: The reason.
            field: The field that is corrected.
            value: What it should say; how a forecast came out: ``{"state": "true", "on": "2018-12-14", "event":
                "report/e5"}``, the day and the event null where nobody knows them.

        Returns:
            The number of the judgement.

        Raises:
            UsageError: There is no such record, or the verdict does not fit what it is on.
        """
        with writing(self._engine) as connection:
            return _judgements.judge(
                connection, verdict, subjects, who=who, why=why, at=_now(), field=field, value=value
            )

    def check_judgement(
        self,
        verdict: Verdict,
        *subjects: tuple[str, str | None],
        who: str,
        why: str,
        field: str | None = None,
        value: Json = None,
    ) -> None:
        """Keeps nothing, and fails where :meth:`judge` would.

        Raises:
            UsageError: As there.
        """
        with looking(self._engine) as connection:
            _judgements.checked(connection, verdict, subjects, who=who, why=why, field=field, value=value)

    def judge_each(
        self, verdict: Verdict, judged: Iterable[Sequence[tuple[str, str | None]]], *, who: str, why: str
    ) -> list[int]:
        """Keeps several decisions of one person at once: all of them, or none.

        Args:
            verdict: As in :meth:`judge`; no correction.
            judged: What each is on, as the subjects of :meth:`judge`.
            who: By whom.
            why: The reason.

        Returns:
            Their numbers.

        Raises:
            UsageError: As in :meth:`judge`.
        """
        with writing(self._engine) as connection:
            at = _now()
            return [_judgements.judge(connection, verdict, subjects, who=who, why=why, at=at) for subjects in judged]

    def undo(self, number: int, *, who: str, why: str) -> int:
        """Takes a judgement back, by a later one.

        Args:
            number: Of the judgement.
            who: By whom.
            why: The reason.

        Returns:
            The number of the later one.

        Raises:
            UsageError: There is no such judgement, or it was taken back already.
        """
        with writing(self._engine) as connection:
            return _judgements.undo(connection, number, who=who, why=why, at=_now())

    def judgements(self, report: str | None = None) -> list[Judgement]:
        """All judgements in the order they were made, those taken back too.

        Args:
            report: Only those on this report and its records, and those that take one of them back.
        """
        with looking(self._engine) as connection:
            return _judgements.judgements_of(connection, report)

    def accounts(self) -> list[Account]:
        """Who may use the web page, by name; where nobody is listed, it asks for no password."""
        with looking(self._engine) as connection:
            return _accounts.accounts_of(connection)

    def set_account(self, name: str, role: Role, password: str) -> None:
        """Lets somebody use the web page, or gives them another role and password.

        Args:
            name: As judgements will show it.
            role: ``reader``, ``reviewer`` or ``admin``.
            password: Ten characters or more; only its argon2 hash is kept.

        Raises:
            UsageError: Name, role or password will not do.
        """
        with writing(self._engine) as connection:
            _accounts.set_account(connection, name, role, password, at=_now())

    def remove_account(self, name: str) -> None:
        """Lets somebody use the web page no more; what they decided stays.

        Raises:
            UsageError: There is no such user.
        """
        with writing(self._engine) as connection:
            _accounts.remove_account(connection, name, at=_now())

    def check_password(self, name: str, password: str) -> Account | None:
        """The user whose name and password these are, or None."""
        with looking(self._engine) as connection:
            return _accounts.check_password(connection, name, password)

    def check(self) -> Iterator[str]:
        """One line for everything that is wrong with hashes, offsets and links; none where the ledger is whole."""
        with looking(self._engine) as connection:
            yield from problems_of(connection)

    def rebuild_reprints(self) -> None:
        """Finds the reprints among its reports anew, from their texts."""
        with writing(self._engine) as connection:
            _reprints.forget_prints(connection)
            _reprints.print_all(connection)

    def back_up(self, target: str | os.PathLike[str]) -> None:
        """Copies the ledger into a new SQLite file, while it may be in use.

        Args:
            target: The file.

        Raises:
            LedgerError: The file is there already, or cannot be written.
        """
        _backup.back_up(self._engine, Path(target))

    def restore(self, source: str | os.PathLike[str], *, replace: bool = False) -> None:
        """Makes the ledger what a backup says.

        Args:
            source: The backup.
            replace: Whether what the ledger holds may be lost.

        Raises:
            LedgerError: The ledger holds reports already, or the file is no backup of this schema.
        """
        _backup.restore(self._engine, Path(source), replace=replace)


def _now() -> str:
    """The moment, ISO, UTC. The one place where the clock is read; no record depends on it."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
