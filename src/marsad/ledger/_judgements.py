"""What people decided: rows that stay for good. To undo one is a later row.

A record is named by its report and by where it stands there, so that a judgement holds for a later reading too, which
may call the record by another id.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeVar, get_args

from sqlalchemy import func, insert, or_, select

from marsad._errors import UsageError
from marsad.ledger import _schema as schema
from marsad.ledger._control_corrections import check_correction
from marsad.ledger._corrections import written_out
from marsad.ledger._forecast_corrections import forecast_value
from marsad.ledger._readings import latest_reading
from marsad.ledger._resolutions import checked_resolution

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence

    from sqlalchemy import ColumnElement, Connection, RowMapping

    from marsad.records import Control, Reading, Span

Verdict = Literal["same", "different", "unsure", "accept", "reject", "correct", "resolve", "note", "undo"]
Json = str | int | float | bool | list["Json"] | dict[str, "Json"] | None
_Key = TypeVar("_Key", bound="Hashable")
_PAIRS = ("same", "different")
_OF_MANY = ("unsure", "note")  # on one record or more
_ONE_OF = ("accept", "reject", "unsure")  # of these, on a record alone, the last counts


@dataclass(frozen=True, slots=True)
class Subject:
    """What a judgement is on: a report, or a record of it.

    Attributes:
        report: The report's id.
        record: ``event``, ``forecast``, ``control``, ``relation``, ``actor``, or ``report``; of a control record that
            shares its words with another also place, relation and controller.
        start: Where its words (trigger, wording, evidence, first mention) begin in the text; null for a report.
        end: Where they end.
        told: The words.
    """

    report: str
    record: str
    start: int | None
    end: int | None
    told: str | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision of one person.

    Attributes:
        number: Its number in the ledger.
        made_at: When, ISO, UTC.
        who: By whom.
        verdict: What was decided.
        subjects: On what.
        field: The field that a correction is of.
        value: What it should say; of a forecast, how it came out.
        why: The reason.
        undoes: The number of the judgement that this one takes back.
        undone_by: The number of the one that took this one back.
    """

    number: int
    made_at: str
    who: str
    verdict: Verdict
    subjects: tuple[Subject, ...]
    field: str | None
    value: Json
    why: str
    undoes: int | None
    undone_by: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """A judgement that nobody took back, as it is shown beside an event."""

    number: int
    who: str
    verdict: Verdict
    field: str | None
    value: Json
    why: str


def judge(
    connection: Connection,
    verdict: Verdict,
    subjects: Sequence[tuple[str, str | None]],
    *,
    who: str,
    why: str,
    at: str,
    field: str | None = None,
    value: Json = None,
) -> int:
    """Adds a judgement on records of the latest readings; returns its number.

    Args:
        connection: To the ledger.
        verdict: What was decided.
        subjects: Report ids, each with the id of an event, forecast, control record or actor, the three words of a
            relation ("orlen-brigade part_of valley-army"), or None for the report itself.
        who: By whom.
        why: The reason.
        at: When, ISO.
        field: Of a correction.
        value: Of a correction or resolution.

    Raises:
        UsageError: There is no such record, the verdict does not fit what it is on, or a correction has no sense.
    """
    found, value = checked(connection, verdict, subjects, who=who, why=why, field=field, value=value)
    row = {"made_at": at, "who": who, "verdict": verdict, "why": why, "field": field, "undoes": None}
    number = _add(connection, row | {"value": None if value is None else json.dumps(value, ensure_ascii=False)})
    connection.execute(insert(schema.JUDGED), [subject | {"judgement": number} for subject in found])
    return number


