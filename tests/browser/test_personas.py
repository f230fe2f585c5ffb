"""Aiko owns, Ben is in her team, Chie in another, Dai in none: what they may not see appears nowhere on their pages."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

SECRETS = ("Quillfeather", "Zanzibari", "lens data", "lenses", "Prefers mornings")
PLACES = (
    "/", "/calendar", "/trash", "/quick-log", "/notifications", "/o/accounts", "/o/contacts", "/o/tasks", "/o/meetings",
    "/o/calls", "/o/tasks?layout=board", "/o/contacts?q=zanzibari", "/o/contacts?sort=account",
    "/search?q=quillfeather",
    "/search?q=zanzi", "/search?q=ophelia%40quillfeather", "/o/contacts/options?q=zan", "/o/accounts/options?q=quill",
    "/o/contacts?group=account",
)  # fmt: skip


@pytest.fixture(scope="module")
def numbers(served, browser):
    """Where Aiko's customers are."""
    from tests.browser.watched import sit_down

    desk = sit_down(browser, served, "aiko")
    found = {}
    for plural, name in (("accounts", "Quillfeather"), ("contacts", "Zanzibari")):
        link = desk.open(f"/o/{plural}").locator("tbody tr a").filter(has_text=name).first
        found[plural] = (link.get_attribute("href") or "").rsplit("/", 1)[1]
    desk.context.close()
    return found


@pytest.mark.parametrize("who", ["aiko", "ben"])
def test_the_owner_and_her_team_see_the_customer(at_desk, numbers, who):
    page = at_desk(who).open(f"/o/accounts/{numbers['accounts']}")
    expect(page.locator("h1")).to_contain_text("Quillfeather")
    expect(page.locator("#timeline")).to_contain_text("Prefers mornings")
    page.keyboard.press("Control+k")
    page.get_by_role("combobox", name="Search or run").fill("zanzibari")
    expect(page.get_by_role("option", name=re.compile("Zanzibari")).first).to_be_visible()


@pytest.mark.parametrize("who", ["chie", "dai"])
def test_the_others_meet_no_trace_of_it(at_desk, numbers, who):
    desk = at_desk(who)
    for place in PLACES:
        page = desk.open(place)
        shown = page.content()
        for secret in SECRETS:
            assert secret not in shown, (place, secret)
    for plural, number in numbers.items():
        for part in ("", "/edit", "/history", "/timeline", "/card", "/field/email", "/act/change_person"):
            answer = desk.page.request.get(f"{desk.served.base}/o/{plural}/{number}{part}")
            assert answer.status in (403, 404), (plural, part, answer.status)
            assert not [secret for secret in SECRETS if secret in answer.text()], (plural, part)


def test_who_sees_nothing_is_told_so_and_offered_nothing(at_desk):
    desk = at_desk("dai")
    page = desk.open("/")
    expect(page.locator("[data-create]")).to_have_count(0)
    expect(page.get_by_role("navigation", name="Main menu").get_by_role("link", name="Contacts")).to_have_count(0)
    expect(desk.open("/o/contacts").locator("main")).to_contain_text("Not found")
    expect(desk.open("/settings/workspace").locator("main")).to_contain_text("Not allowed")
