from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook
from tests.forecasting.conftest import foretold, report
from tests.views.desk.conftest import signed
from tests.views.desk.desk_reports import HOSTILE, act, holding

from marsad.ledger import Ledger
from marsad.records import Reading, Relation, Source, Span, Statement

TABLES = ("incidents", "events", "forecasts", "control", "reports")


def told_of_the_brigade() -> Reading:
    """A report with a relation, a saying of a party, a claim to a place and a forecast."""
    reading = replace(holding("told-1", "Tarsk", "orlen-brigade", "2031-05-03"), relations=())
    text = reading.report.text
    words = Span.of(text, 0, len(text) - 1)
    speaker = Source("orlen-brigade", "Orlen Brigade", None, None, None, None)
    return replace(
        reading,
        relations=(Relation("orlen-brigade", "backed_by", "lake-army", None, None, words),),
        statements=(Statement("s1", (speaker,), None, (words,), "indirect", ("e1",), ()),),
    )


@pytest.fixture
def told(war: Ledger) -> Ledger:
    """The small war with what somebody says and foretells besides."""
    foretelling = report(
        "foretold-1", foretold("The Orlen Brigade _will_ take Karth", "the Orlen Brigade takes Karth",
                               by="Orlen Brigade", horizon="2031-03-20"),
    )  # fmt: skip
    for reading in (told_of_the_brigade(), foretelling):
        war.add_reading(reading, setting="balanced", reader="trained")
    return war


def rows_of(client: TestClient, name: str, query: str = "") -> list[dict[str, Any]]:
    page = client.get(f"/api/tables/{name}?limit=1000&{query}").json()
    return [dict(zip((one["name"] for one in page["columns"]), row, strict=True)) for row in page["rows"]]


def test_every_table_is_paged_and_sorted(client: TestClient, told: Ledger) -> None:
    for name in TABLES:
        page = client.get(f"/api/tables/{name}?limit=1000").json()
        assert page["total"] == len(page["rows"]) > 0
        first, rest = (client.get(f"/api/tables/{name}?{query}").json()["rows"] for query in ("limit=1", "offset=1"))
        assert first + rest == page["rows"]
        for at, column in enumerate(page["columns"]):
            up, down = (
                [
                    row[at]
                    for row in client.get(f"/api/tables/{name}?limit=1000&sort={sign}{column['name']}").json()["rows"]
                ]
                for sign in ("", "-")
            )
            known = [cell for cell in up if cell not in (None, "")]
            assert up[len(known) :] == down[len(known) :], "what is empty comes last"
            assert sorted(map(str, known)) == sorted(map(str, down[: len(known)]))
            if column["type"] in ("integer", "number"):
                assert known == sorted(known) == down[: len(known)][::-1]
    assert client.get("/api/tables/none").status_code == 422
    assert client.get("/api/tables/events?sort=none").json() == client.get("/api/tables/events").json()


