"""Acts: triggers, light verbs, what an act takes in and what is joined to it, by hand-built syntax."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from marsad.language import Document
from marsad.reading._act import Act

Build = Callable[..., Document]
Find = Callable[[Document], list[Act]]

SHELLED = "The_DT_det_2 army_NN_nsubj_3 shelled_VBD_root_0 the_DT_det_5 village_NN:place_obj_3 ._._punct_3"
LAUNCHED = (
    "The_DT_det_2 rebels_NNS:person_nsubj_3 launched_VBD_root_0 an_DT_det_5 attack_NN:event_obj_3 on_IN_case_8 "
    "the_DT_det_8 base_NN:place_nmod_5 near_IN_case_10 Kidal_NNP:LOC_nmod_8 ._._punct_3"
)
CARRIED_OUT = (
    "Jets_NNS_nsubj_2 carried_VBD_root_0 out_RP_compound:prt_2 six_CD_nummod_6 air_NN_compound_6 "
    "strikes_NNS:event_obj_2 on_IN_case_9 the_DT_det_9 camp_NN:place_nmod_6 ._._punct_2"
)
TOOK_PART = (
    "The_DT_det_2 army_NN_nsubj_3 took_VBD_root_0 part_NN_obj_3 in_IN_case_7 the_DT_det_7 operation_NN:event_obl_3 "
    "against_IN_case_10 the_DT_det_10 rebels_NNS:person_nmod_7 ._._punct_3"
)
TOOK_PART_BELOW = TOOK_PART.replace("operation_NN:event_obl_3", "operation_NN:event_nmod_4")
TOOK_CONTROL = (
    "The_DT_det_2 militia_NN:organization_nsubj_3 took_VBD_root_0 control_NN_obj_3 of_IN_case_7 the_DT_det_7 "
    "town_NN:place_nmod_4 ._._punct_3"
)
SIGNED = (
    "The_DT_det_2 army_NN_nsubj_3 signed_VBD_root_0 a_DT_det_5 ceasefire_NN:event_obj_3 with_IN_case_8 the_DT_det_8 "
    "rebels_NNS:person_nmod_5 ._._punct_3"
)
PULLED_OUT = (
    "Troops_NNS:person_nsubj_2 pulled_VBD_root_0 out_IN_case_6 of_IN_case_6 the_DT_det_6 valley_NN:place_obl_2 "
    "._._punct_2"
)
SUSPENDED = (
    "The_DT_det_2 army_NN_nsubj_3 suspended_VBD_root_0 its_PRP$_nmod:poss_5 offensive_NN:event_obj_3 against_IN_case_8 "
    "the_DT_det_8 rebels_NNS:person_nmod_5 ._._punct_3"
)
CLAIMED = (
    "The_DT_det_2 group_NN:organization_nsubj_3 claimed_VBD_root_0 responsibility_NN_obj_3 for_IN_case_7 the_DT_det_7 "
    "bombing_NN:event_nmod_4 ._._punct_3"
)
STRIKE_KILLED = (
    "The_DT_det_3 air_NN_compound_3 strike_NN:event_nsubj_4 killed_VBD_root_0 20_CD_nummod_6 "
    "civilians_NNS:person_obj_4 in_IN_case_8 Idlib_NNP:LOC_obl_4 ._._punct_4"
)
SHELLED_KILLING = (
    "The_DT_det_2 army_NN_nsubj_3 shelled_VBD_root_0 the_DT_det_5 town_NN:place_obj_3 ,_,_punct_7 killing_VBG_advcl_3 "
    "20_CD_nummod_9 civilians_NNS:person_obj_7 ._._punct_3"
)
EXPLODED = (
    "A_DT_det_3 car_NN_compound_3 bomb_NN_nsubj_4 exploded_VBD_root_0 in_IN_case_6 Baghdad_NNP:LOC_obl_4 ,_,_punct_8 "
    "killing_VBG_advcl_4 12_CD_nummod_10 people_NNS:person_obj_8 and_CC_cc_12 wounding_VBG_conj_8 40_CD_obj_12 "
    "._._punct_4"
)
KILLED_WOUNDED = (
    "Rebels_NNS:person_nsubj_2 killed_VBD_root_0 two_CD_nummod_4 policemen_NNS:person_obj_2 and_CC_cc_6 "
    "wounded_VBD_conj_2 a_DT_det_8 woman_NN:person_obj_6 ._._punct_2"
)
TWO_ACTS = (
    "Rebels_NNS:person_nsubj_2 captured_VBD_root_0 the_DT_det_4 town_NN:place_obj_2 and_CC_cc_6 abducted_VBD_conj_2 "
    "the_DT_det_8 mayor_NN:person_obj_6 ._._punct_2"
)
DURING = (
    "Four_CD_nummod_2 soldiers_NNS:person_nsubj:pass_4 were_VBD_aux:pass_4 killed_VBN_root_0 in_IN_case_7 an_DT_det_7 "
    "ambush_NN:event_obl_4 near_IN_case_9 Gao_NNP:LOC_nmod_7 ._._punct_4"
)


@pytest.mark.parametrize(
    ("notation", "kinds"),
    [
        (SHELLED, ["shelling"]),
        (TWO_ACTS, ["territory-captured", "abduction"]),
        (LAUNCHED, ["raid"]),
        (TOOK_CONTROL, ["territory-captured"]),
        (PULLED_OUT, ["withdrawal"]),
        (TOOK_PART, ["offensive"]),
        (SIGNED, ["ceasefire"]),
    ],
)
def test_kinds_in_text_order(build: Build, acts_of: Find, notation: str, kinds: list[str]) -> None:
    assert [act.kind for act in acts_of(build(notation))] == kinds


@pytest.mark.parametrize(
    ("notation", "trigger", "verb"),
    [
        (LAUNCHED, "attack", "launched"),
        (CARRIED_OUT, "air strikes", "carried"),
        (TOOK_PART, "operation", "took"),
        (TOOK_PART_BELOW, "operation", "took"),
    ],
)
def test_a_light_verb_carries_the_noun(build: Build, acts_of: Find, notation: str, trigger: str, verb: str) -> None:
    document = build(notation)
    (act,) = acts_of(document)
    words = [t.text for t in document.sentences[0].tokens]
    assert " ".join(words[i] for i in act.words) == trigger
    assert act.light is not None
    assert words[act.light.verb] == verb
    assert act.clause == act.light.verb
    assert act.light.subject == (words.index(next(w for w in words if w in ("rebels", "Jets", "army"))),)


def test_the_noun_of_a_light_verb_keeps_its_own_complements(build: Build, acts_of: Find) -> None:
    document = build(LAUNCHED)
    (act,) = acts_of(document)
    words = [t.text for t in document.sentences[0].tokens]
    assert [words[i] for i in act.slots["on"]] == ["base"]
    assert "obj" not in act.slots


@pytest.mark.parametrize(
    ("notation", "trigger"), [(PULLED_OUT, "pulled out"), (SHELLED, "shelled"), (STRIKE_KILLED, "air strike")]
)
def test_triggers(build: Build, acts_of: Find, notation: str, trigger: str) -> None:
    document = build(notation)
    (act,) = acts_of(document)
    words = [t.text for t in document.sentences[0].tokens]
    assert " ".join(words[i] for i in act.words) == trigger


def test_a_particle_taken_for_a_preposition_still_counts(build: Build, acts_of: Find) -> None:
    document = build(
        "The_DT_det_2 rebels_NNS:person_nsubj_3 cut_VBD_root_0 off_IN_case_6 the_DT_det_6 town_NN:place_obl_3 "
        "._._punct_3"
    )
    (act,) = acts_of(document)
    words = [t.text for t in document.sentences[0].tokens]
    assert act.kind == "siege"
    assert [words[i] for i in act.slots["obj"]] == ["town"]


def test_without_its_particle_an_entry_does_not_hold(build: Build, acts_of: Find) -> None:
    assert acts_of(build("The_DT_det_2 crew_NN_nsubj_3 cut_VBD_root_0 the_DT_det_5 rope_NN_obj_3 ._._punct_3")) == []


def test_an_operation_that_is_suspended_is_no_offensive(build: Build, acts_of: Find) -> None:
    document = build(SUSPENDED)
    (act,) = acts_of(document)
    words = [t.text for t in document.sentences[0].tokens]
    assert act.kind == "withdrawal"
    assert [words[i] for i in act.slots["against"]] == ["rebels"]  # handed on by the noun that was taken in


def test_responsibility_is_claimed_for_the_act_itself(build: Build, acts_of: Find) -> None:
    (act,) = acts_of(build(CLAIMED))
    assert act.kind == "bombing"


@pytest.mark.parametrize(
    ("notation", "kind", "joined"),
    [
        (STRIKE_KILLED, "air-strike", ["kill"]),
        (SHELLED_KILLING, "shelling", ["kill"]),
        (EXPLODED, "bombing", ["kill", "wound"]),
        (DURING, "raid", ["kill"]),
    ],
)
def test_deaths_are_joined_to_the_act_that_caused_them(
    build: Build, acts_of: Find, notation: str, kind: str, joined: list[str]
) -> None:
    (act,) = acts_of(build(notation))
    assert act.kind == kind
    assert [one.entry.lemma for one in act.joined] == joined


def test_deaths_and_wounds_side_by_side_are_one_act(build: Build, acts_of: Find) -> None:
    (act,) = acts_of(build(KILLED_WOUNDED))
    assert [one.entry.lemma for one in (act, *act.joined)] == ["kill", "wound"]


@pytest.mark.parametrize(
    "notation",
    [
        "He_PRP_nsubj_2 had_VBD_root_0 a_DT_det_5 heart_NN_compound_5 attack_NN:event_obj_2 on_IN_case_7 "
        "Sunday_NNP:time_obl_2 ._._punct_2",
        "The_DT_det_3 advancing_VBG_amod_3 army_NN_nsubj_4 rested_VBD_root_0 ._._punct_4",
        "The_DT_det_3 Strike_NNP:ORG_compound_3 Brigade_NNP:ORG_nsubj_4 slept_VBD_root_0 ._._punct_4",
        "Rain_NN_nsubj_2 fell_VBD_root_0 in_IN_case_4 March_NNP:time_obl_2 ._._punct_2",
        "The_DT_det_2 flood_NN_nsubj_3 killed_VBD_root_0 12_CD_nummod_5 people_NNS:person_obj_3 ._._punct_3",
        "A_DT_det_3 price_NN_compound_3 war_NN:event_nsubj_4 broke_VBD_root_0 out_RP_compound:prt_4 ._._punct_4",
        "The_DT_det_2 committee_NN_nsubj_3 killed_VBD_root_0 the_DT_det_5 bill_NN_obj_3 ._._punct_3",
    ],
    ids=lambda notation: " ".join(word.split("_")[0] for word in notation.split()),
)
def test_no_act(build: Build, acts_of: Find, notation: str) -> None:
    assert acts_of(build(notation)) == []


def test_a_verb_act_inside_a_light_verb_gives_way_to_the_noun(build: Build, acts_of: Find) -> None:
    """ "Waged" may be an act of its own; with "campaign of bombing" the noun tells it."""
    document = build(
        "The_DT_det_2 police_NN:organization_nsubj_3 conducted_VBD_root_0 a_DT_det_5 raid_NN:event_obj_3 on_IN_case_8 "
        "the_DT_det_8 camp_NN:place_nmod_5 ._._punct_3"
    )
    assert [act.light is not None for act in acts_of(document)] == [True]
