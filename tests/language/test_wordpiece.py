"""WordPiece and casing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.language._wordpiece import MAX_PIECES, WordPiece, casing, normalise

VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "he", "##jin", "##z", "deir", "ez", "-", "cafe", "'", "s"]


@pytest.fixture(scope="module")
def wordpiece() -> WordPiece:
    return WordPiece(VOCABULARY)


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("He", ["he"]),
        ("Hejin", ["he", "##jin"]),
        ("Deir-ez", ["deir", "-", "ez"]),
        ("Café", ["cafe"]),
        ("qqq", ["[UNK]"]),
        ("Heq", ["[UNK]"]),
        ("’", ["[UNK]"]),
        ("\u200b", ["[UNK]"]),
    ],
)
def test_pieces(wordpiece: WordPiece, word: str, pieces: list[str]) -> None:
    assert [VOCABULARY[p] for p in wordpiece.pieces(word)] == pieces


def test_a_word_never_costs_more_than_its_share(wordpiece: WordPiece) -> None:
    assert len(wordpiece.pieces("-" * 500)) == MAX_PIECES


@pytest.mark.parametrize(
    ("word", "code"), [("town", 1), ("Town", 2), ("A", 2), ("SDF", 3), ("McKay", 4), ("2018", 5), ("—", 6), ("F-16", 3)]
)
def test_casing(word: str, code: int) -> None:
    assert casing(word) == code


@given(st.text(min_size=1, max_size=40))
def test_every_word_has_a_piece(word: str) -> None:
    pieces = WordPiece(VOCABULARY).pieces(word)
    assert pieces
    assert all(0 <= piece < len(VOCABULARY) for piece in pieces)
    assert normalise(normalise(word)) == normalise(word) or not word.isascii()
