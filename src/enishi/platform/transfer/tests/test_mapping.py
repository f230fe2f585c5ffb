"""Columns find their fields by header and values, in Japanese and in English."""

# ruff: noqa: E501  (tables of wide characters)
from __future__ import annotations

from pathlib import Path

import pytest

from enishi.platform.transfer.columns.layout import Layout
from enishi.platform.transfer.columns.suggest import TAKEN_FROM, Suggestion, fit_of, suggest, suggest_for
from enishi.platform.transfer.files.opening import best_sheet, from_text, open_table
from enishi.platform.transfer.files.source import Source
from enishi.platform.transfer.intake import intake_of
from enishi.platform.transfer.tests.given import data, truth
from enishi.platform.transfer.texts.choices import match_choices, rank_of

OBJECTS = {"contact": intake_of("contact").fields, "account": intake_of("account").fields}
# Field of the truth → field of the product; None: the product has no such field, the column is kept in the notes.
CONTACT = {
    "code": "external_id", "name": "full_name", "kana": "full_name_kana", "company": "account", "dept_title": "department",
    "dept": "department", "title": "title", "zip": "postal_code", "addr": "address", "addr1": "address", "addr2": "address",
    "tel": "phone", "mobile": "phone_mobile", "fax": "fax", "email": "email", "rank": "account.rank", "owner": "owner",
    "birth": "birthday", "reg": None, "last": "account.last_deal_on", "note": "notes", "url": "account.url", "met": None,
}  # fmt: skip
ACCOUNT = {
    "code": "code", "name": "name", "old_code": "external_id", "tel": "phone", "fax": "fax", "zip": "postal_code",
    "addr": "address", "start": "since", "close": None, "prev": None, "cur": None, "note": "notes",
}  # fmt: skip
FEBRL = "external_id given_name family_name street street building city postal_code prefecture birthday -"


def best_object(source: Source) -> str:
    return max(OBJECTS, key=lambda key: fit_of(key, suggest_for(source, OBJECTS[key])))


def by_header(source: Source, object_key: str) -> dict[str, Suggestion]:
    found = suggest_for(source, OBJECTS[object_key])
    return {column.header: one for column, one in zip(source.columns, found, strict=True)}


@pytest.mark.parametrize(("name", "kind"), [("顧客台帳.csv", "ledger"), ("名刺データ.csv", "cards")])
def test_every_column_of_the_ledgers_goes_where_the_truth_says(name: str, kind: str) -> None:
    source = open_table(data(f"ledger_ja/{name}"))
    assert best_object(source) == "contact"
    found = by_header(source, "contact")
    wanted = {header: CONTACT[meaning] for header, meaning in truth()[kind]["column_meaning"].items()}
    assert {header: found[header].target for header in wanted} == wanted
    assert all(one.confidence >= TAKEN_FROM for one in found.values() if one.target)


def test_every_column_of_the_workbook_goes_where_the_truth_says() -> None:
    path = data("ledger_ja/得意先一覧.xlsx")
    with open_table(path) as source:
        assert best_object(source) == "account"
        found = suggest_for(source, OBJECTS["account"])
        assert [one.target for one in found] == [ACCOUNT[m] for m in truth()["clients"]["column_meaning"]]
        assert [one.ticked for one in found].count(False) == 1
    with open_table(path, "担当者") as source:
        assert best_object(source) == "contact"
        targets = [one.target for one in suggest_for(source, OBJECTS["contact"])]
        assert targets == ["account.code", "account", "full_name", "email", "title"]
    with best_sheet(path, lambda sheet: fit_of("contact", suggest_for(sheet, OBJECTS["contact"]))) as source:
        assert source.sheet in ("得意先一覧", "担当者")


@pytest.mark.parametrize(
    ("name", "object_key", "wanted"),
    [
        (
            "ledger_ja/contacts_en.tsv",
            "contact",
            "given_name family_name account title email phone street postal_code city country - notes",
        ),
        ("sales_pipeline/accounts.csv", "account", "name industry - - employees country parent"),
        *((f"febrl/febrl{number}.csv", "contact", FEBRL) for number in (1, 2, 3)),
    ],
)
def test_english_files_are_understood(name: str, object_key: str, wanted: str) -> None:
    source = open_table(data(name))
    assert best_object(source) == object_key
    assert " ".join(one.target or "-" for one in suggest_for(source, OBJECTS[object_key])) == wanted


