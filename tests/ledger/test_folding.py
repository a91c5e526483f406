from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.ledger._folding import folded, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Qalʿat Zūbiya", "qalʿat zubiya"),
        ("al-Baghdādī", "Al Baghdadi"),
        ("مُحَمَّد", "محمد"),  # with and without vowel signs
        ("أحمد", "احمد"),  # alef with and without hamza
        ("فاطمة", "فاطمه"),
        ("علي", "علی"),  # Arabic and Persian ye
        ("محـــمد", "محمد"),  # drawn out
        ("STRASSE", "Straße"),
    ],
)
def test_spellings_that_are_one(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_different_names_stay_apart() -> None:
    assert len({folded(name) for name in ("Hama", "Homs", "حماة", "حمص", "F-16", "F-18")}) == 6


@given(st.text())
def test_words_stand_where_they_say_and_stay_words(text: str) -> None:
    end = 0
    for word in words_of(text):
        assert end <= word.start < word.end <= len(text)
        end = word.end
        assert word.folded.isalnum()


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)
