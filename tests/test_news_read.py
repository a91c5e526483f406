"""Single turns of the news, read from text to record: who, whom and where, on sentences of our own."""

from __future__ import annotations

import pytest
from tests.news import event, places, reading


def test_a_dateline_with_its_year_is_no_part_of_what_is_told() -> None:
    told = reading(
        "OUAGADOUGOU, January 30, 2024 (Lakeside Wire) - Gunmen stormed the village of Partiaga late on Saturday,"
        " killing at least 14 civilians, two security sources said."
    )
    assert [source.name for source in event(told, "stormed").sources] == ["two security sources"]
    assert told.statements[0].content[0].exact.startswith("Gunmen stormed")


def test_a_bullet_is_no_part_of_what_is_said() -> None:
    told = reading("In brief\n\n- Shelling killed two people in Nikopol on Tuesday, the governor said.\n")
    assert told.statements[0].content[0].exact == "Shelling killed two people in Nikopol on Tuesday"


def test_where_a_speaker_fled_to_is_not_where_the_shooting_was() -> None:
    told = reading(
        "Gunmen raided the village of Partiaga on Saturday. “They came in the evening and started shooting at"
        " everyone,” said Adama Lompo, a trader who fled to Diapaga with his family."
    )
    assert places(told, "shooting") == ["Partiaga"]


def test_where_something_else_happened_before_is_not_where_it_happens() -> None:
    told = reading("The two sides exchanged 195 prisoners on Wednesday, a week after a plane crashed near Belgorod.")
    assert "Belgorod" not in places(told, "exchanged")


def test_the_place_of_an_attack_may_stand_in_its_own_clause() -> None:
    told = reading("Three men were wounded in an attack that took place in Mosul on Friday.")
    assert "Mosul" in [name for e in told.events for name in places(told, e.trigger.exact)]


def test_whom_others_help_is_no_place() -> None:
    told = reading("Washington said that it would impose sanctions on companies helping Moscow to evade the cap.")
    assert "Moscow" not in places(told, "impose")


def test_drones_on_a_refinery_do_not_fall_where_shells_fell() -> None:
    told = reading(
        "Morning briefing: drones hit refinery\n\nRussian shelling killed two people in Nikopol on Tuesday, the"
        " governor wrote.\n\nThe opposition leader in Tbilisi called for new elections on Wednesday."
    )
    assert "Nikopol" not in places(told, "hit")


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Kyiv's forces shelled Donetsk on Monday.", "Armed Forces of Ukraine"),
        ("Damascus’ army shelled Idlib on Monday.", "Syrian Armed Forces"),
        ("Moscow's defence ministry said its troops had shelled Tabaivka.", "Russian Armed Forces"),
    ],
)
def test_what_a_capital_has_is_its_states(text: str, actor: str) -> None:
    assert [party.name for party in event(reading(text), "shelled").actors] == [actor]


def test_the_men_of_an_armed_group_are_its_fighters() -> None:
    told = reading("Hezbollah admitted the ambush but said that only two of its men had died.")
    assert [party.name for party in event(told, "died").targets] == ["Hezbollah"]


def test_a_patrol_is_of_the_army() -> None:
    told = reading("Seven soldiers were killed in Cauca, Colombia, when their patrol was ambushed by rebels.")
    assert [party.name for party in event(told, "ambushed").targets] == ["Colombian Armed Forces"]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("A Syrian rebel leader threatened to attack Aleppo.", "Syrian rebels"),
        ("Haiti gang leader threatens to attack the airport", "Haitian gangs"),
    ],
)
def test_who_leads_rebels_is_not_the_state(text: str, actor: str) -> None:
    assert [party.name for e in reading(text).events if e.kind == "threat" for party in e.actors] == [actor]


def test_a_speaker_behind_the_verb_between_two_commas() -> None:
    told = reading("If the town falls, warned Ann Smith of the Basalt Institute, the rebels will flee to the hills.")
    assert [statement.sources[0].name for statement in told.statements] == ["Ann Smith"]


