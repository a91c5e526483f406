"""Stories: their form, what is wrong with one, and how merging is measured on them."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.merging import clustered, told_by
from training.corpus.__main__ import main
from training.corpus.inline import read_inline
from training.corpus.stories import PARTS, Story, read_story, stories, story_slips

import marsad

HEAD = "id: {0}\noutlet: Lake Wire\npublished: 2031-03-05\ntitle: Raid\n---\n"
NORTH = HEAD.format("north") + "Gunmen {raided|in#raid} Gao. The {attack|in#raid} killed six soldiers.\n"
SOUTH = HEAD.format("south") + "The army {denied|in#raid} it.\n"


def story(tmp_path: Path, *reports: str) -> Story:
    path = tmp_path / "raid.txt"
    path.write_text("\n=====\n".join(reports), encoding="utf-8")
    return read_story(path)


def test_the_stories_have_no_slips_and_two_parts(corpus: Path) -> None:
    told = [one for part in PARTS for one in stories(corpus / "incidents", part)]
    assert list(story_slips(told)) == []
    assert len(told) == 36
    assert main(["stories", str(corpus / "incidents")]) == 0


def test_a_story_is_read_report_by_report(tmp_path: Path) -> None:
    told = story(tmp_path, NORTH, SOUTH)
    assert [(r.id, [m.id for m in r.marks]) for r in told.reports] == [("north", ["raid", "raid"]), ("south", ["raid"])]
    assert told.reports[0].text == "Gunmen raided Gao. The attack killed six soldiers."
    assert list(story_slips([told])) == []


@pytest.mark.parametrize(
    ("reports", "slip"),
    [
        ([NORTH], "no act is told twice"),
        ([NORTH, NORTH], "stands 2 times"),
        ([NORTH, SOUTH.replace("title: Raid\n", "")], "the header has"),
        ([NORTH, SOUTH.replace("2031-03-05", "today")], "no ISO date"),
        ([NORTH, SOUTH.replace("{denied|in#raid}", "denied")], "no act is marked"),
        ([NORTH, SOUTH.replace("in#raid", "!raid")], "a mark here reads"),
    ],
)
def test_slips(tmp_path: Path, reports: list[str], slip: str) -> None:
    assert any(slip in found for found in story_slips([story(tmp_path, *reports)]))


def test_a_story_that_cannot_be_read_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "raid.txt").write_text("no header", encoding="utf-8")
    assert main(["stories", str(tmp_path)]) == 1
    assert "raid.txt" in capsys.readouterr().out


def test_an_event_serves_one_mark_by_its_trigger_else_by_its_evidence() -> None:
    report = read_inline(NORTH)
    reading = marsad.read(report.text, published="2031-03-05")
    found = told_by(report, reading)
    assert [mark for mark, _ in found] == ["raid", "raid"]
    events = [event for _, event in found if event]
    assert events
    assert len(set(events)) == len(events)


def test_figures_of_a_grouping() -> None:
    truth = {1: "a", 2: "a", 3: "a", 4: "b"}
    found = clustered(truth, {1: "x", 2: "x", 3: 3, 4: "x"})
    assert found["incidents.pairs"] == pytest.approx({"p": 1 / 3, "r": 1 / 3, "f1": 1 / 3})
    assert found["incidents.b3"]["p"] == pytest.approx((2 / 3 + 2 / 3 + 1 + 1 / 3) / 4)
    assert found["incidents.b3"]["r"] == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
