"""Words that point at an act told elsewhere, and whose people a phrase names, on sentences of our own."""

from __future__ import annotations

import pytest
from tests.news import event, places, reading

from marsad.records import Event, Reading


def actors(told: Event) -> list[str]:
    return [party.name for party in told.actors]


def targets(told: Event) -> list[str]:
    return [party.name for party in told.targets]


def sources(told: Event) -> list[str | None]:
    return [source.actor for source in told.sources]


def by_status(told: Reading, status: str) -> Event:
    return next(e for e in told.events if e.status == status)


SHOT = "Gunmen shot dead a community leader in Tibu on Wednesday. "


# ---------------------------------------------------------------- owning up, denying


@pytest.mark.parametrize(
    "words",
    [
        "The ELN said it was not behind the killing.",
        "The ELN said it had nothing to do with the killing.",
        "The ELN denied that it was behind the killing.",
        "The ELN denied that it was responsible.",
        "The ELN denied it was to blame.",
        "The ELN said its fighters were not involved.",
    ],
)
def test_who_says_that_it_was_not_he_denies_the_act_told_before(words: str) -> None:
    denied = by_status(reading(SHOT + words), "denied")
    assert (denied.kind, targets(denied), sources(denied)) == ("assassination", ["community leaders"], ["eln"])


def test_who_says_that_he_was_behind_it_claims_it() -> None:
    claimed = by_status(reading(SHOT + "The ELN said it was behind the killing."), "claimed")
    assert actors(claimed) == ["National Liberation Army (Colombia)"]


def test_a_denial_that_names_the_act_is_about_that_act() -> None:
    told = reading(
        "Armed men kidnapped the mayor of Toribio on Tuesday. Three soldiers were wounded when a mine went off."
        " The National Liberation Army denied that it was behind the abduction."
    )
    assert by_status(told, "denied").kind == "abduction"


@pytest.mark.parametrize("words", ["The army denied this figure.", "The army disputed the figure."])
def test_a_figure_is_denied(words: str) -> None:
    assert sources(by_status(reading(SHOT + words), "denied")) == ["army"]


def test_nobody_claims_the_death_of_the_attackers() -> None:
    told = reading(
        "Militants rammed a truck laden with explosives into a post of the security forces in Daraban on Tuesday,"
        " killing at least 23 soldiers. Six assailants tried to enter the compound and were shot dead."
        " Tehreek-e-Jihad Pakistan claimed responsibility in a message to reporters."
    )
    assert "attackers" not in targets(event(told, "claimed responsibility"))


# ---------------------------------------------------------------- blame


def test_what_is_blamed_on_somebody_is_not_an_attack_on_him() -> None:
    told = reading("A bomb killed nine people in Mogadishu on Friday. Police blamed the attack on al-Shabaab.")
    assert targets(event(told, "blamed")) == ["al-Shabaab"]
    assert not [e for e in told.events if e.trigger.exact == "attack"]


def test_what_is_told_with_its_day_is_the_deed_of_whom_it_is_blamed_on() -> None:
    told = reading("The army blamed Friday's attack on the rebels.")
    assert actors(event(told, "attack")) == ["rebels"]


def test_whose_work_an_attack_was() -> None:
    told = reading("The attack was the work of jihadists from the Islamic State in the Greater Sahara, sources said.")
    assert actors(event(told, "attack")) == ["Islamic State Sahel Province"]


# ---------------------------------------------------------------- figures told of an attack


def test_who_puts_the_toll_at_a_figure_tells_of_it_and_does_nothing() -> None:
    told = reading(
        "At least 110 civilians were killed in Saturday's massacre near Maiduguri, the United Nations said."
        " Nigeria's army put the toll at 43."
    )
    toll = event(told, "toll")
    assert (actors(toll), sources(toll), [c.best for c in toll.counts]) == ([], ["nigerian-armed-forces"], [43])


def test_a_toll_in_its_own_words_has_its_source() -> None:
    toll = event(reading("Hospital officials put the toll at 12 dead and 30 wounded."), "toll")
    assert [(c.what, c.best) for c in toll.counts] == [("killed", 12), ("wounded", 30)]
    assert sources(toll) == ["officials"]


def test_the_wounded_of_an_attack_are_printed_where_the_model_names_the_attack() -> None:
    told = reading(
        "A suicide bomber struck the railway station of Quetta on Saturday morning and killed at least 24 people,"
        " police said. More than 50 people were hurt, according to a hospital."
    )
    assert [(c.what, c.low) for c in event(told, "hurt").counts] == [("wounded", 51)]


@pytest.mark.parametrize(
    ("text", "trigger", "killed"),
    [
        (
            "Pakistan demanded action over an assault on a military post in Daraban in which 23 soldiers died.",
            "assault",
            23,
        ),
        ("The group carried out the bombing of a hotel in Baidoa in which nine people were killed.", "bombing", 9),
    ],
)
def test_who_died_in_it_is_told_with_it(text: str, trigger: str, killed: int) -> None:
    told = reading(text)
    assert [(c.what, c.best) for c in event(told, trigger).counts] == [("killed", killed)]
    assert not [e for e in told.events if e.kind == "killing"]


