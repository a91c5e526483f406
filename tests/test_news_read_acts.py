"""Who, whom, where, when and how many, on sentences of our own in the styles of the trade."""

from __future__ import annotations

import pytest
from tests.news import event, places, reading

from marsad.records import Reading


def actors(told: Reading, trigger: str) -> list[str]:
    return [party.name for party in event(told, trigger).actors]


def targets(told: Reading, trigger: str) -> list[str]:
    return [party.name for party in event(told, trigger).targets]


def days(told: Reading, trigger: str) -> tuple[str | None, str | None]:
    time = event(told, trigger).time
    return time.start, time.end


def figures(told: Reading, trigger: str) -> list[tuple[str, int | None]]:
    return [(count.what, count.best) for count in event(told, trigger).counts]


# ---------------------------------------------------------------- places

SITREP = (
    "On 29 January, four bombs landed on the Zaina site near Sake, killing eight people.\n\n"
    "In Ituri, CODECO fighters raided a camp on 28 January. Nine displaced people were hacked to death and 36 shelters"
    " were burned."
)


def test_an_act_takes_its_place_from_its_own_paragraph_first() -> None:
    told = reading(SITREP)
    assert places(told, "hacked") == ["Ituri"]
    assert places(told, "burned") == ["Ituri"]


def test_the_dead_of_an_attack_died_where_it_was() -> None:
    told = reading(
        "On 16 January Iran launched missiles at Panjgur in Pakistan. Pakistan said two children had died. Two days"
        " later the Pakistan Air Force hit seven targets near Saravan in Iran."
    )
    assert places(told, "died") == ["Panjgur"]


def test_a_figure_of_a_day_is_of_the_shelling_before() -> None:
    told = reading(
        "Israeli tanks shelled areas around two hospitals in Khan Younis. The ministry said 114 people had been killed"
        " in 24 hours. Hamas fired rockets at Tel Aviv on Monday."
    )
    assert places(told, "killed") == ["Khan Yunis"]


LABELLED = (
    "Shan State - The Arakan Army seized the town of Mongmit on 26 January.\n\n"
    "Kayah State - Landmine explosions injured three children.\n\n"
    "Sagaing Region: An estimated 6,000 villagers have been displaced.\n"
)


def test_the_label_of_a_paragraph_is_where_it_plays_and_nobody() -> None:
    told = reading(LABELLED)
    assert actors(told, "seized") == ["Arakan Army"]
    assert actors(told, "Landmine explosions") == []
    assert places(told, "Landmine explosions") == ["Kayah State"]
    assert places(told, "displaced") == ["Sagaing Region"]


def test_what_goes_on_meanwhile_has_its_own_place() -> None:
    told = reading(
        "In Negros, five rebels surrendered to the army, while China's coast guard fired water cannon at a boat near"
        " Second Thomas Shoal."
    )
    assert places(told, "fired") == ["Second Thomas Shoal"]


def test_where_a_report_was_filed_is_no_place_of_the_attack() -> None:
    told = reading(
        "Peshawar: Three labourers were killed when gunmen opened fire on a vehicle in Wana, police said. A search"
        " operation was launched."
    )
    assert "Peshawar" not in [name for e in told.events for name in places(told, e.trigger.exact)]


def test_a_place_right_before_a_subject() -> None:
    told = reading("In Kirkuk gunmen wearing army uniforms executed a former police officer.")
    assert (places(told, "executed"), actors(told, "executed")) == (["Kirkuk"], ["gunmen"])


def test_a_paragraph_with_its_own_place_takes_no_day_from_the_one_before() -> None:
    told = reading(
        "Kataib Hezbollah fired rockets at Ain al-Asad in Anbar on 30 January.\n\nIn Kirkuk gunmen wearing army"
        " uniforms executed a former police officer."
    )
    assert days(told, "executed") == (None, "2024-02-01")


def test_an_attack_of_another_month_was_not_where_the_news_is() -> None:
    told = reading(
        "Troops killed the planner of the bombing of a church that left four worshippers dead on December 3.\n\nIn"
        " Maguindanao, a roadside bomb hurt three passengers of a bus in Datu Hoffer."
    )
    assert "Datu Hoffer" not in places(told, "bombing")


