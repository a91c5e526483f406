"""Ruptures: where an actor's ground or its hit-and-run acts change level, and what both were before and after."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from marsad.knowledge import load_indicators

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.indicators._changes import Change
    from marsad.indicators._ground import Ground
    from marsad.indicators._periods import Step


@dataclass(frozen=True, slots=True)
class Rupture:
    """A change of level.

    Attributes:
        since: The first period of the new level.
        ground_before: Places held at the ends of the periods since the rupture before, on average.
        ground_after: The same from here to the next rupture.
        hit_and_run_before: Hit-and-run acts per period since the rupture before.
        hit_and_run_after: The same from here to the next rupture.
        silent: Places at the end of the first period that the actor was told to hold last and nobody tells of any more.
        sure_ground: Probability that the ground changed level here, or null where no change was found.
        sure_hit_and_run: The same of hit-and-run acts.
        words: All this in words.
    """

    since: str
    ground_before: float
    ground_after: float
    hit_and_run_before: float
    hit_and_run_after: float
    silent: int
    sure_ground: float | None
    sure_hit_and_run: float | None
    words: str


def ruptures(
    labels: Sequence[str],
    by: Step,
    hits: Sequence[int],
    ground: Sequence[Ground],
    *,
    of_hits: Sequence[Change],
    of_ground: Sequence[Change],
) -> list[Rupture]:
    """The ruptures of an actor: changes of its acts and of its ground, those that lie close together as one.

    Args:
        labels: Names of the periods.
        by: The step.
        hits: Hit-and-run acts per period.
        ground: Ground per period.
        of_hits: Where the acts change level.
        of_ground: Where the ground does.
    """
    joined = _joined(of_hits, of_ground)
    edges = [0, *(at for at, _, _ in joined), len(labels)]
    held = [one.held for one in ground]
    found = []
    for number, (at, of_hit, of_held) in enumerate(joined):
        begin, end = edges[number], edges[number + 2]
        rupture = Rupture(
            since=labels[at],
            ground_before=_mean(held[begin:at]),
            ground_after=_mean(held[at:end]),
            hit_and_run_before=_mean(hits[begin:at]),
            hit_and_run_after=_mean(hits[at:end]),
            silent=ground[at].silent,
            sure_ground=of_held.sure if of_held else None,
            sure_hit_and_run=of_hit.sure if of_hit else None,
            words="",
        )
        found.append(replace(rupture, words=_words(rupture, by)))
    return found


def _joined(of_hits: Sequence[Change], of_ground: Sequence[Change]) -> list[tuple[int, Change | None, Change | None]]:
    """(index, change of acts, change of ground); the acts give the index where both change."""
    reach = int(load_indicators().bounds["reach"])
    left = list(of_ground)
    found: list[tuple[int, Change | None, Change | None]] = []
    for change in of_hits:
        near = min(left, key=lambda other: (abs(other.at - change.at), other.at), default=None)
        if near is not None and abs(near.at - change.at) > reach:
            near = None
        if near is not None:
            left.remove(near)
        found.append((change.at, change, near))
    found += [(change.at, None, change) for change in left]
    return sorted(found, key=lambda one: one[0])


def _mean(counts: Sequence[int]) -> float:
    return round(sum(counts) / len(counts), 1)


def _words(rupture: Rupture, by: Step) -> str:
    ground = f"ground {rupture.ground_after:g} (from {rupture.ground_before:g})"
    acts = f"hit-and-run {rupture.hit_and_run_after:g} a {by} (from {rupture.hit_and_run_before:g})"
    told = f"since {rupture.since}: {ground}, {acts}"
    if rupture.silent:
        told += f"; of {rupture.silent} place{'s' if rupture.silent > 1 else ''} held before nobody tells any more"
    sure = (("ground", rupture.sure_ground), ("hit-and-run", rupture.sure_hit_and_run))
    return f"{told}; probability of a change: " + ", ".join(f"{name} {p:.2f}" for name, p in sure if p is not None)
