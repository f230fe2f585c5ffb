"""An administrator adds two fields to accounts; everybody has them at once, with nothing started anew."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.importing import put_in, take_in, to_verdicts
from tests.browser.watched import ON_ONE_DATABASE, Desk

pytestmark = ON_ONE_DATABASE

HERE = "/settings/fields/account"


def _drawer(desk: Desk) -> Page:
    desk.page.get_by_role("link", name="項目を追加").click()
    expect(desk.page.get_by_role("dialog").get_by_label("項目名（日本語）")).to_be_visible()
    return desk.page


def test_two_new_fields_are_in_list_filter_form_file_and_api_without_a_restart(at_desk, tmp_path: Path):
    desk, colleague = at_desk("sato"), at_desk("nakamura")
    colleague.open("/o/accounts")
    desk.open(HERE)

    page = _drawer(desk)
    drawer = page.get_by_role("dialog")
    drawer.get_by_label("項目名（日本語）").fill("工事予定日")
    drawer.get_by_label("項目名（英語）").fill("Work due")
    drawer.get_by_label("種類").select_option("date")
    drawer.get_by_label("入力の手引き（日本語）").fill("着工する日")
    expect(drawer.get_by_role("button", name="選択肢を追加")).to_be_hidden()
    drawer.get_by_role("button", name=re.compile("項目を追加")).click()
    desk.toast("工事予定日")
    expect(page.locator("#own")).to_contain_text("x_work_due")

    page = _drawer(desk)
    drawer.get_by_label("項目名（日本語）").fill("重要度")
    drawer.get_by_label("種類").select_option("choice")
    drawer.get_by_role("button", name=re.compile("項目を追加")).click()
    expect(drawer.locator(".err")).to_contain_text("選択肢を1つ以上")
    lines = drawer.locator(".optionlist > li")
    lines.nth(0).get_by_label("選択肢（日本語）").fill("高")
    lines.nth(0).get_by_label("色").select_option("bad")
    lines.nth(0).get_by_label("選択肢（日本語）").press("Enter")
    lines.nth(1).get_by_label("選択肢（日本語）").fill("低")
    assert desk.accessible() == []
    drawer.get_by_role("button", name=re.compile("項目を追加")).click()
    desk.toast("重要度")
    expect(page.locator("#own tbody tr")).to_have_count(2)
    assert desk.accessible() == []

    page = colleague.open("/o/accounts/new")
    page.locator("#f-name").fill("渚建設")
    page.get_by_label("工事予定日").fill("2026/12/01")
    expect(page.get_by_text("着工する日")).to_be_visible()
    page.get_by_label("重要度").select_option(label="高")
    page.locator("[data-save]").click()
    page.wait_for_url(re.compile(r"/o/accounts/\d+$"))
    expect(page.locator("main")).to_contain_text("工事予定日")
    expect(page.locator("main .bd.bad").filter(has_text="高")).to_be_visible()

    key = "x_field"  # no Latin letter to make one of
    page = colleague.open(f'/o/accounts?fields=name,x_work_due,{key}&filter={{"field":"{key}","op":"is_not_empty"}}')
    expect(page.locator("tr[data-id]")).to_have_count(1)
    expect(page.locator("tr[data-id]")).to_contain_text("高")
    expect(page.locator("thead")).to_contain_text("工事予定日")

    file = tmp_path / "accounts.csv"
    file.write_text("会社名,工事予定日,重要度\n渚設備,2027年1月15日,低\n渚電気,2027/2/1,高\n", encoding="utf-8")
    put_in(desk, file)
    to_verdicts(desk)
    assert take_in(desk)["新しく作成"] == 2
    rows = desk.page.request.get(desk.served.base + "/api/v1/accounts?q=渚設備").json()["results"]
    assert [(row["x_work_due"], row[key]) for row in rows] == [("2027-01-15", "choice_2")]
    described = desk.page.request.get(desk.served.base + "/api/v1/openapi.json").text()
    assert "x_work_due" in described
