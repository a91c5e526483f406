"""Gathers what the latest readings state of actors and the tables do not know.

A relation counts where both its sides are named: known to the tables, or called by a name rather than by a common noun.
An actor counts where enough independent reports name it; persons only where they stand in a relation, since news names
too many.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from sqlalchemy import func, select

from marsad.knowledge import load_actors, relation_id
from marsad.ledger import _schema as schema
from marsad.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from marsad.knowledge import ActorTable
    from marsad.ledger import Judgement, Ledger
    from marsad.records import ActorKind, Predicate

DEFAULT_REPORTS = 2
_NO_BODIES = frozenset({"person", "civilians", "protesters"})
_SMALL = frozenset("of the for and in on de la al el bin ibn von van".split())
Sort = Literal["actor", "relation"]
_Word = TypeVar("_Word", bound=str)


@dataclass(frozen=True, slots=True)
class End:
    """One actor of a suggestion.

    Attributes:
        id: As in the readings.
        name: As the readings call it most often.
        kind: What it is read as most often.
        country: ISO alpha-3 read most often, or null.
        sector: PLOVER sector code, or null.
        known: Whether the tables of actors have it.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None
    sector: str | None
    known: bool


@dataclass(frozen=True, slots=True)
class Witness:
    """Where a report says it.

    Attributes:
        report: Id of the report.
        outlet: Its outlet, or null.
        published: Its date of publication, or null.
        evidence: The words: those that state the relation, or the first that name the actor.
    """

    report: str
    outlet: str | None
    published: str | None
    evidence: Span


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that reports state of actors and the tables lack.

    Attributes:
        id: Its name for ``accept`` and ``refuse``; the same as long as reports state the same.
        sort: A relation, or an actor that no table has.
        subject: The actor, or whose relation it is.
        predicate: How the subject stands to the object; null for an actor.
        object: The other side; null for an actor.
        first: Earliest date of publication of a report that states it, or null.
        last: Latest one, or null.
        reports: Independent reports: the same text, or the same outlet, counts once.
        witnesses: The reports, by date of publication and id.
        accepted_by: Who accepted it in this ledger; its row is then in that person's tables, not in these.
    """

    id: str
    sort: Sort
    subject: End
    predicate: Predicate | None
    object: End | None
    first: str | None
    last: str | None
    reports: int
    witnesses: tuple[Witness, ...]
    accepted_by: str | None = None


@dataclass(slots=True)
class _Told:
    """What is known so far of one suggestion."""

    witnesses: list[Witness] = field(default_factory=list)
    origins: list[tuple[str, str | None]] = field(default_factory=list)


def suggestions(ledger: Ledger, *, least: int = DEFAULT_REPORTS, refused: bool = False) -> list[Suggestion]:
    """What the latest readings of a ledger state of actors and the tables lack.

    Args:
        ledger: The ledger.
        least: In how many independent reports an unknown actor must be named; one is enough for a relation.
        refused: Also what a person has refused.

    Returns:
        The suggestions: those that most reports state first, then by id.
    """
    table = load_actors()
    actors: dict[str, _Seen] = defaultdict(_Seen)
    relations: dict[tuple[str, Predicate, str], _Told] = defaultdict(_Told)
    for reading, digest in _latest(ledger):
        _gather(reading, digest, actors, relations)
    ends = {id_: seen.end(id_, table) for id_, seen in actors.items()}
    decided = _decided(ledger.judgements())
    found = [*_of_relations(relations, ends, table), *_of_actors(actors, ends, table, least)]
    out = []
    for one in found:
        verdict, who = decided.get(one.id, ("", None))
        if verdict != "reject" or refused:
            out.append(one if verdict != "accept" else _accepted(one, who))
    return sorted(out, key=lambda s: (-s.reports, s.sort, s.subject.id, s.predicate or "", s.id))


def suggestion(ledger: Ledger, id_: str) -> Suggestion | None:
    """One suggestion by its id, refused or not, however few reports state it; null where there is none."""
    return next((s for s in suggestions(ledger, least=1, refused=True) if s.id == id_), None)


@dataclass(slots=True)
class _Seen:
    """How the readings tell one actor."""

    names: Counter[str] = field(default_factory=Counter)
    kinds: Counter[ActorKind] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    sectors: Counter[str] = field(default_factory=Counter)
    told: _Told = field(default_factory=_Told)

    def end(self, id_: str, table: ActorTable) -> End:
        """The actor as the tables know it, else as it is read most often."""
        name = _commonest(self.names)
        entry = table.by_id(id_) or table.match(name)
        if entry is not None:
            return End(entry.id, entry.name, entry.kind, entry.country, entry.sector, known=True)
        country = _commonest(self.countries) if self.countries else None
        sector = _commonest(self.sectors) if self.sectors else None
        return End(id_, name, _commonest(self.kinds), country, sector, known=False)


def _commonest(counts: Counter[_Word]) -> _Word:
    return min(counts, key=lambda value: (-counts[value], value))


def _latest(ledger: Ledger) -> Iterator[tuple[dict[str, Any], str]]:
    """The latest reading of each report as its JSON, with the hash of the report's text."""
    readings, reports = schema.READINGS, schema.REPORTS
    last = select(func.max(readings.c.number)).group_by(readings.c.report)
    query = (
        select(readings.c.json, reports.c.text_sha256)
        .join_from(readings, reports)
        .where(readings.c.number.in_(last))
        .order_by(reports.c.number)
    )
    with ledger.looking() as connection:
        for line, digest in connection.execute(query.execution_options(yield_per=100)):
            yield json.loads(line), digest


