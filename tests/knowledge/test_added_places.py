"""Lists of places that a desk adds: what is taken, what is told, what stays the same."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad._errors import InputError, UsageError
from marsad.knowledge import add_places, added_places, packaged_gazetteer, remove_places
from marsad.knowledge._gazetteer import places_folder
from marsad.knowledge._place_rows import BadRow, OwnPlace, read_own_places

HEAD = "name,lat,lon,aliases,country,admin1,kind,population,radius_km\n"
VILLAGE = "Qalat Zubiya,34.51,40.92,Zubiya Castle|Qalaat Zbeya,SY,Dayr az Zawr,village,420,2\n"


def dump_row(number: int, name: str, **cells: str) -> str:
    """A row of a GeoNames country dump."""
    row = {
        "ascii": name, "others": "", "lat": "35.1", "lon": "40.2", "class": "P", "code": "PPL", "country": "SY",
        "cc2": "", "admin1": "07", "admin2": "", "admin3": "", "admin4": "", "population": "0", "elevation": "",
        "dem": "210", "timezone": "Asia/Damascus", "changed": "2031-01-01", **cells,
    }  # fmt: skip
    return "\t".join([str(number), name, *row.values()]) + "\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MARSAD_PLACES", str(tmp_path / "places"))
    return tmp_path / "places"


@pytest.fixture
def villages(tmp_path: Path) -> Path:
    path = tmp_path / "villages.csv"
    path.write_text(HEAD + VILLAGE, encoding="utf-8")
    return path


def test_a_village_of_a_list_is_known_by_all_its_names_and_spellings(villages: Path) -> None:
    assert packaged_gazetteer().lookup("Qalat Zubiya") == ()
    found = add_places(villages)
    assert (found.name, found.places, found.bad, found.changed) == ("villages", 1, 0, True)
    for name in ("Qalat Zubiya", "zubiya castle", "QALAAT ZBEYA"):
        (entry,) = packaged_gazetteer().lookup(name)
        assert (entry.id, entry.country, entry.kind) == ("own-qalat-zubiya-3451-4092", "SYR", "city")
        assert (entry.admin1, entry.population, entry.radius_km) == ("Deir ez-Zor", 420, 2.0)
        assert (entry.lat, entry.lon, entry.source) == (34.51, 40.92, "villages")
    (loose,) = packaged_gazetteer().lookup("Qal'at al-Zubayya", country="SYR", loose=True)
    assert loose.match == "loose"


def test_adding_the_same_file_again_changes_nothing(villages: Path, folder: Path) -> None:
    add_places(villages)
    before = (folder / "villages.sqlite").read_bytes()
    again = add_places(villages)
    assert not again.changed
    assert (folder / "villages.sqlite").read_bytes() == before
    assert [p.name for p in folder.iterdir()] == ["villages.sqlite"]


def test_the_same_list_gives_the_same_bytes(villages: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add_places(villages)
    monkeypatch.setenv("MARSAD_PLACES", str(folder.parent / "elsewhere"))
    add_places(villages)
    one, other = (f / "villages.sqlite" for f in (folder, folder.parent / "elsewhere"))
    assert one.read_bytes() == other.read_bytes()


def test_a_changed_file_takes_the_place_of_the_old_one(villages: Path) -> None:
    add_places(villages)
    villages.write_text(HEAD + VILLAGE.replace("34.51", "34.61"), encoding="utf-8")
    assert add_places(villages).changed
    (entry,) = packaged_gazetteer().lookup("Qalat Zubiya")
    assert entry.lat == 34.61


def test_lists_are_listed_and_removed(villages: Path) -> None:
    add_places(villages)
    add_places(villages, name="a-second")
    assert [(p.name, p.places) for p in added_places()] == [("a-second", 1), ("villages", 1)]
    remove_places("villages")
    remove_places("a-second")
    assert added_places() == ()
    assert packaged_gazetteer().lookup("Qalat Zubiya") == ()
    with pytest.raises(UsageError, match="no list of places called 'villages'"):
        remove_places("villages")


def test_a_bad_row_is_told_and_stops_nothing(villages: Path) -> None:
    rows = ["One,x,40,,,,,,", "Two,34,191,,,,,,", ",34,40,,,,,,", "Four,34,40,,Freedonia,,,,", "Five,34,40,,,,nook,,",
            "Six,34,40,,,,,few,", "Seven,nan,40,,,,,,"]  # fmt: skip
    villages.write_text(HEAD + "\n".join(rows) + "\n\n" + VILLAGE, encoding="utf-8")
    found = add_places(villages)
    assert (found.places, found.bad) == (1, 7)
    assert [m.split(": ")[0] for m in found.bad_rows] == [f"{villages}, row {n}" for n in range(2, 9)]
    for message, word in zip(found.bad_rows, ("lat", "lon", "name", "Freedonia", "nook", "few", "lat"), strict=True):
        assert word in message


def test_other_separators_and_names_of_columns(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("\ufeffName;Latitude;Longitude;Kind\nTell Mirqan;36.1;37.2;mountain\n", encoding="utf-8")
    add_places(path)
    (entry,) = packaged_gazetteer().lookup("Tell Mirqan")
    assert (entry.kind, entry.country) == ("region", None)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"place,north,east\nX,1,2\n", "its first row lacks name, lat, lon"),
        (b"", "its first row lacks"),
        (HEAD.encode(), "holds no place; the file is empty"),
        (HEAD.encode() + b"X,one,2\n", "holds no place; .*row 2: lat is 'one'"),
        ("name,lat,lon\nKäse,1,2\n".encode("latin-1"), "no text in UTF-8"),
    ],
)
def test_what_is_no_list_is_refused_with_a_way_out(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "odd.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=message) as told:
        add_places(path)
    assert str(path) in str(told.value)
    assert added_places() == ()


def test_a_missing_file_and_an_odd_name(tmp_path: Path, villages: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        add_places(tmp_path / "nowhere.csv")
    with pytest.raises(UsageError, match="is no name"):
        add_places(villages, name="../villages")


@pytest.mark.parametrize("packed", [False, True])
def test_a_country_dump(tmp_path: Path, packed: bool) -> None:
    rows = [
        dump_row(90_000_001, "Khirbat Saluq", others="Kherbet Salouq,خربة سلوق,KHS", population="900"),
        dump_row(90_000_002, "Jabal Saluq", **{"class": "T", "code": "MT"}),
        dump_row(90_000_003, "Bi'r Saluq", **{"class": "H", "code": "WLL"}),
        dump_row(174506, "Hajin", others="Hadjeen al-Sharqi"),
        "90000004\tbroken\n",
        dump_row(90_000_005, "Saluq Sharqi", lat="north"),
    ]
    path = tmp_path / ("SY.zip" if packed else "SY.txt")
    if packed:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("readme.txt", "About the dump")
            archive.writestr("SY.txt", "".join(rows))
    else:
        path.write_text("".join(rows), encoding="utf-8")
    found = add_places(path)
    assert (found.name, found.places, found.left_out, found.bad) == ("SY", 3, 1, 2)
    assert [m.split(": ")[0] for m in found.bad_rows] == [f"{path}, row 5", f"{path}, row 6"]
    (village,) = packaged_gazetteer().lookup("Kherbet Salouq")
    assert (village.id, village.name, village.admin1) == ("geonames-90000001", "Khirbat Saluq", "Deir ez-Zor")
    assert packaged_gazetteer().lookup("Jabal Saluq")[0].kind == "region"
    # What the package knows keeps its facts and gains a spelling.
    (hajin,) = packaged_gazetteer().lookup("Hadjeen al-Sharqi")
    (packaged,) = (e for e in packaged_gazetteer().lookup("Hajin") if e.geonameid == 174506)
    assert (hajin.id, hajin.name, hajin.lat) == (packaged.id, packaged.name, packaged.lat)


def test_a_file_that_is_no_list_of_ours_is_told(folder: Path) -> None:
    folder.mkdir()
    (folder / "stray.sqlite").write_bytes(b"not a database, but long enough to be looked at" * 30)
    with pytest.raises(UsageError, match=r"stray\.sqlite: is no list of places"):
        added_places()


def test_the_folder_follows_the_platform(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("MARSAD_PLACES")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr("sys.platform", "linux")
    assert places_folder() == tmp_path / "data" / "marsad" / "places"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_places_bad_rows_or_a_refusal(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("any") / "any.csv"
    path.write_text("name,lat,lon,kind\n" + text, encoding="utf-8", errors="replace")
    for row in read_own_places(path):
        assert isinstance(row, OwnPlace | BadRow)
