"""Frames: deep subject, object and prepositional complements, by hand-built syntax."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.language import Document, Sentence
from marsad.reading._frames import Frames, is_predicate, is_verbal

Build = Callable[..., Document]

SHELLED_BY = (
    "The_DT_det_2 village_NN:place_nsubj:pass_4 was_VBD_aux:pass_4 shelled_VBN_root_0 by_IN_case_7 the_DT_det_7 "
    "army_NN:organization_obl:agent_4 ._._punct_4"
)
RELATIVE = (
    "The_DT_det_2 army_NN:organization_nsubj_11 ,_,_punct_5 which_WDT_nsubj_5 shelled_VBD_acl:relcl_2 the_DT_det_7 "
    "village_NN:place_obj_5 on_IN_case_9 Monday_NNP:time_obl_5 ,_,_punct_2 denied_VBD_root_0 the_DT_det_13 "
    "report_NN_obj_11 ._._punct_11"
)
RELATIVE_OBJECT = (
    "The_DT_det_2 village_NN:place_nsubj_6 that_WDT_obj_5 rebels_NNS:person_nsubj_5 shelled_VBD_acl:relcl_2 "
    "burned_VBD_root_0 ._._punct_6"
)
SHARED = (
    "Rebels_NNS:person_nsubj_2 stormed_VBD_root_0 the_DT_det_4 base_NN:place_obj_2 and_CC_cc_6 burned_VBD_conj_2 "
    "two_CD_nummod_8 trucks_NNS_obj_6 ._._punct_2"
)
SHARED_PASSIVE = (
    "The_DT_det_2 rebels_NNS:person_nsubj:pass_4 were_VBD_aux:pass_4 driven_VBN_root_0 out_IN_case_8 of_IN_case_8 "
    "the_DT_det_8 town_NN:place_obl_4 and_CC_cc_11 were_VBD_aux:pass_11 chased_VBN_conj_4 into_IN_case_14 "
    "the_DT_det_14 hills_NNS:place_obl_11 ._._punct_4"
)
ORDERED = (
    "The_DT_det_2 general_NN:person_nsubj_3 ordered_VBD_root_0 his_PRP$_nmod:poss_5 troops_NNS:person_obj_3 "
    "to_TO_mark_7 withdraw_VB_xcomp_3 ._._punct_3"
)
PROMISED = (
    "The_DT_det_2 militia_NN:organization_nsubj_3 promised_VBD_root_0 residents_NNS:person_obj_3 to_TO_mark_6 "
    "leave_VB_xcomp_3 the_DT_det_8 town_NN:place_obj_6 ._._punct_3"
)
LOST_AREAS = (
    "The_DT_det_2 army_NN:organization_nsubj_3 retook_VBD_root_0 the_DT_det_5 areas_NNS:place_obj_3 it_PRP_nsubj_8 "
    "had_VBD_aux_8 lost_VBN_acl:relcl_5 ._._punct_3"
)
REDUCED = (
    "Soldiers_NNS:person_nsubj:pass_6 killed_VBN_acl_1 by_IN_case_4 militiamen_NNS:person_obl:agent_2 "
    "were_VBD_aux:pass_6 buried_VBN_root_0 ._._punct_6"
)
KILLING = (
    "The_DT_det_2 army_NN:organization_nsubj_3 shelled_VBD_root_0 the_DT_det_5 town_NN:place_obj_3 ,_,_punct_7 "
    "killing_VBG_advcl_3 20_CD_nummod_9 civilians_NNS:person_obj_7 ._._punct_3"
)
PLAN = (
    "Their_PRP$_nmod:poss_2 plan_NN_nsubj_7 to_TO_mark_4 storm_VB_acl_2 the_DT_det_6 port_NN:place_obj_4 "
    "failed_VBD_root_0 ._._punct_7"
)
OFFENSIVE = (
    "The_DT_det_3 army_NN:organization_compound_3 offensive_NN:event_nsubj_10 against_IN_case_5 "
    "rebels_NNS:person_nmod_3 and_CC_cc_7 deserters_NNS:person_conj_5 in_IN_case_9 Darfur_NNP:LOC_nmod_3 "
    "began_VBD_root_0 ._._punct_10"
)
ATTACK_BY = (
    "An_DT_det_2 attack_NN:event_nsubj_10 carried_VBN_acl_2 out_RP_compound:prt_3 by_IN_case_6 "
    "gunmen_NNS:person_obl:agent_3 on_IN_case_9 a_DT_det_9 market_NN:place_nmod_2 followed_VBD_root_0 ._._punct_10"
)


def filled(document: Document, word: str) -> dict[str, list[str]]:
    """The frame of the first token that reads ``word``, in words."""
    sentence: Sentence = document.sentences[0]
    index = next(t.index for t in sentence.tokens if t.text == word)
    slots = Frames(sentence).slots(index)
    return {slot: [sentence.tokens[i].text for i in fillers] for slot, fillers in slots.items()}


@pytest.mark.parametrize(
    ("notation", "word", "subject", "objects"),
    [
        (SHELLED_BY, "shelled", ["army"], ["village"]),
        (RELATIVE, "shelled", ["army"], ["village"]),
        (RELATIVE, "denied", ["army"], ["report"]),
        (RELATIVE_OBJECT, "shelled", ["rebels"], ["village"]),
        (SHARED, "stormed", ["Rebels"], ["base"]),
        (SHARED, "burned", ["Rebels"], ["trucks"]),
        (SHARED_PASSIVE, "driven", None, ["rebels"]),
        (SHARED_PASSIVE, "chased", None, ["rebels"]),
        (ORDERED, "withdraw", ["troops"], None),
        (PROMISED, "leave", ["militia"], ["town"]),
        (LOST_AREAS, "lost", ["it"], ["areas"]),
        (REDUCED, "killed", ["militiamen"], ["Soldiers"]),
        (REDUCED, "buried", None, ["Soldiers"]),
        (KILLING, "killing", ["army"], ["civilians"]),
        (PLAN, "storm", ["Their"], ["port"]),
    ],
)
def test_deep_subject_and_object(
    build: Build, notation: str, word: str, subject: list[str] | None, objects: list[str] | None
) -> None:
    found = filled(build(notation), word)
    assert found.get("subj") == subject
    assert found.get("obj") == objects


def test_a_preposition_names_its_complement(build: Build) -> None:
    assert filled(build(RELATIVE), "shelled")["on"] == ["Monday"]
    assert filled(build(SHARED_PASSIVE), "chased")["into"] == ["hills"]


def test_a_noun_has_modifiers_complements_and_their_conjuncts(build: Build) -> None:
    found = filled(build(OFFENSIVE), "offensive")
    assert found["mod"] == ["army"]
    assert found["against"] == ["rebels", "deserters"]
    assert found["in"] == ["Darfur"]


def test_the_agent_of_a_participle_is_the_agent_of_its_noun(build: Build) -> None:
    found = filled(build(ATTACK_BY), "attack")
    assert found["by"] == ["gunmen"]
    assert found["on"] == ["market"]


def test_a_finite_past_is_active_whatever_the_relation_says(build: Build) -> None:
    document = build("Rebels_NNS:person_nsubj:pass_2 attacked_VBD_root_0 the_DT_det_4 port_NN:place_obj_2 ._._punct_2")
    assert filled(document, "attacked") == {"subj": ["Rebels"], "obj": ["port"]}


def test_predicates_are_verbs_and_whatever_has_a_subject_or_copula(build: Build) -> None:
    sentence = build(
        "The_DT_det_2 town_NN:place_nsubj_4 is_VBZ_cop_4 calm_JJ_root_0 ,_,_punct_8 the_DT_det_7 army_NN_nsubj_8 "
        "said_VBD_parataxis_4 ._._punct_4"
    ).sentences[0]
    predicates = [t.text for t in sentence.tokens if is_predicate(t, sentence)]
    assert predicates == ["calm", "said"]
    assert [t.text for t in sentence.tokens if is_verbal(t)] == ["said"]


@st.composite
def any_trees(draw: st.DrawFn) -> str:
    """Words with any tags and relations over any tree: what a poor parser may come up with."""
    size = draw(st.integers(1, 9))
    order = draw(st.permutations(range(size)))
    heads = {order[0]: 0} | {one: draw(st.sampled_from(order[:n])) + 1 for n, one in enumerate(order) if n}
    words = []
    for number in range(size):
        form, tag = draw(st.sampled_from(WORDS)).split("_")
        relation = "root" if heads[number] == 0 else draw(st.sampled_from(RELATIONS))
        words.append(f"{form}_{tag}_{relation}_{heads[number]}")
    return " ".join(words)


WORDS = (
    "army_NN rebels_NNS Hajin_NNP:LOC attack_NN attacked_VBD attacked_VBN attack_VB attacking_VBG who_WP which_WDT "
    "their_PRP$ to_TO by_IN of_IN and_CC is_VBZ said_VBD ready_JJ 20_CD it_PRP not_RB ,_,"
).split()
RELATIONS = (
    "nsubj nsubj:pass obj iobj obl obl:agent nmod nmod:poss acl acl:relcl advcl xcomp ccomp conj cc case mark aux "
    "aux:pass amod compound compound:prt nummod appos parataxis det punct flat cop csubj dep"
).split()


@settings(max_examples=200, deadline=None)
@given(any_trees())
def test_any_tree_has_frames_of_its_own_words(build: Build, notation: str) -> None:
    sentence = build(notation).sentences[0]
    frames = Frames(sentence)
    words = set(range(len(sentence.tokens)))
    for token in sentence.tokens:
        for fillers in frames.slots(token.index).values():
            assert set(fillers) <= words
            assert len(set(fillers)) == len(fillers)
