"""Sayings: cue, speaker and what is said, by hand-built syntax; quotations by their marks."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.knowledge import load_lexicon
from marsad.language import Document
from marsad.reading._frames import Frames
from marsad.reading._quotations import quotations
from marsad.reading._saying import Saying
from marsad.reading._sayings import SayingFinder

Build = Callable[..., Document]

SAID_THAT = (
    "The_DT_det_2 mayor_NN:person_nsubj_3 said_VBD_root_0 that_IN_mark_6 troops_NNS:person_nsubj_6 shelled_VBD_ccomp_3 "
    "the_DT_det_8 camp_NN:place_obj_6 ._._punct_3"
)
SAID_AFTER = (
    "Troops_NNS:person_nsubj_2 shelled_VBD_ccomp_8 the_DT_det_4 camp_NN:place_obj_2 ,_,_punct_8 the_DT_det_7 "
    "mayor_NN:person_nsubj_8 said_VBD_root_0 ._._punct_8"
)
SAID_BESIDE = (
    "Troops_NNS:person_nsubj_2 shelled_VBD_root_0 the_DT_det_4 camp_NN:place_obj_2 ,_,_punct_2 the_DT_det_7 "
    "mayor_NN:person_nsubj_8 said_VBD_parataxis_2 ._._punct_2"
)
SAID_WITHIN = (
    "Troops_NNS:person_nsubj_6 ,_,_punct_4 residents_NNS:person_nsubj_4 said_VBD_parataxis_6 ,_,_punct_4 "
    "shelled_VBD_root_0 the_DT_det_8 camp_NN:place_obj_6 ._._punct_6"
)
SAID_ABOVE_ALL = (
    "The_DT_det_2 mayor_NN:person_nsubj_3 said_VBD_root_0 :_:_punct_3 troops_NNS:person_nsubj_6 "
    "shelled_VBD_parataxis_3 the_DT_det_8 camp_NN:place_obj_6 ._._punct_3"
)
ACCORDING_FIRST = (
    "According_VBG_case_3 to_IN_fixed_1 residents_NNS:person_obl_6 ,_,_punct_3 troops_NNS:person_nsubj_6 "
    "shelled_VBD_root_0 the_DT_det_8 camp_NN:place_obj_6 ._._punct_6"
)
ACCORDING_LAST = (
    "Troops_NNS:person_nsubj_2 shelled_VBD_root_0 the_DT_det_4 camp_NN:place_obj_2 ,_,_punct_8 according_VBG_case_8 "
    "to_IN_fixed_6 residents_NNS:person_obl_2 ._._punct_2"
)
SAID_TO = (
    "The_DT_det_2 emir_NN:person_nsubj:pass_4 is_VBZ_aux:pass_4 said_VBN_root_0 to_TO_mark_7 have_VB_aux_7 "
    "fled_VBN_xcomp_4 the_DT_det_9 city_NN:place_obj_7 ._._punct_4"
)
REPORTEDLY = (
    "Troops_NNS:person_nsubj_3 reportedly_RB_advmod_3 shelled_VBD_root_0 the_DT_det_5 camp_NN:place_obj_3 ._._punct_3"
)
AS_SAID = (
    "As_IN_mark_4 the_DT_det_3 mayor_NN:person_nsubj_4 said_VBD_advcl_7 ,_,_punct_4 troops_NNS:person_nsubj_7 "
    "shelled_VBD_root_0 the_DT_det_9 camp_NN:place_obj_7 ._._punct_7"
)
CHAIN = (
    "Troops_NNS:person_nsubj_2 shelled_VBD_ccomp_8 the_DT_det_4 camp_NN:place_obj_2 ,_,_punct_8 the_DT_det_7 "
    "mayor_NN:person_nsubj_8 said_VBD_root_0 ,_,_punct_13 according_VBG_case_13 to_IN_fixed_10 the_DT_det_13 "
    "agency_NN:organization_obl_8 ._._punct_8"
)
CLAIMED = (
    "The_DT_det_2 militia_NN:organization_nsubj_3 claimed_VBD_root_0 that_IN_mark_6 it_PRP_nsubj_6 took_VBD_ccomp_3 "
    "the_DT_det_8 town_NN:place_obj_6 ._._punct_3"
)
DENIED = (
    "The_DT_det_2 army_NN_nsubj_3 denied_VBD_root_0 that_IN_mark_6 it_PRP_nsubj_6 shelled_VBD_ccomp_3 the_DT_det_8 "
    "camp_NN:place_obj_6 ._._punct_3"
)
QUOTED = (
    "“_``_punct_3 Troops_NNS:person_nsubj_3 shelled_VBD_ccomp_9 us_PRP_obj_3 ,_,_punct_3 ”_''_punct_3 the_DT_det_8 "
    "mayor_NN:person_nsubj_9 said_VBD_root_0 ._._punct_9"
)
UNSAID = "Troops_NNS:person_nsubj_2 shelled_VBD_root_0 the_DT_det_4 camp_NN:place_obj_2 ._._punct_2"


def found_in(document: Document, sentence: int = 0) -> list[Saying]:
    chosen = document.sentences[sentence]
    return SayingFinder(chosen, Frames(chosen), load_lexicon()).find()


def words(document: Document, indices: frozenset[int] | tuple[int, ...], sentence: int = 0) -> str:
    return " ".join(document.sentences[sentence].tokens[i].text for i in sorted(indices))


@pytest.mark.parametrize(
    ("notation", "cue", "source"),
    [
        (SAID_THAT, "said", "mayor"),
        (SAID_AFTER, "said", "mayor"),
        (SAID_BESIDE, "said", "mayor"),
        (SAID_WITHIN, "said", "residents"),
        (SAID_ABOVE_ALL, "said", "mayor"),
        (ACCORDING_FIRST, "According to", "residents"),
        (ACCORDING_LAST, "according to", "residents"),
        (SAID_TO, "said", None),
        (REPORTEDLY, "reportedly", None),
        (AS_SAID, "said", "mayor"),
        (CLAIMED, "claimed", "militia"),
        (QUOTED, "said", "mayor"),
    ],
)
def test_cue_speaker_and_act_within(build: Build, notation: str, cue: str, source: str | None) -> None:
    document = build(notation)
    (saying,) = found_in(document)
    assert words(document, saying.cue) == cue
    assert (None if saying.source is None else words(document, (saying.source,))) == source
    told = next(i for i, t in enumerate(document.sentences[0].tokens) if t.text in ("shelled", "fled", "took"))
    assert told in saying.content
    assert saying.source not in saying.content
    assert not set(saying.cue) & saying.content


def test_nobody_says_what_is_just_told(build: Build) -> None:
    assert found_in(build(UNSAID)) == []


@pytest.mark.parametrize(
    ("notation", "commitment"), [(SAID_THAT, "neutral"), (CLAIMED, "claim"), (DENIED, "deny"), (REPORTEDLY, "claim")]
)
def test_how_cue_and_content_stand(build: Build, notation: str, commitment: str) -> None:
    (saying,) = found_in(build(notation))
    assert saying.commitment == commitment


def test_the_content_of_a_clause_is_that_clause(build: Build) -> None:
    document = build(SAID_THAT)
    (saying,) = found_in(document)
    assert words(document, saying.content) == "troops shelled the camp"  # "that" joins, nobody says it
    assert saying.joined


def test_what_a_chain_credits_is_credited_to_every_link(build: Build) -> None:
    document = build(CHAIN)
    found = found_in(document)
    assert [words(document, s.cue) for s in found] == ["said", "according to"]
    shelled = 1
    assert all(shelled in s.content for s in found)
    inner, outer = sorted(found, key=lambda s: len(s.content))
    assert words(document, (inner.source or 0,)) == "mayor"
    assert words(document, (outer.source or 0,)) == "agency"


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said: “We left the town.”", ["“We left the town.”"]),
        ('"We left," he said, "at dawn."', ['"We left,"', '"at dawn."']),
        ("«We left», he said.", ["«We left»"]),
        ("“We left.\n\n“They came,” he said.", ["“We left.", "“They came,”"]),
        ("An open “mark that never ends", []),
        ("A stray ” mark and then “one more”", ["“one more”"]),
        ("No marks at all.", []),
        ("He said: “We left. They came.", ["“We left. They came."]),
        ("''We left,'' he said.", ["''We left,''"]),
        ("‘We left the town at dawn,’ he said.", ["‘We left the town at dawn,’"]),
        ("The rebels’ ‘republic’ fell.", []),
        ("“The ‘republic’ of the rebels fell,” he said.", ["“The ‘republic’ of the rebels fell,”"]),
    ],
)
def test_quotations(text: str, quoted: list[str]) -> None:
    assert [text[q.start : q.end] for q in quotations(text)] == quoted


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet='ab \n“”"«»', max_size=60))
def test_quotations_stand_in_order_and_apart(text: str) -> None:
    found = quotations(text)
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


AGREED = (
    "The_DT_det_2 mayor_NN:person_nsubj_3 agreed_VBD_root_0 with_IN_case_6 the_DT_det_6 general_NN:person_obl_3 "
    "that_IN_mark_9 troops_NNS:person_nsubj_9 shelled_VBD_ccomp_3 the_DT_det_11 camp_NN:place_obj_9 ._._punct_3"
)
CONDEMNED = (
    "The_DT_det_2 mayor_NN:person_nsubj_3 condemned_VBD_root_0 the_DT_det_5 attack_NN:event_obj_3 on_IN_case_8 "
    "the_DT_det_8 camp_NN:place_nmod_5 ._._punct_3"
)
SEEMED = (
    "Troops_NNS:person_nsubj_2 seem_VBP_root_0 to_TO_mark_5 have_VB_aux_5 shelled_VBN_xcomp_2 the_DT_det_7 "
    "camp_NN:place_obj_5 ._._punct_2"
)
ADDING = (
    "Troops_NNS:person_nsubj_2 shelled_VBD_root_0 the_DT_det_4 camp_NN:place_obj_2 ,_,_punct_2 the_DT_det_7 "
    "mayor_NN:person_nsubj_8 said_VBD_parataxis_2 ,_,_punct_8 adding_VBG_advcl_2 that_IN_mark_14 nine_CD_nummod_13 "
    "people_NNS:person_nsubj_14 died_VBD_ccomp_10 ._._punct_2"
)
SEMICOLON = (
    "The_DT_det_2 mayor_NN:person_nsubj_3 said_VBD_root_0 troops_NNS:person_nsubj_5 shelled_VBD_ccomp_3 the_DT_det_7 "
    "camp_NN:place_obj_5 ;_:_punct_11 the_DT_det_10 market_NN:place_nsubj_11 burned_VBD_conj_5 ._._punct_3"
)
CITING = (
    "Troops_NNS:person_nsubj_2 shelled_VBD_ccomp_8 the_DT_det_4 camp_NN:place_obj_2 ,_,_punct_8 the_DT_det_7 "
    "agency_NN:organization_nsubj_8 said_VBD_root_0 ,_,_punct_10 citing_VBG_advcl_8 a_DT_det_12 "
    "diplomat_NN:person_obj_10 ._._punct_8"
)
DASHED = (
    "Five_CD_nummod_2 soldiers_NNS:person_nsubj:pass_3 killed_VBN_root_0 in_IN_case_5 raid_NN:event_obl_3 "
    "-_:_punct_7 monitor_NN:organization_parataxis_3"
)
DATELINE = (
    "HOMS_NNP:LOC_root_0 -_:_punct_4 Troops_NNS:person_nsubj_4 shelled_VBD_parataxis_1 the_DT_det_6 "
    "camp_NN:place_obj_4 ._._punct_1"
)
QUOTED_AS = (
    "The_DT_det_2 mayor_NN:person_nsubj:pass_4 was_VBD_aux:pass_4 quoted_VBN_root_0 by_IN_case_7 the_DT_det_7 "
    "agency_NN:organization_obl:agent_4 as_IN_mark_9 saying_VBG_advcl_4 that_IN_mark_12 troops_NNS:person_nsubj_12 "
    "fled_VBD_ccomp_9 ._._punct_4"
)
LAUGHED = (
    "“_``_punct_3 They_PRP_nsubj_3 fled_VBD_ccomp_8 ,_,_punct_3 ”_''_punct_3 the_DT_det_7 mayor_NN:person_nsubj_8 "
    "laughed_VBD_root_0 ._._punct_8"
)


def test_who_agrees_and_with_whom_both_say_it(build: Build) -> None:
    document = build(AGREED)
    (saying,) = found_in(document)
    assert words(document, (saying.source or 0,)) == "mayor"
    assert words(document, saying.partners) == "general"


def test_what_is_condemned_is_not_told_by_who_condemns_it(build: Build) -> None:
    (saying,) = found_in(build(CONDEMNED))
    assert saying.about
    assert words(build(CONDEMNED), saying.content) == "the attack on the camp"


def test_what_seems_is_said_by_nobody(build: Build) -> None:
    (saying,) = found_in(build(SEEMED))
    assert saying.impression
    assert saying.source is None


def test_a_participle_of_saying_goes_on_with_the_speaker(build: Build) -> None:
    document = build(ADDING)
    said, adding = found_in(document)
    assert words(document, said.content).startswith("Troops shelled the camp")
    assert not said.content & adding.content
    assert words(document, (adding.source or 0,)) == "mayor"
    assert words(document, adding.content) == "nine people died"


def test_what_stands_beyond_a_semicolon_is_not_said(build: Build) -> None:
    document = build(SEMICOLON)
    (saying,) = found_in(document)
    assert words(document, saying.content) == "troops shelled the camp"


def test_who_is_cited_is_behind_who_cites(build: Build) -> None:
    document = build(CITING)
    said, citing = found_in(document)
    assert words(document, (citing.source or 0,)) == "diplomat"
    assert citing.through in said.cue
    assert words(document, citing.content) == "Troops shelled the camp"


def test_a_credit_behind_a_dash_needs_no_verb(build: Build) -> None:
    document = build(DASHED)
    (saying,) = found_in(document)
    assert words(document, (saying.source or 0,)) == "monitor"
    assert words(document, saying.content) == "Five soldiers killed in raid"


def test_a_dateline_is_no_credit(build: Build) -> None:
    assert found_in(build(DATELINE)) == []


def test_who_is_quoted_speaks_through_who_quotes(build: Build) -> None:
    document = build(QUOTED_AS)
    quoted, saying = found_in(document)
    assert words(document, (quoted.source or 0,)) == "agency"
    assert words(document, (saying.source or 0,)) == "mayor"
    assert saying.cue[0] in quoted.content
    assert words(document, saying.content) == "troops fled"


def test_any_verb_beside_a_quotation_is_one_of_saying(build: Build) -> None:
    document = build(LAUGHED)
    (saying,) = found_in(document)
    assert words(document, saying.cue) == "laughed"
    assert words(document, (saying.source or 0,)) == "mayor"


CITES_BEFORE = (
    "The_DT_det_2 agency_NN:organization_nsubj_8 ,_,_punct_4 quoting_VBG_acl_2 a_DT_det_6 soldier_NN:person_obj_4 "
    ",_,_punct_2 said_VBD_root_0 troops_NNS:person_nsubj_10 shelled_VBD_ccomp_8 the_DT_det_12 camp_NN:place_obj_10 "
    "._._punct_8"
)
CITED_LOOSE = (
    "Troops_NNS:person_nsubj_2 shelled_VBD_ccomp_8 the_DT_det_4 camp_NN:place_obj_2 ,_,_punct_8 the_DT_det_7 "
    "agency_NN:organization_nsubj_8 said_VBD_root_0 ,_,_punct_10 citing_VBG_advcl_8 two_CD_nummod_12 "
    "guards_NNS:person_obl_2 ._._punct_8"
)
CREDIT_AT_END = (
    "A_DT_det_2 monk_NN:person_nsubj_3 claims_VBZ_root_0 troops_NNS:person_nsubj_5 shelled_VBD_ccomp_3 the_DT_det_7 "
    "camp_NN:place_obj_5 ,_,_punct_12 according_VBG_case_12 to_IN_fixed_9 the_DT_det_12 agency_NN:organization_obl_5 "
    "._._punct_3"
)
CARRIED = (
    "Doctors_NNS:person_nsubj_6 quoted_VBN_acl_1 by_IN_case_5 the_DT_det_5 radio_NN:organization_obl:agent_2 "
    "said_VBD_root_0 troops_NNS:person_nsubj_8 shelled_VBD_ccomp_6 the_DT_det_10 camp_NN:place_obj_8 ._._punct_6"
)
TWO_AT_END = (
    "Troops_NNS:person_nsubj_2 shelled_VBD_ccomp_14 the_DT_det_4 camp_NN:place_obj_2 ,_,_punct_2 a_DT_det_7 "
    "guard_NN:person_nsubj_8 told_VBD_root_0 the_DT_det_10 mayor_NN:person_iobj_8 ,_,_punct_14 the_DT_det_13 "
    "agency_NN:organization_nsubj_14 reported_VBD_parataxis_8 ._._punct_8"
)


@pytest.mark.parametrize(
    ("notation", "inner", "outer"),
    [
        (CREDIT_AT_END, ("claims", "monk"), ("according to", "agency")),
        (CARRIED, ("said", "Doctors"), ("quoted", "radio")),
        (TWO_AT_END, ("told", "guard"), ("reported", "agency")),
    ],
    ids=["a credit at the end", "who carries the words", "two clauses at the end"],
)
def test_who_tells_of_a_saying_holds_its_cue(
    build: Build, notation: str, inner: tuple[str, str], outer: tuple[str, str]
) -> None:
    document = build(notation)
    found = {(words(document, s.cue), words(document, (s.source or 0,))): s for s in found_in(document)}
    assert set(found) == {inner, outer}
    assert set(found[inner].cue) <= found[outer].content
    assert not set(found[outer].cue) & found[inner].content
    shelled = next(t.index for t in document.sentences[0].tokens if t.text == "shelled")
    assert shelled in found[inner].content


@pytest.mark.parametrize(
    ("notation", "cited", "verb"), [(CITES_BEFORE, "soldier", "said"), (CITED_LOOSE, "guards", "said")]
)
def test_who_is_cited_says_what_the_citing_says(build: Build, notation: str, cited: str, verb: str) -> None:
    document = build(notation)
    by_speaker = {words(document, (s.source or 0,)): s for s in found_in(document)}
    assert by_speaker[cited].through is not None
    assert words(document, (by_speaker[cited].through or 0,)) == verb
    assert by_speaker[cited].content == by_speaker["agency"].content
    assert by_speaker[cited].source not in by_speaker["agency"].content


def test_a_rate_is_no_credit(build: Build) -> None:
    notation = (
        "Troops_NNS:person_nsubj_2 shelled_VBD_root_0 the_DT_det_4 camp_NN:place_obj_2 twice_RB_advmod_2 per_IN_case_7 "
        "day_NN:time_obl_2 ._._punct_2"
    )
    assert found_in(build(notation)) == []


TWO_SUBJECTS = (
    "Officials_NNS:person_nsubj_2 say_VBP_root_0 Odeh_NNP:person_nsubj_2 ,_,_punct_3 a_DT_det_6 baker_NN_appos_3 "
    ",_,_punct_3 held_VBD_acl_6 two_CD_nummod_10 rifles_NNS_obj_8 ._._punct_2"
)
INVERTED = (
    "Troops_NNS:person_nsubj_6 fled_VBD_acl_1 at_IN_case_4 dawn_NN_obl_2 ,_,_punct_6 said_VBD_root_0 "
    "Odeh_NNP:person_nsubj_6 ,_,_punct_7 a_DT_det_10 baker_NN_appos_7 ._._punct_6"
)
THAT_BELOW = (
    "The_DT_det_2 mayor_NN:person_nsubj_3 said_VBD_root_0 in_IN_case_6 a_DT_det_6 letter_NN_obl_3 that_IN_mark_9 "
    "troops_NNS:person_nsubj_9 fled_VBD_acl_6 ._._punct_3"
)
ADDING_ALONE = (
    "The_DT_det_2 mayor_NN:person_nsubj_3 met_VBD_root_0 guards_NNS:person_obj_3 ,_,_punct_6 adding_VBG_advcl_3 "
    "that_IN_mark_9 troops_NNS:person_nsubj_9 fled_VBD_conj_3 ._._punct_3"
)
WENT_FAR = (
    "The_DT_det_2 mayor_NN:person_nsubj_3 went_VBD_root_0 far_RB_advmod_3 the_DT_det_6 day_NN_nsubj_3 "
    "troops_NNS_nsubj_8 fled_VBD_acl_6 ._._punct_3"
)


@pytest.mark.parametrize(
    ("notation", "cue", "speaker", "content"),
    [
        (TWO_SUBJECTS, "say", "Officials", "Odeh , a baker , held two rifles"),
        (INVERTED, "said", "Odeh", "Troops fled at dawn"),
        (THAT_BELOW, "said", "mayor", "troops fled"),
        (ADDING_ALONE, "adding", "mayor", "troops fled"),
    ],
    ids=["two subjects", "the speaker behind", "that, below another noun", "a participle"],
)
def test_a_broken_tree_leaves_what_is_said_to_its_place(
    build: Build, notation: str, cue: str, speaker: str, content: str
) -> None:
    document = build(notation)
    (found,) = found_in(document)
    assert words(document, found.cue) == cue
    assert words(document, (found.source or 0,)) == speaker
    assert words(document, sorted(found.content)) == content


def test_a_verb_that_mostly_tells_of_a_deed_says_nothing_by_its_place(build: Build) -> None:
    assert found_in(build(WENT_FAR)) == []
