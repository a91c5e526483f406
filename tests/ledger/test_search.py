from __future__ import annotations

from typing import Any

import pytest
from tests.ledger.conftest import like_sample, put

from marsad import UsageError
from marsad.ledger import EventFilter, Ledger
from marsad.records import Reading

TEXTS = {
    "market": "Shells fell on the fish market of Tarsk. The market burned for hours.",
    "bridge": "Engineers of the al-Zubayri brigade blew up the bridge near Tarsk.",
    "arabic": "The commander (أبو مُحَمَّد) and his aide Yūsuf fled towards the lake.",
    "quiet": "Nothing moved along the river on Sunday.",
}


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    for number, (name, text) in enumerate(TEXTS.items(), start=1):
        put(ledger, like_sample(name, text, published=f"2031-03-0{number}"))
    return ledger


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("tarsk", ["bridge", "market"]),  # the newest first
        ("TARSK market", ["market"]),
        ('"fish market"', ["market"]),
        ('"market fish"', []),
        ("tarsk -bridge", ["market"]),
        ("shel*", ["market"]),
        ('"fish mark*"', []),
        ("al-Zubayri", ["bridge"]),
        ("zubayri", ["bridge"]),
        ("yusuf", ["arabic"]),
        ("محمد", ["arabic"]),
        ("ابو محمد", ["arabic"]),
        ("submarine", []),
        ("' OR 1=1 -- sunday", []),
    ],
)
def test_words_are_found(filled: Ledger, words: str, found: list[str]) -> None:
    assert [hit.report.id for hit in filled.search(words)] == found


def test_snippets_mark_the_finds(filled: Ledger) -> None:
    (hit,) = filled.search("market")
    (snippet,) = hit.snippets
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["market", "market"]
    assert hit.report.text[snippet.start :].startswith(snippet.text)


def test_finds_far_apart_have_snippets_of_their_own(ledger: Ledger) -> None:
    far = " ".join(["Shells fell on the mill."] + ["Then it was quiet."] * 30)
    put(ledger, like_sample("far", f"{far} The mill stood. {far}"))
    (hit,) = ledger.search("mill")
    assert len(hit.snippets) == 2
    for snippet in hit.snippets:
        assert all(snippet.text[start:end] == "mill" for start, end in snippet.marks)
        assert len(snippet.text) < 260


def test_events_whose_evidence_holds_a_find_are_told(ledger: Ledger, sample: Reading) -> None:
    put(ledger, sample)
    (hit,) = ledger.search("fighters")
    assert [event.id for event in hit.events] == ["e2"]
    (hit,) = ledger.search("spring")
    assert hit.events == ()
    (hit,) = ledger.search("fall")  # in the headline only
    assert hit.snippets == ()


def test_at_most_so_many(filled: Ledger) -> None:
    assert [hit.report.id for hit in filled.search("the", limit=2)] == ["quiet", "arabic"]


@pytest.mark.parametrize("words", ["", "  ", "-tarsk", "*", '""', "--"])
def test_nothing_to_look_for_is_wrong_use(filled: Ledger, words: str) -> None:
    with pytest.raises(UsageError, match="holds no word to look for"):
        list(filled.search(words))


def test_a_very_long_report_is_kept_and_found(ledger: Ledger) -> None:
    body = " ".join(f"w{number}" for number in range(120_000))
    put(ledger, like_sample("long", f"Tarsk fell. {body}"))
    assert [hit.report.id for hit in ledger.search("tarsk w7")] == ["long"]
    assert list(ledger.check()) == []


def found_with(ledger: Ledger, words: str, **wanted: Any) -> list[str]:
    return [hit.report.id for hit in ledger.search(words, EventFilter(**wanted))]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["bridge", "market"]),
        ({"since": "2031-03-02"}, ["bridge"]),
        ({"until": "2031-03-01"}, ["market"]),
        ({"source": "valley wire"}, ["bridge", "market"]),
        ({"source": "Lake Times"}, []),
        ({"since": "2031-03-02", "source": "Valley Wire"}, ["bridge"]),
    ],
)
def test_days_and_source_alone_ask_for_the_report(filled: Ledger, wanted: dict[str, Any], found: list[str]) -> None:
    assert found_with(filled, "tarsk", **wanted) == found


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"kind": "shelling"}, ["sample"]),
        ({"kind": "raid"}, []),
        ({"place": "TARSK"}, ["sample"]),
        ({"place": "Tarsk", "since": "2031-03-05"}, []),  # the day is that of the act, as with marsad events
        ({"near": (35.5, 40.25, 5.0)}, ["sample"]),
        ({"box": (10.0, 10.0, 11.0, 11.0)}, []),
        ({"actor": "orlen brigade", "status": "claimed"}, ["sample"]),
        ({"source": "Valley Monitor"}, ["sample"]),
        ({"report": "market"}, ["market"]),
    ],
)
def test_any_other_filter_asks_for_an_event_of_the_report(
    filled: Ledger, sample: Reading, wanted: dict[str, Any], found: list[str]
) -> None:
    put(filled, sample)
    assert found_with(filled, "tarsk", **wanted) == found


def test_a_rejected_event_meets_no_filter(ledger: Ledger, sample: Reading) -> None:
    put(ledger, sample)
    ledger.judge("reject", ("sample", "e1"), who="A. Desk", why="a drill")
    assert found_with(ledger, "tarsk", kind="shelling") == []
    assert found_with(ledger, "tarsk", kind="shelling", rejected=True) == found_with(ledger, "tarsk") == ["sample"]
