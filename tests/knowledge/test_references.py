"""The tables that help to tell who is meant."""

from __future__ import annotations

from marsad.knowledge import load_references


def test_every_series_has_weights_and_a_least_probability() -> None:
    known = load_references()
    for series in {pronoun.series for pronoun in known.pronouns.values()}:
        assert known.weights[series]
        assert 0.5 <= known.least[series] < 1


def test_a_pronoun_shows_number_and_gender() -> None:
    her = load_references().pronouns["her"]
    assert (her.series, her.plural, her.gender) == ("person", False, "f")


def test_words_for_relations_say_which_side_is_which() -> None:
    relations = load_references().relations
    assert relations["back", "by"].turned is False
    assert relations["make", "up of"].turned is True
