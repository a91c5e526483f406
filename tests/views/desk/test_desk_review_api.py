from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from tests.views.desk.conftest import Client, signed
from tests.views.desk.desk_reports import act

from marsad.ledger import Ledger
from marsad.views.desk import Access
from marsad.views.desk._worth import actor_worth, event_worth, pair_worth

ACT = {"kind": "shelling", "status": "reported", "background": False, "killed": 9, "grade": "weak"}


def keys(client: TestClient, **query: object) -> list[str]:
    answer = client.get("/api/review", params=query)  # type: ignore[arg-type]
    assert answer.status_code == 200, answer.text
    return [item["key"] for item in answer.json()["items"]]


def test_worth_is_doubt_times_weight() -> None:
    even = event_worth(0.5, **ACT)  # type: ignore[arg-type]
    assert even.value == pytest.approx(1.0 * 1.4 * 2.0 * 1.0 * 1.0)
    assert event_worth(0.9, **ACT).value == pytest.approx(0.2 * even.value)  # type: ignore[arg-type]
    assert event_worth(0.1, **ACT).value == event_worth(0.9, **ACT).value  # type: ignore[arg-type]
    assert event_worth(1.0, **ACT).value == pytest.approx(0.05 * even.value)  # type: ignore[arg-type]
    contested = event_worth(0.5, **(ACT | {"grade": "contested", "background": True}))  # type: ignore[arg-type]
    assert contested.value == pytest.approx(2.0 * 0.5 * even.value)
    assert pair_worth(0.0, even, one_report=False).value == pytest.approx(even.value)
    assert pair_worth(1.0, even, one_report=False).value == pair_worth(-1.0, even, one_report=False).value < even.value
    assert pair_worth(0.0, even, one_report=True).value < even.value
    assert actor_worth(3).value < actor_worth(30).value == actor_worth(10).value


def test_the_worthiest_comes_first_and_the_rule_is_told(client: TestClient) -> None:
    page = client.get("/api/review", params={"sort": "event", "limit": 3}).json()
    assert [item["key"] for item in page["items"]] == ["karth-1/e1", "arabic-1/e1", "tarsk-1/e1"]
    assert page["total"] == 17
    worth = client.get("/api/review/items/karth-1/e1").json()["worth"]
    assert worth["rule"] == "doubt-times-weight"
    assert [factor["part"] for factor in worth["factors"]] == ["doubt", "kind", "deaths", "grade", "status"]
    product = 1.0
    for factor in worth["factors"]:
        product *= factor["factor"]
    assert worth["value"] == pytest.approx(product, rel=1e-3)


def test_filters_are_those_of_the_map(client: TestClient) -> None:
    assert set(keys(client, place="Karth")) == {
        "karth-1/e1",
        "karth-2/e1",
        "karth-3/e1",
        "undated-1/e1",
        "far/away?1/e1",
    }
    assert keys(client, place="Karth", kind="bombing") == ["karth-1/e1"]
    assert keys(client, since="2031-06-05") == ["hostile-1/e1", "far/away?1/e1"]
    assert keys(client, above=0.95) == []
    assert client.get("/api/review", params={"state": "odd"}).status_code == 422


def test_what_is_decided_waits_no_more_until_it_is_taken_back(client: TestClient, war: Ledger) -> None:
    who = {"who": "A. Desk", "why": "read"}
    number = war.judge("reject", ("karth-1", "e1"), **who)
    war.judge("unsure", ("arabic-1", "e1"), **who)
    war.judge("correct", ("tarsk-1", "e1"), field="kind", value="bombing", **who)
    assert not {"karth-1/e1", "arabic-1/e1", "tarsk-1/e1"} & set(keys(client))
    assert set(keys(client, state="decided")) == {"karth-1/e1", "tarsk-1/e1"}
    assert keys(client, state="unsure") == ["arabic-1/e1"]
    item = client.get("/api/review/items/karth-1/e1").json()
    assert (item["state"], item["events"][0]["rejected"], item["events"][0]["incident"]) == ("decided", True, None)
    changed = client.get("/api/review/items/tarsk-1/e1").json()["events"][0]
    assert (changed["read"]["kind"], changed["event"]["kind"], changed["corrected"]) == (
        "shelling",
        "bombing",
        ["kind"],
    )
    war.undo(number, who="B. Desk", why="it happened")
    assert "karth-1/e1" in keys(client)
    told = client.get("/api/review/decisions").json()
    assert [one["key"] for one in told] == ["tarsk-1/e1", "arabic-1/e1"]


