"""Aiko owns, Ben is in her team, Chie in another, Dai in none: what they may not see appears nowhere on their pages."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect

SECRETS = ("Quillfeather", "Zanzibari", "lens data", "lenses", "Prefers mornings", "Never before noon")
PLACES = (
    "/", "/calendar", "/trash", "/quick-log", "/notifications", "/o/accounts", "/o/contacts", "/o/tasks", "/o/meetings",
    "/o/calls", "/o/tasks?layout=board", "/o/contacts?q=zanzibari", "/o/contacts?sort=account",
    "/search?q=quillfeather",
    "/search?q=zanzi", "/search?q=lensbuyer%40quillfeather", "/o/contacts/options?q=zan", "/o/accounts/options?q=quill",
    "/o/contacts?group=account", "/o/accounts/board", "/o/accounts/print", "/o/contacts/print", "/o/tasks/calendar",
    "/calendar?look=month", "/search?q=5550-0142", "/o/members/options?q=zan",
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
        desk.open(place)
        _traceless(desk.page.content(), place)
    for plural, number in numbers.items():
        for part in ("", "/edit", "/history", "/timeline", "/card", "/field/email", "/act/change_person", "/files"):
            answer = desk.page.request.get(f"{desk.served.base}/o/{plural}/{number}{part}")
            assert answer.status in (403, 404), (plural, part, answer.status)
            _traceless(answer.text(), plural + part)
        for part in ("", "/timeline"):
            answer = desk.page.request.get(f"{desk.served.base}/api/v1/{plural}/{number}{part}")
            never = desk.page.request.get(f"{desk.served.base}/api/v1/{plural}/999999{part}")
            assert (answer.status, answer.text()) == (404, never.text())
    for path in ("accounts", "contacts", "contacts?q=zanzibari", "changes?limit=500", "tasks", "notes", "calls"):
        _traceless(desk.page.request.get(f"{desk.served.base}/api/v1/{path}").text(), path)


def _traceless(text: str, place: str) -> None:
    assert not [secret for secret in SECRETS if secret in text], place


def _post(desk, path, **form):
    token = desk.page.locator('meta[name="csrf-token"]').get_attribute("content") or ""
    return desk.page.request.post(
        desk.served.base + path, form={"csrfmiddlewaretoken": token, **form}, headers={"Referer": desk.page.url}
    )


def test_a_colleague_of_another_team_cannot_take_link_count_or_match_it(at_desk, numbers, tmp_path):
    desk = at_desk("chie")
    page = desk.open("/o/contacts")
    assert page.locator(".tabs .c").all_inner_texts()[0] in ("", "0")
    for kind in ("csv", "jsonl"):
        out = _post(desk, "/o/contacts/export", kind=kind, columns="all")
        assert out.status == 200
        _traceless(out.text(), kind)
    answers = []
    for account in (numbers["accounts"], "999999"):
        answer = _post(desk, "/o/contacts/new", family_name="Quartermain", account=account)
        assert answer.status == 422
        answers.append(re.findall(r'class="err[^>]*>(.*?)</', answer.text(), re.DOTALL))
        _traceless(answer.text(), account)
    assert answers[0] == answers[1] != []
    everything = {"field": "email", "op": "contains", "value": "quillfeather"}
    made = _post(desk, "/o/contacts/views/new", name="Fishing", audience="mine", filter=json.dumps(everything))
    _traceless(made.text(), "view")
    assert desk.page.locator("tr[data-id]").count() == 0

    file = tmp_path / "people.csv"
    file.write_text("Last name,First name,E-mail\nZ.,O.,lensbuyer@quillfeather.example\n", "utf-8")
    page = desk.open("/import")
    page.locator("input[type=file]").set_input_files(file)
    for step in ("diagnosis", "columns", "review"):
        page.wait_for_url(re.compile(f"/import/\\d+/{step}"), timeout=60_000)
        if step != "review":
            page.locator(".wizbar .btn.pri").click()
    expect(page.locator("main")).to_contain_text("New")
    for secret in ("Zanzibari", "Ophelia", "Quillfeather Optics"):
        assert secret not in page.content()


def test_a_hidden_field_cannot_be_seen_sorted_grouped_filtered_or_searched(at_desk, numbers):
    desk = at_desk("emi")
    page = desk.open(f"/o/contacts/{numbers['contacts']}")
    expect(page.locator("h1")).to_contain_text("Zanzibari")
    hidden = ("lensbuyer@quillfeather", "Never before noon")
    for place in (
        "", "/edit", "/history", "/timeline", "/card",
    ):  # fmt: skip
        text = desk.page.request.get(f"{desk.served.base}/o/contacts/{numbers['contacts']}{place}").text()
        assert not [word for word in hidden if word in text], place
    for query in (
        "sort=email", "group=email", "totals=email", "sort=caution",
        'filter={"field":"email","op":"contains","value":"lensbuyer"}',
        'filter={"field":"caution","op":"is_not_empty"}',
    ):  # fmt: skip
        for path in ("/o/contacts", "/api/v1/contacts"):
            if path.startswith("/api") and query.startswith(("group", "totals")):
                continue
            answer = desk.page.request.get(f"{desk.served.base}{path}?{query}")
            assert answer.status == 400, (path, query)
    for words in ("lensbuyer", "Never before noon"):
        found = desk.page.request.get(f"{desk.served.base}/api/v1/contacts", params={"q": words}).json()
        assert found["results"] == []
        assert "Zanzibari" not in desk.page.request.get(f"{desk.served.base}/search", params={"q": words}).text()
    fields = desk.page.request.get(f"{desk.served.base}/o/contacts/fields").json()["fields"]
    assert not [field["path"] for field in fields if field["path"] in ("email", "caution")]
    out = _post(desk, "/o/contacts/export", kind="jsonl", columns="all")
    assert "Zanzibari" in out.text()
    assert not [word for word in hidden if word in out.text()]


def test_who_sees_nothing_is_told_so_and_offered_nothing(at_desk):
    desk = at_desk("dai")
    page = desk.open("/")
    expect(page.locator("[data-create]")).to_have_count(0)
    expect(page.get_by_role("navigation", name="Main menu").get_by_role("link", name="Contacts")).to_have_count(0)
    expect(desk.open("/o/contacts").locator("main")).to_contain_text("Not found")
    expect(desk.open("/settings/workspace").locator("main")).to_contain_text("Not allowed")
