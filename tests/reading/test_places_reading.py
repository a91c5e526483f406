"""Names of places with what the words around them say: distance, part, feature, relation, by hand-built syntax."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from marsad.language import Document
from marsad.reading import PlaceMention
from marsad.reading._places import place_mentions

Build = Callable[..., Document]

EAST_OF = (
    "Troops_NNS:person_nsubj_2 shelled_VBD_root_0 a_DT_det_4 village_NN:place_obj_2 30_CD_nummod_6 "
    "km_NNS_obl:unmarked_7 east_RB_advmod_2 of_IN_case_9 Goma_NNP:LOC_obl_7 ._._punct_2"
)
MILES_OUTSIDE = (
    "A_DT_det_2 bomb_NN_nsubj_3 exploded_VBD_root_0 12_CD_nummod_5 miles_NNS_obl:unmarked_3 outside_IN_case_7 "
    "Kidal_NNP:LOC_obl_3 ._._punct_3"
)
SOUTH_OF_THE_CITY = (
    "A_DT_det_2 camp_NN:place_nsubj:pass_10 south_RB_advmod_10 of_IN_case_6 the_DT_det_6 city_NN:place_nmod_3 "
    "of_IN_case_8 Homs_NNP:LOC_nmod_6 was_VBD_aux:pass_10 shelled_VBN_root_0 ._._punct_10"
)
NEAR_THE_TOWN = (
    "Troops_NNS:person_nsubj_2 shelled_VBD_root_0 a_DT_det_4 camp_NN:place_obj_2 near_IN_case_7 the_DT_det_7 "
    "town_NN:place_nmod_4 of_IN_case_9 Kidal_NNP:LOC_nmod_7 ._._punct_2"
)
PROVINCE = (
    "Rebels_NNS:person_nsubj_2 took_VBD_root_0 the_DT_det_4 village_NN:place_obj_2 of_IN_case_6 Sake_NNP:LOC_nmod_4 "
    "in_IN_case_10 North_NNP:LOC_compound_9 Kivu_NNP:LOC_compound_10 province_NN:place_nmod_4 ._._punct_2"
)
COUNTRYSIDE = (
    "Shells_NNS_nsubj_2 fell_VBD_root_0 on_IN_case_6 the_DT_det_6 northern_JJ_amod_6 countryside_NN:place_obl_2 "
    "of_IN_case_8 Homs_NNP:LOC_nmod_6 ._._punct_2"
)
NORTHERN = "Troops_NNS:person_nsubj_2 entered_VBD_root_0 northern_JJ_amod_4 Syria_NNP:LOC_obj_2 ._._punct_2"
POCKET = (
    "The_DT_det_3 Hajin_NNP:LOC_compound_3 pocket_NN:place_nsubj:pass_5 was_VBD_aux:pass_5 shelled_VBN_root_0 "
    "._._punct_5"
)
FROM_TO = (
    "Rebels_NNS:person_nsubj_2 withdrew_VBD_root_0 from_IN_case_4 Bukavu_NNP:LOC_obl_2 to_TO_case_6 Goma_NNP:LOC_obl_2 "
    "._._punct_2"
)
WITHIN_STATE = (
    "A_DT_det_2 patrol_NN:person_nsubj:pass_4 was_VBD_aux:pass_4 ambushed_VBN_root_0 in_IN_case_6 Damboa_NNP:LOC_obl_4 "
    ",_,_punct_9 Borno_NNP:LOC_compound_9 State_NNP:LOC_appos_6 ._._punct_4"
)
BORDER = (
    "Villages_NNS:place_nsubj:pass_8 on_IN_case_4 the_DT_det_4 border_NN:place_nmod_1 with_IN_case_6 "
    "Chad_NNP:LOC_nmod_4 were_VBD_aux:pass_8 shelled_VBN_root_0 ._._punct_8"
)
TWO_TOWNS = (
    "Shells_NNS_nsubj_2 fell_VBD_root_0 in_IN_case_4 Sake_NNP:LOC_obl_2 and_CC_cc_6 Minova_NNP:LOC_conj_4 ._._punct_2"
)
DATELINE = (
    "GAO_NNP:LOC_root_0 ,_,_punct_3 Mali_NNP:LOC_appos_1 (_-LRB-_punct_5 Wire_NNP:ORG_appos_1 )_-RRB-_punct_5 "
    "-_,_punct_1"
)
ADJECTIVE = "A_DT_det_3 French_JJ:LOC_amod_3 jet_NN_nsubj_4 landed_VBD_root_0 ._._punct_4"
INSTITUTION = (
    "The_DT_det_3 Sana'a_NNP:LOC_compound_3 Center_NNP:LOC_nsubj_4 published_VBD_root_0 figures_NNS_obj_4 ._._punct_4"
)
FIRST_PLACE = "North_NNP:LOC_compound_2 Kivu_NNP:LOC_nsubj_4 is_VBZ_cop_4 calm_JJ_root_0 ._._punct_4"


def mentions_in(document: Document) -> list[PlaceMention]:
    return [mention for _, mention in place_mentions(document, document.sentences[0])]


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        (EAST_OF, {"relation": "near", "distance_km": 30.0, "bearing": "e", "part": None}),
        (MILES_OUTSIDE, {"relation": "near", "distance_km": 19.3, "bearing": None}),
        (SOUTH_OF_THE_CITY, {"relation": "near", "distance_km": None, "bearing": "s", "feature": "city", "part": None}),
        (NEAR_THE_TOWN, {"relation": "near", "feature": "town", "distance_km": None, "bearing": None}),
        (COUNTRYSIDE, {"relation": "in", "part": "countryside of"}),
        (NORTHERN, {"relation": "in", "part": "northern", "bearing": None}),
        (POCKET, {"part": "pocket", "feature": "pocket"}),
        (BORDER, {"relation": "near"}),
        (FIRST_PLACE, {"relation": "in", "part": None}),
    ],
    ids=lambda value: " ".join(w.split("_")[0] for w in value.split()) if isinstance(value, str) else "",
)
def test_what_the_words_around_a_name_say(build: Build, notation: str, expected: dict[str, object]) -> None:
    (mention,) = mentions_in(build(notation))
    found = {name: getattr(mention, name) for name in expected}
    if "part" in expected and expected["part"] and mention.part:
        found["part"] = " ".join(mention.part.split()[-2:])  # "northern countryside of"
    assert found == expected


def test_a_village_and_the_province_around_it(build: Build) -> None:
    village, province = mentions_in(build(PROVINCE))
    assert (village.span.exact, village.feature) == ("Sake", "village")
    assert village.within == ("North Kivu",)
    assert (province.span.exact, province.feature) == ("North Kivu", "province")


def test_the_state_behind_a_town(build: Build) -> None:
    town, state = mentions_in(build(WITHIN_STATE))
    assert (town.span.exact, town.within) == ("Damboa", ("Borno State",))
    assert state.feature == "state"
    assert state.relation == "in"


def test_a_road_leads_nowhere_by_itself(build: Build) -> None:
    document = build(
        "Gunmen_NNS:person_nsubj_2 ambushed_VBD_root_0 a_DT_det_4 truck_NN_obj_2 on_IN_case_7 the_DT_det_7 "
        "road_NN_obl_2 from_IN_case_9 Bukavu_NNP:LOC_nmod_7 to_TO_case_11 Goma_NNP:LOC_nmod_7 ._._punct_2"
    )
    assert [(m.span.exact, m.relation) for m in mentions_in(document)] == [("Bukavu", "from"), ("Goma", "near")]


def test_where_from_and_where_to(build: Build) -> None:
    assert [(m.span.exact, m.relation) for m in mentions_in(build(FROM_TO))] == [("Bukavu", "from"), ("Goma", "to")]


def test_places_side_by_side_share_the_preposition_but_not_each_other(build: Build) -> None:
    found = mentions_in(build(TWO_TOWNS))
    assert [(m.span.exact, m.relation, m.within) for m in found] == [("Sake", "in", ()), ("Minova", "in", ())]


def test_a_dateline_names_the_town_and_its_country(build: Build) -> None:
    town, country = mentions_in(build(DATELINE))
    assert (town.span.exact, town.within) == ("GAO", ("Mali",))
    assert country.span.exact == "Mali"


@pytest.mark.parametrize("notation", [ADJECTIVE, INSTITUTION])
def test_what_is_labelled_a_place_but_is_none(build: Build, notation: str) -> None:
    assert mentions_in(build(notation)) == []


def test_what_lies_before_the_sentence_is_not_read_into_it(build: Build) -> None:
    document = build(
        "They_PRP_nsubj_2 walked_VBD_root_0 30_CD_nummod_4 km_NNS_obl_5 east_RB_advmod_2 of_IN_case_5",
        "Goma_NNP:LOC_nsubj_3 was_VBD_cop_3 calm_JJ_root_0 ._._punct_3",
    )
    ((_, mention),) = place_mentions(document, document.sentences[1])
    assert (mention.distance_km, mention.bearing, mention.relation) == (None, None, "in")
