"""Repairs of trees: what hangs on the wrong word in the same way every time, and what is left as it is."""

from __future__ import annotations

from typing import Any

import pytest

from marsad.knowledge import load_lexicon
from marsad.reading._repairs import repaired


def mended(build: Any, notation: str) -> dict[str, tuple[str, str]]:
    """Word to (governor, relation) after the repairs."""
    (sentence,) = repaired(build(notation), load_lexicon()).sentences
    return {t.text: ("root" if t.head < 0 else sentence.tokens[t.head].text, t.relation) for t in sentence.tokens}


def test_an_ing_form_behind_a_verb_of_ending_is_its_complement(build: Any) -> None:
    notation = (
        "Rebels_NNS:person_nsubj_2 stopped_VBD_ccomp_6 fighting_VBG_ccomp_6 ,_,_punct_6 they_PRP_nsubj_6 "
        "said_VBD_root_0 ._._punct_6"
    )
    assert mended(build, notation)["fighting"] == ("stopped", "xcomp")
    assert mended(build, notation.replace("stopped", "watched"))["fighting"] == ("said", "ccomp")


def test_no_tree_gets_a_circle(build: Any) -> None:
    notation = "They_PRP_nsubj_3 stopped_VBD_ccomp_3 fighting_VBG_ccomp_4 said_VBD_root_0 ._._punct_4"
    assert mended(build, notation)["fighting"] == ("said", "ccomp")


def test_repairs_that_together_would_close_a_circle_are_left(build: Any) -> None:
    notation = (
        "Troops_NNS:person_nsubj_2 killed_VBD_root_0 rebels_NNS:person_obj_2 ,_,_punct_2 officials_NNS:person_nsubj_2 "
        "who_WP_nsubj_7 started_VBD_acl:relcl_5 telling_VBG_advcl_2 reporters_NNS:person_obj_8 ._._punct_2"
    )
    assert mended(build, notation)["officials"] == ("killed", "nsubj")
    assert mended(build, notation)["telling"] == ("killed", "advcl")


def test_a_noun_behind_into_is_no_object(build: Any) -> None:
    notation = "Troops_NNS:person_nsubj_2 pushed_VBD_root_0 into_IN_case_4 Hajin_NNP:LOC_obj_2 ._._punct_2"
    assert mended(build, notation)["Hajin"] == ("pushed", "obl")
    assert mended(build, notation.replace("into", "around"))["Hajin"] == ("pushed", "obj")


@pytest.mark.parametrize(("further", "relation"), [("", "obj"), (" bases_NNS:place_obj_2", "iobj")])
def test_who_is_let_do_something_is_an_object_where_there_is_no_other(build: Any, further: str, relation: str) -> None:
    notation = (
        "Turkey_NNP:LOC_nsubj_2 allowed_VBD_root_0 Iraq_NNP:LOC_iobj_2 to_TO_mark_5 strike_VB_xcomp_2"
        f"{further} ._._punct_2"
    )
    assert mended(build, notation)["Iraq"] == ("allowed", relation)


def test_an_adjective_in_the_passive_is_a_participle(build: Any) -> None:
    notation = "Two_CD_nummod_2 guards_NNS:person_nsubj:pass_4 were_VBD_aux:pass_4 hurt_JJ_root_0 ._._punct_4"
    for form, tag in (("hurt", "VBN"), ("alive", "JJ")):
        (sentence,) = repaired(build(notation.replace("hurt", form)), load_lexicon()).sentences
        assert sentence.tokens[3].xpos == tag
