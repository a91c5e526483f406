from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.incidents.conftest_incidents import ACTORS, PLACES, event, figure, reading, source

from marsad.incidents import IncidentFilter
from marsad.ledger import EventFilter, Ledger, open_ledger
from marsad.records import Actor, Event, Party, Reading
from marsad.views.exports import SHAPES, export
from marsad.views.exports._acled import COLUMNS as ACLED_COLUMNS
from marsad.views.exports._ucdp import COLUMNS as UCDP_COLUMNS

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "ontology" / "README.md"
COUNTRIES = {"Lake Army": "SYR", "Orlen Brigade": "SYR"}


def told(name: str, one: Event, **changes: str) -> Reading:
    read = reading(name, one, **changes)
    actors = tuple(replace(actor, country=COUNTRIES.get(actor.name)) for actor in read.actors)
    report = replace(read.report, sha256=name.encode().hex().ljust(64, "0"), title=f"Of {name}")
    return replace(read, actors=actors, report=report)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "marsad.db") as opened:
        yield opened


def rows(ledger: Ledger, shape: str, *readings: Reading, wanted: object = None) -> list[dict[str, str]]:
    for one in readings:
        ledger.add_reading(one, setting="balanced", reader="trained")
    target = io.BytesIO()
    export(ledger, target, shape=shape, form="csv", wanted=wanted)  # type: ignore[arg-type]
    return list(csv.DictReader(io.StringIO(target.getvalue().decode(), newline="")))


BATTLE = event(
    "battle", "Lake Army", "Orlen Brigade", "Tarsk",
    counts=(figure("killed", 12, "Orlen Brigade fighters"), figure("killed", 3, "civilians")), status="reported",
    sources=(source("Valley Monitor"),),
)  # fmt: skip


