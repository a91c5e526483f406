"""Fits the trained reader's confidence on the dev part of the corpus: ``python -m training.calibrate``.

Training never saw that part. An act is right where its trigger meets a marked one and the kind agrees. Weights of the
features (``marsad.resolving._confidence.trained_features``) by logistic regression; the settings are then read off
the same part: ``balanced``, which also prints what the rules are sure of, where F1 is best (of thresholds that lose no
more than ``FOR_SURENESS`` the surest), ``precise`` where at least ``PRECISE`` of what is printed is right. Before that,
how much the kind of the rules weighs against the model's (``RULE_KINDS``) is chosen by the same F1: the greatest weight
that costs less than ``AS_GOOD``, since a kind by the tables can be traced and mended. Writes
``trained.json`` and that weight in ``config.json`` of the model folder. The test part says how well it holds
(``benchmarks/corpus.py --part test``).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from marsad.language import ActNetwork, Document, analyse
from marsad.reading import Options, ToldAct, read_trained
from marsad.resolving import Scale, load_scale
from marsad.resolving._confidence import features_of_act, trained_features
from marsad.resolving._draft import may_be_printed
from training.corpus.inline import Annotated
from training.corpus.measure import paired, reliability
from training.corpus.splits import real, written

Vector = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
PRECISE = 0.85
DECAY = 1.0  # of the weights, per act
FOLDS = 5
DOUBTED = 0.04  # below it next to none is right, whatever the rules say
AS_GOOD = 0.01  # a difference in F1 that counts for nothing, where a kind can be traced for it
FOR_SURENESS = 0.003  # the same, where what is printed is surer for it
SHARES = {"ucdp": 0.3}  # how much an act of a set weighs; else the headlines of one desk were half of the real acts
RULE_KINDS = (1.0, 2.0, 4.0, 8.0, 16.0)  # times its share by the model


def rows(reports: Sequence[tuple[Annotated, Document]], options: Options) -> list[tuple[int, ToldAct, bool]]:
    """Every act that may be printed, with the number of its report, and whether it is right."""
    out = []
    for number, (report, document) in enumerate(reports):
        acts = [act for act in read_trained(document, options).acts if may_be_printed(act)]
        right = {
            id(act) for mark, act in paired([m for m in report.marks if m.type == "act"], acts) if mark.kind == act.kind
        }
        out += [(number, act, id(act) in right) for act in acts]
    return out


def fitted(features: list[dict[str, float]], right: Vector, heeded: Vector) -> dict[str, float]:
    """Weights of a logistic regression by Newton's method, with a small decay of all but the bias.

    Args:
        features: Of each act.
        right: Whether it is right.
        heeded: How much it weighs.
    """
    names = sorted({name for values in features for name in values})
    table = np.array([[1.0, *(values.get(name, 0.0) for name in names)] for values in features])
    weights = np.zeros(table.shape[1])
    shrunk = np.diag([0.0, *([DECAY] * len(names))])
    for _ in range(50):
        shares = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (heeded * (shares - right)) + shrunk @ weights
        curve = (table * (heeded * shares * (1 - shares))[:, None]).T @ table + shrunk
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    return {name: round(float(w), 4) for name, w in zip(["bias", *names], weights, strict=True)}


def confidences(features: list[dict[str, float]], weights: dict[str, float]) -> Vector:
    """The confidence of each act."""
    totals = [weights["bias"] + sum(weights.get(n, 0.0) * v for n, v in values.items()) for values in features]
    return 1 / (1 + np.exp(-np.array(totals)))


def settings(
    shares: Vector, right: Vector, heeded: Vector, sure: Mask, marked: float
) -> tuple[dict[str, float], float]:
    """Thresholds of the named settings, and the best F1; ``sure`` is what the rules are sure of."""
    f1s, precise = {}, None
    for threshold in np.arange(0.1, 0.96, 0.01):
        printed = (shares >= threshold) | sure
        both = float((right * heeded)[printed].sum())
        f1s[float(threshold)] = 2 * both / max(float(heeded[printed].sum()) + marked, 1)
        printed = shares >= threshold
        both = float((right * heeded)[printed].sum())
        if precise is None and printed.any() and both / heeded[printed].sum() >= PRECISE:
            precise = float(threshold)
    best = max(f1s.values())
    balanced = max(threshold for threshold, f1 in f1s.items() if f1 >= best - FOR_SURENESS)
    named = {
        "precise": round(max(precise or 0.9, balanced + 0.05), 2),
        "balanced": round(balanced, 2),
        "everything": 0.0,
    }
    return named, best


@dataclass(frozen=True, slots=True)
class Fit:
    """A scale of confidence, and what it makes of the acts that it was fitted on.

    Attributes:
        weights: Of the features.
        settings: Thresholds.
        f1: At ``balanced``.
        shares: Confidence of each act.
        apart: The same, each fifth of the reports by a fit to the others.
        right: Whether the act is right.
        sure: Whether the rules are sure of it.
    """

    weights: dict[str, float]
    settings: dict[str, float]
    f1: float
    shares: Vector
    apart: Vector
    right: Vector
    sure: Mask


def fit(found: Sequence[tuple[int, ToldAct, bool]], weight_of: Sequence[float], marked: float, rules: Scale) -> Fit:
    """Fits the scale on acts.

    Args:
        found: As ``rows`` gives them.
        weight_of: How much the acts of each report weigh.
        marked: How many acts should have been found, weighed.
        rules: The rules' own scale.
    """
    heeded = np.array([weight_of[number] for number, *_ in found])
    least = rules.threshold("balanced")
    sure = np.array([act.vouched and rules.share(features_of_act(act)) >= least for _, act, _ in found])
    pointing = np.array([act.claim or act.denial for _, act, _ in found])
    features = [trained_features(act) for _, act, _ in found]
    right = np.array([float(hit) for *_, hit in found])
    weights = fitted(features, right, heeded)
    shares = confidences(features, weights)
    sure &= pointing | (shares >= DOUBTED)
    folds = np.array([number % FOLDS for number, *_ in found])
    apart = np.zeros(len(found))
    for fold in range(FOLDS):
        kept = [f for f, other in zip(features, folds != fold, strict=True) if other]
        inside = [f for f, other in zip(features, folds == fold, strict=True) if other]
        apart[folds == fold] = confidences(inside, fitted(kept, right[folds != fold], heeded[folds != fold]))
    named, f1 = settings(shares, right, heeded, sure, marked)
    return Fit(weights, named, f1, shares, apart, right, sure)


def main() -> None:
    """Fits, prints the reliability, writes."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared/data"))
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--to", type=Path, help="a model folder; the packaged one")
    args = parser.parse_args()
    network = ActNetwork(args.to)
    annotated = [*written(args.corpus, "dev"), *real(args.corpus, args.shared, "dev")]
    reports = [(report, analyse(report.text, network)) for report in annotated]
    weight_of = [SHARES.get(r.header.get("set", ""), 1.0) for r in annotated]
    marked = sum(w * sum(m.type == "act" for m in r.marks) for w, r in zip(weight_of, annotated, strict=True))
    options = Options(**network.config["weighing"])
    rules = load_scale(network.folder, "rules")
    told = {weight: rows(reports, replace(options, rule_kind=weight)) for weight in RULE_KINDS}
    fits = {weight: fit(found, weight_of, marked, rules) for weight, found in told.items()}
    for weight, one in fits.items():
        print(f"kind of the rules {weight}: F1 {one.f1:.3f}")
    highest = max(f.f1 for f in fits.values())
    weight, best = max((item for item in fits.items() if item[1].f1 >= highest - AS_GOOD), key=lambda item: item[0])
    scale = {
        "fitted_for": network.sha256,
        "weights": best.weights,
        "settings": best.settings,
        "ruled": {"balanced": rules.threshold("balanced"), "doubted": DOUBTED},
    }
    error, table = reliability([(float(s), bool(r)) for s, r in zip(best.apart, best.right, strict=True)])
    every = sum(m.type == "act" for r in annotated for m in r.marks)
    print(f"{len(best.right)} acts told, {int(best.right.sum())} right, {every} marked")
    print(f"calibration error {error:.3f}, each fifth of the reports by a fit to the others")
    for mean, share, number in table:
        print(f"  {mean:.2f} {share:.2f} ({number})")
    for name, threshold in best.settings.items():
        printed = best.shares >= threshold if name == "precise" else (best.shares >= threshold) | best.sure
        both = best.right[printed].sum()
        print(f"  {name} {threshold}: P {both / max(printed.sum(), 1):.3f} R {both / every:.3f}")
    (network.folder / "trained.json").write_text(json.dumps(scale, indent=1) + "\n")
    config = network.config | {"weighing": network.config["weighing"] | {"rule_kind": weight}}
    (network.folder / "config.json").write_text(json.dumps(config, indent=1) + "\n")


if __name__ == "__main__":
    main()
