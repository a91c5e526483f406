"""Logging in, in a real browser: roles, guesses that have to wait, the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.views.desk.conftest import served

from marsad.views.desk import Access

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from marsad.ledger import Ledger


@pytest.fixture
def guarded(war: Ledger) -> Iterator[str]:
    """The address of a desk with a reader and a reviewer."""
    war.set_account("R. Reader", "reader", "correct horse")
    war.set_account("J. Judge", "reviewer", "battery staple")
    with served(war, access=Access("accounts")) as address:
        yield address


def log_in(page: Page, name: str, password: str) -> None:
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()


def test_who_logs_in_sees_what_the_role_allows_and_goes_out(page: Page, guarded: str, war: Ledger) -> None:
    page.goto(f"{guarded}/map")
    page.get_by_role("heading", name="Log in").wait_for()
    expect(page.locator("[data-count]")).to_have_count(0)
    log_in(page, "R. Reader", "correct horse")
    page.locator("[data-count='16']").wait_for()
    page.get_by_text("R. Reader (reader)").wait_for()
    page.get_by_role("link", name="Review").click()
    page.locator(".stage").wait_for()
    expect(page.get_by_role("button", name="Accept")).to_have_count(0)
    page.get_by_role("button", name="Log out").click()
    page.get_by_role("heading", name="Log in").wait_for()
    log_in(page, "J. Judge", "battery staple")
    with page.expect_response(lambda answer: answer.url.endswith("/api/judgements")):
        page.get_by_role("button", name="Accept y").click()
    expect(page.locator("#app > header")).to_contain_text("J. Judge")
    assert {one.who for one in war.judgements()} == {"J. Judge"}


def test_who_guesses_is_told_to_wait_and_others_are_not(page: Page, guarded: str) -> None:
    page.goto(f"{guarded}/map")
    for _ in range(5):
        log_in(page, "J. Judge", "guessed")
        expect(page.get_by_label("Password")).to_have_value("")  # the answer has come
        page.get_by_role("alert").filter(has_text="password").wait_for()
    log_in(page, "J. Judge", "battery staple")
    page.get_by_role("alert").filter(has_text="too many failed log-ins").wait_for()
    log_in(page, "R. Reader", "correct horse")
    page.locator("[data-count='16']").wait_for()