def test_a_country_before_a_colon_is_no_source_where_others_say_it() -> None:
    told = reading("Sudan: shells kill 18 at El Fasher market, activists say")
    assert [statement.sources[0].name for statement in told.statements] == ["activists"]


def test_what_is_expected_of_others_is_said_whole() -> None:
    told = reading("Diplomats do not expect the first police officers to arrive before May.")
    assert [span.exact for s in told.statements for span in s.content] == [
        "the first police officers to arrive before May"
    ]


def test_what_others_are_called_on_to_do_is_what_is_said() -> None:
    told = reading("The ombudsman's office called on both sides to respect the ceasefire.")
    assert [span.exact for s in told.statements for span in s.content] == ["to respect the ceasefire"]


def test_talks_that_will_not_resume_lie_ahead() -> None:
    told = reading("The envoy said that talks in Geneva were unlikely to resume before September.")
    assert event(told, "talks").time.end == "2024-08-31"


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("“We shelled Donetsk,” said the Ukrainian army's spokesman Petro Hnat.", "Armed Forces of Ukraine"),
        ("“We shelled Donetsk,” said Petro Hnat, a gunner.", "Petro Hnat"),
    ],
)
def test_we_is_the_body_that_somebody_speaks_for(text: str, actor: str) -> None:
    assert [party.name for party in event(reading(text), "shelled").actors] == [actor]


def test_an_earlier_figure_is_no_second_toll() -> None:
    told = reading(
        "The prime minister told parliament that 105 soldiers had died since Monday night, up from 49 that he had"
        " reported earlier, and that rebels had seized a village near Goma."
    )
    assert [count.best for count in event(told, "died").counts] == [105]


def test_whoever_owns_up_has_done_it() -> None:
    told = reading("The Taliban owned up to the ambush near Kabul.")
    assert [party.name for party in event(told, "ambush").actors] == ["Taliban"]


def test_it_that_speaks_is_no_he() -> None:
    told = reading(
        "Prime Minister Nikol Pashinyan spoke in parliament. Baku says that it answered shots. Soldiers had died in"
        " Kalbajar, it said. Crowds demanded Pashinyan's resignation. He denied that he had signed a treaty."
    )
    assert "Azerbaijan" not in [s.sources[0].name for s in told.statements if "treaty" in s.content[-1].exact]


AFGHAN = (
    "Fighters seized Farah and Pul-e-Khumri on Tuesday, residents of Kunduz said. U.S. troops are leaving.\n\n"
    "Government forces had retreated from Pul-e-Khumri, a council member said. Army troops fought off an assault on"
    " Faizabad, killing 40 fighters."
)


def test_whose_government_forces_are_follows_the_towns_of_the_story() -> None:
    told = reading(AFGHAN)
    assert [party.name for party in event(told, "retreated").actors] == ["Afghan Armed Forces"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Kenya's president, William Ruto, said that the mission would go ahead.",
            ("William Ruto", "president", "Kenya"),
        ),
        (
            "Israel's defence minister, Yoav Gallant, said that the war would continue.",
            ("Yoav Gallant", "defence minister", "Israel"),
        ),
        ("Hezbollah's spokesman, Ali Smith, said that it had begun.", ("Ali Smith", "spokesman", "Hezbollah")),
    ],
)
def test_an_office_with_its_holder_beside_it_is_the_holder(text: str, expected: tuple[str, str, str]) -> None:
    source = reading(text).statements[0].sources[0]
    assert (source.name, source.role, source.affiliation) == expected


@pytest.mark.parametrize(
    ("text", "threatens"),
    [
        ("The Basalt Institute, a think tank, warned that violence would spread to Punjab.", False),
        ("Turkey warned that it would attack Kobani.", True),
    ],
)
def test_who_only_foretells_threatens_nobody(text: str, threatens: bool) -> None:
    assert any(e.kind == "threat" for e in reading(text).events) == threatens


