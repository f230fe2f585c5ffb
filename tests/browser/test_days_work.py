"""The phone on the road, the morning page, forms that know Japan, paper, and what stands where nothing is."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import make
from tests.browser.watched import ON_ONE_DATABASE, PHONE

pytestmark = ON_ONE_DATABASE


def test_the_quick_log_keeps_an_entry_without_a_connection_and_sends_it_later(at_desk):
    desk = at_desk("sato", size=PHONE, touch=True)
    page = desk.open("/quick-log")
    page.wait_for_function("() => navigator.serviceWorker.ready.then(() => true)")
    desk.open("/quick-log")
    page.locator("[name=who]").first.check(force=True)
    desk.context.set_offline(True)
    page.locator("textarea").fill("駅前で立ち話。来月の展示会に来られる")
    page.get_by_role("button", name="残す").click()
    expect(page.locator("[data-status]")).to_contain_text("この端末")
    desk.problems.clear()
    desk.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_function("() => JSON.parse(localStorage.getItem('quick-log:queue') ?? '[]').length === 0")
    expect(page.locator("[data-status]")).not_to_contain_text("この端末")
    page = desk.open("/o/calls")
    expect(page.locator("main")).to_contain_text("駅前で立ち話")


def test_a_draft_of_the_quick_log_survives_leaving_the_page(at_desk):
    desk = at_desk("nakamura", size=PHONE, touch=True)
    page = desk.open("/quick-log")
    page.locator("textarea").fill("書きかけ")
    desk.open("/")
    page = desk.open("/quick-log")
    expect(page.locator("textarea")).to_have_value("書きかけ")


def test_a_promise_is_kept_from_the_morning_page_and_comes_back_with_undo(at_desk):
    desk = at_desk("sato")
    page = desk.open("/")
    promise = page.locator("main").get_by_text("納期の日付を返信する")
    expect(promise.first).to_be_visible()
    row = page.locator("li, .nbrow, article").filter(has_text="納期の日付を返信する").last
    row.get_by_role("button", name="完了").click()
    expect(promise).to_have_count(0)
    page.keyboard.press("z")
    expect(promise.first).to_be_visible()


def test_a_postal_code_fills_the_address(at_desk):
    desk = at_desk("sato")
    number = make(desk, "accounts", name="雲母堂")
    page = desk.open(f"/o/accounts/{number}/edit")
    page.get_by_label("郵便番号").fill("１００－０００１")
    expect(page.get_by_label("都道府県")).to_have_value("東京都")
    expect(page.get_by_label("市区町村")).to_have_value("千代田区")
    expect(page.get_by_label("番地")).to_have_value("千代田")


def test_a_postal_code_with_two_prefectures_lets_the_person_choose(at_desk):
    desk = at_desk("sato")
    number = make(desk, "accounts", name="瑠璃堂")
    page = desk.open(f"/o/accounts/{number}/edit")
    page.get_by_label("郵便番号").fill("498-0000")
    expect(page.get_by_text("複数の地域があります")).to_be_visible()
    expect(page.get_by_label("都道府県")).to_have_value("")
    page.locator("[data-towns]").get_by_role("button", name=re.compile("三重県")).click()
    expect(page.get_by_label("都道府県")).to_have_value("三重県")
    page.keyboard.press("Control+Enter")


def test_a_date_is_typed_in_japanese_years(at_desk):
    desk = at_desk("sato")
    person = make(desk, "contacts", family_name="槇", given_name="文")
    page = desk.open(f"/o/contacts/{person}/edit")
    page.get_by_label("生年月日").fill("昭和58年3月4日")
    page.keyboard.press("Tab")
    expect(page.get_by_label("生年月日")).to_have_value("1983/03/04")
    page.get_by_role("button", name="保存").click()
    page.wait_for_url(f"**/o/contacts/{person}")
    expect(page.locator("#record-properties")).to_contain_text("1983年3月4日")


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_customer_card_is_one_sheet(at_desk, number):
    page = at_desk("sato").open(f"/o/accounts/{number}/card")
    paper = page.pdf(format="A4", print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1


def test_a_filtered_list_has_an_address_of_its_own_and_the_back_button_returns_to_it(at_desk):
    desk = at_desk("sato")
    page = desk.open("/o/contacts?q=田")
    names = page.locator("tbody tr").all_inner_texts()
    page.locator("tbody tr a").first.click()
    page.wait_for_url(re.compile(r"/o/contacts/\d+"))
    page.go_back()
    expect(page.locator("tbody tr").first).to_be_visible()
    assert page.locator("tbody tr").all_inner_texts() == names
    other = at_desk("admin")
    assert other.open(page.url.removeprefix(desk.served.base)).locator("tbody tr").count() == len(names)


def test_what_is_not_there_says_so_in_the_language_of_the_reader(at_desk):
    page = at_desk("sato").open("/o/contacts/999999")
    expect(page.locator("main")).to_contain_text("見つかりません")
    page = at_desk("admin").open("/o/contacts?q=zzzzzzzzzz")
    expect(page.locator("main .empty-state")).to_be_visible()


def test_a_page_asked_for_without_signing_in_comes_after_signing_in(at_desk):
    desk = at_desk()
    page = desk.open("/o/contacts/1")
    assert "/accounts/login/" in page.url
    page.locator("[name=login]").fill("sato")
    page.locator("[name=password]").fill(desk.served.password)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{desk.served.base}/o/contacts/1")
