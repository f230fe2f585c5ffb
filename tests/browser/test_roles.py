"""An administrator hides 資本金 from 営業 on the page; Ri, who has that role, no longer meets it anywhere."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.watched import ON_ONE_DATABASE

pytestmark = ON_ONE_DATABASE

PHONE = (390, 844)


def confirm(page: Page, password: str) -> None:
    """Give the password again when it is asked for."""
    if "reauthenticate" in page.url:
        page.locator("input[type=password]").fill(password)
        page.locator("main button.pri, form button.pri").first.click()


def let(desk, right: str) -> None:
    """On the page of 営業, what its people may do with 資本金."""
    page = desk.open("/settings/roles")
    page.locator("section.setblock", has=page.get_by_role("heading", name="営業", exact=True)).get_by_role(
        "link"
    ).click()
    page.get_by_role("link", name=re.compile("取引先の項目")).click()
    page.get_by_label("資本金", exact=True).select_option(right)
    page.locator("#fields").get_by_role("button", name="保存").click()
    confirm(page, desk.served.password)
    desk.toast("役割を保存しました")


def exported(desk) -> str:
    """The file with all columns."""
    page = desk.open("/o/accounts/export")
    page.get_by_label("All columns").check()
    with page.expect_download() as download:
        page.locator("main form button.pri").click()
    return Path(download.value.path()).read_text(encoding="utf-8-sig")


def amounts(desk, number: str) -> list[bool]:
    """Whether 資本金 is on the list with this column, the page, the form, in filters, export and interface."""
    base = desk.served.base

    def body(path: str) -> str:
        return desk.page.request.get(base + path).text()

    asked = json.dumps({"field": "capital", "op": "is_not_empty"})
    return [
        "Capital" in desk.open("/o/accounts?fields=company,capital").locator("thead").inner_text(),
        "Capital" in desk.open(f"/o/accounts/{number}").locator("main").inner_text(),
        "Capital" in body(f"/o/accounts/{number}/edit"),
        "Capital" in body("/o/accounts/fields"),
        "Capital" in exported(desk),
        "Capital" in body(f"/o/accounts/{number}/history"),
        '"capital"' in body(f"/api/v1/accounts/{number}"),
        desk.page.request.get(f"{base}/api/v1/accounts?sort=capital").status == 200,
        desk.page.request.get(f"{base}/api/v1/accounts", params={"filter": asked}).status == 200,
    ]


def test_what_is_hidden_from_a_role_its_people_meet_nowhere(at_desk):
    sato, ri = at_desk("sato"), at_desk("ri")
    page = ri.open("/o/accounts?sort=-capital")
    number = page.locator("tbody tr a[href^='/o/accounts/']").first.get_attribute("href").rsplit("/", 1)[1]
    before = amounts(ri, number)
    assert before.count(True) >= len(before) - 1, before  # nobody may have changed it yet
    let(sato, "none")
    expect(sato.page.locator("#rights")).to_contain_text("制限 1件")
    expect(sato.page.locator("main")).to_contain_text("取引先の資本金は見えません。")
    try:
        assert amounts(ri, number) == [False] * len(before)
        sight = sato.open(f"/o/accounts/{number}").locator("main")
        expect(sight).to_contain_text("資本金")
    finally:
        let(sato, "edit")
    assert amounts(ri, number) == before


@pytest.mark.parametrize("size", [(1440, 900), PHONE])
def test_a_role_is_copied_narrowed_given_and_taken_by_keyboard_and_screen_alike(at_desk, size):
    desk = at_desk("sato", size=size, touch=size == PHONE)
    name = f"応援 {size[0]}"
    page = desk.open("/settings/roles")
    page.locator("#make").get_by_label("名前").fill(name)
    page.locator("#make").get_by_label("もとにする役割").select_option(label="閲覧のみ")
    page.locator("#make").get_by_role("button", name="役割を作成").click()
    confirm(page, desk.served.password)
    expect(page.locator("main")).to_contain_text("すべての記録を閲覧できます。")
    page.get_by_label("取引先: 閲覧").select_option("team")
    page.locator("#rights").get_by_role("button", name="保存").click()
    expect(page.locator("main")).to_contain_text("自分とチームの取引先を閲覧できます。")
    page.get_by_label("タスク: 編集").select_option("all")
    page.get_by_label("タスク: 閲覧").select_option("none")
    page.locator("#rights").get_by_role("button", name="保存").click()
    expect(page.get_by_role("alert")).to_contain_text("閲覧できないものは、編集・削除・書き出しもできません")
    expect(page.get_by_label("タスク: 編集")).to_have_value("all")
    page.get_by_label("タスク: 閲覧").select_option("all")
    page.locator("#rights").get_by_role("button", name="保存").click()
    page.locator("#give").get_by_label("人またはチーム").select_option(label="李 明華")
    page.locator("#give").get_by_role("button").click()
    expect(page.locator("#holders")).to_contain_text("李 明華")
    assert not desk.accessible()
    page.locator("#holders").get_by_role("button", name="役割を外す").click()
    page.get_by_role("button", name="役割を削除").click()
    desk.toast("を削除しました")