def checked(
    connection: Connection,
    verdict: Verdict,
    subjects: Sequence[tuple[str, str | None]],
    *,
    who: str,
    why: str,
    field: str | None = None,
    value: Json = None,
) -> tuple[list[dict[str, object]], Json]:
    """What :func:`judge` would keep: the rows of what it is on, and the value written out in full.

    Raises:
        UsageError: As there.
    """
    _check(verdict, subjects, who=who, why=why, field=field)
    found = [_subject(connection, report, record) for report, record in subjects]
    if verdict == "correct":
        check_correction(str(found[0]["record"]), field, value)
    if field is not None and found[0]["record"] == "event":
        latest = latest_reading(connection, subjects[0][0])
        assert latest is not None
        value = written_out(latest[1], field, value)
    if field is not None and found[0]["record"] == "forecast":
        value = forecast_value(field, value)
    if verdict == "resolve":
        if found[0]["record"] != "forecast":
            raise UsageError(f"{'/'.join(filter(None, subjects[0]))}: is no forecast; only a forecast comes out")
        value = dict(checked_resolution(connection, value))
    return found, value


def undo(connection: Connection, number: int, *, who: str, why: str, at: str) -> int:
    """Takes a judgement back by a later row; returns the row's number.

    Raises:
        UsageError: There is no such judgement, it was taken back already, or takes one back itself.
    """
    if not who.strip():
        raise UsageError("a judgement is somebody's: say who")
    judgements = schema.JUDGEMENTS
    verdict = connection.execute(select(judgements.c.verdict).where(judgements.c.number == number)).scalar()
    if verdict is None:
        raise UsageError(f"{number}: there is no such judgement")
    if verdict == "undo":
        raise UsageError(f"{number}: takes a judgement back itself; judge anew")
    if connection.execute(select(judgements.c.number).where(judgements.c.undoes == number)).first():
        raise UsageError(f"{number}: was taken back already")
    row = {"made_at": at, "who": who, "verdict": "undo", "why": why, "field": None, "value": None, "undoes": number}
    return _add(connection, row)


def judgements_of(connection: Connection, report: str | None = None) -> list[Judgement]:
    """All judgements, or those on a report and its records and those that take one of them back, in their order."""
    judged = defaultdict(list)
    table, reports = schema.JUDGED, schema.REPORTS
    query = select(table, reports.c.id.label("name")).join_from(table, reports).order_by(table.c.number)
    told = select(schema.JUDGEMENTS).order_by(schema.JUDGEMENTS.c.number)
    if report is not None:
        on_it = select(table.c.judgement).join_from(table, reports).where(reports.c.id == report)
        query = query.where(table.c.judgement.in_(on_it))
        told = told.where(or_(schema.JUDGEMENTS.c.number.in_(on_it), schema.JUDGEMENTS.c.undoes.in_(on_it)))
    for row in connection.execute(query).mappings():
        subject = Subject(row["name"], row["record"], row["span_start"], row["span_end"], row["told"])
        judged[row["judgement"]].append(subject)
    rows = connection.execute(told).mappings().all()
    undone = {row["undoes"]: row["number"] for row in rows if row["undoes"] is not None}
    return [
        Judgement(
            row["number"], row["made_at"], row["who"], row["verdict"], tuple(judged[row["number"]]), row["field"],
            None if row["value"] is None else json.loads(row["value"]), row["why"], row["undoes"],
            undone.get(row["number"]),
        )
        for row in rows
    ]  # fmt: skip


def standing_on_events(
    connection: Connection, reports: Collection[int] | None = None
) -> Mapping[tuple[int, int, int], list[Standing]]:
    """What stands of the judgements on each event, by report number and trigger.

    Of accept, reject, and unsure about the event alone, the last.

    Args:
        connection: To the ledger.
        reports: Numbers of reports, not too many for one question; by default all.
    """
    judged = schema.JUDGED
    condition = judged.c.record == "event"
    if reports is not None:
        condition &= judged.c.report.in_(sorted(reports))
    return _standing(connection, condition, lambda row: (row["report"], row["span_start"], row["span_end"]))


def standing_on_control(connection: Connection) -> Mapping[tuple[int, int, int, str], list[Standing]]:
    """The same of control records, by report number, evidence and name (see :func:`control_record`)."""
    return _standing(
        connection,
        schema.JUDGED.c.record.startswith("control"),
        lambda row: (row["report"], row["span_start"], row["span_end"], row["record"]),
    )


