from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.forecasting.conftest import act, foretold, report

from marsad.forecasting._claims import Claim, claims_of
from marsad.records import Span


def claim(words: str, proposition: str, **changes: object) -> Claim:
    return claims_of(report("r", foretold(words, proposition, **changes)))[0]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("proposition", "polarity", "happens"),
    [
        ("Tarsk falls", "positive", True),
        ("Tarsk does not fall", "negative", False),
        ("the Lake Army takes Tarsk", "positive", True),
        ("the Lake Army does not take control of Tarsk", "negative", False),
        ("Tarsk is taken by the Lake Army", "positive", True),
        ("Tarsk is not quickly retaken", "negative", False),
        ("the town of Tarsk holds out", "positive", False),
        ("Tarsk does not hold out", "negative", True),
        ("the offensive leads to the fall of Tarsk", "positive", True),
        ("the Orlen Brigade loses Tarsk", "positive", True),
        ("the last stronghold of the Orlen Brigade falls", "positive", True),
        ("a new assault brings the loss of Tarsk in the spring", "positive", True),
    ],
)
def test_a_town_changes_hands_in_many_words(proposition: str, polarity: str, happens: bool) -> None:
    words = (
        proposition.replace("Tarsk", "_Tarsk_", 1)
        if "Tarsk" in proposition
        else f"_{proposition[:8]}_{proposition[8:]}"
    )
    found = claim(words, proposition, polarity=polarity)
    assert (found.outcome, set(found.theme), found.happens) == ("ground-taken", {"place p-tarsk"}, happens)


@pytest.mark.parametrize(
    ("proposition", "polarity", "happens"),
    [
        ("the Orlen Brigade lives on", "positive", False),
        ("the Orlen Brigade does not disappear anytime soon", "negative", False),
        ("this assault does not spell the end of the Orlen Brigade", "negative", False),
        ("this is not the end of the brigade either in arms or in minds", "negative", False),
        ("the Orlen Brigade ceases to exist", "positive", True),
    ],
)
def test_a_force_ends_or_lives_on(proposition: str, polarity: str, happens: bool) -> None:
    found = claim(f"_will_ {proposition}", proposition, polarity=polarity)
    assert (found.outcome, set(found.theme), found.happens) == ("force-ends", {"actor orlen-brigade"}, happens)


def test_who_brings_it_about_and_where_it_is_bound() -> None:
    assert claim("_may_ the Lake Army take Tarsk", "the Lake Army takes Tarsk").agents == {"actor lake-army"}
    assert claim("_will_ Tarsk fall to the Harun Guard", "Tarsk falls to the Harun Guard").agents == {
        "actor harun-guard"
    }
    left = claim("_will_ the Harun Guard leave the Valley", "the Harun Guard withdraws from the Valley")
    assert (left.outcome, set(left.places)) == ("force-leaves", {"place p-valley"})


def test_a_ruler_and_a_town_fall_differently() -> None:
    fall = claim("_will_ President Omer fall", "President Omer falls")
    assert (fall.outcome, set(fall.theme)) == ("ruler-goes", {"actor omer"})
    stay = claim("_will_ President Omer stay", "President Omer stays in power")
    assert (stay.outcome, stay.happens) == ("ruler-goes", False)


def test_it_is_the_place_named_last() -> None:
    told = report(
        "r",
        act("The Lake Army _shelled_ Old Ferry", "shelling", place="Old Ferry"),
        foretold("it _should_ fall", "it falls"),
    )
    assert claims_of(told)[0].theme == {"place p-ferry"}
    assert claim("it _should_ fall", "it falls").theme == frozenset()


def test_a_name_in_brackets_is_meant() -> None:
    told = report(
        "r",
        act("The Orlen Brigade _fled_", "withdrawal"),
        foretold("they _will_ survive", "they [Orlen Brigade] survive"),
    )
    assert claims_of(told)[0].theme == {"actor orlen-brigade"}


def test_a_mention_inside_another_name_is_not_meant() -> None:
    assert claim("_will_ Tarsk hospital fall", "Tarsk hospital falls").outcome == "words"
    assert claim("_will_ the mayor of Tarsk fall", "the mayor of Tarsk falls").outcome == "words"
    assert claim("_will_ the fall of Tarsk come", "the fall of Tarsk shakes the army").outcome == "words"


def test_an_act_to_come_is_compared_by_kind_and_parts() -> None:
    told = report(
        "r",
        foretold("The Lake Army _will_ shell Karth", "The Lake Army shells Karth"),
        act("The Lake Army will _shell_ Karth", "shelling", actor="Lake Army", place="Karth", status="forecast"),
    )
    assert claims_of(told)[0].outcome == "words"  # the act stands in another sentence
    event = told.events[0]
    start = told.report.text.index("shell")
    same = Span.of(told.report.text, start, start + 5)
    found = claims_of(replace(told, events=(replace(event, trigger=same),)))[0]
    assert (found.outcome, set(found.agents), set(found.places)) == (
        "act shelling",
        {"actor lake-army"},
        {"place p-karth"},
    )


def test_a_concession_is_no_condition() -> None:
    words = ("Tarsk _will_ fall", "Tarsk falls")
    assert claim(*words, condition="if the  bridge is lost").condition == "if the bridge is lost"
    assert claim(*words, condition="even if the bridge holds").condition is None


def test_a_truce_has_no_name_but_parties() -> None:
    found = claim("_will_ hold: Harun Guard", "the ceasefire between the Lake Army and the Harun Guard holds")
    assert (found.outcome, set(found.theme), found.happens) == ("truce-holds", {"words truce"}, True)
    assert found.places == {"actor harun-guard"}  # whom the words of the forecast name


def test_a_description_is_words_and_an_army_acts_for_its_state() -> None:
    junta = claim("the rebels: _will_ the junta fall", "the junta falls")
    assert (junta.outcome, set(junta.theme)) == ("ruler-goes", {"words junta"})
    assert claim("_will_ the rebels take Tarsk", "the rebels take Tarsk").agents == {"words rebels"}


@given(
    st.text(alphabet="Tarsk is not taken by the [Orlen Brigade] — “holds” out, of", max_size=60) | st.text(max_size=60)
)
def test_no_proposition_is_too_odd(proposition: str) -> None:
    found = claim("Tarsk _will_ see the Orlen Brigade", proposition)
    assert all(key.partition(" ")[0] in ("place", "actor", "words") or found.outcome == "words" for key in found.theme)
