"""A real, dirty list: understood, mended in the grid, doubles decided, taken in, taken back, taken in again."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from enishi.platform.transfer.tests.given import data
from tests.browser.importing import *  # noqa: F403
from tests.browser.importing import IMPORT_MS, ended, put_in, take_in, to_verdicts
from tests.browser.watched import Desk

WANTED = {
    "氏名": "full_name",
    "フリガナ": "full_name_kana",
    "会社名": "account",
    "電話番号": "phone",
    "ランク": "account.rank",
}


def _answer_together_and_take_it_back(desk: Desk) -> None:
    """A group of questions is looked at, answered in one go, and open again in one."""
    page = desk.page
    groups = page.locator("details.find")
    size = groups.first.locator(".ct").inner_text()
    groups.first.locator("summary").click()
    expect(groups.first.locator(".in tbody")).to_have_count(3)
    assert desk.accessible() == []
    groups.first.get_by_role("button", name="すべて新規").click()
    expect(page.locator(".note.good")).to_contain_text("「新規」にしました", timeout=IMPORT_MS)
    assert groups.first.locator(".ct").inner_text() != size
    page.get_by_role("button", name="取り消す").click()
    expect(groups.first.locator(".ct")).to_have_text(size, timeout=IMPORT_MS)


def test_the_ledger_goes_in_is_taken_back_and_comes_a_third_time_without_a_change(desk):
    ledger = data("ledger_ja/顧客台帳.csv")
    at = put_in(desk, ledger)
    page = desk.page
    expect(page.locator("main")).to_contain_text("3,120")
    page.get_by_role("link", name="列の対応へ").click()
    for column, target in WANTED.items():
        expect(page.get_by_label(f"「{column}」の項目", exact=True)).to_have_value(target)
    page.get_by_role("button", name="行を確認").click()
    page.wait_for_url(re.compile(r"/review"), timeout=120_000)

    desk.open(f"{at}/review?verdict=error")
    rows = page.locator("tr[data-id]")
    bad = rows.count()
    expect(rows.first).to_contain_text("ずれています")
    rows.first.get_by_role("button", name="1列左へ戻す").click()
    expect(rows.first.locator(".bd").first).not_to_have_text("エラー")
    expect(rows).to_have_count(bad)
    desk.open(f"{at}/review?verdict=error")
    expect(rows).to_have_count(bad - 1)

    desk.open(f"{at}/questions")
    _answer_together_and_take_it_back(desk)
    page.get_by_role("link", name="1件ずつ決める").click()
    page.wait_for_url(re.compile(r"/questions/\d+$"))
    expect(page.locator("main")).to_contain_text("同じです")
    first = page.url
    page.keyboard.press("1")
    page.wait_for_url(lambda url: url != first)
    second = page.url
    page.keyboard.press("n")
    page.wait_for_url(lambda url: url != second)

    desk.open(f"{at}/review")
    done = take_in(desk)
    assert done["新しく作成"] > 2_400
    assert done["エラー"] == bad - 1

    page.get_by_role("link", name="取り込みを元に戻す").click()
    expect(page.locator("main")).to_contain_text("ごみ箱へ")
    page.get_by_role("button", name="元に戻す").click()
    ended(desk, "元に戻しました")
    desk.open("/o/contacts")
    expect(page.locator("tr[data-id]")).to_have_count(0)

    put_in(desk, ledger)
    to_verdicts(desk)
    assert take_in(desk)["新しく作成"] > 2_400
    put_in(desk, ledger)
    to_verdicts(desk)
    third = take_in(desk)
    assert not third.get("新しく作成")
    assert not third.get("更新")
    assert third["変更なし"] > 3_000
