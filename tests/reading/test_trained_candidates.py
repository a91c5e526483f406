"""Which figure is whose, which word of a trigger is the act, and whose harm a verb tells."""

from __future__ import annotations

from typing import Any

from marsad.knowledge import load_lexicon
from marsad.language import Link, Trigger
from marsad.reading._acts import ActFinder
from marsad.reading._classes import Classes
from marsad.reading._frames import Frames
from marsad.reading._trained_candidates import act_of, with_surest_figures


def trigger(first: int, last: int, *links: Link, kind: str = "raid", score: float = 0.9) -> Trigger:
    return Trigger(first, last, ((kind, 1.0),), score, "plain", background=False, links=links)


def links(triggers: list[Trigger]) -> list[list[tuple[str, int]]]:
    return [[(link.role, link.word) for link in one.links] for one in triggers]


def test_a_figure_stays_with_the_act_that_is_much_surer_of_it() -> None:
    clashes = trigger(0, 1, Link("killed", 2, 0.97), Link("killed", 8, 0.5), Link("time", 5, 0.2))
    attacks = trigger(6, 7, Link("killed", 8, 0.9), Link("time", 5, 0.9))
    assert links(with_surest_figures([clashes, attacks])) == [
        [("killed", 2), ("time", 5)], [("killed", 8), ("time", 5)]
    ]  # fmt: skip


def test_a_figure_is_shared_by_acts_that_are_nearly_as_sure() -> None:
    both = [trigger(0, 1, Link("killed", 2, 0.7)), trigger(3, 4, Link("killed", 2, 0.9))]
    assert links(with_surest_figures(both)) == [[("killed", 2)], [("killed", 2)]]


def test_words_that_hardly_name_an_act_take_no_figure_from_one() -> None:
    both = [trigger(0, 1, Link("killed", 2, 0.5)), trigger(3, 4, Link("killed", 2, 0.97), score=0.2)]
    assert links(with_surest_figures(both))[0] == [("killed", 2)]


def test_a_figure_of_another_sentence_stays() -> None:
    both = [trigger(0, 1, Link("killed", 2, 0.5, -1)), trigger(3, 4, Link("killed", 2, 0.97))]
    assert links(with_surest_figures(both))[0] == [("killed", 2)]


def test_of_a_light_verb_and_its_noun_the_noun_is_the_act(build: Any) -> None:
    notation = (
        "Jets_NNS:person_nsubj_2 carried_VBD_root_0 out_RP_compound:prt_2 the_DT_det_5 strike_NN:event_obj_2 "
        "._._punct_2"
    )
    (sentence,) = build(notation).sentences
    frames, lexicon = Frames(sentence), load_lexicon()
    lights = ActFinder(sentence, frames, Classes(sentence, lexicon), lexicon).lights
    act = act_of(sentence, trigger(1, 5, kind="air-strike"), "air-strike", frames, lights)
    assert (sentence.tokens[act.index].text, act.clause, act.light is not None) == ("strike", 1, True)
