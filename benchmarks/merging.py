"""How well reports of one incident are merged.

Three figures. On the hand-coded reports and on the stories of the corpus (of which one part may be looked at, the other
only gives a figure), the program's own readings are merged and scored (pairwise F1, B-cubed F1). On
MAVERICK, records of several reports of one event in Kenya and Ivory Coast without their texts, the same comparison is
set beside the rules of thumb of other collections: one day and the same place (ACLED's unit), 1 km and 1 day, 5 km and
2 days (xSub). Half of MAVERICK's events, by a hash of their names, serve for fitting (``training/merging.py``); the
figure is of the other half.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from marsad.incidents import Mention, Point, Side, Window, candidates, groups, kilometres, score
from marsad.records import Count

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping

    from training.corpus.inline import Annotated
    from training.corpus.stories import Story

    from marsad.records import Event, Reading

HERE = Path(__file__).resolve().parent
STORIES = HERE.parent / "corpus" / "incidents"
SHARED = HERE.parents[1] / "shared"
MAVERICK = SHARED / "data" / "merging" / "maverick.csv.gz"
GOLD = SHARED / "acceptance" / "dev"
# geo_precision of MAVERICK: 5 and 6 a spot, 4 a quarter, 3 a town, below that a wider area.
_SPOT, _TOWN = 4.0, 3.0
Pair = tuple[int, int]


@dataclass(frozen=True)
class Coded:
    """One MAVERICK row: its event and its mention."""

    event: str
    mention: Mention


def maverick(half: str) -> list[Coded]:
    """The rows of the half for ``fit`` or for ``figure``, in an order of their own."""
    with gzip.open(MAVERICK, "rt", encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if _half(row["event_id"]) == half]
    rows.sort(key=lambda row: row["id"])
    return [Coded(row["event_id"], _mention(row)) for row in rows]


def _half(event: str) -> str:
    return "fit" if hashlib.sha256(event.encode()).digest()[0] % 2 else "figure"


def _mention(row: dict[str, str]) -> Mention:
    perpetrators, others = set(), set()
    means = set()
    for number in range(1, 7):
        actor = row[f"actor{number}_id"]
        if not actor:
            continue
        means |= {word.strip().casefold() for word in row[f"actor{number}_violence"].split(";")} - {"unknown", ""}
        side = perpetrators if row[f"actor{number}_perpetrator"].startswith("1") else others
        side.add(actor)
    return Mention(
        report=row["id"],
        event="1",
        kind="other",  # MAVERICK has no kinds of acts
        actors=_side(perpetrators),
        targets=_side(others | ({row["target"]} - {"Unknown", ""})),
        points=_points(row),
        window=Window(date.fromisoformat(row["date_start"]), date.fromisoformat(row["date_end"]))
        if row["date_start"] and row["date_end"]
        else None,
        counts=tuple(filter(None, (_count(row, "killed", "deaths"), _count(row, "wounded", "injuries")))),
        cumulative=False,
        means=frozenset(means),
        status="reported",
        background=False,
        position=0,
    )


def _side(actors: set[str]) -> Side:
    known = frozenset(actor for actor in actors if not actor.endswith("-100"))  # 100 is "unknown actor"
    return Side(known, known)


def _points(row: dict[str, str]) -> tuple[Point, ...]:
    if not row["latitude"] or not row["longitude"]:
        return ()
    lat, lon = float(row["latitude"]), float(row["longitude"])
    precise = float(row["geo_precision"] or 0)
    precision = "exact" if precise >= _TOWN else "area"
    return (Point(f"{lat} {lon}", lat, lon, precision, row["country"]),)


def _count(row: dict[str, str], what: str, column: str) -> Count | None:
    figures = [int(float(row[f"{column}_{bound}"] or 0)) for bound in ("low", "best", "high")]
    if not any(figures):
        return None
    return Count(what, None, *figures, cumulative=False, subset_of=None, span=None)  # type: ignore[arg-type]


# ---------------------------------------------------------------- the rules of thumb


def within(km: float, days: int) -> Callable[[Mention, Mention], bool]:
    """A rule that joins what lies so near in space and time (both by the first day)."""

    def rule(one: Mention, other: Mention) -> bool:
        if not (one.points and other.points and one.window and other.window):
            return False
        if abs((one.window.first - other.window.first).days) > days:
            return False
        ours, theirs = one.points[0], other.points[0]
        if ours.lat is None or ours.lon is None or theirs.lat is None or theirs.lon is None:
            return False
        return kilometres((ours.lat, ours.lon), (theirs.lat, theirs.lon)) <= km

    return rule


RULES = {
    "same day, same place (ACLED)": within(0.0, 0),
    "1 km, 1 day (xSub)": within(1.0, 1),
    "5 km, 2 days (xSub)": within(5.0, 2),
}


def linked(coded: list[Coded], rule: Callable[[Mention, Mention], bool]) -> set[Pair]:
    """The pairs that a rule joins."""
    numbered = range(len(coded))
    return {(i, j) for i, j in combinations(numbered, 2) if rule(coded[i].mention, coded[j].mention)}


def closed(size: int, pairs: Iterable[Pair]) -> list[list[int]]:
    """What joined pairs make of a set when everything linked is one."""
    home = list(range(size))

    def root(number: int) -> int:
        while home[number] != number:
            home[number] = home[home[number]]
            number = home[number]
        return number

    for one, other in sorted(pairs):
        home[max(root(one), root(other))] = min(root(one), root(other))
    found: dict[int, list[int]] = {}
    for number in range(size):
        found.setdefault(root(number), []).append(number)
    return list(found.values())


def ours(coded: list[Coded]) -> list[list[int]]:
    """The groups that the program makes."""
    mentions = [row.mention for row in coded]
    scored = {pair: score(mentions[pair[0]], mentions[pair[1]]) for pair in candidates(mentions)}
    return groups(len(mentions), {pair: found.score for pair, found in scored.items() if found})


# ---------------------------------------------------------------- figures


def pair_figures(pairs: set[Any], truth: set[Any]) -> tuple[float, float, float]:
    """Precision, recall and F1 of pairs."""
    right = len(pairs & truth)
    precision, recall = right / max(1, len(pairs)), right / max(1, len(truth))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def pairs_of(clusters: Iterable[list[int]]) -> set[Pair]:
    """Every pair within a cluster."""
    return {pair for members in clusters for pair in combinations(sorted(members), 2)}


def on_maverick(half: str = "figure") -> dict[str, tuple[float, float, float]]:
    """Pairwise figures by rule, of the pairs as a rule links them and, for ours, as they are grouped."""
    coded = maverick(half)
    events: dict[str, list[int]] = {}
    for number, row in enumerate(coded):
        events.setdefault(row.event, []).append(number)
    truth = pairs_of(events.values())
    table = {}
    for name, rule in RULES.items():
        pairs = linked(coded, rule)
        table[name] = pair_figures(pairs, truth)
        table[f"{name}, closed"] = pair_figures(pairs_of(closed(len(coded), pairs)), truth)
    table["marsad"] = pair_figures(pairs_of(ours(coded)), truth)
    return table


def on_readings(gold: Path = GOLD) -> dict[str, dict[str, float]]:
    """Pairwise and B-cubed figures of the program's own readings of the gold's reports."""
    import marsad
    from marsad.records import dumps
    from marsad.views._evaluate import evaluate_folder

    readings = [r for r in marsad.read_reports([str(gold / "reports.jsonl")]) if isinstance(r, marsad.Reading)]
    with tempfile.TemporaryDirectory() as folder:
        predictions, merged = Path(folder) / "readings.jsonl", Path(folder) / "incidents.jsonl"
        predictions.write_text("".join(f"{dumps(reading)}\n" for reading in readings), encoding="utf-8")
        lines = ({"id": one.id, "members": one.members} for one in marsad.incidents(readings))
        merged.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
        metrics = evaluate_folder(gold, predictions=predictions, incidents=merged).metrics
    return {name: metrics[name] for name in ("incidents.pairs", "incidents.b3")}


# ---------------------------------------------------------------- stories


def on_stories(part: str) -> dict[str, dict[str, float]]:
    """Pairwise and B-cubed figures of the program's own readings of all stories of a part, merged together.

    An act that is not found stands alone, so that what reading misses counts here as well.
    """
    from training.corpus.stories import stories

    import marsad

    truth: dict[tuple[str, int], Hashable] = {}
    found: dict[tuple[str, int], tuple[str, str]] = {}
    readings = []
    for story in stories(STORIES, part):
        for report, reading in read_story_reports(story):
            readings.append(reading)
            for number, (mark, event) in enumerate(told_by(report, reading)):
                truth[report.id, number] = (story.name, mark)
                if event:
                    found[report.id, number] = (report.id, event)
    home = {member: one.id for one in marsad.incidents(readings) for member in one.members}
    guess = {key: home[found[key]] if key in found else key for key in truth}
    return {"found": {"r": len(found) / len(truth)}, **clustered(truth, guess)}


def read_story_reports(story: Story) -> list[tuple[Annotated, Reading]]:
    """The reports of a story, each with what the program reads in it."""
    from dataclasses import replace

    from marsad._read import read_report
    from texts import report_of

    out = []
    for report in story.reports:
        header = report.header
        given = replace(
            report_of(report.id, report.text, published=header["published"]),
            title=header["title"],
            outlet=header["outlet"],
        )
        out.append((report, read_report(given)))
    return out


def told_by(report: Annotated, reading: Reading) -> list[tuple[str, str | None]]:
    """Each marked act's incident with the event that tells it, or None.

    It is one whose trigger meets the mark, else the nearest one whose evidence holds it; an event serves once.
    """

    def fits(mark: int, event: Event) -> tuple[int, int] | None:
        start, end = report.marks[mark].start, report.marks[mark].end
        if event.trigger.start < end and start < event.trigger.end:
            return 0, 0
        if event.evidence.start <= start and end <= event.evidence.end:
            return 1, abs(event.trigger.start - start)
        return None

    ranked = [
        (fit, mark, event.id)
        for mark in range(len(report.marks)) for event in reading.events
        if (fit := fits(mark, event)) is not None
    ]  # fmt: skip
    chosen: dict[int, str] = {}
    for _, mark, event in sorted(ranked):
        if mark not in chosen and event not in chosen.values():
            chosen[mark] = event
    return [(mark.id, chosen.get(number)) for number, mark in enumerate(report.marks)]


def clustered(truth: Mapping[Any, Hashable], guess: Mapping[Any, Hashable]) -> dict[str, dict[str, float]]:
    """Pairwise and B-cubed figures of a grouping, both told as the group of each mention."""
    names = sorted(truth)
    same = {pair for pair in combinations(names, 2) if truth[pair[0]] == truth[pair[1]]}
    put = {pair for pair in combinations(names, 2) if guess[pair[0]] == guess[pair[1]]}
    pairs = dict(zip(("p", "r", "f1"), pair_figures(put, same), strict=True))
    right, told, made = Counter[Any](), Counter(truth.values()), Counter(guess.values())
    right.update((truth[name], guess[name]) for name in names)
    precision = sum(right[truth[name], guess[name]] / made[guess[name]] for name in names) / len(names)
    recall = sum(right[truth[name], guess[name]] / told[truth[name]] for name in names) / len(names)
    cubed = {"p": precision, "r": recall, "f1": 2 * precision * recall / (precision + recall)}
    return {"incidents.pairs": pairs, "incidents.b3": cubed}


def main() -> None:
    """Prints the table."""
    print(f"{'the 17 hand-coded reports':40}      P      R     F1")
    for name, figures in on_readings().items():
        print(f"{name:40} {figures['p']:6.3f} {figures['r']:6.3f} {figures['f1']:6.3f}")
    for part in ("fit", "check"):
        print(f"\n{f'stories of our own, part {part}':40}      P      R     F1")
        for name, figures in on_stories(part).items():
            cells = (f"{figures[cell]:6.3f}" if cell in figures else 6 * " " for cell in ("p", "r", "f1"))
            print(f"{name:40} {' '.join(cells)}")
    sizes = Counter(row.event for row in maverick("figure"))
    print(f"\n{f'MAVERICK, {len(sizes)} events, {sum(sizes.values())} reports':40}      P      R     F1")
    for name, (precision, recall, f1) in on_maverick().items():
        print(f"{name:40} {precision:6.3f} {recall:6.3f} {f1:6.3f}")


if __name__ == "__main__":
    main()
