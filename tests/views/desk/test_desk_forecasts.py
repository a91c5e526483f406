"""The page of forecasts: what was foretold, what may settle it, and how right everybody was."""

from __future__ import annotations

import csv
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import expect
from tests.forecasting.conftest import act, foretold, put, report
from tests.views.desk.conftest import signed
from tests.views.test_cli import RUN

from marsad.forecasting import questions
from marsad.ledger import Ledger
from marsad.records import Horizon

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

AXE = Path(__file__).resolve().parents[3] / "desk" / "node_modules" / "axe-core" / "axe.min.js"
FALLS = "Tarsk falls"


@pytest.fixture
def foreseen(war: Ledger) -> Ledger:
    """A town that is foretold to fall, twice, and falls; a truce that is far off."""
    spring, far = Horizon("2025-06-01", "stated"), Horizon("2199-06-01", "stated")
    falls, fall = foretold("Tarsk will _probably_ fall", FALLS, by="Ada Brook", made_on="2025-03-01")
    holds, hold = foretold("Tarsk is _unlikely_ to fall", FALLS, by="analysts", median=0.2, made_on="2025-03-02")
    other, late = foretold("Karth will _surely_ fall", "Karth falls", made_on="2025-03-02")
    taken = act(
        "The Orlen Brigade _took_ Tarsk", "territory-captured", actor="Orlen Brigade", place="Tarsk", day="2025-05-02"
    )
    put(
        war,
        report("f-1", (falls, replace(fall, horizon=spring)), published="2025-03-01"),
        report("f-2", (holds, replace(hold, horizon=spring)), published="2025-03-02"),
        report("f-3", (other, replace(late, horizon=far)), published="2025-03-02"),
        report("f-4", taken, published="2025-05-03"),
    )
    return war


def test_questions_come_by_state_with_their_forecasts(client: TestClient, foreseen: Ledger) -> None:
    page = client.get("/api/forecasts", params={"state": "due"}).json()
    assert (page["due"], page["open"], page["resolved"], page["total"]) == (1, 1, 0, 1)
    question = page["items"][0]
    assert [(one["maker"], one["chance"]["median"]) for one in question["forecasts"]] == [
        ("Ada Brook", 0.7),
        ("analysts", 0.2),
    ]
    assert client.get(f"/api/forecasts/{question['id']}").json() == question
    # The page opens on what is due, and its .json is of what its address shows.
    assert [client.get(f"/forecasts.json{asked}").json()["total"] for asked in ("", "?state=all", "?state=open")] == [
        1,
        2,
        1,
    ]
    assert client.get("/forecasts.json?source=Ada+Brook").json()["items"] == page["items"]
    assert client.get("/api/forecasts/q-none").status_code == 404
    assert [
        one["proposition"] for one in client.get("/api/forecasts", params={"maker": "Ada Brook"}).json()["items"]
    ] == [FALLS]


def test_what_is_settled_is_a_judgement_and_scored(client: TestClient, foreseen: Ledger) -> None:
    id_ = client.get("/api/forecasts", params={"state": "due"}).json()["items"][0]["id"]
    suggested = client.get(f"/api/forecasts/{id_}/suggestions").json()
    assert [(one["name"], one["state"], one["on"]) for one in suggested] == [("f-4/e1", "true", "2025-05-02")]
    asked = {"state": "true", "event": "f-4/e1", "why": "it fell", "who": "A. Desk"}
    assert client.post(f"/api/forecasts/{id_}/resolve", json=asked, headers=signed(client)).status_code == 201
    settled = client.get(f"/api/forecasts/{id_}").json()
    assert (settled["state"], settled["resolution"]["on"], settled["resolution"]["who"]) == (
        "true",
        "2025-05-02",
        "A. Desk",
    )
    whole, *rest = client.get("/api/forecasts/scores").json()
    assert (whole["of"], whole["brier"]["n"], whole["base_rate"]) == ("all", 2, 1.0)
    assert {one["rank"] for one in rest} == {None}
    early = {"state": "true", "on": "2024-01-01", "why": "it fell", "who": "A. Desk"}
    refused = client.post(f"/api/forecasts/{id_}/resolve", json=early, headers=signed(client))
    assert (refused.status_code, "first foretold" in refused.json()["detail"]) == (422, True)


