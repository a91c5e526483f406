"""What one mention takes over from the same act elsewhere in the report, and what it never does."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.resolving._draft import Draft
from marsad.resolving._elsewhere import complete
from marsad.resolving._status import Parties

NOBODY = Parties([], [])


def completed(*drafts: Draft, actors: list[Any] | None = None) -> None:
    known = {actor.id: actor for actor in actors or []}
    complete(drafts, known, Parties(list(known.values()), []), "")


def ids(parties: list[Any]) -> list[str]:
    return [party.actor for party in parties]


# ---------------------------------------------------------------- what is taken over


def test_a_noun_that_points_back_takes_sides_day_and_place(made: Any) -> None:
    told = made.draft(
        "offensive",
        actors=[made.party("army")],
        targets=[made.party("rebels")],
        places=[made.spot("sake")],
        time=made.day("2025-02-03"),
    )
    again = made.draft("offensive", nominal=True, definite=True)
    completed(told, again)
    assert ids(again.actors) == ["army"]
    assert ids(again.targets) == ["rebels"]
    assert [s.place for s in again.places] == ["sake"]
    assert again.time == told.time
    assert again.inherited == {"actors", "targets", "places", "time"}
    assert told.inherited == set()


def test_the_attack_is_the_bombing_told_before(made: Any) -> None:
    told = made.draft("suicide-attack", places=[made.spot("kabul")], time=made.day("2025-02-03"))
    again = made.draft("armed-attack", nominal=True, definite=True)
    completed(told, again)
    assert again.kind == "suicide-attack"
    assert "kind" in again.inherited


def test_a_claim_is_about_the_act_told_before(made: Any) -> None:
    told = made.draft("bombing", places=[made.spot("kabul")], time=made.day("2025-02-03"))
    claim = made.draft("armed-attack", claim=True, actors=[made.party("islamic-state")])
    completed(told, claim)
    assert (claim.kind, ids(claim.actors), claim.time) == ("bombing", ["islamic-state"], told.time)
    assert [s.place for s in claim.places] == ["kabul"]
    assert told.actors == []  # the outlet leaves it open who did it


def test_whom_the_same_side_fights(made: Any) -> None:
    one = made.draft("battle", actors=[made.party("army")], targets=[made.party("rebels")])
    other = made.draft("arrest", actors=[made.party("army")])
    third = made.draft("offensive", actors=[made.party("army")])
    completed(one, other, third)
    assert ids(third.targets) == ["rebels"]
    assert other.targets == []  # an arrest is no fight


@pytest.mark.parametrize("kind", ["armed-attack", "raid", "territory-captured", "displacement", "protest"])
def test_an_act_of_force_ground_people_or_street_takes_a_place(made: Any, kind: str) -> None:
    placed, bare = made.draft(kind, places=[made.spot("sake")]), made.draft(kind)
    completed(placed, bare)
    assert [s.place for s in bare.places] == ["sake"]


def test_the_place_may_be_told_later(made: Any) -> None:
    bare, placed = made.draft("raid"), made.draft("raid", places=[made.spot("sake")])
    completed(bare, placed)
    assert [s.place for s in bare.places] == ["sake"]


def test_a_country_alone_takes_the_town_of_the_same_act_in_front(made: Any) -> None:
    wide = made.draft("raid", actors=[made.party("army")], places=[made.spot("mali", precision="country")])
    exact = made.draft("raid", actors=[made.party("army")], places=[made.spot("gao")])
    completed(wide, exact)
    assert [s.place for s in wide.places] == ["gao", "mali"]


def test_the_militants_are_the_one_armed_group_of_the_report(made: Any) -> None:
    group = made.actor("islamic-state", "armed-group")
    named = made.draft("raid", actors=[made.party("islamic-state")], targets=[made.party("army")])
    again = made.draft("offensive", actors=[made.party("army")], targets=[made.party("militants", "the militants")])
    some = made.draft("shelling", actors=[made.party("militants", "five militants")])
    completed(named, again, some, actors=[group])
    assert ids(again.targets) == ["islamic-state"]
    assert ids(some.actors) == ["militants"]


def test_with_two_armed_groups_the_militants_stay_open(made: Any) -> None:
    groups = [made.actor("islamic-state", "armed-group"), made.actor("hamas", "armed-group")]
    one = made.draft("raid", actors=[made.party("islamic-state")], targets=[made.party("hamas")])
    again = made.draft("shelling", actors=[made.party("militants", "the militants")])
    completed(one, again, actors=groups)
    assert ids(again.actors) == ["militants"]


def test_a_denial_is_about_the_force_told_last(made: Any) -> None:
    told = made.draft("shelling", actors=[made.party("army")], places=[made.spot("sake")], time=made.day("2025-02-03"))
    denial = made.draft("armed-attack", denial=True, mood="denied")
    completed(told, denial)
    assert (denial.kind, ids(denial.actors), denial.time) == ("shelling", ["army"], told.time)
    assert not denial.dropped


def test_a_denial_of_nothing_is_dropped(made: Any) -> None:
    talks = made.draft("talks", actors=[made.party("army")])
    denial = made.draft("armed-attack", denial=True, mood="denied")
    completed(talks, denial)
    assert denial.dropped


# ---------------------------------------------------------------- what is not


def test_a_noun_without_an_article_tells_an_act_of_its_own(made: Any) -> None:
    told = made.draft("offensive", actors=[made.party("army")], time=made.day("2025-02-03"))
    other = made.draft("offensive", nominal=True)
    completed(told, other)
    assert (other.actors, other.time.basis) == ([], "published")


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "talks"},
        {"mood": "negated"},
        {"mood": "purpose"},
        {"targets": "hamas"},
        {"places": "kabul"},
        {"time": "2025-01-15"},
        {"before": True},
    ],
    ids=lambda changes: " ".join(f"{k}={v}" for k, v in changes.items()),
)
def test_acts_that_cannot_be_the_same_give_nothing(made: Any, changes: dict[str, Any]) -> None:
    changes = dict(changes)
    kind = changes.pop("kind", "offensive")
    if "targets" in changes:
        changes["targets"] = [made.party(changes["targets"])]
    changes["places"] = [made.spot(changes.get("places", "sake"))]
    changes["time"] = made.day(changes.get("time", "2025-02-03"))
    told = made.draft(kind, actors=[made.party("army")], **changes)
    again = made.draft(
        "offensive",
        nominal=True,
        definite=True,
        targets=[made.party("rebels")],
        places=[made.spot("sake")],
        time=made.day("2025-02-03"),
    )
    completed(told, again)
    assert again.actors == []
    assert again.inherited == set()


def test_a_side_is_never_its_own_opponent(made: Any) -> None:
    told = made.draft("raid", actors=[made.party("army")], targets=[made.party("rebels")])
    again = made.draft("raid", nominal=True, definite=True, targets=[made.party("army"), made.party("rebels")])
    completed(told, again)
    assert ids(again.actors) == []


@pytest.mark.parametrize("kind", ["demand", "talks", "arrest", "sanction", "victory-declared"])
def test_words_and_deals_take_no_place(made: Any, kind: str) -> None:
    placed, bare = made.draft(kind, places=[made.spot("sake")]), made.draft(kind)
    completed(placed, bare)
    assert bare.places == []


def test_where_they_came_from_is_no_place_for_another(made: Any) -> None:
    left = made.draft("withdrawal", places=[made.spot("bukavu", relation="from")])
    bare = made.draft("territory-captured")
    completed(left, bare)
    assert [s.relation for s in bare.places] in ([], ["from"])
    assert [s for s in bare.places if s.relation != "from"] == []


def test_what_was_taken_over_is_never_handed_on(made: Any) -> None:
    """The hypothetical one takes the actor of the first; the dated third cannot be the first, and gets nothing."""
    first = made.draft("offensive", actors=[made.party("army")], time=made.day("2025-02-03"))
    second = made.draft("offensive", nominal=True, definite=True, mood="hypothetical")
    third = made.draft("offensive", nominal=True, definite=True, time=made.day("2025-01-10"))
    completed(first, second, third)
    assert ids(second.actors) == ["army"]
    assert third.actors == []


# ---------------------------------------------------------------- laws

SIDES = ("army", "rebels", "hamas")
TOWNS = ("sake", "kabul")
DAYS = ("2025-02-03", "2025-01-10")


@st.composite
def recipes(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Acts of force and ground with any fields told or left out."""
    one = st.fixed_dictionaries(
        {
            "kind": st.sampled_from(
                ["raid", "armed-attack", "shelling", "offensive", "territory-captured", "withdrawal"]
            ),
            "actors": st.lists(st.sampled_from(SIDES), max_size=1),
            "targets": st.lists(st.sampled_from(SIDES), max_size=1),
            "places": st.lists(st.sampled_from(TOWNS), max_size=1),
            "day": st.sampled_from([None, *DAYS]),
            "nominal": st.booleans(),
            "definite": st.booleans(),
            "claim": st.booleans(),
            "mood": st.sampled_from(["fact", "forecast", "hypothetical", "negated"]),
        }
    )
    return draw(st.lists(one, max_size=6))


