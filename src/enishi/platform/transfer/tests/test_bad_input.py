"""A file that is no table, or that was made to harm, gets a clear answer at once and harms nothing."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest
from django.utils import translation

from enishi.platform.transfer.files.opening import from_text, open_table
from enishi.platform.transfer.files.problems import Unreadable
from enishi.platform.transfer.tests.given import SHEET, workbook

LAUGHS = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
CELL = '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&a;</t></is></c></row></sheetData></worksheet>'


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


def refused(path: Path, **how: int) -> Unreadable:
    began = time.process_time()
    with pytest.raises(Unreadable) as caught, open_table(path, **how) as source:  # type: ignore[arg-type]
        for _row in source.rows():
            pass
    assert time.process_time() - began < 2
    assert caught.value.message.endswith(".")
    return caught.value


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"%PDF-1.7 text", "kind"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "kind"),
        (b"MZ\x90\0" + bytes(range(256)), "kind"),
        (bytes(range(256)) * 40, "binary"),
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n", "empty"),
        (b"\0" * 10_000, "binary"),
        (b"<html><table><tr><td>x</td></tr></table>", "html"),
        (b"<?xml version='1.0'?><a/>", "xml"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5000, "xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"PK\x03\x04" + bytes(range(256)), "damaged"),
        (b'name,phone\na,"b\nc,d\n', "quote"),
        (b'name,phone\n"' + b"x,y\n" * 100_000, "quote"),
        (b"a,b\n" + b"x" * 20_000_000, "line"),
        (b"," * 1_000_000, "wide"),
    ],
)
def test_what_is_no_table_is_refused_with_a_reason(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    assert refused(path).code == code


def test_zero_bytes_in_a_text_are_left_out_and_named(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("氏名,電話\n".encode() + "田中,03-1111-2222\n".encode() * 100 + "佐\0藤,03\n".encode())
    source = open_table(path)
    assert list(source.rows())[100] == (102, ["佐藤", "03"])
    assert [(notice.code, notice.row) for notice in source.notices] == [("nul", 102)]


def test_a_file_of_ten_gigabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    with path.open("wb") as file:
        os.truncate(file.fileno(), 10 << 30)
    assert refused(path).code == "large"


@pytest.mark.parametrize("bad", [LAUGHS, OUTSIDE])
def test_entities_in_a_workbook_are_refused(tmp_path: Path, bad: str) -> None:
    assert refused(workbook(tmp_path / "a.xlsx", bad + SHEET + CELL)).code == "xml"
    plain = SHEET + '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>'
    assert refused(workbook(tmp_path / "b.xlsx", plain, bad + "<sst><si><t>&a;</t></si></sst>")).code == "xml"
    assert refused(workbook(tmp_path / "c.xlsx", plain, book=bad + "<workbook>&a;</workbook>")).code == "xml"


def test_a_zip_bomb_is_refused_by_its_directory(tmp_path: Path) -> None:
    def inflate(part: IO[bytes]) -> None:
        part.write((SHEET + "<sheetData>").encode())
        for _mebibyte in range(100):
            part.write(b" " * (1 << 20))
        part.write(b"</sheetData></worksheet>")

    assert refused(workbook(tmp_path / "bomb.xlsx", inflate)).code == "bomb"


def test_a_sheet_of_sixteen_thousand_columns_is_refused(tmp_path: Path) -> None:
    row = "".join(f"<c><v>{i}</v></c>" for i in range(16_384))
    sheet = f'{SHEET}<dimension ref="A1:XFD1048576"/><sheetData><row r="1">{row}</row></sheetData></worksheet>'
    assert refused(workbook(tmp_path / "wide.xlsx", sheet)).code == "wide"


def test_odd_numbers_and_places_in_a_workbook_do_no_harm(tmp_path: Path) -> None:
    cells = '<c r="A1"><v>1e400000</v></c><c r="B1" s="99999999"><v>nan</v></c><c r="" t="s"><v>77</v></c>'
    head = '<row><c t="str"><v>Name</v></c><c t="str"><v>Phone</v></c></row>'
    sheet = f"{SHEET}<sheetData>{head}<row>{cells}</row></sheetData></worksheet>"
    with open_table(workbook(tmp_path / "odd.xlsx", sheet)) as source:
        assert next(source.rows())[1][:2] == ["1e400000", "nan"]


def test_half_a_workbook_is_called_damaged(tmp_path: Path) -> None:
    path = workbook(tmp_path / "w.xlsx", SHEET + "<sheetData/></worksheet>")
    path.write_bytes(path.read_bytes()[:300])
    assert refused(path).code == "damaged"


def test_nothing_pasted_is_said() -> None:
    with pytest.raises(Unreadable, match="pasted"):
        from_text(" \n")


def test_a_missing_file_and_a_missing_sheet_are_named(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.csv").code == "missing"
    path = workbook(tmp_path / "w.xlsx", SHEET + "<sheetData/></worksheet>")
    with pytest.raises(Unreadable, match="S"):
        open_table(path, "T")