def test_a_whole_toll_and_its_parts_behind_a_colon() -> None:
    told = reading("The number of people killed has risen to 71: 9 civilians, 39 tribal gunmen and 23 soldiers.")
    counts = event(told, "killed").counts
    assert [(count.best, count.subset_of) for count in counts] == [(71, None), (9, 0), (39, 0), (23, 0)]
    assert counts[0].whom is None


def test_injuries_of_nine_are_nine_wounded() -> None:
    told = reading("Nine people, including two children, sustained various injuries in clashes in Idlib.")
    assert [(c.what, c.best) for e in told.events for c in e.counts] == [("wounded", 9), ("wounded", 2)]


def test_martyrdom_is_death() -> None:
    told = reading("Two soldiers embraced martyrdom during an operation in North Waziristan on Friday.")
    assert [(c.what, c.best) for c in event(told, "embraced").counts] == [("killed", 2)]


def test_a_valley_is_no_capital() -> None:
    told = reading("Five soldiers laid down their lives in the valley of Tirah on Friday.")
    assert not any("Anguilla" in actor.name for actor in told.actors)


def test_the_city_that_is_described_is_the_city_named_before() -> None:
    told = reading("Fighters moved towards Mazar-i-Sharif. The city, the last stronghold in the north, is surrounded.")
    assert places(told, "surrounded") == ["Mazar-e Sharif"]


def test_on_condition_of_anonymity_is_not_what_was_said() -> None:
    told = reading("“There will be gaps,” one diplomat told Horn Report on condition of anonymity.")
    assert [span.exact for span in told.statements[0].content] == ["“There will be gaps,”"]


def test_the_incident_of_the_next_paragraph_lends_no_place() -> None:
    told = reading(
        "Attackers stormed a hotel in Mogadishu on Friday, police said. Al-Shabaab said that its fighters were behind"
        " the attack.\n\nIn a separate incident, 27 people died when a shell went off near Qoryoley."
    )
    assert "Qoryooley" not in places(told, "attack")


HEADED = (
    "We set out what we know of harm to civilians.\n\n"
    "Idlib, 12 and 13 January. Air strikes killed at least 34 civilians. Nobody has been punished.\n\n"
    "2. Raqqa. Mortar fire killed four displaced people on 9 January.\n\n"
    "The note ends here."
)


def test_a_heading_gives_place_and_day_to_what_stands_behind_it() -> None:
    told = reading(HEADED)
    strikes = event(told, "Air strikes")
    assert (places(told, "Air strikes"), strikes.time.start, strikes.time.end) == (
        ["Idlib"],
        "2024-01-12",
        "2024-01-13",
    )
    assert [names for e in told.events if e.kind == "shelling" for names in places(told, e.trigger.exact)] == ["Raqqa"]


def test_whoever_was_named_in_the_sentence_before_warns() -> None:
    told = reading(
        "The prime minister, Ann Smith, said that troops had left. Officials gathered in Goma on Monday. António"
        " Guterres invoked Article 99. He warned that public order could soon break down."
    )
    warned = next(s for s in told.statements if "public order" in s.content[0].exact)
    assert warned.sources[0].name == "Antonio Guterres"


def test_heights_above_a_town_are_not_the_town() -> None:
    told = reading("M23 now controls Mushaki, Karuba and the heights above Sake.")
    names = {place.id: place.name for place in told.places}
    assert [names[row.place] for row in told.control] == ["Mushaki", "Karuba"]


def test_shot_and_wounded_is_wounded() -> None:
    told = reading("Gunmen shot and wounded a policeman outside his home in Pulwama.")
    assert [(c.what, c.best) for c in event(told, "shot").counts] == [("wounded", 1)]


def test_responsibility_taken_is_a_claim_and_gunmen_stay_gunmen() -> None:
    told = reading("Gunmen attacked a policeman in Pulwama. Hizbul Mujahideen took responsibility in a call.")
    assert [party.name for party in event(told, "attacked").actors] == ["gunmen"]
    claim = event(told, "took responsibility")
    assert (claim.actors[0].name, claim.status) == ("Hizbul Mujahideen", "claimed")


