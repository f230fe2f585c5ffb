"""A workbook of companies and their people on its way into the workspace."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from enishi.platform.models import ImportRun
from enishi.testing.world import World

HEAD = ("コード", "得意先名", "旧コード", "TEL", "取引開始日", "締日", "備考")
COMPANIES = [
    ("00001", "株式会社紅葉谷不動産", "8510", "075-077-3494", "1975-04-18", "20", ""),
    ("00002", "渡瀬辺精密(株)", "8511", "03-0111-2222", "2023年02月30日", "末", "FAX番号変更済"),
]
PEOPLE = [
    ("00001", "紅葉谷不動産", "池田 健一", "k.ikeda@momijidani.example", "取締役"),
    ("00002", "渡瀬辺精密", "河野 誠", "m.kouno@watasebe.example", "工場長"),
]


def book() -> SimpleUploadedFile:
    """Companies with a hidden column, and a second sheet of their people."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as workbook:
        companies, people = workbook.add_worksheet("得意先一覧"), workbook.add_worksheet("担当者")
        for place, line in enumerate((HEAD, *COMPANIES)):
            companies.write_row(place, 0, line)
        companies.set_column(2, 2, None, None, {"hidden": True})
        for place, row in enumerate([("コード", "得意先名", "担当者", "メール", "役職"), *PEOPLE]):
            people.write_row(place, 0, row)
    return SimpleUploadedFile("得意先.xlsx", content.getvalue())


@pytest.fixture
def browser(world: World, settings: Any, tmp_path: Path) -> Client:
    settings.ENISHI_DATA = str(tmp_path / "data")
    member = next(member for member in world.members.values() if member.is_admin)
    client = Client(headers={"accept-language": "en"})
    if member.user is not None:
        client.force_login(member.user)
    return client


def text_of(client: Client, path: str) -> str:
    """What a page says, in one line."""
    page = client.get(path).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", page.replace("&#34;", '"')).split())


@pytest.fixture
def run(browser: Client) -> ImportRun:
    """The workbook on its way in, read at its first sheet."""
    browser.post("/import", {"file": book()})
    found = ImportRun.objects.order_by("-pk")[0]
    if found.sheet != "得意先一覧":
        browser.post(f"/import/{found.pk}/diagnosis", {"sheet": "得意先一覧"})
        found.refresh_from_db()
    return found
