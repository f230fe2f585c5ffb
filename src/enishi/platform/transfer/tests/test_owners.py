"""Whose the imported records are: of the colleague a row names, of nobody where it names nobody."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from enishi.kernel.actor import Actor, ObjectRights, Rights
from enishi.kernel.doors.read import records
from enishi.platform.models import ImportRun, Member, User
from enishi.platform.transfer import runs
from enishi.platform.transfer.verdicts.owners import Owners
from enishi.platform.transfer.writing.engine import carry

HEAD = "氏名,会社名,電話番号,メールアドレス,担当\n"


@pytest.fixture
def admin(db: None, settings: Any, tmp_path: Path) -> Actor:
    settings.ENISHI_DATA = str(tmp_path / "data")
    member = Member.objects.create(name="Ai", is_admin=True)
    Member.objects.create(name="黒木 進")
    return Actor("person", member.pk, "Ai", Rights(admin=True), language="ja")


def imported(text: str, actor: Actor, key: str = "contact") -> ImportRun:
    return carry(runs.start(runs.Upload("list.csv", BytesIO(text.encode())), actor, key), actor)


def owners(key: str, actor: Actor) -> dict[str, str]:
    rows = records(key, actor).first(50)
    return {row.title: row["owner"].label if row["owner"] else "" for row in rows}


TEXT = HEAD + (
    "佐藤 愛,㈱北斗,03-1111-2222,a@ex.example.jp,黒木\n"
    "鈴木 誠,㈱南星,03-2222-3333,m@ex.example.jp,田村\n"
    "田中 恵,㈱西風,03-3333-4444,t@ex.example.jp,未定\n"
    "高橋 進,㈱東雲,03-4444-5555,s@ex.example.jp,\n"
    "伊藤 実,㈱中空,03-5555-6666,i@ex.example.jp,本社\n"
    "木村 栞,㈱北斗,03-1111-2223,k@ex.example.jp,田村\n"
    ",㈱凪,03-6666-7777,,田村\n"
)


def test_an_account_belongs_to_the_colleague_of_the_row_that_makes_it(admin: Actor) -> None:
    imported(TEXT, admin)
    assert owners("account", admin) == {
        "株式会社北斗": "黒木 進",
        "株式会社南星": "田村",
        "株式会社西風": "",
        "株式会社東雲": "",
        "株式会社中空": "",
        "株式会社凪": "田村",
    }
    assert owners("contact", admin) == {
        "佐藤 愛": "黒木 進",
        "鈴木 誠": "田村",
        "田中 恵": "",
        "高橋 進": "",
        "伊藤 実": "",
        "木村 栞": "田村",
    }
    again = imported(TEXT, admin)
    assert {name: number for name, number in again.counts.items() if number} == {"unchanged": 7}


def test_a_list_of_accounts_names_their_owners(admin: Actor) -> None:
    imported(
        "得意先名,電話番号,ランク,担当\n㈱北斗,03-1111-2222,A,黒木\n㈱南星,03-2222-3333,B,未定\n", admin, "account"
    )
    assert owners("account", admin) == {"株式会社北斗": "黒木 進", "株式会社南星": ""}


def test_a_list_that_names_no_owners_belongs_to_who_imports_it(admin: Actor) -> None:
    imported("氏名,会社名,電話番号\n佐藤 愛,㈱北斗,03-1111-2222\n", admin)
    assert owners("account", admin) == {"株式会社北斗": "Ai"}
    assert owners("contact", admin) == {"佐藤 愛": "Ai"}


def test_who_makes_records_for_himself_alone_keeps_what_he_imports(admin: Actor) -> None:
    member = Member.objects.create(name="Ben")
    own = ObjectRights(dict.fromkeys(("see", "create", "edit", "import"), "own"))
    ben = Actor("person", member.pk, "Ben", Rights(objects={"contact": own, "account": own}), language="ja")
    run = imported(HEAD + "佐藤 愛,㈱北斗,03-1111-2222,a@ex.example.jp,未定\n", ben)
    assert run.counts["create"] == 1
    assert owners("account", ben) == {"株式会社北斗": "Ben"}
    assert owners("contact", ben) == {"佐藤 愛": "Ben"}


def test_only_who_cannot_sign_in_is_waiting(admin: Actor) -> None:
    assert Owners(admin).waiting(["黒木"])
    Member.objects.filter(name="黒木 進").update(user=User.objects.create(username="kuroki"))
    assert not Owners(admin).waiting(["黒木"])
    assert Owners(admin).waiting(["黒木", "三浦 薫"])


def test_a_day_that_excel_counts_stands_in_the_notes_as_a_day(admin: Actor) -> None:
    imported("氏名,名刺交換日,靴のサイズ\n佐藤 愛,45466,45466\n鈴木 誠,2024/7/1,8\n", admin)
    notes = {row.title: row["notes"] for row in records("contact", admin).only("notes").first(9)}
    assert notes["佐藤 愛"].splitlines() == ["名刺交換日: 2024-06-23", "靴のサイズ: 45466"]
    assert "名刺交換日: 2024/7/1" in notes["鈴木 誠"]
