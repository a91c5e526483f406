from __future__ import annotations

from fastapi.testclient import TestClient
from tests.views.desk.conftest import signed

from marsad.ledger import Ledger


def incident_of(client: TestClient, report: str) -> str:
    (row,) = client.get("/api/incidents", params={"report": report}).json()["items"]
    return str(row["id"])


def test_events_lead_to_their_incidents(client: TestClient, war: Ledger) -> None:
    told = client.get("/api/tellings", params={"report": "tarsk-2"}).json()
    assert told == [
        {"event": "e1", "incident": incident_of(client, "tarsk-1"), "mentions": 2, "reports": 2, "grade": "fair"}
    ]
    war.judge("reject", ("tarsk-2", "e1"), who="A", why="a drill")
    assert client.get("/api/tellings", params={"report": "tarsk-2"}).json() == []
    assert client.get("/api/tellings?report=none").json() == []


def test_incidents_near_another_are_found_the_nearest_first(client: TestClient) -> None:
    path = f"/api/incidents/{incident_of(client, 'tarsk-1')}/others"

    def found(**asked: str | float) -> list[tuple[str, int | None, float | None]]:
        rows = client.get(path, params=asked).json()
        return [(one["row"]["kind"], one["days"], one["km"]) for one in rows]

    assert found() == found(days=14, km=50, words="", limit=20)
    assert found(days=20, km=20) == [("air-strike", 16, 0.0)]
    assert [kind for kind, _, _ in found(days=30, km=100)] == ["battle", "air-strike", "raid"]
    assert found(words="lake ARMY strike", days=3660, km=20_000) == [("air-strike", 16, 0.0)]
    assert len(found(days=3660, km=20_000, limit=3)) == 3
    assert found(words="nothing such") == []
    assert client.get("/api/incidents/i-none/others").status_code == 404
    assert client.get(path, params={"days": -1}).status_code == 422


def test_of_an_undated_incident_those_near_in_place_are_found(client: TestClient) -> None:
    rows = client.get(f"/api/incidents/{incident_of(client, 'undated-1')}/others").json()
    assert {one["row"]["place"] for one in rows} == {"Karth"}
    assert {one["days"] for one in rows} == {None}


def test_an_account_follows_the_rule_that_is_asked_for(client: TestClient) -> None:
    path = f"/api/incidents/{incident_of(client, 'tarsk-1')}"
    for rule in ("conservative", "most-sourced", "latest"):
        assert client.get(path, params={"rule": rule}).json()["incident"]["rule"] == rule
    assert client.get(path).json()["incident"]["rule"] == "conservative"
    assert client.get(path, params={"rule": "loudest"}).status_code == 422


def test_a_decision_on_members_shows_at_once(client: TestClient) -> None:
    subjects = [{"report": report, "record": "e1"} for report in ("tarsk-1", "tarsk-2")]
    asked = {"verdict": "different", "subjects": subjects, "why": "two streets", "who": "A"}
    before = incident_of(client, "tarsk-2")
    number = client.post("/api/judgements", json=asked, headers=signed(client)).json()["number"]
    assert incident_of(client, "tarsk-2") != incident_of(client, "tarsk-1") == before
    client.post(f"/api/judgements/{number}/undo", json={"why": "one", "who": "A"}, headers=signed(client))
    assert incident_of(client, "tarsk-2") == before


def test_briefs_have_their_json(client: TestClient) -> None:
    id_ = incident_of(client, "tarsk-1")
    assert client.get(f"/brief/{id_}.json").json()["incident"]["id"] == id_
    assert client.get("/brief.json?since=2031-03-01&until=2031-03-31").json()["total"] == 3