def test_a_battle_as_acled_has_it(ledger: Ledger) -> None:
    (row,) = rows(ledger, "acled", told("one", BATTLE))
    assert row["event_id_cnty"].startswith("SYR")
    expected = {
        "event_date": "2031-03-04", "year": "2031", "time_precision": "1", "disorder_type": "Political violence",
        "event_type": "Battles", "sub_event_type": "Armed clash", "actor1": "Lake Army", "inter1": "1",
        "actor2": "Orlen Brigade", "inter2": "2", "interaction": "12", "civilian_targeting": "", "iso": "760",
        "region": "Middle East", "country": "Syria", "admin1": "Valley", "location": "Tarsk", "latitude": "35.5",
        "geo_precision": "1", "source": "The One", "fatalities": "15", "tags": "weak",
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected
    assert "words (Valley Monitor)" in row["notes"]


def test_an_attack_on_civilians_is_marked_and_a_foreign_army_is_external(ledger: Ledger) -> None:
    attack = event("air-strike", "Lake Army", "villagers", "Karth", counts=(figure("killed", 5, "villagers"),))
    (row,) = rows(ledger, "acled", told("one", attack))
    assert (row["inter1"], row["inter2"], row["interaction"]) == ("8", "7", "78")
    assert row["civilian_targeting"] == "Civilian targeting"
    assert row["disorder_type"] == "Political violence"


def test_what_nobody_tells_as_done_is_no_row_of_acled_or_ucdp(ledger: Ledger) -> None:
    planned = replace(BATTLE, status="forecast")
    assert rows(ledger, "acled", told("one", planned)) == []
    assert rows(ledger, "ucdp") == []
    assert len(rows(ledger, "incidents")) == 1


def test_rival_figures_stand_in_the_notes_and_the_lowest_is_coded(ledger: Ledger) -> None:
    other = replace(
        BATTLE, counts=(figure("killed", 40, "fighters"),), sources=(source("Lake Army"),), status="claimed"
    )
    (row,) = rows(ledger, "acled", told("one", BATTLE), told("two", other))
    assert row["fatalities"] == "15"
    assert row["source"] == "The One; The Two"
    (latest,) = rows(ledger, "incidents", wanted=IncidentFilter(rule="latest"))
    assert latest["rule"] == "latest"
    assert "40 (Lake Army)" in latest["counts"]
    assert (latest["killed_low"], latest["killed_high"]) == ("15", "40")


def test_a_battle_as_ucdp_has_it(ledger: Ledger) -> None:
    (row,) = rows(ledger, "ucdp", told("one", BATTLE))
    expected = {
        "type_of_violence": "1", "side_a": "Lake Army", "side_b": "Orlen Brigade", "best": "15", "low": "15",
        "high": "15", "deaths_a": "0", "deaths_b": "12", "deaths_civilians": "3", "deaths_unknown": "0",
        "where_prec": "1", "date_prec": "1", "date_start": "2031-03-04", "country": "Syria", "region": "Middle East",
        "priogrid_gid": "181161", "geom_wkt": "POINT (40.25 35.5)", "number_of_sources": "1",
        "source_original": "Valley Monitor", "source_headline": "Of one", "gwnoa": "",
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected


def test_the_dead_by_side_add_up(ledger: Ledger) -> None:
    both = (Party("lake-army", "Lake Army", None), Party("orlen-brigade", "Orlen Brigade", None))
    vague = replace(BATTLE, counts=(figure("killed", 9, "people"),), targets=(), actors=both)
    (row,) = rows(ledger, "ucdp", told("one", vague))
    dead = [int(row[name]) for name in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")]
    assert sum(dead) == int(row["best"]) == 9


def test_violence_without_a_death_is_no_row_of_ucdp(ledger: Ledger) -> None:
    assert rows(ledger, "ucdp", told("one", replace(BATTLE, counts=()))) == []


def test_events_as_plover_and_cameo_have_them(ledger: Ledger) -> None:
    coded = replace(BATTLE, plover="ASSAULT", mode="firearms", cameo="19")
    denied = replace(coded, status="denied", actors=(), targets=())
    (one, other) = rows(ledger, "plover", told("one", coded), told("two", denied, published="2031-03-09"))
    assert (one["quad_code"], one["quad_class"], one["auxiliary_mode"]) == ("4", "material conflict", "")
    assert (one["actor"], one["recipient"], one["dead"], one["country_code"]) == (
        "Lake Army", "Orlen Brigade", "15", "SYR",
    )  # fmt: skip
    assert other["auxiliary_mode"] == "negation"
    (row,) = rows(ledger, "cameo")
    assert (row["source"], row["target"], row["code"]) == ("SYR", "SYR", "19")


@pytest.mark.parametrize("shape", SHAPES)
def test_every_row_of_every_shape_names_rule_and_version(ledger: Ledger, shape: str) -> None:
    coded = replace(BATTLE, plover="ASSAULT", mode="firearms", cameo="19")
    (row,) = rows(ledger, shape, told("one", coded))
    cells = " ".join(map(str, row.values()))
    assert "marsad " in cells
    assert ("as read, with people's corrections" in cells) != ("conservative" in cells)


def test_corrections_and_rejections_are_in_every_shape(ledger: Ledger) -> None:
    rows(ledger, "events", told("one", BATTLE), told("two", replace(BATTLE, kind="raid"), published="2031-06-01"))
    ledger.judge(
        "correct", ("one", "e1"), who="A. Desk", why="by telephone", field="counts", value={"killed": [4, 4, 4]}
    )
    ledger.judge("reject", ("two", "e1"), who="A. Desk", why="a drill")
    for shape, cell, value in (
        ("events", "killed_best", "4"), ("incidents", "killed_best", "4"), ("acled", "fatalities", "4"),
        ("ucdp", "best", "4"),
    ):  # fmt: skip
        (row,) = rows(ledger, shape)
        assert row[cell] == value, shape
    assert rows(ledger, "events")[0]["corrected"] == "counts"


def test_the_filter_of_incidents_is_obeyed(ledger: Ledger) -> None:
    rows(ledger, "events", told("one", BATTLE))
    assert rows(ledger, "acled", wanted=IncidentFilter(kind="raid")) == []
    assert len(rows(ledger, "acled", wanted=IncidentFilter(place="Tarsk", grade="weak"))) == 1
    assert rows(ledger, "plover", wanted=EventFilter(kind="raid")) == []


def test_the_fixture_knows_its_people() -> None:
    assert PLACES["Tarsk"].country == "SYR"
    assert all(isinstance(Actor("x", name, kind, None, None, (), ()), Actor) for name, kind in ACTORS.items())  # type: ignore[arg-type]


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_file(), reason="the shared folder is not beside the repository")
def test_the_columns_are_those_that_acled_and_ucdp_list() -> None:
    text = SHARED.read_text(encoding="utf-8")
    for scheme, columns in (("ACLED", ACLED_COLUMNS), ("UCDP GED", UCDP_COLUMNS)):
        part = text.split(f"## {scheme}")[1].split(": ", 1)[1].split(".\n")[0]
        assert [column.name for column in columns] == [name.strip() for name in part.split(",")]
