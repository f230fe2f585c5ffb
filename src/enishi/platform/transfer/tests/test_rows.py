"""Rows are judged before any database: what is no data, what is the same, and what the list says about itself."""

# ruff: noqa: E501  (tables of wide characters)
from __future__ import annotations

import itertools
from datetime import date
from pathlib import Path

import pytest

from enishi.platform.transfer.checkup.cleaned import write_cleaned
from enishi.platform.transfer.checkup.diagnosis import diagnose
from enishi.platform.transfer.checkup.duplicates import Alike, Fingerprint, compare, fingerprint, groups, pairs
from enishi.platform.transfer.checkup.triage import Triage, Triaged, Verdict, is_ditto
from enishi.platform.transfer.columns.layout import Layout
from enishi.platform.transfer.columns.suggest import suggest_for
from enishi.platform.transfer.files.opening import from_text, open_table
from enishi.platform.transfer.files.source import Source
from enishi.platform.transfer.intake import intake_of
from enishi.platform.transfer.tests.given import data, truth
from enishi.platform.transfer.texts.days import day
from enishi.platform.transfer.texts.formulas import guarded, unguarded
from enishi.platform.transfer.texts.keys import company_key, email_keys, name_key, phone_keys
from enishi.platform.transfer.texts.kinds import is_empty

CONTACT = intake_of("contact").fields
AFTER = 1
"""The truth counts rows after the header."""
LEDGERS = [("顧客台帳.csv", "ledger"), ("名刺データ.csv", "cards")]


def layout_of(source: Source) -> Layout:
    return Layout.of(source.columns, suggest_for(source, CONTACT), intake_of("contact"))


def triaged(source: Source) -> list[Triaged]:
    triage = Triage(layout_of(source))
    return [triage.check(number, cells) for number, cells in source.rows()]


def alike(source: Source) -> list[Alike]:
    layout = layout_of(source)
    return pairs(fingerprint(row.row, row.cells, layout) for row in triaged(source) if row.usable)


@pytest.mark.parametrize(
    ("company", "email", "why"),
    [
        ("雪割産業", "ai@hokuto.example", "company"),
        ("雪割産業神戸", "", "company_part"),
        ("あかね雲物産", "sakura@hokuto.example", "domain"),
        ("あかね雲物産", "ai@hokuto.example", ""),
        ("あかね雲物産", "", ""),
    ],
)
def test_only_the_same_company_is_called_the_same(company: str, email: str, why: str) -> None:
    one, other = (
        Fingerprint(
            row, "山本さくら", "山本", "ヤマモトサクラ", at, (mail,) if mail else (), (), ("0780331748",), (), "", "", "", "", (),
            (mail.partition("@")[2],) if mail else (),
        )
        for row, (at, mail) in enumerate([("雪割産業", "ai@hokuto.example"), (company, email)])
    )  # fmt: skip
    found = compare(one, other)
    told = set(found.reasons) if found else set()
    assert told & {"company", "company_part", "domain"} == ({why} if why else set())


@pytest.mark.parametrize(("name", "kind"), LEDGERS)
def test_fake_blank_and_repeated_rows_of_the_ledgers_are_found_and_no_other(name: str, kind: str) -> None:
    rows = triaged(open_table(data(f"ledger_ja/{name}")))
    found = truth()[kind]
    for verdict, key in (
        (Verdict.FAKE, "fake_rows"),
        (Verdict.BLANK, "blank_rows"),
        (Verdict.HEADER, "repeated_header_rows"),
    ):
        assert [row.row - AFTER for row in rows if row.verdict is verdict] == found[key]
    shifted = {row.row - AFTER for row in rows if row.verdict is Verdict.SHIFTED}
    # Row 1334 of the ledger has only an empty cell too many at its end: nothing has moved.
    assert set(found["defect_rows"]["cells_shifted_right"]) - shifted <= {1334}
    assert shifted <= set(found["defect_rows"]["cells_shifted_right"])


