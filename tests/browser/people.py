"""Small steps the journeys share: a person of one's own through the form, values read from a page."""

from __future__ import annotations

import json
import re
from typing import Any

from playwright.sync_api import Page

from tests.browser.watched import Desk


def make(desk: Desk, plural: str, **fields: Any) -> int:
    """Create a record through its form, as the person at the desk; gives its number, 0 when it has no page."""
    desk.open(f"/o/{plural}/new")
    token = desk.page.locator('meta[name="csrf-token"]').get_attribute("content") or ""
    answer = desk.page.request.post(
        f"{desk.served.base}/o/{plural}/new",
        form={"csrfmiddlewaretoken": token, **fields},
        headers={"Referer": desk.page.url},
        max_redirects=0,
    )
    found = re.search(r"/o/\w+/(\d+)$", answer.headers.get("location", ""))
    if answer.status != 302:
        raise AssertionError(f"{plural} {json.dumps(fields)}: {answer.status} {answer.text()[:2000]}")
    return int(found[1]) if found else 0


def change(desk: Desk, plural: str, number: int, **fields: Any) -> None:
    """Set single values of a record, as the person at the desk does in place."""
    token = desk.page.locator('meta[name="csrf-token"]').get_attribute("content") or ""
    for name, value in fields.items():
        answer = desk.page.request.post(
            f"{desk.served.base}/o/{plural}/{number}/field/{name}",
            form={"csrfmiddlewaretoken": token, name: value},
            headers={"Referer": desk.page.url, "HX-Request": "true"},
        )
        if not answer.ok:
            raise AssertionError(f"{plural} {number} {name}: {answer.status} {answer.text()[:2000]}")


def entries(page: Page) -> list[str]:
    """The texts of the timeline, newest first."""
    return page.locator("#timeline .tl > li").all_inner_texts()
