"""Moods: done, not done, denied, to come, thought of, or a purpose, by hand-built syntax."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from marsad.knowledge import load_lexicon
from marsad.language import Document
from marsad.reading._act import Act
from marsad.reading._frames import Frames
from marsad.reading._mood import MoodFinder
from marsad.reading._sayings import SayingFinder

Build = Callable[..., Document]
Find = Callable[[Document], list[Act]]

CASES = {
    "told": (
        "The_DT_det_2 army_NN_nsubj_3 attacked_VBD_root_0 the_DT_det_5 port_NN:place_obj_3 ._._punct_3",
        "fact",
    ),
    "will": (
        "The_DT_det_2 army_NN_nsubj_4 will_MD_aux_4 attack_VB_root_0 the_DT_det_6 port_NN:place_obj_4 ._._punct_4",
        "forecast",
    ),
    "may": (
        "The_DT_det_2 army_NN_nsubj_4 may_MD_aux_4 attack_VB_root_0 the_DT_det_6 port_NN:place_obj_4 ._._punct_4",
        "hypothetical",
    ),
    "if": (
        "If_IN_mark_3 rebels_NNS:person_nsubj_3 attack_VBP_advcl_9 the_DT_det_5 port_NN:place_obj_3 ,_,_punct_3 "
        "troops_NNS:person_nsubj_9 will_MD_aux_9 leave_VB_root_0 ._._punct_9",
        "hypothetical",
    ),
    "not": (
        "The_DT_det_2 army_NN_nsubj_5 did_VBD_aux_5 not_RB_advmod_5 attack_VB_root_0 the_DT_det_7 port_NN:place_obj_5 "
        "._._punct_5",
        "negated",
    ),
    "never": (
        "The_DT_det_2 army_NN_nsubj_4 never_RB_advmod_4 attacked_VBD_root_0 the_DT_det_6 port_NN:place_obj_4 "
        "._._punct_4",
        "negated",
    ),
    "no attack": (
        "There_EX_expl_2 was_VBD_root_0 no_DT_det_4 attack_NN:event_nsubj_2 on_IN_case_7 the_DT_det_7 "
        "port_NN:place_nmod_4 "
        "._._punct_2",
        "negated",
    ),
    "without": (
        "The_DT_det_2 column_NN_nsubj_3 passed_VBD_root_0 without_IN_mark_5 attacking_VBG_advcl_3 the_DT_det_7 "
        "port_NN:place_obj_5 ._._punct_3",
        "negated",
    ),
    "deny": (
        "The_DT_det_2 minister_NN:person_nsubj_3 denied_VBD_root_0 that_IN_mark_8 the_DT_det_6 army_NN_nsubj_8 "
        "had_VBD_aux_8 "
        "attacked_VBN_ccomp_3 the_DT_det_10 port_NN:place_obj_8 ._._punct_3",
        "denied",
    ),
    "deny a gerund": (
        "The_DT_det_2 army_NN_nsubj_3 denied_VBD_root_0 shelling_VBG_xcomp_3 the_DT_det_6 camp_NN:place_obj_4 "
        "._._punct_3",
        "denied",
    ),
    "purpose": (
        "The_DT_det_2 army_NN_nsubj_3 moved_VBD_root_0 guns_NNS_obj_3 to_TO_mark_6 attack_VB_advcl_3 the_DT_det_8 "
        "port_NN:place_obj_6 ._._punct_3",
        "purpose",
    ),
    "question": (
        "Did_VBD_aux_4 the_DT_det_3 army_NN_nsubj_4 attack_VB_root_0 the_DT_det_6 port_NN:place_obj_4 ?_._punct_4",
        "hypothetical",
    ),
    "plan": (
        "The_DT_det_2 rebels_NNS:person_nsubj_3 plan_VBP_root_0 to_TO_mark_5 attack_VB_xcomp_3 the_DT_det_7 "
        "port_NN:place_obj_5 ._._punct_3",
        "forecast",
    ),
    "expected": (
        "The_DT_det_2 rebels_NNS:person_nsubj:pass_4 are_VBP_aux:pass_4 expected_VBN_root_0 to_TO_mark_6 "
        "attack_VB_xcomp_4 "
        "the_DT_det_8 port_NN:place_obj_6 ._._punct_4",
        "forecast",
    ),
    "failed": (
        "The_DT_det_2 rebels_NNS:person_nsubj_3 failed_VBD_root_0 to_TO_mark_5 capture_VB_xcomp_3 the_DT_det_7 "
        "port_NN:place_obj_5 ._._punct_3",
        "negated",
    ),
    "did not fail": (
        "The_DT_det_2 rebels_NNS:person_nsubj_5 did_VBD_aux_5 not_RB_advmod_5 fail_VB_root_0 to_TO_mark_7 "
        "capture_VB_xcomp_5 the_DT_det_9 port_NN:place_obj_7 ._._punct_5",
        "fact",
    ),
    "began": (
        "The_DT_det_2 rebels_NNS:person_nsubj_3 began_VBD_root_0 to_TO_mark_5 shell_VB_xcomp_3 the_DT_det_7 "
        "camp_NN:place_obj_5 ._._punct_3",
        "fact",
    ),
    "tried": (
        "The_DT_det_2 rebels_NNS:person_nsubj_3 tried_VBD_root_0 to_TO_mark_5 storm_VB_xcomp_3 the_DT_det_7 "
        "base_NN:place_obj_5 ._._punct_3",
        "hypothetical",
    ),
    "fears of": (
        "Fears_NNS_nsubj_8 of_IN_case_4 an_DT_det_4 attack_NN:event_nmod_1 on_IN_case_7 the_DT_det_7 "
        "port_NN:place_nmod_4 "
        "grew_VBD_root_0 ._._punct_8",
        "hypothetical",
    ),
    "an end to": (
        "The_DT_det_2 general_NN:person_nsubj_3 longed_VBD_root_0 for_IN_case_6 an_DT_det_6 end_NN_obl_3 to_IN_case_8 "
        "shelling_NN:event_nmod_6 ._._punct_3",
        "hypothetical",
    ),
    "imminent": (
        "The_DT_det_2 attack_NN:event_nsubj_7 on_IN_case_5 the_DT_det_5 port_NN:place_nmod_2 is_VBZ_cop_7 "
        "imminent_JJ_root_0 ._._punct_7",
        "forecast",
    ),
    "postponed": (
        "The_DT_det_2 attack_NN:event_nsubj:pass_4 was_VBD_aux:pass_4 postponed_VBN_root_0 ._._punct_4",
        "negated",
    ),
    "would, said": (
        "The_DT_det_2 general_NN:person_nsubj_3 said_VBD_root_0 the_DT_det_5 army_NN_nsubj_7 would_MD_aux_7 "
        "attack_VB_ccomp_3 "
        "the_DT_det_9 port_NN:place_obj_7 ._._punct_3",
        "forecast",
    ),
    "would, unsaid": (
        "The_DT_det_2 army_NN_nsubj_4 would_MD_aux_4 attack_VB_root_0 the_DT_det_6 port_NN:place_obj_4 ._._punct_4",
        "hypothetical",
    ),
    "would with a condition": (
        "The_DT_det_2 general_NN:person_nsubj_3 said_VBD_root_0 troops_NNS:person_nsubj_6 would_MD_aux_6 "
        "attack_VB_ccomp_3 "
        "the_DT_det_8 port_NN:place_obj_6 if_IN_mark_10 provoked_VBN_advcl_6 ._._punct_3",
        "hypothetical",
    ),
    "a carrier": (
        "An_DT_det_2 advance_NN_nsubj_4 would_MD_aux_4 lead_VB_root_0 to_IN_case_7 a_DT_det_7 massacre_NN:event_obl_4 "
        "._._punct_4",
        "hypothetical",
    ),
}  # fmt: skip


def mood_of(document: Document, acts: list[Act], number: int = 0) -> str:
    sentence, frames, lexicon = document.sentences[0], Frames(document.sentences[0]), load_lexicon()
    cues = frozenset(i for saying in SayingFinder(sentence, frames, lexicon).find() for i in saying.cue)
    return MoodFinder(sentence, frames, lexicon, cues=cues).of(acts[number])


@pytest.mark.parametrize("name", CASES)
def test_moods(build: Build, acts_of: Find, name: str) -> None:
    notation, mood = CASES[name]
    document = build(notation)
    acts = acts_of(document)
    assert [act.kind for act in acts], "no act to have a mood"
    assert mood_of(document, acts) == mood


def test_a_negation_outside_a_relative_clause_stays_outside(build: Build, acts_of: Find) -> None:
    document = build(
        "The_DT_det_2 rebels_NNS:person_nsubj_11 ,_,_punct_5 who_WP_nsubj_5 attacked_VBD_acl:relcl_2 the_DT_det_7 "
        "port_NN:place_obj_5 ,_,_punct_2 did_VBD_aux_11 not_RB_advmod_11 speak_VB_root_0 ._._punct_11"
    )
    acts = acts_of(document)
    assert [act.kind for act in acts] == ["armed-attack"]
    assert mood_of(document, acts) == "fact"


def test_a_negated_saying_leaves_what_is_said(build: Build, acts_of: Find) -> None:
    """What stands above a cue of saying tells of the saying, not of the act."""
    document = build(
        "The_DT_det_2 general_NN:person_nsubj_5 may_MD_aux_5 soon_RB_advmod_5 say_VB_root_0 that_IN_mark_8 "
        "rebels_NNS:person_nsubj_8 attacked_VBD_ccomp_5 the_DT_det_10 port_NN:place_obj_8 ._._punct_5"
    )
    assert mood_of(document, acts_of(document)) == "fact"


def test_a_denial_reaches_the_act_and_no_further(build: Build, acts_of: Find) -> None:
    document = build(
        "The_DT_det_2 army_NN_nsubj_3 denied_VBD_root_0 shelling_VBG_xcomp_3 the_DT_det_6 camp_NN:place_obj_4 "
        "and_CC_cc_8 arrested_VBD_conj_3 two_CD_nummod_10 reporters_NNS:person_obj_8 ._._punct_3"
    )
    acts = acts_of(document)
    assert [act.kind for act in acts] == ["shelling", "arrest"]
    assert [mood_of(document, acts, number) for number in (0, 1)] == ["denied", "fact"]
