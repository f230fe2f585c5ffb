"""Finds the Chromium that the browser tests drive; Playwright's own download is not used."""

import os
import shutil
import subprocess
import sys
from contextlib import suppress

MISSING = "No Chromium found. Install it: apt-get install chromium (or set CHROMIUM to the path of a Chrome)"
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def find_chromium() -> str | None:
    """The path of the first Chromium on this machine; `CHROMIUM` decides when it is set."""
    wished = os.environ.get("CHROMIUM")
    return wished or next((path for name in NAMES if (path := shutil.which(name))), None)


def install_chromium() -> None:
    """Install the Debian package when we may; whoever needs it then looks whether it is there."""
    apt = shutil.which("apt-get")
    if not apt or os.geteuid() != 0:
        return
    with suppress(subprocess.TimeoutExpired):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in (("update", "-qq"), ("install", "-y", "-qq", "--no-install-recommends", "chromium")):
            subprocess.run([apt, *words], env=environment, stdin=subprocess.DEVNULL, check=False, timeout=300)


if __name__ == "__main__":
    print(find_chromium() or MISSING)
    sys.exit(0 if find_chromium() else 1)
