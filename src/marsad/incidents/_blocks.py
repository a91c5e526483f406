"""Which pairs are worth comparing: all that ``compare`` finds anything in, and not many more.

Two mentions of different reports have a named side or a place in common, a few days apart at most. A mention is found
by a key for each of its sides and places, and under each key by its days: short windows apart from long ones, so that
what lies near in time is found without passing over all that is kept. ``marsad.incidents`` on a ledger looks the same
keys up in the database.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from math import floor
from typing import TYPE_CHECKING

from marsad.knowledge import load_merging

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from marsad.incidents._mentions import Mention, Point, Window

GRAINS = (4, 32, 512, 1_000_000)  # the longest window, in days, that each holds
UNDATED = -1  # the grain of mentions that nobody knows the time of
_POLAR = 60.0  # degrees north or south
_FINE = 0.5  # degrees: more than the 25 km within which two spots are near, up to the polar rows
_COARSE = 4.0  # degrees: more than the 200 km that a part of a country reaches, likewise


@dataclass(frozen=True, slots=True)
class Slot:
    """Under what a mention is found: a hashed key, and days as ordinal numbers."""

    key: int
    grain: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Search:
    """Where the likes of a mention are found.

    Attributes:
        keys: Hashed keys.
        spans: For each grain, between which days the first day must lie.
        least: The earliest that the last day may be.
        kinds: Kinds that go with the mention's; null for the toll of a campaign, which goes with tolls alone.
    """

    keys: tuple[int, ...]
    spans: tuple[tuple[int, int, int], ...]
    least: int
    kinds: frozenset[str] | None


def slots(mention: Mention) -> list[Slot]:
    """Under what a mention is found."""
    grain, first, last = _days(mention.stretch)
    return [Slot(_hashed(key), grain, first, last) for key in sorted(_keys(mention))]


def search(mention: Mention) -> Search:
    """Where the likes of a mention are found."""
    keys = tuple(sorted({_hashed(key) for key in _sought(mention)}))
    kinds = None if mention.cumulative else _kin(mention.kind)
    if mention.stretch is None:
        return Search(keys, ((UNDATED, 0, 0),), 0, kinds)
    far = int(load_merging().bounds["days-far"])
    first, last = mention.stretch.first.toordinal() - far, mention.stretch.last.toordinal() + far
    spans = tuple((grain, first - longest + 1, last) for grain, longest in enumerate(GRAINS))
    return Search(keys, spans, first, kinds)


def candidates(mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """The pairs to compare, as places in the sequence, in order.

    Args:
        mentions: All mentions.
    """
    held: dict[tuple[int, int], list[tuple[int, int, int]]] = defaultdict(list)
    reports: dict[str, list[int]] = defaultdict(list)
    for number, mention in enumerate(mentions):
        reports[mention.report].append(number)
        for slot in slots(mention):
            held[slot.key, slot.grain].append((slot.first, slot.last, number))
    for rows in held.values():
        rows.sort()
    pairs = {(one, other) for members in reports.values() for one in members for other in members if one < other}
    for number, mention in enumerate(mentions):
        pairs.update((number, other) for other in _found(search(mention), held) if number < other)
    return sorted(pair for pair in pairs if _go_together(mentions[pair[0]], mentions[pair[1]]))


def _found(wanted: Search, held: dict[tuple[int, int], list[tuple[int, int, int]]]) -> Iterator[int]:
    for key in wanted.keys:
        for grain, low, high in wanted.spans:
            rows = held.get((key, grain), [])
            for first in range(bisect_left(rows, (low,)), bisect_right(rows, (high + 1,))):
                if rows[first][1] >= wanted.least:
                    yield rows[first][2]


def _go_together(one: Mention, other: Mention) -> bool:
    if one.cumulative or other.cumulative:
        return one.cumulative == other.cumulative
    return load_merging().relation(one.kind, other.kind) is not None


@cache
def _kin(kind: str) -> frozenset[str]:
    """The kinds that can name one act with a kind, itself among them."""
    return frozenset({kind} | {other for pair in load_merging().relations if kind in pair for other in pair})


def _keys(mention: Mention) -> set[str]:
    toll = "toll " if mention.cumulative else ""
    sides = (("actor", mention.actors), ("target", mention.targets))
    keys = {f"{toll}{role} {bloc}" for role, side in sides for bloc in side.blocs}
    for point in _telling(mention):
        keys |= _called(point, toll)
        keys.update(f"{toll}near {cell}" for cell in _cells(point, _FINE, around=0))
        keys.update(f"{toll}{'wide' if point.wide else 'spot'} {cell}" for cell in _cells(point, _COARSE, around=0))
    return keys


def _sought(mention: Mention) -> set[str]:
    """The keys of its likes: of the same side, of either where that may be told either way, and of places around."""
    toll = "toll " if mention.cumulative else ""
    sides = [("actor", mention.actors), ("target", mention.targets)]
    if mention.kind in load_merging().mutual:
        sides += [("target", mention.actors), ("actor", mention.targets)]
    keys = {f"{toll}{role} {bloc}" for role, side in sides for bloc in side.blocs}
    for point in _telling(mention):
        keys |= _called(point, toll)
        if not point.wide:
            keys.update(f"{toll}near {cell}" for cell in _cells(point, _FINE, around=1))
        for width in ("wide", "spot") if point.wide else ("wide",):
            keys.update(f"{toll}{width} {cell}" for cell in _cells(point, _COARSE, around=1))
    return keys


def _called(point: Point, toll: str) -> set[str]:
    ids = {point.place, point.whole or point.place}
    return {f"{toll}place {id_}" for id_ in ids} | ({f"{toll}name {point.name}"} if point.name else set())


def _telling(mention: Mention) -> Iterator[Point]:
    """The places that can be had in common; a whole country is not enough."""
    return (point for point in mention.points if point.precision != "country")


def _cells(point: Point, size: float, *, around: int) -> Iterator[str]:
    """The square of a grid that a point lies in, and so many around it; near a pole a row is one square."""
    if point.lat is None or point.lon is None:
        return
    north, east = floor(point.lat / size), floor(point.lon / size)
    columns = round(360 / size)
    for row in range(north - around, north + around + 1):
        if max(abs(row), abs(row + 1)) * size >= _POLAR:
            yield f"{row}"
            continue
        for column in range(east - around, east + around + 1):
            yield f"{row} {column % columns}"  # the last column meets the first


def _days(stretch: Window | None) -> tuple[int, int, int]:
    """Grain, first and last day of a slot."""
    if stretch is None:
        return UNDATED, 0, 0
    grain = next(number for number, longest in enumerate(GRAINS) if stretch.days <= longest)
    return grain, stretch.first.toordinal(), stretch.last.toordinal()


def _hashed(key: str) -> int:
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), signed=True)
