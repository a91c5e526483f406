from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator
from tests.views.desk.conftest import Client, signed

from marsad.incidents import IncidentFilter, find_incidents
from marsad.knowledge import load_families, load_kinds
from marsad.ledger import Ledger
from marsad.records import incident_schema, json_schema

ROOT = Path(__file__).resolve().parents[3]


def test_incidents_are_paged_and_filtered_as_on_the_command_line(client: TestClient) -> None:
    every = client.get("/api/incidents").json()
    assert every["total"] == len(every["items"]) > 10
    first, rest = (client.get("/api/incidents", params=p).json()["items"] for p in ({"limit": 4}, {"offset": 4}))
    assert first + rest == every["items"]
    asked = {
        "kind=shelling": 2, "place=tarsk": 4, "actor=Lake Army&kind=arrest": 1, "since=2031-03-01&until=2031-03-31": 3,
        "box=42,36,44,38": 5, "near=35.5,40.25,5": 4, "report=lost-1": 1, "grade=fair": 1,
        "status=denied": 0, "place=&kind=": every["total"],
    }  # fmt: skip
    assert {query: client.get(f"/api/incidents?{query}").json()["total"] for query in asked} == asked


def test_the_columns_tell_what_the_rows_tell(client: TestClient) -> None:
    rows = client.get("/api/incidents", params={"limit": 1000}).json()["items"]
    answer = client.get("/api/incidents/columns")
    columns = answer.json()
    assert columns["id"] == [row["id"] for row in rows]
    assert [columns["kinds"][n] for n in columns["kind"]] == [row["kind"] for row in rows]
    names = [columns["places"][n] if n >= 0 else None for n in columns["place"]]
    assert names == [row["place"] for row in rows]
    assert [columns["killed_high"], columns["lat"]] == [[row[name] for row in rows] for name in ("killed_high", "lat")]
    again = client.get("/api/incidents/columns", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    plain = client.get("/api/incidents/columns", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.json() == columns


def test_an_incident_comes_with_all_that_it_rests_on(client: TestClient) -> None:
    (row,) = client.get("/api/incidents?kind=shelling&place=Tarsk").json()["items"]
    whole = client.get(f"/api/incidents/{row['id']}").json()
    kinds = tuple(load_kinds())
    Draft202012Validator(incident_schema(kinds)).validate(whole["incident"])
    assert {report["id"] for report in whole["reports"]} == {"tarsk-1", "tarsk-2"}
    assert {mention["report"] for mention in whole["mentions"]} == {"tarsk-1", "tarsk-2"}
    assert (whole["killed"]["low"], whole["killed"]["high"]) == (row["killed_low"], row["killed_high"]) == (9, 20)
    assert client.get("/api/incidents/i-none").status_code == 404


def test_a_report_comes_as_the_contract_has_it(client: TestClient) -> None:
    for name in ("tarsk-1", "far/away?1", "arabic-1"):
        answer = client.get(f"/api/reports/{quote(name)}").json()
        Draft202012Validator(json_schema(tuple(load_kinds()))).validate(answer["reading"])
        assert (answer["reading"]["report"]["id"], answer["judgements"]) == (name, [])
    assert client.get("/api/reports/none").status_code == 404


def test_who_holds_what_on_a_day(client: TestClient) -> None:
    def holders(day: str) -> dict[str, str]:
        places = client.get("/api/control", params={"at": day}).json()["places"]
        return {place["name"]: place["holder"] for place in places}

    assert holders("2031-01-01") == {}
    assert holders("2031-03-01") == {"Tarsk": "orlen-brigade"}
    assert holders("2031-06-01") == {"Tarsk": "lake-army"}
    assert client.get("/api/control?at=soon").status_code == 422
    assert client.get("/api/control").json() == client.get("/api/control?at=2031-05-01").json()


def test_a_judgement_is_kept_with_who_and_can_be_undone(client: TestClient, war: Ledger) -> None:
    asked = {
        "verdict": "reject",
        "subjects": [{"report": "karth-2", "record": "e1"}],
        "why": "a drill",
        "who": "A. Desk",
    }
    before = client.get("/api/incidents").json()["total"]
    kept = client.post("/api/judgements", json=asked, headers=signed(client))
    assert (kept.status_code, kept.json()) == (201, {"number": 1, "others": []})
    assert [(one.who, one.verdict, one.why) for one in war.judgements()] == [("A. Desk", "reject", "a drill")]
    assert (
        client.get("/api/incidents").json()["total"]
        == len(client.get("/api/incidents/columns").json()["id"])
        == before - 1
    )
    undone = client.post("/api/judgements/1/undo", json={"why": "none", "who": "B"}, headers=signed(client))
    assert undone.status_code == 201
    assert client.get("/api/incidents").json()["total"] == before
    assert [one["undone_by"] for one in client.get("/api/judgements?report=karth-2").json()] == [2, None]
    assert client.get("/api/judgements?report=karth-1").json() == []


def test_of_two_who_judge_at_once_both_are_kept_and_the_second_is_told(client: TestClient, war: Ledger) -> None:
    asked = {"verdict": "accept", "subjects": [{"report": "karth-2", "record": "e1"}], "why": "seen", "seen": 0}
    first, second = (
        client.post("/api/judgements", json=asked | {"who": who}, headers=signed(client)).json() for who in "AB"
    )
    other = asked | {"subjects": [{"report": "karth-3", "record": "e1"}], "who": "C"}
    third = client.post("/api/judgements", json=other, headers=signed(client)).json()
    assert (first["others"], third["others"]) == ([], [])
    assert [(one["number"], one["who"]) for one in second["others"]] == [(1, "A")]
    assert len(war.judgements()) == 3


def test_incidents_are_joined_and_split_as_the_ledger_does(client: TestClient, war: Ledger) -> None:
    homes = [next(find_incidents(war, IncidentFilter(report=name))).id for name in ("karth-2", "karth-3")]
    asked = {"verdict": "same", "incidents": homes, "why": "one film", "who": "A", "seen": 0}
    joined = client.post("/api/judgements/incidents", json=asked, headers=signed(client))
    assert (joined.status_code, joined.json()) == (201, {"numbers": [1], "others": []})
    home = client.get(f"/api/incidents/{homes[0]}").json()["incident"]
    assert {member[0] for member in home["members"]} >= {"karth-2", "karth-3"}
    subjects = [{"report": "karth-3", "record": "e1"}]
    split = asked | {"verdict": "different", "incidents": [home["id"]], "subjects": subjects, "who": "B"}
    kept = client.post("/api/judgements/incidents", json=split, headers=signed(client)).json()
    assert len(kept["numbers"]) == len(home["members"]) - 1
    assert [one["who"] for one in kept["others"]] == ["A"]
    assert client.get(f"/api/incidents/{home['id']}").json()["incident"]["members"] != home["members"]
    for change in ({"incidents": []}, {"verdict": "accept"}, {"incidents": ["i-none"]}, {"why": ""}):
        answer = client.post("/api/judgements/incidents", json=asked | change, headers=signed(client))
        assert answer.status_code == 422, change


def test_what_makes_no_sense_is_told(client: TestClient, war: Ledger) -> None:
    asked = {"verdict": "accept", "subjects": [{"report": "karth-2", "record": "e1"}], "why": "seen", "who": "A"}
    changes: list[dict[str, object]] = [
        {"who": " "}, {"why": ""}, {"verdict": "undo"}, {"verdict": "same"}, {"field": "kind"}, {"more": 1},
        {"subjects": [{"report": "none", "record": "e1"}]},
    ]  # fmt: skip
    for change in changes:
        answer = client.post("/api/judgements", json=asked | change, headers=signed(client))
        assert answer.status_code == 422, change
    assert (
        client.post("/api/judgements/7/undo", json={"why": "x", "who": "A"}, headers=signed(client)).status_code == 422
    )
    assert [client.get(f"/api/incidents?{query}").status_code for query in ("grade=x", "box=1", "since=x")] == [422] * 3
    assert war.judgements() == []


def test_every_page_has_its_json(client: TestClient) -> None:
    (row,) = client.get("/api/incidents?kind=bombing").json()["items"]
    assert client.get("/map.json?kind=bombing").json()["items"] == [row]
    assert client.get(f"/incidents/{row['id']}.json").json()["incident"]["id"] == row["id"]
    assert client.get("/reports/karth-1.json").json()["reading"]["report"]["id"] == "karth-1"
    assert client.get("/.json").json() == client.get("/map.json").json()
    assert [client.get(path).status_code for path in ("/api/none", "/none.json", "/reports.json")] == [404] * 3


def test_the_json_of_a_page_is_of_its_days_order_and_rows(client: TestClient) -> None:
    def names(address: str) -> list[str]:
        return [row[0] for row in client.get(address).json()["rows"]]

    asked = "since=2031-03-01&until=2031-03-31"
    within = client.get(f"/api/incidents?{asked}").json()
    assert within["total"] < client.get("/map.json").json()["total"]
    assert client.get("/map.json?range=2031-03-01..2031-03-31&t=2031-01-01..2031-12-31").json() == within
    assert client.get("/map.json?t=2031-03-01..2031-03-31&hide=words&at=5/34/40").json() == within
    assert names("/table.json?order=-killed_high&row=2") == names("/api/tables/incidents?sort=-killed_high&offset=2")
    brief = client.get("/brief.json?since=2031-03-01&until=2031-03-31").json()
    assert (brief["since"], brief["until"], brief["total"]) == ("2031-03-01", "2031-03-31", within["total"])
    last = client.get("/brief.json").json()  # the week that the page opens on
    assert (last["since"], last["until"]) == ("2031-06-06", "2031-06-12")
    assert {row["id"] for row in last["items"]} < {row["id"] for row in client.get("/map.json").json()["items"]}
    assert client.get("/brief.json?since=2031-06-12&until=2031-06-01").status_code == 422
    assert client.get("/map.json?range=x..y").status_code == 422


def test_every_kind_has_a_family(client: TestClient) -> None:
    told = client.get("/api/vocabulary").json()
    assert [kind["name"] for kind in told["kinds"]] == list(load_kinds())
    assert sorted(kind for family in load_families() for kind in family.kinds) == sorted(load_kinds())


def test_the_types_of_the_page_are_those_of_the_api(client_of: Client) -> None:
    page = client_of().get("/api/openapi.json").json()
    whole = page["components"]["schemas"]["ReportAnswer"]["properties"]["reading"]
    assert whole == {"$ref": "#/components/schemas/Reading"}
    assert "$defs" not in json.dumps(page)
    tool = [sys.executable, ROOT / "tools" / "desk_types.py", "--check"]
    done = subprocess.run(tool, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
