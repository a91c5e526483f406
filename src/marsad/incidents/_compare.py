"""Two mentions side by side: what each part of the comparison finds.

Every part gives one word ("same-day", "conflict"), never a number; what the words are worth stands in a table. So a
person can be told why two mentions were joined, and the table can be fitted without touching this module.
"""

from __future__ import annotations

from dataclasses import replace
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING

from marsad.knowledge import load_merging

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marsad.incidents._mentions import Mention, Point, Side, Window
    from marsad.records import Count

PARTS = ("kind", "time", "place", "sides", "figures", "means", "scene", "report", "standing")
_EARTH_KM = 6371.0
_SAME_PLACE = (
    ("country", "same-country"), ("admin1", "same-area"), ("part", "same-area"), ("area", "same-area"),
    ("near", "same-near"),
)  # fmt: skip
_STEPS = (("same-spot", "km-spot"), ("next-to", "km-next"), ("near", "km-near"), ("off", "km-off"))
_STEPS_WIDE = (("same-area", "km-next"), ("in-area", "km-area"), ("around", "km-around"))
# Two reports need a side or a place in common before anything else counts.
_SHARED_SIDES = frozenset({"both", "actor", "target", "actor-same-target-other", "actor-other-target-same"})
_SHARED_PLACES = frozenset({"namesake", "same-spot", "same-near", "same-area", "next-to", "near", "in-area", "setting"})
# The dead told with an attack may be of either side.
_OF_BOTH_SIDES = {"target-other": "open", "actor-same-target-other": "actor"}
_OUTCOMES = frozenset({"killing", "destruction"})
_UNSPECIFIED = "other"  # two acts that fit no kind share none
_HARM = frozenset({"killed", "wounded", "killed-or-wounded"})
_POCKET = "area"  # what a pocket, a valley or the surroundings of a town are told as


def compare(one: Mention, other: Mention) -> Mapping[str, str] | None:
    """What each part finds.

    None where kinds, days, figures or status rule out that the two tell one act, or where two reports have neither a
    side nor a place in common.

    Args:
        one: A mention.
        other: Another; the result is the same the other way round.
    """
    kind, standing, time = _kinds(one, other), _standing(one, other), _times(one, other)
    if kind is None or standing is None or time is None:
        return None
    place = places(one.points, other.points)
    mutual = {one.kind, other.kind} <= load_merging().mutual
    side = sides((one.actors, one.targets), (other.actors, other.targets), mutual=mutual)
    if kind.startswith("outcome"):
        side = _OF_BOTH_SIDES.get(side, side)
    if not mutual and side not in _SHARED_SIDES and _turned(one, other):
        side = "turned"
    if one.report == other.report and place == "setting":
        place = "unknown"  # that a report is about one place says nothing of two of its acts
    if one.report != other.report and side not in _SHARED_SIDES and place not in _SHARED_PLACES:
        return None
    return {
        "kind": kind,
        "time": time,
        "place": place,
        "sides": side,
        "figures": figures(one.counts, other.counts),
        "means": _means(one.means, other.means),
        "scene": _means(one.scenes, other.scenes),
        "report": _reports(one, other, kind),
        "standing": standing,
    }


def _kinds(one: Mention, other: Mention) -> str | None:
    """A toll of a campaign goes with tolls of the same sort alone, and no other mention goes with one.

    In the report that tells an attack, its dead are hardly those of another.
    """
    if one.cumulative or other.cumulative:
        return "toll" if one.cumulative and other.cumulative and _same_toll(one, other) else None
    if one.kind == other.kind == _UNSPECIFIED:
        return "unspecified"
    found = load_merging().relation(one.kind, other.kind)
    return "outcome-here" if found == "outcome" and one.report == other.report else found


def _same_toll(one: Mention, other: Mention) -> bool:
    """Whether both tolls are of dead and wounded, or count the same."""
    ours, theirs = ({count.what for count in mention.counts} for mention in (one, other))
    return bool(ours & theirs) or (bool(ours & _HARM) and bool(theirs & _HARM))


