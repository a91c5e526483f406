from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from tests.views.desk.desk_reports import HOSTILE, act

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from marsad.ledger import Ledger

AXE = Path(__file__).resolve().parents[3] / "desk" / "node_modules" / "axe-core" / "axe.min.js"


def shown(page: Page) -> tuple[int, int]:
    """How many incidents the page counts, and how many the list has: those on the map and those without a place."""
    # The map tells the list in its next frame, and that is drawn in the one after it.
    page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    count = int(page.locator("[data-count]").get_attribute("data-count") or -1)
    here, nowhere = (int(text.replace(",", "")) for text in page.locator("aside .n").all_inner_texts())
    return count, here + nowhere


def ready(page: Page) -> None:
    page.wait_for_selector("canvas[data-marks]")


def test_brush_narrows_map_count_and_table_together(page: Page, address: str) -> None:
    page.goto(f"{address}/map?at=4/35.8/40.5")  # at first the map leaves out what lies far off
    ready(page)
    before = shown(page)
    assert before[0] == before[1] > 10
    marks = int(page.locator("canvas[data-marks]").get_attribute("data-marks") or 0)
    box = page.locator("section[aria-label=Timeline] canvas").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 5, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 4, box["y"] + 30, steps=4)
    page.mouse.up()
    after = shown(page)
    assert 0 < after[0] == after[1] < before[0]
    assert int(page.locator("canvas[data-marks]").get_attribute("data-marks") or 0) < marks
    page.get_by_role("button", name="Table").click()
    expect(page.locator("tbody tr")).to_have_count(after[0])
    page.get_by_role("button", name="Reset time").click()
    expect(page.locator("tbody tr")).to_have_count(before[0])


def test_filters_families_and_zoom_levels(page: Page, address: str) -> None:
    page.goto(f"{address}/map")
    ready(page)
    page.get_by_placeholder("Place", exact=True).fill("Karth")
    page.get_by_placeholder("Place", exact=True).press("Enter")
    page.locator('[data-count="5"]').wait_for()
    page.get_by_label("Unrest").uncheck()
    page.locator('[data-count="4"]').wait_for()
    page.get_by_role("button", name="1 mo", exact=True).click()
    expect(page.get_by_role("button", name="1 mo", exact=True)).to_have_attribute("aria-pressed", "true")
    page.locator('[data-count="1"]').wait_for()
    page.get_by_role("button", name="Earlier").click()
    page.get_by_role("button", name="Reset time").click()
    page.get_by_role("button", name="Clear filters").click()
    page.locator('[data-count="16"]').wait_for()


def test_the_range_moves_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/map?range=2031-03-01..2031-03-31")
    last = page.get_by_role("slider", name="Last day")
    last.focus()
    page.keyboard.press("ArrowLeft")
    expect(last).to_have_attribute("aria-valuetext", "30 Mar 2031")
    page.keyboard.press("PageDown")
    expect(last).to_have_attribute("aria-valuetext", "23 Mar 2031")
    page.wait_for_url("**range=2031-03-01..2031-03-23**")


def test_an_address_shows_the_same_in_a_new_window(page: Page, browser: Browser, address: str) -> None:
    page.goto(f"{address}/map?actor=Lake+Army&range=2031-01-01..2031-05-31&at=7.5/35.6/40.5&layers=control")
    ready(page)
    page.get_by_label("List of incidents").get_by_role("link").first.click()
    page.get_by_role("button", name="Back to the list").wait_for()
    told = page.locator("article h2").inner_text(), shown_count(page), page.url
    other = browser.new_context(viewport={"width": 1280, "height": 800})
    window = other.new_page()
    window.goto(page.url)
    window.locator("article h2").wait_for()
    ready(window)
    expect(window.locator("article h2")).to_have_text(told[0], use_inner_text=True)
    expect(window.locator("[data-count]")).to_have_attribute("data-count", told[1] or "")
    window.wait_for_url(told[2])
    expect(window.get_by_label("Who holds what")).to_be_checked()
    holders = window.get_by_label("Holders of places").get_by_role("listitem")
    holders.first.wait_for()
    expect(holders.first).to_contain_text("Lake Army")
    window.go_back()
    other.close()


def shown_count(page: Page) -> str | None:
    return page.locator("[data-count]").get_attribute("data-count")


def test_an_act_dated_ahead_does_not_empty_the_layer_of_control(page: Page, address: str, war: Ledger) -> None:
    war.add_reading(act("ahead-1", "offensive", "Karth", "2041-05-01"), setting="balanced", reader="trained")
    page.goto(f"{address}/map?layers=control")
    page.locator("[data-count='17']").wait_for()
    page.get_by_text("Who holds what, 1 May 2031").wait_for()
    expect(page.get_by_label("Holders of places").get_by_role("listitem").first).to_contain_text("Lake Army")
    page.goto(f"{address}/map?layers=control&range=2041-04-01..2041-05-31")
    page.get_by_text("No report says who holds a place by then.").wait_for()


def test_back_goes_back(page: Page, address: str) -> None:
    page.goto(f"{address}/map")
    ready(page)
    page.get_by_label("List of incidents").get_by_role("link").first.click()
    page.locator("article h2").wait_for()
    page.locator("article .mentions a").first.click()
    page.locator("h1", has_text="Bombing at Karth").wait_for()
    page.go_back()
    page.locator("article h2").wait_for()
    page.keyboard.press("Escape")
    page.get_by_label("List of incidents").get_by_role("link").first.wait_for()


