"""The wizard and files that are no lists: an answer in words, nothing kept of them, nothing written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from enishi.kernel.registry import registry
from enishi.platform.models import ImportRun
from enishi.platform.transfer import runs
from enishi.platform.transfer.tests.given import SHEET, workbook
from enishi.testing.world import World

GOOD = "氏名,メールアドレス\n" + "佐藤 愛,a@ex.example.jp\n" * 3_000


@pytest.fixture
def browser(world: World, settings: Any, tmp_path: Path) -> Client:
    settings.ENISHI_DATA = str(tmp_path / "data")
    member = next(member for member in world.members.values() if member.is_admin)
    client = Client()
    if member.user is not None:
        client.force_login(member.user)
    return client


def kept() -> tuple[int, list[str], int]:
    files = [path.name for path in runs.folder().glob("*")] if runs.folder().exists() else []
    return ImportRun.objects.count(), files, registry.card("contact").model._default_manager.count()


def bomb(tmp_path: Path) -> bytes:
    def inflate(part: Any) -> None:
        part.write((SHEET + "<sheetData>").encode())
        for _mebibyte in range(100):
            part.write(b" " * (1 << 20))

    return workbook(tmp_path / "bomb.xlsx", inflate).read_bytes()


@pytest.mark.parametrize("content", [b"%PDF-1.7 text", b"", b"PK\x03\x04" + bytes(range(256)), bytes(range(256)) * 40])
def test_a_file_that_is_no_table_is_answered_and_forgotten(browser: Client, content: bytes) -> None:
    before = kept()
    answer = browser.post("/import", {"file": SimpleUploadedFile("list.csv", content or b" ")})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert kept() == before


@pytest.mark.parametrize("name", ["list.csv", "list.xlsx"])
def test_a_file_without_rows_is_answered_in_a_sentence_and_forgotten(browser: Client, name: str) -> None:
    before = kept()
    answer = browser.post("/import", {"file": SimpleUploadedFile(name, "氏名,メールアドレス\n,\n".encode())})
    assert answer.status_code == 422
    assert "There is no row below the header." in answer.content.decode()
    assert kept() == before


def test_an_import_that_wrote_nothing_can_be_dropped_with_its_file(browser: Client) -> None:
    before = kept()
    browser.post("/import", {"file": SimpleUploadedFile("list.csv", GOOD.encode())})
    run = ImportRun.objects.latest("pk")
    assert f"/import/{run.pk}/drop" in browser.get("/import").content.decode()
    assert browser.post(f"/import/{run.pk}/drop").status_code == 302
    assert kept() == before


def test_a_zip_bomb_is_answered_and_forgotten(browser: Client, tmp_path: Path) -> None:
    before = kept()
    answer = browser.post("/import", {"file": SimpleUploadedFile("list.xlsx", bomb(tmp_path))})
    assert (answer.status_code, kept()) == (422, before)


def test_a_file_that_breaks_off_far_down_is_answered_at_the_diagnosis_and_forgotten(browser: Client) -> None:
    before = kept()
    begun = browser.post("/import", {"file": SimpleUploadedFile("list.csv", (GOOD + 'x,"y\n').encode())})
    answer = browser.get(begun["Location"]) if begun.status_code == 302 else begun
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert kept() == before


def test_ten_gigabytes_are_refused_before_a_byte_is_read(browser: Client) -> None:
    answer = browser.post("/import", CONTENT_LENGTH=str(10 << 30))
    assert answer.status_code == 413
    assert b"2,048" in answer.content
