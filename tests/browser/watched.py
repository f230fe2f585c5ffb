"""A page that is watched: errors of scripts, of the policy and of the network, and the rules of accessibility."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.server import Served

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
#: How long a page may take before something is wrong with it; how fast it is, the benchmark measures.
PATIENCE_MS = 20_000
#: What does not depend on the database is looked at on SQLite, and on PostgreSQL in the long check.
ON_ONE_DATABASE = [] if connection.vendor == "sqlite" else [pytest.mark.full]
DESK, PHONE = (1440, 900), (390, 844)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: What axe cannot know: the strip of keys is a region of its own, and htmx announces nothing.
LINES = "Failed to load resource: the server responded with a status of 4"


@dataclass
class Desk:
    """Somebody at a browser: `page` is the window, `problems` what the browser complained about."""

    served: Served
    context: BrowserContext
    page: Page
    problems: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Go to a page and wait until its elements live."""
        self.page.goto(self.served.base + path)
        self.ready()
        return self.page

    def ready(self) -> None:
        """The scripts of this page have run."""
        self.page.wait_for_function("() => !document.querySelector('en-keys') || !!customElements.get('en-keys')")

    def press(self, keys: str) -> None:
        """Single keys as a person presses them, one after another."""
        for key in keys:
            self.page.keyboard.press(key)

    def toast(self, text: str | re.Pattern[str]) -> None:
        """The line of six seconds says this."""
        expect(self.page.locator(".toast").filter(has_text=text).first).to_be_visible()

    def check(self) -> None:
        """Nothing in the console, nothing the policy refused."""
        assert not self.problems, "\n".join(self.problems)

    def accessible(self) -> list[str]:
        """What axe-core finds wrong, one line each."""
        self.page.evaluate(AXE)
        options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
        found: dict[str, Any] = self.page.evaluate("(options) => axe.run(document, options)", options)
        return [
            f"{rule['id']}: {node['html'][:160]} {node['failureSummary'].splitlines()[1].strip()[:200]}"
            for rule in found["violations"]
            for node in rule["nodes"][:4]
        ]


def sit_down(
    browser: Browser,
    served: Served,
    who: str = "",
    *,
    size: tuple[int, int] = DESK,
    theme: str = "light",
    touch: bool = False,
) -> Desk:
    """A browser of one's own; signed in when `who` is given."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if theme == "dark" else "light",
        locale="ja-JP",
        timezone_id="Asia/Tokyo",
        reduced_motion="reduce",
        has_touch=touch,
    )
    cookies = [{"name": "enishi_theme", "value": theme, "url": served.base}]
    if who:
        cookies.append({"name": "enishi_session", "value": served.sessions[who], "url": served.base})
    context.add_cookies(cookies)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE_MS)
    desk = Desk(served, context, context.new_page())
    watch(desk, desk.page)
    return desk


def watch(desk: Desk, page: Page) -> None:
    """Write down what goes wrong on this page. An answer of 4xx that a test asks for is no error of the page."""

    def heard(message: Any) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(LINES):
            desk.problems.append(f"{page.url} console {message.type}: {message.text[:400]}")

    page.on("console", heard)
    page.on("pageerror", lambda error: desk.problems.append(f"{page.url} error: {str(error)[:400]}"))
    page.on("response", lambda answer: _answered(desk, answer))


def _answered(desk: Desk, answer: Any) -> None:
    if answer.status >= 500:
        desk.problems.append(f"{answer.status} {answer.request.method} {answer.url}")
