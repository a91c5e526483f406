from __future__ import annotations

import json
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad._errors import InputError
from marsad.records import Count, Event, Reading, Unread, dumps
from marsad.views.evaluation import Evaluation, as_json, as_text, evaluate, load_gold, read_clusters, read_predictions
from marsad.views.evaluation._matching import assign, overlap
from marsad.views.evaluation._names import AliasTable, Named, credit, plain, shared_credit

OTHER = Unread("other", "other: left out")


def score(folder: Path, reading: Reading) -> Evaluation:
    gold = load_gold(folder)
    return evaluate(gold, read_predictions([dumps(reading), dumps(OTHER)], gold))


def with_event(reading: Reading, event_id: str, **changes: Any) -> Reading:
    events = tuple(replace(event, **changes) if event.id == event_id else event for event in reading.events)
    return replace(reading, events=events)


def first_event(reading: Reading) -> Event:
    return next(event for event in reading.events if event.id == "e1")


def test_a_right_reading_has_full_marks(gold_folder: Path, sample: Reading) -> None:
    metrics = score(gold_folder, sample).metrics
    events = {metric: metrics[metric]["f1"] for metric in metrics if metric.startswith("events.")}
    assert set(events) == {"events.detect", "events.type", "events.kind", "events.full"}
    assert metrics["events.detect"]["f1"] == metrics["events.kind"]["f1"] == 1
    for metric in ("actor", "target", "counts.exact", "forecasts", "control"):
        assert metrics[metric]["f1"] == 1, metric
    for metric in ("time", "source", "status", "forecasts.word", "control.relation"):
        assert metrics[metric]["share"] == 1, metric


def test_a_point_is_no_answer_to_a_province(gold_folder: Path, sample: Reading) -> None:
    evaluation = score(gold_folder, sample)  # the gold's Old Ferry is a province, the sample's stands for a spot
    assert (evaluation.metrics["place"]["right"], evaluation.metrics["place"]["gold"]) == (1, 2)
    assert evaluation.metrics["events.full"]["f1"] == 0.5
    (mistake,) = evaluation.mistakes["place"]
    assert mistake.gold.startswith("Old Ferry")


@pytest.mark.parametrize(
    ("changes", "metric", "figure"),
    [
        ({"kind": "air-strike", "plover": "ASSAULT"}, "events.kind", 0.5),
        ({"kind": "aid", "plover": "AID"}, "events.type", 0.5),
        ({"actors": ()}, "actor", 0),
        ({"places": ()}, "place", 0),
        ({"counts": ()}, "counts.exact", 2 / 3),
        ({"counts": (Count("killed", None, 15, None, None, False, None, None),)}, "counts.exact", 0.5),
        ({"counts": (Count("killed", None, 15, None, None, False, None, None),)}, "counts.lenient", 1),
    ],
)
def test_a_wrong_field_costs_its_metric(
    gold_folder: Path, sample: Reading, changes: dict[str, Any], metric: str, figure: float
) -> None:
    assert score(gold_folder, with_event(sample, "e1", **changes)).metrics[metric]["f1"] == pytest.approx(figure)


@pytest.mark.parametrize(
    ("changes", "metric"),
    [({"status": "claimed"}, "status"), ({"sources": ()}, "source"), ({"background": True}, "status")],
)
def test_a_wrong_field_costs_its_share(
    gold_folder: Path, sample: Reading, changes: dict[str, Any], metric: str
) -> None:
    assert score(gold_folder, with_event(sample, "e1", **changes)).metrics[metric]["share"] == 0.5


@pytest.mark.parametrize(
    ("start", "end", "right"),
    [
        ("2031-03-04", "2031-03-04", True),
        ("2031-03-03", "2031-03-05", True),
        ("2031-03-02", "2031-03-04", False),
        (None, "2031-03-04", False),
        ("2031-03-04", None, False),
    ],
)
def test_time_is_right_within_a_day(
    gold_folder: Path, sample: Reading, start: str | None, end: str | None, right: bool
) -> None:
    time = replace(first_event(sample).time, start=start, end=end)
    assert score(gold_folder, with_event(sample, "e1", time=time)).metrics["time"]["right"] == 1 + right


def test_an_event_too_many_costs_precision(gold_folder: Path, sample: Reading) -> None:
    twice = replace(sample, events=(*sample.events, replace(first_event(sample), id="e3")))
    evaluation = score(gold_folder, twice)
    assert evaluation.metrics["events.detect"]["p"] == pytest.approx(2 / 3)
    assert [mistake.gold for mistake in evaluation.mistakes["events.detect"]] == ["nothing of the kind"]


def test_a_missed_event_costs_recall(gold_folder: Path, sample: Reading) -> None:
    evaluation = score(gold_folder, replace(sample, events=(first_event(sample),)))
    assert evaluation.metrics["events.detect"]["r"] == 0.5
    (mistake,) = evaluation.mistakes["events.detect"]
    assert mistake.printed == "missed"


