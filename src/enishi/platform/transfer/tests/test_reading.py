"""Text tables of every encoding and form are read as typed, and resumed where reading stopped."""

# ruff: noqa: E501  (tables of wide characters)
from __future__ import annotations

import codecs
import itertools
import tracemalloc
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from enishi.platform.transfer.checkup.diagnosis import diagnose
from enishi.platform.transfer.columns.layout import Layout
from enishi.platform.transfer.columns.suggest import suggest_for
from enishi.platform.transfer.files.opening import from_text, open_table
from enishi.platform.transfer.intake import intake_of
from enishi.platform.transfer.tests.given import data, truth

TEXT = '氏名,会社名,電話\r\n"髙橋\n①様",㈱北斗,03-1111-2222\r\n渡邉,"山,田",\r\n'
ROWS = [(2, ["髙橋\n①様", "㈱北斗", "03-1111-2222"]), (3, ["渡邉", "山,田", ""])]


@pytest.mark.parametrize(
    ("codec", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("cp932", b""),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
    ],
)
def test_the_same_table_is_read_from_every_encoding(tmp_path: Path, codec: str, mark: bytes) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(mark + TEXT.encode(codec))
    with open_table(path) as source:
        assert list(source.rows()) == ROWS
        assert [column.header for column in source.columns] == ["氏名", "会社名", "電話"]


def test_euc_jp_and_western_letters_are_told_apart(tmp_path: Path) -> None:
    japanese, western = tmp_path / "j.csv", tmp_path / "w.csv"
    japanese.write_bytes("氏名,会社\n田中太郎,北斗商店\n".encode("euc_jp") * 1)
    western.write_bytes(
        "name,city,email\nJosé Peña,Málaga,j@example.com\nJürgen Weiß,Köln,w@example.com\n".encode("cp1252")
    )
    assert next(open_table(japanese).rows()) == (2, ["田中太郎", "北斗商店"])
    assert next(open_table(western).rows())[1][1] == "Málaga"


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_any_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "t.txt"
    path.write_text(
        "\n".join(
            delimiter.join(row) for row in [["Name", "Phone", "Note"], ["Ann", "1,2", "a b"], ["Bo", "3", ""]]
        ).replace("1,2", "12")
    )
    source = open_table(path)
    assert source.delimiter == delimiter
    assert list(source.rows()) == [(2, ["Ann", "12", "a b"]), (3, ["Bo", "3", ""])]


def test_a_title_and_a_header_of_two_rows_are_understood(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        "得意先一覧\n\n得意先,,連絡先,,備考\nコード,名称,TEL,FAX,\n001,北斗,03-1,03-2,\n002,南,03-3,,x\n", "utf-8"
    )
    source = open_table(path)
    assert [c.header for c in source.columns] == ["得意先/コード", "得意先/名称", "連絡先/TEL", "連絡先/FAX", "備考"]
    assert next(source.rows()) == (5, ["001", "北斗", "03-1", "03-2", ""])


def test_a_table_without_header_loses_no_row() -> None:
    with from_text(
        "田中 太郎\ttanaka@example.com\t03-1234-5678\n佐藤 花子\tsato@example.com\t06-1234-5678\n"
    ) as source:
        assert source.header_rows == ()
        assert len(list(source.rows())) == 2


def test_a_range_pasted_from_excel_keeps_line_breaks_in_cells() -> None:
    with from_text('氏名\tメモ\r\n田中\t"一行目\n二行目"\r\n') as source:
        assert list(source.rows()) == [(2, ["田中", "一行目\n二行目"])]


