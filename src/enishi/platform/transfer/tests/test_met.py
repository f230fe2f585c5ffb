"""A second file says how many of its people are there already, and what it knows anew about them."""

from __future__ import annotations

from io import BytesIO

from enishi.kernel.actor import Actor
from enishi.kernel.doors.read import records
from enishi.kernel.doors.verbs import Create
from enishi.kernel.doors.write import write
from enishi.kernel.registry import registry
from enishi.platform.jobs.worker import run_pending
from enishi.platform.models import ImportRun
from enishi.platform.transfer import runs
from enishi.platform.transfer.tests.test_verdict_table import THERE, admin, checked
from enishi.platform.transfer.wizard import desk
from enishi.platform.transfer.writing import course
from enishi.platform.transfer.writing.engine import carry

__all__ = ["admin"]
SECOND = (
    "佐藤 愛,㈱北斗,総務部,03-1111-2222,ai@ex.example.jp,,\n"
    "佐藤 愛,㈱北斗,総務部,03-9999-2222,ai@ex.example.jp,,\n"
    "鈴木 誠,㈱南星,営業部,03-3333-4444,makoto@ex.example.jp,,\n"
)


def second(admin: Actor) -> ImportRun:
    carry(checked(THERE, admin), admin)
    return checked(SECOND, admin)


def test_records_that_are_there_are_counted_once_with_what_is_new_about_them(admin: Actor) -> None:
    run = second(admin)
    assert run.met == {"records": 1, "fields": {"department": 1, "phone": 1}}


def test_a_first_file_knows_nobody(admin: Actor) -> None:
    assert checked(THERE, admin).met == {"records": 0, "fields": {}}


def test_a_row_that_was_taken_in_before_is_no_news(admin: Actor) -> None:
    twice = THERE + THERE.replace("営業部", "総務部").replace("㈱北斗", "㈱南星")
    carry(checked(twice, admin), admin)
    again = checked(twice, admin)
    assert again.counts == {"unchanged": 2}
    assert again.met["fields"] == {}


def test_a_company_is_news_only_where_the_record_is_at_another(admin: Actor) -> None:
    carry(checked(THERE, admin), admin)
    assert checked(THERE.replace("営業部", ""), admin).met["fields"] == {}
    moved = checked(THERE.replace("㈱北斗", "㈱南星"), admin)
    assert moved.met["fields"] == {"account": 1}


def test_the_tasks_of_an_export_are_at_no_new_company(admin: Actor) -> None:
    carry(checked(THERE, admin), admin)
    account = records("account", admin).first(1)[0]
    task = write(Create, admin, registry.card("task"), None, {"account": account.id, "name": "見積"}).id
    text = f"データ番号,取引先\n{task},{account.title}\n"
    run = runs.start(runs.Upload("tasks.csv", BytesIO(text.encode())), admin, "task")
    course.check(run, admin)
    run_pending()
    run.refresh_from_db()
    assert run.counts == {"unchanged": 1}
    assert run.met == {"records": 1, "fields": {}}


def test_a_row_names_the_record_it_was_found_to_be(admin: Actor) -> None:
    run = second(admin)
    run_pending()
    line = desk.verdicts(runs.find(run.pk, admin), admin).lines[0]
    assert line.reasons[0].startswith("既存の「佐藤 愛」です。")
    assert line.record is not None
