"""What people decided on the mentions of a ledger: which tell one act, which do not, and what is shown of it.

A decision is on the words of a report; it is on every mention whose act is named by these words.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from sqlalchemy import and_, select

from marsad.ledger import portions
from marsad.ledger import tables as schema
from marsad.records import IncidentJudgement

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sqlalchemy import ColumnElement, Connection, Select

    from marsad.incidents._mentions import Member

_SHOWN = ("correct", "accept", "same", "different", "unsure", "note")
Tie = tuple[int, int]


def ties_of(connection: Connection, verdict: str) -> set[Tie]:
    """The pairs of mentions that people called ``same`` or ``different``, as it stands; the smaller number first."""
    return {
        (min(one, other), max(one, other))
        for subjects in _subjects(connection, schema.JUDGEMENTS.c.verdict == verdict, standing=True).values()
        for ours, theirs in combinations(subjects, 2)
        for one in ours
        for other in theirs
        if one != other
    }


def spoken_of(connection: Connection, judgements: Collection[int]) -> set[int]:
    """The mentions that judgements are on, those taken back by one of them among these."""
    found: set[int] = set()
    for some in portions(_with_undone(connection, judgements)):
        subjects = _subjects(connection, schema.JUDGEMENTS.c.number.in_(some), standing=False)
        found.update(number for named in subjects.values() for mentions in named for number in mentions)
    return found


def reports_spoken_of(connection: Connection, judgements: Collection[int]) -> set[int]:
    """The reports whose events count or not, or say something else, by judgements or by taking them back."""
    judgement, judged = schema.JUDGEMENTS, schema.JUDGED
    found: set[int] = set()
    for some in portions(_with_undone(connection, judgements)):
        query = select(judged.c.report).join_from(judged, judgement).where(
            judgement.c.number.in_(some), judged.c.record == "event",
            judgement.c.verdict.in_(("accept", "reject", "unsure", "correct")),
        )  # fmt: skip
        found.update(connection.execute(query).scalars())
    return found


def _with_undone(connection: Connection, judgements: Collection[int]) -> set[int]:
    """The judgements and those that they take back."""
    numbers, judgement = set(judgements), schema.JUDGEMENTS
    for some in portions(judgements):
        undone = select(judgement.c.undoes).where(judgement.c.number.in_(some), judgement.c.undoes.is_not(None))
        numbers.update(number for number in connection.execute(undone).scalars() if number is not None)
    return numbers


def shown_with(connection: Connection, mentions: Collection[int]) -> dict[int, list[IncidentJudgement]]:
    """What stands of people's decisions on mentions, by the mention, in the order they were made.

    Args:
        connection: To the ledger.
        mentions: Their numbers.
    """
    judgement, table, reports = schema.JUDGEMENTS, schema.MENTIONS, schema.REPORTS
    here: dict[int, set[int]] = defaultdict(set)
    for some in portions(mentions):
        query = _joined(judgement.c.verdict.in_(_SHOWN), standing=True).where(table.c.number.in_(some))
        for number, _, mention in connection.execute(query):
            here[number].add(mention)
    shown: dict[int, list[IncidentJudgement]] = defaultdict(list)
    for some in portions(here):
        on: dict[int, set[Member]] = defaultdict(set)
        named = _joined(judgement.c.number.in_(some), standing=True).join(reports, table.c.report == reports.c.number)
        for number, report, event in connection.execute(
            named.with_only_columns(judgement.c.number, reports.c.id, table.c.event)
        ):
            on[number].add((report, event))
        rows = connection.execute(select(judgement).where(judgement.c.number.in_(some)).order_by(judgement.c.number))
        for row in rows.mappings():
            told = IncidentJudgement(
                row["number"], row["verdict"], row["who"], row["why"], row["field"], row["value"],
                tuple(sorted(on[row["number"]])),
            )  # fmt: skip
            for mention in sorted(here[row["number"]]):
                shown[mention].append(told)
    return shown


def joined(judged: Iterable[Collection[IncidentJudgement]]) -> tuple[IncidentJudgement, ...]:
    """The judgements on several mentions, each once."""
    found: dict[int, IncidentJudgement] = {}
    for judgements in judged:
        for judgement in judgements:
            found[judgement.number] = judgement
    return tuple(found[number] for number in sorted(found))


def _joined(condition: ColumnElement[bool], *, standing: bool) -> Select[int, int, int]:
    """Judgement, subject and mention of every subject that is a mention."""
    judgement, judged, table = schema.JUDGEMENTS, schema.JUDGED, schema.MENTIONS
    meets = and_(
        table.c.report == judged.c.report, table.c.span_start == judged.c.span_start,
        table.c.span_end == judged.c.span_end,
    )  # fmt: skip
    query = (
        select(judgement.c.number, judged.c.number, table.c.number)
        .select_from(judged)
        .join(judgement, judged.c.judgement == judgement.c.number)
        .join(table, meets)
        .where(judged.c.record == "event", condition)
    )
    if standing:
        taken_back = select(judgement.c.undoes).where(judgement.c.undoes.is_not(None))
        query = query.where(judgement.c.number.not_in(taken_back))
    return query.order_by(judgement.c.number, judged.c.number, table.c.number)


def _subjects(connection: Connection, condition: ColumnElement[bool], *, standing: bool) -> dict[int, list[list[int]]]:
    """For each judgement, the mentions that each of its subjects names."""
    found: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for judgement, subject, mention in connection.execute(_joined(condition, standing=standing)):
        found[judgement][subject].append(mention)
    return {judgement: list(subjects.values()) for judgement, subjects in found.items()}
