"""The trained reader, on sentences by hand: what it makes of the model's triggers, links and moods."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from marsad.language import Document, Link, Trigger
from marsad.reading import Options, ToldAct, read_trained

FLED = "They_PRP_nsubj_2 skedaddled_VBD_root_0 ._._punct_2"
OPTIONS = Options(least=0.2, rule_kind=4.0, unseen=0.02)
RAID = (
    "Gunmen_NNS:person_nsubj_2 attacked_VBD_root_0 the_DT_det_5 army_NN:organization_compound_5 base_NN:place_obj_2 "
    "in_IN_case_7 Mali_NNP:LOC_obl_2 on_IN_case_9 Monday_NNP:time_obl_2 ._._punct_2"
)
UNKNOWN = RAID.replace("attacked", "zapped")  # no word of the lexicon: only the model sees an act
TOLL = (
    "They_PRP_nsubj_2 killed_VBD_root_0 12_CD_nummod_4 soldiers_NNS:person_obj_2 and_CC_cc_6 wounded_VBD_conj_2 "
    "5_CD_nummod_8 civilians_NNS:person_obj_6 ._._punct_2"
)


def trigger(first: int, kind: str, *links: Link, **changes: Any) -> Trigger:
    whole = Trigger(first, first + 1, ((kind, 0.9), ("other", 0.1)), 0.9, "plain", background=False, links=tuple(links))
    return replace(whole, **changes)


@pytest.fixture
def told(build: Any) -> Any:
    """Reads hand-built sentences with triggers, given by sentence."""

    def read(notations: list[str], triggers: dict[int, list[Trigger]], mentions: Any = ()) -> list[ToldAct]:
        document: Document = build(*notations)
        sentences = tuple(
            replace(s, triggers=tuple(triggers.get(s.index, ())), mentions=tuple(mentions)) for s in document.sentences
        )
        return list(read_trained(Document(document.text, sentences), OPTIONS).acts)

    return read


def names(mentions: Any) -> list[str]:
    return [m.span.exact for m in mentions]


def test_kind_and_sides_are_the_models(told: Any) -> None:
    (act,) = told([UNKNOWN], {0: [trigger(1, "raid", Link("actor", 0, 0.9), Link("target", 3, 0.8))]})
    assert (act.kind, act.trigger.exact, act.mood) == ("raid", "zapped", "fact")
    assert names(act.actors) == ["Gunmen"]
    assert names(act.targets) == ["army"]
    assert (act.score, act.share, act.background, act.claimed) == (0.9, 0.9, False, False)


def test_of_an_act_that_the_rules_see_the_sides_are_theirs(told: Any) -> None:
    (act,) = told([RAID], {0: [trigger(1, "raid", Link("actor", 3, 0.9), Link("target", 0, 0.8))]})
    assert (names(act.actors), names(act.targets)) == (["Gunmen"], ["army"])
    (act,) = told([UNKNOWN], {0: [trigger(1, "raid", Link("actor", 3, 0.9), Link("target", 0, 0.8))]})
    assert (names(act.actors), names(act.targets)) == (["army"], ["Gunmen"])


def test_an_act_of_the_rules_alone_is_told_without_odds(told: Any) -> None:
    (act,) = told([RAID], {})
    assert (act.kind, act.score, act.ruled, act.vouched, names(act.actors)) == ("raid", 0.0, True, True, ["Gunmen"])


def test_a_sure_act_of_the_model_stays_beside_one_that_only_the_rules_see(told: Any) -> None:
    notation = "A_DT_det_2 raid_NN_nsubj_3 zapped_VBD_root_0 Mali_NNP:LOC_obj_3 ._._punct_3"
    (act,) = told([notation], {0: [trigger(2, "raid", score=0.98)]})
    assert (act.trigger.exact, act.score) == ("zapped", 0.98)


def test_a_compound_of_an_act_of_its_kind_is_the_same_act(told: Any) -> None:
    notation = "Zap_NN_compound_2 zapping_NN_nsubj_3 went_VBD_root_0 on_RP_compound:prt_3 ._._punct_3"
    (act,) = told([notation], {0: [trigger(0, "bombing", score=0.4), trigger(1, "bombing")]})
    assert act.trigger.exact == "zapping"


def test_two_triggers_in_the_words_of_one_act_are_one(told: Any) -> None:
    notation = "They_PRP_nsubj_2 cut_VBD_root_0 Hajin_NNP:LOC_obj_2 off_RP_compound:prt_2 ._._punct_2"
    acts = told([notation], {0: [trigger(1, "siege"), trigger(3, "siege")]})
    assert [a.kind for a in acts] == ["siege"]


def test_what_is_stopped_is_no_act_beside_its_end(told: Any) -> None:
    notation = "Troops_NNS:person_nsubj_2 stopped_VBD_root_0 zapping_VBG_xcomp_2 rebels_NNS:person_obj_3 ._._punct_2"
    stop = notation.replace("zapping", "fighting")
    ends = told([stop], {0: [trigger(1, "ceasefire", score=0.3), trigger(2, "battle")]})
    assert [(a.kind, a.trigger.exact) for a in ends] == [("ceasefire", "stopped")]
    assert [a.kind for a in told([notation], {0: [trigger(2, "battle")]})] == ["battle"]


def test_a_word_is_on_one_side_the_surer_one(told: Any) -> None:
    (act,) = told([UNKNOWN], {0: [trigger(1, "arrest", Link("actor", 0, 0.9), Link("target", 0, 0.6))]})
    assert names(act.actors) == ["Gunmen"]
    assert act.targets == ()


def test_a_place_that_is_no_state_and_a_time_are_nobody(told: Any) -> None:
    links = (Link("actor", 8, 0.9), Link("target", 6, 0.9))
    (act,) = told([UNKNOWN.replace("Mali", "Goma")], {0: [trigger(1, "arrest", *links)]}, [(8, 9, "time")])
    assert act.actors == act.targets == ()
    (act,) = told([UNKNOWN], {0: [trigger(1, "arrest", *links)]}, [(8, 9, "time")])
    assert names(act.targets) == ["Mali"]


def test_what_the_sentence_leaves_out_comes_from_the_surest_link_around(told: Any) -> None:
    links = (Link("actor", 0, 0.99, -1), Link("actor", 3, 0.6, -1))
    act = told([RAID, FLED], {1: [trigger(1, "withdrawal", *links)]})[-1]
    assert names(act.actors) == ["Gunmen"]
    own = told([RAID, FLED], {1: [trigger(1, "withdrawal", Link("actor", 0, 0.6), *links)]})[-1]
    assert names(own.actors) == ["They"]


def test_the_rules_fill_a_side_that_the_model_leaves_open(told: Any) -> None:
    (act,) = told([RAID], {0: [trigger(1, "raid", Link("actor", 0, 0.9))]})
    assert names(act.actors) == ["Gunmen"]
    assert names(act.targets) == ["army"]


def test_places_and_times_are_linked_or_read_by_rule(told: Any) -> None:
    linked = told([RAID], {0: [trigger(1, "raid", Link("place", 6, 0.9), Link("time", 8, 0.9))]})[0]
    ruled = told([RAID], {0: [trigger(1, "raid")]})[0]
    for act in (linked, ruled):
        assert names(act.places) == ["Mali"]
        assert act.time is not None
        assert act.time.span.exact == "on Monday"


def test_nothing_is_denied_where_no_word_denies(told: Any) -> None:
    (act,) = told([RAID], {0: [trigger(1, "raid", mood="denied")]})
    assert act.mood == "fact"


@pytest.mark.parametrize("mood", ["forecast", "hypothetical"])
def test_moods_are_the_models(told: Any, mood: str) -> None:
    (act,) = told([RAID], {0: [trigger(1, "raid", mood=mood, background=True)]})
    assert act.mood == mood
    assert act.background is True


def test_a_negation_is_seen_by_the_rules(told: Any) -> None:
    notation = "Gunmen_NNS:person_nsubj_4 did_VBD_aux_4 not_RB_advmod_4 attack_VB_root_0 it_PRP_obj_4 ._._punct_4"
    (act,) = told([notation], {0: [trigger(3, "raid")]})
    assert act.mood == "negated"


PARLEY = "Envoys_NNS:person_nsubj_2 parleyed_VBD_root_0 in_IN_case_4 Mali_NNP:LOC_obl_2 ._._punct_2"


def test_an_unlikely_trigger_is_told_only_where_the_rules_see_one_too(told: Any) -> None:
    (act,) = told([RAID], {0: [trigger(1, "raid", score=0.15)]})
    assert (act.ruled, act.score) == (True, 0.15)
    assert told([PARLEY], {0: [trigger(1, "talks", score=0.15)]}) == []
    (act,) = told([PARLEY], {0: [trigger(1, "talks")]})
    assert (act.ruled, act.kind) == (False, "talks")


def test_the_kind_of_the_rules_outweighs_a_doubtful_one(told: Any) -> None:
    doubtful = ((("battle", 0.5), ("raid", 0.3)), (("battle", 0.9), ("raid", 0.01)))
    kinds = [told([RAID], {0: [trigger(1, "", kinds=kinds)]})[0] for kinds in doubtful]
    assert [a.ruled_kind for a in kinds] == [True, False]
    assert kinds[1].kind == "battle"
    assert kinds[0].share == 0.3
    (unseen,) = told([RAID], {0: [trigger(1, "", kinds=doubtful[1], score=0.4)]})
    assert unseen.kind == "raid"  # a model that rather sees no act knows nothing of its kind


def counts(act: ToldAct) -> list[tuple[str, str | None, str | None]]:
    return [(c.what, c.quantity and c.quantity.span.exact, c.whom and c.whom.exact) for c in act.counts]


def test_each_figure_counts_once_and_those_it_stands_before(told: Any) -> None:
    figures = (Link("killed", 2, 0.9), Link("wounded", 6, 0.9), Link("wounded", 3, 0.6))
    links = (*figures, Link("whom", 3, 0.9), Link("whom", 7, 0.9))
    (act,) = told([TOLL], {0: [trigger(1, "raid", *links)]})
    assert counts(act) == [("killed", "12", "12 soldiers"), ("wounded", "5", "5 civilians")]


def test_a_figure_linked_by_its_noun_counts_that_noun(told: Any) -> None:
    (act,) = told([TOLL], {0: [trigger(1, "raid", Link("killed", 3, 0.9), Link("whom", 7, 0.9))]})
    assert counts(act)[0] == ("killed", "12", "12 soldiers")


def test_a_figure_with_a_state_of_its_own_goes_with_the_one_before_it(told: Any) -> None:
    (act,) = told([TOLL], {0: [trigger(1, "raid", Link("killed", 3, 0.9))]})
    assert counts(act)[1:] == [("wounded", "5", "5 civilians")]


@pytest.mark.parametrize(("article", "noun", "one"), [("a", "NN", True), ("the", "NN", True), ("the", "NNS", False)])
def test_one_person_is_a_figure_only_with_an_article(told: Any, article: str, noun: str, one: bool) -> None:
    subject = f"{article}_DT_det_2 soldier_{noun}:person_nsubj:pass_4"
    notation = f"{subject} was_VBD_aux:pass_4 killed_VBN_root_0 ._._punct_4"
    (act,) = told([notation], {0: [trigger(3, "killing", Link("killed", 1, 0.9))]})
    (count,) = act.counts
    assert (count.one, count.quantity) == (one, None)


def test_means_are_whole_phrases_each_once(told: Any) -> None:
    means = "with_IN_case_6 a_DT_det_6 car_NN_compound_6 bomb_NN:weapon_obl_2"
    notation = f"Gunmen_NNS:person_nsubj_2 attacked_VBD_root_0 {means} ._._punct_2"
    (act,) = told([notation], {0: [trigger(1, "bombing", Link("means", 5, 0.9), Link("means", 4, 0.8))]})
    assert len(act.means) == 1
    assert "bomb" in act.means[0].exact
