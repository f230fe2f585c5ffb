"""The power goes while an import writes: the next worker ends it, and nobody is there twice."""

from __future__ import annotations

import re
import time
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.importing import *  # noqa: F403
from tests.browser.importing import ended, put_in, to_verdicts

ROWS = 6_000


def test_an_import_that_was_killed_goes_on_without_doubles(desk, tmp_path: Path):
    path = tmp_path / "list.csv"
    lines = (f"佐藤 {n}子,s{n}@kaze{n % 300}.example.jp,風{n % 300}商店" for n in range(ROWS))
    path.write_text("氏名,メールアドレス,会社名\n" + "\n".join(lines) + "\n", "utf-8")
    at = put_in(desk, path)
    to_verdicts(desk)
    page = desk.page
    page.locator(".wizbar").get_by_role("button", name="取り込").click()
    expect(page.locator("#progress")).to_contain_text(re.compile(r"行のうち [1-9]"), timeout=60_000)
    desk.served.kill_worker()
    time.sleep(1)
    desk.open(f"{at}/progress")
    written = page.locator("#progress").inner_text()
    assert f"{ROWS:,}行のうち" in written, "killed in the middle"
    desk.served.start_worker()
    done = ended(desk, "取り込みが終わりました")
    assert done == {"新しく作成": ROWS}
    page.goto(f"{desk.served.base}/api/v1/contacts?limit=1&count=true")
    desk.open("/o/contacts")
    expect(page.locator("main")).to_contain_text(f"{ROWS:,}")