def test_an_age_is_no_figure() -> None:
    told = reading("A boy of nine was wounded when a missile hit a hospital in Kyiv on January 8.")
    assert all(c.best == 1 for e in told.events for c in e.counts)


def test_a_day_in_a_name_is_no_figure() -> None:
    assert not event(reading("The March 23 Movement launched an offensive near Goma."), "offensive").counts


# ---------------------------------------------------------------- whose people


@pytest.mark.parametrize(
    ("text", "trigger", "who"),
    [
        ("Unknown men shot dead a teacher in Tibu.", "shot", "gunmen"),
        ("Unidentified men kidnapped two aid workers in Tibu.", "kidnapped", "gunmen"),
        ("Fighters from the Islamic State attacked an army post in Gao.", "attacked", "Islamic State"),
        ("Fighters from al-Shabaab attacked an army post in Kismayo.", "attacked", "al-Shabaab"),
        ("Dissidents of the FARC released a mayor in Cauca on Friday.", "released", "FARC dissidents"),
    ],
)
def test_who_acts(text: str, trigger: str, who: str) -> None:
    assert actors(event(reading(text), trigger)) == [who]


def test_unknown_men_who_suffer_are_people() -> None:
    assert targets(event(reading("Two unidentified men were shot dead in Tibu."), "shot")) == ["civilians"]


SDF = "The Syrian Democratic Forces launched an offensive in Deir al-Zor province on Saturday. "


@pytest.mark.parametrize("whose", ["The alliance's fighters", "The group's fighters", "Fighters of the alliance"])
def test_whose_fighters_where_one_body_fits(whose: str) -> None:
    told = reading(SDF + f"{whose} advanced some 30 kilometres.")
    assert actors(event(told, "advanced")) == ["Syrian Democratic Forces"]


@pytest.mark.parametrize("speaker", ["a spokesman for the group", "a spokesman of the group", "the group's spokesman"])
def test_a_body_speaks_through_its_spokesman(speaker: str) -> None:
    told = event(reading(f"The Taliban attacked Kunduz on Monday, {speaker} said."), "attacked")
    assert (told.status, sources(told)) == ("claimed", ["taliban"])


def test_the_group_is_nobody_where_two_fit() -> None:
    told = reading("The Taliban and Islamic State fought in Kunar on Monday. The group's fighters shot two policemen.")
    assert actors(event(told, "shot")) == ["fighters"]


# ---------------------------------------------------------------- sides, places, days


def test_the_fighting_goes_on_between_the_same_sides() -> None:
    told = reading(
        "M23 rebels and Congolese troops fought with heavy weapons around Sake on Monday, local sources said."
        " The fighting began on Saturday and has driven thousands of people towards Goma, the UN said."
    )
    fighting = event(told, "fighting")
    assert actors(fighting) == ["March 23 Movement"]
    assert targets(fighting) == ["Armed Forces of the Democratic Republic of the Congo"]
    assert places(told, "fighting") == ["Sake"]


def test_the_city_is_not_where_the_report_was_filed() -> None:
    told = reading(
        "BEIRUT - The Syrian Democratic Forces launched an offensive against Islamic State in Deir al-Zor province on"
        " Saturday, a commander said. Its fighters advanced some 30 kilometres and reached a zone east of the city."
    )
    assert "Beirut" not in places(told, "advanced")


def test_when_the_victims_are_mourned_is_not_when_they_were_struck() -> None:
    told = reading(
        "The Ukrainian capital held a day of mourning on Tuesday for the victims of a Russian missile strike on a"
        " children's hospital."
    )
    assert event(told, "missile strike").time.start is None


def test_a_capital_that_speaks_is_no_place_of_the_strikes() -> None:
    told = reading(
        "Russian jets killed 34 people in strikes on boats near the river on Sunday, according to the Observatory."
        " Moscow denied it."
    )
    assert all("Moscow" not in places(told, e.trigger.exact) for e in told.events)


def test_what_has_gone_on_since_a_day() -> None:
    told = reading("More than 1,500 fighters had been killed since the offensive began on January 20.")
    assert (event(told, "killed").time.start, event(told, "killed").time.end) == ("2024-01-20", "2024-02-01")
    assert event(told, "offensive").time.end == "2024-01-20"


def test_until_when_it_holds_is_not_when_it_was() -> None:
    told = reading("The UN envoy suspended peace talks in Geneva until February 25.")
    assert (event(told, "suspended").time.start, event(told, "suspended").time.end) == (None, "2024-02-01")


@pytest.mark.parametrize(
    "words",
    ["the Turkish military called the report a lie.", "the Turkish military described the figure as absurd."],
)
def test_what_is_called_untrue_is_denied(words: str) -> None:
    denied = by_status(
        reading(f"An air strike on a hospital killed 16 people on Friday, medics said; {words}"), "denied"
    )
    assert (denied.kind, sources(denied)) == ("air-strike", ["turkish-armed-forces"])


