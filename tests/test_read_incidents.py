"""What reading must give for reports of one act to meet: figures of others, days and sides, sentence by sentence."""

from __future__ import annotations

import pytest

import marsad
from marsad.records import Event

BOMB = "A bomb hit a French convoy near Gao on Monday. "


def events_of(text: str, published: str = "2021-06-15") -> list[Event]:
    """The events of a report, Tuesday by default."""
    return list(marsad.read(text, published=published).events)


@pytest.mark.parametrize(
    "words",
    ["A spokesman said that there were no French casualties.", "None of the soldiers was hurt, a spokesman said."],
)
def test_nobody_hurt_as_somebody_says_is_a_figure_of_its_own(words: str) -> None:
    first, second = events_of(BOMB + words)
    assert (second.kind, second.time, second.places) == (first.kind, first.time, first.places)
    assert [(c.low, c.best, c.high) for c in second.counts] == [(0, 0, 0)]
    assert second.sources


def test_nobody_hurt_in_the_same_breath_is_the_figure_of_that_act() -> None:
    (event,) = events_of(
        "There were no French casualties in the attack on the base in Gao on Monday, a spokesman said."
    )
    assert [(c.what, c.best) for c in event.counts] == [("killed", 0)]


def test_slightly_hurt_is_a_figure() -> None:
    _, event = events_of("A car bomb hit a convoy in Gao on Monday. Two officers were slightly hurt, the police said.")
    assert [(c.what, c.best) for c in event.counts] == [("wounded", 2)]


@pytest.mark.parametrize(
    ("text", "trigger", "day"),
    [
        (
            "The coalition said on Friday it would look into Thursday's air raid on a bus in Saada.",
            "air raid",
            "2021-06-10",
        ),
        ("Boko Haram claimed the killing of farm workers near Maiduguri in a video on Sunday.", "killing", None),
        ("Troops searched the hills of Cauca on Friday for a mayor who was seized by gunmen.", "seized", None),
    ],
    ids=["possessive in a clause to come", "day of the claim", "who somebody is"],
)
def test_the_day_of_an_act_is_not_that_of_what_is_around_it(text: str, trigger: str, day: str | None) -> None:
    (event,) = [e for e in events_of(text) if trigger in e.trigger.exact]
    assert event.time.start == day


def test_a_figure_of_last_month_is_that_of_the_raid() -> None:
    text = "Last month seven soldiers died when a convoy was ambushed north of Gao."
    assert [c.cumulative for e in events_of(text) for c in e.counts] == [False]
    text = "Last month 310 people were killed in the province of Gao."
    assert [c.cumulative for e in events_of(text) for c in e.counts] == [True]


def test_whoever_confirms_an_attack_on_his_own_side_has_not_done_it() -> None:
    (event,) = events_of("The US-led coalition confirmed an attack on an American convoy near Raqqa on Monday.")
    assert not event.actors
    assert event.sources


@pytest.mark.parametrize(
    ("text", "trigger", "day"),
    [
        ("Rescuers dug on Monday, a day after a missile struck a school in Kyiv.", "struck", "2021-06-13"),
        ("Rebels left Koro on Monday, a week after they captured it.", "captured", "2021-06-07"),
        (
            "On Monday, three days after the bombing of a market in Goma, police arrested two men.",
            "arrested",
            "2021-06-14",
        ),
        ("Gunmen attacked a post in Quetta before dawn.", "attacked", "2021-06-15"),
    ],
)
def test_the_day_of_an_act_that_is_told_beside_another(text: str, trigger: str, day: str) -> None:
    (event,) = [e for e in events_of(text) if e.trigger.exact == trigger]
    assert (event.time.start, event.time.end) == (day, day)


@pytest.mark.parametrize(
    ("text", "trigger", "places"),
    [
        ("A car bomb exploded in the Somali capital on Monday.", "exploded", [("Mogadishu", "exact")]),
        ("Gunmen attacked a hotel in the capital of Mali.", "attacked", [("Bamako", "exact"), ("Mali", "country")]),
        ("Twenty people were killed in a village close to Bankass.", "killed", [("Bankass", "near")]),
        ("Gunmen attacked a hamlet not far from Koro in Mali.", "attacked", [("Koro", "near")]),
        ("Twenty people died when a bomber struck Mogadishu's Bakara market.", "struck", [("Bakara market", "near")]),
        ("Planes bombed the Wadi Zahr district of Tripoli.", "bombed", [("Wadi Zahr", "near")]),
        (
            "Gunmen stormed a hamlet east of Koro in Mali. Soldiers were killed near Gao, a nurse at a clinic in Mopti "
            "said.",
            "killed",
            [("Gao", "near")],
        ),
    ],
    ids=[
        "capital", "capital of a country", "close to", "not far from", "market of a town", "district of a town",
        "where a speaker is",
    ],
)  # fmt: skip
def test_where_an_act_is(text: str, trigger: str, places: list[tuple[str, str]]) -> None:
    (event,) = [e for e in events_of(text) if e.trigger.exact == trigger]
    assert [(place.name, place.precision) for place in event.places] == places


def test_a_denied_attack_is_the_one_that_was_told() -> None:
    told, denied = events_of(
        "Jets bombed a camp near Loikaw on Sunday and killed six. The army denied that it had attacked civilians."
    )
    assert denied.status == "denied"
    assert (denied.kind, denied.time.start) == (told.kind, told.time.start) == ("air-strike", "2021-06-13")


def test_evidence_holds_what_did_it() -> None:
    first, second = events_of(
        "A bomb at a mosque in Herat killed a cleric. An explosion tore through a hotel in Kabul."
    )
    assert first.evidence.exact.startswith("bomb") or first.evidence.exact.startswith("A bomb")
    assert "explosion" in second.evidence.exact
