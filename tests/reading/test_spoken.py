"""Sayings over sentences: whose a quotation is, what of it is said, and in which form."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.knowledge import load_lexicon
from marsad.language import Document
from marsad.reading._frames import Frames
from marsad.reading._quotations import is_speech, quotations, trimmed, without_brackets
from marsad.reading._sayings import SayingFinder
from marsad.reading._spoken import Spoken, SpokenReader

Build = Callable[..., Document]

SAID = (
    "“_``_punct_3 Troops_NNS:person_nsubj_3 shelled_VBD_ccomp_9 us_PRP_obj_3 ,_,_punct_3 ”_''_punct_3 the_DT_det_8 "
    "mayor_NN:person_nsubj_9 said_VBD_root_0 ._._punct_9"
)
WENT_ON = (
    "“_``_punct_3 They_PRP_nsubj_3 burned_VBD_root_0 the_DT_det_5 market_NN:place_obj_3 in_IN_case_7 "
    "town_NN:place_obl_3 ._._punct_3 ”_''_punct_3"
)
TOLD = "Troops_NNS:person_nsubj_2 left_VBD_root_0 the_DT_det_4 town_NN:place_obj_2 ._._punct_2"
MIXED = (
    "The_DT_det_2 mayor_NN:person_nsubj_3 said_VBD_root_0 the_DT_det_5 town_NN:place_nsubj_8 was_VBD_cop_8 "
    "“_``_punct_8 empty_JJ_ccomp_3 and_CC_cc_10 silent_JJ_conj_8 ”_''_punct_8 ._._punct_3"
)
PLAIN = "The_DT_det_2 mayor_NN:person_nsubj_3 said_VBD_root_0 troops_NNS:person_nsubj_5 left_VBD_ccomp_3 ._._punct_3"


def spoken_in(document: Document) -> list[Spoken]:
    lexicon = load_lexicon()
    sayings = {s.index: SayingFinder(s, Frames(s), lexicon).find() for s in document.sentences}
    return SpokenReader(document, sayings, quotations(document.text)).read()


def content(document: Document, spoken: Spoken) -> list[str]:
    return [document.text[start:end] for start, end in spoken.stretches]


def test_a_quotation_goes_on_with_its_speaker_in_the_next_sentence(build: Build) -> None:
    document = build(SAID, WENT_ON)
    (said,) = spoken_in(document)
    assert content(document, said) == ["“ Troops shelled us , ”", "“ They burned the market in town . ”"]
    assert said.form == "direct"


def test_what_is_told_next_is_not_said(build: Build) -> None:
    document = build(SAID, TOLD)
    (said,) = spoken_in(document)
    assert not said.holds(document.sentences[1].start)


@pytest.mark.parametrize(("notation", "form"), [(SAID, "direct"), (MIXED, "mixed"), (PLAIN, "indirect")])
def test_form(build: Build, notation: str, form: str) -> None:
    (said,) = spoken_in(build(notation))
    assert said.form == form


def test_nobody_says_a_quotation_without_a_speaker(build: Build) -> None:
    assert spoken_in(build(TOLD, WENT_ON)) == []


@pytest.mark.parametrize(
    ("text", "speech"),
    [
        ("He said: “We left.”", True),
        ("A “republic” of rebels", False),
        ("They call it “the old bridge” here", False),
        ("“We left,” he said", True),
    ],
)
def test_speech_ends_as_a_sentence_does(text: str, speech: bool) -> None:
    (quote,) = quotations(text)
    assert is_speech(text, quote) is speech


def test_brackets_are_the_outlets_words() -> None:
    text = "“They [the rebels] left the town [in May].”"
    pieces = [text[start:end] for start, end in without_brackets(text, 0, len(text))]
    assert pieces == ["“They", "left the town"]


@given(st.text(alphabet="ab [](),.“” \n", max_size=40))
def test_pieces_lie_inside_and_hold_words(text: str) -> None:
    for start, end in without_brackets(text, 0, len(text)):
        assert 0 <= start < end <= len(text)
        assert trimmed(text, start, end) == (start, end)
