"""Act heads to triggers: runs of one label, shares, links within and over sentences."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from marsad.language._triggers import ActDecoder

SPACES = {
    "mentions": ("O", "B-nom", "I-nom", "E-nom", "S-nom"),
    "triggers": ("O", "raid", "battle", "saying"),
    "moods": ("plain", "denied"),
    "roles": ("actor", "target"),
}
WIDTH = 5 + 4 + 2 + 2


def decoder(least_act: float = 0.1) -> ActDecoder:
    return ActDecoder(SPACES, least_act=least_act, least_role={"other": 0.2})


def acts_of(labels: list[int]) -> np.ndarray:
    scores = np.zeros((len(labels), WIDTH), dtype=np.float32)
    for word, label in enumerate(labels):
        scores[word, 5 + label] = 6
    return scores


def test_words_side_by_side_with_one_label_are_one_trigger() -> None:
    (own,) = decoder().find(acts_of([0, 1, 1, 2, 0, 1]), [(0, 6)])
    assert [(c.first, c.last, c.label) for c in own] == [(1, 3, 1), (3, 4, 2), (5, 6, 1)]
    (told, *_) = decoder().triggers(own, [(0, 6)], 0)
    assert told.kinds[0][0] == "raid"
    assert told.score > 0.9
    assert told.kinds[0][1] > 0.9
    assert sum(share for _, share in told.kinds) <= 1.0001
    assert told.mood in ("plain", "denied")
    assert told.background is False


def test_a_weak_word_beside_a_sure_one_of_its_kind_is_no_act_of_its_own() -> None:
    scores = acts_of([0, 1, 0])
    scores[2, 5:9] = 0.5, -0.9, -9.0, -9.0  # a fifth falls to "raid"
    (own,) = decoder().find(scores, [(0, 3)])
    assert [(c.first, c.last) for c in own] == [(1, 2)]


def test_cues_of_saying_are_no_acts() -> None:
    (own,) = decoder().find(acts_of([3, 1]), [(0, 2)])
    assert [(c.first, c.label) for c in own] == [(1, 1)]


def test_cues_of_saying_are_told_apart_from_acts_with_who_says_so() -> None:
    spaces = SPACES | {"roles": ("cue", "source")}
    decode = ActDecoder(spaces, least_act=0.1, least_role={"other": 0.2}, least_cue=0.3)
    (own,) = decode.cues(acts_of([0, 3, 3, 1]), [(0, 4)])
    assert [(c.first, c.last) for c in own] == [(1, 3)]
    own[0].roles = np.array([[-9, 9], [-9, -9], [-9, -9], [-9, -9]], dtype=np.float32)
    (seen,) = decode.cues_seen(own, [(0, 4)], 0)
    assert (seen.first, seen.last) == (1, 3)
    assert seen.score > 0.9
    assert [(k.role, k.word, k.sentence) for k in seen.links] == [("source", 0, 0)]


def test_a_trigger_ends_with_its_sentence() -> None:
    first, second = decoder().find(acts_of([0, 1, 1, 0]), [(0, 2), (2, 4)])
    assert [(c.first, c.last) for c in (*first, *second)] == [(1, 2), (2, 3)]
    (told,) = decoder().triggers(second, [(0, 2), (2, 4)], 1)
    assert (told.first, told.last) == (0, 1)


def test_links_are_by_sentence_and_the_weak_ones_left_out() -> None:
    bounds = [(0, 2), (2, 4)]
    _, own = decoder().find(acts_of([0, 0, 1, 0]), bounds)
    own[0].roles = np.array([[-9.0, -9.0], [3.0, -9.0], [-9.0, 0.0], [-9.0, 1.0]], dtype=np.float32)
    (told,) = decoder().triggers(own, bounds, 1)
    assert [(k.role, k.sentence, k.word) for k in told.links] == [("actor", -1, 1), ("target", 0, 1), ("target", 0, 0)]
    assert told.words("actor") == []
    assert told.words("target") == [0, 1]


def test_mentions_are_well_formed_spans() -> None:
    acts = np.zeros((3, WIDTH), dtype=np.float32)
    for word, tag in enumerate((1, 3, 0)):
        acts[word, tag] = 5
    assert decoder().mentions(acts) == [(0, 2, "nom")]


@given(
    st.lists(st.lists(st.floats(-5, 5, width=32), min_size=3, max_size=3), min_size=1, max_size=12),
    st.floats(0.05, 0.95),
    st.integers(0, 12),
)
def test_triggers_never_overlap_and_reach_the_least_share(rows: list[list[float]], least: float, cut: int) -> None:
    scores = np.zeros((len(rows), WIDTH), dtype=np.float32)
    scores[:, 5:8] = rows
    bounds = [(0, cut), (cut, len(rows))] if 0 < cut < len(rows) else [(0, len(rows))]
    found = decoder(least).find(scores, bounds)
    for own, (start, end) in zip(found, bounds, strict=True):
        assert all(start <= c.first < c.last <= end for c in own)
        assert all(one.last <= other.first for one, other in pairwise(own))
        assert all(least <= c.score <= 1 for c in own)