def test_the_settlement_is_the_one_named_before() -> None:
    told = reading(
        "When soldiers reached Tilengpat Pushit in Mangu county, the raiders had gone. Armed herders descended on"
        " the settlement on Tuesday night. Another nine people were killed in neighbouring Kwahaslalek."
    )
    assert places(told, "descended") == ["Tilengpat Pushit"]


# ---------------------------------------------------------------- days


def test_the_day_that_somebody_was_seized_is_not_the_day_he_was_freed() -> None:
    told = reading("In Catatumbo two oil workers kidnapped on January 12 were handed over to a Church commission.")
    assert days(told, "kidnapped") == ("2024-01-12", "2024-01-12")
    assert days(told, "handed over") == (None, "2024-02-01")


def test_what_somebody_did_before_does_not_date_the_blast() -> None:
    told = reading(
        "A car bomb went off in Jamundí on Friday, killing one officer. The authorities attributed the blast to the"
        " Jaime Martínez front, a faction of FARC dissidents that broke off peace talks in November."
    )
    assert days(told, "blast") == ("2024-01-26", "2024-01-26")


def test_the_next_day_is_the_day_after_the_one_told() -> None:
    told = reading(
        "A missile hit a tanker in the Gulf of Aden on 26 January. Early next day, American warplanes destroyed a"
        " launcher near Hodeidah."
    )
    assert days(told, "destroyed") == ("2024-01-27", "2024-01-27")


def test_the_following_day_belongs_to_its_verb() -> None:
    told = reading("Two aid workers were abducted near Bunia on 28 January and freed the following day.")
    assert days(told, "freed") == ("2024-01-29", "2024-01-29")


def test_what_is_done_does_not_lie_ahead() -> None:
    told = reading(
        "16:45 The leader says he will meet the president on Friday.\n\n17:05 A curfew has been imposed in Mombasa."
    )
    assert days(told, "imposed") == ("2024-02-01", "2024-02-01")


def test_before_dawn_is_on_the_day_of_the_dateline() -> None:
    told = reading("Port-au-Prince, 30 January. Gang members attacked Solino before dawn, killing at least 20 people.")
    assert days(told, "attacked") == ("2024-01-30", "2024-01-30")


# ---------------------------------------------------------------- figures


def test_killed_and_wounded_with_subjects_of_their_own() -> None:
    told = reading("Two aid workers were killed and three foreigners wounded in a drone attack on Beryslav.")
    assert {figure for e in told.events for figure in figures(told, e.trigger.exact)} == {("killed", 2), ("wounded", 3)}


def test_one_killed_is_not_wounded_besides() -> None:
    told = reading("A village chief was killed and two others were injured in a clash in Goma.")
    assert ("wounded", 1) not in [figure for e in told.events for figure in figures(told, e.trigger.exact)]


def test_a_shot_in_the_leg_wounds() -> None:
    assert figures(reading("Pirates raided a tanker off Lagos. A cook was shot in the leg."), "shot") == [
        ("wounded", 1)
    ]


def test_whoever_survives_is_not_among_the_dead() -> None:
    told = reading("A village chief was gunned down in Jos by gunmen; his driver survived the ambush.")
    assert [figure for e in told.events for figure in figures(told, e.trigger.exact)] == [("killed", 1)]


def test_the_supreme_price_is_death() -> None:
    told = reading("Troops repelled an assault on Gwoza. Two of our soldiers paid the supreme price.")
    assert figures(told, "paid") == [("killed", 2)]


def test_an_idiom_of_death_is_no_support() -> None:
    told = reading(
        "In a separate incident, a bomb targeted a convoy of security forces in Kech. Two personnel embraced martyrdom."
        " The outlawed group took responsibility."
    )
    assert event(told, "embraced").kind == "killing"


def test_the_hurt_of_a_headline() -> None:
    told = reading("At least 12 police hurt as farmers clash with officers in Brussels")
    assert ("wounded", 12) in figures(told, "clash")


# ---------------------------------------------------------------- who and whom


def test_shot_dead_without_an_object_is_suffered() -> None:
    told = reading("Violence in Kangpokpi, village volunteer shot dead")
    assert (actors(told, "shot"), targets(told, "shot")) == ([], ["civilians"])


def test_whom_a_court_sentences_it_did_not_capture() -> None:
    told = reading("A court in Rostov-on-Don sentenced nine captured Azov fighters to 20 years each.")
    assert [a for e in told.events if e.kind == "combatants-captured" for a in e.actors] == []


