"""How many died, as one figure with bounds, which maps and other data sets want of an incident.

One account is one count: the figures that one member gives of different people are added, those of different members
are rivals. Parts of a figure, running tolls and what is denied or foretold are left out.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from marsad.incidents._mentions import Member
    from marsad.records import Count, Figure, Incident

TOLD = frozenset({"asserted", "reported", "claimed"})


@dataclass(frozen=True, slots=True)
class Bounds:
    """A figure as low, best and high; null where nobody tells."""

    low: int | None
    best: int | None
    high: int | None

    @property
    def middle(self) -> int | None:
        """The best figure, else the lower bound, else the upper one."""
        return next((bound for bound in (self.best, self.low, self.high) if bound is not None), None)


NO_FIGURE = Bounds(None, None, None)


def deaths_told(counts: Iterable[Count]) -> Bounds:
    """The dead that one event tells of."""
    return added(
        Bounds(count.low, count.best, count.high)
        for count in counts
        if count.what == "killed" and not count.cumulative and count.subset_of is None
    )


def deaths(incident: Incident) -> Bounds:
    """The dead of an incident.

    Args:
        incident: The incident.

    Returns:
        ``best`` is that of one account: the lowest by the rule ``conservative``, else the one that most sources give,
        or the newest. ``low`` and ``high`` are the widest bounds of all accounts.
    """
    accounts: dict[Member, list[Figure]] = defaultdict(list)
    for count in incident.counts:
        if count.what == "killed" and not count.cumulative and not count.part:
            for figure in count.figures:
                if figure.status in TOLD:
                    accounts[figure.member[0], figure.member[1]].append(figure)
    told = [(added(Bounds(f.low, f.best, f.high) for f in figures), figures) for _, figures in sorted(accounts.items())]
    told = [(bounds, figures) for bounds, figures in told if bounds.middle is not None]
    if not told:
        return NO_FIGURE
    middles = [(bounds.middle or 0, figures) for bounds, figures in told]
    chosen = _chosen(middles, incident.rule)
    lows = [bounds.low if bounds.low is not None else bounds.middle or 0 for bounds, _ in told]
    highs = [bounds.high if bounds.high is not None else bounds.middle or 0 for bounds, _ in told]
    return Bounds(min(lows), chosen, max(highs))


def _chosen(middles: list[tuple[int, list[Figure]]], rule: str) -> int:
    if rule == "latest":
        return min(middles, key=lambda told: (_before(max(f.date or "" for f in told[1])), told[0]))[0]
    if rule == "most-sourced":
        sources: dict[int, set[str | None]] = defaultdict(set)
        for middle, figures in middles:
            sources[middle] |= {figure.source for figure in figures}
        return min(sources, key=lambda middle: (-len(sources[middle]), middle))
    return min(middle for middle, _ in middles)


def _before(day: str) -> int:
    """Sorts later days first."""
    return -int(day[:10].replace("-", "") or 0)


def added(figures: Iterable[Bounds]) -> Bounds:
    """The sum of figures that count different people; a bound that one of several lacks is taken from its middle."""
    known = [figure for figure in figures if figure.middle is not None]
    if not known:
        return NO_FIGURE
    if len(known) == 1:
        return known[0]
    return Bounds(*(sum(_bound(figure, name) for figure in known) for name in ("low", "best", "high")))


def _bound(figure: Bounds, name: str) -> int:
    value: int | None = getattr(figure, name)
    return value if value is not None else figure.middle or 0
