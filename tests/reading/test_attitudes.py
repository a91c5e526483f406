"""Attitudes: who wants, plans, favours or fears what, by hand-built syntax."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from marsad.language import Document
from marsad.reading import cue_extent, find_attitudes

Build = Callable[..., Document]

WANTS = (
    "The_DT_det_2 mayor_NN:person_nsubj_4 still_RB_advmod_4 wants_VBZ_root_0 the_DT_det_6 army_NN:organization_obj_4 "
    "to_TO_mark_8 leave_VB_xcomp_4 ._._punct_4"
)
OPPOSED = (
    "Residents_NNS:person_nsubj_5 have_VBP_aux_5 long_RB_advmod_5 been_VBN_cop_5 opposed_JJ_root_0 to_IN_case_8 "
    "the_DT_det_8 base_NN:place_obl_5 ._._punct_5"
)
SEEMED = (
    "The_DT_det_2 envoy_NN:person_nsubj_3 seemed_VBD_root_0 to_TO_mark_5 fear_VB_xcomp_3 a_DT_det_7 raid_NN_obj_5 "
    "._._punct_3"
)
BEGAN = (
    "The_DT_det_2 envoy_NN:person_nsubj_3 began_VBD_root_0 to_TO_mark_5 fear_VB_xcomp_3 a_DT_det_7 raid_NN_obj_5 "
    "._._punct_3"
)
TOOK_AIM = (
    "The_DT_det_2 envoy_NN:person_nsubj_3 took_VBD_root_0 sharp_JJ_amod_5 aim_NN_obj_3 at_IN_case_8 the_DT_det_8 "
    "truce_NN_obl_3 ._._punct_3"
)
MADE_CLEAR = (
    "The_DT_det_2 envoy_NN:person_nsubj_3 made_VBD_root_0 it_PRP_obj_3 clear_JJ_xcomp_3 that_IN_mark_8 "
    "troops_NNS:person_nsubj_8 leave_VBP_ccomp_3 ._._punct_3"
)
BANNING = "The_DT_det_2 envoy_NN:person_nsubj_3 proposed_VBD_root_0 banning_VBG_xcomp_3 tanks_NNS_obj_4 ._._punct_3"
SHOWED = "Emails_NNS_nsubj_2 show_VBP_root_0 a_DT_det_4 plot_NN_obj_2 ._._punct_2"
VOICED = (
    "The_DT_det_2 envoy_NN:person_nsubj_3 voiced_VBD_root_0 strong_JJ_amod_5 support_NN_obj_3 for_IN_case_8 "
    "the_DT_det_8 truce_NN_nmod_5 ._._punct_3"
)
EXPECTED = (
    "The_DT_det_2 convoy_NN_nsubj:pass_4 is_VBZ_aux:pass_4 expected_VBN_root_0 to_TO_mark_6 arrive_VB_xcomp_4 "
    "._._punct_4"
)
RELATIVE = (
    "Traders_NNS:person_nsubj_2 refused_VBD_root_0 the_DT_det_4 tax_NN_obj_2 that_WDT_obj_7 farmers_NNS:person_nsubj_7 "
    "support_VBP_acl:relcl_4 ._._punct_2"
)
THING = "The_DT_det_2 road_NN_nsubj_3 favours_VBZ_root_0 the_DT_det_5 attacker_NN:person_obj_3 ._._punct_3"
BARE = "The_DT_det_2 mayor_NN:person_nsubj_3 hopes_VBZ_root_0 ._._punct_3"


@pytest.mark.parametrize(
    ("sentence", "holder", "cue", "content"),
    [
        (WANTS, "The mayor", "still wants", ["the army to leave"]),
        (OPPOSED, "Residents", "have long been opposed to", ["the base"]),
        (SEEMED, None, "seemed", ["The envoy", "to fear a raid"]),
        (BEGAN, "The envoy", "began to fear", ["a raid"]),
        (TOOK_AIM, "The envoy", "took sharp aim at", ["the truce"]),
        (MADE_CLEAR, "The envoy", "made it clear", ["that troops leave"]),
        (BANNING, "The envoy", "proposed", ["banning tanks"]),
        (SHOWED, "Emails", "show", ["a plot"]),
        (VOICED, "The envoy", "voiced strong support for", ["the truce"]),
        (EXPECTED, None, "is expected", ["The convoy", "to arrive"]),
    ],
    ids=[
        "wish",
        "adjective",
        "nobody, though of a fear",
        "carried by a verb",
        "a verb with a noun",
        "a verb with an adjective",
        "a participle for an object",
        "texts",
        "noun carried by a verb",
        "nobody in particular",
    ],
)
def test_holder_cue_and_content(build: Build, sentence: str, holder: str | None, cue: str, content: list[str]) -> None:
    (found,) = find_attitudes(build(sentence))
    assert (found.holder.exact if found.holder else None) == holder
    assert found.cue.exact == cue
    assert [c.exact for c in found.content] == content


def test_what_a_relative_clause_is_about_stands_before_it(build: Build) -> None:
    found = {a.cue.exact: a for a in find_attitudes(build(RELATIVE))}
    assert [c.exact for c in found["support"].content] == ["the tax"]
    holder = found["support"].holder
    assert holder is not None
    assert holder.exact == "farmers"


@pytest.mark.parametrize("sentence", [THING, BARE], ids=["a thing has none", "about nothing"])
def test_no_attitude(build: Build, sentence: str) -> None:
    assert find_attitudes(build(sentence)) == ()


def test_the_extent_of_a_cue_leaves_out_its_subject(build: Build) -> None:
    sentence = build(OPPOSED).sentences[0]
    assert cue_extent(sentence, 4) == (1, 5)


BEARER = (
    "The_DT_det_2 mayor_NN:person_nsubj_3 released_VBD_root_0 a_DT_det_5 statement_NN_obj_3 calling_VBG_acl_5 "
    "the_DT_det_8 raid_NN_obj_6 a_DT_det_10 crime_NN_xcomp_6 ._._punct_3"
)
SEEN = BEARER.replace("released_VBD", "saw_VBD")


@pytest.mark.parametrize(("sentence", "extent"), [(BEARER, (2, 6)), (SEEN, (5, 6))], ids=["issues", "only sees"])
def test_the_verb_that_brings_forth_a_text_belongs_to_what_it_says(
    build: Build, sentence: str, extent: tuple[int, int]
) -> None:
    assert cue_extent(build(sentence).sentences[0], 5) == extent


ADDED = (
    "The_DT_det_2 mayor_NN:person_nsubj_3 supports_VBZ_root_0 the_DT_det_5 tax_NN_obj_3 ,_,_punct_8 which_WDT_nsubj_8 "
    "failed_VBD_acl:relcl_5 ._._punct_3"
)
MEANWHILE = (
    "The_DT_det_2 mayor_NN:person_nsubj_3 supports_VBZ_root_0 the_DT_det_5 tax_NN_obj_3 as_IN_mark_8 "
    "prices_NNS_nsubj_8 rise_VBP_advcl_3 ._._punct_3"
)


@pytest.mark.parametrize("sentence", [ADDED, MEANWHILE], ids=["behind a comma", "a circumstance"])
def test_what_the_text_adds_is_not_thought(build: Build, sentence: str) -> None:
    (found,) = find_attitudes(build(sentence))
    assert [c.exact for c in found.content] == ["the tax"]
