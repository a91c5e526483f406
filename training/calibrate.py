"""Fits the trained reader's confidence on the dev part of the corpus: ``python -m training.calibrate``.

Training never saw that part. An act is right where its trigger meets a marked one and the kind agrees. Weights of the
features (``marsad.resolving._confidence.trained_features``) by logistic regression; the settings are then read off
the same part: ``balanced`` where F1 is best, ``precise`` where
at least ``PRECISE`` of what is printed is right. Writes ``trained.json`` into the model folder. The test part says
how well it holds (``benchmarks/corpus.py --part test``).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from marsad.language import ActNetwork, analyse
from marsad.reading import Options, ToldAct, read_trained
from marsad.resolving._confidence import trained_features
from marsad.resolving._draft import may_be_printed
from training.corpus.inline import Annotated
from training.corpus.measure import paired, reliability
from training.corpus.splits import real, written

Vector = npt.NDArray[np.float64]
PRECISE = 0.85
DECAY = 1.0  # of the weights, per act
FOLDS = 5


def rows(reports: Iterable[Annotated], network: ActNetwork) -> list[tuple[int, ToldAct, bool]]:
    """Every act that may be printed, with the number of its report, and whether it is right."""
    out = []
    options = Options(**network.config["weighing"])
    for number, report in enumerate(reports):
        told = read_trained(analyse(report.text, network), options)
        acts = [act for act in told.acts if may_be_printed(act)]
        right = {
            id(act) for mark, act in paired([m for m in report.marks if m.type == "act"], acts) if mark.kind == act.kind
        }
        out += [(number, act, id(act) in right) for act in acts]
    return out


def fitted(features: list[dict[str, float]], right: Vector) -> dict[str, float]:
    """Weights of a logistic regression by Newton's method, with a small decay of all but the bias."""
    names = sorted({name for values in features for name in values})
    table = np.array([[1.0, *(values.get(name, 0.0) for name in names)] for values in features])
    weights = np.zeros(table.shape[1])
    decay = np.diag([0.0, *([DECAY] * len(names))])
    for _ in range(50):
        shares = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (shares - right) + decay @ weights
        curve = (table * (shares * (1 - shares))[:, None]).T @ table + decay
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    return {name: round(float(w), 4) for name, w in zip(["bias", *names], weights, strict=True)}


def confidences(features: list[dict[str, float]], weights: dict[str, float]) -> Vector:
    """The confidence of each act."""
    totals = [weights["bias"] + sum(weights.get(n, 0.0) * v for n, v in values.items()) for values in features]
    return 1 / (1 + np.exp(-np.array(totals)))


def settings(shares: Vector, right: Vector, marked: int) -> dict[str, float]:
    """Thresholds of the named settings."""
    best, precise = (0.0, 0.5), None
    for threshold in np.arange(0.1, 0.96, 0.01):
        printed = shares >= threshold
        both = float(right[printed].sum())
        best = max(best, (2 * both / max(float(printed.sum()) + marked, 1), float(threshold)))
        if precise is None and printed.any() and both / printed.sum() >= PRECISE:
            precise = float(threshold)
    balanced = best[1]
    return {
        "precise": round(max(precise or 0.9, balanced + 0.05), 2),
        "balanced": round(balanced, 2),
        "everything": 0.0,
    }


def main() -> None:
    """Fits, prints the reliability, writes."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared/data"))
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    args = parser.parse_args()
    network = ActNetwork()
    reports = [*written(args.corpus, "dev"), *real(args.corpus, args.shared, "dev")]
    found = rows(reports, network)
    features = [trained_features(act) for _, act, _ in found]
    right = np.array([float(hit) for *_, hit in found])
    weights = fitted(features, right)
    shares = confidences(features, weights)
    folds = np.array([number % FOLDS for number, *_ in found])
    apart = np.zeros(len(found))  # of each report by a fit to the others
    for fold in range(FOLDS):
        kept = [f for f, other in zip(features, folds != fold, strict=True) if other]
        inside = [f for f, other in zip(features, folds == fold, strict=True) if other]
        apart[folds == fold] = confidences(inside, fitted(kept, right[folds != fold]))
    marked = sum(m.type == "act" for r in reports for m in r.marks)
    scale = {"fitted_for": network.sha256, "weights": weights, "settings": settings(shares, right, marked)}
    error, table = reliability([(float(s), bool(r)) for s, r in zip(apart, right, strict=True)])
    print(f"{len(found)} acts told, {int(right.sum())} right, {marked} marked")
    print(f"calibration error {error:.3f}, each fifth of the reports by a fit to the others")
    for mean, share, number in table:
        print(f"  {mean:.2f} {share:.2f} ({number})")
    for name, threshold in scale["settings"].items():
        printed = shares >= threshold
        both = right[printed].sum()
        print(f"  {name} {threshold}: P {both / max(printed.sum(), 1):.3f} R {both / marked:.3f}")
    (network.folder / "trained.json").write_text(json.dumps(scale, indent=1) + "\n")


if __name__ == "__main__":
    main()
