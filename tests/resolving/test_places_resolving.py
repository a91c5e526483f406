"""Places: which place a name means in its report, and how exactly an act is put there."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.reading._mentions import PlaceMention
from marsad.records import Place, Span
from marsad.resolving._places import PlaceIndex, resolve_places
from marsad.resolving._places_geometry import BEARINGS, distance_km, offset

Named = str | tuple[str, dict[str, Any]]

WIRE = "The SDF captured Hajin in eastern Syria; IS held al-Susah, al-Shafa and Baghuz near the Iraqi border."


def mentions_of(text: str, *names: Named) -> list[PlaceMention]:
    """Mentions of ``names`` in the order in which they stand in ``text``."""
    found, position = [], 0
    for named in names:
        name, details = (named, {}) if isinstance(named, str) else named
        start = text.index(name, position)
        position = start + len(name)
        found.append(PlaceMention(Span.of(text, start, position), **details))
    return found


def resolved(text: str, *names: Named) -> list[Place]:
    mentions = mentions_of(text, *names)
    index = resolve_places(mentions, text)
    return [place for place in map(index.of, mentions) if place is not None]


def test_villages_of_the_last_pocket() -> None:
    places = resolved(WIRE, "Hajin", "al-Susah", "al-Shafa", "Baghuz")
    assert [p.country for p in places] == ["SYR"] * 4
    assert [p.admin1 for p in places] == ["Deir ez-Zor"] * 4
    assert [p.precision for p in places] == ["exact"] * 4
    for place, point in zip(places, [(34.69, 40.83), (34.53, 40.96), (34.57, 40.93), (34.46, 40.95)], strict=True):
        assert place.lat is not None
        assert place.lon is not None
        assert distance_km((place.lat, place.lon), point) < 5


def test_a_village_spelt_like_a_larger_town_elsewhere() -> None:
    text = "In Syria, clashes went on in Sousa, near Hajin and Baghuz in Deir ez-Zor province."
    places = resolved(text, "Syria", "Sousa", "Hajin", "Baghuz", ("Deir ez-Zor", {"feature": "province"}))
    assert places[1].id == "geonames-172415"


@pytest.mark.parametrize(
    ("text", "names", "wanted"),
    [
        ("Fighting in Tripoli and Benghazi, Libya said.", ["Tripoli", "Benghazi", "Libya"], "geonames-2210247"),
        ("Fighting in Tripoli killed nine in Lebanon.", ["Tripoli", "Lebanon"], "geonames-266826"),
        ("The Lebanese army entered Tripoli from Beirut.", ["Tripoli", "Beirut"], "geonames-266826"),
        ("Protests in Cordoba and Rosario, Argentina", ["Cordoba", "Rosario", "Argentina"], "geonames-3860259"),
        ("Protests in Cordoba and Seville", ["Cordoba", "Seville"], "geonames-2519240"),
        ("Police in Birmingham and in London said", ["Birmingham", "London"], "geonames-2655603"),
        ("Birmingham, Alabama, and Montgomery", ["Birmingham", "Alabama", "Montgomery"], "geonames-4049979"),
        ("A man was shot in Paris, Texas.", ["Paris", "Texas"], "geonames-4717560"),
        ("A man was shot in Paris.", ["Paris"], "geonames-2988507"),
        ("Riots in Hyderabad and Karachi", ["Hyderabad", "Karachi"], "geonames-1176734"),
        ("Riots in Hyderabad", ["Hyderabad"], "geonames-1269843"),
        ("Georgia and Russia fought at Gori", ["Georgia", "Russia", "Gori"], "geonames-614540"),
        ("Georgia, where Atlanta and Savannah voted", ["Georgia", "Atlanta", "Savannah"], "geonames-4197000"),
        ("Rockets hit Gaza", ["Gaza"], "geonames-281133"),
        (
            "Mexico, to which Chicago, Dallas and Houston send",
            ["Mexico", "Chicago", "Dallas", "Houston"],
            "geonames-3996063",
        ),
        ("Officials in Washington said", ["Washington"], "geonames-4140963"),
    ],
)
def test_one_name_many_places(text: str, names: list[str], wanted: str) -> None:
    assert resolved(text, *names)[0].id == wanted


def test_the_kharkiv_region_is_a_province_and_the_sahel_none() -> None:
    text = "Strikes in the Kharkiv region. Raids in the Sahel region."
    kharkiv, sahel = resolved(text, ("Kharkiv", {"feature": "region"}), ("Sahel", {"feature": "region"}))
    assert (kharkiv.precision, kharkiv.country) == ("admin1", "UKR")
    assert (sahel.precision, sahel.country) == ("area", None)


def test_a_list_of_countries() -> None:
    names = ["China", "Japan", "Lebanon", "Syria", "Mexico"]
    assert [p.precision for p in resolved(", ".join(names), *names)] == ["country"] * 5


def test_an_abbreviation_is_no_town() -> None:
    (place,) = resolved("The EU said on Monday.", "EU")
    assert (place.id, place.lat) == ("place-eu", None)


def test_a_headline_is_a_hint() -> None:
    text = "Fighting in Tripoli killed nine on Sunday."
    mentions = mentions_of(text, "Tripoli")
    place = resolve_places(mentions, text, headline="Lebanon: Lebanese army deploys").of(mentions[0])
    assert place is not None
    assert place.country == "LBN"


def test_within_speaks_louder_than_people() -> None:
    text = "Gunmen struck Kandahar on Monday."
    (far,) = resolved(text, ("Kandahar", {"within": ("Maharashtra", "India")}))
    (near,) = resolved(text, "Kandahar")
    assert (far.country, near.country) == ("IND", "AFG")


def test_a_name_that_contradicts_its_container_is_unknown() -> None:
    text = "Gunmen attacked Sabon Gari in Damboa, Borno State, Nigeria. Residents of Sabon Gari fled to Maiduguri."
    full = ("Sabon Gari", {"within": ("Damboa", "Borno State", "Nigeria")})
    first, damboa, borno, nigeria, again, city = resolved(
        text, full, "Damboa", "Borno State", "Nigeria", "Sabon Gari", "Maiduguri"
    )
    assert (first.id, first.country, first.admin1) == ("place-sabon-gari", "NGA", "Borno State")
    assert first.lat is first.lon is first.geonameid is None
    assert again is first
    assert len(first.mentions) == 2
    assert (damboa.precision, borno.precision, nigeria.precision) == ("exact", "admin1", "country")
    assert city.admin1 == "Borno State"


def test_an_unknown_name_keeps_itself() -> None:
    known, unknown = resolved("Shells fell on Hajin and on Qalat Zubiya.", "Hajin", "Qalat Zubiya")
    assert known.country == unknown.country == "SYR"
    assert (unknown.id, unknown.name, unknown.lat) == ("place-qalat-zubiya", "Qalat Zubiya", None)
    two = resolved("From Hajin and Mosul to Qalat Zubiya.", "Hajin", "Mosul", "Qalat Zubiya")
    assert two[2].country is None


def test_a_small_town_at_the_other_end_of_the_world_is_not_taken() -> None:
    text = (
        "In Syria, Idlib, Aleppo and Saraqib were shelled; Syrian troops entered Damascus, Oregon is quiet, and Sousa."
    )
    places = resolved(text, "Syria", "Idlib", "Aleppo", "Saraqib", "Damascus")
    assert places[4].country == "SYR"
    (_, _, _, lost) = resolved(
        "Syrian troops in Idlib, Hama and Homs, then in Bourbon.", "Idlib", "Hama", "Homs", "Bourbon"
    )
    assert (lost.id, lost.country) == ("place-bourbon", "SYR")


def test_city_province_and_part_of_one_name() -> None:
    text = "Idlib was hit; in Idlib province and in northern Idlib it was calm. Kabul and Kabul province too."
    places = resolved(
        text,
        "Idlib",
        ("Idlib", {"feature": "province"}),
        ("Idlib", {"part": "northern", "feature": "province"}),
        "Kabul",
        ("Kabul", {"feature": "province"}),
    )
    assert [p.precision for p in places] == ["exact", "admin1", "area", "exact", "admin1"]
    city, province, north = places[:3]
    assert north.id == f"{province.id}-north"
    assert north.name == "northern Idlib"
    assert city.geonameid != province.geonameid
    assert north.lat is not None
    assert province.lat is not None
    assert north.lat > province.lat


def test_words_of_feature_within_the_name() -> None:
    text = "Fighting in Aleppo Governorate, Borno State and Diyala province."
    assert [p.precision for p in resolved(text, "Aleppo Governorate", "Borno State", "Diyala province")] == [
        "admin1"
    ] * 3


@pytest.mark.parametrize(
    ("named", "name", "precision"),
    [
        (("Ghouta", {"part": "eastern"}), "Eastern Ghouta", "area"),
        (("Hajin", {"feature": "pocket"}), "Hajin pocket", "area"),
        (("Syria", {"part": "northern"}), "northern Syria", "area"),
        (("Homs", {"part": "countryside"}), "countryside of Homs", "area"),
        (("Euphrates", {"part": "eastern bank", "feature": "river"}), "eastern bank of Euphrates", "area"),
        (("Middle Euphrates River Valley", {}), "Middle Euphrates River Valley", "area"),
        (("Raqqa", {"feature": "airport"}), "Raqqa airport", "near"),
        (("Manbij", {"feature": "valley"}), "Manbij valley", "area"),
        (("Qastal Zor", {"feature": "pocket"}), "Qastal Zor pocket", "area"),
        (("Lebanon", {"feature": "country"}), "Lebanon", "country"),
        (("Syrian", {"feature": "border"}), "Syria border", "area"),
    ],
)
def test_areas(named: Named, name: str, precision: str) -> None:
    (place,) = resolved(f"Fighting went on at {named[0]} on Friday.", named)
    assert (place.name, place.precision) == (name, precision)


def test_a_part_of_a_country_is_no_second_country() -> None:
    text = "Troops left Syria. In northern Syria they stayed."
    whole, north = resolved(text, "Syria", ("Syria", {"part": "northern"}))
    assert north.id == "geonames-163843-north"
    assert (whole.country, north.country) == ("SYR", "SYR")
    assert north.geonameid is None


def test_near_is_no_point_in_the_city() -> None:
    text = "Strikes near the city of Deir ez-Zor"
    (mention,) = mentions_of(text, ("Deir ez-Zor", {"relation": "near", "feature": "city"}))
    index = resolve_places([mention], text)
    spot, place = index.spot(mention), index.of(mention)
    assert (spot.precision, spot.relation, spot.lat, spot.lon) == ("near", "near", None, None)
    assert place is not None
    assert (place.id, place.precision) == ("geonames-170794", "exact")


def test_distance_and_direction_make_a_point() -> None:
    text = "A base 30 km east of Raqqa"
    (mention,) = mentions_of(text, ("Raqqa", {"distance_km": 30.0, "bearing": "e"}))
    index = resolve_places([mention], text)
    spot, place = index.spot(mention), index.of(mention)
    assert place is not None
    assert place.lat is not None
    assert place.lon is not None
    assert spot.lat is not None
    assert spot.lon is not None
    assert (spot.precision, spot.relation) == ("near", "near")
    assert spot.lon > place.lon
    assert distance_km((spot.lat, spot.lon), (place.lat, place.lon)) == pytest.approx(30, abs=0.1)


def test_distance_alone_makes_none() -> None:
    text = "A base 30 km from Raqqa"
    (mention,) = mentions_of(text, ("Raqqa", {"distance_km": 30.0}))
    spot = resolve_places([mention], text).spot(mention)
    assert (spot.precision, spot.lat, spot.lon) == ("near", None, None)


@pytest.mark.parametrize("relation", ["in", "from", "to"])
def test_other_relations_are_kept(relation: Any) -> None:
    text = "They moved, Hajin being the place."
    (mention,) = mentions_of(text, ("Hajin", {"relation": relation}))
    spot = resolve_places([mention], text).spot(mention)
    assert (spot.relation, spot.precision) == (relation, "exact")
    assert spot.lat is not None


def test_a_district_without_a_seat_stands_at_its_province_and_says_so() -> None:
    (place,) = resolved("Fire in Matungulu Location, officials in Kenya said.", "Matungulu Location")
    assert (place.country, place.admin1, place.precision) == ("KEN", "Machakos County", "admin1")
    assert place.lat is not None


def test_a_county_has_the_middle_of_its_outline() -> None:
    (place,) = resolved("Fire in Rapides Parish, officials in Louisiana said.", "Rapides Parish")
    assert (place.country, place.admin1, place.precision) == ("USA", "Louisiana", "area")
    assert place.lat is not None
    assert place.lon is not None
    assert distance_km((place.lat, place.lon), (31.2, -92.5)) < 30


def test_nothing_in_nothing_out() -> None:
    assert resolve_places([], "No place at all.") == PlaceIndex((), {})


def test_a_mention_that_was_not_handed_in() -> None:
    text = "Hajin and Raqqa"
    hajin, raqqa = mentions_of(text, "Hajin", "Raqqa")
    index = resolve_places([hajin], text)
    assert index.of(raqqa) is None
    with pytest.raises(KeyError):
        index.spot(raqqa)


NAMES = [
    "Hajin",
    "Tripoli",
    "Georgia",
    "Syria",
    "Idlib",
    "Gharbiya Zor",
    "Kivu",
    "Paris",
    "al-Susah",
    "the Euphrates",
    "!",
]
MENTION = st.tuples(
    st.sampled_from(NAMES),
    st.fixed_dictionaries(
        {
            "relation": st.sampled_from(["in", "near", "from", "to"]),
            "feature": st.sampled_from([None, "village", "province", "pocket", "airport", "river", "nonsense"]),
            "within": st.sampled_from([(), ("Syria",), ("Nowhere",), ("Idlib province", "Syria")]),
            "part": st.sampled_from([None, "northern", "countryside"]),
            "distance_km": st.sampled_from([None, 12.0]),
            "bearing": st.sampled_from([None, *BEARINGS]),
        }
    ),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(MENTION, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_whatever_is_handed_in(named: list[tuple[str, dict[str, Any]]], shuffler: random.Random) -> None:
    text = "Reports: " + ", then ".join(name for name, _ in named) + "."
    mentions = mentions_of(text, *named)
    index = resolve_places(mentions, text)
    # Every mention has its place, every place its mentions, and every span is in the text.
    for mention in mentions:
        place = index.of(mention)
        assert place is not None
        assert mention.span in place.mentions
        assert place in index.places
        assert (place.lat is None) == (place.lon is None)
        spot = index.spot(mention)
        assert spot.place == place.id
        assert spot.span == mention.span
    assert [p.mentions[0] for p in index.places] == sorted(p.mentions[0] for p in index.places)
    assert len({p.id for p in index.places}) == len(index.places)
    shuffled = list(mentions)
    shuffler.shuffle(shuffled)
    assert resolve_places(shuffled, text) == index


def test_threads_agree() -> None:
    mentions = mentions_of(WIRE, "Hajin", "al-Susah", "al-Shafa", "Baghuz")
    alone = resolve_places(mentions, WIRE)
    with ThreadPoolExecutor(4) as pool:
        assert all(index == alone for index in pool.map(lambda _: resolve_places(mentions, WIRE), range(8)))


@given(
    st.floats(-80, 80),
    st.floats(-179, 179),
    st.floats(0, 900),
    st.sampled_from(sorted(BEARINGS)),
)
def test_offset_is_as_far_as_it_says(lat: float, lon: float, km: float, bearing: str) -> None:
    moved = offset((lat, lon), km=km, bearing=bearing)
    assert distance_km((lat, lon), moved) == pytest.approx(km, abs=0.05)
    assert -180 <= moved[1] <= 180
