"""Adds up, over all reports of a gold folder, how right the printed records are.

Figures on events (``events.detect`` and below) and on what the found events say, on forecasts, control and incidents,
and how many lines keep the contract. A metric is a precision and recall over records, or a share of cases. Optional
gold rows, and what is paired with them, count on neither side.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from marsad.views.evaluation._agreement import (
    Judge,
    ToldControl,
    ToldEvent,
    ToldForecast,
    counts_in_common,
    equal_figures,
    offsets,
    same_figure,
    status_word,
    times_meet,
)
from marsad.views.evaluation._errors_told import Mistake, dates, describe, figures, names
from marsad.views.evaluation._matching import GoldRow, Located, pair_up
from marsad.views.evaluation._names import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from marsad.records import Reading
    from marsad.views.evaluation._gold import GoldControl, GoldEvent, GoldFolder, GoldForecast
    from marsad.views.evaluation._predictions import Predictions

Gold = TypeVar("Gold", bound=GoldRow)
Told = TypeVar("Told", bound=Located)
Figures = dict[str, float | int | None]

_NEEDED_FOR_FULL = ("events.type", "actor", "target", "place", "time")


@dataclass(slots=True)
class Tally:
    """Right, gold and printed: precision and recall."""

    right: float = 0
    gold: float = 0
    printed: float = 0

    def add(self, right: float, gold: float, printed: float) -> None:
        """Counts one report or one pair."""
        self.right += right
        self.gold += gold
        self.printed += printed

    def figures(self) -> Figures:
        """What is shown of it."""
        return {
            "p": self.right / self.printed if self.printed else None,
            "r": self.right / self.gold if self.gold else None,
            "f1": 2 * self.right / (self.gold + self.printed) if self.gold + self.printed else None,
            "right": self.right,
            "gold": self.gold,
            "pred": self.printed,
        }


@dataclass(slots=True)
class Share:
    """How many of a number of cases are right."""

    right: float = 0
    of: int = 0

    def add(self, right: float) -> None:
        """Counts one case."""
        self.right += right
        self.of += 1

    def figures(self) -> Figures:
        """What is shown of it."""
        return {"share": self.right / self.of if self.of else None, "right": self.right, "of": self.of}


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures of a folder.

    Attributes:
        gold: Name of the folder.
        reports: How many reports it has.
        coded: How many of them are scored.
        metrics: Figures by metric.
        violations: Every violation of the contract, with its report.
        mistakes: What is wrong, by metric, the most telling first.
    """

    gold: str
    reports: int
    coded: int
    metrics: Mapping[str, Figures]
    violations: tuple[str, ...]
    mistakes: Mapping[str, tuple[Mistake, ...]]


def evaluate(
    gold: GoldFolder, predictions: Predictions, incidents: Mapping[tuple[str, str], str] | None = None
) -> Evaluation:
    """Scores printed records against gold.

    Args:
        gold: The gold folder.
        predictions: What was printed for its reports.
        incidents: The incident of every (report id, event id), to score merging too.

    Returns:
        The figures and the mistakes behind them.
    """
    score = _Score()
    coded = [report for report in gold.reports.values() if report.coded]
    for report in coded:
        reading = predictions.readings.get(report.id)
        judge = Judge(gold, reading, report.published)
        score.events(judge, report.id, gold.events[report.id], _told_events(reading))
        score.forecasts(report.id, gold.forecasts[report.id], _told_forecasts(reading))
        score.control(judge, report.id, gold.control[report.id], _told_control(reading))
    clean = Share()
    for lines in predictions.violations.values():
        clean.add(not lines)
    violations = [f"file: {line}" for line in predictions.stray]
    violations += [f"{name}: {line}" for name in gold.reports for line in predictions.violations[name]]
    metrics = {"contract": clean.figures() | {"violations": len(violations)}}
    if incidents is not None:
        score.incidents(gold, incidents)
    metrics |= {name: tally.figures() for name, tally in (score.tallies | score.shares).items()} | score.clusters
    mistakes = {name: tuple(sorted(told, key=Mistake.order)) for name, told in score.mistakes.items()}
    return Evaluation(gold.name, len(gold.reports), len(coded), metrics, tuple(violations), mistakes)


def _told_events(reading: Reading | None) -> list[ToldEvent]:
    return [ToldEvent(offsets(e.evidence, e.trigger), e) for e in reading.events] if reading else []


