"""Windows and links for training: words counted through, what lies outside left out. Needs the training environment."""

from __future__ import annotations

import pytest

pytest.importorskip("torch", reason="the training environment (make -C training environment) is not installed here")

from training.acts import Links
from training.batches import windows_of
from training.data import IGNORE, Sentence


def sentence(words: str, start: int, **layers: object) -> Sentence:
    return Sentence(origin="acts", words=words.split(), document="d", start=start, **layers)  # type: ignore[arg-type]


def test_a_window_counts_words_and_governors_through() -> None:
    one = sentence("a b", 0, heads=[0, 1], links=[])
    two = sentence("c d e", 2, heads=[2, 0, 2], links=[])
    (window,) = windows_of([one, two])
    assert window.words == ["a", "b", "c", "d", "e"]
    assert window.layer("heads") == [0, 1, 4, 0, 4]
    assert window.layer("upos") == [IGNORE] * 5


def test_links_cross_sentences_within_the_window_only() -> None:
    one = sentence("a b", 0, links=[])
    two = sentence("c d", 2, links=[Links(3, {(0, 0), (1, 2)}, {(0, 9)})])
    (window,) = windows_of([one, two])
    (link,) = window.links()
    assert (link.at, link.right, link.open) == (3, {(0, 0), (1, 2)}, set())
    (alone,) = windows_of([two])
    assert alone.links()[0].right == {(1, 0)}


def test_sentences_of_other_documents_or_after_a_gap_start_anew() -> None:
    gap = sentence("c", 5, links=[])
    other = Sentence(origin="acts", words=["x"], document="e", links=[])
    assert len(windows_of([sentence("a b", 0, links=[]), gap, other])) == 3
    assert len(windows_of([Sentence(origin="ewt", words=["x"]), Sentence(origin="ewt", words=["y"])])) == 2
