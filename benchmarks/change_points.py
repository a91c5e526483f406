"""How often a change of level is found where there is none, and where there is one.

Series are drawn, so that the truth is known: Poisson counts of one rate, counts of the same rate with twice the
variance, and counts whose rate doubles, trebles or halves in the middle. A change counts as found within the reach that
the program itself gives (``data/indicators/bounds.tsv``).

python benchmarks/change_points.py [--series 400] [--seed 1]
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

import numpy as np

from marsad.indicators import changes
from marsad.knowledge import load_indicators

if TYPE_CHECKING:
    from collections.abc import Callable

LENGTHS, RATES, FACTORS = (24, 48), (1, 3, 10), (2.0, 3.0, 0.5)


def false_alarms(draw: Callable[[], list[int]], series: int) -> float:
    """Share of series without a change in which one is found."""
    return sum(bool(changes(draw())) for _ in range(series)) / series


def found(draw: Callable[[], list[int]], at: int, series: int) -> float:
    """Share of series with a change in which it is found."""
    reach = load_indicators().bounds["reach"]
    return sum(any(abs(change.at - at) <= reach for change in changes(draw())) for _ in range(series)) / series


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--series", type=int, default=400, help="series per cell (default: 400)")
    parser.add_argument("--seed", type=int, default=1, help="of the draws (default: 1)")
    given = parser.parse_args()
    random = np.random.default_rng(given.seed)
    print(f"{given.series} series per figure, seed {given.seed}")
    print("periods  rate  false alarms  with twice the variance  doubled  trebled  halved")
    for periods in LENGTHS:
        for rate in RATES:
            middle = periods // 2

            def constant(rate: int = rate, periods: int = periods) -> list[int]:
                return [int(count) for count in random.poisson(rate, periods)]

            def scattered(rate: int = rate, periods: int = periods) -> list[int]:
                return [int(count) for count in random.negative_binomial(rate, 0.5, periods)]

            shares = []
            for factor in FACTORS:

                def broken(factor: float = factor, rate: int = rate, middle: int = middle) -> list[int]:
                    both = (random.poisson(rate, middle), random.poisson(rate * factor, middle))
                    return [int(count) for part in both for count in part]

                shares.append(found(broken, middle, given.series))
            alarms = false_alarms(constant, given.series), false_alarms(scattered, given.series)
            cells = "".join(f"{share:9.3f}" for share in shares)
            print(f"{periods:7d}  {rate:4d}  {alarms[0]:12.3f}  {alarms[1]:23.3f}{cells}")


if __name__ == "__main__":
    main()
