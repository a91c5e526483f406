"""Figures of an act: which number counts whom, by hand-built syntax."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from marsad.language import Document
from marsad.reading import CountMention
from marsad.reading._act import Act
from marsad.reading._counts import CountFinder
from marsad.reading._frames import Frames
from marsad.reading._quantities import find_quantities

Build = Callable[..., Document]
Find = Callable[[Document], list[Act]]

KILLED_WOUNDED = (
    "The_DT_det_2 rebels_NNS:person_nsubj_3 killed_VBD_root_0 at_IN_case_5 least_JJS_nmod_6 15_CD_nummod_7 "
    "soldiers_NNS:person_obj_3 and_CC_cc_9 wounded_VBD_conj_3 20_CD_nummod_11 others_NNS:person_obj_9 ._._punct_3"
)
KILLED_OR_WOUNDED = (
    "Rebels_NNS:person_nsubj_2 killed_VBD_root_0 or_CC_cc_4 wounded_VBN_conj_2 30_CD_nummod_6 "
    "soldiers_NNS:person_obj_2 in_IN_case_8 Gao_NNP:LOC_obl_2 ._._punct_2"
)
INCLUDING = (
    "The_DT_det_2 attack_NN:event_nsubj_3 killed_VBD_root_0 16_CD_nummod_5 people_NNS:person_obj_3 ,_,_punct_9 "
    "including_VBG_case_9 five_CD_nummod_9 children_NNS:person_nmod_5 ._._punct_3"
)
AMONG_THEM = (
    "Sixteen_CD_nummod_2 people_NNS:person_nsubj:pass_10 ,_,_punct_7 among_IN_case_5 them_PRP_nmod_2 two_CD_nummod_7 "
    "soldiers_NNS:person_appos_2 ,_,_punct_2 were_VBD_aux:pass_10 killed_VBN_root_0 ._._punct_10"
)
AMONG_THEM_BELOW = (
    "Sixteen_CD_nummod_2 people_NNS:person_nsubj:pass_10 ,_,_punct_7 among_IN_case_5 them_PRP_nmod_7 two_CD_nummod_7 "
    "soldiers_NNS:person_appos_2 ,_,_punct_2 were_VBD_aux:pass_10 killed_VBN_root_0 ._._punct_10"
)
DOZENS_OF = (
    "The_DT_det_2 bomb_NN_nsubj_3 killed_VBD_root_0 dozens_NNS_obj_3 of_IN_case_6 civilians_NNS:person_nmod_4 "
    "._._punct_3"
)
DOZENS = "The_DT_det_2 bomb_NN_nsubj_3 killed_VBD_root_0 dozens_NNS_obj_3 ._._punct_3"
FLED = (
    "Thousands_NNS_nsubj_4 of_IN_case_3 people_NNS:person_nmod_1 fled_VBD_root_0 the_DT_det_6 city_NN:place_obj_4 "
    "._._punct_4"
)
ARRESTED = "Police_NNS_nsubj_2 arrested_VBD_root_0 30_CD_nummod_4 protesters_NNS:person_obj_2 ._._punct_2"
SURRENDERED = "Some_DT_advmod_2 40_CD_nummod_3 fighters_NNS:person_nsubj_4 surrendered_VBD_root_0 ._._punct_4"
MARCHED = (
    "Hundreds_NNS_nsubj_4 of_IN_case_3 students_NNS:person_nmod_1 marched_VBD_root_0 in_IN_case_6 Dhaka_NNP:LOC_obl_4 "
    "._._punct_4"
)
STRIKES = (
    "Jets_NNS_nsubj_2 carried_VBD_root_0 out_RP_compound:prt_2 six_CD_nummod_6 air_NN_compound_6 "
    "strikes_NNS:event_obj_2 on_IN_case_9 the_DT_det_9 camp_NN:place_nmod_6 ._._punct_2"
)
A_WOMAN = "A_DT_det_2 woman_NN:person_nsubj:pass_4 was_VBD_aux:pass_4 killed_VBN_root_0 ._._punct_4"
NAMED = "Jacob_NNP:PER_nsubj:pass_4 Opoku_NNP:PER_flat_1 was_VBD_aux:pass_4 killed_VBN_root_0 ._._punct_4"
CIVILIANS = "The_DT_det_2 shelling_NN:event_nsubj_3 killed_VBD_root_0 civilians_NNS:person_obj_3 ._._punct_3"
BY_SOLDIERS = "Soldiers_NNS:person_nsubj_2 shot_VBD_root_0 them_PRP_obj_2 ._._punct_2"
ELLIPSIS = (
    "Three_CD_nummod_2 people_NNS:person_nsubj:pass_4 were_VBD_aux:pass_4 killed_VBN_root_0 and_CC_cc_7 "
    "five_CD_nsubj:pass_7 wounded_VBN_conj_4 ._._punct_4"
)
KILOMETRES = (
    "Rebels_NNS:person_nsubj_2 killed_VBD_root_0 two_CD_nummod_4 guards_NNS:person_obj_2 30_CD_nummod_6 km_NNS_obl_7 "
    "north_RB_advmod_2 of_IN_case_9 Gao_NNP:LOC_obl_7 ._._punct_2"
)

Told = tuple[str, str | None, tuple[int | None, int | None, int | None] | None]


def counts_of(document: Document, acts: list[Act]) -> list[CountMention]:
    sentence = document.sentences[0]
    finder = CountFinder(document, sentence, Frames(sentence), find_quantities(document.text))
    return [mention for act in acts for mention in finder.of(act)]


def told(mention: CountMention) -> Told:
    quantity = mention.quantity
    bounds = (quantity.low, quantity.best, quantity.high) if quantity else None
    return mention.what, mention.whom.exact.split()[-1] if mention.whom else None, bounds


@pytest.mark.parametrize(
    ("notation", "counts"),
    [
        (
            KILLED_WOUNDED,
            [("killed", "soldiers", (15, 15, None)), ("wounded", "others", (20, 20, 20))],
        ),
        (KILLED_OR_WOUNDED, [("killed-or-wounded", "soldiers", (30, 30, 30))]),
        (DOZENS_OF, [("killed", "civilians", (24, None, None))]),
        (DOZENS, [("killed", "dozens", (24, None, None))]),
        (FLED, [("displaced", "people", (2000, None, None))]),
        (ARRESTED, [("arrested", "protesters", (30, 30, 30))]),
        (SURRENDERED, [("surrendered", "fighters", (None, 40, None))]),
        (MARCHED, [("participants", "students", (200, None, None))]),
        (STRIKES, [("strikes", None, (6, 6, 6))]),
        (ELLIPSIS, [("killed", "people", (3, 3, 3)), ("wounded", "five", (5, 5, 5))]),
        (KILOMETRES, [("killed", "guards", (2, 2, 2))]),
    ],
)
def test_figures(build: Build, acts_of: Find, notation: str, counts: list[Told]) -> None:
    document = build(notation)
    found = counts_of(document, acts_of(document))
    assert [told(mention) for mention in found] == counts


@pytest.mark.parametrize("notation", [KILLED_WOUNDED, DOZENS_OF, SURRENDERED, FLED, KILOMETRES])
def test_whom_is_never_cut_within_the_number(build: Build, acts_of: Find, notation: str) -> None:
    document = build(notation)
    for mention in counts_of(document, acts_of(document)):
        assert mention.whom is not None
        assert mention.quantity is not None
        number, whom = mention.quantity.span, mention.whom
        assert not number.overlaps(whom) or whom.start <= number.start, whom.exact


@pytest.mark.parametrize(("notation", "part"), [(INCLUDING, "five"), (AMONG_THEM, "two"), (AMONG_THEM_BELOW, "two")])
def test_a_part_of_a_figure_names_the_whole(build: Build, acts_of: Find, notation: str, part: str) -> None:
    document = build(notation)
    whole, share = counts_of(document, acts_of(document))
    assert whole.subset_of is None
    assert whole.quantity is not None
    assert whole.quantity.best == 16
    assert share.subset_of == 0
    assert share.quantity is not None
    assert share.quantity.span.exact == part


@pytest.mark.parametrize(("notation", "whom"), [(A_WOMAN, "A woman"), (NAMED, "Jacob Opoku")])
def test_one_person_is_one(build: Build, acts_of: Find, notation: str, whom: str) -> None:
    document = build(notation)
    (mention,) = counts_of(document, acts_of(document))
    assert mention.quantity is None
    assert mention.one
    assert mention.whom is not None
    assert mention.whom.exact == whom


def test_people_without_a_number_are_a_figure_without_bounds(build: Build, acts_of: Find) -> None:
    document = build(CIVILIANS)
    (mention,) = counts_of(document, acts_of(document))
    assert (mention.what, mention.quantity, mention.one) == ("killed", None, False)


def test_a_pronoun_is_no_figure(build: Build, acts_of: Find) -> None:
    document = build(BY_SOLDIERS)
    assert counts_of(document, acts_of(document)) == []


def test_a_figure_counts_once(build: Build, acts_of: Find) -> None:
    """The same act asked twice, as two readers of one sentence would: the number is used up."""
    document = build(ARRESTED)
    sentence = document.sentences[0]
    finder = CountFinder(document, sentence, Frames(sentence), find_quantities(document.text))
    (act,) = acts_of(document)
    assert len(finder.of(act)) == 1
    assert finder.of(act) == ()


def test_a_purpose_without_figures_has_none(build: Build, acts_of: Find) -> None:
    document = build(
        "They_PRP_nsubj_2 came_VBD_root_0 to_TO_mark_4 inflict_VB_advcl_2 heavy_JJ_amod_6 casualties_NNS_obj_4 "
        "._._punct_2"
    )
    assert [told(m)[2] for m in counts_of(document, acts_of(document))] in ([], [None])
