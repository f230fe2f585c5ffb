"""Cells mended in the table of verdicts: slipped ones go back together, and quick hands lose nothing."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser.importing import *  # noqa: F403
from tests.browser.importing import put_in, take_in, to_verdicts
from tests.browser.watched import ON_ONE_DATABASE

pytestmark = ON_ONE_DATABASE

HEAD = "顧客コード,氏名,フリガナ,会社名,郵便番号,住所,電話番号,携帯,FAX,メールアドレス,ランク,担当,生年月日,備考\n"
SLIPPED = (
    "A1,佐藤 凛,サトウ リン,㈱北斗,060-0001,札幌市中央区北一条西1-1,011-111-2222,,090-1111-2222,011-111-3333,"
    "r@ex.example.jp,C,黒木,1980/1/2,DM不可\n"
)
GOOD = "".join(
    f"B{n},鈴木 {n}子,スズキ カオリ,㈱南{n},060-000{n},札幌市中央区北一条西{n}-1,011-111-100{n},090-2222-000{n},"
    f"011-111-300{n},s{n}@ex.example.jp,B,八木,1970/1/{n},電話\n"
    for n in range(1, 9)
)


@pytest.fixture
def verdicts(desk, tmp_path: Path):
    """The table of verdicts of a list with one row whose cells have slipped."""
    file = tmp_path / "list.csv"
    file.write_text(HEAD + GOOD + SLIPPED, "utf-8")
    at = put_in(desk, file)
    to_verdicts(desk)
    return at


def test_slipped_cells_are_in_view_and_go_back_together(desk, verdicts):
    page = desk.open(f"{verdicts}/review?verdict=error")
    row = page.locator("tr[data-id]")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("佐藤 凛 · ㈱北斗")
    expect(row.locator("td.bad")).to_have_count(8)
    expect(row.locator("td.bad").first).to_be_in_viewport(ratio=1)
    assert desk.accessible() == []
    first = row.locator("td.bad").first
    first.dblclick()
    first.locator("input").fill("090-1111-2222")
    page.keyboard.press("Enter")
    expect(row.locator("td.bad")).to_have_count(7)
    expect(row.locator(".bd").first).to_have_text("エラー")
    page.get_by_role("button", name="ファイルの値に戻す").click()
    expect(row.locator("td.bad")).to_have_count(8)
    page.get_by_role("button", name="1列左へ戻す").click()
    expect(row.locator(".bd").first).to_have_text("新しく作成")
    expect(row.locator("td.bad")).to_have_count(0)
    expect(page.locator("#verdict-tabs")).to_contain_text(re.compile(r"エラー\s*0"))
    expect(page.locator("#side .kv").filter(has_text="新しく作成").locator("b")).to_have_text("9")
    assert take_in(desk) == {"新しく作成": 9}
    is_sato = quote(json.dumps({"field": "family_name", "op": "is", "value": "佐藤"}))
    page.goto(f"{desk.served.base}/api/v1/contacts?filter={is_sato}")  # the search index may be seconds behind
    assert "r@ex.example.jp" in page.content()


def test_quick_hands_lose_nothing_while_the_server_takes_its_time(desk, verdicts):
    page = desk.open(f"{verdicts}/review?verdict=create")

    def slowly(route):
        time.sleep(0.3)
        route.continue_()

    page.route("**/row/**", slowly)
    number = page.locator("tr[data-id]").first.get_attribute("data-id")
    born, note = (page.locator(f"#c-{number}-{place}") for place in (12, 13))
    born.dblclick()
    page.keyboard.type("2020/1/1")
    page.keyboard.press("Enter")
    note.dblclick()
    page.keyboard.type("gz/？c")
    page.keyboard.press("Enter")
    born.dblclick()
    page.keyboard.type("2020/2/2")
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.keyboard.press("Tab")
    expect(born).to_have_text("2020/2/2")
    expect(note).to_have_text("gz/？c")
    expect(page.locator("td.editing, td.saving")).to_have_count(0)
    desk.open(f"{verdicts}/review?verdict=create")
    expect(born).to_have_text("2020/2/2")
    expect(note).to_have_text("gz/？c")


def test_escape_leaves_a_cell_as_it_was_before_its_field_has_come(desk, verdicts):
    page = desk.open(f"{verdicts}/review?verdict=create")
    number = page.locator("tr[data-id]").first.get_attribute("data-id")
    note = page.locator(f"#c-{number}-13")
    page.route("**/row/**", lambda route: (time.sleep(0.3), route.continue_()))
    note.dblclick()
    page.keyboard.type("x")
    page.keyboard.press("Escape")
    page.wait_for_timeout(600)
    expect(note).to_have_text("電話")
    expect(page.locator("td.editing")).to_have_count(0)
