"""Steps of the import wizard that several journeys take, and workspaces of their own for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.server import Served, workspace
from tests.browser.watched import Desk, sit_down

IMPORT_MS = 120_000


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Served]:
    """A workspace without a record, with one administrator: sato."""
    with workspace(tmp_path / "workspace", "tests.browser.empty") as found:
        yield found


@pytest.fixture
def desk(browser: Browser, empty: Served) -> Iterator[Desk]:
    """佐藤 at her browser in the empty workspace."""
    found = sit_down(browser, empty, "sato")
    found.context.set_default_timeout(30_000)
    yield found
    found.context.close()
    found.check()


def put_in(desk: Desk, file: Path) -> str:
    """Drop a file on the import page; gives the address of the import, with the diagnosis open."""
    page = desk.open("/import")
    page.locator("input[type=file]").set_input_files(file)
    page.wait_for_url(re.compile(r"/diagnosis$"), timeout=IMPORT_MS)
    return page.url.removesuffix("/diagnosis").removeprefix(desk.served.base)


def to_verdicts(desk: Desk) -> None:
    """From the diagnosis over the columns to the verdicts."""
    page = desk.page
    page.get_by_role("link", name="列の対応へ").click()
    page.get_by_role("button", name="行を確認").click()
    page.wait_for_url(re.compile(r"/review"), timeout=IMPORT_MS)


def take_in(desk: Desk) -> dict[str, int]:
    """Write what the verdicts say; gives the figures of the end."""
    desk.page.locator(".wizbar").get_by_role("button", name="取り込").click()
    return ended(desk, "取り込みが終わりました")


def ended(desk: Desk, heading: str) -> dict[str, int]:
    """Wait for the end of a job; gives its figures by their words."""
    page = desk.page
    expect(page.locator("#progress h2")).to_contain_text(heading, timeout=IMPORT_MS)
    lines = page.locator("#progress .kv").all()
    return {line.locator("span").inner_text(): int(line.locator("b").inner_text().replace(",", "")) for line in lines}
