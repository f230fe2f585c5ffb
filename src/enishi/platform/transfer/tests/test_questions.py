"""The questions of a check: each with the rows it may be, for reasons that are true."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from enishi.kernel.actor import Actor, Rights
from enishi.platform.jobs.worker import run_pending
from enishi.platform.models import ImportRun, Member
from enishi.platform.transfer import runs
from enishi.platform.transfer.wizard import beside, desk
from enishi.platform.transfer.writing import course

HEAD = "氏名,会社名,電話番号,郵便番号,住所\n"


@pytest.fixture
def admin(db: None, settings: Any, tmp_path: Path) -> Actor:
    settings.ENISHI_DATA = str(tmp_path / "data")
    member = Member.objects.create(name="Ai", is_admin=True)
    return Actor("person", member.pk, "Ai", Rights(admin=True), language="ja")


def checked(text: str, admin: Actor) -> ImportRun:
    run = runs.start(runs.Upload("list.csv", BytesIO((HEAD + text).encode())), admin, "contact")
    course.check(run, admin)
    run_pending()
    run.refresh_from_db()
    return run


def test_a_row_whose_like_says_same_as_above_is_asked_beside_it(admin: Actor) -> None:
    filler = "".join(f"鈴木 {n}子,㈱南{n},03-2222-{n:04d},,\n" for n in range(60))
    text = (
        "田中 実,㈱北斗,011-111-2222,060-0001,札幌市中央区北一条西1-1\n"
        "佐藤 愛,〃,〃,〃,〃\n" + filler + "佐藤 愛美,㈱北斗,011-111-2222,060-0001,札幌市中央区北一条西1-1\n"
    )
    run = checked(text, admin)
    asked = desk.asked(run, open_only=True)
    assert len(asked) == 1
    found = beside.comparison(run, asked[0], admin)
    assert found.others
    assert "株式会社北斗" in found.others[0].values or "北斗" in found.others[0].values


def test_colleagues_of_one_family_name_are_asked_about_for_that_reason_alone(admin: Actor) -> None:
    place = "㈱北斗,011-111-2222,060-0001,札幌市中央区北一条西1-1"
    run = checked(f"田中 由美子,{place}\n田中 莉子,{place}\n", admin)
    row = desk.asked(run, open_only=True)[0]
    other = beside.comparison(run, row, admin).others[0]
    assert other.reasons[0] == "姓が同じです。"
    assert not any("似て" in reason for reason in other.reasons)
    assert not other.likely


def test_one_name_at_one_place_is_likely(admin: Actor) -> None:
    place = "011-111-2222,060-0001,札幌市中央区北一条西1-1"
    run = checked(f"田中 由美子,㈱北斗,{place}\n田中 由美子,㈱南星,{place}\n", admin)
    row = desk.asked(run, open_only=True)[0]
    assert beside.comparison(run, row, admin).others[0].likely


def test_who_comes_back_to_an_answered_question_finds_what_it_asked(admin: Actor) -> None:
    place = "011-111-2222,060-0001,札幌市中央区北一条西1-1"
    filler = "".join(f"鈴木 {n}子,㈱南{n},03-2222-{n:04d},,\n" for n in range(60))
    run = checked(f"田中 由美子,㈱北斗,{place}\n{filler}田中 由美子,㈱南星,{place}\n", admin)
    row = desk.asked(run, open_only=True)[0]
    asked = beside.comparison(run, row, admin).others
    for decision in (asked[0].answer, "new"):
        desk.answer(run, row, decision, admin)
        assert beside.comparison(run, row, admin).others == asked
        course.check(run, admin)
        run_pending()
        run.refresh_from_db()
        assert beside.comparison(run, row, admin).others == asked
