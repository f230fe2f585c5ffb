"""Addresses of the built front end: logical names to content-hashed files."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).resolve().parent / "static" / "enishi"
PREFIX: Final = "/static/enishi/"


class FrontEndNotBuilt(RuntimeError):
    """The built files are missing; ``python frontend/build.py`` makes them."""


@lru_cache(maxsize=1)
def manifest() -> dict[str, str]:
    """Return logical name to file name as written by the build; raise FrontEndNotBuilt without one."""
    try:
        text = (FOLDER / "manifest.json").read_text(encoding="utf-8")
    except FileNotFoundError:
        raise FrontEndNotBuilt("The front end is not built. Run: python frontend/build.py") from None
    files: dict[str, str] = json.loads(text)
    return files


def asset_url(name: str) -> str:
    """Return the address of a built file such as ``app.js``; its content never changes under that address."""
    return PREFIX + manifest()[name]