def _told_forecasts(reading: Reading | None) -> list[ToldForecast]:
    return [ToldForecast(offsets(f.evidence), f) for f in reading.forecasts] if reading else []


def _told_control(reading: Reading | None) -> list[ToldControl]:
    return [ToldControl(offsets(c.evidence), c) for c in reading.control] if reading else []


@dataclass(slots=True)
class _Score:
    """Tallies and mistakes, report by report; ``found`` leads from a gold event to the printed one."""

    tallies: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    shares: defaultdict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    mistakes: defaultdict[str, list[Mistake]] = field(default_factory=lambda: defaultdict(list))
    clusters: dict[str, Figures] = field(default_factory=dict)
    found: dict[tuple[str, int], tuple[str, str]] = field(default_factory=dict)
    required: list[tuple[str, int]] = field(default_factory=list)

    def note(self, metric: str, weight: float, report: str, gold: str, printed: str) -> None:
        """Keeps a mistake; the greater its weight, the earlier it is shown."""
        self.mistakes[metric].append(Mistake(weight, report, gold, printed))

    def events(self, judge: Judge, report: str, gold: Sequence[GoldEvent], told: Sequence[ToldEvent]) -> None:
        """Everything on the events of one report."""
        self.required += [(report, row.number) for row in gold if not row.optional]
        pairs = pair_up(gold, told, agreement=judge.agreement)
        self._count("events.detect", gold, told, pairs)
        self._note_unpaired("events.detect", report, gold, told, pairs)
        for metric, allowed in (
            ("events.type", judge.type_right),
            ("events.kind", judge.kind_right),
            ("events.full", judge.full_right),
        ):
            self._count(metric, gold, told, pair_up(gold, told, allowed=allowed, agreement=judge.agreement))
        for row, one in pairs:
            if not row.optional:
                self.found[report, row.number] = report, one.record.id
                self._fields(judge, report, row, one)

    def forecasts(self, report: str, gold: Sequence[GoldForecast], told: Sequence[ToldForecast]) -> None:
        """Everything on the forecasts of one report."""
        pairs = pair_up(gold, told)
        self._count("forecasts", gold, told, pairs)
        self._note_unpaired("forecasts", report, gold, told, pairs)
        for row, one in pairs:
            if row.word and not row.optional:
                said = set(plain(one.record.wording.exact).split())
                within = bool(said) and said <= set(plain(row.wording).split())
                right = within or bool(said & set(plain(row.word).split()))
                self.shares["forecasts.word"].add(right)
                if not right:
                    self.note("forecasts.word", 0, report, f"{row.word} in {describe(row)}", describe(one))

    def control(self, judge: Judge, report: str, gold: Sequence[GoldControl], told: Sequence[ToldControl]) -> None:
        """Everything on the control records of one report."""

        def agreement(row: GoldControl, one: ToldControl) -> tuple[int, int]:
            return int(judge.holding_right(row, one)), int(row.change == one.record.relation)

        detected = pair_up(gold, told, agreement=agreement)
        self._count("control.detect", gold, told, detected)
        self._note_unpaired("control.detect", report, gold, told, detected)
        pairs = pair_up(gold, told, allowed=judge.holding_right, agreement=agreement)
        self._count("control", gold, told, pairs)
        self._note_unpaired("control", report, gold, told, pairs)
        for row, one in pairs:
            if not row.optional:
                self.shares["control.relation"].add(row.change == one.record.relation)

    def incidents(self, gold: GoldFolder, incident_of: Mapping[tuple[str, str], str]) -> None:
        """Pairwise and B-cubed F1 over the required gold events that an incident has; one not found stands alone."""
        truth = {member: gold.incidents[member] for member in self.required if member in gold.incidents}
        guess = {member: incident_of.get(self.found.get(member, ("", "")), member) for member in truth}
        precision = recall = alone = 0.0
        for member, incident in truth.items():
            same = {other for other, its in truth.items() if its == incident}
            put = {other for other, its in guess.items() if its == guess[member]}
            both = len(same & put)
            self.tallies["incidents.pairs"].add((both - 1) / 2, (len(same) - 1) / 2, (len(put) - 1) / 2)
            precision, recall, alone = precision + both / len(put), recall + both / len(same), alone + 1 / len(same)
            for other in sorted(other for other in same ^ put if other > member):
                told = "split" if other in same else "merged"
                label = f"{member[0]}#{member[1]} {incident} + {other[0]}#{other[1]} {truth[other]}"
                self.note("incidents.b3", len(same), member[0], label, told)
        if truth:
            p, r, a = (figure / len(truth) for figure in (precision, recall, alone))
            self.clusters["incidents.b3"] = {
                "p": p, "r": r, "f1": 2 * p * r / (p + r), "mentions": len(truth), "f1_nothing_merged": 2 * a / (1 + a)
            }  # fmt: skip

    def _count(
        self, metric: str, gold: Sequence[Gold], told: Sequence[Told], pairs: Sequence[tuple[Gold, Told]]
    ) -> None:
        right = sum(not row.optional for row, _ in pairs)
        required = sum(not row.optional for row in gold)
        self.tallies[metric].add(right, required, len(told) - len(pairs) + right)

    def _note_unpaired(
        self, metric: str, report: str, gold: Sequence[Gold], told: Sequence[Told], pairs: Sequence[tuple[Gold, Told]]
    ) -> None:
        paired = {id(one) for pair in pairs for one in pair}
        for row in gold:
            if not row.optional and id(row) not in paired:
                counts, status = getattr(row, "counts", ()), getattr(row, "status", "")
                weight = 2 * len(counts) + (status not in ("background", "hypothetical"))
                self.note(metric, weight, report, describe(row), "missed")
        for one in told:
            if id(one) not in paired:
                confidence = one.record.confidence if isinstance(one, ToldEvent) else 0
                self.note(metric, 2 * confidence, report, "nothing of the kind", describe(one))

    def _fields(self, judge: Judge, report: str, row: GoldEvent, one: ToldEvent) -> None:
        """What a found event says, field by field."""
        record = one.record
        for metric, side in zip(("actor", "target"), judge.sides(row, one), strict=True):
            self.tallies[metric].add(side.shared, len(side.gold), len(side.printed))
        place = bool(row.place.name) and judge.place_right(row.place, record.places)
        self.tallies["place"].add(place, bool(row.place.name), bool(record.places))
        for metric, same in (("counts.exact", equal_figures), ("counts.lenient", same_figure)):
            shared = counts_in_common(row.counts, record.counts, same)
            self.tallies[metric].add(shared, len(row.counts), len(record.counts))
        self.shares["time"].add(judge.time_right(row, one))
        self.shares["time.overlap"].add(times_meet(row, one))
        self.shares["source"].add(judge.source_credit(row, one))
        for metric in ("status", f"status.{row.status}"):
            self.shares[metric].add(status_word(record) == row.status)
        wrong = _wrong_fields(judge, row, one)
        for metric, gold, printed in wrong:  # the more of the rest is right, the more the mistake tells
            self.note(metric, -len(wrong), report, f"{gold} in {describe(row, short=True)}", f"{printed} ({record.id})")