def test_of_many_events_a_page_is_asked_for_and_few_are_sorted(
    client: TestClient, told: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = client.get("/api/tables/events?limit=1000").json()
    pages = [client.get(f"/api/tables/events?limit=2&offset={offset}").json() for offset in range(0, whole["total"], 2)]
    assert [row for page in pages for row in page["rows"]] == whole["rows"]
    assert {page["total"] for page in pages} == {whole["total"], len(whole["rows"])}
    monkeypatch.setattr("marsad.views.desk._tables._MOST_SORTED", 3)
    answer = client.get("/api/tables/events?sort=-kind")
    assert answer.status_code == 422
    assert "too many to be sorted by kind; sort by end, or narrow the filter to 3" in answer.json()["detail"]
    assert client.get("/api/tables/events?sort=-kind&report=tarsk-1").status_code == 200
    end = [column["name"] for column in whole["columns"]].index("end")
    newest = client.get("/api/tables/events?sort=-end&limit=1").json()["rows"][0]
    assert newest[end] == max(row[end] for row in whole["rows"] if row[end])


def test_filters_are_those_of_the_map(client: TestClient, told: Ledger) -> None:
    for query in ("kind=shelling", "place=Tarsk", "actor=Lake Army", "since=2031-03-01&until=2031-03-31", "grade=weak"):
        assert (
            client.get(f"/api/tables/incidents?{query}").json()["total"]
            == client.get(f"/api/incidents?{query}").json()["total"]
        )
    asked = {
        "events?place=Tarsk": 6, "control?place=Tarsk": 3, "control?actor=lake-army": 1,
        "control?source=Valley Wire": 3,
        "control?since=2031-04-30": 2, "control?status=claimed": 0, "control?place=Karth": 0,
        "reports?source=Lake Times": 1,
        "reports?kind=torture": 1, "reports?place=Upper Valley": 1, "reports?actor=Lake Army&until=2031-03-31": 1,
        "reports?report=karth-1": 1, "forecasts?actor=Orlen Brigade": 1, "forecasts?source=Lake Army": 0,
        "forecasts?source=Orlen Brigade": 1,
    }  # fmt: skip
    assert {query: client.get(f"/api/tables/{query}").json()["total"] for query in asked} == asked
    unused = client.get("/api/tables/forecasts?grade=fair&kind=raid&place=Karth").json()["unused"]
    assert unused == ["kind", "grade"]


def test_a_decision_shows_in_the_tables_at_once(client: TestClient, war: Ledger) -> None:
    before = rows_of(client, "events", "report=karth-2")
    asked = {
        "verdict": "correct", "subjects": [{"report": "karth-2", "record": "e1"}], "why": "seen", "who": "A. Desk",
        "field": "kind", "value": "riot",
    }  # fmt: skip
    client.post("/api/judgements", json=asked, headers=signed(client))
    (after,) = rows_of(client, "events", "report=karth-2")
    assert ([row["kind"] for row in before], after["kind"], after["corrected"]) == (["protest"], "riot", "kind")


def test_files_hold_what_is_filtered(client: TestClient, told: Ledger) -> None:
    for name in TABLES:
        total = client.get(f"/api/tables/{name}?place=Tarsk").json()["total"]
        answers = {
            form: client.get(f"/api/tables/{name}/file?place=Tarsk&form={form}") for form in ("csv", "xlsx", "geojson")
        }
        rows = list(csv.DictReader(io.StringIO(answers["csv"].text)))
        sheet = load_workbook(io.BytesIO(answers["xlsx"].content))["data"]
        features = json.loads(answers["geojson"].content)["features"]
        assert len(rows) == sheet.max_row - 1 == len(features) == total
        for form, answer in answers.items():
            told_name = answer.headers["content-disposition"]
            assert told_name.startswith(f'attachment; filename="marsad-{name}-')
            assert told_name.endswith(f'.{form}"')
    same, other = (
        client.get(f"/api/tables/reports/file?place={place}").headers["content-disposition"]
        for place in ("Tarsk", "Karth")
    )
    assert same == client.get("/api/tables/reports/file?place=Tarsk").headers["content-disposition"] != other


def test_a_file_holds_no_formula(client: TestClient, war: Ledger) -> None:
    war.add_reading(act("f-1", "raid", "Karth", "2031-01-01", title='=HYPERLINK("x")'), setting="balanced", reader="t")
    (row,) = list(csv.DictReader(io.StringIO(client.get("/api/tables/reports/file?report=f-1").text)))
    assert row["title"].startswith("'=")


def test_actors_are_listed_and_told_of(client: TestClient, told: Ledger) -> None:
    every = client.get("/api/index/actors").json()
    assert every["total"] == len(every["items"])
    assert [client.get("/api/index/actors", params={"q": q}).json()["items"][0]["id"] for q in ("ORLÉN", "كتيبه")] == [
        "orlen-brigade", "كتيبة",
    ]  # fmt: skip
    page = client.get("/api/actors/orlen-brigade").json()
    assert page["actor"] == client.get("/api/index/actors?q=orlen").json()["items"][0]
    (relation,) = page["relations"]
    assert (relation["predicate"], relation["is_subject"], relation["other_name"]) == ("backed_by", True, "Lake Army")
    assert [teller["report"] for teller in relation["tellers"]] == ["told-1"]
    (turned,) = client.get("/api/actors/lake-army").json()["relations"]
    assert (turned["is_subject"], turned["other"]) == (False, "orlen-brigade")
    assert [(one["report"], one["record"]) for one in page["sayings"]] == [("told-1", "s1")]
    assert [(one["report"], one["proposition"]) for one in page["forecasts"]] == [
        ("foretold-1", "the Orlen Brigade takes Karth")
    ]
    assert page["names"][0]["name"] == "Orlen Brigade"
    assert page["read"] == page["actor"]["reports"]
    assert page["score"] is None
    assert client.get(f"/api/actors/{quote('كتيبة')}").status_code == 200
    assert client.get("/api/actors/none").status_code == 404
    found = client.get("/api/series?actor=orlen-brigade&by=quarter").json()
    assert sum(one["hit_and_run"] + one["open"] for one in found["periods"]) > 0
    assert client.get("/api/series?actor=orlen-brigade&by=day").status_code == 422


def test_what_a_person_resolved_gives_the_maker_a_score(client: TestClient, told: Ledger) -> None:
    from marsad.forecasting import resolve

    resolve(told, "foretold-1/f1", "true", who="A. Desk", why="it did", on="2031-03-10")
    page = client.get("/api/actors/orlen-brigade").json()
    assert (page["score"]["n"], page["forecasts"][0]["state"]) == (1, "true")


def test_rivals_over_a_place_stand_side_by_side(client: TestClient, told: Ledger) -> None:
    (line,) = client.get("/api/index/places?q=tarsk&limit=1").json()["items"]
    page = client.get(f"/api/places/{line['id']}").json()
    assert page["place"] == line
    assert [(one["report"], one["controller"]) for one in page["statements"]] == [
        ("hold-1", "orlen-brigade"), ("hold-2", "lake-army"), ("told-1", "orlen-brigade"),
    ]  # fmt: skip
    assert {one["controller"] for one in page["lanes"]} == {"orlen-brigade", "lake-army"}
    fresh, lasting = (client.get(f"/api/places/{line['id']}?rule={rule}").json() for rule in ("fresh", "lasting"))
    assert fresh["lanes"][0]["stands_until"] < lasting["lanes"][0]["stands_until"]
    assert client.get(f"/api/places/{line['id']}?rule=none").status_code == 422
    assert client.get("/api/places/none").status_code == 404


def test_one_search_finds_everything(client: TestClient, told: Ledger) -> None:
    def found(words: str) -> dict[str, Any]:
        answer: dict[str, Any] = client.get("/api/search", params={"q": words}).json()
        return answer

    karth = found("karth")
    assert {place["name"] for place in karth["places"]} == {"Karth"}
    assert len(karth["incidents"]) > 3
    first = karth["reports"][0]["snippets"][0]
    assert all(first["text"][start:end].casefold() == "karth" for start, end in first["marks"])
    assert [actor["id"] for actor in found("lake ar")["actors"]] == ["lake-army"]
    (row,) = client.get("/api/incidents?kind=bombing").json()["items"]
    assert [one["id"] for one in found(row["id"])["incidents"]] == [row["id"]]
    arabic = found("المنارة")
    assert [one["report"]["id"] for one in arabic["reports"]] == ["arabic-1"]
    assert [one["kind"] for one in arabic["incidents"]] == ["shelling"]
    assert found("onerror")["reports"][0]["report"]["title"] == HOSTILE
    for nothing in ("", "   ", "…!", "nothingholdsthis", '"', "%", "_"):
        answer = found(nothing)
        assert not answer["reports"] + answer["actors"] + answer["places"] + answer["incidents"], nothing


def test_a_week_on_one_page(client: TestClient, told: Ledger) -> None:
    week = client.get("/api/week?since=2031-03-03").json()
    assert (week["since"], week["until"]) == ("2031-03-03", "2031-03-09")
    assert [one["kind"] for one in week["incidents"]] == ["shelling"]
    assert week["figures"]["kinds"] == {"shelling": 1}
    assert (week["figures"]["killed_low"], week["figures"]["killed_high"]) == (9, 20)
    assert week["figures"]["touching"] == 1, "the battle of three weeks"
    assert [one["proposition"] for one in week["ahead"]] == ["the Orlen Brigade takes Karth"]
    later = client.get("/api/week?since=2031-04-28").json()
    assert [(one["place_name"], one["controller"], one["day"]) for one in later["control"]] == [
        ("Tarsk", "lake-army", "2031-05-01"), ("Tarsk", "orlen-brigade", "2031-05-03"),
    ]  # fmt: skip
    assert [one["proposition"] for one in client.get("/api/week?since=2031-03-17").json()["forecasts"]] == [
        "the Orlen Brigade takes Karth"
    ]
    assert client.get("/api/week").json()["since"] == "2031-05-26", "the last Monday before a report"
    assert client.get("/api/week?since=2031-02-30").status_code == 422


def test_the_new_pages_have_their_json(client: TestClient, told: Ledger) -> None:
    for page, of in {
        "/table.json?place=Karth": "/api/tables/incidents?place=Karth", "/table/events.json": "/api/tables/events",
        "/actors.json?q=lake": "/api/index/actors?q=lake", "/actors/lake-army.json": "/api/actors/lake-army",
        "/places.json": "/api/index/places", "/search.json?q=karth": "/api/search?q=karth",
        "/week.json?since=2031-03-03": "/api/week?since=2031-03-03",
    }.items():  # fmt: skip
        assert client.get(page).json() == client.get(of).json()
