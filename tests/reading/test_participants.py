"""Who acts on whom, by what means and where, by hand-built syntax."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from marsad.knowledge import load_lexicon
from marsad.language import Document
from marsad.reading._act import Act
from marsad.reading._act_places import ActPlaces
from marsad.reading._classes import Classes
from marsad.reading._frames import Frames
from marsad.reading._participants import Participants
from marsad.reading._places import place_mentions

Build = Callable[..., Document]
Find = Callable[[Document], list[Act]]

PASSIVE = "He_PRP_nsubj:pass_3 was_VBD_aux:pass_3 arrested_VBN_root_0 by_IN_case_5 police_NNS_obl:agent_3 ._._punct_3"
POSITIONS = (
    "Rebels_NNS:person_nsubj_2 shelled_VBD_root_0 SDF_NNP:ORG_compound_4 positions_NNS:place_obj_2 near_IN_case_6 "
    "Hajin_NNP:LOC_nmod_4 ._._punct_2"
)
HELD = (
    "The_DT_det_2 army_NN_nsubj_3 advanced_VBD_root_0 into_IN_case_8 ISIS_NNP:ORG_compound_7 -_HYPH_punct_7 "
    "held_VBN_amod_8 territory_NN:place_obl_3 ._._punct_3"
)
JETS = "Turkish_JJ_amod_2 jets_NNS_nsubj_3 bombed_VBD_root_0 a_DT_det_5 village_NN:place_obj_3 ._._punct_3"
CONVOY = (
    "Gunmen_NNS:person_nsubj_2 ambushed_VBD_root_0 a_DT_det_4 convoy_NN_obj_2 of_IN_case_7 army_NN_compound_7 "
    "troops_NNS:person_nmod_4 ._._punct_2"
)
STATE = "Turkey_NNP:LOC_nsubj_2 shelled_VBD_root_0 Afrin_NNP:LOC_obj_2 ._._punct_2"
BETWEEN = (
    "Clashes_NNS:event_nsubj_8 between_IN_case_4 the_DT_det_4 army_NN_nmod_1 and_CC_cc_7 the_DT_det_7 "
    "rebels_NNS:person_conj_4 erupted_VBD_root_0 in_IN_case_10 Sake_NNP:LOC_obl_8 ._._punct_8"
)
GROUP_OF = (
    "A_DT_det_2 group_NN_nsubj_5 of_IN_case_4 gunmen_NNS:person_nmod_2 attacked_VBD_root_0 dozens_NNS_obj_5 "
    "of_IN_case_8 villagers_NNS:person_nmod_6 ._._punct_5"
)
BOMBER = (
    "A_DT_det_3 suicide_NN_compound_3 bomber_NN:person_nsubj_4 killed_VBD_root_0 six_CD_nummod_6 "
    "guards_NNS:person_obj_4 ._._punct_4"
)
RELATIVE = (
    "Rebels_NNS:person_nsubj_8 ,_,_punct_4 who_WP_nsubj_4 attacked_VBD_acl:relcl_1 the_DT_det_6 convoy_NN_obj_4 "
    ",_,_punct_4 slept_VBD_root_0 ._._punct_8"
)
LIGHT = (
    "The_DT_det_2 rebels_NNS:person_nsubj_3 launched_VBD_root_0 an_DT_det_5 attack_NN:event_obj_3 on_IN_case_8 "
    "government_NN_compound_8 troops_NNS:person_nmod_5 ._._punct_3"
)
DEMONYMS = (
    "Iraqi_JJ_amod_4 and_CC_cc_3 Syrian_JJ_conj_1 forces_NNS_nsubj_5 shelled_VBD_root_0 the_DT_det_7 "
    "camp_NN:place_obj_5 ._._punct_5"
)
ROCKETS_AT = (
    "The_DT_det_2 army_NN_nsubj_3 fired_VBD_root_0 rockets_NNS_obj_3 at_IN_case_7 rebel_NN_compound_7 "
    "positions_NNS:place_obl_3 ._._punct_3"
)
WITH_ROCKETS = (
    "Fighters_NNS:person_nsubj_2 attacked_VBD_root_0 the_DT_det_4 base_NN:place_obj_2 with_IN_case_6 rockets_NNS_obl_2 "
    "._._punct_2"
)
FROM_THE_ARMY = (
    "The_DT_det_2 militia_NN:organization_nsubj_3 captured_VBD_root_0 the_DT_det_5 town_NN:place_obj_3 from_IN_case_8 "
    "the_DT_det_8 army_NN_obl_3 ._._punct_3"
)
EXPLOSION = (
    "An_DT_det_2 explosion_NN:event_nsubj_3 killed_VBD_root_0 four_CD_nummod_5 shoppers_NNS:person_obj_3 ._._punct_3"
)
HAND_OVER = "A_DT_det_2 mine_NN_nsubj_3 wounded_VBD_root_0 two_CD_nummod_5 shepherds_NNS:person_obj_3 ._._punct_3"
CLAIMED = (
    "The_DT_det_2 group_NN_nsubj_3 claimed_VBD_root_0 responsibility_NN_obj_3 for_IN_case_7 the_DT_det_7 "
    "bombing_NN:event_nmod_4 ._._punct_3"
)


def participants_in(document: Document) -> Participants:
    sentence = document.sentences[0]
    return Participants(sentence, Frames(sentence), Classes(sentence, load_lexicon()))


def sides(document: Document, act: Act) -> tuple[list[str], list[str]]:
    words = [t.text for t in document.sentences[0].tokens]
    actors, targets = participants_in(document).of(act)
    return [words[i] for i in actors], [words[i] for i in targets]


@pytest.mark.parametrize(
    ("notation", "actors", "targets"),
    [
        (PASSIVE, ["police"], ["He"]),
        (POSITIONS, ["Rebels"], ["SDF"]),
        (HELD, ["army"], ["ISIS"]),
        (JETS, ["jets"], []),
        (CONVOY, ["Gunmen"], ["troops"]),
        (STATE, ["Turkey"], []),
        (BETWEEN, ["army"], ["rebels"]),
        (GROUP_OF, ["gunmen"], ["villagers"]),
        (BOMBER, [], ["guards"]),
        (RELATIVE, ["Rebels"], []),
        (LIGHT, ["rebels"], ["troops"]),
        (DEMONYMS, ["Iraqi", "Syrian"], []),
        (ROCKETS_AT, ["army"], ["rebel"]),
        (FROM_THE_ARMY, ["militia"], ["army"]),
        (EXPLOSION, [], ["shoppers"]),
        (HAND_OVER, [], ["shepherds"]),
        (CLAIMED, ["group"], []),
    ],
    ids=lambda value: " ".join(w.split("_")[0] for w in value.split()) if isinstance(value, str) else "",
)
def test_sides(build: Build, acts_of: Find, notation: str, actors: list[str], targets: list[str]) -> None:
    document = build(notation)
    (act,) = acts_of(document)
    assert sides(document, act) == (actors, targets)


@pytest.mark.parametrize(
    ("notation", "means"), [(WITH_ROCKETS, ["rockets"]), (JETS, ["jets"]), (POSITIONS, []), (PASSIVE, [])]
)
def test_means(build: Build, acts_of: Find, notation: str, means: list[str]) -> None:
    document = build(notation)
    (act,) = acts_of(document)
    words = [t.text for t in document.sentences[0].tokens]
    assert [words[i] for i in participants_in(document).means(act)] == means


def places_of(document: Document, acts: list[Act], number: int, speakers: set[int] | None = None) -> list[str]:
    sentence = document.sentences[0]
    named = place_mentions(document, sentence)
    places = ActPlaces(sentence, Classes(sentence, load_lexicon()), named, speakers=speakers or set())
    return [mention.span.exact for mention in places.of(acts[number], acts)]


@pytest.mark.parametrize(
    ("notation", "actors"),
    [
        (
            "Turkish_JJ_amod_2 shells_NNS_nsubj_3 hit_VBD_root_0 the_DT_det_5 post_NN:place_obj_3 ._._punct_3",
            ["Turkish"],
        ),
        (
            "SDF_NNP:ORG_compound_2 rockets_NNS_nsubj_3 hit_VBD_root_0 the_DT_det_5 post_NN:place_obj_3 ._._punct_3",
            ["SDF"],
        ),
        ("Shells_NNS_nsubj_2 hit_VBD_root_0 the_DT_det_4 post_NN:place_obj_2 ._._punct_2", []),
        ("F-16s_NNP_nsubj_2 hit_VBD_root_0 the_DT_det_4 post_NN:place_obj_2 ._._punct_2", []),
    ],
)
def test_whose_guns_act(build: Build, acts_of: Find, notation: str, actors: list[str]) -> None:
    document = build(notation)
    (act,) = acts_of(document)
    assert act.kind in ("shelling", "air-strike")
    assert sides(document, act)[0] == actors


def test_the_place_of_an_act_and_not_the_name_of_a_side(build: Build, acts_of: Find) -> None:
    document = build(STATE)
    assert places_of(document, acts_of(document), 0) == ["Afrin"]


def test_each_act_has_the_place_of_its_clause(build: Build, acts_of: Find) -> None:
    document = build(
        "Rebels_NNS:person_nsubj_2 captured_VBD_root_0 Sake_NNP:LOC_obj_2 and_CC_cc_5 shelled_VBD_conj_2 "
        "Minova_NNP:LOC_obj_5 ._._punct_2"
    )
    acts = acts_of(document)
    assert [act.kind for act in acts] == ["territory-captured", "shelling"]
    assert [places_of(document, acts, number) for number in (0, 1)] == [["Sake"], ["Minova"]]


def test_what_is_condemned_happened_elsewhere_than_the_condemning(build: Build, acts_of: Find) -> None:
    document = build(
        "The_DT_det_2 group_NN:organization_nsubj_3 condemned_VBD_root_0 shelling_NN_obj_3 in_IN_case_6 "
        "Sake_NNP:LOC_nmod_4"
    )
    acts = acts_of(document)
    found = {act.kind: places_of(document, acts, number) for number, act in enumerate(acts)}
    assert found == {"accusation": [], "shelling": ["Sake"]}


def test_a_clause_beside_the_act_is_not_its_place(build: Build, acts_of: Find) -> None:
    document = build(
        "Troops_NNS:person_nsubj_2 attacked_VBD_root_0 rebels_NNS:person_obj_2 because_IN_mark_6 they_PRP_nsubj_6 "
        "ran_VBD_advcl_2 Kidal_NNP:LOC_obj_6 ._._punct_2"
    )
    acts = acts_of(document)
    assert places_of(document, acts, 0) == []


def test_an_exception_is_no_place(build: Build, acts_of: Find) -> None:
    document = build(
        "Troops_NNS:person_nsubj_2 attacked_VBD_root_0 every_DT_det_4 town_NN:place_obj_2 except_IN_case_6 "
        "Kidal_NNP:LOC_nmod_4 ._._punct_2"
    )
    assert places_of(document, acts_of(document), 0) == []


def test_the_place_of_a_shared_subject(build: Build, acts_of: Find) -> None:
    document = build(
        "The_DT_det_2 war_NN:event_nsubj_5 in_IN_case_4 Darfur_NNP:LOC_nmod_2 killed_VBD_root_0 "
        "hundreds_NNS:person_obj_5 and_CC_cc_8 displaced_VBD_conj_5 thousands_NNS:person_obj_8 ._._punct_5"
    )
    acts = acts_of(document)
    displaced = next(number for number, act in enumerate(acts) if act.kind == "displacement")
    assert places_of(document, acts, displaced) == ["Darfur"]


def test_where_the_speaker_lives_is_not_where_it_happened(build: Build, acts_of: Find) -> None:
    document = build(
        "Troops_NNS:person_nsubj_2 shelled_VBD_ccomp_9 the_DT_det_4 camp_NN:place_obj_2 ,_,_punct_9 "
        "residents_NNS:person_nsubj_9 of_IN_case_8 Goma_NNP:LOC_nmod_6 said_VBD_root_0 ._._punct_9"
    )
    assert places_of(document, acts_of(document), 0, speakers={5}) == []


def test_responsibility_is_a_claim(build: Build, acts_of: Find) -> None:
    document = build(CLAIMED)
    (act,) = acts_of(document)
    assert participants_in(document).claimed(act)


@pytest.mark.parametrize("notation", [PASSIVE, LIGHT, BETWEEN])
def test_what_is_told_is_no_claim(build: Build, acts_of: Find, notation: str) -> None:
    document = build(notation)
    (act,) = acts_of(document)
    assert not participants_in(document).claimed(act)