def _reports(one: Mention, other: Mention, kind: str) -> str:
    """Two acts in one breath are two: one act is told twice there only with another source, status or outcome."""
    if one.report != other.report:
        return "another"
    (start, end), (start2, end2) = one.passage, other.passage
    meets = start < end2 and start2 < end
    alike = one.status == other.status and one.credit == other.credit
    return "same-breath" if meets and alike and kind not in ("outcome-here", "toll") else "same"


def _standing(one: Mention, other: Mention) -> str | None:
    """Context is another act than the news of its report; so is what a report tells as done and what it foretells."""
    within = one.report == other.report
    if one.foretold != other.foretold:
        return None if within else "foretold"
    if one.background == other.background:
        return "alike"
    return "apart-in-report" if within else "brought-in"


def _times(one: Mention, other: Mention) -> str | None:
    """How the days meet; context without a day is seldom the news of these days, and a battle lasts."""
    if one.report != other.report and not in_reach(one.stretch, other.stretch):
        return None
    found = times(one.window, other.window)
    if found is None:
        return None
    if not found.startswith("possible"):
        return _lasting(found) if {one.kind, other.kind} <= load_merging().continuous else found
    if any(mention.background and mention.window and mention.window.loose for mention in (one, other)):
        return "possible-far"
    if found != "possible-both" and {one.kind, other.kind} <= load_merging().lasting:
        return "possible-both"
    return found


def in_reach(one: Window | None, other: Window | None) -> bool:
    """Whether the days in which the likes of two mentions are looked for meet; what has none meets only its like."""
    if one is None or other is None:
        return one is other
    return one.gap(other) <= load_merging().bounds["days-far"]


def _lasting(found: str) -> str:
    """Of acts that go on from day to day, a day in between tells nothing, and one within the other's span much."""
    return "goes-on" if found.endswith("-off") else "within" if found == "in-span" else found


def times(one: Window | None, other: Window | None) -> str | None:
    """How the days of two mentions meet; None where they lie too far apart.

    Args:
        one: The days of one mention.
        other: Those of the other.
    """
    if one is None or other is None:
        return "unknown"
    gap = one.gap(other)
    if gap > load_merging().bounds["days-far"]:
        return None
    if gap > 0:
        return f"{gap}-off"
    return _loose_times(one, other) if one.likely or other.likely else _told_times(one.days, other.days)


def _told_times(*days: int) -> str:
    bounds = load_merging().bounds
    if max(days) <= bounds["days-short"]:
        return "same-day"
    if min(days) > bounds["days-long"]:
        return "same-span"
    return "within" if max(days) <= bounds["days-month"] else "in-span"


def _loose_times(one: Window, other: Window) -> str:
    """How well the likely day of what is told loosely fits; of two loose ones, the two days."""
    bounds = load_merging().bounds
    first, last = (one.likely or one.first), (one.likely or one.last)
    first2, last2 = (other.likely or other.first), (other.likely or other.last)
    gap = max((first - last2).days, (first2 - last).days, 0)
    if gap <= bounds["days-close"]:
        return "possible-both" if one.likely and other.likely else "possible-fresh"
    return "possible" if gap <= bounds["days-fresh"] else "possible-far"


def places(ours: tuple[Point, ...], theirs: tuple[Point, ...]) -> str:
    """How the places of two mentions meet: the best pair of their places decides."""
    if not ours or not theirs:
        return "unknown"
    weights = load_merging().weights
    found = {_points(one, other) for one in ours for other in theirs}
    return max(sorted(found), key=lambda value: weights["place", value])


def _points(one: Point, other: Point) -> str:
    if not (one.told and other.told):
        found = _points(replace(one, told=True), replace(other, told=True))
        return "setting" if found in _SHARED_PLACES else "unknown"
    named = _by_name(one, other)
    if named is not None:
        return named
    precisions = {one.precision, other.precision}
    if "country" in precisions:
        return "in-country" if one.country and one.country == other.country else "unknown"
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return "unknown"
    return _by_distance(one, other, kilometres((one.lat, one.lon), (other.lat, other.lon)))


