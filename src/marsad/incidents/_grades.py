"""How well an incident is attested, in the manner of Airwars' five grades.

Airwars grades civilian harm; here the same words are used of any act, by rules that look only at who says so. The first
that fits:

1. discounted: nobody tells it as done, and somebody denies it.
2. contested: some tell it and others deny it, or two sides each name another actor.
3. confirmed: whoever acted admits it, and an independent source tells it too.
4. fair: at least two independent sources tell it.
5. weak: one source, none that can be named, or only a forecast.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.incidents._tellings import sources_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.incidents._tellings import Telling
    from marsad.records import Grade

_ENOUGH = 2
_TWO_SIDED = frozenset({"battle", "offensive", "raid", "talks", "agreement", "cooperation"})


def grade(tellings: Sequence[Telling]) -> tuple[Grade, str]:
    """The grade of an incident and its reason.

    Args:
        tellings: Its members with who tells them.
    """
    told = [telling for telling in tellings if telling.tells]
    denied = [telling for telling in tellings if telling.event.status == "denied"]
    if not told:
        if denied:
            return "discounted", f"denied by {_named(denied)}, told as done by nobody"
        return "weak", "only foretold or thought possible"
    if denied:
        return "contested", f"told by {_named(told)}, denied by {_named(denied)}"
    if rivals := _rival_actors(told):
        return "contested", f"different actors are named: {rivals}"
    return _undisputed(told)


def _undisputed(told: Sequence[Telling]) -> tuple[Grade, str]:
    sources = sources_of(told)
    admitting = [telling for telling in told if _admits(telling)]
    others = sorted(set(sources) - set(sources_of(admitting)))
    if admitting and others:
        return "confirmed", f"admitted by {_named(admitting)}, told also by {', '.join(others)}"
    if len(sources) >= _ENOUGH:
        return "fair", f"{len(sources)} independent sources: {', '.join(sources)}"
    return "weak", f"one source: {sources[0]}" if sources else "no source that can be named"


def _named(tellings: Sequence[Telling]) -> str:
    return ", ".join(sources_of(tellings)) or "an unnamed source"


def _admits(telling: Telling) -> bool:
    """Whether the source is the actor, or speaks for it."""
    return bool(telling.voices & {party.actor for party in telling.event.actors})


def _rival_actors(told: Sequence[Telling]) -> str:
    """The names of actors that no account gives together, told by different sources; empty where accounts agree."""
    one_sided = [telling for telling in told if telling.event.actors and telling.event.kind not in _TWO_SIDED]
    accounts = sorted(
        {(frozenset(party.name for party in telling.event.actors), telling.source or "") for telling in one_sided},
        key=lambda account: (sorted(account[0]), account[1]),
    )
    for number, (names, source) in enumerate(accounts):
        for other_names, other_source in accounts[number + 1 :]:
            if not names & other_names and source != other_source:
                return f"{', '.join(sorted(names))}; {', '.join(sorted(other_names))}"
    return ""
