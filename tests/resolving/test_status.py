"""Status and background (codebook, section 4), by who says so and to which side he belongs."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from marsad.records import Actor, EventTime, Relation, Source
from marsad.resolving._status import Parties, is_background, status_of

PUBLISHED = date(2025, 2, 5)
NOBODY = Parties([], [])


def status(made: Any, act: Any, *, sources: list[str | None], sides: list[str], **options: Any) -> str:
    return status_of(
        act,
        sources=[made.source(ident) for ident in sources],
        involved=[made.party(ident) for ident in sides],
        parties=options.get("parties", NOBODY),
        outlet=options.get("outlet"),
    )


@pytest.mark.parametrize(
    ("mood", "commitment", "sources", "sides", "expected"),
    [
        ("fact", None, [], ["hamas"], "asserted"),
        ("fact", "neutral", ["syrian-observatory-for-human-rights"], ["hamas"], "reported"),
        ("fact", "claim", [None], ["hamas"], "reported"),
        ("fact", "neutral", ["hamas"], ["hamas"], "claimed"),
        ("fact", "neutral", ["hamas"], [], "reported"),
        ("fact", "neutral", ["hezbollah"], ["hamas"], "reported"),
        ("fact", "deny", ["hamas"], ["hamas"], "denied"),
        ("denied", None, [], ["hamas"], "denied"),
        ("denied", "neutral", ["hamas"], ["hamas"], "denied"),
        ("forecast", None, [], ["hamas"], "forecast"),
        ("forecast", "neutral", ["hamas"], ["hamas"], "forecast"),
        ("forecast", "deny", ["hamas"], ["hamas"], "denied"),
        ("hypothetical", "neutral", ["hamas"], ["hamas"], "hypothetical"),
        ("hypothetical", None, [], [], "hypothetical"),
    ],
)
def test_the_first_class_that_fits(
    made: Any, mood: str, commitment: str | None, *, sources: list[str | None], sides: list[str], expected: str
) -> None:
    act = made.act("raid", mood=mood, credits=(made.credit(commitment),) if commitment else ())
    assert status(made, act, sources=sources, sides=sides) == expected


def test_a_target_claims_as_well_as_an_actor(made: Any) -> None:
    act = made.act("shelling", credits=(made.credit(),))
    assert status(made, act, sources=["hamas"], sides=["israel-defense-forces", "hamas"]) == "claimed"


@pytest.mark.parametrize(("kind", "expected"), [("person", "claimed"), ("monitor", "reported"), ("media", "reported")])
def test_who_only_watches_claims_nothing_though_the_model_says_so(made: Any, kind: str, expected: str) -> None:
    speaker = Actor("who", "Who", kind, None, None, (), ())
    act = made.act("raid", credits=(made.credit(),), claimed=True)
    assert status(made, act, sources=["who"], sides=["hamas"], parties=Parties([speaker], [])) == expected


def test_only_the_source_nearest_to_the_act_decides(made: Any) -> None:
    act = made.act("raid", credits=(made.credit(), made.credit()))
    assert status(made, act, sources=[None, "hamas"], sides=["hamas"]) == "reported"
    assert status(made, act, sources=["hamas", None], sides=["hamas"]) == "claimed"


def test_a_claim_of_responsibility_is_a_claim(made: Any) -> None:
    assert status(made, made.act("bombing", claim=True), sources=[], sides=["hamas"]) == "claimed"


@pytest.mark.parametrize(
    ("kind", "sources", "expected"),
    [
        ("raid", [], "claimed"),
        ("territory-captured", [], "claimed"),
        ("raid", ["reuters"], "reported"),
        ("talks", [], "asserted"),
    ],
)
def test_an_outlet_that_is_a_force_claims_what_it_tells_of_fighting(
    made: Any, kind: str, sources: list[str], expected: str
) -> None:
    act = made.act(kind, credits=tuple(made.credit() for _ in sources))
    found = status(made, act, sources=list(sources), sides=["islamic-state"], outlet="syrian-democratic-forces")
    assert found == expected


def parties(made: Any, *actors: Actor, relations: list[Relation] | None = None) -> Parties:
    return Parties(actors, relations or [])


def test_who_belongs_to_a_side_by_the_report(made: Any) -> None:
    spokesman = made.actor("kino-gabriel", "person")
    force = made.actor("local-brigade", "armed-group")
    one = parties(
        made,
        spokesman,
        force,
        relations=[Relation("kino-gabriel", "spokesperson_of", "local-brigade", None, None, None)],
    )
    assert one.same_side("kino-gabriel", "local-brigade")
    assert not one.same_side("kino-gabriel", "hamas")
    assert not parties(made, spokesman, force).same_side("kino-gabriel", "local-brigade")


def test_whoever_leads_a_force_belongs_to_it(made: Any) -> None:
    led = Relation("local-brigade", "led_by", "the-colonel", None, None, None)
    one = parties(
        made, made.actor("the-colonel", "person"), made.actor("local-brigade", "armed-group"), relations=[led]
    )
    assert one.same_side("the-colonel", "local-brigade")


def test_the_state_that_leads_a_coalition_is_of_the_side_of_its_spokesman() -> None:
    speaks = Relation("col-reed", "spokesperson_of", "us-led-coalition", None, None, None)
    one = Parties([], [speaks])
    assert one.same_side("col-reed", "united-states")
    assert one.same_side("united-states", "col-reed")
    assert not one.same_side("col-reed", "turkey")


def test_backing_is_no_belonging(made: Any) -> None:
    backed = Relation("local-brigade", "backed_by", "big-state", None, None, None)
    one = parties(
        made, made.actor("local-brigade", "armed-group"), made.actor("big-state", "state"), relations=[backed]
    )
    assert not one.same_side("big-state", "local-brigade")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("a", "government", "ETH"), ("b", "state-forces", "ETH"), True),
        (("a", "government", "ETH"), ("b", "state-forces", "ERI"), False),
        (("a", "government", "ETH"), ("b", "armed-group", "ETH"), False),
        (("a", "person", "ETH"), ("b", "state-forces", "ETH"), False),
        (("a", "media", "ETH"), ("b", "state-forces", "ETH"), False),
        (("a", "government", None), ("b", "state-forces", None), False),
    ],
)
def test_organs_of_one_state_are_one_side(made: Any, one: Any, other: Any, *, same: bool) -> None:
    assert parties(made, made.actor(*one), made.actor(*other)).same_side("a", "b") is same
    assert parties(made, made.actor(*one), made.actor(*other)).same_side("b", "a") is same


def test_a_part_of_a_known_group_is_that_group(made: Any) -> None:
    assert NOBODY.same_side("iswap", "islamic-state")
    assert not NOBODY.same_side("iswap", "boko-haram")


# ---------------------------------------------------------------- background


def background(made: Any, time: EventTime, *, status: str = "asserted", published: Any = PUBLISHED, **act: Any) -> bool:
    return is_background(made.act("raid", **act), time, published, status)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2025-02-05", False), ("2025-02-03", False), ("2025-01-30", False), ("2025-01-29", True), ("2012-11-20", True)],
)
def test_a_week_before_the_news_is_context(made: Any, day: str, *, expected: bool) -> None:
    assert background(made, made.day(day)) is expected


def test_a_date_knows_better_than_the_model_what_is_context(made: Any) -> None:
    undated = EventTime(None, "2025-02-05", "unknown", "published", None)
    assert not background(made, made.day("2025-02-03"), background=True)
    assert background(made, undated, background=True)
    assert background(made, made.day("2025-02-03"), background=True, published=None)


@pytest.mark.parametrize("status", ["forecast", "hypothetical"])
def test_what_has_not_happened_is_no_context(made: Any, status: str) -> None:
    assert not background(made, made.day("2012-11-20"), status=status)


def test_a_date_that_only_bounds_is_no_date(made: Any) -> None:
    assert not background(made, EventTime(None, "2025-02-05", "unknown", "published", None))


def test_without_a_date_of_publication_no_day_is_old(made: Any) -> None:
    assert not background(made, made.day("2012-11-20"), published=None)


def test_words_that_put_it_before_the_news(made: Any) -> None:
    assert background(made, EventTime(None, "2025-02-05", "unknown", "published", None), before=True)


def test_the_past_of_the_past_is_context_unless_somebody_says_it(made: Any) -> None:
    undated = EventTime(None, "2025-02-05", "unknown", "published", None)
    assert background(made, undated, tense="pluperfect")
    assert not background(made, undated, tense="pluperfect", credits=(made.credit(),))
    assert not background(made, made.day("2025-02-04"), tense="pluperfect")


@pytest.mark.parametrize(
    ("name", "role", "expected"),
    [
        ("Lena Mostov", "freelance journalist", "reported"),
        ("a witness", None, "reported"),
        ("two residents", None, "reported"),
        ("Lena Mostov", "spokeswoman", "claimed"),
        (None, None, "reported"),
    ],
)
def test_whose_office_is_to_watch_claims_nothing(made: Any, name: str | None, role: str | None, expected: str) -> None:
    ident = name.lower().replace(" ", "-") if name else None
    told = Source(ident, name, role, None, None, None)
    parties = Parties([made.actor(ident, "person")] if ident else [], [])
    act = made.act("raid", claimed=True, credits=(made.credit(),))
    found = status_of(act, sources=[told], involved=[made.party("hamas")], parties=parties, outlet=None)
    assert found == expected
