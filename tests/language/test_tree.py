"""Trees: greedy where it can be, the best spanning tree where it must be."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.language._tree import best_tree, is_tree


@pytest.mark.parametrize(
    ("heads", "expected"),
    [([0], True), ([0, 1], True), ([2, 0], True), ([2, 1], False), ([0, 0], False), ([0, 3, 2], False), ([], False)],
)
def test_is_tree(heads: list[int], *, expected: bool) -> None:
    assert is_tree(heads) is expected


def brute_force(scores: np.ndarray) -> float:
    words = scores.shape[0]
    options = [[j for j in range(words + 1) if j != i + 1] for i in range(words)]
    trees = (heads for heads in itertools.product(*options) if is_tree(list(heads)))
    return max(sum(scores[i, h] for i, h in enumerate(heads)) for heads in trees)


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 5), st.integers(0, 2**31))
def test_best_tree_is_a_tree_and_the_best_of_its_likely_roots(words: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(words, words + 1)).astype(np.float32)
    heads = best_tree(scores)
    assert is_tree(heads)
    if words <= 3:  # with up to three words every root is tried
        assert sum(scores[i, h] for i, h in enumerate(heads)) == pytest.approx(brute_force(scores), abs=1e-4)


def test_a_cycle_is_broken_at_its_weakest_arc() -> None:
    scores = np.array([[1.0, -9, 5, 0], [0.5, 6, -9, 0], [0, 4, 0, -9]], dtype=np.float32)
    assert scores.argmax(1).tolist() == [2, 1, 1]  # greedy: words 1 and 2 point at each other
    assert best_tree(scores) == [0, 1, 1]