def drafts_of(made: Any, rows: list[dict[str, Any]]) -> list[Draft]:
    out = []
    for row in rows:
        fields = {name: row[name] for name in ("nominal", "definite", "claim", "mood")}
        fields["actors"] = [made.party(i) for i in row["actors"]]
        fields["targets"] = [made.party(i) for i in row["targets"]]
        fields["places"] = [made.spot(i) for i in row["places"]]
        if row["day"]:
            fields["time"] = made.day(row["day"])
        out.append(made.draft(row["kind"], **fields))
    return out


@settings(max_examples=150, deadline=None)
@given(rows=recipes())
def test_what_is_told_stays_and_what_is_added_is_noted(made: Any, rows: list[dict[str, Any]]) -> None:
    before, after = drafts_of(made, rows), drafts_of(made, rows)
    complete(after, {}, NOBODY, "")
    for old, new in zip(before, after, strict=True):
        for name in ("actors", "targets"):
            assert getattr(new, name) == getattr(old, name) or (not getattr(old, name) and name in new.inherited)
        assert new.places[len(new.places) - len(old.places) :] == old.places
        assert new.places == old.places or "places" in new.inherited
        assert new.kind == old.kind or "kind" in new.inherited
        assert new.time == old.time or ("time" in new.inherited and old.time.basis != "stated")
        assert (new.counts, new.sources, new.means, new.act) == (old.counts, old.sources, old.means, old.act)


