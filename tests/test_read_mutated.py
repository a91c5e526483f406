"""Whatever becomes of a report on its way (sentences lost, words swapped, marks astray), the contract is kept."""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import marsad
from marsad import InputError, Reading
from marsad.knowledge import load_kinds
from marsad.records import dumps
from marsad.sources import read_inputs, report_from_text
from marsad.views.evaluation._contract import violations

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
TEXTS = [report.text for path in sorted(EXAMPLES.glob("*.txt")) for report in read_inputs([path])]
SENTENCES = [[s for s in re.split(r"(?<=[.\n])\s+", text) if s] for text in TEXTS]
PLOVER = {name: kind.plover for name, kind in load_kinds().items()}
STRAY = (
    "", ".", "“", "”", '"', "\n\n", "\r\n", "(", ")", "[", "]", "-", "—", "’", ":", ";", "?", "\u200b", "é", "²", "٣",
    "السلام", "😀", "it", "they", "who", "which", "the group", "the town", "there", "said", "no", "not", "will",
    "likely", "60 to 40 per cent chance", "from 30 to 3", "up from 38", "none of them", "on Friday", "until 1 May",
    "within 99999999 years", "since", "in 0000", "U.S.-backed", "part of", "last stronghold",
)  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Some sentences of one or two reports, with words dropped, put in, or moved."""
    numbers = st.integers(0, len(TEXTS) - 1)
    pool = [*SENTENCES[draw(numbers)], *SENTENCES[draw(numbers)]]
    words = " ".join(draw(st.lists(st.sampled_from(pool), min_size=1, max_size=5))).split(" ")
    for _ in range(draw(st.integers(0, 8))):
        at = draw(st.integers(0, len(words) - 1))
        match draw(st.sampled_from(("drop", "insert", "swap"))):
            case "drop":
                words = words[:at] + words[at + 1 :] or ["."]
            case "insert":
                words.insert(at, draw(st.sampled_from(STRAY)))
            case "swap":
                words[at], words[-1] = words[-1], words[at]
    return " ".join(words)


def faults(reading: Reading) -> list[str]:
    """What is against the contract, and against what RECORDS promises of order and bounds besides."""
    text = reading.report.text
    found = violations(json.loads(dumps(reading)), text, PLOVER)
    for event in reading.events:
        if not event.evidence.contains(event.trigger):
            found.append(f"{event.id}: the trigger is outside the evidence")
        if event.time.start and event.time.end and event.time.start > event.time.end:
            found.append(f"{event.id}: {event.time}")
        for number, count in enumerate(event.counts):
            if count.subset_of is not None and not 0 <= count.subset_of < number:
                found.append(f"{event.id}: count {number} is a part of {count.subset_of}")
    found += [f"{t.id}: {t}" for t in reading.times if t.start and t.end and t.start > t.end]
    actors = {actor.id for actor in reading.actors}
    found += [f"{r}: not printed" for r in reading.relations if not {r.subject, r.object} <= actors]
    found += [f"{p.id}: half a point" for p in reading.places if (p.lat is None) != (p.lon is None)]
    for forecast in reading.forecasts:
        numbers = forecast.probability
        if numbers is not None and not 0 <= numbers.low <= numbers.median <= numbers.high <= 1:
            found.append(f"{forecast.id}: {numbers}")
        if not forecast.evidence.contains(forecast.wording) or not forecast.proposition:
            found.append(f"{forecast.id}: wording or proposition")
    for statement in reading.statements:
        if any(one.end > other.start for one, other in itertools.pairwise(statement.content)):
            found.append(f"{statement.id}: the content overlaps")
    return found


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=mutated(), published=st.sampled_from([None, "2025-02-05"]))
def test_a_mutated_report_keeps_the_contract(text: str, published: str | None) -> None:
    try:
        report = report_from_text(text, published=published)
    except InputError:
        return
    assert faults(marsad.read_report(report, setting="everything")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Attack",
        "shelled",
        "They.",
        "???",
        "… — “” ( ) [ ]",
        "“" * 40,
        "\u200b\u00ad",
        "He said " * 400 + "it fell.",
        "Rebels shelled Homs, " * 300,
        "Rebels shelled Homs on Monday.\r\n\r\n“We left,” he said.\r\n",
    ],
)
@pytest.mark.parametrize("reader", ["trained", "rules"])
def test_an_odd_text_keeps_the_contract(text: str, reader: str) -> None:
    assert faults(marsad.read_report(report_from_text(f"{text}\n"), setting="everything", reader=reader)) == []
