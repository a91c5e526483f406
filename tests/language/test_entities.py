"""Entity decoding: the best well-formed tags."""

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.language._entities import _well_formed, decode

TAGS = ("O", "B-PER", "I-PER", "E-PER", "S-PER", "B-LOC", "I-LOC", "E-LOC", "S-LOC")


def scores_of(tags: list[str]) -> np.ndarray:
    scores = np.zeros((len(tags), len(TAGS)), dtype=np.float32)
    for i, tag in enumerate(tags):
        scores[i, TAGS.index(tag)] = 5
    return scores


def test_well_formed_tags_are_read_as_they_stand() -> None:
    tags = ["O", "B-PER", "I-PER", "E-PER", "S-LOC", "O"]
    assert decode(scores_of(tags), TAGS) == [(1, 4, "PER"), (4, 5, "LOC")]


def test_nothing_is_no_entity() -> None:
    assert decode(scores_of(["O", "O"]), TAGS) == []


def test_an_open_span_is_closed_by_the_best_repair() -> None:
    scores = scores_of(["O", "B-PER", "O"])
    scores[1, TAGS.index("S-PER")] = 4
    assert decode(scores, TAGS) == [(1, 2, "PER")]


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 4), st.integers(0, 2**31))
def test_decoding_finds_the_best_well_formed_sequence(words: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(words, len(TAGS))).astype(np.float32)
    sequences = [s for s in itertools.product(range(len(TAGS)), repeat=words) if _well_formed([TAGS[t] for t in s])]
    best = max(sequences, key=lambda s: sum(scores[i, t] for i, t in enumerate(s)))
    expected, start = [], 0
    for i, number in enumerate(best):
        if TAGS[number][0] in "BS":
            start = i
        if TAGS[number][0] in "ES":
            expected.append((start, i + 1, TAGS[number][2:]))
    assert decode(scores, TAGS) == expected