@settings(max_examples=100, deadline=None)
@given(rows=recipes(), place=st.integers(0, 6))
def test_an_act_of_another_family_in_between_changes_nothing(made: Any, rows: list[dict[str, Any]], place: int) -> None:
    alone, among = drafts_of(made, rows), drafts_of(made, rows)
    stranger = made.draft(
        "demand", actors=[made.party("mali")], places=[made.spot("bamako")], time=made.day("2025-02-01")
    )
    with_stranger = [*among[:place], stranger, *among[place:]]
    complete(alone, {}, NOBODY, "")
    complete(with_stranger, {}, NOBODY, "")
    assert among == alone


@settings(max_examples=50, deadline=None)
@given(rows=recipes())
def test_the_same_drafts_give_the_same(made: Any, rows: list[dict[str, Any]]) -> None:
    one = drafts_of(made, rows)
    other = deepcopy(one)
    complete(one, {}, NOBODY, "")
    complete(other, {}, NOBODY, "")
    assert one == other


@pytest.mark.parametrize("kind", ["ceasefire", "deployment", "surrender", "withdrawal"])
def test_what_an_armed_side_does_without_a_place_is_at_its_front(made: Any, kind: str) -> None:
    fight = made.draft(
        "battle", actors=[made.party("army")], targets=[made.party("rebels")], places=[made.spot("sake")]
    )
    bare = made.draft(kind, actors=[made.party("rebels")])
    completed(fight, bare)
    assert [s.place for s in bare.places] == ["sake"]