def _wrong_fields(judge: Judge, row: GoldEvent, one: ToldEvent) -> list[tuple[str, str, str]]:
    """(metric, gold, printed) of every field that is not right, and of the event as a whole where one of five is."""
    record, (actors, targets) = one.record, judge.sides(row, one)
    exact = counts_in_common(row.counts, record.counts, equal_figures)
    act, told = f"{row.plover} {row.act}", f"{record.plover} {record.kind}"
    fields = [
        ("events.type", judge.type_right(row, one), act, told),
        ("events.kind", judge.kind_right(row, one), act, told),
        ("actor", actors.equal, row.actor, names(record.actors)),
        ("target", targets.equal, row.target, names(record.targets)),
        ("place", judge.place_right(row.place, record.places), row.place.name, names(record.places)),
        ("time", judge.time_right(row, one), f"{row.start}..{row.end}", dates(record)),
        ("counts.exact", exact == len(row.counts) == len(record.counts), figures(row.counts), figures(record.counts)),
        ("source", judge.source_credit(row, one) == 1, row.source, names(record.sources)),
        ("status", status_word(record) == row.status, row.status, status_word(record)),
    ]
    wrong = [(metric, str(gold), printed) for metric, right, gold, printed in fields if not right]
    if failed := [metric for metric, _, _ in wrong if metric in _NEEDED_FOR_FULL]:
        wrong.append(("events.full", describe(row), f"wrong in {', '.join(failed)}"))
    return wrong