def test_values_decide_where_headers_say_nothing() -> None:
    text = "".join(
        f"北斗商事株式会社\t田中 一{c}\tt{i}@hokuto.example\t03-1234-567{i}\n" for i, c in enumerate("郎子美枝也")
    )
    with from_text(text) as source:
        assert [one.target for one in suggest_for(source, OBJECTS["contact"])] == [
            "account",
            "full_name",
            "email",
            "phone",
        ]


@pytest.mark.parametrize(
    ("header", "target"),
    [("ＴＥＬ", "phone"), ("℡", "phone"), ("ﾌﾘｶﾞﾅ", "full_name_kana"), ("お客様名", "full_name"), ("企業名", "account"),
     ("E-Mail Address", "email"), ("携帯（個人）", "phone_mobile"), ("〒", "postal_code"), ("営業担当", "owner"), ("肩書", "title")],
)  # fmt: skip
def test_a_header_is_known_in_any_spelling(header: str, target: str) -> None:
    assert suggest([header], [[]], OBJECTS["contact"])[0].target == target


def test_tantosha_is_our_owner_beside_a_name_and_the_customers_person_without_one() -> None:
    many = [f"田中{c}" for c in "一二三四五六七八九十"] * 2
    owners = ["八木", "黒木"] * 10
    alone = suggest(
        ["会社名", "担当者", "電話"],
        [["北斗"] * 20, [f"{n} {i}郎" for i, n in enumerate("田山川石林森谷原井沢" * 2)], [""] * 20],
        OBJECTS["contact"],
    )
    beside = suggest(["会社名", "氏名", "担当者"], [["北斗"] * 20, many, owners], OBJECTS["contact"])
    assert alone[1].target == "full_name"
    assert [beside[1].target, beside[2].target] == ["full_name", "owner"]


def test_a_wrong_header_gives_way_to_its_values() -> None:
    found = suggest(["メール", "電話"], [["03-1234-5678"] * 10, ["a@example.com"] * 10], OBJECTS["contact"])
    assert all(one.target is None or one.confidence < TAKEN_FROM for one in found)


def test_year_month_and_day_columns_are_joined() -> None:
    found = suggest(["氏名", "生年", "生月", "生日"], [["田中"], ["1970"], ["4"], ["1"]], OBJECTS["contact"])
    assert [(one.target, one.transform, one.part) for one in found[1:]] == [
        ("birthday", "join_date", i) for i in (1, 2, 3)
    ]


def test_numbers_of_authorities_are_left_out() -> None:
    found = suggest(["マイナンバー", "氏名"], [["123456789012"], ["田中"]], OBJECTS["contact"])
    assert (found[0].target, found[0].transform, found[0].ticked) == (None, "skip", False)


def test_unknown_columns_are_kept_by_name(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("氏名,住所1,住所2,年賀\n田中 一郎,北海道札幌市,中央区1-2,出す\n", "utf-8")
    source = open_table(path)
    layout = Layout.of(source.columns, suggest_for(source, OBJECTS["contact"]), intake_of("contact"))
    cells = next(source.rows())[1]
    assert layout.read(cells)["address"] == ["北海道札幌市中央区1-2"]
    assert layout.remainder(cells) == "年賀: 出す"


def test_ranks_and_states_are_recognised_in_every_spelling() -> None:
    spellings = ["Ａランク", "a", " A ", "特a", "C?", "仮登録", "(仮)", "-", "ｂ"]
    assert [rank_of(value) for value in spellings] == ["A", "A", "A", "特A", "C", "仮", "仮", "", "B"]
    states = [("prospect", ["見込"]), ("active", ["取引中"]), ("stopped", ["取引停止"])]
    found = {
        m.value: m.key for m in match_choices(["継続", "取引中", "見込客", "停止", "謎"], states, "account.deal_status")
    }
    assert found == {"継続": "active", "取引中": "active", "見込客": "prospect", "停止": "stopped", "謎": None}


def test_a_word_that_says_nothing_is_a_choice_where_a_choice_is_called_so() -> None:
    choices = [("open", ["未確認"]), ("known", ["確認済"])]
    assert {m.value: m.key for m in match_choices(["未確認", "なし", "Unknown"], choices)} == {
        "未確認": "open",
        "なし": "",
        "Unknown": "",
    }