def test_patients_are_no_opponents() -> None:
    told = reading(
        "An RSF drone struck a hospital in El Obeid on Friday, killing the director and injuring 12 patients. In West"
        " Kordofan the RSF stormed Babanusa."
    )
    assert targets(told, "stormed") == []


def test_the_attackers_are_no_group_that_is_named_later() -> None:
    told = reading(
        "Armed men attacked a convoy near Bankass in Mali on Sunday, killing 23 people. They fled. The dead were"
        " buried. The army said that its aircraft had struck a base of the attackers in Baye.\n\nIn December, JNIM"
        " besieged Boni."
    )
    assert "Jama'at Nusrat al-Islam wal-Muslimin" not in targets(told, "struck")


def test_both_sides_of_clashes_before_a_comma() -> None:
    told = reading(
        "Since 23 January, clashes between M23 and the Congolese army, backed by Wazalendo militias, have forced more"
        " than 135,000 people to flee Sake."
    )
    assert targets(told, "clashes") == ["Armed Forces of the Democratic Republic of the Congo"]


@pytest.mark.parametrize("words", ["motorcycle-riding men", "hooded men"])
def test_men_of_whom_nobody_knows_who_they_are_are_gunmen(words: str) -> None:
    assert actors(reading(f"A village chief was gunned down in Cotabato City by {words}."), "gunned down") == ["gunmen"]


def test_the_army_is_no_division_of_it() -> None:
    told = reading(
        "Sudan's army bombed Bahri. The RSF stormed Babanusa in Sudan; the 22nd Infantry Division repulsed the assault."
        "\n\nThe SPLM-N clashed with the army in Dilling."
    )
    assert targets(told, "clashed") == ["Sudanese Armed Forces"]


def test_the_navy_is_of_its_state() -> None:
    told = reading("In Ecuador, the navy captured 17 members of Los Choneros near Esmeraldas.")
    assert actors(told, "captured") == ["Ecuadorian Navy"]


# ---------------------------------------------------------------- acts told with other words


@pytest.mark.parametrize(
    ("text", "trigger", "kind"),
    [
        ("Militants fired a grenade at a police barracks in Moreh.", "fired", "raid"),
        ("A barge was sunk by a patrol boat near Bonny on Friday.", "sunk", "destruction"),
        ("Armed herders descended on the village of Pushit on Tuesday.", "descended", "raid"),
    ],
)
def test_acts_in_other_words(text: str, trigger: str, kind: str) -> None:
    assert event(reading(text), trigger).kind == kind


def test_a_figure_is_of_the_act_that_is_surest_of_it() -> None:
    told = reading("Since May clashes have killed 600 militants near Gao, and attacks by the army 120 civilians.")
    assert figures(told, "clashes") == [("killed", 600)]
    assert figures(told, "attacks") == [("killed", 120)]


def test_the_dead_of_strikes_are_told_with_them() -> None:
    told = reading("The monitor claims instead that Monday's strikes killed more than 33 people in Idlib.")
    assert [(e.kind, [(c.what, c.low) for c in e.counts]) for e in told.events] == [("air-strike", [("killed", 34)])]


def test_a_place_that_is_told_again_to_be_taken_was_taken_by_the_same_side() -> None:
    told = reading("The army captured Koro on Monday.\n\nThe clinic said that the village was taken without a fight.")
    assert [p.name for p in event(told, "taken").actors] == [p.name for p in event(told, "captured").actors]
    assert event(told, "taken").actors


@pytest.mark.parametrize("whom", ["special forces and other seasoned fighters", "rebels and mercenaries"])
def test_whom_one_sends_is_no_target(whom: str) -> None:
    told = reading(f"The SDF has sent {whom} to the front near Sirte.")
    assert event(told, "sent").targets == ()


def test_who_confirms_a_suicide_attack_has_not_done_it() -> None:
    told = reading("The coalition confirmed a suicide attack on a convoy near Manbij on Monday.")
    assert next(e for e in told.events if e.kind == "suicide-attack").actors == ()


def test_the_strike_that_was_by_a_drone_is_the_air_strike_told_before() -> None:
    told = reading(
        "An air strike hit a market in Tripoli on Monday and killed nine traders.\n\n"
        "The army carried out the strike with a drone, the mayor said."
    )
    drone = next(e for e in told.events if e.kind == "drone-strike")
    assert (targets(told, drone.trigger.exact), places(told, drone.trigger.exact)) == (["civilians"], ["Tripoli"])