def test_a_question_is_settled_in_place(page: Page, address: str, foreseen: Ledger) -> None:
    page.add_init_script("localStorage.setItem('marsad-desk-who', 'A. Desk')")
    page.goto(f"{address}/forecasts")
    page.get_by_role("button", name="Due 1").wait_for()
    page.get_by_role("link", name=FALLS).click()
    page.get_by_text("The Orlen Brigade took Tarsk").wait_for()
    expect(page.get_by_role("img", name="60–80 %, middle 70 %")).to_have_count(1)
    page.get_by_role("button", name="Take this").click()
    expect(page.get_by_label("Day")).to_have_value("2025-05-02")
    page.get_by_role("button", name="True", exact=True).click()
    page.get_by_role("button", name="Resolved 1").wait_for()
    page.get_by_text("A. Desk: true on 2 May 2025").wait_for()
    page.get_by_text("n = 2").wait_for()
    states = {one.proposition: one.state for one in questions(foreseen)}
    assert states[FALLS] == "true"
    page.get_by_role("button", name="Open it again").click()
    page.get_by_role("button", name="Resolved 0").wait_for()
    assert {one.state for one in questions(foreseen)} == {"open"}


def test_states_and_an_open_question_stand_in_the_address(
    page: Page, browser: Browser, address: str, foreseen: Ledger
) -> None:
    page.goto(f"{address}/forecasts")
    page.get_by_role("button", name="Open 1").click()
    page.get_by_role("link", name="Karth falls").click()
    page.wait_for_url("**/forecasts/q-*?state=open")
    context = browser.new_context()
    other = context.new_page()
    other.goto(page.url)
    other.get_by_label("Settle it").wait_for()
    expect(other.locator("article")).to_have_count(1)
    context.close()


