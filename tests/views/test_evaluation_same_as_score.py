"""Our figures against those of the shared scoring script, on predictions made from gold with errors put in."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from marsad.knowledge import load_kinds
from marsad.records import (
    Actor,
    Control,
    Count,
    Event,
    EventTime,
    Forecast,
    ModelInfo,
    Party,
    Place,
    Reading,
    Relation,
    Report,
    Source,
    Span,
    Spot,
    Unread,
    dumps,
    to_json,
)
from marsad.views.evaluation import as_json, evaluate, load_gold, read_clusters, read_predictions

ACCEPTANCE = Path(__file__).resolve().parents[3] / "shared" / "acceptance"
GOLD = ACCEPTANCE / "dev"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not GOLD.is_dir(), reason="no ../shared/acceptance beside the checkout"),
]


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (GOLD / name).read_text(encoding="utf-8").split("\n") if line]


class Forger:
    """Readings made from gold rows, each field spoilt now and then."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        table = (ACCEPTANCE / "plain_types.tsv").read_text(encoding="utf-8").split("\n")
        self.kinds = dict(line.split("\t") for line in table if line and not line.startswith("#"))
        self.events, self.forecasts, self.control = rows("gold.jsonl"), rows("forecasts.jsonl"), rows("control.jsonl")

    def now_and_then(self, share: float = 0.15) -> bool:
        return self.random.random() < share

    def reading(self, report: dict[str, Any]) -> Reading:
        self.text, self.actors, self.places = report["text"], dict[str, Actor](), dict[str, Place]()
        of_report = [
            [row for row in table if row["report_id"] == report["id"]]
            for table in (self.events, self.forecasts, self.control)
        ]
        events = [self.event(row) for row in of_report[0] if not self.now_and_then(0.1)]
        events += [replace(event, kind="battle", plover="ASSAULT") for event in events if self.now_and_then(0.1)]
        events = [replace(event, id=f"e{number}") for number, event in enumerate(events)]
        forecasts = [self.forecast(row) for row in of_report[1] if not self.now_and_then(0.2)]
        control = [self.holding(row) for row in of_report[2] if not self.now_and_then(0.2)]
        self.random.shuffle(events)
        return Reading(
            report=Report(
                report["id"], self.text, None, None, None, None, report["published"], "metadata", "en", "0" * 64
            ),
            actors=tuple(self.actors.values()),
            relations=self.relations(),
            places=tuple(self.places.values()),
            times=(),
            events=tuple(events),
            statements=(),
            forecasts=tuple(replace(forecast, id=f"f{number}") for number, forecast in enumerate(forecasts)),
            control=tuple(replace(held, id=f"c{number}") for number, held in enumerate(control)),
            model=ModelInfo("forger", "0", "0"),
        )

    def span(self, row: dict[str, Any]) -> Span:
        passage = self.random.choice([row["evidence"], *row.get("also", ())])
        start = self.text.index(passage)
        end = start + len(passage)
        if self.now_and_then():
            start = self.random.randrange(start, end)
        if self.now_and_then():
            end = self.random.randrange(start, min(len(self.text), end + 80)) + 1
        return Span.of(self.text, start, min(end, len(self.text)))

    def actor(self, name: str) -> str:
        ident = "-".join(name.lower().replace("(", "").replace(")", "").split())
        kind: Any = self.random.choice(["armed-group", "person", "civilians", "protesters"])
        self.actors.setdefault(ident, Actor(ident, name, kind, None, None, (), ()))
        return ident

    def parties(self, names: str | None) -> tuple[Party, ...]:
        if self.now_and_then(0.05):
            return ()
        if self.now_and_then(0.1) and names:
            return (Party(self.actor(names), names, None),)
        return tuple(Party(self.actor(name.strip()), name.strip(), None) for name in (names or "").split(";") if name)

    def relations(self) -> tuple[Relation, ...]:
        ids = list(self.actors)
        return tuple(
            Relation(one, self.random.choice(["part_of", "led_by", "role"]), self.random.choice(ids), None, None, None)
            for one in ids
            if self.now_and_then()
        )

    def spots(self, row: dict[str, Any]) -> tuple[Spot, ...]:
        if not row["place"] or self.now_and_then(0.05):
            return ()
        name, lat, lon = row["place"], row["lat"], row["lon"]
        if self.now_and_then() and lat is not None:
            lat += self.random.choice([0.05, 0.2, 0.4, 2])
        if self.now_and_then():
            name = f"{name} countryside"
        precision: Any = self.random.choice(["exact", "near", "area", "admin1", "country"])
        ident = f"place-{len(self.places)}"
        self.places[ident] = Place(ident, name, None, None, lat, lon, precision, None, ())
        hollow = self.now_and_then()
        spot = Spot(ident, name, None if hollow else lat, None if hollow else lon, precision, None, "in")
        return (replace(spot, relation="from"), spot) if self.now_and_then(0.1) else (spot,)

    def day(self, day: str | None) -> str | None:
        if day is None or self.now_and_then(0.1):
            return None if self.now_and_then(0.8) else "2019-01-01"
        shift = self.random.choice([0, 0, 0, 0, 1, -1, 2, 40])
        return str(date.fromisoformat(day[:10]) + timedelta(days=shift))

    def counts(self, row: dict[str, Any]) -> tuple[Count, ...]:
        made = []
        for count in row["counts"]:
            bounds = [count.get("low"), count.get("best"), count.get("high")]
            if self.now_and_then() and all(bound is not None for bound in bounds):
                bounds[2] += 3
            if self.now_and_then():
                bounds[1] = None
            if not self.now_and_then(0.1):
                made.append(Count(count["what"], None, *bounds, False, None, None))
        return tuple(made)

    def sources(self, name: str | None) -> tuple[Source, ...]:
        if not name or self.now_and_then(0.1):
            return () if self.now_and_then(0.9) else (Source(None, "residents", None, None, None, None),)
        name = f"Chief {name}" if self.now_and_then() else name
        known = self.actor(name) if self.now_and_then(0.5) else None
        affiliation = self.random.choice(list(self.actors)) if self.actors and self.now_and_then() else None
        return (Source(known, name, None, affiliation, None, None),)

    def event(self, row: dict[str, Any]) -> Event:
        kinds = self.kinds[row["plain_type"]].split("|")
        kind = self.random.choice(list(load_kinds()) if self.now_and_then() else kinds)
        evidence = self.span(row)
        status: Any = "asserted" if row["status"] == "background" or self.now_and_then() else row["status"]
        actors, targets = self.parties(row["actor"]), self.parties(row["target"])
        if self.now_and_then(0.1):
            actors, targets = targets, actors
        return Event(
            id="",
            kind=kind,
            plover=load_kinds()[kind].plover,
            mode=None,
            cameo=None,
            acled=None,
            trigger=Span.of(self.text, evidence.start, min(evidence.start + 6, evidence.end)),
            evidence=evidence,
            actors=actors,
            targets=targets,
            places=self.spots(row),
            time=EventTime(self.day(row["date_start"]), self.day(row["date_end"]), "day", "stated", None),
            counts=self.counts(row),
            means=(),
            status=status,
            background=row["status"] == "background" or self.now_and_then(0.1),
            sources=self.sources(row["source"]),
            confidence=self.random.random(),
        )

    def forecast(self, row: dict[str, Any]) -> Forecast:
        evidence = self.span(row)
        start = self.text.find(row.get("probability_word") or row["wording"])
        wording = Span.of(self.text, start, start + 8) if start >= 0 and not self.now_and_then() else evidence
        return Forecast(
            "", None, self.sources(row["speaker"]), None, None, row["proposition"], wording, evidence, "positive", None,
            False, None, None, None,
        )  # fmt: skip

    def holding(self, row: dict[str, Any]) -> Control:
        spots = self.spots(row | {"place": row["place"] or "nowhere"})
        place = spots[0].place if spots else next(iter(self.places), "")
        if not place:
            self.places["nowhere"] = Place("nowhere", "Nowhere", None, None, None, None, "area", None, ())
            place = "nowhere"
        holder = self.actor(row["controller"]) if row["controller"] and not self.now_and_then() else None
        relation: Any = "holds" if self.now_and_then() else row["change"]
        return Control("", place, holder, relation, None, None, None, None, (), self.span(row))


