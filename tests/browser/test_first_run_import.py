"""An empty workspace: three answers, the list dropped, the diagnosis, five promises; then a second list."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from enishi.platform.transfer.tests.given import data
from tests.browser.importing import *  # noqa: F403
from tests.browser.importing import put_in, take_in, to_verdicts


def test_from_an_empty_workspace_to_ones_own_customers_and_a_second_list(desk):
    page = desk.open("/")
    page.get_by_label("会社名").fill("みなと精機株式会社")
    page.get_by_label("会社名").press("Tab")
    page.locator("input[type=file]").set_input_files(data("ledger_ja/顧客台帳.csv"))
    page.wait_for_url(re.compile(r"/diagnosis$"), timeout=60_000)
    expect(page.locator("main")).to_contain_text("まだ何も書き込んでいません")
    page.locator(".find summary").first.click()
    expect(page.locator(".find .in table tbody tr").first).to_be_visible()
    with page.expect_download() as tidied:
        page.get_by_role("link", name="整えたExcelを受け取る").click()
    assert tidied.value.suggested_filename.endswith(".xlsx")
    assert desk.accessible() == []
    to_verdicts(desk)
    assert desk.accessible() == []
    first = take_in(desk)
    page.get_by_role("link", name="今週電話する5社を選ぶ").click()
    offered = page.locator("form input[name=id]")
    expect(offered).to_have_count(10)
    offered.nth(0).uncheck()
    offered.nth(6).check()
    assert desk.accessible() == []
    page.get_by_role("button", name="約束にする").click()
    page.wait_for_url(re.compile(r"/o/accounts/\d+$"))
    expect(page.locator(".toast")).to_contain_text("約束を5件つくりました")
    expect(page.locator("main h1").first).to_be_visible()
    expect(page.locator("#promises")).to_contain_text("電話でご様子を伺う")
    desk.open("/")
    expect(page.locator(".stat").filter(has_text="未完了の約束").locator(".v")).to_have_text("5")
    expect(page.locator("#first-steps .done").filter(has_text="約束を1つ残す")).to_be_visible()

    put_in(desk, data("ledger_ja/名刺データ.csv"))
    to_verdicts(desk)
    second = take_in(desk)
    assert second["更新"] + second["変更なし"] > 500
    assert second["新しく作成"] < first["新しく作成"]
