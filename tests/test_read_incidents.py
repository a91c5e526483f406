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