def test_what_a_force_denies_it_has_not_done() -> None:
    told = reading("Rebels captured Mopti in Mali on Monday, residents said. The army denied that the town had fallen.")
    assert actors(by_status(told, "denied")) == ["rebels"]


def test_whose_army_it_is_follows_the_towns_and_not_the_dateline() -> None:
    told = reading(
        "BEIRUT - Islamic State militants have blown up a temple in Palmyra. They seized the city from government"
        " troops in May."
    )
    assert targets(event(told, "seized")) == ["Syrian Armed Forces"]


def test_who_loses_soldiers_does_not_kill_them() -> None:
    told = event(reading("KABUL - The army said on Monday that it had lost six soldiers in Kunduz."), "lost")
    assert (actors(told), targets(told)) == ([], ["Afghan Armed Forces"])


def test_the_village_is_no_oilfield() -> None:
    told = reading(
        "The assault on Baghouz began on Saturday, a spokesman said at a base in Omar oilfield. A coalition air strike"
        " on a mosque in the village killed 16 people."
    )
    assert places(told, "air strike") == ["Baghuz Fawqani"]


def test_an_army_spokesman_speaks_for_the_army() -> None:
    told = reading("Militants attacked a base in Mopti in central Mali on Monday, an army spokesman said.")
    assert sources(event(told, "attacked")) == ["malian-armed-forces"]


def test_who_is_accused_is_not_where() -> None:
    told = reading("Washington accused Moscow of trying to settle the war by force.")
    assert places(told, "accused") == ["Washington"]


def test_regime_troops_are_those_of_the_regime() -> None:
    told = reading(
        "Turkey's defence minister claimed that 309 regime troops had been neutralised; the Syrian Observatory spoke of"
        " 31 dead."
    )
    assert targets(event(told, "neutralised")) == ["Syrian Armed Forces"]
    assert [(c.what, c.best) for c in event(told, "dead").counts] == [("killed", 31)]


@pytest.mark.parametrize(
    ("text", "figure"),
    [("The militia says it lost 25 of its own in Dhiban.", 25), ("The rebels say they lost 22 men in Dhiban.", 22)],
)
def test_what_a_side_says_it_lost(text: str, figure: int) -> None:
    told = event(reading(text), "lost")
    assert (told.kind, told.status, [(c.what, c.best) for c in told.counts]) == (
        "killing",
        "claimed",
        [("killed", figure)],
    )


def test_officers_of_a_state_are_soldiers() -> None:
    assert actors(event(reading("US officers met tribal leaders on Sunday."), "met")) == ["United States Armed Forces"]


def test_when_it_was_stands_before_a_clause_with_when() -> None:
    told = reading(
        "Those who were killed last week, when a suicide bomber struck a hotel in Baidoa, were buried on Monday."
    )
    assert (event(told, "struck").time.start, event(told, "struck").time.end) == ("2024-01-22", "2024-01-28")


def test_military_commanders_speak_for_themselves() -> None:
    told = event(
        reading("Militants attacked a base in Borno, Nigeria, on Friday, two military commanders said."), "attacked"
    )
    assert sources(told) == ["commanders"]


def test_a_wedding_party_is_people() -> None:
    told = event(
        reading("At least 15 people were killed in an air strike on a wedding party in Badghis."), "air strike"
    )
    assert targets(told) == ["civilians"]


def test_bodies_are_counted_by_whose_they_are() -> None:
    told = event(reading("The bodies of seven missing fishermen were found on Lake Kivu on Tuesday."), "found")
    assert [(c.what, c.best) for c in told.counts] == [("killed", 7)]


def test_the_forces_of_a_leader_are_those_that_he_leads() -> None:
    told = reading("Khalifa Haftar said on Thursday that his forces had taken Sirte.")
    assert actors(event(told, "taken")) == ["Libyan National Army"]


def test_the_soldiers_of_a_state_are_its_army() -> None:
    told = reading(
        "Azerbaijan's forces launched an offensive on Sunday morning. Armenia said that 16 of its soldiers had been"
        " killed."
    )
    assert targets(event(told, "killed")) == ["Armenian Armed Forces"]


def test_a_claim_that_says_what_it_is_of_denies_no_other_act() -> None:
    told = reading(
        "Militants attacked a post in Daraban on Tuesday, killing 23 soldiers. Kabul said that it would investigate,"
        " but rejected the claim that Afghan soil had been used."
    )
    assert [e.trigger.exact for e in told.events if e.status == "denied"] == []


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Cross-border fire resumed near Kursk on Monday.", "Cross-border fire"),
        ("Counter-battery fire went on near Kherson on Monday.", "Counter-battery fire"),
    ],
)
def test_words_of_the_tables_may_have_a_hyphen(text: str, trigger: str) -> None:
    assert event(reading(text), trigger).kind == "shelling"


def test_an_act_of_peace_holds_no_dead() -> None:
    told = reading(
        "The alliance suspended its operations on October 31 when Turkish shells killed four of its fighters."
    )
    assert event(told, "suspended").counts == ()
    shelling = event(told, "killed")
    assert (shelling.kind, actors(shelling), [c.best for c in shelling.counts]) == ("shelling", ["Turkey"], [4])
