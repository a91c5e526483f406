"""The reader over whole documents: mentions, credits over sentences, tense, pronouns; by hand-built syntax."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from marsad.language import Document
from marsad.reading import ToldAct
from marsad.reading._reader import SPEECH
from marsad.reading._rules import read_rules

Build = Callable[..., Document]

SHELLED = "Troops_NNS:person_nsubj_2 shelled_VBD_root_0 the_DT_det_4 camp_NN:place_obj_2 ._._punct_2"
SAID = (
    "Troops_NNS:person_nsubj_2 shelled_VBD_ccomp_8 the_DT_det_4 camp_NN:place_obj_2 ,_,_punct_8 the_DT_det_7 "
    "mayor_NN:person_nsubj_8 said_VBD_root_0 ._._punct_8"
)
MAYOR_SPOKE = "The_DT_det_2 mayor_NN:person_nsubj_3 slept_VBD_root_0 ._._punct_3"
HE_SAID = (
    "He_PRP_nsubj_2 said_VBD_root_0 that_IN_mark_5 troops_NNS:person_nsubj_5 shelled_VBD_ccomp_2 the_DT_det_7 "
    "camp_NN:place_obj_5 ._._punct_2"
)
THEY = "They_PRP:person_nsubj_2 arrested_VBD_root_0 two_CD_nummod_4 students_NNS:person_obj_2 ._._punct_2"
ON_MONDAY = (
    "On_IN_case_2 Monday_NNP:time_obl_4 troops_NNS:person_nsubj_4 shelled_VBD_root_0 the_DT_det_6 camp_NN:place_obj_4 "
    "in_IN_case_8 Homs_NNP:LOC_obl_4 ,_,_punct_10 killing_VBG_advcl_4 12_CD_nummod_12 residents_NNS:person_obj_10 "
    "._._punct_4"
)
QUOTED = (
    "“_``_punct_3 Troops_NNS:person_nsubj_3 shelled_VBD_root_0 the_DT_det_5 camp_NN:place_obj_3 beside_IN_case_8 "
    "the_DT_det_8 river_NN:place_obl_3 again_RB_advmod_3 ._._punct_3 ”_''_punct_3"
)
CALLED_FOR = (
    "The_DT_det_2 mayor_NN:person_nsubj_3 condemned_VBD_root_0 France_NNP:LOC_obj_3 ,_,_punct_7 "
    "reporters_NNS:person_nsubj_7 said_VBD_parataxis_3 ._._punct_3"
)


def acts_in(build: Build, *notations: str) -> list[ToldAct]:
    return list(read_rules(build(*notations)).acts)


def speakers(act: ToldAct) -> list[str | None]:
    return [credit.speaker.span.exact if credit.speaker else None for credit in act.credits]


def test_an_act_with_everything(build: Build) -> None:
    (act,) = acts_in(build, ON_MONDAY)
    assert (act.kind, act.mood, act.tense, act.trigger.exact) == ("shelling", "fact", "past", "shelled")
    assert [m.span.exact for m in act.actors] == ["troops"]
    assert [m.span.exact for m in act.targets] == ["12 residents"]
    assert [p.span.exact for p in act.places] == ["Homs"]
    assert act.time is not None
    assert act.time.span.exact == "On Monday"
    assert [(c.what, c.quantity.best if c.quantity else None) for c in act.counts] == [("killed", 12)]
    assert act.credits == ()
    assert not act.speech
    assert not act.nominal


def test_evidence_holds_all_that_was_found_and_stays_in_the_sentence(build: Build) -> None:
    document = build(SHELLED, ON_MONDAY)
    act = read_rules(document).acts[1]
    assert act.sentence == 1
    pieces = [act.trigger, *(m.span for m in (*act.actors, *act.targets)), *(p.span for p in act.places)]
    assert all(act.evidence.contains(piece) for piece in pieces)
    assert act.evidence.start >= document.sentences[1].start
    assert document.text[act.evidence.start : act.evidence.end] == act.evidence.exact


def test_nobody_is_credited_in_the_outlets_own_voice(build: Build) -> None:
    (act,) = acts_in(build, SHELLED)
    assert act.credits == ()


def test_a_credit_holds_for_its_sentence_only(build: Build) -> None:
    said, told = acts_in(build, SAID, SHELLED)
    assert speakers(said) == ["the mayor"]
    assert told.credits == ()


def test_a_pronoun_goes_on_with_the_speaker_before(build: Build) -> None:
    first, second = acts_in(build, SAID, HE_SAID)
    assert speakers(first) == speakers(second) == ["the mayor"]


def test_a_quoted_sentence_is_credited_to_the_speaker_before_it(build: Build) -> None:
    first, second = acts_in(build, SAID, QUOTED)
    assert speakers(second) == ["the mayor"]
    assert second.credits[0].cue is not None
    assert second.credits[0].cue.end <= second.trigger.start
    assert speakers(first) == ["the mayor"]


def test_they_are_the_subject_of_the_sentence_before(build: Build) -> None:
    _, act = acts_in(build, SHELLED, THEY)
    (actor,) = act.actors
    assert actor.pronoun
    assert actor.antecedent is not None
    assert actor.antecedent.exact == "Troops"


def test_he_is_nobody_who_is_many(build: Build) -> None:
    acts = acts_in(build, SHELLED, THEY.replace("They_PRP", "He_PRP"))
    (actor,) = acts[1].actors
    assert actor.pronoun
    assert actor.antecedent is None


def test_an_act_of_speech_is_not_credited_to_its_own_speaker(build: Build) -> None:
    (act,) = acts_in(build, CALLED_FOR)
    assert act.kind == "accusation"
    assert act.kind in SPEECH
    assert act.speech
    assert speakers(act) == ["reporters"]


@pytest.mark.parametrize(
    ("auxiliaries", "verb", "tense"),
    [
        ("", "shelled_VBD_root_0", "past"),
        ("have_VBP_aux_3 ", "shelled_VBN_root_0", "perfect"),
        ("had_VBD_aux_3 ", "shelled_VBN_root_0", "pluperfect"),
        ("are_VBP_aux_3 ", "shelling_VBG_root_0", "present"),
        ("were_VBD_aux_3 ", "shelling_VBG_root_0", "past"),
        ("", "shell_VBP_root_0", "present"),
    ],
)
def test_tense(build: Build, auxiliaries: str, verb: str, tense: str) -> None:
    root = 3 if auxiliaries else 2
    rest = f"the_DT_det_{root + 2} camp_NN:place_obj_{root} ._._punct_{root}"
    notation = f"Troops_NNS:person_nsubj_{root} {auxiliaries}{verb} {rest}"
    (act,) = acts_in(build, notation)
    assert act.tense == tense


@pytest.mark.parametrize(("article", "definite"), [("The", True), ("An", False), ("Their", True), ("No", False)])
def test_a_noun_points_back_by_its_article(build: Build, article: str, definite: bool) -> None:
    tag = "PRP$_nmod:poss" if article == "Their" else "DT_det"
    (act,) = acts_in(build, f"{article}_{tag}_2 attack_NN:event_nsubj_4 was_VBD_cop_4 brief_JJ_root_0 ._._punct_4")
    assert act.nominal
    assert act.definite is definite


def test_mentions_stand_in_text_order_and_slice_back(build: Build) -> None:
    document = build(SAID, ON_MONDAY, THEY)
    told = read_rules(document)
    starts = [m.span.start for m in told.actors]
    assert starts == sorted(starts)
    for span in [m.span for m in (*told.actors, *told.places, *told.times)]:
        assert document.text[span.start : span.end] == span.exact
    assert [p.span.exact for p in told.places] == ["Homs"]


def test_a_known_name_is_found_where_the_model_saw_none(build: Build) -> None:
    document = build(
        "Boko_NNP_compound_2 Haram_NNP_nsubj_3 shelled_VBD_root_0 the_DT_det_5 camp_NN:place_obj_3 ._._punct_3"
    )
    (act,) = read_rules(document).acts
    (actor,) = act.actors
    assert actor.span.exact == "Boko Haram"
    assert actor.entity == "organisation"


def test_a_text_without_words_tells_nothing(build: Build) -> None:
    told = read_rules(Document("", ()))
    assert (told.acts, told.actors, told.places, told.times) == ((), (), (), ())
