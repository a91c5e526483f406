"""What each set and each head brings: short runs of the second stage, each without one of them.

``python -m training.ablations --start .work/run3/syntax.pt --run .work/ablations --encoder FOLDER``. Every run begins
with the same weights (of the first stage), sees the same share of one epoch and is measured on the dev parts after
it; the first two differ in nothing but the seed, which is what a difference must be held against. Runs that are done
are not repeated. Prints a table for the model card.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

SHARE = 0.35
SEED = 20260901
RUNS: dict[str, tuple[str, ...]] = {
    "everything": (),
    "second seed": (),
    "no written reports": ("written",),
    "no real reporting": ("real",),
    "no lexicon (examples, silver)": ("lexicon", "silver"),
    "no coarse sets (M2E2 triggers, Halterman)": ("m2e2-triggers", "locations"),
    "no head of mentions": ("mentions",),
    "no heads of roles and frames": ("links", "frames"),
}
COLUMNS = ("detect", "kind", "roles", "mention", "mood")


def run(name: str, without: tuple[str, ...], args: argparse.Namespace) -> Path:
    """Trains without some sets or heads; where its log lies."""
    out: Path = args.run / name.split(" (", maxsplit=1)[0].replace(" ", "-")
    log = out / "log.jsonl"
    if not log.exists():
        options = {
            "stage": "acts",
            "start": args.start,
            "shared": args.shared,
            "encoder": args.encoder,
            "out": out,
            "sets": args.run / "sets.pkl",
            "epochs": 1,
            "share": SHARE,
            "seed": SEED + (name == "second seed"),
        }
        given = [word for key, value in options.items() for word in (f"--{key}", str(value))]
        left = ["--without", *without] if without else []
        subprocess.run([sys.executable, "-m", "training.train", *given, *left], check=True)
    return log


def line(name: str, log: Path) -> str:
    """A row of the table: figures on written and on real dev sentences, and of syntax."""
    figures = json.loads(log.read_text().splitlines()[-1])
    cells = [f"{figures['written-dev'][c]} / {figures['real-dev'][c]}" for c in COLUMNS]
    return f"| {name} | {' | '.join(cells)} | {figures['ewt-dev']['las']} |"


def main() -> None:
    """Runs what is not done yet and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--shared", type=Path, default=Path("../shared/data"))
    args = parser.parse_args()
    args.run.mkdir(parents=True, exist_ok=True)
    logs = {name: run(name, without, args) for name, without in RUNS.items()}
    print(f"| written / real dev | {' | '.join(COLUMNS)} | LAS |")
    print(f"| --- {'| --- ' * (len(COLUMNS) + 1)}|")
    for name, log in logs.items():
        print(line(name, log))


if __name__ == "__main__":
    main()
