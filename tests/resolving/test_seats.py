"""Where somebody speaks who is not said to be anywhere."""

from __future__ import annotations

from typing import Any

import pytest

from marsad.knowledge._gazetteer import packaged_gazetteer
from marsad.resolving._seats import seat_of, spot_at
from marsad.resolving._status import Parties


def seat(made: Any, draft: Any, *actors: Any) -> str | None:
    place = seat_of(draft, {a.id: a for a in actors}, Parties(actors, ()), packaged_gazetteer())
    return place.name if place else None


@pytest.mark.parametrize(
    ("kind", "actor_kind", "country", "wanted"),
    [
        ("demand", "government", "IRQ", "Baghdad"),
        ("accusation", "state", "CUB", "Havana"),
        ("threat", "state-forces", "KEN", "Nairobi"),
        ("victory-declared", "government", "IRQ", "Iraq"),
        ("demand", "armed-group", "SYR", None),
        ("demand", "ngo", "FRA", None),
        ("demand", "government", None, None),
        ("support", "state", "USA", None),
    ],
)
def test_states_and_their_organs_have_a_seat(
    made: Any, kind: str, actor_kind: str, country: str | None, wanted: str | None
) -> None:
    speaker = made.actor("speaker", actor_kind, country)
    draft = made.draft(kind, actors=[made.party("speaker")], speech=kind != "victory-declared")
    assert seat(made, draft, speaker) == wanted


def test_a_place_that_is_told_stays(made: Any) -> None:
    draft = made.draft("demand", actors=[made.party("speaker")], speech=True, places=[made.spot("geneva")])
    assert seat(made, draft, made.actor("speaker", "government", "IRQ")) is None


def test_what_is_no_speech_has_no_seat(made: Any) -> None:
    draft = made.draft("raid", actors=[made.party("speaker")])
    assert seat(made, draft, made.actor("speaker", "state-forces", "IRQ")) is None


def test_a_seat_stands_on_no_words(made: Any) -> None:
    draft = made.draft("demand", actors=[made.party("speaker")], speech=True)
    actors = {"speaker": made.actor("speaker", "state", "FRA")}
    place = seat_of(draft, actors, Parties(tuple(actors.values()), ()), packaged_gazetteer())
    assert place is not None
    spot = spot_at(place)
    assert (spot.name, spot.span, spot.relation, place.mentions) == ("Paris", None, "in", ())
