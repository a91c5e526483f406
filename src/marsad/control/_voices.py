"""Who says so, in a form in which statements of several reports can be told apart or put together.

A spokesman is whom he speaks for; the outlet's own voice is the outlet. A source without a name ("a local official",
"reportedly") is another one in every report.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from marsad.knowledge import load_actors

if TYPE_CHECKING:
    from collections.abc import Collection

    from marsad.ledger import FoundControl
    from marsad.records import Source

_BELONGING = frozenset({"part_of", "member_of", "spokesperson_of"})
_SPEAKS_FOR = frozenset({"member_of", "spokesperson_of"})


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says so.

    Attributes:
        key: The same for the same voice in all reports.
        name: As it is shown.
        actor: Actor id, where it is a known one.
    """

    key: str
    name: str
    actor: str | None


def voice_of(found: FoundControl) -> Voice:
    """Who says what a control record says: the source nearest to the fact, or the outlet."""
    if not found.control.sources:
        return _outlet(found)
    nearest = found.control.sources[0]
    body = _body(nearest)
    if body is not None:
        entry = load_actors().by_id(body)
        return Voice(body, entry.name if entry else nearest.affiliation or nearest.name or body, body)
    if nearest.affiliation or _has_name(nearest):
        name = nearest.affiliation or nearest.name or ""
        slug = "-".join(name.casefold().split())  # an actor that no table knows has such an id
        return Voice(slug, name, slug)
    name = nearest.name or "an unnamed source"
    return Voice(f"{name.casefold()} in {found.report}", name, None)


def is_party(voice: Voice, sides: Collection[str]) -> bool:
    """Whether a voice is one of the sides, belongs to one, or has one among its own.

    Args:
        voice: The voice.
        sides: Actor ids of whoever holds, takes or loses the place by anybody's account.
    """
    return voice.actor is not None and any(same_side(voice.actor, side) for side in sides)


@lru_cache(maxsize=4096)
def same_side(one: str, other: str) -> bool:
    """Whether two actors are one, or the table of actors says that one is part of the other."""
    return one == other or other in _above(one) or one in _above(other)


def belongs_to(one: str, others: Collection[str]) -> bool:
    """Whether an actor is one of some others, or the table of actors says that it is part of one.

    Args:
        one: Actor id.
        others: Actor ids.
    """
    return one in others or not _above(one).isdisjoint(others)


@lru_cache(maxsize=4096)
def _above(actor: str) -> frozenset[str]:
    """Whom an actor belongs to, at any remove."""
    found: set[str] = set()
    todo = [actor]
    while todo:
        at = todo.pop()
        up = [to.object for to in load_actors().relations_of(at) if to.subject == at and to.predicate in _BELONGING]
        todo += [one for one in up if one not in found]
        found.update(up)
    return frozenset(found)


def _outlet(found: FoundControl) -> Voice:
    if not found.outlet:
        return Voice(f"outlet of {found.report}", found.report, None)
    entry = load_actors().match(found.outlet)
    return Voice(f"outlet {found.outlet.casefold()}", found.outlet, entry.id if entry else None)


def _body(source: Source) -> str | None:
    """The known actor that a source is or speaks for."""
    table = load_actors()
    if source.affiliation:
        entry = table.match(source.affiliation)
        return entry.id if entry else None
    if source.actor is None or not _has_name(source):
        return None
    relations = table.relations_of(source.actor)
    bodies = sorted(to.object for to in relations if to.subject == source.actor and to.predicate in _SPEAKS_FOR)
    return bodies[0] if bodies else source.actor


def _has_name(source: Source) -> bool:
    return source.actor is not None and bool(source.name) and not (source.name or "")[:1].islower()