def test_reading_goes_on_at_any_row_also_in_another_process(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("name,note\n" + "".join(f'n{i},"a\nb"\n' for i in range(1, 5001)), "utf-8")
    whole = open_table(path)
    assert len(list(whole.rows())) == 5000
    place = whole.checkpoint(4000)
    assert place is not None
    assert 2900 < place.row <= 4000
    assert next(open_table(path).rows(4000, place)) == (4000, ["n3999", "a\nb"])
    assert next(open_table(path).rows(4000)) == (4000, ["n3999", "a\nb"])


def test_a_line_in_another_encoding_is_read_and_named(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(
        "氏名,会社\n".encode() + "田中,北斗\n".encode() * 50 + "佐藤,南\n".encode("cp932") + "鈴木,西\n".encode()
    )
    source = open_table(path)
    assert list(source.rows())[50] == (52, ["佐藤", "南"])
    assert [(notice.code, notice.row) for notice in source.notices] == [("mixed", 52)]


def test_a_workbook_gives_text_dates_padding_and_hidden_columns(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("表")
        sheet.write_row(0, 0, ["コード", "氏名", "生年月日", "率", "旧"])
        sheet.write_number(1, 0, 7, book.add_format({"num_format": "00000"}))
        sheet.write_string(1, 1, "髙橋\n様")
        sheet.write_number(1, 2, 45000, book.add_format({"num_format": "yyyy/m/d"}))
        sheet.write_number(1, 3, 0.1)
        sheet.write_boolean(1, 4, True)
        sheet.set_column(4, 4, None, None, {"hidden": True})
        book.add_worksheet("空").hide()
    with open_table(path) as source:
        assert list(source.rows()) == [(2, ["00007", "髙橋\n様", "2023-03-15", "0.1", "TRUE"])]
        assert [c.hidden for c in source.columns] == [False, False, False, False, True]
        assert [(s.name, s.hidden) for s in source.sheets] == [("表", False), ("空", True)]


def test_rows_stream_with_flat_memory(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    line = "C00001,田中 太郎,タナカ タロウ,株式会社北斗,営業部,060-0001,北海道札幌市中央区北一条1,011-000-0000,a@example.com,A,八木,備考\n"
    path.write_text(
        "顧客コード,氏名,フリガナ,会社名,部署,郵便番号,住所,電話,メール,ランク,担当,備考\n" + line * 150_000, "utf-8"
    )
    source = open_table(path)
    assert sum(1 for _row in source.rows()) == 150_000
    tracemalloc.start()
    for _row in itertools.islice(source.rows(), 50_000):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20 << 20


@pytest.mark.parametrize(
    ("name", "kind"), [("顧客台帳.csv", "ledger"), ("名刺データ.csv", "cards"), ("contacts_en.tsv", "contacts_en")]
)
def test_the_ledgers_have_their_records_and_columns(name: str, kind: str) -> None:
    source = open_table(data(f"ledger_ja/{name}"))
    assert [column.header for column in source.columns] == truth()[kind]["columns"]
    assert sum(1 for _row in source.rows()) == truth()[kind]["records"]
    assert source.notices == []


def test_the_workbook_of_customers_has_its_header_rows_and_hidden_column() -> None:
    found = truth()["clients"]
    with open_table(data("ledger_ja/得意先一覧.xlsx")) as source:
        assert [column.header for column in source.columns] == found["columns"]
        assert list(source.header_rows) == found["header_rows"]
        assert ["ABCDEFGHIJKL"[c.index] for c in source.columns if c.hidden] == found["hidden_columns"]
        numbers = [number for number, _cells in source.rows()]
        assert (numbers[0], numbers[-1]) == (found["first_data_row"], found["totals_row"])


def test_hidden_rows_of_a_workbook_are_counted_and_named(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for place, line in enumerate(
            [("氏名", "会社名"), ("田中 一郎", "北斗"), ("鈴木 花子", "南星"), ("佐藤 愛", "")]
        ):
            sheet.write_row(place, 0, line)
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_row(9, None, None, {"hidden": True})
    with open_table(path) as source:
        layout = Layout.of(source.columns, suggest_for(source, intake_of("contact").fields), intake_of("contact"))
        found = diagnose(source, layout, date(2026, 4, 1)).finding("hidden")
    assert (found.count, found.rows) == (1, (3,))
