"""The served workspace and the people at their browsers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.server import Served, workspace
from tests.browser.watched import PATIENCE_MS, Desk, sit_down
from tools.browser import MISSING, find_chromium

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--lang=ja",
)  # fmt: skip

expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One workspace for all tests: each works with records of its own."""
    with workspace(tmp_path_factory.mktemp("workspace")) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    path = find_chromium()
    if path is None:
        pytest.skip(MISSING)
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield found
        found.close()


@pytest.fixture
def at_desk(browser: Browser, served: Served) -> Iterator[Callable[..., Desk]]:
    """`at_desk("sato")` is 佐藤 at a browser of her own. At the end no browser may have complained."""
    desks: list[Desk] = []

    def sit(who: str = "", **more: Any) -> Desk:
        desks.append(sit_down(browser, served, who, **more))
        return desks[-1]

    yield sit
    for desk in desks:
        desk.context.close()
    for desk in desks:
        desk.check()
