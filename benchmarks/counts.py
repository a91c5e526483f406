"""Measures figures: sentences of our own, each with the counts that the codebook gives it, read end to end.

``python benchmarks/counts.py [FILE.tsv ...] [--reader rules] [--errors]`` reads each sentence as a report of its own,
at the setting ``everything``, and compares the counts of all events printed with the right ones: what is counted, low,
best and high, whether it is a toll, of which other count it is a part, and, where the file says so, a word of whom it
counts and the act that it belongs to. A sentence is right if no count is missing and none is too much. The quantity
alone is right if the number phrases that ``find_quantities`` reads hold those bounds, whatever they are linked to.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from marsad import read_report
from marsad.reading._quantities import find_quantities
from marsad.sources import report_from_text

if TYPE_CHECKING:
    from marsad.records import Event

DATA = Path(__file__).parents[1] / "tests/reading/data"
FILES = (DATA / "counts200.tsv", DATA / "counts60.tsv")
PUBLISHED = "2023-06-14"

Bounds = tuple[int | None, int | None, int | None]


@dataclass(frozen=True, slots=True)
class Told:
    """A count to compare.

    Attributes:
        what: What is counted.
        bounds: Low, best, high.
        whom: Of a right count: a word of the phrase counted, empty where it is not compared. Of a printed one: the
            phrase.
        act: Of a right count: a word of the act that it belongs to, empty where it is not compared. Of a printed one:
            the act's words.
        cumulative: Whether it is a toll.
        whole: What the count that it is a part of counts, with its bounds, or null.
    """

    what: str
    bounds: Bounds
    whom: str = ""
    act: str = ""
    cumulative: bool = False
    whole: tuple[str, Bounds] | None = None

    @property
    def value(self) -> tuple[str, Bounds, bool, tuple[str, Bounds] | None]:
        """What must be equal."""
        return self.what, self.bounds, self.cumulative, self.whole

    def __str__(self) -> str:
        """As the file writes it, near enough."""
        figures = "/".join("-" if n is None else str(n) for n in self.bounds)
        act = f"@{self.act}" if self.act else ""
        part = f" < {self.whole}" if self.whole else ""
        return f"{self.what}{act}:{figures}:{self.whom}{'+' if self.cumulative else ''}{part}"


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence with its right counts."""

    text: str
    counts: tuple[Told, ...]


def load_cases(path: Path) -> list[Case]:
    """The sentences of a file; its first lines say how it is written."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [Case(text, _told(counts)) for text, counts in rows[1:]]


def _told(written: str) -> tuple[Told, ...]:
    out: list[Told] = []
    for part in written.split("; ") if written != "-" else ():
        what, figures, whom = part.split(":")
        what, _, act = what.partition("@")
        low, best, high = (None if n == "-" else int(n) for n in figures.split("/"))
        cumulative, whom = whom.endswith("+"), whom.removesuffix("+")
        whom, _, number = whom.partition("<")
        whole = out[int(number) - 1] if number else None
        out.append(Told(what, (low, best, high), whom, act, cumulative, (whole.what, whole.bounds) if whole else None))
    return tuple(out)


def printed(text: str, *, reader: str = "trained") -> list[Told]:
    """The counts of all events of a text."""
    reading = read_report(report_from_text(text, id="counts", published=PUBLISHED), setting="everything", reader=reader)
    return [told for event in reading.events for told in _of_event(event)]


def _of_event(event: Event) -> list[Told]:
    out: list[Told] = []
    for count in event.counts:
        whole = event.counts[count.subset_of] if count.subset_of is not None else None
        part = (whole.what, (whole.low, whole.best, whole.high)) if whole else None
        bounds = (count.low, count.best, count.high)
        out.append(Told(count.what, bounds, count.whom or "", event.trigger.exact, count.cumulative, part))
    return out


def differences(right: tuple[Told, ...], given: list[Told]) -> tuple[list[Told], list[Told]]:
    """(missing, too much), one to one."""
    left = list(given)
    missing: list[Told] = []
    for count in right:
        found = next((g for g in left if _fits(count, g)), None)
        if found is None:
            missing.append(count)
        else:
            left.remove(found)
    return missing, left


def _fits(right: Told, given: Told) -> bool:
    named = not right.whom or right.whom in given.whom.split()
    return right.value == given.value and named and right.act in given.act


def quantities_right(case: Case) -> bool:
    """Whether the number phrases of a sentence hold the bounds of all its counts that a number phrase can give."""
    spoken = [c.bounds for c in case.counts if c.bounds not in ((1, 1, 1), (0, 0, 0), (None, None, None))]
    found = Counter((q.low, q.best, q.high) for q in find_quantities(case.text) if q.unit is None)
    return not Counter(spoken) - found


def main() -> None:
    """Prints the figures, and what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path, default=[f for f in FILES if f.exists()])
    parser.add_argument("--reader", default="trained")
    parser.add_argument("--errors", action="store_true", help="show the sentences that are wrong")
    options = parser.parse_args()
    for file in options.files:
        cases = load_cases(file)
        wrong = [(case, *differences(case.counts, printed(case.text, reader=options.reader))) for case in cases]
        wrong = [(case, missing, extra) for case, missing, extra in wrong if missing or extra]
        right, alone = len(cases) - len(wrong), sum(quantities_right(c) for c in cases)
        print(f"{file.name}: {right} of {len(cases)} sentences right ({options.reader}), quantity alone {alone}")
        for case, missing, extra in wrong if options.errors else ():
            print(f"  {case.text}\n    missing {'; '.join(map(str, missing))} | too much {'; '.join(map(str, extra))}")


if __name__ == "__main__":
    main()
