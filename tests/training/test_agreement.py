"""Two annotations of one text: what agrees, what does not."""

from __future__ import annotations

import pytest
from training.corpus.agreement import agreement, kappa
from training.corpus.inline import Annotated, CorpusError, read_inline

HEAD = "id: x\nstyle: wire\noutlet: O\npublished: 2020-01-02\ntitle: T\n---\n"


def read(body: str) -> Annotated:
    return read_inline(HEAD + body)


ONE = (
    "{Rebels|nom#r} {attacked|!raid a=r t=a} the {army|nom#a} and {fled|!withdrawal a=r}, "
    "{it|pro#a} {said|cue#c src=a}."
)


def test_an_annotation_agrees_with_itself() -> None:
    found = agreement([(read(ONE), read(ONE))])
    assert {found[k] for k in ("entity F1", "act F1", "act and kind F1", "actor F1", "cue F1", "status kappa")} == {
        100.0
    }


def test_ids_are_the_annotators_own() -> None:
    renamed = ONE.replace("#r", "#x").replace("a=r", "a=x")
    assert agreement([(read(ONE), read(renamed))])["actor F1"] == 100.0


def test_what_only_one_marked_counts_against_both() -> None:
    other = "{Rebels|nom#r} {attacked|!battle a=r} the army and {fled|!withdrawal a=r}, it {said|cue#c}."
    found = agreement([(read(ONE), read(other))])
    assert found["act F1"] == 100.0
    assert found["act and kind F1"] == 50.0
    assert found["entity F1"] == 50.0
    assert found["cue F1"] == 100.0
    assert found["actor F1"] == 100.0
    assert found["link end to end F1"] == 40.0  # three links and two, and one of them is both annotators'


def test_two_texts_are_no_pair() -> None:
    with pytest.raises(CorpusError, match="not the same text"):
        agreement([(read(ONE), read("Other."))])


def test_kappa_is_agreement_beyond_chance() -> None:
    assert kappa([("a", "a"), ("b", "b")]) == 100.0
    assert kappa([("a", "a"), ("a", "a")]) == 100.0
    assert kappa([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")]) == 0.0
