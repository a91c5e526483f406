"""``marsad places``: a desk adds its villages, and the next reading knows them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from marsad.views.cli import app

REPORT = (
    "Rebels shelled the village of Qalat Zubiya in Syria on Monday, killing three people, residents said. "
    "The army entered Tell Mirqan."
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MARSAD_PLACES", str(tmp_path / "places"))
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    return tmp_path


def run(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, [str(a) for a in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def spot_of_the_shelling(folder: Path) -> dict[str, object]:
    code, out, _ = run("read", folder / "report.txt", "--published", "2031-03-05", "--json")
    assert code == 0
    reading = json.loads(out)
    (event,) = [e for e in reading["events"] if e["kind"] == "shelling"]
    return next(p for p in event["places"] if "Zubiya" in p["name"])


def test_an_unknown_village_has_a_point_after_its_list_is_added(folder: Path) -> None:
    before = spot_of_the_shelling(folder)
    assert (before["place"], before["lat"]) == ("place-qalat-zubiya", None)
    (folder / "own.csv").write_text("name,lat,lon,country\nQalat Zubiya,34.51,40.92,SYR\n", encoding="utf-8")
    assert run("places", "add", folder / "own.csv") == (0, "own: 1 places\n", "")
    after = spot_of_the_shelling(folder)
    assert (after["place"], after["lat"], after["lon"]) == ("own-qalat-zubiya-3451-4092", 34.51, 40.92)
    assert after["precision"] == "exact"
    assert run("places", "add", folder / "own.csv")[1] == "own: 1 places; it was there already\n"
    assert run("places", "list")[1] == f"own: 1 places\t{folder / 'places' / 'own.sqlite'}\n"
    assert run("places", "remove", "own")[:2] == (0, "own: removed\n")
    assert spot_of_the_shelling(folder) == before


def test_bad_rows_are_told_with_their_count(folder: Path) -> None:
    rows = "".join(f"Village {n},north,40.9\n" for n in range(30))
    (folder / "own.csv").write_text(f"name,lat,lon\nTell Mirqan,36.1,37.2\n{rows}", encoding="utf-8")
    code, out, err = run("places", "add", folder / "own.csv")
    assert code == 1
    assert out == "own: 1 places, 30 rows could not be read\n"
    assert err.count(" lat is 'north'") == 20
    assert err.splitlines()[0].startswith(f"marsad: {folder / 'own.csv'}, row 3: ")
    assert "10 more rows" in err.splitlines()[-1]


def test_one_name_for_two_files_is_wrong_use(folder: Path) -> None:
    with pytest.raises(Exception, match="--name goes with one file"):
        run("places", "add", folder / "a.csv", folder / "b.csv", "--name", "both")
