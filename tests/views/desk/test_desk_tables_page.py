from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from tests.views.desk.test_desk_page import AXE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PAGES = (
    "/table", "/table/control", "/actors", "/actors/orlen-brigade", "/places", "/places/p-Tarsk", "/search?q=karth",
    "/week?since=2031-03-03",
)  # fmt: skip
READY = "[data-total], main h1:not(.unseen) + .quiet, .figures, main section"


def total(page: Page, count: int) -> None:
    page.locator(f"[data-total='{count}']").wait_for()


def test_filters_go_along_from_the_map_to_the_tables(page: Page, address: str) -> None:
    page.goto(f"{address}/map?place=Karth&range=2031-01-01..2031-04-02")
    page.locator("[data-count='2']").wait_for()
    page.get_by_label("Views").get_by_role("link", name="Tables").click()
    total(page, 2)
    expect(page.get_by_placeholder("Place", exact=True)).to_have_value("Karth")
    expect(page.get_by_label("From")).to_have_value("2031-01-01")
    page.get_by_role("button", name="All time").click()
    total(page, 5)
    page.get_by_label("Tables").get_by_role("link", name="Reports").click()
    total(page, 5)
    page.get_by_label("Tables").get_by_role("link", name="Incidents").click()
    page.get_by_role("link", name="On the map").click()
    page.locator("[data-count='5']").wait_for()


def test_sorting_and_columns_stand_in_the_address(page: Page, browser: Browser, address: str) -> None:
    page.goto(f"{address}/table")
    total(page, 16)
    page.get_by_role("button", name="Killed, high").click()
    page.wait_for_url("**order=-killed_high**")
    page.locator("tbody tr:first-child", has_text="60").wait_for()
    page.get_by_text("Columns", exact=True).click()
    page.get_by_label("Latitude").check()
    page.get_by_label("Targets", exact=True).uncheck()
    page.wait_for_url("**cols=**")
    heads = page.locator("thead th").all_inner_texts()
    assert "Latitude" in heads
    assert "Targets" not in heads
    other = browser.new_context(viewport={"width": 1280, "height": 800})
    window = other.new_page()
    window.goto(page.url)
    total(window, 16)
    window.locator("thead th", has_text="Latitude").wait_for()
    expect(window.locator("thead th")).to_have_text(heads, use_inner_text=True)
    assert window.locator("th[aria-sort=descending]").inner_text().startswith("Killed, high")
    other.close()


def test_what_is_filtered_is_downloaded(page: Page, address: str) -> None:
    page.goto(f"{address}/table?place=Karth")
    total(page, 5)
    with page.expect_download() as waited:
        page.get_by_role("link", name="CSV").click()
    assert waited.value.suggested_filename.startswith("marsad-incidents-")
    lines = waited.value.path().read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("incident,kind,")
    assert len(lines) == 6


