"""Duplicates worked through by keyboard: compared, merged, taken back, told apart."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.watched import ON_ONE_DATABASE

pytestmark = ON_ONE_DATABASE


def test_pairs_are_merged_taken_back_and_told_apart_by_keyboard(at_desk):
    desk = at_desk("sato")
    page = desk.open("/duplicates")
    pairs = page.locator(".mq")
    expect(pairs.first).to_contain_text("鵜飼")
    waiting = pairs.count()
    table = page.locator("table.sides")
    expect(table).to_contain_text("部長")
    expect(page.locator("main")).to_contain_text("移るもの")
    row = table.locator("tr", has_text="課長")
    expect(row.locator(".res")).to_contain_text("課長")
    row.locator("[data-side=other]").check()
    expect(row.locator(".res [data-of=other]")).to_be_visible()
    expect(row.locator(".res [data-of=own]")).to_be_hidden()
    page.locator("h1").click()

    desk.press("j")
    page.wait_for_url(re.compile(r"pair=\d+"))
    expect(page.locator("h1")).to_contain_text("鷲尾")
    desk.press("k")
    expect(page.locator("h1")).to_contain_text("鵜飼")
    page.locator("tr", has_text="課長").locator("[data-side=other]").check()
    page.locator("h1").click()
    record = page.locator("table.sides thead a").first.get_attribute("href")
    loser = page.locator("table.sides thead a").nth(1).get_attribute("href")
    desk.press("m")
    desk.toast("1件に統合しました")
    expect(page.locator(".mq")).to_have_count(waiting - 1)
    expect(page.locator("h1")).to_contain_text("鷲尾")

    desk.open(loser)
    expect(page).to_have_url(re.compile(record + "$"))
    expect(page.locator("main")).to_contain_text("部長")
    expect(page.locator("main")).to_contain_text("納期の確認")
    number = loser.rsplit("/", 1)[1]
    desk.open(f"{record}/history")
    page.get_by_role("link", name="統合を取り消す").click()
    page.wait_for_url(re.compile(f"/unmerge/{number}$"))
    expect(page.locator("main")).to_contain_text("元に戻るもの")
    assert desk.accessible() == []
    page.get_by_role("button", name="統合を取り消す").click()
    desk.toast("元の2件に戻っています")
    desk.open(loser)
    expect(page).to_have_url(re.compile(loser + "$"))
    expect(page.locator("main")).to_contain_text("納期の確認")

    desk.open("/duplicates")
    expect(page.locator(".mq")).to_have_count(waiting)
    page.locator(".mq", has_text="朝比奈").click()
    expect(page.locator("h1")).to_contain_text("朝比奈")
    desk.press("n")
    expect(page.locator(".mq")).to_have_count(waiting - 1)
    expect(page.locator(".mq", has_text="朝比奈")).to_have_count(0)


def test_z_takes_a_merge_back_right_away(at_desk):
    desk = at_desk("sato")
    page = desk.open("/duplicates")
    page.locator(".mq", has_text="鷲尾").click()
    expect(page.locator("h1")).to_contain_text("鷲尾")
    waiting = page.locator(".mq").count()
    desk.press("m")
    desk.toast("1件に統合しました")
    expect(page.locator(".mq")).to_have_count(waiting - 1)
    desk.press("z")
    desk.toast("元に戻しました")
    desk.open("/duplicates")
    expect(page.locator(".mq")).to_have_count(waiting)


def test_the_same_record_is_picked_from_the_menu_of_a_record(at_desk):
    desk = at_desk("aiko")
    page = desk.open("/o/contacts/new")
    page.get_by_label("Family name", exact=True).fill("Zanzibarre")
    page.get_by_label("Given name", exact=True).fill("Ophelia")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/o/contacts/\d+$"))
    page.locator("main en-menu").last.get_by_role("button").click()
    page.get_by_role("menuitem", name="Merge duplicates…").click()
    page.wait_for_url(re.compile(r"/merge$"))
    assert desk.accessible() == []
    page.get_by_role("combobox").fill("Zanzibari")
    page.get_by_role("option", name=re.compile("Zanzibari")).click()
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url(re.compile(r"with=\d+"))
    expect(page.locator("table.sides thead")).to_contain_text("Zanzibari")
    expect(page.locator("table.sides")).to_contain_text("Never before noon")
    assert desk.accessible() == []
    desk.press("n")
    desk.toast("Noted: these are two.")