def _gather(
    reading: Mapping[str, Any],
    digest: str,
    actors: dict[str, _Seen],
    relations: dict[tuple[str, Predicate, str], _Told],
) -> None:
    """Adds what one reading states."""
    report = reading["report"]
    origin = digest, report["outlet"]
    for actor in reading["actors"]:
        seen = actors[actor["id"]]
        seen.names[actor["name"]] += 1
        seen.kinds[actor["kind"]] += 1
        seen.countries.update([actor["country"]] if actor["country"] else [])
        seen.sectors.update([actor["sector"]] if actor["sector"] else [])
        if actor["mentions"]:
            seen.told.witnesses.append(_witness(report, actor["mentions"][0]))
            seen.told.origins.append(origin)
    for relation in reading["relations"]:
        if relation["evidence"] is not None:  # else it is from the tables
            told = relations[relation["subject"], relation["predicate"], relation["object"]]
            told.witnesses.append(_witness(report, relation["evidence"]))
            told.origins.append(origin)


def _witness(report: Mapping[str, Any], span: Mapping[str, Any]) -> Witness:
    return Witness(report["id"], report["outlet"], report["published"], Span(span["start"], span["end"], span["exact"]))


def _of_relations(
    relations: Mapping[tuple[str, Predicate, str], _Told], ends: Mapping[str, End], table: ActorTable
) -> Iterator[Suggestion]:
    merged: dict[tuple[End, Predicate, End], _Told] = defaultdict(_Told)
    for (subject, predicate, other), told in relations.items():
        if subject in ends and other in ends:  # two ids of one known actor are one
            into = merged[ends[subject], predicate, ends[other]]
            into.witnesses += told.witnesses
            into.origins += told.origins
    for (one, predicate, two), told in merged.items():
        there = {(r.subject, r.predicate, r.object) for r in table.relations_of(one.id)}
        named = all(end.known or _is_name(end.name, table) for end in (one, two))
        if named and one.id != two.id and (one.id, predicate, two.id) not in there:
            yield _made(relation_id(one.id, predicate, two.id), "relation", one, told, (predicate, two))


def _of_actors(
    actors: Mapping[str, _Seen], ends: Mapping[str, End], table: ActorTable, least: int
) -> Iterator[Suggestion]:
    for id_, seen in actors.items():
        end = ends[id_]
        if end.known or end.kind in _NO_BODIES or not seen.told.witnesses or not _is_name(end.name, table):
            continue
        if _independent(seen.told.origins) >= least:
            digest = hashlib.sha256(f"actor|{id_}".encode()).hexdigest()[:10]
            yield _made(digest, "actor", end, seen.told, (None, None))


def _made(id_: str, sort: Sort, subject: End, told: _Told, rest: tuple[Predicate | None, End | None]) -> Suggestion:
    witnesses = sorted(told.witnesses, key=lambda w: (w.published or "9999", w.report, w.evidence.start))
    days = sorted(w.published[:10] for w in witnesses if w.published)
    first, last = (days[0], days[-1]) if days else (None, None)
    return Suggestion(id_, sort, subject, rest[0], rest[1], first, last, _independent(told.origins), tuple(witnesses))


def _independent(origins: Iterable[tuple[str, str | None]]) -> int:
    """How many reports are left where those with one text, or of one outlet, count once, through others too."""
    groups: list[set[str]] = []
    for text, outlet in origins:
        mine = {f"text {text}", f"outlet {outlet}"} if outlet else {f"text {text}"}
        met = [group for group in groups if group & mine]
        groups = [group for group in groups if not group & mine] + [mine.union(*met)]
    return len(groups)


def _is_name(name: str, table: ActorTable) -> bool:
    """Whether an actor is called by a name: every word but small ones has a capital, and none is a common noun."""
    words = name.split()
    plain = [word for word in words if word.casefold() not in _SMALL]
    return (
        bool(plain)
        and all(word[:1].isupper() or "-" in word for word in plain)
        and table.agent(name) is None
        and table.agent(words[0]) is None
        and table.description(name) is None
    )


def _decided(judgements: Iterable[Judgement]) -> dict[str, tuple[str, str]]:
    """What stands of people's decisions on suggestions, the last one of each."""
    out: dict[str, tuple[str, str]] = {}
    for judgement in judgements:
        value = judgement.value
        if judgement.undone_by is None and isinstance(value, dict) and isinstance(id_ := value.get("suggestion"), str):
            out[id_] = judgement.verdict, judgement.who
    return out


def _accepted(one: Suggestion, who: str | None) -> Suggestion:
    return replace(one, accepted_by=who)
