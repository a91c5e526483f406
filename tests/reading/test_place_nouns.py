"""Words that stand for a place named elsewhere, by hand-built syntax."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from marsad.language import Document
from marsad.reading._place_nouns import place_nouns

Build = Callable[..., Document]


def pointers(document: Document) -> list[tuple[str, str | None]]:
    return [(m.span.exact, m.points) for _, m in place_nouns(document, document.sentences[0])]


@pytest.mark.parametrize(
    ("notation", "wanted"),
    [
        ("Troops_NNS:person_nsubj_2 stormed_VBD_root_0 the_DT_det_4 town_NN:place_obj_2 ._._punct_2",
         [("the town", "settlement")]),
        ("Troops_NNS:person_nsubj_3 were_VBD_aux:pass_3 sent_VBN_root_0 there_RB_advmod_3 ._._punct_3",
         [("there", "here")]),
        ("Troops_NNS:person_nsubj_2 attacked_VBD_root_0 the_DT_det_5 last_JJ_amod_5 pockets_NNS:place_obj_2",
         [("the last pockets", "pocket")]),
        ("Shells_NNS_nsubj_2 fell_VBD_root_0 in_IN_case_5 the_DT_det_5 area_NN:place_obl_2 ._._punct_2",
         [("the area", "here")]),
    ],
)  # fmt: skip
def test_what_stands_for_a_place(build: Build, notation: str, wanted: list[tuple[str, str]]) -> None:
    assert pointers(build(notation)) == wanted


@pytest.mark.parametrize(
    "notation",
    [
        "Troops_NNS:person_nsubj_2 stormed_VBD_root_0 a_DT_det_4 town_NN:place_obj_2 ._._punct_2",
        "Troops_NNS:person_nsubj_2 stormed_VBD_root_0 the_DT_det_4 towns_NNS:place_obj_2 ._._punct_2",
        "Troops_NNS:person_nsubj_2 stormed_VBD_root_0 the_DT_det_4 town_NN:place_obj_2 of_IN_case_6 "
        "Sake_NNP:LOC_nmod_4 ._._punct_2",
        "There_EX_expl_2 were_VBD_root_0 clashes_NNS_nsubj_2 ._._punct_2",
    ],
)
def test_what_names_its_place_or_points_at_none(build: Build, notation: str) -> None:
    assert pointers(build(notation)) == []
