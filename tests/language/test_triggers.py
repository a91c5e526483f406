"""Act heads to triggers: runs of one label, shares, links above the least score."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from marsad.language._triggers import ActDecoder

SPACES = {
    "mentions": ("O", "B-nom", "I-nom", "E-nom", "S-nom"),
    "triggers": ("O", "raid", "battle"),
    "moods": ("plain", "denied"),
    "roles": ("actor", "target"),
}
WIDTH = 5 + 3 + 2 + 2


def decoder(least_act: float = 0.1) -> ActDecoder:
    return ActDecoder(SPACES, least_act=least_act, least_role=0.2)


def acts_of(labels: list[int]) -> np.ndarray:
    scores = np.zeros((1, len(labels), WIDTH), dtype=np.float32)
    for word, label in enumerate(labels):
        scores[0, word, 5 + label] = 6
    return scores


def test_words_side_by_side_with_one_label_are_one_trigger() -> None:
    (own,) = decoder().find(acts_of([0, 1, 1, 2, 0, 1]), [6])
    assert [(c.first, c.last, c.label) for c in own] == [(1, 3, 1), (3, 4, 2), (5, 6, 1)]
    (told, *_) = decoder().triggers(own)
    assert told.kind == "raid"
    assert told.score > 0.9
    assert told.share > 0.9
    assert set(told.moods) == {"plain", "denied"}


def test_words_past_the_sentence_are_padding() -> None:
    assert decoder().find(acts_of([0, 0, 1]), [2]) == [[]]


def test_links_below_the_least_score_are_left_out() -> None:
    (own,) = decoder().find(acts_of([1, 0]), [2])
    own[0].roles = np.array([[-9.0, 0.0], [3.0, -9.0]], dtype=np.float32)
    (told,) = decoder().triggers(own)
    assert [(k.role, k.word) for k in told.links] == [("actor", 1), ("target", 0)]
    assert told.words("actor") == [1]
    assert told.words("target", least=0.6) == []


def test_mentions_are_well_formed_spans() -> None:
    acts = np.zeros((3, WIDTH), dtype=np.float32)
    for word, tag in enumerate((1, 3, 0)):
        acts[word, tag] = 5
    assert decoder().mentions(acts) == [(0, 2, "nom")]


@given(
    st.lists(st.lists(st.floats(-5, 5, width=32), min_size=3, max_size=3), min_size=1, max_size=12),
    st.floats(0.05, 0.95),
)
def test_triggers_never_overlap_and_reach_the_least_share(rows: list[list[float]], least: float) -> None:
    scores = np.zeros((1, len(rows), WIDTH), dtype=np.float32)
    scores[0, :, 5:8] = rows
    (own,) = decoder(least).find(scores, [len(rows)])
    assert all(one.last <= other.first for one, other in itertools.pairwise(own))
    assert all(least <= c.score <= 1 and 0 < c.share <= 1.0001 for c in own)
