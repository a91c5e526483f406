"""Denials and figures of the dead end to end, with the shipped model: sentences of our own."""

from __future__ import annotations

import pytest

import marsad
from marsad.records import Event

PUBLISHED = "2024-05-10"  # a Friday


def events(text: str) -> tuple[Event, ...]:
    return marsad.read(f"{text}\n", published=PUBLISHED).events


def test_what_a_clause_denies_is_denied_once() -> None:
    found = events(
        "Rebels shelled a depot in Homs on Monday. The army denied reports that its soldiers had left Saraqib."
    )
    assert [(e.kind, e.status) for e in found] == [("shelling", "asserted"), ("withdrawal", "denied")]


def test_a_bare_denial_is_of_what_was_claimed_last() -> None:
    text = (
        "Rebels shelled Homs on Monday. A militia said on Tuesday that it had captured Saraqib. The army denied this."
    )
    assert [(e.kind, e.status) for e in events(text)][-2:] == [
        ("territory-captured", "claimed"),
        ("territory-captured", "denied"),
    ]


def test_what_somebody_does_not_say_is_no_denial() -> None:
    found = events("The army bombed two villages on Sunday. It did not say how many people were killed.")
    assert [e.kind for e in found] == ["air-strike"]


def test_a_monitor_tells_of_fighting_and_takes_no_part() -> None:
    text = "The Syrian Observatory for Human Rights said on Sunday that they had killed eight militants near Homs."
    assert all(p.actor != "syrian-observatory-for-human-rights" for e in events(text) for p in e.actors)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("A bomb went off in Homs on Monday. The mayor counted 21 dead soldiers.", 21),
        ("A bomb went off in Homs on Monday. The army spoke of one dead soldier.", 1),
        ("A bomb went off in Homs on Monday. The police put the number of dead at 18.", 18),
        ("A bomb went off in Homs on Monday. A nurse said that she had seen 16 bodies.", 16),
        ("A bomb went off in Homs on Monday. The clinic said it had received seven bodies.", 7),
    ],
)
def test_the_dead_are_counted_without_a_verb_of_killing(text: str, figure: int) -> None:
    counts = [(c.what, c.best) for e in events(text) for c in e.counts]
    assert ("killed", figure) in counts


@pytest.mark.parametrize(
    "text",
    [
        "The army rejected claims that its soldiers had shelled the market.",
        "Kyiv dismissed an allegation that its drones had hit the school.",
    ],
)
def test_who_rejects_a_claim_denies_what_it_says(text: str) -> None:
    (denied,) = [event for event in events(text) if event.kind != "refusal"]
    assert denied.status == "denied"
    assert len(denied.sources) == 1


def test_a_claim_of_responsibility_in_a_clause_is_no_denial() -> None:
    text = "Boko Haram, which claimed the raid, is likely to attack the town again, an officer said."
    assert next((e.kind, e.status) for e in events(text)) == ("raid", "claimed")
