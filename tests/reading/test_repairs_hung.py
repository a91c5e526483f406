"""Words and clauses that hang on the wrong word now and then, and what hangs rightly and stays."""

from __future__ import annotations

from typing import Any

import pytest
from tests.reading.test_repairs import mended

TITLED = (
    "Professor_NNP:person_nsubj_4 Ofra_NNP:PER_nsubj_4 Bengio_NNP:PER_flat_2 spoke_VBD_root_0 of_IN_case_6 "
    "it_PRP_obl_4 ._._punct_4"
)
WOUNDED = (
    "Workers_NNS:person_nsubj:pass_3 were_VBD_aux:pass_3 killed_VBN_root_0 and_CC_cc_7 three_CD_nummod_6 "
    "foreigners_NNS:person_conj_3 wounded_VBN_conj_3 ._._punct_3"
)
DENIED = (
    "Officials_NNS:person_nsubj_2 said_VBD_root_0 rebels_NNS:person_nsubj_4 attacked_VBD_ccomp_2 though_IN_mark_8 "
    "the_DT_det_7 rebels_NNS:person_nsubj_8 denied_VBD_parataxis_4 it_PRP_obj_8 ._._punct_2"
)
CHANCE = (
    "Levi_NNP:PER_nsubj_2 puts_VBZ_root_0 the_DT_det_4 chance_NN_obj_2 that_IN_mark_7 it_PRP_nsubj_7 "
    "falls_VBZ_ccomp_2 at_IN_case_9 30_CD_obl_2 ._._punct_2"
)
SHOWN = (
    "Videos_NNS:abstract_nsubj_2 show_VBP_root_0 men_NNS:person_obj_2 beating_VBG_acl_3 prisoners_NNS:person_obj_4 "
    "._._punct_2"
)
SOMETHING = (
    "Egypt_NNP:LOC_nsubj_2 favours_VBZ_root_0 a_DT_det_4 truce_NN_obj_2 ,_,_punct_2 something_NN_nsubj_2 "
    "ministers_NNS:person_nsubj_8 deny_VBP_parataxis_2 ._._punct_2"
)
BEGIN = "Clearing_NN_compound_2 operations_NNS:event_obj_4 will_MD_aux_4 begin_VB_root_0 soon_RB_advmod_4 ._._punct_4"
CLOSE = (
    "They_PRP_nsubj_2 fled_VBD_root_0 because_IN_mark_7 an_DT_det_5 attack_NN:event_obl_2 is_VBZ_cop_7 "
    "close_JJ_advcl_2 ._._punct_2"
)


@pytest.mark.parametrize(
    ("notation", "word", "governor", "relation"),
    [
        (TITLED, "Professor", "Ofra", "nmod:desc"),
        (WOUNDED, "foreigners", "wounded", "nsubj:pass"),
        (DENIED, "denied", "said", "advcl"),
        (CHANCE, "falls", "chance", "acl"),
        (SHOWN, "beating", "show", "ccomp"),
        (SOMETHING, "something", "deny", "obj"),
        (BEGIN, "operations", "begin", "nsubj"),
        (CLOSE, "attack", "close", "nsubj"),
    ],
)
def test_what_hangs_elsewhere(build: Any, notation: str, word: str, governor: str, relation: str) -> None:
    assert mended(build, notation)[word] == (governor, relation)


@pytest.mark.parametrize(
    ("notation", "word", "governor", "relation"),
    [
        (TITLED.replace("Professor_NNP:person_nsubj", "Today_NN:time_obl"), "Today", "spoke", "obl"),
        (TITLED.replace("Professor_NNP:person", "Yesterday_NN:time"), "Yesterday", "spoke", "nsubj"),
        (WOUNDED.replace("wounded_VBN", "burned_VBD"), "foreigners", "killed", "conj"),
        (DENIED.replace("though_IN", "as_IN"), "denied", "attacked", "parataxis"),
        (DENIED.replace("denied_VBD_parataxis", "fled_VBD_advcl"), "fled", "attacked", "advcl"),
        (CHANCE.replace("chance_NN", "reporters_NNS:person"), "falls", "puts", "ccomp"),
        (SHOWN.replace("Videos_NNS:abstract", "Guards_NNS:person"), "beating", "men", "acl"),
        (SOMETHING.replace("parataxis", "advcl"), "something", "favours", "nsubj"),
        (BEGIN.replace("will_MD", "to_TO"), "operations", "begin", "obj"),
        (CLOSE.replace("because_IN", "lest_IN"), "attack", "fled", "obl"),
        (CLOSE.replace("an_DT_det", "in_IN_case"), "attack", "fled", "obl"),
    ],
)
def test_what_hangs_rightly_stays(build: Any, notation: str, word: str, governor: str, relation: str) -> None:
    assert mended(build, notation)[word] == (governor, relation)