def test_optional_rows_count_neither_way(gold_folder: Path, sample: Reading) -> None:
    rows = [json.loads(line) for line in (gold_folder / "gold.jsonl").read_text().splitlines()]
    rows[1]["optional"] = True
    (gold_folder / "gold.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    for reading in (sample, replace(sample, events=(first_event(sample),))):
        assert score(gold_folder, reading).metrics["events.detect"]["f1"] == 1


def test_only_coded_reports_are_scored_but_all_keep_the_contract(gold_folder: Path, sample: Reading) -> None:
    evaluation = score(gold_folder, sample)
    assert (evaluation.reports, evaluation.coded) == (2, 1)
    assert evaluation.metrics["contract"] == {"share": 0.5, "right": 1, "of": 2, "violations": 1}
    assert evaluation.violations == ("other: not read: other: left out",)


def test_merging_is_scored(gold_folder: Path, tmp_path: Path, sample: Reading) -> None:
    gold = load_gold(gold_folder)
    predictions = read_predictions([dumps(sample), dumps(OTHER)], gold)
    clusters = tmp_path / "incidents.jsonl"
    clusters.write_text('{"id": "a", "members": [["sample", "e1"], ["sample", "e2"]]}\n')
    merged = evaluate(gold, predictions, read_clusters(clusters)).metrics
    assert (merged["incidents.pairs"]["f1"], merged["incidents.b3"]["f1"]) == (1, 1)
    clusters.write_text('{"id": "a", "members": [["sample", "e1"]]}\n')
    split = evaluate(gold, predictions, read_clusters(clusters))
    assert split.metrics["incidents.pairs"]["f1"] == 0
    assert split.metrics["incidents.b3"]["f1"] == pytest.approx(2 / 3)
    assert [mistake.printed for mistake in split.mistakes["incidents.b3"]] == ["split"]


def test_a_missing_gold_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"reports\.jsonl: no such file"):
        load_gold(tmp_path)


def test_gold_that_the_report_does_not_say_is_named(gold_folder: Path) -> None:
    text = (gold_folder / "gold.jsonl").read_text()
    (gold_folder / "gold.jsonl").write_text(text.replace("Two of its fighters", "Three of its fighters"))
    with pytest.raises(InputError, match=r"gold\.jsonl:2: .*does not say 'Three of its"):
        load_gold(gold_folder)


def test_a_gold_row_without_a_field_is_named(gold_folder: Path) -> None:
    text = (gold_folder / "control.jsonl").read_text()
    (gold_folder / "control.jsonl").write_text(text.replace('"change"', '"changed"'))
    with pytest.raises(InputError, match=r"control\.jsonl:1: the row has no field 'change'"):
        load_gold(gold_folder)


def test_text_and_json_show_the_same_figures(gold_folder: Path, sample: Reading) -> None:
    evaluation = score(gold_folder, with_event(sample, "e1", actors=()))
    printed = json.loads(as_json(evaluation, errors=1))
    assert printed["metrics"] == json.loads(json.dumps(evaluation.metrics))
    assert len(printed["errors"]["actor"]) == 1
    text = as_text(evaluation, errors=1)
    assert "contract: 1 of 2 lines clean, 1 violations" in text
    assert "events.detect         1.000  1.000  1.000" in text
    assert "\nactor\n  sample  gold:    Orlen Brigade" in text
    assert "gold:" not in as_text(evaluation)


@given(st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(st.integers(0, 9), min_size=width, max_size=width), min_size=1, max_size=5)
))  # fmt: skip
def test_the_assignment_is_the_best_there_is(weights: list[list[int]]) -> None:
    chosen = assign(weights)
    assert len({row for row, _ in chosen}) == len({column for _, column in chosen}) == len(chosen)
    size = max(len(weights), len(weights[0]))
    square = [[*row, *[0] * (size - len(row))] for row in weights] + [[0] * size] * (size - len(weights))
    best = max(sum(square[row][column] for row, column in enumerate(order)) for order in permutations(range(size)))
    assert sum(weights[row][column] for row, column in chosen) == best


def test_overlap_is_a_share_of_the_union() -> None:
    assert overlap([(0, 10)], [(5, 15)]) == pytest.approx(1 / 3)
    assert overlap([(0, 10)], [(10, 20)]) == 0
    assert overlap([(0, 10), (20, 30)], [(20, 30)]) == 1
    assert overlap([(0, 10)], [(5, 5)]) == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [("The Orlen Brigade", "orlen  brigade"), ("Göksun", "Goksun"), ("Sha’ab", "Shaab"), ("U.N.", "UN"), (None, "")],
)
def test_spellings_that_are_the_same(one: str | None, other: str) -> None:
    assert plain(one) == plain(other)


def test_names_of_several_actors_and_of_members() -> None:
    table = AliasTable([("OB", "Orlen Brigade"), ("Captain Dor", "Dor (Orlen Brigade)")])
    assert table.members("OB; Valley Guard") == [
        Named(frozenset({"orlen brigade"})),
        Named(frozenset({"valley guard"})),
    ]
    assert table.members("OB fighters") == [Named(frozenset({"orlen brigade"}))]
    (dor,) = table.members("Captain Dor")
    assert dor == Named(frozenset({"dor"}), frozenset({"orlen brigade"}))
    (brigade,) = table.members("OB")
    assert (credit(dor, dor), credit(dor, brigade), credit(brigade, Named(frozenset({"x"})))) == (1, 0.5, 0)
    assert shared_credit([dor, brigade], [brigade]) == 1
