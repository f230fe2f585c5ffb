"""The verdict table says what changes in a record, and which rows lose a value to the notes."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from enishi.kernel.actor import Actor, Rights
from enishi.platform.jobs.worker import run_pending
from enishi.platform.models import ImportRun, Member
from enishi.platform.transfer import runs
from enishi.platform.transfer.wizard import desk, proposal
from enishi.platform.transfer.writing import course
from enishi.platform.transfer.writing.engine import carry

HEAD = "氏名,会社名,部署,電話番号,メールアドレス,担当,誕生日\n"
THERE = "佐藤 愛,㈱北斗,営業部,03-1111-2222,ai@ex.example.jp,,\n"


@pytest.fixture
def admin(db: None, settings: Any, tmp_path: Path) -> Actor:
    settings.ENISHI_DATA = str(tmp_path / "data")
    member = Member.objects.create(name="Ai", is_admin=True)
    Member.objects.create(name="黒木 進")
    return Actor("person", member.pk, "Ai", Rights(admin=True), language="ja")


def checked(text: str, admin: Actor, rules: dict[str, Any] | None = None) -> ImportRun:
    run = runs.start(runs.Upload("list.csv", BytesIO((HEAD + text).encode())), admin, "contact")
    if rules:
        proposal.remap(run, admin, rules=rules)
    course.check(run, admin)
    run_pending()
    run.refresh_from_db()
    return run


def test_an_update_says_each_field_before_and_after(admin: Actor) -> None:
    carry(checked(THERE, admin), admin)
    text = "佐藤 愛,㈱北斗,購買部,03-1111-2222,ai@ex.example.jp,黒木,1980/1/2\n"
    lines = desk.verdicts(checked(text, admin, {"*": "overwrite"}), admin, "update").lines
    told = [reason for reason in lines[0].reasons if "→" in reason]
    assert set(told) == {
        "部署：営業部 → 購買部",
        "担当：空欄 → 黒木 進",
        "生年月日：空欄 → 1980年1月2日",
    }


def test_an_update_names_the_company_and_the_further_numbers(admin: Actor) -> None:
    carry(checked(THERE, admin), admin)
    text = "佐藤 愛,㈱南星,営業部,090-3333-4444,ai@ex.example.jp,,\n"
    run = checked(text, admin, {"*": "overwrite"})
    row = desk.verdicts(run, admin).lines[0]
    line = desk.answer(run, row.row, next(c[0] for c in row.candidates), admin) if row.candidates else row
    told = [reason for reason in line.reasons if "→" in reason]
    assert set(told) == {"取引先：株式会社北斗 → 株式会社南星", "電話：03-1111-2222 → 090-3333-4444"}


def test_rows_with_a_value_that_no_field_takes_are_found_again(admin: Actor) -> None:
    text = THERE + (
        "鈴木 誠,㈱南,,03-3333-4444,makoto,,\n"
        "田中 恵,㈱西,,03-5555-6666,m@ex.example.jp,,1980/13/45\n"
        "高橋 進,㈱東,,03-7777-8888,s@ex.example.jp,,1980/1/2\n"
    )
    run = checked(text, admin)
    assert run.counts["create"] == 4
    page = desk.verdicts(run, admin, desk.NOTED)
    assert [line.who for line in page.lines] == ["鈴木 誠 · ㈱南", "田中 恵 · ㈱西"]
    assert (page.noted, sum(page.counts.values())) == (2, 4)
    assert [sorted(line.doubtful) for line in page.lines] == [[4], [6]]


def test_the_table_lists_rows_of_the_file_and_no_record_that_was_written_on_the_way(admin: Actor) -> None:
    carry(checked(THERE, admin), admin)
    text = "氏名,会社名,メールアドレス,業種\n佐藤 愛,㈱北斗,ai@ex.example.jp,食品\n"
    run = carry(runs.start(runs.Upload("more.csv", BytesIO(text.encode())), admin, "contact"), admin)
    assert run.rows.filter(row=0, object="account").exclude(verdict="made").exists()
    assert [line.row for line in desk.verdicts(run, admin).lines] == [2]


def test_a_row_says_which_of_its_values_give_way_to_an_earlier_row(admin: Actor) -> None:
    more = THERE.replace("営業部", "購買部").replace("03-1111-2222", "090-3333-4444")
    lines = desk.verdicts(checked(THERE + more, admin), admin).lines
    assert [reason for reason in lines[1].reasons if "前の行" in reason or "earlier row" in reason] == [
        "「部署」は前の行の「営業部」のままとし、この行の「購買部」は取り込みません。"
    ]


def test_branches_that_become_one_company_say_what_of_them_is_not_taken_in(admin: Actor) -> None:
    text = "会社名,電話\n株式会社青嵐工機 九州支社,092-000-1111\n株式会社青嵐工機 大阪支社,06-0000-2222\n"
    run = runs.start(runs.Upload("list.csv", BytesIO(text.encode())), admin, "account")
    course.check(run, admin)
    run_pending()
    run.refresh_from_db()
    told = " ".join(desk.verdicts(run, admin).lines[1].reasons)
    assert "06-0000-2222" in told
    assert "取り込みません" in told