@pytest.mark.parametrize(
    ("name", "kind", "precision", "recall"),
    [
        ("顧客台帳.csv", "ledger", 0.97, 0.97),
        ("名刺データ.csv", "cards", 0.96, 0.96),
        ("contacts_en.tsv", "contacts_en", 0.98, 0.98),
    ],
)
def test_duplicates_in_the_ledgers_are_found(name: str, kind: str, precision: float, recall: float) -> None:
    found = alike(open_table(data(f"ledger_ja/{name}")))
    true = {pair for rows in truth()[kind]["duplicate_clusters"] for pair in itertools.combinations(sorted(rows), 2)}
    asked = {(pair.first - AFTER, pair.second - AFTER) for pair in found}
    sure = {(pair.first - AFTER, pair.second - AFTER) for pair in found if pair.sure}
    assert len(asked & true) / len(asked) >= precision
    assert len(asked & true) / len(true) >= recall
    assert len(sure & true) / len(sure) >= 0.995
    apart = truth()[kind].get("not_duplicates", {})
    hard = {pair for rows in itertools.chain(*apart.values()) for pair in itertools.combinations(sorted(rows), 2)}
    assert len(sure & hard) <= 1


def test_a_household_and_a_switchboard_do_not_make_one_person() -> None:
    text = "氏名\tフリガナ\t会社\t電話\tメール\n" + (
        "田中 一郎\tタナカ イチロウ\t\t03-1111-2222\tie@example.com\n田中 花子\tタナカ ハナコ\t\t03-1111-2222\tie@example.com\n"
        "佐藤 健\tサトウ ケン\t北斗\t06-1111-2222\t\n鈴木 愛\tスズキ アイ\t北斗\t06-1111-2222\t\n"
        "髙橋 恵\tタカハシ メグミ\t(株)南\t011-111-2222\tm@minami.example\n高橋　恵 様\tﾀｶﾊｼ ﾒｸﾞﾐ\t株式会社南\t\tM@MINAMI.example\n"
    )  # fmt: skip
    with from_text(text) as source:
        found = groups(alike(source))
    assert [(group.rows, group.sure) for group in found] == [((6, 7), True)]
    assert set(found[0].reasons) == {"name", "email", "company"}


def test_ditto_totals_errors_and_cells_too_many_are_told() -> None:
    text = "氏名\t会社\t電話\tメモ\n田中 一郎\t北斗\t03-1111-2222\t\n佐藤 花子\t〃\t同　上\t#N/A\n鈴木 愛\t南\t06-1\tx\t余り\n合計\t\t\t12\n"
    with from_text(text) as source:
        rows = triaged(source)
    assert rows[1].cells[:3] == ["佐藤 花子", "北斗", "03-1111-2222"]
    assert (rows[1].ditto, rows[1].errors) == ((1, 2), (3,))
    assert rows[2].verdict is Verdict.WIDE
    assert "余り" in rows[2].reasons[0]
    assert rows[3].verdict is Verdict.TOTALS


@pytest.mark.parametrize("text", ["同上", "同　上", "上に同じ", "以下同じ", "〃", "〃〃", '"', "″", "ditto"])
def test_marks_for_the_value_above_are_known(text: str) -> None:
    assert is_ditto(text)


@pytest.mark.parametrize("text", ["同人", "上田", "上", "以下", "佐々木", ""])
def test_other_cells_do_not_take_the_value_above(text: str) -> None:
    assert not is_ditto(text)


@pytest.mark.parametrize(
    "text",
    ["", "　", "なし", "（なし）", " 特になし ", "該当なし", "未登録", "未入力", "未確認", "空欄", "（空白）", "－", "--", "---",
     "N/A", "Ｎ／Ａ", "UNKNOWN", "TBD", "NaN", "NULL", "nil", "不明"],
)  # fmt: skip
def test_words_that_say_nothing_count_as_empty(text: str) -> None:
    assert is_empty(text)


@pytest.mark.parametrize("text", ["0", "×", "x", "〇", "*", "?", "梨田 なし", "未登録者リスト", "Nancy", "Null", "Na"])
def test_other_words_and_marks_do_not_count_as_empty(text: str) -> None:
    assert not is_empty(text)


@pytest.mark.parametrize(
    "name", ["山田 太郎", "試　健一", "天田 一", "佐々木 々", "さん 花子", "Bartel Ann", "Foottit Tom", "Barnes"]
)
def test_a_real_name_is_not_taken_for_a_test(name: str) -> None:
    with from_text(f"氏名\t電話\tメール\n{name}\t03-1234-0000\tinfo@hokuto.example\n佐藤 花子\t\t\n") as source:
        assert triaged(source)[0].verdict is Verdict.DATA


@pytest.mark.parametrize(
    ("text", "found"),
    [("R5.9.14", date(2023, 9, 14)), ("平成30年1月2日", date(2018, 1, 2)), ("令和元年5月1日", date(2019, 5, 1)), ("38228", date(2004, 8, 29)),
     ("２０１８０５１８", date(2018, 5, 18)), ("2023年02月30日", None), ("99999/1/1", None), ("21.06.2019", date(2019, 6, 21)), ("", None)],
)  # fmt: skip
def test_dates_are_read_in_every_writing(text: str, found: date | None) -> None:
    assert day(text) == found


