"""Places in whole sentences: near, from, between, parts, borders, banks, and what is no place."""

from __future__ import annotations

import pytest

import marsad
from marsad.records import Place, Reading
from marsad.resolving._places_geometry import distance_km


def read(text: str) -> Reading:
    return marsad.read(text, published="2031-03-05")


def place_of(reading: Reading, words: str) -> Place:
    (place,) = [p for p in reading.places if any(m.exact == words for m in p.mentions)]
    return place


@pytest.mark.parametrize(
    ("text", "words", "ident", "precision", "pointed"),
    [
        ("Rebels in Mali seized a post. Fighting spread to the country's north-east.", "country's north-east",
         "geonames-2453866-north-east", "area", True),
        ("Rebels in Mali seized a post. Troops raided camps in the north of the country.", "north of the country",
         "geonames-2453866-north", "area", True),
        ("Militants attacked two posts in Egypt's western desert, killing four soldiers.", "Egypt's western desert",
         "geonames-357994-west-desert", "area", True),
        ("Five villages in Burkina Faso's north were burned on Monday.", "Burkina Faso's north",
         "geonames-2361809-north", "area", True),
        ("Boats were hit on the western bank of the Dnipro River near Nikopol, the mayor said.", "Dnipro River",
         "region-dnipro-west-bank", "area", False),
        ("Shelling killed two people near the Chadian border on Monday.", "Chadian border", "geonames-2434508-border",
         "area", False),
        ("Fighters returned to the Cabinda enclave in Angola on Monday.", "Cabinda", "region-cabinda", "area", True),
    ],
)  # fmt: skip
def test_areas_have_their_own_precision(text: str, words: str, ident: str, precision: str, pointed: bool) -> None:
    place = place_of(read(text), words)
    assert (place.id, place.precision, place.lat is not None) == (ident, precision, pointed)


def test_the_country_is_not_the_one_that_backs_a_side() -> None:
    text = "In Niger, a French-backed and U.S.-backed force attacked rebels. The army held the country's east."
    assert place_of(read(text), "country's east").id == "geonames-2440476-east"


@pytest.mark.parametrize("name", ["North Kivu", "South Darfur", "Upper Nile State"])
def test_a_name_that_begins_with_a_bearing_is_no_part(name: str) -> None:
    reading = read(f"Militants burned five villages in the country's {name} on Monday, officials said.")
    assert [m.exact for p in reading.places for m in p.mentions] == [name]


def test_near_a_city_is_no_point_in_it() -> None:
    reading = read("Air strikes hit villages near the city of Palmyra in Syria on Monday, killing two people.")
    (event,) = reading.events
    spot = next(s for s in event.places if s.name == "Palmyra")
    assert (spot.relation, spot.precision, spot.lat, spot.lon) == ("near", "near", None, None)


def test_between_two_towns_is_in_neither() -> None:
    reading = read("A convoy was ambushed on the road between Homs and Palmyra on Monday; five people were killed.")
    for event in reading.events:
        assert all((s.precision, s.lat) == ("near", None) for s in event.places)


@pytest.mark.parametrize(
    "words", ["about 15km south of", "15 kilometres (9 miles) south of", "fifteen km to the south of"]
)
def test_distance_and_direction_make_a_point(words: str) -> None:
    reading = read(f"A bomb killed two people {words} Maiduguri, Nigeria, on Monday.")
    town = place_of(reading, "Maiduguri")
    spot = next(s for e in reading.events for s in e.places if s.place == town.id)
    assert spot.precision == "near"
    assert spot.lat is not None
    assert spot.lon is not None
    assert town.lat is not None
    assert town.lon is not None
    assert spot.lat < town.lat
    assert distance_km((spot.lat, spot.lon), (town.lat, town.lon)) == pytest.approx(15, abs=0.1)


def test_a_village_that_nobody_knows_is_measured_from_one_that_is_known() -> None:
    text = "Five people were shot dead in Qalat Zubiya, a village 25 km (16 miles) north of Raqqa in Syria, on Monday."
    village, town = (place_of(read(text), name) for name in ("Qalat Zubiya", "Raqqa"))
    assert (village.id, village.precision, town.precision) == ("place-qalat-zubiya", "near", "exact")
    assert village.lat is not None
    assert village.lon is not None
    assert town.lat is not None
    assert town.lon is not None
    assert distance_km((village.lat, village.lon), (town.lat, town.lon)) == pytest.approx(25, abs=0.1)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Syrian soldiers fired at protesters on Monday.", "Syrian"),
        ("The Aleppo Media Centre said that two people were killed on Monday.", "Aleppo"),
        ("The ransom was US$5,000, the police said.", "US"),
    ],
)
def test_demonyms_bodies_and_currencies_are_no_places(text: str, words: str) -> None:
    assert not [p for p in read(text).places if any(m.exact == words for m in p.mentions)]


def test_a_body_bears_witness_for_the_place_it_is_called_after() -> None:
    text = "Two men were shot dead in Lawrenceburg on Monday, the Lawrence County Sheriff's Office in Tennessee said."
    assert place_of(read(text), "Lawrenceburg").admin1 == "Tennessee"


def test_a_list_is_no_chain_of_containers() -> None:
    reading = read("Cases were reported in Ohio, Pennsylvania, Georgia, Oklahoma and Utah on Monday, officials said.")
    assert {(p.country, p.precision) for p in reading.places} == {("USA", "admin1")}
