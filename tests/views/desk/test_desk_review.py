"""The review queue in Chromium: by keyboard, by mouse, in two windows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from tests.views.desk.desk_reports import HOSTILE, act

from marsad.ledger import Ledger
from marsad.views.exports import export

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Route

AXE = Path(__file__).resolve().parents[3] / "desk" / "node_modules" / "axe-core" / "axe.min.js"


def named(target: Page | BrowserContext, who: str = "A. Desk") -> None:
    """Somebody who has given a name."""
    target.add_init_script(f"localStorage.setItem('marsad-desk-who', {json.dumps(who)})")


def at(page: Page, key: str) -> None:
    page.locator(f'.stage[data-key="{key}"]').wait_for()


def standing(war: Ledger) -> list[tuple[str, str, str]]:
    """Who decided what on which report, without what was taken back."""
    told = [one for one in war.judgements() if one.verdict != "undo" and one.undone_by is None]
    return [(one.who, one.verdict, one.subjects[0].report) for one in told]


def exported(war: Ledger, target: Path) -> dict[str, dict[str, Any]]:
    export(war, target, form="geojson", shape="events")
    features = json.loads(target.read_text(encoding="utf-8"))["features"]
    return {one["properties"]["report"]: one["properties"] for one in features}


def test_a_correction_by_keyboard_is_in_the_export(page: Page, address: str, war: Ledger, tmp_path: Path) -> None:
    named(page)
    page.goto(f"{address}/review?sort=event")
    at(page, "karth-1/e1")
    page.keyboard.press("1")
    page.keyboard.type("shelling")
    page.keyboard.press("Enter")
    page.locator('[data-row="kind"]', has_text="corrected; read as Bombing").wait_for()
    page.keyboard.press("y")
    at(page, "arabic-1/e1")
    row = exported(war, tmp_path / "out.geojson")["karth-1"]
    assert (row["kind"], row["corrected"]) == ("shelling", "kind")
    assert standing(war) == [("A. Desk", "correct", "karth-1"), ("A. Desk", "accept", "karth-1")]


def test_every_field_is_corrected_in_place(page: Page, address: str, war: Ledger) -> None:
    named(page)
    page.goto(f"{address}/review/karth-1/e1")
    at(page, "karth-1/e1")

    def opened(key: str) -> None:
        page.keyboard.press(key)
        page.locator("input:focus").wait_for()

    def corrected(field: str, words: str) -> None:
        page.locator(f'[data-row="{field}"]', has_text="corrected").wait_for()
        assert words in page.locator(f'[data-row="{field}"]').inner_text()

    opened("2")
    page.get_by_role("button", name="Remove Orlen Brigade").click()
    page.get_by_role("combobox", name="Who", exact=True).fill("islamic state")
    page.get_by_role("option", name="Islamic State").first.click()
    page.get_by_role("button", name="Save").click()
    corrected("actors", "Islamic State")
    opened("4")
    page.keyboard.type("tarsk")
    page.get_by_role("option", name="Tarsk").first.wait_for()
    page.keyboard.press("Enter")
    corrected("place", "Tarsk")
    page.keyboard.press("5")
    page.get_by_label("First day").fill("2031-01-14")
    page.get_by_label("Last day").fill("2031-01-16")
    page.get_by_role("button", name="Save").click()
    corrected("time", "14–16 Jan 2031")
    page.keyboard.press("6")
    page.get_by_label("low").fill("41")
    page.get_by_label("best").fill("42")
    page.get_by_label("best").press("Enter")
    corrected("counts", "killed 41–60")
    opened("7")
    page.keyboard.type("den")
    page.keyboard.press("Enter")
    corrected("status", "denied")
    page.keyboard.press("8")
    page.keyboard.press("Enter")
    corrected("background", "yes")
    opened("9")
    page.keyboard.type("a nurse")
    page.get_by_role("option", name="a nurse").wait_for()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Save").click()
    corrected("sources", "a nurse")
    reading = war.corrected_reading("karth-1")
    assert reading is not None
    event = reading.events[0]
    assert [party.actor for party in event.actors] == ["islamic-state"]
    assert (event.places[0].name, event.time.start, event.time.end) == ("Tarsk", "2031-01-14", "2031-01-16")
    assert [(count.low, count.best, count.high) for count in event.counts] == [(41, 42, 60)]
    assert (event.status, event.background, event.sources[-1].name) == ("denied", True, "a nurse")


def test_means_are_corrected_by_their_words(page: Page, address: str, war: Ledger) -> None:
    named(page)
    page.goto(f"{address}/review/karth-1/e1")
    at(page, "karth-1/e1")
    page.keyboard.press("0")
    page.locator("input:focus").wait_for()
    page.keyboard.type("mortar")
    page.get_by_role("option", name="mortar").wait_for()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Save").click()
    page.locator('[data-row="means"]', has_text="corrected").wait_for()
    reading = war.corrected_reading("karth-1")
    assert reading is not None
    assert reading.events[0].means[-1].name == "mortar"


def test_keys_decide_move_clear_and_undo_across_reports(page: Page, address: str, war: Ledger) -> None:
    named(page)
    page.goto(f"{address}/review?sort=event")
    at(page, "karth-1/e1")
    page.keyboard.press("n")
    at(page, "arabic-1/e1")
    page.keyboard.press("h")
    at(page, "tarsk-1/e1")
    page.keyboard.press("Space")
    at(page, "tarsk-2/e1")
    assert [verdict for _, verdict, _ in standing(war)] == ["reject", "unsure", "accept"]
    page.keyboard.press("k")
    at(page, "tarsk-1/e1")
    expect(page.get_by_role("button", name="Accept y")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("y")
    page.get_by_text("Taken back: accepted.").wait_for()
    assert [verdict for _, verdict, _ in standing(war)] == ["reject", "unsure"]
    page.keyboard.press("u")
    at(page, "arabic-1/e1")
    page.wait_for_url("**/review/arabic-1/e1?**")
    page.reload()
    at(page, "arabic-1/e1")
    page.keyboard.press("u")
    at(page, "karth-1/e1")
    assert standing(war) == []
    page.keyboard.press("u")
    page.get_by_text("There is nothing of yours to take back.").wait_for()


def test_help_and_moving_and_buttons(page: Page, address: str, war: Ledger) -> None:
    named(page)
    page.goto(f"{address}/review?sort=event")
    at(page, "karth-1/e1")
    page.keyboard.press("?")
    page.get_by_role("dialog").wait_for()
    page.keyboard.press("y")  # a key in the help decides nothing
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")
    page.keyboard.press("j")
    at(page, "arabic-1/e1")
    page.wait_for_url("**/review/arabic-1/e1?sort=event")
    expect(page.locator(".words mark.trigger")).to_have_text("قصف", use_inner_text=True)
    page.get_by_label("Move on by itself").uncheck()
    page.get_by_placeholder("Reason (optional)").fill("seen on video")
    page.get_by_role("button", name="Accept y").click()
    page.get_by_text("seen on video").wait_for()
    at(page, "arabic-1/e1")
    assert [one.why for one in war.judgements()] == ["seen on video"]


def test_a_key_right_behind_the_help_is_heard(page: Page, address: str, war: Ledger) -> None:
    named(page)
    page.goto(f"{address}/review?sort=event")
    at(page, "karth-1/e1")
    page.keyboard.press("?")
    page.get_by_role("dialog").wait_for()
    # Before the next frame: the focus is still within the dialog, which is shut.
    page.evaluate("""() => {
        document.querySelector("dialog").close()
        const key = new KeyboardEvent("keydown", { key: "j", bubbles: true, cancelable: true })
        document.activeElement.dispatchEvent(key)
    }""")
    at(page, "arabic-1/e1")


def test_whoever_likes_has_keys_of_their_own_or_none(page: Page, address: str, war: Ledger) -> None:
    named(page)
    page.goto(f"{address}/review?sort=event")
    at(page, "karth-1/e1")
    page.keyboard.press("?")
    page.get_by_label("Key: accept").fill("n")
    page.get_by_text("n is taken").wait_for()
    expect(page.get_by_label("Key: accept")).to_have_value("y")
    page.get_by_label("Key: accept").fill("x")
    page.get_by_role("button", name="Close").click()
    page.reload()
    at(page, "karth-1/e1")
    page.keyboard.press("y")
    page.keyboard.press("x")
    at(page, "arabic-1/e1")
    assert standing(war) == [("A. Desk", "accept", "karth-1")]
    page.keyboard.press("?")
    page.get_by_label("Single keys act").uncheck()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("n")
    page.keyboard.press("/")
    assert page.evaluate('document.activeElement.matches("header input")') is False
    page.get_by_role("button", name="Keys").click()
    page.get_by_role("button", name="Usual keys").click()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("h")
    at(page, "tarsk-1/e1")
    assert standing(war)[1:] == [("A. Desk", "unsure", "arabic-1")]


def test_nobody_decides_without_a_name(page: Page, address: str, war: Ledger) -> None:
    page.goto(f"{address}/review?sort=event")
    at(page, "karth-1/e1")
    page.keyboard.press("y")
    page.get_by_text("Say who you are first").wait_for()
    assert page.evaluate("document.activeElement.className").startswith("who")
    assert war.judgements() == []


def test_two_windows_lose_nothing_and_the_second_is_told(browser: Browser, address: str, war: Ledger) -> None:
    contexts = [browser.new_context(viewport={"width": 1280, "height": 800}) for _ in range(2)]
    windows = []
    for context, who in zip(contexts, ("A. Desk", "B. Desk"), strict=True):
        named(context, who)
        window = context.new_page()
        window.goto(f"{address}/review/karth-1/e1")
        at(window, "karth-1/e1")
        windows.append(window)
    first, second = windows
    first.keyboard.press("y")
    first.locator('.here:not([data-place="0"])').wait_for()
    second.keyboard.press("n")
    second.get_by_text("In the meantime: A. Desk accepted. Both are kept.").wait_for()
    assert standing(war) == [("A. Desk", "accept", "karth-1"), ("B. Desk", "reject", "karth-1")]
    second.get_by_label("Decisions on it").get_by_text("A. Desk: accepted").wait_for()
    for context in contexts:
        context.close()


def test_two_accounts_are_called_the_same_or_different(page: Page, address: str, war: Ledger) -> None:
    more = act("more", "shelling", "Upper Valley", "2031-03-05", killed=(15, 15, 20), outlet="Lake Post")
    war.add_reading(more, setting="balanced", reader="trained")
    named(page)
    page.goto(f"{address}/review?sort=pair")
    page.get_by_role("heading", name="Do these two tell the same act?").wait_for()
    page.get_by_label("Move on by itself").uncheck()
    page.keyboard.press("n")
    page.get_by_text("different acts").wait_for()
    page.keyboard.press("h")
    page.get_by_role("button", name="Unsure h").and_(page.locator("[aria-pressed=true]")).wait_for()
    assert [verdict for _, verdict, _ in standing(war)] == ["different", "unsure"]
    assert {one.report for one in war.judgements()[0].subjects} == {"tarsk-2", "more"}


def test_many_are_accepted_with_their_number_and_taken_back(page: Page, address: str, war: Ledger) -> None:
    named(page)
    page.goto(f"{address}/review?place=Karth&sort=event")
    at(page, "karth-1/e1")
    page.get_by_label("Select").nth(0).check()
    page.get_by_label("Select").nth(1).check()
    page.get_by_role("button", name="Accept many").click()
    page.get_by_role("button", name="Accept 2 events").click()
    page.get_by_text("Accepted 2 events.").wait_for()
    assert len(standing(war)) == 2
    page.get_by_role("button", name="Take back").click()
    page.get_by_text("Taken back: 2 of 2.").wait_for()
    assert standing(war) == []
    page.get_by_role("button", name="Accept many").click()
    page.get_by_label("Least confidence").fill("0.85")
    page.get_by_role("button", name="Accept 5 events").click()
    page.get_by_text("Accepted 5 events.").wait_for()
    page.get_by_text("Nothing waits here").wait_for()
    assert len(standing(war)) == 5


def test_an_address_shows_the_same_in_a_new_window(browser: Browser, page: Page, address: str) -> None:
    page.goto(f"{address}/review?place=Karth&state=all&sort=event")
    at(page, "karth-1/e1")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.wait_for_url("**/review/karth-2/e1?**")
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    other = context.new_page()
    other.goto(page.url)
    at(other, "karth-2/e1")
    expect(other.locator("[data-total]")).to_have_attribute("data-total", "5")
    expect(other.get_by_role("button", name="All", exact=True)).to_have_attribute("aria-pressed", "true")
    expect(other.get_by_placeholder("Place")).to_have_value("Karth")
    context.close()


def test_a_reader_has_nothing_to_decide_with(page: Page, address: str, war: Ledger) -> None:
    def as_reader(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, json=answer.json() | {"who": "Rita", "role": "reader"})

    page.route("**/api/session", as_reader)
    page.goto(f"{address}/review?sort=event")
    at(page, "karth-1/e1")
    page.get_by_text("You are a reader").wait_for()
    page.keyboard.press("y")
    page.keyboard.press("1")
    page.keyboard.press("j")
    at(page, "arabic-1/e1")
    expect(page.get_by_role("button", name="Accept")).to_have_count(0)
    expect(page.locator("button[data-field]")).to_have_count(0)
    assert war.judgements() == []


def test_a_hostile_report_does_nothing(page: Page, address: str) -> None:
    page.goto(f"{address}/review/hostile-1/e1")
    at(page, "hostile-1/e1")
    assert HOSTILE in page.locator(".stage .words").inner_text()
    assert page.evaluate("window.hacked") is None
    expect(page.locator("main img, main script")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Browser, address: str, scheme: Any) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed: make desk")
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1280, "height": 800}, bypass_csp=True)
    named(context)
    page = context.new_page()
    page.goto(f"{address}/review?sort=event")
    at(page, "karth-1/e1")
    page.add_script_tag(path=AXE)
    for key in ("", "1", "2", "5", "6", "?"):
        if key:
            page.keyboard.press(key)
            page.locator("dialog[open], form[aria-label^=Correct]").wait_for()
        found = page.evaluate("async () => (await axe.run()).violations")
        serious = [
            (key, one["id"], [node["html"] for node in one["nodes"]])
            for one in found
            if one["impact"] in {"serious", "critical"}
        ]
        assert not serious, serious
        page.keyboard.press("Escape")
    context.close()


@pytest.mark.parametrize("size", [(390, 780), (640, 400)])
def test_nothing_is_cut_off_on_small_screens(browser: Browser, address: str, size: tuple[int, int]) -> None:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    page.goto(f"{address}/review?sort=event")
    at(page, "karth-1/e1")
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    page.get_by_role("button", name="Accept y").scroll_into_view_if_needed()
    page.get_by_role("button", name="Accept y").click()
    context.close()
