"""What the lexicon tells the model: its words by the rules, its examples by their rows."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from training.labels import TRIGGERS

from marsad.knowledge import load_lexicon
from marsad.language import Network
from training import events

ANY = frozenset(range(len(TRIGGERS)))


def test_silver_knows_the_words_of_the_rules_and_no_others() -> None:
    (sentence,) = events.silver([("d", "The army shelled the town.")], Network())
    assert sentence.allowed is not None
    told = dict(zip(sentence.words, sentence.allowed, strict=True))
    assert told["shelled"] == {TRIGGERS.index("shelling")}
    assert told["army"] == ANY
    assert told["The"] == {TRIGGERS.index("O")}


def test_the_marked_word_of_an_example_is_what_its_row_says(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = load_lexicon().verbs["fire"]
    monkeypatch.setattr(events, "load_lexicon", lambda: SimpleNamespace(verbs={"fire": rows}, nouns={}))
    found = events.lexicon_examples(Network())
    for row in rows:
        kind, before = TRIGGERS.index(row.kind or "O"), row.example.split("*")[0].split()
        told = [s.allowed[len(before)] for s in found if s.allowed and s.words[: len(before)] == before]
        assert {kind} in told, row.example
    assert len({r.kind for r in rows}) > 1