def test_responsibility_for_floods_is_no_attack() -> None:
    assert reading("The mayor took responsibility for the floods.").events == ()


def test_what_a_governor_did_besides_promising_is_not_what_he_promised() -> None:
    told = reading("The governor promised that there would be no impunity and sent 500 soldiers to Toluca.")
    assert [span.exact for s in told.statements for span in s.content] == ["there would be no impunity"]
    assert event(told, "sent").status == "asserted"


def test_one_spokesman_keeps_his_words() -> None:
    told = reading("Two bombs fell on Goma, the provincial governor's spokesman said.")
    assert told.statements[0].sources[0].name == "provincial governor's spokesman"


def test_a_dateline_may_lack_its_dash() -> None:
    told = reading("SRINAGAR, India (Himal News) Shelling killed two men in Uri late on Monday, police said.")
    assert [s.name for s in event(told, "Shelling").sources] == ["police"]


@pytest.mark.parametrize("state", ["Saudi Arabia", "South Africa", "Burkina Faso", "Sri Lanka", "Sierra Leone"])
def test_a_state_of_two_words_acts(state: str) -> None:
    told = reading(f"{state} condemned the attack in Gao on Friday.")
    assert [party.name for party in event(told, "condemned").actors] == [state]


BULLETIN = (
    "- 03 Jan 2024, Mosul (Iraq). Federal Police recaptured a district; 12 fighters killed, two cars destroyed.\n"
    "- 04 Jan 2024, Hawija (Iraq). Gunmen executed 10 men.\n"
)


def test_a_bulletin_of_one_line_a_day() -> None:
    told = reading(BULLETIN)
    taken, killed = event(told, "recaptured"), event(told, "executed")
    assert [party.name for party in taken.actors] == ["Federal Police"]
    assert (taken.time.start, killed.time.start) == ("2024-01-03", "2024-01-04")
    assert (places(told, "recaptured"), places(told, "executed")) == (["Mosul"], ["Hawija"])


def test_who_is_at_odds_foretells_nothing() -> None:
    assert reading("The group has been at odds with its neighbour over land.").forecasts == ()


def test_a_war_that_goes_on_says_nothing() -> None:
    told = reading("“They will stay as long as the war in Gaza goes on,” said Ann Smith, a teacher.")
    assert [s.sources[0].name for s in told.statements] == ["Ann Smith"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Rebels used drones to attack the airport of Goma on Monday.", "drone-strike"),
        ("The army has used helicopters to bomb the camp near Gao.", "air-strike"),
        ("The insurgents took advantage of a sandstorm to counterattack near Hit.", "offensive"),
        ("The shelling of Idlib did not stop on Monday.", "shelling"),
        ("Air raids on Idlib never stopped.", "air-strike"),
        ("The retaking of Palmyra by the army was announced on Friday.", "territory-captured"),
    ],
)
def test_what_is_done_by_means_of_something_and_what_goes_on_happened(text: str, kind: str) -> None:
    assert [(e.kind, e.status) for e in reading(text).events] == [(kind, "asserted")]


@pytest.mark.parametrize(
    "text",
    [
        "The rebels could use drones to attack the airport of Goma.",
        "The men wanted to use rockets to hit the base at Gao.",
    ],
)
def test_what_could_be_done_by_means_of_something_has_not_happened(text: str) -> None:
    assert "asserted" not in [e.status for e in reading(text).events]


def test_a_capital_is_meant_rather_than_a_town_that_is_also_called_so() -> None:
    told = reading(
        "SRINAGAR (LW) - Delhi called off talks in Islamabad on Thursday. In Pulwama, south of Srinagar, gunmen shot a"
        " policeman. Crowds clashed with police in Sopore and Anantnag district."
    )
    assert ("Islamabad", "PAK") in [(place.name, place.country) for place in told.places]
