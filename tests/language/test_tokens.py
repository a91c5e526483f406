"""Tokens and sentences keep exact offsets and follow the treebank's rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.language import split_sentences, tokenise


def words(text: str) -> list[str]:
    return [text[t.start : t.end] for t in tokenise(text)]


def sentences(text: str) -> list[str]:
    tokens = tokenise(text)
    return [text[tokens[a].start : tokens[b - 1].end] for a, b in split_sentences(text, tokens)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army didn't fire.", ["The", "army", "did", "n't", "fire", "."]),
        ("Syria's east", ["Syria", "'s", "east"]),
        ("the group’s fighters", ["the", "group", "’s", "fighters"]),
        ("Kurdish-led forces", ["Kurdish", "-", "led", "forces"]),
        ("U.S.-backed forces", ["U.S.", "-", "backed", "forces"]),
        ("a counter-attack by F-16s", ["a", "counter-attack", "by", "F-16s"]),
        ("1,500 to 2,000 at 10:30", ["1,500", "to", "2,000", "at", "10:30"]),
        ("the terrorists’ camp", ["the", "terrorists", "’", "camp"]),
        ("(SDF)", ["(", "SDF", ")"]),
        ("Gen. Khalifa Haftar", ["Gen.", "Khalifa", "Haftar"]),
        ("near Ash Sha'fah,", ["near", "Ash", "Sha'fah", ","]),
        ("at 11 a.m. on Monday", ["at", "11", "a.m.", "on", "Monday"]),
        ("they cannot leave", ["they", "can", "not", "leave"]),
        ("see https://example.org/a.b, then", ["see", "https://example.org/a.b", ",", "then"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["Shells hit Hajin.", "Five people died."],
        ["Lt. Col. Adams spoke.", "He left."],
        ["The U.S. army struck.", "The base burned."],
        ["“We will stay,” he said.", "“We have no choice.”"],
        ["He asked: “Who fired?”", "Nobody knew."],
        ["It was hit on Jan. 5 near St. Paul.", "No one died."],
        ["Forces of the U.S.", "The strike came later."],
        ["It cost $3.5 million.", "Who paid?", "Nobody."],
    ],
)
def test_sentences_in_running_text(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


def test_a_question_inside_a_sentence_does_not_end_it() -> None:
    text = "“Who fired?” he asked."
    assert sentences(text) == [text]


def test_blank_lines_end_sentences_without_punctuation() -> None:
    assert sentences("Last Bastion Under Assault\n\nThe town fell.") == ["Last Bastion Under Assault", "The town fell."]


def test_text_wrapped_by_hand_is_not_cut_at_line_breaks() -> None:
    text = "Government troops moved into the eastern districts of the town after\na night of shelling, residents said."
    assert sentences(text) == [text]


def test_short_lines_are_lines_of_their_own() -> None:
    assert sentences("Timeline\nMonday: shelling") == ["Timeline", "Monday: shelling"]


@given(st.text(max_size=300))
def test_tokens_cover_everything_but_white_space(text: str) -> None:
    tokens = tokenise(text)
    covered = [i for t in tokens for i in range(t.start, t.end)]
    assert covered == sorted(set(covered))
    assert {i for i, c in enumerate(text) if not c.isspace()} <= set(covered)
    assert not any(text[i].isspace() for i in covered)


@given(st.text(alphabet="aB .!?\n”“()'-1U", max_size=200))
def test_sentences_partition_the_tokens(text: str) -> None:
    tokens = tokenise(text)
    bounds = split_sentences(text, tokens)
    assert [i for a, b in bounds for i in range(a, b)] == list(range(len(tokens)))
    assert all(a < b for a, b in bounds)
