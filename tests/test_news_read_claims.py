"""Single turns of the news, read from text to record: who says, foretells or holds what, on sentences of our own."""

from __future__ import annotations

import pytest
from tests.news import reading

from marsad.records import Control, Forecast


def said(text: str) -> list[tuple[str | None, str]]:
    """Who says what, by the first source and the stretches of what is said."""
    return [(s.sources[0].name, " / ".join(c.exact for c in s.content)) for s in reading(text).statements]


def foretold(text: str) -> Forecast:
    (only,) = reading(text).forecasts
    return only


def held(text: str) -> list[tuple[str, str, str | None]]:
    """Place, relation and extent of what is told of control."""
    told = reading(text)
    names = {place.id: place.name for place in told.places}
    return [(names[row.place], row.relation, row.extent) for row in told.control]


def control(text: str) -> Control:
    (only,) = reading(text).control
    return only


# ---------------------------------------------------------------- where nobody says anything


@pytest.mark.parametrize(
    "text",
    [
        "The third resident declined to comment.",
        "It remains to be seen whether an election can be held.",
        "The army called off talks with the rebels.",
        "The army has neither confirmed nor denied its involvement.",
        "One of them, who asked that her name be withheld, wept.",
        "Mediators had hoped to announce a truce this week.",
        "Can the truce in Sirte hold?",
        "Ministers will blame India.",
        "Our forces will continue to secure the borders, God willing.",
        "Five questions about the war in eastern Congo",
        "Haiti: Gangs abduct 12 in Port-au-Prince",
    ],
)
def test_nobody_says_anything(text: str) -> None:
    assert said(text) == []


def test_sources_that_ask_not_to_be_named_say_only_what_they_say() -> None:
    text = "Two officials, who asked not to be named, said that the rebels had yet to reply."
    assert said(text) == [("Two officials", "the rebels had yet to reply")]


def test_what_a_speaker_is_asked_is_not_said_or_foretold_by_him() -> None:
    text = "Asked whether the vote might be put off, the spokesman replied that there was no delay."
    assert [content for _, content in said(text)] == ["there was no delay"]
    assert reading('Asked if more raids would follow, the general said only: "Wait and see."').forecasts == ()


def test_a_gerund_behind_without_is_not_done() -> None:
    text = "The junta accused foreign powers of arming the rebels, without offering evidence."
    assert [content for _, content in said(text)] == ["of arming the rebels"]


# ---------------------------------------------------------------- where what is said begins and ends


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "The rebels said they had taken Bambari, a claim the army rejected within hours.",
            "they had taken Bambari",
        ),
        ("Egypt is believed to favour a truce, something the ministry denies.", "Egypt / to favour a truce"),
        (
            "That now looks out of reach, a diplomat briefed on the talks told Lakeside Wire.",
            "That now looks out of reach",
        ),
        ("The mayor wrote on Telegram that the town had fallen.", "the town had fallen"),
        ("Others were less gloomy: “They will talk,” predicted Ann Smith.", "“They will talk,”"),
        ('The general said only: "Wait and see."', '"Wait and see."'),
        (
            "Gangs seized the port, officials said, though workers reached by telephone insisted that it was free.",
            "Gangs seized the port",
        ),
        (
            "Rebels have encircled Goma, the army said on Monday, as doctors reported that 15 people had been killed.",
            "Rebels have encircled Goma",
        ),
        ("Kashmir: Two soldiers killed in Kulgam gunfight, says police", "Two soldiers killed in Kulgam gunfight"),
        ("Residents accuse him of extortion.", "of extortion"),
        ("Both sides accused each other of new attacks.", "of new attacks"),
        ("Videos on social media show men in uniform beating a prisoner.", "men in uniform beating a prisoner"),
        ("The mayor accused Tripoli of being behind a campaign of lies.", "of being behind a campaign of lies"),
        ("14:20 - China urges all sides to exercise restraint.", "to exercise restraint"),
    ],
)
def test_what_is_said_ends_where_the_outlet_goes_on(text: str, content: str) -> None:
    assert said(text)[0][1] == content


def test_a_sentence_may_end_with_the_name_of_a_channel() -> None:
    text = '"We have left," the mayor wrote on X. The army said that it was false.'
    assert said(text) == [("mayor", '"We have left,"'), ("army", "it was false")]


def test_who_was_quoted_as_saying_it_says_it() -> None:
    text = '"They executed them in cold blood," he was quoted as saying by the official news agency Wafa.'
    assert [content.rstrip('"') for _, content in said(text)] == ['"They executed them in cold blood,']


# ---------------------------------------------------------------- who says it


def test_we_outside_of_quotations_is_the_outlet() -> None:
    told = reading("The governor's office says that it will not pay. We expect the rebels to attack before May.")
    assert told.forecasts[-1].sources[0].name == "We"


