"""The events of a ledger as things to be checked, kept: after a change only those of the reports it touched are read.

What an event says of itself changes with a reading of its report, what people decided on it with a judgement on it, and
its incident is a new row of another number whenever anything of the incident changes.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import and_, bindparam, or_, select

from marsad.ledger import is_latest, portions, standing_on_events, tables
from marsad.views.desk._waiting import Waiting, state_of_event
from marsad.views.desk._worth import event_worth

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy import Connection

    from marsad.incidents import IncidentRow
    from marsad.ledger import Ledger, Standing

Member = tuple[str, str]
Trigger = tuple[int, int, int]
_OF_PAIRS = frozenset({"same", "different", "unsure"})
_MANY = 2000  # reports; of more, all events are read


class Told(NamedTuple):
    """An event of a latest reading: what is to be checked, where its words stand, and the number of its incident."""

    waiting: Waiting
    trigger: Trigger
    home: int | None


class KeptEvents:
    """The events of the latest readings, and what stands of people's decisions on them. Not safe for threads.

    Attributes:
        rows: The incidents that they were put together with, by their number.
        told: The events by report and id.
        standing: The decisions by the words they are on.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._state: tuple[int, ...] | None = None
        self.rows: Mapping[int, IncidentRow] = {}
        self._members: dict[int, list[Member]] = defaultdict(list)  # by the number of the report
        self.told: dict[Member, Told] = {}
        self.standing: dict[Trigger, list[Standing]] = {}

    def bring_up_to_date(
        self, state: tuple[int, ...], rows: Mapping[int, IncidentRow]
    ) -> tuple[list[Waiting], list[Waiting]]:
        """Reads what changed since the last time.

        Args:
            state: Number of the last reading and of the last judgement, asked before anything that follows from them.
            rows: All incidents by their number, as they are now.

        Returns:
            What is no more as it was, and what it is now.
        """
        with self._ledger.looking() as connection:
            reports = self._touched(connection, rows)
            if reports is None or len(reports) > _MANY:
                before, standing = dict(self.told), dict(standing_on_events(connection))
                now = _read(connection, None, rows, standing)
            else:
                before = {m: self.told[m] for report in reports for m in self._members.get(report, ())}
                standing = {where: judged for where, judged in self.standing.items() if where[0] not in reports}
                now = {}
                for some in portions(reports):
                    standing |= standing_on_events(connection, some)
                for some in portions(reports):
                    now |= _read(connection, some, rows, standing)
        gone, new = _differing(before, now)
        for member, one in before.items():
            del self.told[member]
            self._members.pop(one.trigger[0], None)
        for member, one in now.items():
            self.told[member] = one
            self._members[one.trigger[0]].append(member)
        self.rows, self._state, self.standing = rows, state, standing
        return gone, new

    def _touched(self, connection: Connection, rows: Mapping[int, IncidentRow]) -> set[int] | None:
        """Numbers of the reports whose events may be otherwise now; None for all.

        An event whose incident is gone is in a new one, or its report was read or judged.
        """
        if self._state is None:
            return None
        new = rows.keys() - self.rows.keys()
        if len(new) > _MANY:
            return None
        reports: set[int] = set()
        for query, last in zip((_READ_SINCE, _JUDGED_SINCE), self._state, strict=True):
            reports.update(connection.execute(query, {"last": last}).scalars())
        mention = tables.MENTIONS
        for some in portions(new):
            query = select(mention.c.report).where(mention.c.incident.in_(some))
            reports.update(connection.execute(query).scalars())
        return reports


def _read(
    connection: Connection,
    reports: Collection[int] | None,
    rows: Mapping[int, IncidentRow],
    standing: Mapping[Trigger, Sequence[Standing]],
) -> dict[Member, Told]:
    """The events of some reports, or of all."""
    query = _EVENTS if reports is None else _EVENTS.where(tables.REPORTS.c.number.in_(reports))
    pairs = pair_judgements(standing)
    found: dict[Member, Told] = {}
    for number, name, id_, start, end, kind, status, background, confidence, home in connection.execute(query):
        row = rows.get(home)
        killed, grade = (row.killed, row.grade) if row else (None, None)
        worth = event_worth(confidence, kind=kind, status=status, background=background, killed=killed, grade=grade)
        member, trigger = (name, id_), (number, start, end)
        judged = standing.get(trigger)
        state = state_of_event([one for one in judged if one.number not in pairs]) if judged else "todo"
        waiting = Waiting(f"{name}/{id_}", "event", state, worth, kind, "", (member,), confidence)
        found[member] = Told(waiting, trigger, home)
    return found


def pair_judgements(standing: Mapping[Trigger, Sequence[Standing]]) -> dict[int, set[Trigger]]:
    """Judgements on more than one event, with these."""
    on: dict[int, set[Trigger]] = defaultdict(set)
    for trigger, judged in standing.items():
        for one in judged:
            if one.verdict in _OF_PAIRS:
                on[one.number].add(trigger)
    return {number: triggers for number, triggers in on.items() if len(triggers) > 1}


def _differing(before: Mapping[Member, Told], now: dict[Member, Told]) -> tuple[list[Waiting], list[Waiting]]:
    """What is no more as it was, and what it is now; what stays remains the same object."""
    gone, new = [], []
    for member, one in before.items():
        if member not in now or now[member].waiting != one.waiting:
            gone.append(one.waiting)
    for member, one in now.items():
        if member not in before or before[member].waiting != one.waiting:
            new.append(one.waiting)
        else:
            now[member] = one._replace(waiting=before[member].waiting)
    return gone, new


_EVENTS = (
    select(
        tables.REPORTS.c.number, tables.REPORTS.c.id, tables.EVENTS.c.id, tables.EVENTS.c.trigger_start,
        tables.EVENTS.c.trigger_end, tables.EVENTS.c.kind, tables.EVENTS.c.status, tables.EVENTS.c.background,
        tables.EVENTS.c.confidence, tables.MENTIONS.c.incident,
    )
    .select_from(tables.EVENTS)
    .join(tables.READINGS, tables.EVENTS.c.reading == tables.READINGS.c.number)
    .join(tables.REPORTS, tables.READINGS.c.report == tables.REPORTS.c.number)
    .outerjoin(
        tables.MENTIONS,
        and_(tables.MENTIONS.c.report == tables.REPORTS.c.number, tables.MENTIONS.c.event == tables.EVENTS.c.id),
    )
    .where(is_latest())
)  # fmt: skip
_READ_SINCE = select(tables.READINGS.c.report).where(tables.READINGS.c.number > bindparam("last"))
_SINCE = select(tables.JUDGEMENTS.c.number).where(tables.JUDGEMENTS.c.number > bindparam("last"))
_TAKEN_BACK_SINCE = select(tables.JUDGEMENTS.c.undoes).where(
    tables.JUDGEMENTS.c.number > bindparam("last"), tables.JUDGEMENTS.c.undoes.is_not(None)
)
_JUDGED_SINCE = select(tables.JUDGED.c.report).where(
    or_(tables.JUDGED.c.judgement.in_(_SINCE), tables.JUDGED.c.judgement.in_(_TAKEN_BACK_SINCE))
)
