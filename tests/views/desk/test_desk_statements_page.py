"""Statements of who holds a place, decided on the page of the place; the ways from words to corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from tests.views.desk.test_desk_page import AXE
from tests.views.desk.test_desk_review import at, named, standing

from marsad.control import timeline

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

    from marsad.ledger import Ledger

TARSK = "/places/p-Tarsk"


def statement(page: Page, day: str) -> Locator:
    """A statement with its form open."""
    page.locator(".figures").wait_for()
    if not page.locator(".statements").first.is_visible():
        page.get_by_text("statements with words").click()
    found = page.locator(".statements > li", has_text=day)
    found.get_by_role("button", name="Decide or correct").click()
    return found


def holders(war: Ledger) -> list[tuple[str, str | None, str | None]]:
    """What `marsad control` tells of Tarsk."""
    return [(told.report, told.controller, told.day) for one in timeline(war, "p-Tarsk") for told in one.statements]


def test_who_is_corrected_in_place_and_taken_back(page: Page, address: str, war: Ledger) -> None:
    named(page)
    page.goto(address + TARSK)
    asked = statement(page, "1 Feb 2031")
    expect(asked.get_by_role("button", name="Correct", exact=True)).to_be_disabled()
    asked.get_by_role("combobox", name="Who").fill("lake")
    page.get_by_role("option", name="Lake Army").click()
    asked.get_by_label("Why").fill("a slip of the wire")
    asked.get_by_role("button", name="Correct", exact=True).click()
    page.get_by_text("Kept. Correct who: Lake Army.").wait_for()
    page.locator(".statements > li", has_text="corrected: controller").wait_for()
    assert holders(war)[0] == ("hold-1", "lake-army", "2031-02-01")
    assert [(one.who, one.why) for one in war.judgements()] == [("A. Desk", "a slip of the wire")]
    page.get_by_role("button", name="Take back").click()
    page.get_by_text("corrected: controller").wait_for(state="detached")
    assert holders(war)[0] == ("hold-1", "orlen-brigade", "2031-02-01")


def test_a_day_is_corrected_and_what_others_decided_is_shown(page: Page, address: str, war: Ledger) -> None:
    war.judge("accept", ("hold-2", "c1"), who="B. Desk", why="the army showed it")
    named(page)
    page.goto(address + TARSK)
    asked = statement(page, "1 May 2031")
    asked.get_by_text("the army showed it").wait_for()
    asked.get_by_role("combobox", name="What").select_option("Correct the day spoken of")
    asked.get_by_role("textbox", name="Day").fill("2031-05-03")
    asked.get_by_role("button", name="Correct", exact=True).click()
    page.locator(".statements > li", has_text="corrected: as_of").wait_for()
    assert ("A. Desk", "correct", "hold-2") in standing(war)


def test_what_is_no_statement_leaves_and_comes_back(page: Page, address: str, war: Ledger) -> None:
    named(page)
    page.goto(address + TARSK)
    asked = statement(page, "1 Feb 2031")
    asked.get_by_role("combobox", name="What").select_option("It is no such statement")
    asked.get_by_role("button", name="Reject").click()
    page.get_by_text("1 statement with words").wait_for()
    assert [report for report, _, _ in holders(war)] == ["hold-2"]
    page.get_by_role("button", name="Take back").click()
    page.get_by_text("2 statements with words").wait_for()
    assert len(holders(war)) == 2


def test_a_statement_leads_to_its_words(page: Page, address: str) -> None:
    page.goto(address + TARSK)
    page.get_by_text("2 statements with words").click()
    page.locator(".statements > li", has_text="1 Feb 2031").get_by_role("link", name="Valley Wire").click()
    page.wait_for_url("**/reports/hold-1?mark=0-75")


def test_reader_and_incident_lead_to_the_correction_of_an_event(page: Page, address: str, war: Ledger) -> None:
    named(page)
    page.goto(f"{address}/reports/tarsk-1?record=e1")
    page.get_by_role("link", name="Decide or correct").click()
    at(page, "tarsk-1/e1")
    page.keyboard.press("y")
    page.locator('.stage[data-state="decided"], .stage:not([data-key="tarsk-1/e1"])').wait_for()
    assert standing(war) == [("A. Desk", "accept", "tarsk-1")]
    page.goto(f"{address}/reports/tarsk-2?record=e1")
    page.get_by_role("link", name="The incident").click()
    page.locator(".reports li", has_text="Lake Times").get_by_role("link", name="Decide or correct").click()
    at(page, "tarsk-2/e1")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_the_form(browser: Browser, address: str, scheme: Any) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(address + TARSK)
    statement(page, "1 Feb 2031")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.add_script_tag(path=AXE)
    found = page.evaluate("async () => (await axe.run()).violations")
    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []
    context.close()