def test_words_stand_in_their_passage(client: TestClient) -> None:
    item = client.get("/api/review/items/far/away%3F1/e1").json()
    event = item["events"][0]
    start, exact = event["read"]["trigger"]["start"] - event["passage"]["start"], event["read"]["trigger"]["exact"]
    assert event["passage"]["text"][start : start + len(exact)] == exact
    assert client.get("/api/review/items/far/away%3F1/e9").status_code == 404
    assert client.get("/api/review/items/actors:none").status_code == 404
    assert client.get("/review/karth-1/e1.json").json()["key"] == "karth-1/e1"


def test_many_are_accepted_and_taken_back_together(client: TestClient, war: Ledger) -> None:
    subjects = [
        {"report": "karth-1", "record": "e1"},
        {"report": "karth-2", "record": "e1"},
        {"report": "x", "record": "e"},
    ]
    asked = {"subjects": subjects, "why": "sure", "who": "A. Desk"}
    kept = client.post("/api/review/accept", json=asked, headers=signed(client)).json()
    assert len(kept["numbers"]) == 2
    assert kept["left_out"] == ["x: the ledger has no such report"]
    again = {"numbers": [*kept["numbers"], 99], "why": "no", "who": "A. Desk"}
    undone = client.post("/api/review/undo", json=again, headers=signed(client)).json()
    assert (len(undone["numbers"]), len(undone["left_out"])) == (2, 1)
    assert all(one.undone_by for one in war.judgements() if one.verdict == "accept")


def test_names_are_found_by_their_beginning(client: TestClient) -> None:
    actors = client.get("/api/search/actors", params={"q": "orl"}).json()
    assert (actors[0]["actor"], actors[0]["reports"]) == ("orlen-brigade", 17)
    known = client.get("/api/search/actors", params={"q": "islamic state"}).json()
    assert ("islamic-state", True) in [(one["actor"], one["known"]) for one in known]
    places = client.get("/api/search/places", params={"q": "kar"}).json()
    assert (places[0]["name"], places[0]["reports"]) == ("Karth", 5)
    assert len(places) > 3  # the gazetteer has more
    assert client.get("/api/search/places", params={"q": "المنارة"}).json()[0]["name"] == "قرية المنارة"


def test_two_accounts_close_to_the_score_that_joins_are_a_question(client: TestClient, war: Ledger) -> None:
    more = act("more", "shelling", "Upper Valley", "2031-03-05", killed=(15, 15, 20), outlet="Lake Post")
    war.add_reading(more, setting="balanced", reader="trained")
    pairs = keys(client, sort="pair")
    assert "tarsk-2/e1~more/e1" in pairs
    item = client.get("/api/review/items/tarsk-2/e1~more/e1").json()
    assert (item["sort"], len(item["events"]), item["state"]) == ("pair", 2, "todo")
    assert abs(item["pair"]["score"] - item["pair"]["joins"]) < 1.5
    assert {part["name"] for part in item["pair"]["parts"]} >= {"kind", "time", "place"}
    war.judge("different", ("tarsk-2", "e1"), ("more", "e1"), who="A. Desk", why="another place")
    assert "tarsk-2/e1~more/e1" not in keys(client, sort="pair")
    assert client.get("/api/review/items/tarsk-2/e1~more/e1").json()["state"] == "decided"


def test_a_reader_looks_and_a_reviewer_decides(client_of: Client, war: Ledger) -> None:
    war.set_account("Rita", "reader", "a long password")
    client = client_of(Access("accounts"))
    client.post("/api/session", json={"name": "Rita", "secret": "a long password"})
    assert client.get("/api/review").status_code == 200
    for path, asked in (
        ("review/accept", {"subjects": [{"report": "karth-1", "record": "e1"}], "why": "sure"}),
        ("review/undo", {"numbers": [1], "why": "no"}),
        ("review/actors/x", {"verdict": "accept", "why": "known"}),
        ("forecasts/q-1/resolve", {"state": "true", "why": "seen"}),
    ):
        assert client.post(f"/api/{path}", json=asked, headers=signed(client)).status_code == 403
    assert war.judgements() == []
    assert client_of(Access("accounts")).get("/api/review").status_code == 401
