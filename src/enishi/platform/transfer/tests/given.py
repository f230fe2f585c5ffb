"""Small files and workbooks for tests, and the test data beside the repository when it is there."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

import pytest

ROOT = Path(__file__).resolve().parents[5]
BESIDE = (ROOT.parent / "shared" / "data", ROOT.parent.parent / "shared" / "data")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = f'<worksheet xmlns="{MAIN}">'
BOOK = (
    f'<workbook xmlns="{MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>'
)


def data(name: str) -> Path:
    """A file of the shared test data; the test is skipped where it is absent."""
    path = next((base / name for base in BESIDE if (base / name).exists()), None)
    if path is None:
        pytest.skip(f"test data {name} is not beside the repository (../shared/data)")
    return path


@lru_cache(maxsize=1)
def truth() -> dict[str, Any]:
    """The truth about the Japanese ledgers."""
    found: dict[str, Any] = json.loads(data("ledger_ja/truth.json").read_text("utf-8"))["files"]
    return found


def workbook(path: Path, sheet: str | Callable[[IO[bytes]], None], strings: str = "", book: str = BOOK) -> Path:
    """A workbook made of raw parts, to build what Excel would never write."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", book)
        package.writestr("xl/_rels/workbook.xml.rels", RELS)
        if callable(sheet):
            with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
                sheet(part)
        else:
            package.writestr("xl/worksheets/sheet1.xml", sheet)
        if strings:
            package.writestr("xl/sharedStrings.xml", strings)
    return path