def test_the_api_link_is_copied(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    page.goto(f"{address}/table/reports?place=Karth&order=-published")
    total(page, 5)
    page.get_by_role("button", name="Copy API link").click()
    page.get_by_role("button", name="Copied").wait_for()
    link = page.evaluate("navigator.clipboard.readText()")
    assert page.request.get(link).json()["total"] == 5


def test_long_tables_have_pages(page: Page, address: str, war: Any) -> None:
    from tests.views.desk.desk_reports import act

    for number in range(120):
        reading = act(f"many-{number}", "raid", "Karth", f"2032-{number % 12 + 1:02}-{number % 28 + 1:02}")
        war.add_reading(reading, setting="balanced", reader="trained")
    page.goto(f"{address}/table/events?since=x&kind=raid")
    total(page, 121)
    expect(page.locator("tbody tr")).to_have_count(100)
    page.get_by_role("button", name="Next").click()
    page.get_by_text("101 to 121").wait_for()
    page.reload()
    page.get_by_text("101 to 121").wait_for()
    expect(page.locator("tbody tr")).to_have_count(21)


def test_from_the_index_to_an_actor_and_on(page: Page, address: str) -> None:
    page.goto(f"{address}/actors")
    page.get_by_placeholder("Find by name").fill("lake")
    total(page, 1)
    page.get_by_role("link", name="Lake Army").click()
    page.locator("h1", has_text="Lake Army").wait_for()
    page.get_by_role("img", name="Places held, acts and reports by month").wait_for()
    page.get_by_role("button", name="Week", exact=True).click()
    page.get_by_role("img", name="Places held, acts and reports by week").wait_for()
    page.wait_for_url("**by=week")
    page.get_by_role("link", name="All as a table").click()
    page.wait_for_url("**/table/incidents?actor=lake-army")
    page.get_by_role("link", name="arrest").click()
    page.wait_for_url("**/incidents/*")


def test_who_holds_a_place_is_drawn_in_lanes(page: Page, address: str) -> None:
    page.goto(f"{address}/places/p-Tarsk")
    lanes = page.get_by_role("region", name="Who holds the place over time")
    lanes.wait_for()
    assert lanes.locator(".voice").count() >= 1
    titles = lanes.locator("g > title").all_text_contents()
    assert any("Orlen Brigade holds" in title for title in titles)
    assert any("Lake Army holds" in title for title in titles)
    page.get_by_text("2 statements with words").click()
    page.locator(".statements li").nth(1).wait_for()
    page.get_by_label("How long a statement stands").select_option("fresh")
    page.wait_for_url("**rule=fresh")
    page.get_by_role("img", name="Where Tarsk lies").wait_for()


def test_a_slash_comes_to_the_search_from_anywhere(page: Page, address: str) -> None:
    page.goto(f"{address}/actors")
    page.get_by_role("link", name="Lake Army").wait_for()
    page.keyboard.press("/")
    page.keyboard.type("karth")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=karth")
    page.get_by_label("Places", exact=True).get_by_role("link", name="Karth").wait_for()
    expect(page.locator("mark").first).to_have_text("Karth", use_inner_text=True)
    page.keyboard.press("End")
    page.keyboard.type("xyz")
    page.get_by_text("Nothing holds these words").wait_for()
    page.get_by_label("Search reports, actors, places and incidents").fill("المنارة")
    page.locator("section[aria-label=Reports] a", has_text="قصف").wait_for()
    assert page.locator("section[aria-label=Reports] a").evaluate("one => getComputedStyle(one).direction") == "rtl"


def test_hostile_words_do_nothing_in_tables_and_finds(page: Page, address: str) -> None:
    for path in ("/table/reports", "/table/events", "/search?q=onerror", "/places/p-Old%20Ferry"):
        page.goto(f"{address}{path}")
        page.get_by_text("<img src=x").first.wait_for()
        assert page.evaluate("window.hacked") is None
        expect(page.locator("main img, main script")).to_have_count(0)


def test_a_week_is_made_to_be_printed(page: Page, address: str) -> None:
    page.goto(f"{address}/week?since=2031-03-03")
    page.locator("h1", has_text="Week of 3–9 Mar 2031").wait_for()
    page.get_by_role("img", name="Incidents of the week on a map").wait_for()
    page.get_by_role("button", name="Week after").click()
    page.locator("h1", has_text="Week of 10–16 Mar 2031").wait_for()
    page.go_back()
    page.locator("h1", has_text="Week of 3–9 Mar 2031").wait_for()
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    expect(page.get_by_label("Views")).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    assert len(page.pdf(format="A4")) > 10_000


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_violation_on_the_new_pages(browser: Browser, address: str, scheme: Any) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed: make desk")
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1280, "height": 800}, bypass_csp=True)
    page = context.new_page()
    wrong = []
    for path in PAGES:
        page.goto(f"{address}{path}")
        page.locator(READY).first.wait_for()
        page.wait_for_load_state("networkidle")
        page.add_script_tag(path=AXE)
        found = page.evaluate("async () => (await axe.run()).violations")
        wrong += [
            (path, one["id"], [node["html"] for node in one["nodes"]][:3])
            for one in found
            if one["impact"] in {"serious", "critical"}
        ]
    context.close()
    assert not wrong, wrong


@pytest.mark.parametrize("width", [390, 640])
def test_the_new_pages_fit_small_screens(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    for path in PAGES:
        page.goto(f"{address}{path}")
        page.locator(READY).first.wait_for()
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.evaluate("[...document.querySelectorAll('.page')].every((one) => one.scrollWidth <= innerWidth)"), (
            path
        )
    context.close()


def test_no_label_below_a_chart_is_cut(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 780})
    page = context.new_page()
    page.goto(f"{address}/actors/lake-army")
    for by in ("Week", "Month", "Quarter"):
        page.get_by_role("button", name=by).click()
        expect(page.get_by_role("button", name=by)).to_have_attribute("aria-pressed", "true")
        page.locator(".chart text.when").first.wait_for()
        boxes = page.evaluate(
            """() => [...document.querySelectorAll('.chart text.when')].map((one) => {
                const { left, right } = one.getBoundingClientRect()
                return [left, right, one.closest('svg').getBoundingClientRect().right]
            })"""
        )
        assert all(right <= edge for _, right, edge in boxes), boxes
        assert all(one[1] <= other[0] for one, other in pairwise(boxes)), boxes
    context.close()


ADDRESSES = ["/week?since=2031-03-03", "/search?q=karth", "/places/p-Tarsk?rule=fresh", "/actors/orlen-brigade?by=week"]


@pytest.mark.parametrize("path", ADDRESSES)
def test_an_address_of_any_page_shows_the_same_in_a_new_window(
    page: Page, browser: Browser, address: str, path: str
) -> None:
    page.goto(f"{address}{path}")
    page.locator("main h1").first.wait_for()
    page.wait_for_load_state("networkidle")
    told = page.locator("main").inner_text()
    assert len(told) > 100
    other = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    window = other.new_page()
    window.goto(page.url)
    expect(window.locator("main")).to_have_text(told, use_inner_text=True)
    assert window.url == page.url
    other.close()
