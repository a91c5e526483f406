from __future__ import annotations

from dataclasses import replace

import pytest

from marsad.records import Count, EventTime, Probability, Reading, Source, Spot
from marsad.views import _wording as wording


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ((68, 68, 68), "68"),
        ((15, 15, None), "≥15"),
        ((61, None, None), "≥61"),
        ((None, 500, None), "~500"),
        ((None, 300, 300), "≤300"),
        ((1500, None, 2000), "1,500–2,000"),
        ((10, 12, 15), "10–15 (12)"),
        ((None, None, None), "?"),
    ],
)
def test_a_figure_with_its_bounds(bounds: tuple[int | None, int | None, int | None], words: str) -> None:
    assert wording.bounds(*bounds) == words


def test_counts() -> None:
    counts = (
        Count("killed", "people", 15, 15, None, True, None, None),
        Count("killed", "children", 4, 4, 4, False, 0, None),
        Count("killed-or-wounded", None, 0, 0, 0, False, None, None),
    )
    told = "≥15 killed (people) in all; of them 4 killed (children); none killed or wounded"
    assert wording.how_many(counts) == told


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2031-03-04", "2031-03-04", "2031-03-04"),
        ("2031-03-04", "2031-03-06", "2031-03-04 to 2031-03-06"),
        (None, "2031-03-06", "by 2031-03-06"),
        ("2031-03-04", None, "from 2031-03-04"),
        (None, None, "—"),
    ],
)
def test_time(start: str | None, end: str | None, words: str) -> None:
    assert wording.when(EventTime(start, end, "day", "stated", None)) == words


@pytest.mark.parametrize(
    ("precision", "relation", "words"),
    [
        ("exact", "in", "Tarsk"),
        ("near", "in", "~Tarsk"),
        ("exact", "near", "~Tarsk"),
        ("area", "in", "Tarsk (area)"),
        ("admin1", "from", "from Tarsk (province)"),
        ("country", "to", "to Tarsk (country)"),
    ],
)
def test_places_say_what_their_point_stands_for(precision: str, relation: str, words: str) -> None:
    spot = Spot("tarsk", "Tarsk", None, None, precision, None, relation)  # type: ignore[arg-type]
    assert wording.where((spot,)) == words


def test_the_chain_is_told_from_the_act_outwards() -> None:
    witness = Source(None, None, "witness", None, None, None)
    agency = Source("wire", "Valley Wire", None, None, None, None)
    assert wording.says_who((witness, agency)) == "witness via Valley Wire"
    assert wording.says_who(()) == ""


def test_a_source_without_a_name_is_its_cue(sample: Reading) -> None:
    vague = replace(sample.events[0].sources[0], name=None, role=None, affiliation=None)
    assert wording.says_who((vague,)) == "claimed"


def test_who_to_whom(sample: Reading) -> None:
    wounded, shelled = sample.events
    assert wording.who_to_whom(shelled) == "Orlen Brigade"
    assert wording.who_to_whom(wounded) == "— → Orlen Brigade"


def test_probabilities() -> None:
    assert wording.likely(Probability(0.55, 0.7, 0.85, "any")) == "55–85 %"
    assert wording.likely(Probability(0.5, 0.5, 0.5, "any")) == "50 %"
    assert wording.likely(None) == ""
