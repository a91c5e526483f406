"""Fits what each part of a comparison is worth on MAVERICK's half for fitting.

python -m training.merging   prints the weights (log odds) of the parts that records alone can show

The kind of act, background and what belongs to texts are not in MAVERICK; rows of ``weights.tsv`` that name another
source are kept as they are, and what is fitted is fitted beside them.
"""

from __future__ import annotations

from collections import Counter

import numpy as np
from benchmarks.merging import maverick

from marsad.incidents import candidates, compare
from marsad.knowledge import load_merging

PARTS = ("time", "place", "sides", "figures", "means")
# A side, an area or a place that is left open is coded otherwise there than news tells it; and in a war the same sides
# meet at the same place day after day, which riots do not.
GIVEN = frozenset({
    ("sides", "both"), ("sides", "actor"), ("sides", "target"), ("sides", "open"), ("sides", "conflict"),
    ("sides", "target-other"), ("sides", "actor-same-target-other"), ("sides", "actor-other-target-same"),
    ("time", "2-off"), ("time", "3-off"), ("time", "in-span"),
    ("place", "unknown"), ("place", "same-area"), ("place", "in-area"), ("place", "around"),
    ("place", "same-near"), ("means", "open"), ("means", "shared"), ("means", "other"),
})  # fmt: skip
NO_SIGN = (("time", "1-off"), ("figures", "open"))  # set to nothing, and the start moved by as much
STEPS, SHRINK = 30, 1.0


def fit() -> tuple[dict[tuple[str, str], float], Counter[tuple[str, str]]]:
    """Logistic regression over what the parts find, by Newton's steps, shrunk towards nothing."""
    coded = maverick("fit")
    mentions = [row.mention for row in coded]
    found, same = [], []
    for one, other in candidates(mentions):
        parts = compare(mentions[one], mentions[other])
        if parts:
            found.append([(name, parts[name]) for name in PARTS])
            same.append(float(coded[one].event == coded[other].event))
    counted = Counter(value for row in found for value in row if value not in GIVEN)
    given = load_merging().weights
    names = [("start", "always"), *sorted(counted)]
    column = {name: number for number, name in enumerate(names)}
    # Most pairs look alike, so equal rows are taken together.
    patterns: dict[tuple[tuple[str, str], ...], list[float]] = {}
    for row, label in zip(found, same, strict=True):
        tally = patterns.setdefault(tuple(row), [0.0, 0.0])
        tally[0] += 1
        tally[1] += label
    matrix = np.zeros((len(patterns), len(names)))
    for number, row in enumerate(patterns):
        matrix[number, [0, *(column[value] for value in row if value in column)]] = 1
    total, right = np.array(list(patterns.values())).T
    offset = np.array([sum(given[value] for value in row if value in GIVEN) for row in patterns])
    weights = np.zeros(len(names))
    penalty = np.full(len(names), SHRINK)
    penalty[0] = 1e-6
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-(offset + matrix @ weights)))
        slope = matrix.T @ (right - total * likely) - penalty * weights
        curve = (matrix * (total * likely * (1 - likely))[:, None]).T @ matrix + np.diag(penalty)
        weights += np.linalg.solve(curve, slope)
    fitted = dict(zip(names, map(float, weights), strict=True))
    for part, value in NO_SIGN:
        level = fitted[part, value]
        fitted = {name: weight - level if name[0] == part else weight for name, weight in fitted.items()}
        fitted["start", "always"] += level
    return fitted, counted


def main() -> None:
    """Prints the weights with the pairs they rest on."""
    weights, counted = fit()
    for name, weight in weights.items():
        print(*name, f"{weight:.2f}", counted[name], sep="\t")


if __name__ == "__main__":
    main()
