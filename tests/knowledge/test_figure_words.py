"""Words that figures are told with."""

from __future__ import annotations

import pytest

from marsad._errors import KnowledgeError
from marsad.knowledge import _figure_words as figure_words
from marsad.knowledge import acled_value, load_figure_words


@pytest.mark.parametrize(
    ("word", "least", "acled"),
    [("dozens", 24, 12), ("hundreds", 200, 100), ("tens", 20, 10), ("scores", 40, None), ("several", 2, None)],
)
def test_vague_words_have_the_codebooks_bound_and_acleds_value(word: str, least: int, acled: int | None) -> None:
    known = load_figure_words().vague[word]
    assert (known.least, known.acled) == (least, acled)


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("dozens of", 12),
        ("Hundreds", 100),
        ("at least dozens", 12),
        ("several", None),
        ("tens of thousands", None),
        ("15", None),
        ("", None),
    ],
)
def test_acled_takes_vague_words_low(phrase: str, value: int | None) -> None:
    assert acled_value(phrase) == value


def test_groups_and_harm_have_a_sort() -> None:
    words = load_figure_words()
    assert (words.groups["family"], words.groups["majority"], words.groups["body"]) == ("people", "share", "one")
    assert (words.harm["injury"], words.harm["casualty"]) == ("wounded", "killed")
    assert "shell" in words.munitions
    assert "howitzer" not in words.munitions


def test_a_bad_cell_names_its_row_and_the_way_out() -> None:
    with pytest.raises(KnowledgeError, match=r"vague.tsv, row 3: 'many' is no whole number; write digits"):
        figure_words._number("many", "figures/vague.tsv, row 3")
    with pytest.raises(KnowledgeError, match=r"row 2: 'herd' is none of people, share, one"):
        figure_words._one_of("herd", ("people", "share", "one"), "figures/groups.tsv, row 2")
    with pytest.raises(KnowledgeError, match=r"vague.tsv, row 1: 9 cells are due, 4 are there"):
        figure_words._rows("vague.tsv", 9)
