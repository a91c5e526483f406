"""The page of an incident in a real browser: rivals, rules, why merged, split and merge, undo; briefs on one page."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from tests.views.desk.reader_reports import reprinted, tolls
from tests.views.desk.test_desk_page import AXE
from tests.views.desk.test_desk_reader import add, serious

from marsad.incidents import IncidentFilter, find_incidents
from marsad.ledger import Ledger

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from marsad.records import Incident


def of_report(war: Ledger, report: str) -> Incident:
    """The incident that a report of one act tells."""
    return next(find_incidents(war, IncidentFilter(report=report)))


def test_rivals_stand_side_by_side_with_their_words(page: Page, address: str, war: Ledger) -> None:
    page.goto(f"{address}/incidents/{of_report(war, 'tarsk-1').id}")
    killed = page.locator("section", has=page.locator("h3", has_text="Killed"))
    killed.locator(".values").wait_for()
    expect(killed.locator(".values > li strong")).to_have_text(["9", "15–20"], use_inner_text=True)
    expect(killed.locator("[data-chosen=true] .tag")).to_have_text("by this rule", use_inner_text=True)
    expect(killed.locator("li", has_text="9").first).to_contain_text("Lake Times")
    killed.locator("li", has_text="15–20").locator(".words a").click()
    page.wait_for_url("**/reports/tarsk-1?record=e1&mark=*")
    page.locator("h1", has_text="Shells fall on Tarsk").wait_for()


def test_another_rule_makes_another_account(page: Page, address: str, war: Ledger) -> None:
    page.goto(f"{address}/incidents/{of_report(war, 'tarsk-1').id}")
    rules = page.get_by_role("group", name="Rule of the account")
    for rule, slug in (("Most sourced", "most-sourced"), ("Latest", "latest")):
        rules.get_by_role("button", name=rule).click()
        page.wait_for_url(f"**?rule={slug}")
        expect(rules.get_by_role("button", name=rule)).to_have_attribute("aria-pressed", "true")
    page.reload()
    page.locator("h2", has_text="Account").wait_for()
    expect(rules.get_by_role("button", name="Latest")).to_have_attribute("aria-pressed", "true")
    page.go_back()
    page.wait_for_url("**?rule=most-sourced")


def test_why_it_was_merged_is_told_in_words(page: Page, address: str, war: Ledger) -> None:
    page.goto(f"{address}/incidents/{of_report(war, 'tarsk-1').id}")
    why = page.locator("section", has=page.locator("h2", has_text="Why it is one incident"))
    why.locator("summary").first.click()
    told = why.locator("details").first.inner_text()
    assert "the same day" in told
    assert "the same spot" in told
    assert "To begin with" in told


def test_a_member_is_set_apart_and_undone_at_once(page: Page, address: str, war: Ledger) -> None:
    before = of_report(war, "tarsk-1")
    page.goto(f"{address}/incidents/{before.id}")
    page.locator(".reports > li", has_text="Lake Times").get_by_role("button", name="Tells another act").click()
    page.get_by_label("Why").fill("another street")
    page.locator("form").get_by_label("Your name").fill("A. Desk")
    page.get_by_role("button", name="Set apart").click()
    page.get_by_role("status").get_by_text("Set apart.").wait_for()
    page.locator("h2", has_text="1 report, 1 mention").wait_for()
    (judgement,) = war.judgements()
    assert (judgement.verdict, judgement.who, judgement.why) == ("different", "A. Desk", "another street")
    assert of_report(war, "tarsk-2").id != of_report(war, "tarsk-1").id
    assert of_report(war, "tarsk-2").id in (page.get_by_role("link", name="The other part").get_attribute("href") or "")
    page.get_by_role("button", name="Undo").click()
    page.locator("h2", has_text="2 reports, 2 mentions").wait_for()
    assert of_report(war, "tarsk-2") == before
    page.locator(".side li.undone", has_text="Taken back by A. Desk").wait_for()


def test_the_oldest_set_apart_leads_to_the_rest(page: Page, address: str, war: Ledger) -> None:
    page.goto(f"{address}/incidents/{of_report(war, 'tarsk-1').id}")
    page.get_by_label("Your name").fill("A. Desk")
    page.get_by_label("Your name").press("Tab")
    page.locator(".reports > li", has_text="Valley Wire").get_by_role("button", name="Tells another act").click()
    page.get_by_role("button", name="Set apart").click()
    page.get_by_role("link", name="The other part").click()
    page.locator(".reports", has_text="Lake Times").wait_for()
    expect(page.locator(".reports > li")).to_have_count(1)


def test_another_incident_is_found_nearby_and_joined(page: Page, address: str, war: Ledger) -> None:
    page.goto(f"{address}/incidents/{of_report(war, 'tarsk-1').id}")
    page.get_by_label("Your name").first.fill("A. Desk")
    page.get_by_label("Your name").first.press("Tab")
    page.get_by_text("Another incident tells the same act").click()
    page.get_by_label("How far").select_option(label="within 60 days and 200 km")
    page.get_by_placeholder("Kind, place or side").fill("lake army air strike")
    row = page.locator(".side details li", has_text="Air strike")
    row.get_by_text("16 days, same place").wait_for()
    row.get_by_role("button", name="Same act").click()
    page.get_by_role("button", name="Join", exact=True).click()
    page.get_by_role("status").get_by_text("Joined.").wait_for()
    page.locator("h2", has_text="3 reports, 3 mentions").wait_for()
    assert of_report(war, "tarsk-3").id == of_report(war, "tarsk-1").id
    page.get_by_role("button", name="Undo").click()
    page.locator("h2", has_text="2 reports, 2 mentions").wait_for()
    assert [one.verdict for one in war.judgements()] == ["same", "undo"]


def test_what_others_decided_is_shown_and_can_be_taken_back(page: Page, address: str, war: Ledger) -> None:
    war.judge("correct", ("karth-1", "e1"), who="B. Desk", why="no bomb", field="kind", value="shelling")
    page.goto(f"{address}/incidents/{of_report(war, 'karth-1').id}")
    page.locator(".kind", has_text="Shelling").wait_for()
    page.locator(".side", has_text="B. Desk corrected kind to shelling").wait_for()
    page.get_by_label("Your name").fill("A. Desk")
    page.get_by_role("button", name="Take back").click()
    page.locator(".kind", has_text="Bombing").wait_for()


def test_a_reader_sees_no_way_to_decide(browser: Browser, war: Ledger, address: str) -> None:
    war.set_account("R. Reader", "reader", "correct horse")
    try:
        context = browser.new_context()
        page = context.new_page()
        page.route("**/api/session", lambda route: route.fulfill(json={
            "mode": "accounts", "signed_in": True, "who": "R. Reader", "role": "reader", "csrf": None, "ledger": "war",
            "version": "0",
        }))  # fmt: skip
        page.goto(f"{address}/incidents/{of_report(war, 'tarsk-1').id}")
        page.locator(".reports").wait_for()
        expect(page.get_by_role("button", name="Tells another act")).to_have_count(0)
        expect(page.get_by_text("Another incident tells the same act")).to_have_count(0)
        context.close()
    finally:
        war.remove_account("R. Reader")


def test_reprints_are_marked_and_in_time_order(page: Page, address: str, war: Ledger) -> None:
    add(war, *reprinted())
    page.goto(f"{address}/incidents/{of_report(war, 'paper-1').id}")
    page.locator(".reports .head").first.wait_for()
    heads = page.locator(".reports .head").all_inner_texts()
    assert ["15 Apr 2031" in heads[0], "16 Apr 2031" in heads[1]] == [True, True]
    assert ["reprint" in head for head in heads] == [False, True]


def test_a_running_toll_is_a_series(page: Page, address: str, war: Ledger) -> None:
    add(war, *tolls())
    page.goto(f"{address}/incidents/{of_report(war, 'toll-2').id}")
    expect(page.locator("svg circle")).to_have_count(3)
    told = page.locator("svg[role=img]").get_attribute("aria-label") or ""
    assert [day in told for day in ("1 Feb 2031: 120", "1 Mar 2031: 180", "1 Apr 2031: 260")] == [True] * 3


def pages_of(page: Page) -> tuple[int, str]:
    """How many pages a print of the page has, and its text."""
    from pypdf import PdfReader

    read = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))
    return len(read.pages), "\n".join(one.extract_text() for one in read.pages)


def test_the_brief_of_an_incident_is_one_page(page: Page, address: str, war: Ledger) -> None:
    page.goto(f"{address}/incidents/{of_report(war, 'tarsk-1').id}")
    page.get_by_role("link", name="Brief to print").click()
    page.locator("[data-brief] svg path[d]").first.wait_for(state="attached")
    count, text = pages_of(page)
    assert count == 1
    for words in ("Orlen Brigade", "Tarsk", "4 Mar 2031", "9–20", "Lake Times", "Shells fall on Tarsk"):
        assert words in text, text
    assert "Your name" not in text


def test_the_brief_of_some_days_is_one_page(page: Page, address: str, war: Ledger) -> None:
    add(war, *tolls(), *reprinted())
    page.goto(f"{address}/brief?since=2031-01-01&until=2031-06-30")
    page.locator("[data-brief=week] tbody tr").first.wait_for()
    page.locator("[data-brief] svg path[d]").first.wait_for(state="attached")
    count, text = pages_of(page)
    assert count == 1
    assert "1 Jan – 30 Jun 2031" in text
    assert "67–98" in text  # 9-20, 2, 40-60, 12, 1, 3; no running toll
    page.get_by_role("button", name="Later").click()
    page.wait_for_url("**?since=2031-07-01&until=2031-12-28")
    page.locator("h1", has_text="1 Jul – 28 Dec 2031").wait_for()
    page.locator("td", has_text="None in these days").wait_for()


def test_a_brief_without_days_is_of_the_last_week(page: Page, address: str) -> None:
    page.goto(f"{address}/brief")
    page.locator("h1", has_text="6–12 Jun 2031").wait_for()
    page.goto(f"{address}/brief?since=2031-06-12&until=2031-06-01")
    page.get_by_text("the first before the last").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["incident", "/brief?since=2031-03-01&until=2031-03-31"])
def test_axe_finds_nothing_serious_on_incident_and_brief(
    browser: Browser, address: str, war: Ledger, path: str, scheme: Any
) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed: make desk")
    add(war, *tolls())
    war.judge("note", ("toll-0", "e1"), who="B. Desk", why="see the monitor's page")
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1280, "height": 800}, bypass_csp=True)
    page = context.new_page()
    page.goto(address + (f"/incidents/{of_report(war, 'toll-0').id}" if path == "incident" else path))
    page.locator(".reports, [data-brief]").first.wait_for()
    for summary in page.locator("summary").all():
        summary.click()
    assert serious(page) == []
    context.close()


@pytest.mark.parametrize("size", [(390, 780), (640, 400)])
def test_nothing_of_reader_incident_and_brief_is_cut_off(
    browser: Browser, address: str, war: Ledger, size: tuple[int, int]
) -> None:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    for path, there in (
        (f"/incidents/{of_report(war, 'tarsk-1').id}", ".reports"), ("/reports/tarsk-1", ".marked [data-at]"),
        ("/brief?since=2031-03-01&until=2031-03-31", "[data-brief]"),
    ):  # fmt: skip
        page.goto(f"{address}{path}")
        page.locator(there).first.wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], path
    context.close()
