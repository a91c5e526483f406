"""Codes of other schemes: which rule holds for whom, and what stays open."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

import marsad
from marsad import UsageError
from marsad.knowledge import load_crosswalk, load_kinds
from marsad.records import Actor, ActorKind, Count, CountWhat, Event, Means, Party, Reading
from marsad.resolving import Deed, acled_type, codes_of, deed_of, inter_of, ucdp_type


def actor(kind: ActorKind, sector: str | None = None, country: str | None = None) -> Actor:
    return Actor(f"{kind}-{sector}-{country}", kind.title(), kind, country, sector, (), ())


ARMY = actor("state-forces", "MIL", "SYR")
POLICE = actor("police", "COP", "SYR")
FOREIGN = actor("state-forces", "MIL", "TUR")
REBELS = actor("armed-group", "REB", "SYR")
RIVALS = actor("militia", "PRM", "SYR")
GUNMEN = actor("armed-group", "UAF")
ALLIANCE = actor("coalition", "IGO")
PEOPLE = actor("civilians", "CVL")
MARCHERS = actor("protesters", "OPP")
ENVOY = actor("international-organisation", "IGO")
STATE = actor("state", "GOV", "SYR")
SOMEBODY = actor("person")
HERDERS, FARMERS = actor("other", "CVL", "NGA"), actor("other", "CVL", "MLI")


def count(what: CountWhat, low: int | None = 3) -> Count:
    return Count(what, None, low, low, low, False, None, None)


def deed(kind: str, by: tuple[Actor, ...] = (), on: tuple[Actor, ...] = (), **more: Any) -> Deed:
    return Deed(kind, by, on, **more)


def sub_event(one: Deed) -> str | None:
    found = acled_type(one)
    return found.sub_event_type if found else None


IN_SYRIA = {"countries": frozenset({"SYR"})}


@pytest.mark.parametrize(
    ("by", "on", "more", "expected"),
    [
        ((ARMY,), (), {}, "Government regains territory"),
        ((ARMY,), (REBELS,), IN_SYRIA, "Government regains territory"),
        ((ARMY, RIVALS), (), IN_SYRIA, "Government regains territory"),
        ((FOREIGN, ARMY), (), IN_SYRIA, "Government regains territory"),
        ((FOREIGN,), (), IN_SYRIA, "Non-state actor overtakes territory"),
        ((FOREIGN,), (), {}, "Government regains territory"),
        ((FOREIGN,), (), {"countries": frozenset({"SYR", "TUR"})}, "Government regains territory"),
        ((REBELS,), (), {}, "Non-state actor overtakes territory"),
        ((GUNMEN,), (), {}, "Non-state actor overtakes territory"),
        ((ALLIANCE,), (), {}, "Non-state actor overtakes territory"),
        ((), (ARMY,), {}, "Non-state actor overtakes territory"),
        ((), (REBELS,), {}, None),
        ((), (), {}, None),
        ((SOMEBODY,), (), {}, None),
    ],
)
def test_ground_is_regained_by_its_government_and_overtaken_by_others(
    by: Any, on: Any, more: Any, expected: str | None
) -> None:
    assert sub_event(deed("territory-captured", by, on, **more)) == expected


def test_force_against_protesters_is_excessive_where_it_kills() -> None:
    tear_gas = deed("crowd-control", (POLICE,), (MARCHERS,), means=(Means("tear gas", None),))
    assert sub_event(tear_gas) == "Protest with intervention"
    assert sub_event(replace(tear_gas, counts=(count("killed"),))) == "Excessive force against protesters"
    assert sub_event(replace(tear_gas, counts=(count("killed", 0),))) == "Protest with intervention"
    assert sub_event(replace(tear_gas, counts=(count("killed", None),))) == "Protest with intervention"
    assert sub_event(replace(tear_gas, counts=(count("arrested"),))) == "Protest with intervention"
    live = replace(tear_gas, means=(Means("tear gas", None), Means("live rounds", None)))
    assert sub_event(live) == "Excessive force against protesters"


@pytest.mark.parametrize(
    ("means", "expected"),
    [
        ("grenade", "Grenade"),
        ("two hand grenades", "Grenade"),
        ("a rocket-propelled grenade", "Shelling/artillery/missile attack"),
        ("RPGs", "Shelling/artillery/missile attack"),
        ("a roadside bomb", "Remote explosive/landmine/IED"),
        ("grenade fragments", "Remote explosive/landmine/IED"),
    ],
)
def test_a_bombing_by_its_means(means: str, expected: str) -> None:
    assert sub_event(deed("bombing", means=(Means(means, None),))) == expected


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (deed("armed-attack", (GUNMEN,), (POLICE,)), "Armed clash"),
        (deed("armed-attack", (), (POLICE,)), "Armed clash"),
        (deed("armed-attack", (GUNMEN,), (POLICE, PEOPLE)), "Attack"),
        (deed("armed-attack", (PEOPLE,), (POLICE,)), "Attack"),
        (deed("armed-attack", (GUNMEN,)), "Attack"),
        (deed("abduction", (GUNMEN,), (PEOPLE,)), "Abduction/forced disappearance"),
        (deed("abduction", (GUNMEN,), (PEOPLE,), counts=(count("killed"),)), "Attack"),
        (deed("arrest", (POLICE,), (PEOPLE,)), "Arrests"),
        (deed("arrest", (REBELS,), (PEOPLE,)), "Abduction/forced disappearance"),
        (deed("arrest", (REBELS,), (RIVALS,)), "Arrests"),
        (deed("arrest", (REBELS, POLICE), (PEOPLE,)), "Arrests"),
        (deed("arrest"), "Arrests"),
        (deed("riot", (MARCHERS,), (POLICE,)), "Violent demonstration"),
        (deed("riot", (MARCHERS,), (PEOPLE,)), "Mob violence"),
        (deed("riot", (MARCHERS,), (MARCHERS,)), "Violent demonstration"),
        (deed("protest", (MARCHERS,)), "Peaceful protest"),
        (deed("destruction", (MARCHERS,)), "Violent demonstration"),
        (deed("destruction", (GUNMEN,)), "Looting/property destruction"),
        (deed("surrender", (REBELS,)), "Agreement"),
        (deed("surrender", (PEOPLE,)), "Other"),
        (deed("release", (REBELS,), (PEOPLE,)), "Agreement"),
        (deed("release", (STATE,), (PEOPLE,)), "Other"),
        (deed("deployment", (ARMY,)), "Change to group/activity"),
        (deed("deployment"), "Other"),
        (deed("restriction", (ARMY,)), "Change to group/activity"),
        (deed("restriction", (STATE,)), "Other"),
        (deed("talks", (STATE,), (REBELS,)), "Agreement"),
        (deed("talks", (STATE,), (ENVOY,)), "Other"),
        (deed("cooperation", (ARMY,), (FOREIGN,)), "Other"),
        (deed("cooperation", (STATE,), (ENVOY,)), "Other"),
        (deed("base-established", (ARMY,)), "Headquarters or base established"),
        (deed("weapons-seized", (ARMY,)), "Disrupted weapons use"),
        (deed("withdrawal", (ARMY,)), "Non-violent transfer of territory"),
        (deed("ceasefire", (ARMY,), (REBELS,)), "Agreement"),
        (deed("killing", (ARMY,), (PEOPLE,)), None),
        (deed("demand", (STATE,), (REBELS,)), "Other"),
        (deed("threat", (REBELS,), (STATE,)), "Other"),
    ],
)
def test_acled_asks_who_acts_on_whom(one: Deed, expected: str | None) -> None:
    assert sub_event(one) == expected


# ---------------------------------------------------------------- UCDP


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (deed("shelling", (ARMY,), (REBELS,)), 1),
        (deed("raid", (REBELS,), (POLICE,)), 1),
        (deed("air-strike", (FOREIGN,), (ARMY,)), 1),
        (deed("air-strike", (ALLIANCE,), (REBELS,)), 1),
        (deed("bombing", (REBELS,), (POLICE, PEOPLE)), 1),
        (deed("raid", (REBELS,), (RIVALS,)), 2),
        (deed("raid", (ARMY, RIVALS), (REBELS,)), 1),
        (deed("armed-attack", (REBELS,), (PEOPLE,)), 3),
        (deed("air-strike", (ARMY,), (PEOPLE, MARCHERS)), 3),
        (deed("crowd-control", (POLICE,), (MARCHERS,)), 3),
        (deed("killing", (REBELS,), (HERDERS,)), 3),
        (deed("killing", (HERDERS,), (FARMERS,)), 2),
        (deed("killing", (HERDERS,), (RIVALS,)), 2),
        (deed("killing", (HERDERS,), (ARMY,)), None),
        (deed("killing", (HERDERS,), (PEOPLE,)), None),
        (deed("battle", (ARMY, REBELS)), 1),
        (deed("battle", (REBELS, RIVALS)), 2),
        (deed("battle", (ARMY, REBELS), (GUNMEN,)), 1),
        (deed("battle", (ARMY, FOREIGN)), 1),
        (deed("battle", (HERDERS, FARMERS)), 2),
        (deed("battle", (ARMY, POLICE)), None),
        (deed("battle", (REBELS,)), None),
        (deed("battle", (REBELS,), (PEOPLE,)), None),
        (deed("shelling", (ARMY,), (POLICE,)), None),
        (deed("shelling", (actor("state-forces", "MIL"),), (ARMY,)), None),
        (deed("shelling", (ARMY,)), None),
        (deed("shelling", (), (PEOPLE,)), None),
        (deed("armed-attack", (GUNMEN,), (PEOPLE,)), None),
        (deed("killing", (ARMY,), (PEOPLE, SOMEBODY)), None),
        (deed("talks", (ARMY,), (REBELS,)), None),
        (deed("riot", (MARCHERS,), (PEOPLE,)), None),
        (deed("abduction", (REBELS,), (PEOPLE,)), None),
        (deed("abduction", (REBELS,), (PEOPLE,), counts=(count("killed"),)), 3),
        (deed("territory-captured", (ARMY,), (REBELS,), counts=(count("killed"),)), 1),
    ],
)
def test_the_type_of_violence_follows_from_the_sides(one: Deed, expected: int | None) -> None:
    assert ucdp_type(one) == expected


# ---------------------------------------------------------------- ACLED's inter codes


@pytest.mark.parametrize(
    ("kind", "country", "place", "more", "expected"),
    [
        ("state-forces", "SYR", "SYR", {}, 1),
        ("state-forces", "TUR", "SYR", {}, 8),
        ("state-forces", "TUR", None, {}, 1),
        ("state-forces", None, "SYR", {}, 1),
        ("armed-group", "IRQ", "SYR", {}, 2),
        ("militia", "SYR", "SYR", {}, 3),
        ("militia", "SYR", "SYR", {"listed": 4}, 4),
        ("state-forces", "TUR", "SYR", {"listed": 1}, 8),
        ("protesters", None, "SYR", {}, 6),
        ("protesters", None, "SYR", {"act": "riot"}, 5),
        ("civilians", None, "SYR", {}, 7),
        ("international-organisation", None, "SYR", {}, 8),
        ("person", "SYR", "SYR", {"sector": "REB"}, 2),
        ("person", "SYR", "SYR", {}, None),
    ],
)
def test_inter_codes(kind: str, country: str | None, place: str | None, *, more: Any, expected: int | None) -> None:
    assert inter_of(kind, country, place, **more) == expected


# ---------------------------------------------------------------- any act

ACTORS = st.builds(
    actor,
    st.sampled_from(get_args(ActorKind)),
    st.sampled_from([None, "GOV", "MIL", "REB", "UAF", "CVL", "OPP", "IGO"]),
    st.sampled_from([None, "SYR", "TUR"]),
)
DEEDS = st.builds(
    Deed,
    st.sampled_from(sorted(load_kinds())),
    st.lists(ACTORS, max_size=3).map(tuple),
    st.lists(ACTORS, max_size=3).map(tuple),
    st.lists(st.builds(count, st.sampled_from(get_args(CountWhat)), st.integers(0, 9)), max_size=2).map(tuple),
    st.lists(st.builds(Means, st.text(max_size=20), st.none()), max_size=2).map(tuple),
    st.frozensets(st.sampled_from(["SYR", "TUR"])),
)


@given(DEEDS)
def test_codes_are_those_of_the_schemes_and_do_not_hang_on_the_order_of_names(one: Deed) -> None:
    found = codes_of(one)
    if found.acled:
        assert (found.acled.event_type, found.acled.sub_event_type) in load_crosswalk().acled_types
    assert found.ucdp in {None, 1, 2, 3}
    turned = replace(one, actors=one.actors[::-1], targets=one.targets[::-1], means=one.means[::-1])
    assert codes_of(turned) == found


# ---------------------------------------------------------------- events of a reading


def shelling(sample: Reading) -> Event:
    return next(event for event in sample.events if event.kind == "shelling")


def test_an_event_gets_the_codes_that_stand_in_it_and_its_type_of_violence(sample: Reading) -> None:
    event = shelling(sample)
    found = marsad.codes(event, sample)
    assert (found.plover, found.mode, found.cameo, found.acled) == ("ASSAULT", "heavy-weapons", "19", event.acled)
    assert found.ucdp is None


def test_a_corrected_kind_changes_the_codes(sample: Reading) -> None:
    event = replace(shelling(sample), kind="base-established")
    found = marsad.codes(event, sample)
    assert found.plover == "MOBILIZE"
    assert found.acled is not None
    assert found.acled.sub_event_type == "Headquarters or base established"


def test_the_countries_of_an_act_are_those_of_its_places(sample: Reading) -> None:
    place = replace(sample.places[0], country="SYR")
    event = shelling(sample)
    assert [spot.place for spot in event.places] == [place.id]
    assert deed_of(event, replace(sample, places=(place,))).countries == {"SYR"}
    assert deed_of(event, replace(sample, places=(replace(place, country=None),))).countries == frozenset()


def test_what_cannot_be_coded_is_refused_by_name(sample: Reading) -> None:
    event = shelling(sample)
    with pytest.raises(UsageError, match="'picnic' is no kind"):
        marsad.codes(replace(event, kind="picnic"), sample)
    stranger = replace(event, targets=(Party("stranger", "Stranger", None),))
    with pytest.raises(UsageError, match="no actor 'stranger'"):
        marsad.codes(stranger, sample)
