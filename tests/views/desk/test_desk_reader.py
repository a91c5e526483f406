"""The reader in a real browser: layers, from record to words and back, long and hostile reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from tests.views.desk.desk_reports import HOSTILE
from tests.views.desk.reader_reports import hostile, layered, long_report
from tests.views.desk.test_desk_page import AXE

from marsad.ledger import Ledger

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def add(war: Ledger, *readings: Any) -> None:
    for reading in readings:
        war.add_reading(reading, setting="balanced", reader="trained")


@pytest.fixture
def told(war: Ledger, address: str) -> str:
    """The address of the report with marks of every layer."""
    add(war, layered())
    return f"{address}/reports/layered-1"


def texts(page: Page, selector: str) -> list[str]:
    """The words of the marks of a layer, pieces that touch put together."""
    page.locator(".marked [data-at]").first.wait_for()
    return page.locator(f".marked .text {selector}").all_inner_texts()


def test_each_layer_stands_on_its_words_whatever_the_letters(page: Page, told: str) -> None:
    page.goto(told)
    assert texts(page, ".acts") == ["hit", "fired"]
    assert "".join(texts(page, ".acts-evidence")).startswith("shells hit Tarsk on Tuesday, killing 15 people")
    assert texts(page, ".places") == ["Tarsk", "Tarsk"]
    assert [texts(page, layer) for layer in (".times", ".counts", ".actors", ".forecasts")] == [
        ["on Tuesday"], ["15"], ["the brigade"], ["will probably"],
    ]  # fmt: skip
    assert "".join(page.locator(".text p").all_inner_texts()).startswith("📡 Tarsk, 4 March: shells hit Tarsk")


def test_sayings_lie_in_sayings(page: Page, told: str) -> None:
    page.goto(told)
    inner = "".join(texts(page, ".said-1[data-at]"))
    assert inner == "the brigade fired 20 shells from the hill"
    assert "a nurse had told him" in "".join(texts(page, ".said-0[data-at]"))
    expect(page.locator(".margin li")).to_have_text(
        ["a doctor", "a doctor › a nurse", "mediators"][:2], use_inner_text=True
    )
    page.get_by_role("button", name="Sayings").last.click()
    page.locator("ol .depth-1", has_text="a doctor › a nurse").get_by_role("button").click()
    assert set(texts(page, ".chosen")) >= {"told him", "a nurse"}
    page.locator("aside dd", has_text="Valley Wire › a doctor › a nurse").wait_for()


def test_layers_are_switched_and_the_address_keeps_them(page: Page, told: str) -> None:
    page.goto(told)
    layers = page.get_by_role("group", name="Layers")
    layers.get_by_role("button", name="Acts").click()
    layers.get_by_role("button", name="Places").click()
    assert texts(page, ".acts") == texts(page, ".places") == []
    page.wait_for_url("**?without=acts,places")
    page.reload()
    page.locator(".times", has_text="on Tuesday").wait_for()
    assert texts(page, ".times") == ["on Tuesday"]
    assert texts(page, ".acts") == []
    layers.get_by_role("button", name="Show all").click()
    assert texts(page, ".acts") == ["hit", "fired"]


def test_from_record_to_words_and_back(page: Page, told: str) -> None:
    page.goto(told)
    entries = page.locator("aside [data-record]")
    entries.nth(1).click()
    assert texts(page, ".chosen") == ["fired"]
    assert "the brigade" in "".join(texts(page, ".of-chosen"))
    page.wait_for_url("**?record=e2")
    page.locator(".text .acts", has_text="hit").click()
    page.locator("aside [aria-current]", has_text="Shelling").wait_for()
    assert texts(page, ".chosen") == ["hit"]
    page.locator("aside dd").get_by_role("button", name="15 killed: people").click()
    assert texts(page, ".pointed") == ["15"]
    page.wait_for_url("**record=e1&mark=*")
    page.locator(".text .forecasts").click()
    page.locator("aside dd", has_text="55–85 %").wait_for()
    page.locator("aside dd", has_text="2031-06-30 (stated)").wait_for()


def test_a_link_shows_the_words_it_names(page: Page, told: str) -> None:
    report = layered().report.text
    start = report.index("20 shells")
    page.goto(f"{told}?record=e2&mark={start}-{start + 9}")
    assert "".join(texts(page, ".pointed")) == "20 shells"
    page.locator("aside [aria-current]", has_text="Shelling").wait_for()
    page.locator("aside").get_by_role("link", name="The incident").click()
    page.locator("h1", has_text="Orlen Brigade").wait_for()


def test_records_are_gone_through_by_keyboard(page: Page, told: str) -> None:
    page.goto(told)
    page.locator(".marked [data-at]").first.wait_for()
    page.keyboard.press("j")
    assert texts(page, ".chosen") == ["hit"]
    page.keyboard.press("j")
    assert texts(page, ".chosen") == ["fired"]
    page.keyboard.press("k")
    page.locator("aside dd").get_by_role("button", name="15 killed").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "15"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.dataset.record") == "e1"
    page.keyboard.press("ArrowDown")
    assert texts(page, ".chosen") == ["fired"]


def test_paragraphs_keep_their_direction(page: Page, told: str) -> None:
    page.goto(told)
    page.locator(".text p").first.wait_for()
    directions = page.evaluate("[...document.querySelectorAll('.text p')].map(one => getComputedStyle(one).direction)")
    assert directions == ["ltr", "ltr", "rtl", "ltr"]


def test_a_long_report_marks_what_is_near_alone(page: Page, address: str, war: Ledger) -> None:
    reading = long_report()
    add(war, reading)
    page.goto(f"{address}/reports/long-1")
    page.locator(".marked .acts").first.wait_for()
    most = len(reading.places[0].mentions) / 4
    assert len(reading.report.text) > 100_000
    assert len(page.locator(".text").text_content() or "") > 100_000  # all of it can be searched in the browser
    assert 0 < page.locator(".marked .text .places").count() < most
    last = reading.events[-1]
    page.locator(f"aside [data-record={last.id}]").click()
    page.locator(".text .chosen", has_text="hit").wait_for()
    page.wait_for_function(
        "() => { const box = document.querySelector('.text .chosen').getBoundingClientRect();"
        " return box.top > 0 && box.bottom < innerHeight }"
    )
    assert 0 < page.locator(".marked .text .places").count() < most


def test_what_others_decided_stands_with_the_record(page: Page, told: str, war: Ledger) -> None:
    war.judge("reject", ("layered-1", "e2"), who="B. Desk", why="the nurse was not there")
    page.goto(told)
    page.locator("aside .rejected [data-record=e2]").click()
    page.locator("aside .detail", has_text="the nurse was not there").wait_for()
    page.get_by_label("Your name").fill("A. Desk")
    page.get_by_role("button", name="Take back").click()
    page.locator("aside .detail", has_text="Taken back by A. Desk").wait_for()
    expect(page.locator("aside .rejected")).to_have_count(0)
    assert [(one.who, one.verdict) for one in war.judgements()] == [("B. Desk", "reject"), ("A. Desk", "undo")]


def test_a_hostile_report_does_nothing_in_the_reader(page: Page, address: str, war: Ledger) -> None:
    add(war, hostile())
    page.goto(f"{address}/reports/hostile-2?record=e1")
    page.locator(".text .chosen", has_text="<img src=x").wait_for()
    page.locator("aside dd", has_text=HOSTILE).first.wait_for()
    page.get_by_role("button", name="Sayings").last.click()
    page.locator("aside [data-record=s1]").click()
    page.locator("aside").get_by_role("button", name="Acts").click()
    page.locator("aside [data-record=e1]").click()
    for link in ("The incident", "Brief to print"):
        page.get_by_role("link", name=link).first.click()
        page.locator("h1", has_text="<img src=x").wait_for()
        expect(page.locator("main img, main script")).to_have_count(0)
    assert page.evaluate("window.hacked") is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_the_reader(browser: Browser, told: str, scheme: Any) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed: make desk")
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1280, "height": 800}, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{told}?record=e2")
    page.locator(".text .chosen").first.wait_for()
    assert serious(page) == []
    context.close()


def serious(page: Page) -> list[Any]:
    """What axe-core finds on a page that is serious or worse."""
    page.add_script_tag(path=AXE)
    found = page.evaluate("async () => (await axe.run()).violations")
    return [
        (one["id"], [(node["html"], node["failureSummary"]) for node in one["nodes"]])
        for one in found
        if one["impact"] in {"serious", "critical"}
    ]
