"""Holds the program to the figures that it has reached.

Reads the gold folder with the program, scores what it prints, and fails where a figure is below its floor, where the
gold has changed, or where the output breaks the contract; the same for the dev part of the project's corpus.
Processors of different kinds round the network's arithmetic differently, which can turn one close decision in a
hundred (``ROUNDING``): that much is no fall. The contract has no such room.
``--update`` pins the gold and raises the floors to the figures of today; it refuses to lower one, unless
``--allow-regression`` says that this is meant.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from marsad.views._evaluate import evaluate_folder

if TYPE_CHECKING:
    from marsad.views.evaluation import Evaluation

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.toml"
GOLD = HERE.parents[1] / "shared" / "acceptance" / "dev"
CORPUS = HERE.parent / "corpus"
TABLES = ("aliases.tsv", "places.tsv", "plain_types.tsv")

# What is pinned: the figures that the README speaks of. `status.*` and the like follow from these.
PINNED = (
    "contract.share", "events.detect.f1", "events.type.f1", "events.kind.f1", "events.kind.p", "events.full.f1",
    "actor.f1", "target.f1", "place.f1", "time.share", "counts.exact.f1", "source.share", "status.share",
    "forecasts.f1", "control.f1",
)  # fmt: skip
DIGITS = 4
# Measured: one event of 108 differs between a processor with AVX-512 VNNI and one with AVX2 alone.
ROUNDING = 0.012
EXACT = ("contract.share",)


@dataclass(frozen=True)
class Floors:
    """What is pinned: the digest of the gold, and a lowest figure for each metric."""

    gold: str
    figures: dict[str, float]

    @classmethod
    def read(cls, path: Path) -> Floors:
        """The floors of a file."""
        value = tomllib.loads(path.read_text(encoding="utf-8"))
        return cls(value["gold"]["sha256"], dict(value["floors"]))

    def write(self, path: Path) -> None:
        """Writes the file anew; its head, up to the first table, stays."""
        head = path.read_text(encoding="utf-8").partition("[gold]")[0] if path.exists() else ""
        lines = [f'"{name}" = {figure}' for name, figure in self.figures.items()]
        body = "\n".join(["[gold]", f'sha256 = "{self.gold}"', "", "[floors]", *lines])
        path.write_text(f"{head}{body}\n", encoding="utf-8")


def digest(gold: Path) -> str:
    """The hash of every file that the figures depend on, by name and content."""
    files = [*sorted(gold.glob("*.jsonl")), *(folder / name for folder in (gold.parent, gold) for name in TABLES)]
    whole = hashlib.sha256()
    for path in files:
        if path.is_file():
            whole.update(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


def reached(evaluation: Evaluation) -> dict[str, float]:
    """The pinned figures of today, rounded down; one that has no cases yet is left out."""
    found = {}
    for name in PINNED:
        metric, _, figure = name.rpartition(".")
        value = evaluation.metrics.get(metric, {}).get(figure)
        if value is not None:
            found[name] = math.floor(value * 10**DIGITS) / 10**DIGITS
    return found


def reached_on_corpus(corpus: Path) -> dict[str, float]:
    """The pinned figures on the dev part of the corpus, rounded down."""
    from corpus import figures

    return {name: math.floor(v * 10**DIGITS) / 10**DIGITS for name, v in figures(corpus, part="dev").items()}


def compare(floors: dict[str, float], today: dict[str, float]) -> list[str]:
    """One line for each floor that is not held."""
    return [
        f"{name}: {today[name]} is below {floor}" if name in today else f"{name}: no figure, the floor is {floor}"
        for name, floor in floors.items()
        if today.get(name, -1.0) < floor - (0 if name in EXACT else ROUNDING)
    ]


def update(path: Path, floors: Floors, today: dict[str, float], *, gold: str, allow_regression: bool) -> int:
    """Pins the gold and the figures of today."""
    lower = compare(floors.figures, today)
    if lower and not allow_regression:
        print("floors: not updated, these would fall (--allow-regression lets them):", *lower, sep="\n  ")
        return 1
    kept = {name: max(figure, floors.figures.get(name, 0.0)) for name, figure in today.items()}
    Floors(gold, today if allow_regression else kept).write(path)
    print(f"floors: {len(today)} figures pinned in {path.name}", *(f"lowered: {line}" for line in lower), sep="\n  ")
    return 0


def check(floors: Floors, today: dict[str, float], *, gold: str) -> int:
    """Compares the figures of today with the floors."""
    faults = compare(floors.figures, today)
    if floors.gold != gold:
        faults.append("the gold is not the one that the floors were measured on; pin them anew with --update")
    if not floors.figures:
        faults.append("no floor is pinned; pin the figures of today with --update")
    for name, figure in today.items():
        print(f"  {name:30} {figure:7.4f}   floor {floors.figures.get(name, float('nan')):7.4f}")
    print(*([f"floors: {fault}" for fault in faults] or ["floors: all held"]), sep="\n")
    return 1 if faults else 0


def main(arguments: list[str] | None = None) -> int:
    """Runs the gate; returns its exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=GOLD, help="the gold folder")
    parser.add_argument("--floors", type=Path, default=FLOORS, help="the file with the floors")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="the corpus")
    parser.add_argument(
        "--predictions", type=Path, help="score these lines instead of reading the reports; leaves out the corpus"
    )
    parser.add_argument("--update", action="store_true", help="raise the floors to the figures of today")
    parser.add_argument("--allow-regression", action="store_true", help="let --update lower a floor")
    options = parser.parse_args(arguments)
    if not options.gold.is_dir():
        print(f"floors: skipped, there is no gold folder {options.gold.name} in ../shared/acceptance")
        return 0
    floors, gold = Floors.read(options.floors), digest(options.gold)
    today = reached(evaluate_folder(options.gold, predictions=options.predictions))
    if options.predictions is None:
        today |= reached_on_corpus(options.corpus)
    if options.update:
        return update(options.floors, floors, today, gold=gold, allow_regression=options.allow_regression)
    return check(floors, today, gold=gold)


if __name__ == "__main__":
    sys.exit(main())
