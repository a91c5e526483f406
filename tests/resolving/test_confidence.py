"""Confidence: a score from named features on a reader's own scale, and named settings instead of thresholds."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad import ModelError, UsageError
from marsad.resolving import Scale, load_scale
from marsad.resolving._confidence import features, trained_features

MODELS = Path(str(resources.files("marsad") / "models"))
SHIPPED = load_scale(MODELS / "english_v1", "rules")
TRAINED = load_scale(MODELS / "english_v2", "trained")
PLAIN = Scale({"bias": 0.0, "verb": 1.0, "actors": 0.5, "counts": 0.5, "nobody": -1.0}, {"half": 0.5, "all": 0.0})


@pytest.mark.parametrize("scale", [SHIPPED, TRAINED])
def test_the_settings_are_named_and_in_order(scale: Scale) -> None:
    assert set(scale.settings) == {"precise", "balanced", "everything"}
    assert scale.threshold("precise") > scale.threshold("balanced") > scale.threshold("everything") == 0


@pytest.mark.parametrize("setting", ["", "0.5", "Precise", "exact"])
def test_another_setting_is_refused_and_the_known_ones_named(setting: str) -> None:
    with pytest.raises(UsageError, match=r"precise.*balanced.*everything"):
        SHIPPED.threshold(setting)


def test_weights_add_up_on_a_logistic_scale(made: Any) -> None:
    assert PLAIN.confidence(made.draft("raid")) == 0.5  # verb +1, nobody -1
    assert PLAIN.confidence(made.draft("raid", actors=[made.party("army")])) == pytest.approx(0.818, abs=0.001)


def test_what_was_taken_over_is_no_evidence(made: Any) -> None:
    own = made.draft("raid", actors=[made.party("army")], places=[made.spot("sake")])
    taken = made.draft("raid", actors=[made.party("army")], places=[made.spot("sake")], inherited={"actors", "places"})
    assert {"actors", "places"} <= set(features(own))
    assert not {"actors", "places"} & set(features(taken))


@pytest.mark.parametrize(
    ("changes", "present", "absent"),
    [
        ({}, {"verb", "nobody", "kind raid", "family force", "mood fact"}, {"noun", "bare noun", "time"}),
        ({"nominal": True}, {"noun", "nobody", "bare noun"}, {"verb", "light noun"}),
        ({"nominal": True, "light": True}, {"light noun"}, {"noun", "verb"}),
        ({"ordinal": 0}, {"bare entry"}, set()),
        ({"ordinal": 2}, set(), {"bare entry"}),
        ({"mood": "forecast"}, {"mood forecast"}, {"mood fact"}),
    ],
)
def test_features(made: Any, changes: dict[str, Any], present: set[str], absent: set[str]) -> None:
    found = set(features(made.draft("raid", **changes)))
    assert present <= found
    assert not absent & found


def test_more_told_is_never_less_sure_on_the_shipped_scale(made: Any) -> None:
    bare = made.draft("raid")
    actor = made.draft("raid", actors=[made.party("army")])
    placed = made.draft("raid", actors=[made.party("army")], places=[made.spot("sake")])
    full = made.draft("raid", actors=[made.party("army")], targets=[made.party("rebels")], places=[made.spot("sake")])
    ranks = [SHIPPED.confidence(draft) for draft in (bare, actor, placed, full)]
    assert ranks == sorted(ranks)
    assert ranks[0] < ranks[-1]


@given(st.dictionaries(st.sampled_from(["verb", "nobody", "kind raid", "mood fact"]), st.floats(-30, 30)))
def test_confidence_is_a_share(made: Any, weights: dict[str, float]) -> None:
    confidence = Scale({"bias": 0.0} | weights, {}).confidence(made.draft("raid"))
    assert 0 <= confidence <= 1


def test_a_folder_without_a_scale_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"rules\.json: missing"):
        load_scale(tmp_path, "rules")
    with pytest.raises(ModelError, match=r"trained\.json: missing"):
        load_scale(tmp_path, "trained")


def test_a_scale_is_data_of_the_model_folder(tmp_path: Path) -> None:
    (tmp_path / "rules.json").write_text(json.dumps({"weights": {"bias": 1.0}, "settings": {"balanced": 0.25}}))
    (tmp_path / "metadata.json").write_text(json.dumps({"sha256": "a"}))
    assert load_scale(tmp_path, "rules").threshold("balanced") == 0.25


def test_the_trained_scale_reads_the_models_odds(made: Any) -> None:
    weak = made.draft("raid", score=0.3, share=0.6)
    sure = made.draft("raid", score=0.95, share=0.95)
    assert TRAINED.confidence(weak) < TRAINED.confidence(sure)
    found = trained_features(sure.act)
    assert found["act"] == pytest.approx(found["kind"]) == pytest.approx(2.944, abs=0.001)
    assert found["family force"] == 1.0


@given(st.floats(0, 1), st.floats(0, 1))
def test_odds_of_certainty_stay_finite(made: Any, score: float, share: float) -> None:
    assert 0 <= TRAINED.confidence(made.draft("raid", score=score, share=share)) <= 1


VOUCHING = Scale({"bias": -1.0}, {"precise": 0.9, "balanced": 0.5}, {"balanced": 0.6, "doubted": 0.1}, PLAIN)


@pytest.mark.parametrize(
    ("changes", "setting", "printed"),
    [
        ({"ruled_kind": True, "vouched": True}, "balanced", True),
        ({"ruled_kind": True, "vouched": True}, "precise", False),
        ({"ruled_kind": True}, "balanced", False),
        ({}, "balanced", False),
    ],
)
def test_a_setting_that_heeds_the_rules_prints_what_they_are_sure_of(
    made: Any, changes: dict[str, bool], setting: str, *, printed: bool
) -> None:
    sure = made.draft("raid", actors=[made.party("army")], score=0.1, share=0.5, **changes)
    assert VOUCHING.prints(sure, setting) is printed


def test_the_rules_are_not_heeded_where_the_model_is_sure_that_there_is_nothing(made: Any) -> None:
    doubting = Scale({"bias": -9.0}, VOUCHING.settings, VOUCHING.ruled, PLAIN)
    found = {"actors": [made.party("army")], "score": 0.0, "share": 0.5, "ruled_kind": True, "vouched": True}
    assert not doubting.prints(made.draft("raid", **found), "balanced")
    assert doubting.prints(made.draft("raid", claim=True, **found), "balanced")


def test_the_rules_are_not_sure_of_an_act_without_anybody(made: Any) -> None:
    draft = made.draft("raid", score=0.1, share=0.5, ruled_kind=True, vouched=True)
    assert not VOUCHING.prints(draft, "balanced")
    assert not VOUCHING.prints_act(draft.act, "balanced")


def test_a_scale_for_other_weights_is_refused(tmp_path: Path) -> None:
    (tmp_path / "metadata.json").write_text(json.dumps({"sha256": "a"}))
    (tmp_path / "trained.json").write_text(json.dumps({"fitted_for": "b", "weights": {}, "settings": {}}))
    with pytest.raises(ModelError, match="fitted for other weights"):
        load_scale(tmp_path, "trained")
