"""Transcripts: labels of speakers at the beginning of lines, and what counts as one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from marsad.language import Document
from marsad.reading._quotations import quotations
from marsad.reading._transcripts import sayings_of_turns, turns, with_turns

Build = Callable[..., Document]

TALK = (
    "The radio spoke with the mayor.\n\nRANIA SALEH: Who burned the depot?\n\nODEH: Nobody knows. It burned at "
    'dawn.\n\nWe sent two engines.\n\nSALEH: Was anybody hurt?\n\nODEH: A guard told me "not one" was.\n\n'
    "The depot is closed."
)
EXCERPT = (
    "The radio spoke with the mayor.\n\nRania Saleh: Who burned it?\n\nKarim Odeh: Nobody knows.\n\nHe sighed.\n\n"
    "The depot is closed.\n\nIt held wheat.\n\nNobody works there.\n\nKarim Odeh: We sent engines.\n\nThat was all."
)
QUESTIONS = "Q: Who burned it?\nA: Nobody knows."
HEADINGS = "UPDATE: The depot burned.\n\nWATCH: The fire from above.\n\nThe mayor said nothing."
REPEATED = "UPDATE: The depot burned.\n\nUPDATE: A guard was hurt."


def told(text: str) -> list[tuple[str, str]]:
    return [(t.label, text[t.start : t.end]) for t in turns(text)]


def test_a_turn_runs_to_the_next_label_and_the_last_to_the_end_of_its_paragraph() -> None:
    assert told(TALK) == [
        ("RANIA SALEH", "Who burned the depot?"),
        ("ODEH", "Nobody knows. It burned at dawn.\n\nWe sent two engines."),
        ("SALEH", "Was anybody hurt?"),
        ("ODEH", 'A guard told me "not one" was.'),
    ]


def test_in_a_report_with_an_excerpt_the_outlet_speaks_between_the_turns() -> None:
    assert [said for _, said in told(EXCERPT)] == ["Who burned it?", "Nobody knows.", "We sent engines."]


def test_questions_and_answers_need_no_names() -> None:
    assert told(QUESTIONS) == [("Q", "Who burned it?"), ("A", "Nobody knows.")]


@pytest.mark.parametrize("text", [HEADINGS, REPEATED, "ODEH: We left.", ""])
def test_headings_make_no_transcript(text: str) -> None:
    assert turns(text) == []


def test_quotations_within_a_turn_are_part_of_it() -> None:
    spans = [TALK[q.start : q.end] for q in with_turns(quotations(TALK), turns(TALK))]
    assert spans == [said for _, said in told(TALK)]


def test_the_label_speaks_and_the_colon_is_the_cue(build: Build) -> None:
    document = build("Odeh_NNP:person_root_0 :_:_punct_1", "We_PRP_nsubj_2 left_VBD_root_0 ._._punct_2")
    colon = document.text.index(":")
    (turn,) = [t for t in turns("Q: Where?\nA: Here.") if t.label == "A"]
    named = type(turn)("Odeh", colon, colon + 2, len(document.text))
    (saying,) = sayings_of_turns(document, [named]).values()
    assert (saying.cue, saying.source) == ((1,), 0)
    nameless = type(turn)("Q", colon, colon + 2, len(document.text))
    (asked,) = sayings_of_turns(document, [nameless]).values()
    assert asked.source is None