def test_who_takes_no_part_in_the_fighting_is_at_no_front(made: Any) -> None:
    fight = made.draft(
        "battle", actors=[made.party("army")], targets=[made.party("rebels")], places=[made.spot("sake")]
    )
    other, won = made.draft("deployment", actors=[made.party("police")]), made.draft("victory-declared")
    won.actors = [made.party("army")]
    completed(fight, other, won)
    assert other.places == won.places == []


def test_where_they_came_from_is_not_where_they_struck(made: Any) -> None:
    fight = made.draft("raid", actors=[made.party("army")], places=[made.spot("sake")])
    jets = made.draft("air-strike", actors=[made.party("army")], places=[made.spot("goma", relation="from")])
    completed(fight, jets)
    assert [s.place for s in jets.places] == ["sake", "goma"]


def test_the_strikes_of_that_day_are_the_strikes_that_killed_people(made: Any) -> None:
    people = made.actor("civilians", "civilians")
    people = replace(people, name="civilians")
    day = made.day("2025-02-03")
    strike = made.draft("air-strike", actors=[made.party("army")], targets=[made.party("rebels")], time=day)
    toll = made.draft("air-strike", nominal=True, definite=True, targets=[made.party("civilians")], time=day)
    completed(strike, toll, actors=[people])
    assert ids(toll.actors) == ["army"]


def test_a_branch_stands_for_the_attackers_rather_than_the_whole(made: Any) -> None:
    groups = [made.actor("islamic-state", "armed-group"), made.actor("iswap", "armed-group")]
    one = made.draft("raid", actors=[made.party("islamic-state")], targets=[made.party("army")])
    two = made.draft("raid", actors=[made.party("iswap")], targets=[made.party("army")])
    strike = made.draft("air-strike", actors=[made.party("army")], targets=[made.party("attackers", "the attackers")])
    completed(one, two, strike, actors=groups)
    assert ids(strike.targets) == ["iswap"]


def test_another_attack_takes_nothing_over(made: Any) -> None:
    told = made.draft("raid", actors=[made.party("rebels")], targets=[made.party("army")], places=[made.spot("sake")])
    again = made.draft("raid", nominal=True, another=True, targets=[made.party("army")])
    completed(told, again)
    assert again.actors == again.places == []


def test_a_figure_of_nobody_is_about_the_attack_told_before(made: Any) -> None:
    told = made.draft("bombing", targets=[made.party("army")], places=[made.spot("gao")], time=made.day("2025-02-03"))
    nobody = made.draft("killing", nobody=True)
    named = made.draft("killing", nobody=True, targets=[made.party("france")])
    completed(told, nobody, named)
    assert [(d.kind, ids(d.targets), d.time) for d in (nobody, named)] == [
        ("bombing", ["army"], told.time), ("bombing", ["france"], told.time),
    ]  # fmt: skip
    assert [s.place for s in nobody.places] == ["gao"]


@pytest.mark.parametrize("earlier", [[], [{"weak": True}]], ids=["nothing told", "hardly an attack"])
def test_a_figure_of_nobody_without_an_attack_is_dropped(made: Any, earlier: list[dict[str, Any]]) -> None:
    nobody = made.draft("killing", nobody=True)
    completed(*(made.draft("shelling", **changes) for changes in earlier), nobody)
    assert nobody.dropped


def test_a_claim_is_about_the_attack_rather_than_its_dead(made: Any) -> None:
    told = made.draft("bombing", targets=[made.party("army")], places=[made.spot("gao")], time=made.day("2025-02-03"))
    dead = made.draft("killing", targets=[made.party("police")], places=[made.spot("gao")], time=made.day("2025-02-03"))
    claim = made.draft("armed-attack", claim=True, actors=[made.party("al-shabaab")])
    completed(told, dead, claim)
    assert (claim.kind, ids(claim.targets)) == ("bombing", ["army"])
