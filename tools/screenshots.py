"""Makes the pictures of both READMEs from the demo itself: `python -m tools.screenshots`.

A demo is made in a folder that is thrown away, so that the pictures show the product as anybody gets it.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from tools.browser import MISSING, find_chromium
from tools.tree import ROOT

IMAGES = ROOT / "docs" / "images"
PORT = 8765
#: How long a page gets for its counts and fonts, in milliseconds.
SETTLED = 1_500
SIZE: ViewportSize = {"width": 1440, "height": 900}
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")


@dataclass(frozen=True)
class Picture:
    """One file: who is signed in, and the page, given as a list from which the first record may be opened."""

    file: str
    person: str
    plural: str
    condition: dict[str, object]
    sort: str
    record: bool = False


def _is(field: str, *values: object) -> dict[str, object]:
    return {"field": field, "op": "in", "value": list(values)}


PICTURES = (
    Picture("account.ja.png", "sato", "accounts", _is("code", "004127"), "sort_key", True),
    Picture("list.ja.png", "sato", "accounts", _is("rank", "special_a", "a", "b"), "-last_contact_at"),
    Picture("account.png", "ri", "accounts", _is("code", "006001"), "sort_key", True),
    Picture("list.png", "ri", "accounts", _is("rank", "special_a", "a", "b"), "-last_contact_at"),
)  # fmt: skip


def main() -> int:
    """Make all pictures; says what is missing on this machine. Exit code as usual."""
    chromium = find_chromium()
    if chromium is None:
        print(MISSING, file=sys.stderr)
        return 1
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as player:
        demo = _demo(folder)
        try:
            password = _password(demo)
            browser = player.chromium.launch(executable_path=chromium, args=list(FLAGS))
            for person in dict.fromkeys(picture.person for picture in PICTURES):
                _pictures(browser, person, password)
            browser.close()
        finally:
            demo.terminate()
            demo.wait(30)
    return 0


def _demo(folder: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "enishi", "demo", "--port", str(PORT)]
    return subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "ENISHI_DATA": folder}, stdout=subprocess.PIPE, text=True
    )


def _password(demo: subprocess.Popen[str]) -> str:
    """What the demo prints before it serves. Raises `RuntimeError` when it ends without."""
    password = ""
    for line in demo.stdout or ():
        if found := re.match(r"Password: (\S+)", line):
            password = found[1]
        if line.startswith("URL:"):
            return password
    raise RuntimeError("The demo did not start.")


def _pictures(browser: Browser, person: str, password: str) -> None:
    """Sign in as this person and make the person's pictures."""
    base = f"http://127.0.0.1:{PORT}"
    page = browser.new_context(viewport=SIZE).new_page()
    _answering(f"{base}/healthz")
    page.goto(f"{base}/accounts/login/")
    page.fill("input[name=login]", person)
    page.fill("input[name=password]", password)
    page.click("button.pri")
    page.wait_for_url(f"{base}/")
    for picture in PICTURES:
        if picture.person == person:
            query = urllib.parse.urlencode({"filter": json.dumps(picture.condition), "sort": picture.sort})
            page.goto(f"{base}/o/{picture.plural}?{query}")
            if picture.record:
                page.locator("td.name a").first.click()
                page.wait_for_url(re.compile(r"/o/\w+/\d+"))
            page.wait_for_timeout(SETTLED)
            page.screenshot(path=IMAGES / picture.file)
            print(Path("docs/images") / picture.file)


def _answering(url: str, seconds: int = 30) -> None:
    """Wait until the server answers. Raises `URLError` when it does not in time."""
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.5)


if __name__ == "__main__":
    sys.exit(main())
