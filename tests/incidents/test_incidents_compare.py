"""Every word that a comparison can find has a weight, and a comparison is the same either way round."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path

import pytest
from conftest_incidents import event, reading
from hypothesis import given
from hypothesis import strategies as st

from marsad.incidents import Mention, Point, Side, Window, candidates, groups, mentions_of, score
from marsad.incidents import _compare as comparison
from marsad.knowledge import load_merging
from marsad.records import Event, Source, Span

DAY = date(2031, 3, 4)
WINDOWS = st.one_of(
    st.none(),
    st.builds(
        lambda first, days, likely: Window(
            date.fromordinal(first), date.fromordinal(first + days), date.fromordinal(first + likely * days)
            if likely is not None else None,
        ),
        st.integers(DAY.toordinal() - 90, DAY.toordinal() + 90), st.integers(0, 60), st.sampled_from((None, 0, 1)),
    ),
)  # fmt: skip
POINTS = st.builds(
    Point,
    st.sampled_from(("p1", "p2", "p3")),
    st.sampled_from((None, 35.0, 35.05, 35.4, 37.0)),
    st.sampled_from((None, 40.0, 40.2)),
    st.sampled_from(("exact", "near", "area", "part", "admin1", "country")),
    st.sampled_from((None, "SYR", "IRQ")),
    st.sampled_from(("", "tarsk", "karth")),
    st.booleans(),
)


@given(WINDOWS, WINDOWS)
def test_times_are_compared_either_way_round(one: Window | None, other: Window | None) -> None:
    found = comparison.times(one, other)
    assert found == comparison.times(other, one)
    assert found is None or ("time", found) in load_merging().weights


@given(st.lists(POINTS, max_size=3).map(tuple), st.lists(POINTS, max_size=3).map(tuple))
def test_places_are_compared_either_way_round(ours: tuple[Point, ...], theirs: tuple[Point, ...]) -> None:
    found = comparison.places(ours, theirs)
    assert found == comparison.places(theirs, ours)
    assert ("place", found) in load_merging().weights


def test_no_weight_is_for_a_word_that_nothing_finds() -> None:
    source = Path(comparison.__file__).read_text(encoding="utf-8")
    words = {node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)}
    words |= {f"{days}-off" for days in range(1, int(load_merging().bounds["days-far"]) + 1)}
    words |= {"kin", "loose", "outcome", "same", "always"}
    assert {value for _, value in load_merging().weights} <= words


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [("03-04", "03-04", "same-day"), ("03-06", "03-06", "2-off"), ("03-12", "03-12", None),
     ("02-20", "03-08", "within")],
)  # fmt: skip
def test_days_told(first: str, last: str, found: str | None) -> None:
    window = Window(date.fromisoformat(f"2031-{first}"), date.fromisoformat(f"2031-{last}"))
    assert comparison.times(Window(DAY, DAY), window) == found


TARSK = Point("p-tarsk", 35.5, 40.25, "exact", "SYR", "tarsk")


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (Point("place-tarsk", None, None, "exact", "SYR", "tarsk"), "same-spot"),
        (Point("place-ferry", None, None, "exact", "SYR", "old ferry"), "unknown"),
        (Point("p-tarsk-2", 10.0, 20.0, "exact", "TCD", "tarsk"), "namesake"),
        (Point("p-karth", 10.0, 20.0, "exact", "TCD", "karth"), "apart"),
        (Point("p-valley", 35.6, 40.4, "area", "SYR", "valley"), "same-area"),
        (Point("p-steppe", 35.9, 40.9, "area", "SYR", "steppe"), "in-area"),
        (Point("p-province", 35.6, 40.4, "admin1", "SYR", "tarsk"), "in-area"),
    ],
    ids=["not in the gazetteer", "another name", "another country", "nothing in common", "around", "wider", "province"],
)
def test_how_a_town_meets_another_place(other: Point, found: str) -> None:
    assert comparison.places((TARSK,), (other,)) == comparison.places((other,), (TARSK,)) == found


@pytest.mark.parametrize(("kind", "found"), [("battle", "goes-on"), ("raid", "2-off")])
def test_only_what_is_continuous_goes_on_over_a_day_in_between(kind: str, found: str) -> None:
    early, late = (mention(kind, "Lake Army", "Orlen Brigade", "Tarsk", f"2031-03-0{day}") for day in (2, 4))
    scored = score(early, late)
    assert scored
    assert {part.name: part.found for part in scored.parts}["time"] == found


def mention(*changes: str, **fields: object) -> Mention:
    (found,) = mentions_of(reading("north", event(*changes, **fields)))  # type: ignore[arg-type]
    return found


def test_an_act_without_a_beginning_lies_before_its_report() -> None:
    window = mention("raid", "Lake Army", "", "Tarsk", "2031-03-05", since=None).window
    assert window
    assert (window.last, window.likely) == (date(2031, 3, 5), date(2031, 3, 5))
    assert window.first < date(2031, 3, 5)


def test_an_act_to_come_lies_after_its_report() -> None:
    foretold = event("raid", "Lake Army", "", "Tarsk", None, status="forecast")
    (found,) = mentions_of(reading("north", foretold))
    assert found.window
    assert (found.window.first, found.window.likely) == (date(2031, 3, 5), date(2031, 3, 5))
    assert found.window.last > found.window.first


def test_a_score_is_the_sum_of_its_parts() -> None:
    found = score(mention("raid", "Lake Army", "", "Tarsk"), mention("raid", "Lake Army", "", "Tarsk"))
    assert found
    start = load_merging().weights["start", "always"]
    assert found.score == pytest.approx(start + sum(part.weight for part in found.parts))


def test_what_shares_nothing_is_not_compared() -> None:
    here = mentions_of(reading("north", event("raid", "Lake Army", "", "Tarsk")))
    there = mentions_of(reading("south", event("raid", "Harun Guard", "", "Karth")))
    assert candidates([*here, *there]) == []


@given(st.dictionaries(st.tuples(st.integers(0, 5), st.integers(6, 11)), st.floats(-9, 9), max_size=20))
def test_groups_are_a_partition(scores: dict[tuple[int, int], float]) -> None:
    found = groups(12, scores)
    assert sorted(member for members in found for member in members) == list(range(12))


SIDES = st.frozensets(st.sampled_from(("lake-army", "orlen-brigade"))).map(lambda ids: Side(ids, ids))
MENTIONS = st.builds(
    Mention,
    report=st.sampled_from(("a", "b", "c")),
    event=st.integers(0, 10_000).map(str),
    kind=st.sampled_from(("battle", "raid", "shelling", "killing", "arrest", "other")),
    actors=st.sets(st.sampled_from(("lake-army", "orlen-brigade"))).map(
        lambda ids: Side(frozenset(ids), frozenset(ids))
    ),
    targets=st.sets(st.sampled_from(("lake-army", "orlen-brigade"))).map(
        lambda ids: Side(frozenset(ids), frozenset(ids))
    ),
    points=st.lists(
        st.builds(
            Point,
            st.sampled_from(("p1", "p2", "p3")),
            st.one_of(st.none(), st.sampled_from((34.99, 35.0, 36.4, 59.9, 60.1, -89.9))),
            st.one_of(st.none(), st.sampled_from((-179.95, 40.0, 40.2, 41.6, 179.95))),
            st.sampled_from(("exact", "near", "area", "part", "admin1", "country")),
            st.sampled_from((None, "SYR", "IRQ")),
            st.sampled_from(("", "tarsk", "karth")),
        ),
        max_size=2,
    ).map(tuple),
    window=WINDOWS,
    counts=st.just(()),
    cumulative=st.booleans(),
    means=st.just(frozenset()),
    status=st.sampled_from(("asserted", "forecast")),
    background=st.booleans(),
    position=st.just(0),
    published=st.sampled_from((None, DAY)),
)


@given(st.lists(MENTIONS, max_size=12, unique_by=lambda mention: mention.event))
def test_all_that_a_comparison_finds_anything_in_is_compared(mentions: list[Mention]) -> None:
    found = set(candidates(mentions))
    for one, first in enumerate(mentions):
        for other, second in list(enumerate(mentions))[one + 1 :]:
            scored = score(first, second)
            assert scored == score(second, first)
            if scored is not None:
                assert (one, other) in found


def found_in(one: Mention, other: Mention) -> dict[str, str]:
    """What each part of a comparison finds; nothing where the two cannot tell one act."""
    assert score(one, other) == score(other, one)
    scored = score(one, other)
    return {part.name: part.found for part in scored.parts} if scored else {}


def two_of(*events: Event, name: str = "north") -> list[Mention]:
    return mentions_of(reading(name, *events))


def test_a_deed_without_a_place_is_looked_for_where_its_report_is() -> None:
    placed, nowhere = two_of(event("raid", "", "villagers", "Tarsk"), event("shelling", "", "villagers", ""))
    (other,) = two_of(event("shelling", "", "villagers", "Tarsk"), name="west")
    assert [(point.place, point.told) for point in nowhere.points] == [("p-tarsk", False)]
    assert found_in(nowhere, other)["place"] == "setting"
    assert (0, 1) in candidates([nowhere, other])
    (elsewhere,) = two_of(event("shelling", "", "", "Karth"), name="west")
    assert not found_in(nowhere, elsewhere)
    assert placed.points[0].told


def test_in_one_report_the_setting_says_nothing() -> None:
    placed, nowhere = two_of(event("shelling", "", "villagers", "Tarsk"), event("shelling", "", "villagers", ""))
    assert found_in(placed, nowhere)["place"] == "unknown"


def test_what_is_only_said_has_no_setting() -> None:
    _, words = two_of(event("raid", "", "villagers", "Tarsk"), event("accusation", "Lake Army", "", ""))
    assert not words.points


def test_who_hits_back_tells_another_act() -> None:
    attack = mention("armed-attack", "Orlen Brigade", "Lake Army", "Tarsk")
    answer = mention("armed-attack", "Lake Army", "", "Tarsk")
    assert found_in(attack, answer)["sides"] == "turned"
    assert found_in(attack, mention("killing", "", "Orlen Brigade", "Tarsk"))["sides"] == "open"
    assert found_in(attack, mention("killing", "Lake Army", "", "Tarsk"))["sides"] == "turned"
    fight = mention("battle", "Orlen Brigade", "Lake Army", "Tarsk")
    assert found_in(fight, mention("battle", "Lake Army", "", "Tarsk"))["sides"] == "actor"


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("A blast at the grain market", "the toll of the market bombing", "shared"),
        ("Gunmen stormed two mosques", "attackers entered a mosque", "shared"),
        ("A shell hit a school bus", "a shell hit a church", "other"),
        ("A shell hit a military camp", "shells fell on the base", "shared"),
        ("A shell hit a field", "they were at work", "open"),
    ],
)
def test_what_was_struck(one: str, other: str, found: str) -> None:
    ours, theirs = (
        mention("shelling", "", "villagers", "Tarsk", evidence=Span(0, len(words), words)) for words in (one, other)
    )
    assert found_in(ours, theirs)["scene"] == found


def test_where_a_source_belongs_was_not_struck() -> None:
    words = "A nurse at the hospital said that shells hit the market"
    nurse = Source(None, "a nurse", None, None, "said", Span(0, 23, words[:23]))
    told = mention("shelling", "", "villagers", "Tarsk", evidence=Span(0, len(words), words), sources=(nurse,))
    assert told.scenes == {"market"}


def test_a_site_is_where_its_town_is() -> None:
    town = Point("geonames-64536", 3.11, 43.65, "exact", "SOM", "baidoa")
    site = Point("geonames-64536-airport", None, None, "near", "SOM", "baidoa airport")
    assert comparison.places((town,), (site,)) == comparison.places((site,), (town,)) == "same-near"


@pytest.mark.parametrize(("published", "last"), [("2031-03-16", "2031-03-15"), ("2031-03-12", "2031-03-09")])
def test_at_a_weekend_last_week_may_be_the_week_that_ends(published: str, last: str) -> None:
    first = "2031-03-03"  # a Monday
    (told,) = mentions_of(
        reading("north", event("raid", "", "", "Tarsk", first, until="2031-03-09"), published=published)
    )
    assert told.window == Window(date.fromisoformat(first), date.fromisoformat(last))
