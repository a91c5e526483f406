"""Measures both readers on a part of the project's corpus, what was written for it and real reporting apart.

Run ``python benchmarks/corpus.py [--part dev|test] [--reader trained|rules] [--setting balanced] [--errors N]``. The
real sentences are joined with the texts of the optional data folder and left out, with a word, where it is missing.
How an event and a link count: ``training/corpus/measure.py``. The test part is for figures: its errors are never
shown.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from training.corpus.inline import Annotated  # noqa: E402
from training.corpus.measure import SORTS, Tally, compare, reliability  # noqa: E402
from training.corpus.splits import real, written  # noqa: E402

from marsad._read import read_report  # noqa: E402
from marsad.records import Report  # noqa: E402
from texts import DATA, report_of  # noqa: E402


def as_report(annotated: Annotated) -> Report:
    """A report of the corpus as the program takes it in."""
    header = annotated.header
    report = report_of(annotated.id, annotated.text, published=header.get("published"))
    return replace(report, title=header.get("title"), outlet=header.get("outlet"))


def measured(reports: Iterable[Annotated], *, reader: str, setting: str) -> Tally:
    """The tally of a reader over reports."""
    tally = Tally()
    for annotated in reports:
        compare(annotated, read_report(as_report(annotated), setting=setting, reader=reader), tally)
    return tally


def total(tally: Tally, prefix: str = "") -> tuple[float, float, float]:
    """Precision, recall and F1 over all sorts of links."""
    for part in ("has", "want", "both"):
        tally.count[f"{prefix}roles {part}"] = sum(tally.count[f"{prefix}{sort} {part}"] for sort in SORTS)
    return tally.f1(f"{prefix}roles")


def figures(corpus: Path, *, part: str, reader: str = "trained", setting: str = "balanced") -> dict[str, float]:
    """The figures that are pinned, as shares: kinds and roles of what was written, and of real reporting if there."""
    out = {}
    parts = {"written": written(corpus, part)} | ({"real": real(corpus, DATA, part)} if DATA.is_dir() else {})
    for name, reports in parts.items():
        tally = measured(reports, reader=reader, setting=setting)
        out[f"corpus.{part}.{name}.kind.f1"] = tally.f1("kind")[2] / 100
        out[f"corpus.{part}.{name}.kind.p"] = tally.f1("kind")[0] / 100
        out[f"corpus.{part}.{name}.roles.f1"] = total(tally)[2] / 100
    return out


def show(name: str, tally: Tally, *, kinds: bool) -> None:
    """Prints the figures of one part."""
    line = lambda title, p, r, f: print(f"  {title:22} P {p:5.1f} R {r:5.1f} F1 {f:5.1f}")
    print(f"{name}: {tally.count['act want']} acts marked, {tally.count['act has']} printed")
    line("trigger", *tally.f1("act"))
    line("trigger and kind", *tally.f1("kind"))
    line("roles", *total(tally))
    line("roles, same sentence", *total(tally, "near "))
    for sort in SORTS:
        line(f"  {sort}", *tally.f1(sort))
    for field in ("status", "background"):
        usual = tally.share(f"{field} usual")
        print(f"  {field} right {tally.share(field):.1f} (plain throughout: {usual:.1f})")
    error, table = reliability(tally.rows)
    print(f"  calibration error {error:.3f}: " + ", ".join(f"{m:.2f} {s:.2f} ({n})" for m, s, n in table))
    if kinds:
        for kind, c in sorted(tally.kinds.items()):
            print(f"    {kind}: marked {c['want']}, printed {c['has']}, right {c['both']}")


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--part", choices=("dev", "test"), default="dev")
    parser.add_argument("--reader", choices=("rules", "trained"), nargs="*", default=("rules", "trained"))
    parser.add_argument("--setting", default="balanced")
    parser.add_argument("--corpus", type=Path, default=ROOT / "corpus")
    parser.add_argument("--kinds", action="store_true", help="show each kind")
    parser.add_argument("--errors", type=int, default=0, help="show so many errors, of the dev part only")
    args = parser.parse_args()
    parts = {"written": list(written(args.corpus, args.part))}
    if DATA.is_dir():
        parts["real"] = list(real(args.corpus, DATA, args.part))
    else:
        print("real reporting skipped: the data folder ../shared/data is not beside this checkout")
    for reader in args.reader:
        for name, reports in parts.items():
            tally = measured(reports, reader=reader, setting=args.setting)
            show(f"{name} {args.part}, {reader} reader, {args.setting}", tally, kinds=args.kinds)
            if args.part == "dev":
                for error in random.Random(11).sample(tally.errors, min(args.errors, len(tally.errors))):
                    print(f"    {error}")


if __name__ == "__main__":
    main()
