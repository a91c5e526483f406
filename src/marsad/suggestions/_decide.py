"""A person decides on a suggestion: a judgement in the ledger and, if accepted, rows in the desk's own tables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, get_args

from marsad._errors import UsageError
from marsad.knowledge import ActorEntry, AddedRelation, EntryRelation, load_actors, load_countries, write_added
from marsad.records import ActorKind
from marsad.suggestions._gather import suggestion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.ledger import Ledger, Verdict
    from marsad.suggestions._gather import End, Suggestion


def accept(
    ledger: Ledger,
    id_: str,
    *,
    who: str,
    why: str,
    since: str | None = None,
    until: str | None = None,
    kind: str | None = None,
    country: str | None = None,
    aliases: Sequence[str] = (),
) -> Suggestion:
    """Keeps a suggestion as a judgement and in the desk's own tables, which later readings use.

    A relation brings those of its two sides that the tables lack.

    Args:
        ledger: The ledger that the suggestion is of.
        id_: Its id.
        who: Who decides.
        why: The reason.
        since: First day, month or year of a relation, where the person knows it; reports' dates are not taken for it.
        until: Last one.
        kind: What a suggested actor is, where the reports are wrong about it.
        country: Its country, ISO alpha-3, likewise.
        aliases: Other names of it.

    Returns:
        The suggestion.

    Raises:
        UsageError: There is no such suggestion, a value is none, or the own tables cannot be written to.
    """
    told = _found(ledger, id_)
    if told.sort == "relation" and (kind or country or aliases):
        raise UsageError(f"{id_}: is a relation; kind, country and other names go with a suggested actor")
    if told.sort == "actor" and (since or until):
        raise UsageError(f"{id_}: is an actor; dates go with a suggested relation")
    subject = _as_told(told.subject, kind, country)
    taken = [name for name in aliases if load_actors().match(name) is not None]
    if taken:
        raise UsageError(f"{taken[0]!r}: is a name that the tables know already; leave it out")
    number = _judge(ledger, "accept", told, who=who, why=why)
    source = f"accepted by {who}, judgement {number} of {ledger.name}"
    sides = [end for end in (subject, told.object) if end is not None and not end.known]
    own = aliases if told.sort == "actor" else ()
    entries = [
        ActorEntry(end.id, end.name, tuple(own), end.kind, end.country, end.sector, source=source) for end in sides
    ]
    relations = []
    if told.predicate is not None and told.object is not None:
        relation = EntryRelation(told.subject.id, told.predicate, told.object.id, since, until)
        relations.append(AddedRelation(told.id, relation, source))
    write_added(entries, relations)
    return told


def refuse(ledger: Ledger, id_: str, *, who: str, why: str) -> Suggestion:
    """Keeps that a suggestion is not to be made again; ``ledger undo`` takes that back.

    Args:
        ledger: The ledger that the suggestion is of.
        id_: Its id.
        who: Who decides.
        why: The reason.

    Raises:
        UsageError: There is no such suggestion.
    """
    told = _found(ledger, id_)
    _judge(ledger, "reject", told, who=who, why=why)
    return told


def _found(ledger: Ledger, id_: str) -> Suggestion:
    told = suggestion(ledger, id_)
    if told is None:
        raise UsageError(f"{id_}: there is no such suggestion; marsad actors suggestions lists them")
    return told


def _as_told(end: End, kind: str | None, country: str | None) -> End:
    """The actor with what the person knows better."""
    if kind is not None:
        known = get_args(ActorKind)
        if kind not in known:
            raise UsageError(f"{kind!r} is no kind of actor; there are {', '.join(known)}")
        end = replace(end, kind=next(k for k in known if k == kind))
    if country is not None:
        if load_countries().by_code(country) is None:
            raise UsageError(f"{country!r} is no country; give its ISO 3166 alpha-3 code, as SYR")
        end = replace(end, country=country)
    return end


def _judge(ledger: Ledger, verdict: Verdict, told: Suggestion, *, who: str, why: str) -> int:
    """Keeps the judgement, on the record of the first report that states it and has it still."""
    first = told.witnesses[0]
    reading = ledger.reading(first.report)
    assert reading is not None  # the suggestion is from its latest reading
    if told.sort == "actor":
        record = next(a.id for a in reading.actors if a.mentions and a.mentions[0] == first.evidence)
    else:
        stated = next(r for r in reading.relations if r.evidence == first.evidence and r.predicate == told.predicate)
        record = f"{stated.subject} {stated.predicate} {stated.object}"
    value = {
        "suggestion": told.id,
        "subject": told.subject.id,
        "predicate": told.predicate,
        "object": told.object.id if told.object else None,
    }
    return ledger.judge(verdict, (first.report, record), who=who, why=why, value=dict(value))