def test_spellings_of_one_thing_share_a_key() -> None:
    assert (
        phone_keys("０３－０７７３－２００７")
        == phone_keys("+81 3 0773 2007")
        == phone_keys("307732007")
        == ("0307732007",)
    )
    assert phone_keys("052-071-2051 / 080-0752-4560（内線12）") == ("0520712051", "08007524560")
    assert email_keys("Ｙ＠ｈｏｋｕｔｏ．ｅｘａｍｐｌｅ") == email_keys("<y@hokuto,example>") == ("y@hokuto.example",)
    assert name_key("髙橋　美咲様") == name_key("高橋美咲") == name_key("高橋 美咲（退職）")
    assert (
        company_key("㈱ 北斗フーズ　大阪支店")
        == company_key("北斗フーズ（株）御中")
        == company_key("株式会社北斗フーズ")
    )


@pytest.mark.parametrize("text", ["=1+1", " ＝A1", "\t@x", "'=1", "''=1", "plain", "'quoted", "-", "", "+81 3"])
def test_guarded_cells_come_back_as_they_were(text: str) -> None:
    assert unguarded(guarded(text)) == text


def test_the_diagnosis_counts_what_a_person_wants_to_know(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        "氏名,フリガナ,会社名,電話番号,Eメール,ランク,担当,生年月日,最終取引日,備考\n"
        "田中 一郎,タナカ イチロウ,(株)北斗,03-1111-2222,t@hokuto.example,A,八木,1970/10/3,2023/1/5,\n"
        "田中　一郎,,株式会社北斗,0311112222,t@hokuto.example,Ａランク,未定,,R4.1.1,退職した\n"
        "佐藤 花子,サトウ ハナコ,南,011-555-014,なに@,B,八木,2020/2/31,2025/9/1,\n"
        "テスト,テスト,テスト会社,000-0000-0000,a@a,仮,,,,消してOK\n",
        "utf-8",
    )
    source = open_table(path)
    layout = layout_of(source)
    health = diagnose(source, layout, date(2025, 10, 1))
    counts = {finding.kind: (finding.count, finding.rows) for finding in health.findings}
    assert (health.rows, health.people, health.companies) == (4, 2, 2)
    assert counts["silent_a"] == (1, (2,))
    assert counts["left"] == (1, (3,))
    assert counts["birthdays"] == (1, (2,))
    assert counts["phone_short"] == counts["email_invalid"] == counts["date_invalid"] == (1, (4,))
    assert counts["kana_missing"] == (1, (3,))
    assert counts["duplicates"][0] == counts["fake"][0] == 1
    assert health.owners == {"八木": 2}
    assert health.ranks == {"A": 2, "B": 1}
    for name in ("clean.csv", "clean.xlsx"):
        assert write_cleaned(source, layout, CONTACT, tmp_path / name) == 3
        with open_table(tmp_path / name) as again:
            rows = [cells for _number, cells in again.rows()]
        assert rows[1][:4] == ["田中 一郎", "", "株式会社北斗", "03-1111-2222"]
        assert rows[1][8] == "2022-01-01"
        assert rows[2][7] == "2020/2/31"


def test_a_finding_opens_at_the_row_it_speaks_of() -> None:
    text = (
        "氏名\t会社名\tランク\t生年月日\t最終取引日\t備考\n"
        "田中 一郎\t北斗\tC\t1970/10/3\t2020/1/5\t\n佐藤 花子\t北斗\tA\t1970/1/3\t2020/1/5\t\n"
        "田村 直樹（故）\t南\tB\t1950/10/3\t2025/9/1\t\n鈴木 誠\t西\tB\t1950/10/3\t2025/9/1\t昨年逝去\n"
    )
    with from_text(text) as source:
        health = diagnose(source, layout_of(source), date(2025, 10, 1))
        told = {number: cells[0] for number, cells in source.rows()}
    assert [told[row] for row in health.finding("silent_a").rows] == ["佐藤 花子"]
    assert [told[row] for row in health.finding("birthdays").rows] == ["田中 一郎"]


def test_the_ledger_is_diagnosed_whole() -> None:
    source = open_table(data("ledger_ja/顧客台帳.csv"))
    health = diagnose(source, layout_of(source), date(2025, 10, 1))
    assert health.rows == 3120
    assert health.finding("fake").count == 21