def forged_lines(seed: int) -> list[str]:
    forger = Forger(seed)
    return [dumps(forger.reading(report)) for report in rows("reports.jsonl")]


def clusters(seed: int) -> str:
    """Events put into a dozen incidents at random, so that some pairs are right by chance."""
    dice = random.Random(seed)
    members: dict[int, list[list[str]]] = {}
    for report in rows("reports.jsonl"):
        for number in range(60):
            members.setdefault(dice.randrange(12), []).append([report["id"], f"e{number}"])
    return "\n".join(json.dumps({"id": f"i{number}", "members": its}) for number, its in members.items())


def scored(predictions: Path, incidents: Path | None) -> dict[str, Any]:
    command = [sys.executable, str(ACCEPTANCE / "score.py"), str(GOLD), str(predictions), "--json"]
    command += ["--incidents", str(incidents)] if incidents else []
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def hold_equal(tmp_path: Path, lines: list[str], incidents: str | None = None) -> dict[str, Any]:
    predictions, clusters_file = tmp_path / "predictions.jsonl", tmp_path / "incidents.jsonl"
    predictions.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if incidents:
        clusters_file.write_text(incidents, encoding="utf-8")
    theirs = scored(predictions, clusters_file if incidents else None)
    gold = load_gold(GOLD)
    merged = read_clusters(clusters_file) if incidents else None
    ours = json.loads(as_json(evaluate(gold, read_predictions(lines, gold), merged)))
    assert ours["metrics"].keys() == theirs["metrics"].keys()
    for metric, figures in theirs["metrics"].items():
        assert ours["metrics"][metric] == pytest.approx(figures, abs=1e-9), metric
    assert (ours["gold"], ours["reports"], ours["coded"]) == (theirs["gold"], theirs["reports"], theirs["coded"])
    return theirs


