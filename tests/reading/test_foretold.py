"""Forecasts as words of a sentence, on trees by hand: which words are operative, and of which clause they are said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from marsad.knowledge import load_probabilities
from marsad.language import Document
from marsad.reading._foretold import Foretold, find_forecasts

Build = Callable[..., Document]
TOWN = "The_DT_det_2 town_NN:place_nsubj_{}"


def found(document: Document) -> list[tuple[str, str, bool, list[str]]]:
    """(operative words, clause, negated, rows) of each forecast of the first sentence."""
    sentence = document.sentences[0]
    text = lambda stretch: document.span(sentence, *stretch).exact
    forecasts: list[Foretold] = find_forecasts(sentence, load_probabilities())
    return [(text(f.words), text(f.clause), f.negated, [" ".join(w.words) for w in f.wordings]) for f in forecasts]


def test_a_modal_on_its_verb(build: Build) -> None:
    document = build(f"{TOWN.format(4)} will_MD_aux_4 fall_VB_root_0 ._._punct_4")
    assert found(document) == [("will", "The town will fall", False, ["will"])]


def test_an_adverb_takes_the_place_of_the_modal_that_carries_it(build: Build) -> None:
    document = build(f"{TOWN.format(6)} will_MD_aux_6 likely_RB_advmod_6 not_RB_advmod_6 fall_VB_root_0 ._._punct_6")
    assert found(document) == [("will likely not", "The town will likely not fall", True, ["likely"])]


def test_a_predicate_with_its_infinitive(build: Build) -> None:
    document = build(f"{TOWN.format(4)} is_VBZ_cop_4 unlikely_JJ_root_0 to_TO_mark_6 fall_VB_xcomp_4 ._._punct_4")
    assert found(document) == [("is unlikely to", "The town is unlikely to fall", False, ["unlikely"])]


def test_a_belief_above_weighs_too(build: Build) -> None:
    document = build(
        "Analysts_NNS:person_nsubj_2 believe_VBP_root_0 the_DT_det_4 town_NN:place_nsubj_6 will_MD_aux_6 "
        "fall_VB_ccomp_2 ._._punct_2"
    )
    ((words, clause, _, rows),) = found(document)
    assert (words, clause) == ("will", "the town will fall")
    assert set(rows) == {"believe"}


def test_a_belief_of_ones_own_that_is_denied(build: Build) -> None:
    document = build(
        "I_PRP_nsubj_4 do_VBP_aux_4 not_RB_advmod_4 think_VB_root_0 that_IN_mark_9 this_DT_nsubj_9 is_VBZ_cop_9 "
        "the_DT_det_9 end_NN:event_ccomp_4 ._._punct_4"
    )
    ((words, _, negated, rows),) = found(document)
    assert words == "I do not think that"
    assert (negated, rows) == (False, ["think"])


@pytest.mark.parametrize(
    "notation",
    [
        "It_PRP_nsubj:pass_5 could_MD_aux_5 not_RB_advmod_5 be_VB_aux:pass_5 reached_VBN_root_0 ._._punct_5",
        "It_PRP_nsubj_3 would_MD_aux_3 mark_VB_root_0 a_DT_det_5 victory_NN:event_obj_3 ._._punct_3",
        f"{TOWN.format(4)} was_VBD_aux:pass_4 closed_VBN_root_0 ._._punct_4",
        "The_DT_det_2 aim_NN:abstract_nsubj_5 is_VBZ_cop_5 to_TO_mark_5 win_VB_root_0 ._._punct_5",
    ],
)
def test_what_foretells_nothing(build: Build, notation: str) -> None:
    assert found(build(notation)) == []


def test_a_question_takes_up_what_is_asked_in_it(build: Build) -> None:
    document = build(
        "Whether_IN_mark_4 it_PRP_nsubj_4 will_MD_aux_4 hold_VB_csubj_7 is_VBZ_cop_7 not_RB_advmod_7 clear_JJ_root_0 "
        "._._punct_7"
    )
    ((words, clause, negated, rows),) = found(document)
    assert (words, clause, negated, rows) == ("Whether", "Whether it will hold", False, [])