def control_record(control: Control) -> str:
    """The name of a control record among others that rest on the same words, as a capture has a winner and a loser."""
    return f"control {control.place} {control.relation} {control.controller or '-'}"


def _standing(
    connection: Connection, condition: ColumnElement[bool], key: Callable[[RowMapping], _Key]
) -> Mapping[_Key, list[Standing]]:
    taken_back = select(schema.JUDGEMENTS.c.undoes).where(schema.JUDGEMENTS.c.undoes.is_not(None))
    judgement, judged = schema.JUDGEMENTS, schema.JUDGED
    query = (
        select(judgement, judged.c.report, judged.c.span_start, judged.c.span_end, judged.c.record)
        .join_from(judged, judgement)
        .where(condition, judgement.c.number.not_in(taken_back))
        .order_by(judgement.c.number)
    )
    pairs = set(connection.execute(_UNSURE_PAIRS).scalars())
    standing: dict[_Key, list[Standing]] = defaultdict(list)
    for row in connection.execute(query).mappings():
        here = standing[key(row)]
        if row["verdict"] in _ONE_OF and row["number"] not in pairs:
            here[:] = [earlier for earlier in here if earlier.verdict not in _ONE_OF or earlier.number in pairs]
        value = None if row["value"] is None else json.loads(row["value"])
        here.append(Standing(row["number"], row["who"], row["verdict"], row["field"], value, row["why"]))
    return standing


_UNSURE_PAIRS = (
    select(schema.JUDGED.c.judgement)
    .join_from(schema.JUDGED, schema.JUDGEMENTS)
    .where(schema.JUDGEMENTS.c.verdict == "unsure")
    .group_by(schema.JUDGED.c.judgement)
    .having(func.count() > 1)
)


def _check(verdict: str, subjects: Sequence[tuple[str, str | None]], *, who: str, why: str, field: str | None) -> None:
    allowed = [word for word in get_args(Verdict) if word != "undo"]
    if verdict not in allowed:
        raise UsageError(f"{verdict!r}: there are {', '.join(allowed)}; to take one back there is undo")
    if not who.strip() or not why.strip():
        raise UsageError("a judgement is somebody's and has a reason: say who and why")
    if verdict in _PAIRS and len(subjects) < 2:
        raise UsageError(f"{verdict!r} is on two records or more")
    if not subjects or (len(subjects) > 1 and verdict not in (*_PAIRS, *_OF_MANY)):
        raise UsageError(f"{verdict!r} is on one record")
    if (verdict == "correct") != (field is not None):
        raise UsageError("a correction, and nothing else, names the field that it corrects")


def _subject(connection: Connection, report: str, record: str | None) -> dict[str, object]:
    found = latest_reading(connection, report)
    if found is None:
        raise UsageError(f"{report}: the ledger has no such report")
    number, reading = found
    if record is None:
        return {"report": number, "record": "report", "span_start": None, "span_end": None, "told": None}
    for kind, id_, span in _records(reading):
        if id_ == record:
            return {
                "report": number,
                "record": kind,
                "span_start": span.start,
                "span_end": span.end,
                "told": span.exact,
            }
    raise UsageError(
        f"{report}/{record}: the latest reading of the report has no such event, forecast, control record, "
        "stated relation or actor"
    )


def _records(reading: Reading) -> Iterable[tuple[str, str, Span]]:
    yield from (("event", event.id, event.trigger) for event in reading.events)
    yield from (("forecast", forecast.id, forecast.wording) for forecast in reading.forecasts)
    spans = Counter(control.evidence for control in reading.control)
    for control in reading.control:
        yield "control" if spans[control.evidence] == 1 else control_record(control), control.id, control.evidence
    for relation in reading.relations:
        if relation.evidence is not None:
            yield "relation", f"{relation.subject} {relation.predicate} {relation.object}", relation.evidence
    yield from (("actor", actor.id, actor.mentions[0]) for actor in reading.actors if actor.mentions)


def _add(connection: Connection, row: Mapping[str, object]) -> int:
    key = connection.execute(insert(schema.JUDGEMENTS), dict(row)).inserted_primary_key
    assert key is not None
    return int(key[0])