@pytest.mark.parametrize(("scheme", "size"), [("light", (1280, 800)), ("dark", (390, 780))])
def test_axe_finds_nothing_serious(
    browser: Browser, address: str, foreseen: Ledger, scheme: Any, size: tuple[int, int]
) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed: make desk")
    viewport: Any = {"width": size[0], "height": size[1]}
    context = browser.new_context(color_scheme=scheme, viewport=viewport, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{address}/forecasts")
    page.get_by_role("link", name=FALLS).click()
    page.get_by_role("button", name="Take this").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    page.add_script_tag(path=AXE)
    found = page.evaluate("async () => (await axe.run()).violations")
    context.close()
    serious = [
        (one["id"], [node["html"] for node in one["nodes"]])
        for one in found
        if one["impact"] in {"serious", "critical"}
    ]
    assert not serious, serious


def test_what_foretells_nothing_leaves_its_question(page: Page, address: str, foreseen: Ledger) -> None:
    page.goto(f"{address}/forecasts?state=due")
    page.get_by_role("link", name=FALLS).click()
    page.locator("tr", has_text="Ada Brook").get_by_role("link").click()
    page.wait_for_url("**/reports/f-1?record=*&mark=*")
    page.get_by_role("button", name="No forecast").click()
    page.get_by_label("Your name").last.fill("A. Desk")
    page.get_by_role("button", name="Reject").click()
    page.locator("aside .detail", has_text="rejected").wait_for()
    expect(page.get_by_role("button", name="No forecast")).to_have_count(0)
    assert [told.maker for one in questions(foreseen) for told in one.forecasts] == ["analysts", "Wire"]
    page.get_by_role("button", name="Take back").click()
    page.get_by_role("button", name="No forecast").wait_for()
    assert "Ada Brook" in [told.maker for one in questions(foreseen) for told in one.forecasts]


def told(page: Page, maker: str) -> Locator:
    """The line of a forecast in the open question, with its form open."""
    line = page.locator("tr", has_text=maker).first
    line.get_by_role("button", name="Correct", exact=True).click()
    return line


def listed(tmp_path: Path) -> list[dict[str, str]]:
    """What `marsad forecasts` lists."""
    asked = [*RUN, "forecasts", "--ledger", str(tmp_path / "war.db"), "--csv"]
    return list(csv.DictReader(subprocess.run(asked, check=True, capture_output=True, text=True).stdout.splitlines()))


def test_a_number_is_corrected_in_place_and_taken_back(
    page: Page, address: str, foreseen: Ledger, tmp_path: Path
) -> None:
    page.add_init_script("localStorage.setItem('marsad-desk-who', 'A. Desk')")
    page.goto(f"{address}/forecasts?state=due")
    page.get_by_role("link", name=FALLS).click()
    told(page, "analysts")
    form = page.locator("tr.form")
    for name, cent in (("Low", "30"), ("Middle", "80"), ("High", "50")):
        form.get_by_label(name).fill(cent)
    expect(form.get_by_role("button", name="Correct")).to_be_disabled()  # the middle lies above the highest
    form.get_by_label("Middle").fill("40")
    form.get_by_label("Why").fill("the annex has numbers")
    form.get_by_role("button", name="Correct").click()
    page.get_by_role("img", name="30–50 %, middle 40 %").wait_for()
    page.locator("tr", has_text="analysts").get_by_text("corrected: probability").wait_for()
    row = next(one for one in listed(tmp_path) if one["maker"] == "analysts")
    assert (row["low"], row["median"], row["high"], row["corrected"]) == ("0.3", "0.4", "0.5", "probability")
    assert [(one.who, one.why) for one in foreseen.judgements()] == [("A. Desk", "the annex has numbers")]
    page.get_by_role("status").get_by_role("button", name="Take back").click()
    page.get_by_text("corrected: probability").wait_for(state="detached")
    row = next(one for one in listed(tmp_path) if one["maker"] == "analysts")
    assert (row["median"], row["corrected"]) == ("0.2", "")


def test_term_condition_and_words_are_corrected_in_place(page: Page, address: str, foreseen: Ledger) -> None:
    page.add_init_script("localStorage.setItem('marsad-desk-who', 'A. Desk')")
    page.goto(f"{address}/forecasts?state=open")
    page.get_by_role("link", name="Karth falls").click()
    form = page.locator("tr.form")
    changes = (
        ("By when", lambda: form.get_by_label("Day").fill("2199-09-01"), "by 1 Sep 2199"),
        ("On what condition", lambda: form.get_by_label("If").fill("the road is cut"), "if the road is cut"),
        ("What is foretold", lambda: form.get_by_label("In plain words").fill("Karth is taken"), "Karth is taken"),
        ("How likely", lambda: form.get_by_label("No number").check(), "no number"),
        (
            "Whether it is to happen",
            lambda: form.get_by_label("It is foretold that").select_option("it does not happen"),
            "polarity",
        ),
    )
    for field, change, shown in changes:
        told(page, "Wire")
        form.get_by_role("combobox", name="What").select_option(field)
        change()
        form.get_by_role("button", name="Correct").click()
        form.wait_for(state="detached")
        page.locator("article", has_text="Wire").get_by_text(shown).first.wait_for()
    (kept,) = [one for question in questions(foreseen) for one in question.forecasts if one.report == "f-3"]
    forecast = kept.forecast
    assert (forecast.polarity, forecast.probability, forecast.condition) == ("negative", None, "the road is cut")
    assert (forecast.proposition, forecast.horizon) == ("Karth is taken", Horizon("2199-09-01", "stated"))
    page.reload()
    told(page, "Wire")
    for number in range(len(changes)):
        form.get_by_role("button", name="Take back").first.click()
        form.locator("li.undone").nth(number).wait_for()
    assert [one.proposition for one in questions(foreseen) if one.forecasts[0].report == "f-3"] == ["Karth falls"]


def test_a_number_that_is_none_and_a_foreign_page_are_refused(client_of: Any, foreseen: Ledger) -> None:
    client = client_of()
    asked = {
        "verdict": "correct",
        "subjects": [{"report": "f-1", "record": "f1"}],
        "field": "probability",
        "value": 70,
        "why": "read again",
        "who": "A. Desk",
    }
    refused = client.post("/api/judgements", json=asked, headers=signed(client))
    assert (refused.status_code, "write 0.7" in refused.json()["detail"]) == (422, True)
    assert client.post("/api/judgements", json=asked).status_code == 403
    assert foreseen.judgements() == []