@pytest.mark.parametrize(
    ("text", "denier"),
    [
        ("The rebels have dismissed reports that their fighters had shelled Goma.", "rebels"),
        ("The army rejected accusations that its troops had shelled Goma.", "army"),
    ],
)
def test_who_dismisses_reports_denies_them(text: str, denier: str) -> None:
    told = reading(text)
    assert {e.status for e in told.events if e.trigger.exact == "shelled"} == {"denied"}
    assert denier in (told.statements[0].sources[0].name or "")


def test_a_speaker_has_no_relative_pronoun_in_his_name() -> None:
    (statement,) = reading("Relatives of the boys, whose captors said that a ransom was due, wept.").statements
    assert "whose" not in (statement.sources[0].name or "")


def test_an_office_of_two_words_is_a_role() -> None:
    (statement,) = reading("Nato's secretary general, Ann Smith, warned that it could last.").statements
    assert statement.sources[0].role == "secretary general"


def test_it_in_what_it_called_is_who_does_what_is_told_around() -> None:
    text = "The commission has accused troops of killing 45 civilians in Merawi in what it called an execution."
    assert [speaker for speaker, _ in said(text)] == ["commission", "commission"]


def test_a_negotiator_may_be_chief() -> None:
    (statement,) = reading("The chief government negotiator, Ann Smith, said that it was over.").statements
    assert statement.sources[0].role == "chief government negotiator"


# ---------------------------------------------------------------- forecasts


@pytest.mark.parametrize(
    ("text", "proposition"),
    [
        ("Analysts expect the front to keep moving west.", "the front keeps moving west"),
        ("We would expect the group to retaliate.", "the group retaliates"),
        ("He gives the process a 60 percent chance of surviving the year.", "the process survives the year"),
        ("There will be no offensive before May.", "offensive does not come about before May"),
        ("A deal is more likely than not by the summer.", "a deal comes about by the summer"),
        ("Analysts consider it unlikely that they can stay there.", "they do not stay there"),
        ("More violence is all but inevitable.", "more violence comes about"),
        ("It is feared that cholera could spread.", "cholera spreads"),
        ("My guess is that there will be no offensive before May.", "offensive does not come about before May"),
        ("Nobody will come before the summer.", "Nobody comes before the summer"),
        (
            "The attacks would probably stop within weeks, although some leaders profit from them.",
            "the attacks stop within weeks",
        ),
        (
            "The arrival of the mission is now in doubt following a ruling by the High Court.",
            "The arrival of the mission does not come about",
        ),
    ],
)
def test_what_is_foretold(text: str, proposition: str) -> None:
    assert foretold(text).proposition.lower() == proposition.lower()


def test_a_condition_may_stand_in_its_order_of_words_alone() -> None:
    told = foretold("Should a ceasefire be agreed in Gaza, the attacks would probably stop within weeks.")
    assert told.condition == "Should a ceasefire be agreed in Gaza"
    assert told.proposition == "the attacks stop within weeks"


@pytest.mark.parametrize("place", ["Should the port remain blocked, ", "But should the port remain blocked, "])
def test_a_condition_heads_its_sentence(place: str) -> None:
    told = foretold(f"{place}fuel stocks will run out within ten days, aid workers warned.")
    assert told.condition is not None
    assert told.condition.lower() == "should the port remain blocked"
    assert told.proposition == "fuel stocks run out within ten days"


def test_a_second_verb_shares_the_subject() -> None:
    told = reading("The junta is set to expel the officers, and may turn to Moscow for training.").forecasts
    assert [f.proposition for f in told] == ["The junta expels the officers", "The junta turns to Moscow for training"]
    assert all(not f.sources for f in told)


@pytest.mark.parametrize(
    "text",
    [
        "A strike that killed American sailors would.",
        "He would not say how long the operation would last.",
        "A spokesman would neither condemn nor endorse the raid.",
        "A spokesman would neither condemn nor endorse the raid, saying that it was over.",
    ],
)
def test_nothing_is_foretold(text: str) -> None:
    assert reading(text).forecasts == ()


# ---------------------------------------------------------------- control


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rebels stormed a base in Sake on Monday, but soldiers were still holding out in the east of the town.",
            [("Sake", "holds", "the east of the town")],
        ),
        ("Fighting is raging for control of Bakhmut.", [("Bakhmut", "contested", None)]),
        ("Islamic State lost its grip on Mosul in 2017.", [("Mosul", "lost", None)]),
        ("The rebels control all roads to Djibo.", []),
        ("The army holds the road between Goma and Sake.", []),
        ("Gangs seized control of the cargo terminal in Port-au-Prince on Monday.", []),
        ("Rebels captured the bridge and the courthouse in Goma.", []),
        (
            "M23 holds Bunagana and most of Masisi territory.",
            [("Bunagana", "holds", None), ("Masisi Territory", "holds", "most")],
        ),
    ],
)
def test_who_holds_what(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert held(text) == expected


def test_what_somebody_is_assessed_to_hold() -> None:
    told = control("Al-Shabaab is assessed to retain freedom of movement and to hold the town of Jilib.")
    assert told.relation == "holds"