def _by_name(one: Point, other: Point) -> str | None:
    """What ids, names and countries say alone; None where the distance decides.

    A name whose point nobody knows is the same place wherever it stands in one country; one name in two countries was
    rather looked up wrongly once, unless it is that of a country.
    """
    unplaced = one.lat is None or other.lat is None
    namesake = bool(one.name) and one.name == other.name and "country" not in (one.precision, other.precision)
    if one.country and other.country and one.country != other.country:
        return "namesake" if namesake else "apart"
    if one.place in (other.whole, other.place) or one.whole == other.place or (unplaced and namesake):
        precisions = {one.precision, other.precision} | (
            {"near"} if one.place != other.place and not namesake else set()
        )
        return next((name for level, name in _SAME_PLACE if level in precisions), "same-spot")
    return None


def _by_distance(one: Point, other: Point, away: float) -> str:
    bounds, precisions = load_merging().bounds, {one.precision, other.precision}
    if {point.precision for point in (one, other) if point.wide} == {_POCKET} and away <= bounds["km-near"]:
        return "same-area"
    steps = _STEPS_WIDE if one.wide or other.wide else _STEPS
    found = next((name for name, limit in steps if away <= bounds[limit]), "apart")
    if found == "around" and "part" in precisions and away <= bounds["km-part"]:
        return "in-area"
    return "same-near" if found == "same-spot" and "near" in precisions else found


def sides(ours: tuple[Side, Side], theirs: tuple[Side, Side], *, mutual: bool) -> str:
    """How actors and targets of two mentions meet.

    Args:
        ours: Actors and targets of one mention.
        theirs: Those of the other.
        mutual: Whether either side may be told as the actor.
    """
    weights = load_merging().weights
    found = {_both_sides(_side(ours[0], theirs[0]), _side(ours[1], theirs[1]))}
    if mutual:  # whose actor the crossed sides are is open too
        crossed = _side(ours[0], theirs[1]), _side(ours[1], theirs[0])
        found |= {_both_sides(*crossed), _both_sides(*reversed(crossed))}
    return max(sorted(found), key=lambda value: weights["sides", value])


def _turned(one: Mention, other: Mention) -> bool:
    """Whether who acts in one suffers in the other, as in an attack and the answer to it.

    The dead of an attack may be of either side; of them only who kills speaks.
    """
    return _answers(one, other) or _answers(other, one)


def _answers(one: Mention, other: Mention) -> bool:
    fight = other.kind in load_merging().mutual or (other.kind in _OUTCOMES and one.kind not in _OUTCOMES)
    return bool(one.actors.blocs & other.targets.blocs) and not fight


def _side(one: Side, other: Side) -> str:
    if not one.blocs or not other.blocs:
        return "open"
    return "same" if one.blocs & other.blocs else "other"


def _both_sides(actors: str, targets: str) -> str:
    if actors == targets == "same":
        return "both"
    if "other" not in (actors, targets):
        return "actor" if actors == "same" else "target" if targets == "same" else "open"
    if actors == "other":
        return "actor-other-target-same" if targets == "same" else "conflict"
    return "actor-same-target-other" if actors == "same" else "target-other"


def figures(ours: tuple[Count, ...], theirs: tuple[Count, ...]) -> str:
    """Whether figures of the same thing agree. Rival figures are no sign against one act, so they weigh little."""
    pairs = [
        (one, other) for one in ours for other in theirs
        if one.what == other.what and one.subset_of is None and other.subset_of is None
    ]  # fmt: skip
    told = [(a, b) for a, b in ((_figure(one), _figure(other)) for one, other in pairs) if a and b]
    if not told:
        return "open"
    least = load_merging().bounds["figure-telling"]
    if any(a == b and a[0] >= least for a, b in told):
        return "same-telling"
    if any(a == b for a, b in told):
        return "same"
    return "meet" if any(a[0] <= b[1] and b[0] <= a[1] for a, b in told) else "rival"


def _figure(count: Count) -> tuple[float, float] | None:
    known = [bound for bound in (count.low, count.best, count.high) if bound is not None]
    if not known:
        return None
    return (count.low if count.low is not None else 0, count.high if count.high is not None else float("inf"))


def _means(ours: frozenset[str], theirs: frozenset[str]) -> str:
    if not ours or not theirs:
        return "open"
    return "shared" if ours & theirs else "other"


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Distance between two points on the globe."""
    (lat, lon), (lat2, lon2) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin((lon2 - lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half))
