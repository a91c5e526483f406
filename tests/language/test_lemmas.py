"""Lemmas of the words that name acts."""

import pytest

from marsad.language._lemmas import Lemmatiser, load_lemmatiser


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("attacked", "VBD", "attack"),
        ("killed", "VBN", "kill"),
        ("killing", "VBG", "kill"),
        ("shelling", "VBG", "shell"),
        ("seized", "VBD", "seize"),
        ("striking", "VBG", "strike"),
        ("struck", "VBD", "strike"),
        ("fell", "VBD", "fall"),
        ("fled", "VBD", "flee"),
        ("stopped", "VBD", "stop"),
        ("denies", "VBZ", "deny"),
        ("clashes", "NNS", "clash"),
        ("airstrikes", "NNS", "airstrike"),
        ("casualties", "NNS", "casualty"),
        ("troops", "NNS", "troop"),
        ("women", "NNS", "woman"),
        ("gunmen", "NNS", "gunman"),
        ("civilians", "NNS", "civilian"),
        ("said", "VBD", "say"),
        ("Attacks", "NNS", "attack"),
        ("besieged", "VBN", "besiege"),
        ("hit", "VBD", "hit"),
        ("dying", "VBG", "die"),
    ],
)
def test_lemma(form: str, tag: str, lemma: str) -> None:
    assert load_lemmatiser().lemma(form, tag) == lemma


def test_extra_verbs_settle_doubled_consonants() -> None:
    known = Lemmatiser({"V": frozenset({"strafe", "zap"})}, {})
    assert known.lemma("strafed", "VBD") == "strafe"
    assert known.lemma("zapped", "VBD") == "zap"
