"""Who is paired with whom: a gold row with at most one printed record, and the other way round.

The pairing is a maximum-weight assignment. Weights are whole numbers of any size, so that several criteria can be
packed into one by order of importance without rounding.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Offsets = tuple[int, int]

_BASE = 10_000  # one digit of a packed weight; every criterion stays below it
_CLOSENESS = 9  # how finely the overlap of two passages is graded


class Located(Protocol):
    """A row or record that stands somewhere in the text."""

    @property
    def passages(self) -> tuple[Offsets, ...]:
        """The passages that tell it."""
        ...


class GoldRow(Located, Protocol):
    """A row of gold; optional rows count on neither side."""

    @property
    def optional(self) -> bool:
        """Whether printing it or leaving it out is the same."""
        ...


Gold = TypeVar("Gold", bound=GoldRow)
Printed = TypeVar("Printed", bound=Located)


def pair_up(
    gold: Sequence[Gold],
    printed: Sequence[Printed],
    *,
    allowed: Callable[[Gold, Printed], bool] | None = None,
    agreement: Callable[[Gold, Printed], tuple[int, ...]] | None = None,
) -> list[tuple[Gold, Printed]]:
    """Pairs gold rows with printed records that tell the same passage.

    As many pairs as can be, required rows before optional ones; among these the best agreement, then the closest
    passages.

    Args:
        gold: Rows of one report.
        printed: Records of the same report.
        allowed: What a required pair must pass besides meeting in the text.
        agreement: How well a pair agrees, the most important figure first; always the same number of figures.

    Returns:
        The pairs, in the order of ``gold``.
    """

    def weight(row: Gold, record: Printed) -> int:
        closeness = overlap(row.passages, record.passages)
        if not closeness or not (row.optional or allowed is None or allowed(row, record)):
            return 0
        figures = agreement(row, record) if agreement else ()
        return _packed((int(not row.optional), 1, *figures, int(_CLOSENESS * closeness)))

    weights = [[weight(row, record) for record in printed] for row in gold]
    return [(gold[row], printed[column]) for row, column in assign(weights)]


def overlap(one: Sequence[Offsets], other: Sequence[Offsets]) -> float:
    """How much two sets of passages have in common.

    Args:
        one: Passages as (start, end).
        other: Passages as (start, end); empty ones meet nothing.

    Returns:
        The greatest share of their union that two passages have in common, 0 where none meet.
    """
    shares = (
        max(0, min(end, other_end) - max(start, other_start)) / (max(end, other_end) - min(start, other_start))
        for start, end in one
        for other_start, other_end in other
        if other_end > other_start
    )
    return max(shares, default=0)


def assign(weights: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """The one-to-one choice of cells with the greatest sum.

    Shortest augmenting paths with prices for rows and columns (Kuhn-Munkres), in exact whole numbers; among equal
    choices the lower column is tried first.

    Args:
        weights: A row of whole numbers for each candidate, none negative.

    Returns:
        (row, column) of the chosen cells, those of weight 0 left out, sorted.
    """
    if not weights or not weights[0]:
        return []
    if len(weights) > len(weights[0]):
        flipped = assign(list(zip(*weights, strict=True)))
        return sorted((row, column) for column, row in flipped)
    search = _Assignment(weights)
    for row in range(len(weights)):
        search.place(row)
    chosen = ((row, column) for column, row in enumerate(search.row_of) if row is not None)
    return sorted((row, column) for row, column in chosen if weights[row][column] > 0)


class _Assignment:
    """Rows placed one after another; ``row_of`` is always a best assignment of the rows placed so far."""

    def __init__(self, weights: Sequence[Sequence[int]]) -> None:
        self.weights = weights
        self.row_of: list[int | None] = [None] * len(weights[0])
        self.row_price = [0] * len(weights)
        self.column_price = [0] * len(weights[0])

    def place(self, new_row: int) -> None:
        """Gives ``new_row`` a column, moving other rows along the cheapest chain of exchanges."""
        columns = range(len(self.row_of))
        distance: list[Any] = [math.inf] * len(columns)
        via: list[int | None] = [None] * len(columns)
        reached: list[int] = []
        row: int | None = new_row
        last: int | None = None
        while row is not None:
            self._relax(row, last, distance, via, reached)
            nearest = min((c for c in columns if c not in reached), key=lambda c: distance[c])
            self._raise_prices(new_row, distance[nearest], distance, reached)
            reached.append(nearest)
            row, last = self.row_of[nearest], nearest
        while last is not None:
            before = via[last]
            self.row_of[last] = new_row if before is None else self.row_of[before]
            last = before

    def _relax(
        self, row: int, last: int | None, distance: list[Any], via: list[int | None], reached: list[int]
    ) -> None:
        for column, weight in enumerate(self.weights[row]):
            if column in reached:
                continue
            cost = -weight - self.row_price[row] - self.column_price[column]
            if cost < distance[column]:
                distance[column], via[column] = cost, last

    def _raise_prices(self, new_row: int, step: int, distance: list[Any], reached: list[int]) -> None:
        self.row_price[new_row] += step
        for column in range(len(self.row_of)):
            if column in reached:
                owner = self.row_of[column]
                assert owner is not None
                self.row_price[owner] += step
                self.column_price[column] -= step
            else:
                distance[column] -= step


def _packed(figures: tuple[int, ...]) -> int:
    weight = 0
    for figure in figures:
        weight = weight * _BASE + figure
    return weight
