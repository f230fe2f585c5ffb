"""One hand and no keyboard: what the phone leaves out, and what must not cover what."""

from __future__ import annotations

from itertools import pairwise

from playwright.sync_api import expect

from tests.browser.people import make
from tests.browser.watched import ON_ONE_DATABASE, PHONE

pytestmark = ON_ONE_DATABASE


def test_a_touch_screen_shows_no_keys_and_a_line_leaves_the_tab_bar_free(at_desk):
    desk = at_desk("sato", size=PHONE, touch=True)
    number = make(desk, "accounts", name="若葉堂", phone="03-5550-0401")
    page = desk.open(f"/o/accounts/{number}")
    expect(page.locator("kbd:visible")).to_have_count(0)
    page.evaluate("document.dispatchEvent(new CustomEvent('en:toast', { detail: { text: 'ひとこと', undo: '1' } }))")
    line = page.locator(".toast").filter(has_text="ひとこと").bounding_box()
    assert line["y"] + line["height"] <= page.locator(".tabbar").bounding_box()["y"]
    expect(page.locator(".toast kbd:visible")).to_have_count(0)


def test_a_list_on_the_phone_is_sorted_kept_and_changed_in_bulk_and_something_new_is_made(at_desk):
    desk = at_desk("sato", size=PHONE, touch=True)
    make(desk, "accounts", name="蜻蛉商会")
    page = desk.open("/o/accounts")
    tools = page.get_by_role("button", name="その他").first
    tools.click()
    for name in ("並べ替え", "列", "印刷", "書き出し"):
        expect(page.get_by_role("menuitem", name=name)).to_be_visible()
    page.get_by_role("menuitem", name="行を選択").click()
    page.locator("tr[data-id] .ck").first.check()
    bar = page.get_by_role("toolbar", name="まとめて操作")
    expect(bar).to_contain_text("1件")
    boxes = [button.bounding_box() for button in bar.locator("button:visible").all()]
    assert all(left["x"] + left["width"] <= right["x"] for left, right in pairwise(boxes))
    assert desk.accessible() == []
    page.get_by_role("button", name="作成").click()
    page.get_by_role("menuitem", name="担当者").click()
    expect(page.locator("en-drawer dialog")).to_be_visible()


def test_a_phone_opens_the_calendar_with_the_day_and_keeps_the_hours_in_view(at_desk):
    desk = at_desk("sato", size=PHONE, touch=True)
    page = desk.open("/")
    page.locator(".tabbar").get_by_role("link", name="予定").click()
    expect(page.locator("en-calendar .col")).to_have_count(1)
    expect(page.locator(".tabbar [aria-current=page]")).to_have_text("予定")
    page = desk.open("/calendar")
    grid = page.locator("en-calendar")
    grid.evaluate("(grid) => { grid.scrollLeft = grid.scrollWidth }")
    assert page.locator(".hrs").bounding_box()["x"] == grid.bounding_box()["x"]


def test_events_at_the_same_time_stay_wide_enough_to_read(at_desk):
    desk = at_desk("nakamura", size=PHONE, touch=True)
    for name in ("朝礼", "打合せ", "見学", "面談"):
        make(desk, "meetings", name=name, starts_at="2027-03-02T10:00", ends_at="2027-03-02T11:00")
    page = desk.open("/calendar?look=week&date=2027-03-02")
    events = page.locator(".cv")
    expect(events).to_have_count(4)
    assert min(box["width"] for box in (event.bounding_box() for event in events.all())) >= 80


def test_a_postal_code_of_several_places_offers_them_as_a_list_one_below_the_other(at_desk):
    desk = at_desk("sato")
    number = make(desk, "accounts", name="長島商事")
    page = desk.open(f"/o/accounts/{number}/edit")
    page.get_by_label("郵便番号").fill("498-0000")
    choices = page.locator("[data-towns] button")
    expect(choices).to_have_text(["愛知県弥富市", "三重県桑名郡木曽岬町"])
    first, second = (choice.bounding_box() for choice in choices.all())
    assert second["y"] >= first["y"] + first["height"]
    assert all(choice.evaluate("(one) => one.scrollWidth <= one.clientWidth") for choice in choices.all())
    choices.last.click()
    expect(page.get_by_label("市区町村")).to_have_value("桑名郡木曽岬町")


def test_a_record_on_the_phone_has_its_menu_and_its_properties_are_one_tap_away(at_desk):
    desk = at_desk("sato", size=PHONE, touch=True)
    number = make(desk, "accounts", name="みどり食堂", phone="03-5550-0402")
    page = desk.open(f"/o/accounts/{number}")
    page.get_by_role("button", name="その他").click()
    expect(page.get_by_role("menuitem", name="履歴")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("link", name="項目").click()
    expect(page.locator("#record-properties")).to_be_in_viewport(ratio=0.3)
    expect(page.locator(".rectabs")).to_be_in_viewport()
    page.get_by_role("link", name="拠点").click()
    expect(page.get_by_role("heading", name="拠点")).to_be_in_viewport()
    expect(page.locator("#record-insight")).to_be_hidden()
