"""Chains of sources, and the speakers that pronouns and group nouns go on with."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from marsad.language import Document, Sentence
from marsad.reading._chains import Speakers
from marsad.reading._mentions import ActorMention
from marsad.reading._phrases import actor_mention, whole_phrase

Build = Callable[..., Document]

BODY = "The_DT_det_3 Tarsk_NNP:ORG_compound_3 Observatory_NNP:ORG_nsubj_4 said_VBD_root_0 so_RB_advmod_4 ._._punct_4"
MAN = "Adem_NNP:PER_nsubj_2 said_VBD_root_0 so_RB_advmod_2 ._._punct_2"
GROUP = "The_DT_det_2 watchdog_NN:organization_nsubj_3 said_VBD_root_0 so_RB_advmod_3 ._._punct_3"
ARMY = "The_DT_det_2 army_NN:organization_nsubj_3 said_VBD_root_0 so_RB_advmod_3 ._._punct_3"
IT = "It_PRP_nsubj_2 said_VBD_root_0 so_RB_advmod_2 ._._punct_2"
HE = "He_PRP_nsubj_2 said_VBD_root_0 so_RB_advmod_2 ._._punct_2"
THEY = "They_PRP_nsubj_2 said_VBD_root_0 so_RB_advmod_2 ._._punct_2"


def spoken_by(build: Build, *notations: str) -> list[str]:
    """Who speaks in each of several sentences."""
    document = build(*notations)

    def mention(sentence: Sentence, head: int) -> ActorMention:
        return actor_mention(document, sentence, head)

    speakers = Speakers(document, mention)
    out = []
    for sentence in document.sentences:
        source = next(t.index for t in sentence.tokens if t.relation == "nsubj")
        speakers.note(sentence, source)
        out.append(speakers.voice(sentence, source).span.exact)
    return out


@pytest.mark.parametrize(
    ("notations", "last"),
    [
        ((BODY, IT), "The Tarsk Observatory"),
        ((MAN, HE), "Adem"),
        ((BODY, MAN, IT), "The Tarsk Observatory"),
        ((MAN, BODY, HE), "Adem"),
        ((BODY, THEY), "The Tarsk Observatory"),
        ((BODY, HE), "He"),
        ((MAN, IT), "It"),
        ((BODY, GROUP), "The Tarsk Observatory"),
        ((MAN, GROUP), "The watchdog"),
        ((BODY, ARMY), "The army"),
    ],
)
def test_who_goes_on(build: Build, notations: tuple[str, ...], last: str) -> None:
    assert spoken_by(build, *notations)[-1] == last


def test_a_whole_phrase_has_its_appositions_but_not_what_is_said(build: Build) -> None:
    document = build(
        "Adem_NNP:PER_nsubj_6 ,_,_punct_4 a_DT_det_4 spokesman_NN:person_appos_1 ,_,_punct_4 said_VBD_root_0 "
        "troops_NNS:person_nsubj_8 fled_VBD_ccomp_6 ._._punct_6"
    )
    (sentence,) = document.sentences
    assert whole_phrase(document, sentence, 0, without={5, 6, 7}).exact == "Adem , a spokesman"
