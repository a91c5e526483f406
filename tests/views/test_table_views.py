from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from marsad.records import Reading, Span
from marsad.views._table import print_reading


def shown(reading: Reading, width: int = 80, *, terminal: bool = False) -> str:
    target = io.StringIO()
    console = Console(
        file=target, width=width, force_terminal=terminal, color_system="standard" if terminal else None,
        legacy_windows=False, _environ={"TERM": "xterm"},
    )  # fmt: skip
    print_reading(reading, console)
    return target.getvalue()


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("width", [60, 80, 109, 110, 140, 200])
def test_everything_is_told_at_any_width(sample: Reading, width: int) -> None:
    text = shown(sample, width)
    assert all(len(line) <= width for line in text.splitlines())
    for word in ("shelling", "Orlen Brigade", "~Old Ferry", "≥15 killed", "reported", "claimed", "background"):
        assert word in flat(text), word
    for section in ("Statements", "Forecasts", "Control", "55–85 %", "Tarsk: held by Orlen Brigade"):
        assert section in flat(text), section


def test_events_stand_in_the_order_of_the_text(sample: Reading) -> None:
    assert [event.id for event in sample.events] == ["e2", "e1"]
    text = shown(sample)
    assert text.index("shelling") < text.index("killing  ")


def test_report_text_is_no_markup(sample: Reading) -> None:
    assert "[bold]Valley Monitor[/bold]" in flat(shown(sample))


def test_the_act_is_marked_without_a_terminal(sample: Reading) -> None:
    assert "The Orlen Brigade _shelled_ the village" in flat(shown(sample))
    assert "\x1b" not in shown(sample)


def test_the_act_is_marked_on_a_terminal(sample: Reading) -> None:
    text = shown(sample, terminal=True)
    assert "_shelled_" not in text
    assert "\x1b[1;3;4mshelled\x1b[0m" in text


def test_control_characters_never_reach_the_terminal(sample: Reading) -> None:
    title = "Shells \x1b]0;owned\x07 fall\x9b2J"
    assert not set("\x1b\x07\x9b") & set(shown(replace(sample, report=replace(sample.report, title=title))))


def test_a_trigger_outside_the_evidence_marks_nothing(sample: Reading) -> None:
    event = replace(sample.events[1], trigger=Span(0, 0, ""))
    assert "The Orlen Brigade shelled the village" in flat(shown(replace(sample, events=(event,))))


def test_a_report_without_events_says_so(sample: Reading) -> None:
    bare = replace(sample, events=(), statements=(), forecasts=(), control=())
    text = shown(bare)
    assert "no events" in text
    assert "Statements" not in text


def test_an_undated_report_says_so(sample: Reading) -> None:
    assert "undated" in shown(replace(sample, report=replace(sample.report, published=None)))
