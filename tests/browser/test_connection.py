"""The server is out of reach: the page says so, keeps what was typed, and catches up by itself."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.people import change, make
from tests.browser.watched import ON_ONE_DATABASE, PHONE

pytestmark = ON_ONE_DATABASE

SIGN = "en-connection"


def test_a_value_changed_without_a_connection_stays_in_its_field_and_is_saved_later(at_desk):
    desk = at_desk("sato")
    number = make(desk, "accounts", name="浜風運輸", phone="03-5550-0301")
    page = desk.open(f"/o/accounts/{number}")
    value = page.locator(f"main [data-edit$='/{number}/field/phone']").first
    value.dblclick()
    field = value.locator("input:not([type=hidden])")
    field.fill("03-5550-0302")
    desk.context.set_offline(True)
    page.keyboard.press("Enter")
    desk.toast("サーバーに接続できません")
    expect(field).to_have_value("03-5550-0302")
    desk.context.set_offline(False)
    field.press("Enter")
    expect(value).to_contain_text("03-5550-0302")
    desk.problems.clear()


def test_a_value_that_cannot_be_opened_without_a_connection_says_why_in_the_readers_language(at_desk):
    desk = at_desk("sato")
    number = make(desk, "accounts", name="沖風運輸", phone="03-5550-0303")
    page = desk.open(f"/o/accounts/{number}")
    desk.context.set_offline(True)
    page.locator(f"main [data-edit$='/{number}/field/phone']").first.dblclick()
    desk.toast("サーバーに接続できません")
    expect(page.locator(".toast").filter(has_text="fetch")).to_have_count(0)
    desk.problems.clear()


def test_an_open_page_shows_that_it_is_cut_off_and_reads_again_when_the_connection_is_back(at_desk):
    desk, other = at_desk("sato"), at_desk("ito")
    number = make(desk, "accounts", name="潮路水産", phone="03-5550-0304")
    page = desk.open(f"/o/accounts/{number}")
    expect(page.locator(SIGN)).to_be_hidden()
    desk.context.set_offline(True)
    expect(page.locator(SIGN)).to_have_text("接続がありません")
    expect(page.locator(SIGN)).to_be_visible()
    other.open(f"/o/accounts/{number}")
    change(other, "accounts", number, phone="03-5550-0305")
    desk.context.set_offline(False)
    expect(page.locator(SIGN)).to_be_hidden()
    expect(page.locator("main")).to_contain_text("03-5550-0305")
    desk.problems.clear()


def test_a_page_that_shows_a_job_says_that_the_job_goes_on_and_follows_it_again(at_desk):
    desk = at_desk("sato")
    page = desk.open("/settings")
    answers = ["gone", "running", "done"]

    def answer(route):
        match answers.pop(0) if len(answers) > 1 else answers[0]:
            case "gone":
                route.abort("connectionrefused")
            case "running":
                route.fulfill(body='<en-progress src="/job"><p>半分</p></en-progress>', content_type="text/html")
            case _:
                route.fulfill(body="<en-progress><p>終わり</p></en-progress>", content_type="text/html")

    page.route("**/job", answer)
    page.evaluate(
        """() => {
            const job = document.createElement('en-progress');
            job.setAttribute('src', '/job');
            document.querySelector('main').append(job);
        }"""
    )
    expect(page.locator("en-progress")).to_have_text("終わり")
    expect(page.locator(".toast")).to_have_count(0)
    desk.problems.clear()


def test_the_quick_log_keeps_its_button_in_view_and_says_beside_it_what_became_of_an_entry(at_desk):
    desk = at_desk("sato", size=PHONE, touch=True)
    page = desk.open("/quick-log")
    button = page.get_by_role("button", name="残す")
    expect(button).to_be_in_viewport(ratio=1)
    expect(page.locator(".four")).to_contain_text(re.compile(r"明日\s*\d+/\d+ [月火水木金土日]"))
    page.locator("textarea").fill("駅で立ち話")
    desk.context.set_offline(True)
    button.click()
    said = page.locator("[data-status]")
    expect(said).to_contain_text("この端末")
    expect(said).to_be_in_viewport(ratio=1)
    desk.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_function("() => JSON.parse(localStorage.getItem('quick-log:queue') ?? '[]').length === 0")
    desk.problems.clear()