def test_a_hostile_report_does_nothing(page: Page, address: str) -> None:
    page.goto(f"{address}/reports/hostile-1")
    page.locator("h1", has_text="<img src=x").wait_for()
    expect(page.locator("h1")).to_have_text(HOSTILE, use_inner_text=True)
    page.goto(f"{address}/map?report=hostile-1")
    ready(page)
    page.get_by_label("List of incidents").get_by_role("link").first.click()
    page.locator("article .mentions", has_text="<script>").wait_for()
    assert page.evaluate("window.hacked") is None
    expect(page.locator("main img, main script")).to_have_count(0)
    page.evaluate("document.querySelector('main').innerHTML = '<img src=x onerror=\"window.hacked=1\">'")
    page.wait_for_timeout(300)
    assert page.evaluate("window.hacked") is None  # not even where it came to stand in the page as it is


def test_text_of_any_script_keeps_its_direction(page: Page, address: str) -> None:
    page.goto(f"{address}/reports/arabic-1")
    page.locator("h1", has_text="قصف").wait_for()
    directions = "() => [...document.querySelectorAll('h1, .text p')].map(one => getComputedStyle(one).direction)"
    assert set(page.evaluate(directions)) == {"rtl"}
    assert page.evaluate("getComputedStyle(document.body).direction") == "ltr"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/map", "/map?as=table", "/reports/arabic-1", "incident"])
def test_axe_finds_nothing_serious(browser: Browser, address: str, path: str, scheme: Any) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed: make desk")
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1280, "height": 800}, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{address}/map" if path == "incident" else f"{address}{path}")
    page.locator("[data-count='16'], h1[dir]").first.wait_for()
    if path == "incident":
        page.get_by_label("List of incidents").get_by_role("link").first.click()
        page.locator("article h2").wait_for()
    page.add_script_tag(path=AXE)
    found = page.evaluate("async () => (await axe.run()).violations")
    context.close()
    serious = [
        (one["id"], [node["html"] for node in one["nodes"]])
        for one in found
        if one["impact"] in {"serious", "critical"}
    ]
    assert not serious, serious


@pytest.mark.parametrize("size", [(390, 780), (640, 400)])
def test_nothing_is_cut_off_on_small_screens(browser: Browser, address: str, size: tuple[int, int]) -> None:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    page.goto(f"{address}/map")
    page.locator("[data-count='16']").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    page.get_by_role("button", name="Reset time").scroll_into_view_if_needed()
    page.get_by_label("List of incidents").get_by_role("link").first.scroll_into_view_if_needed()
    context.close()


def test_what_lies_far_from_the_rest_does_not_stretch_the_timeline(page: Page, address: str, war: Ledger) -> None:
    war.add_reading(act("ahead-1", "offensive", "Karth", "2041-05-01"), setting="balanced", reader="trained")
    page.goto(f"{address}/map")
    page.locator("[data-count='17']").wait_for()  # it counts, though the bars leave it out
    timeline = page.locator("section[aria-label=Timeline]")
    timeline.get_by_text("1 incident far after").wait_for()
    assert all(text.endswith("2031") for text in timeline.locator(".axis span").all_inner_texts())
    timeline.get_by_role("button", name="Show all days").click()
    timeline.locator(".axis", has_text="2041").wait_for()
    page.locator("[data-count='17']").wait_for()
    expect(timeline.get_by_role("button", name="All", exact=True)).to_have_attribute("aria-pressed", "true")
    page.goto(f"{address}/map?range=2041-04-01..2041-05-31")
    page.locator("[data-count='1']").wait_for()
    timeline.locator(".axis", has_text="2041").wait_for()


def test_head_and_filters_are_folded_on_small_screens(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 780})
    page = context.new_page()
    page.goto(f"{address}/map")
    ready(page)
    top = page.locator(".map").bounding_box()
    assert top is not None
    assert top["y"] < 150
    page.get_by_role("button", name="Filters").click()
    page.get_by_placeholder("Place", exact=True).fill("Karth")
    page.get_by_placeholder("Place", exact=True).press("Enter")
    page.locator('[data-count="5"]').wait_for()
    page.get_by_role("button", name="Filters 1").click()
    expect(page.get_by_placeholder("Place", exact=True)).to_be_hidden()
    page.get_by_role("button", name="views and search").click()
    page.get_by_role("link", name="Forecasts").click()
    page.locator("h1", has_text="Forecasts").wait_for()
    expect(page.get_by_label("Views")).to_be_hidden()
    page.keyboard.press("/")
    expect(page.get_by_label("Search reports, actors, places and incidents")).to_be_focused()
    context.close()


def test_what_lasts_is_shown_while_it_goes_on(page: Page, address: str) -> None:
    for days, is_there in (("2031-03-10..2031-03-11", True), ("2031-02-20..2031-02-28", False)):
        page.goto(f"{address}/map?kind=battle&at=5/35.6/40.5&range={days}")  # a battle of 1 to 20 March
        page.locator(f"[data-count='{int(is_there)}']").wait_for()
        expect(page.locator("canvas[data-marks]")).to_have_attribute("data-marks", str(int(is_there)))


def test_keys_on_the_map_are_seen_and_move_it(page: Page, address: str) -> None:
    page.goto(f"{address}/map?at=5/35.6/40.5")
    map_ = page.get_by_label("Map. Arrow keys move it")
    map_.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url(lambda url: "at=5/" in url and not url.endswith("/40.5"))
    ring = "getComputedStyle(document.querySelector('.frame'), '::after').borderTopStyle"
    assert page.evaluate(ring) == "solid"
