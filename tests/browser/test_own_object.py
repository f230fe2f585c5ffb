"""An administrator makes 工事案件 with a link to its customer; colleagues have it at once, without a restart."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.importing import put_in, take_in, to_verdicts
from tests.browser.watched import Desk


def _field(desk: Desk, label: str, kind: str, **more: str) -> None:
    desk.page.get_by_role("link", name="項目を追加").click()
    drawer = desk.page.get_by_role("dialog")
    drawer.get_by_label("項目名（日本語）").fill(label)
    drawer.get_by_label("種類").select_option(kind)
    if "leads" in more:
        drawer.get_by_label("リンク先", exact=True).select_option(more["leads"])
    if "choices" in more:
        for place, choice in enumerate(more["choices"].split()):
            line = drawer.locator(".optionlist > li").nth(place).get_by_label("選択肢（日本語）")
            line.fill(choice)
            line.press("Enter")
    drawer.get_by_role("button", name=re.compile("項目を追加")).click()
    desk.toast(label)


def test_a_new_object_is_in_menu_list_form_file_and_beside_its_customer(at_desk, tmp_path: Path):
    desk = at_desk("sato")
    page = desk.open("/settings/objects")
    page.get_by_role("link", name="オブジェクトを追加").click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_label("オブジェクト名（日本語）").fill("工事案件")
    drawer.get_by_label("英語の複数形").fill("Projects")
    drawer.get_by_label("キー").fill("project")
    drawer.get_by_label("名前欄の呼び方（日本語）").fill("案件名")
    drawer.get_by_label("アイコン").select_option("briefcase")
    assert desk.accessible() == []
    drawer.get_by_role("button", name=re.compile("オブジェクトを追加")).click()
    page.wait_for_url(re.compile("/settings/fields/x_project$"))
    desk.ready()
    _field(desk, "施主", "link", leads="account")
    _field(desk, "状況", "choice", choices="見積 着工")
    _field(desk, "着工日", "date")
    expect(page.locator("#own tbody tr")).to_have_count(3)

    colleague = at_desk("nakamura")
    page = colleague.open("/o/accounts/new")
    page.locator("#f-name").fill("渚造船")
    page.locator("[data-save]").click()
    page.wait_for_url(re.compile(r"/o/accounts/\d+$"))
    account = page.url
    page = colleague.open("/o/x_project/new")
    page.get_by_label("案件名").fill("本社改修")
    page.get_by_role("combobox", name="施主").fill("渚造船")
    page.get_by_role("option", name=re.compile("渚造船")).click()
    page.get_by_label("状況").select_option(label="着工")
    page.get_by_label("着工日").fill("2026/12/01")
    page.locator("[data-save]").click()
    page.wait_for_url(re.compile(r"/o/x_project/\d+$"))
    expect(page.locator("main")).to_contain_text("渚造船")
    assert colleague.accessible() == []

    file = tmp_path / "projects.csv"
    file.write_text(
        "案件名,施主,状況,着工日\n本社改修,渚造船,着工,2026/12/1\n護岸,渚造船,見積,2027年1月15日\n", encoding="utf-8"
    )
    put_in(desk, file)
    to_verdicts(desk)
    found = take_in(desk)
    assert {name: number for name, number in found.items() if number} == {"新しく作成": 1, "変更なし": 1}
    rows = desk.page.request.get(desk.served.base + "/api/v1/x_project?sort=name").json()["results"]
    assert [(row["name"], row["x_field_3"]) for row in rows] == [("本社改修", "2026-12-01"), ("護岸", "2027-01-15")]

    tree = '{"field":"x_field_2","op":"is","value":"choice"}'
    page = colleague.open(f"/o/x_project?filter={tree}")
    expect(page.locator("tr[data-id]")).to_have_count(1)
    expect(page.locator("tr[data-id]")).to_contain_text("護岸")
    page.goto(account)
    page.get_by_role("link", name=re.compile("工事案件")).and_(page.locator(".tabs a")).click()
    expect(page.locator("main")).to_contain_text("護岸")

    page = desk.open("/settings/objects")
    page.get_by_role("link", name="アーカイブ").click()
    expect(page.get_by_role("dialog")).to_contain_text("2件のデータ")
    page.get_by_role("dialog").get_by_role("button", name="アーカイブ").click()
    expect(page.locator("#archived")).to_contain_text("工事案件")
    assert desk.accessible() == []
    colleague.open(account.removeprefix(colleague.served.base))
    expect(colleague.page.get_by_text("工事案件")).to_have_count(0)