@pytest.mark.parametrize("seed", range(6))
def test_figures_are_those_of_the_script(tmp_path: Path, seed: int) -> None:
    theirs = hold_equal(tmp_path, forged_lines(seed))
    assert theirs["metrics"]["contract"]["violations"] == 0
    assert 0 < theirs["metrics"]["events.full"]["f1"] < 1


def test_merging_is_scored_alike(tmp_path: Path) -> None:
    theirs = hold_equal(tmp_path, forged_lines(1), clusters(1))
    assert 0 < theirs["metrics"]["incidents.pairs"]["f1"] < 1


def test_nothing_printed_is_scored_alike(tmp_path: Path) -> None:
    hold_equal(tmp_path, [dumps(Unread(report["id"], "empty")) for report in rows("reports.jsonl")])


def break_span(line: dict[str, Any]) -> None:
    line["events"][0]["evidence"]["exact"] += "!"


def break_vocabulary(line: dict[str, Any]) -> None:
    line["events"][0]["status"] = "rumoured"
    line["events"][0]["kind"] = "skirmish"


def break_reference(line: dict[str, Any]) -> None:
    line["actors"] = []


def break_bounds(line: dict[str, Any]) -> None:
    line["events"][0]["counts"] = [to_json(Count("killed", None, 5, 4, 3, False, None, None))]
    line["events"][0]["plover"] = "AID"


def break_ids(line: dict[str, Any]) -> None:
    line["events"][1]["id"] = line["events"][0]["id"]
    line["events"][0]["confidence"] = 2
    line["events"][0]["time"]["start"] = "Monday"


def break_text(line: dict[str, Any]) -> None:
    line["report"]["text"] += " "


@pytest.mark.parametrize("spoil", [break_span, break_vocabulary, break_reference, break_bounds, break_ids, break_text])
def test_violations_are_counted_alike(tmp_path: Path, spoil: Callable[[dict[str, Any]], None]) -> None:
    lines = forged_lines(3)
    busy = next(number for number, line in enumerate(lines) if len(json.loads(line)["events"]) > 2)
    value = json.loads(lines[busy])
    spoil(value)
    lines[busy] = json.dumps(value)
    theirs = hold_equal(tmp_path, lines)
    assert theirs["metrics"]["contract"]["violations"] > 0


def test_stray_lines_are_counted_alike(tmp_path: Path) -> None:
    lines = forged_lines(4)
    lines = [lines[2], lines[0], lines[0], "{", '{"id": "nobody", "error": "x"}', *lines[3:]]
    theirs = hold_equal(tmp_path, lines)
    assert theirs["metrics"]["contract"]["violations"] == 5
