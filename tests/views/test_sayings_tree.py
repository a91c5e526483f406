"""Sayings as a tree: outlet, source, source of the source, act."""

from __future__ import annotations

import io
from dataclasses import replace

from rich.console import Console

from marsad.records import Reading, Source, Span, Statement
from marsad.views._sayings_tree import sayings_tree


def shown(reading: Reading) -> list[str]:
    target = io.StringIO()
    Console(file=target, width=100, color_system=None, _environ={}).print(sayings_tree(reading, str))
    return [line.rstrip() for line in target.getvalue().splitlines()]


def said(ident: str, *speakers: str | None, words: str = "Troops left", events: tuple[str, ...] = ()) -> Statement:
    cue = Span(0, 4, "said")
    sources = tuple(Source(None, name, None, None, cue, None) for name in speakers)
    return Statement(ident, sources, cue, (Span(10, 10 + len(words), words),), "indirect", events, ())


def depth(line: str) -> int:
    return next(i for i, char in enumerate(line) if char not in "│├└─ ")


def test_who_is_quoted_through_somebody_stands_below_him(sample: Reading) -> None:
    event = sample.events[0]
    told = (said("s1", "Valley Radio", events=(event.id,)), said("s2", "the mayor", "Valley Radio", events=(event.id,)))
    lines = shown(replace(sample, statements=told))
    radio = next(line for line in lines if "Valley Radio" in line)
    mayor = next(line for line in lines if "the mayor" in line)
    act = [line for line in lines if event.kind in line]
    assert depth(lines[0]) < depth(radio) < depth(mayor) < depth(act[0])
    assert len(act) == 1  # once, where it is told first


def test_one_branch_for_one_speaker(sample: Reading) -> None:
    lines = shown(replace(sample, statements=(said("s1", "the mayor"), said("s2", "the mayor", words="Troops came"))))
    assert sum("the mayor" in line for line in lines) == 1
    assert sum("Troops" in line for line in lines) == 2


def test_what_is_long_is_cut_short(sample: Reading) -> None:
    lines = shown(replace(sample, statements=(said("s1", "the mayor", words="word " * 200),)))
    assert sum(line.count("word") for line in lines) < 60
    assert any("…" in line for line in lines)
