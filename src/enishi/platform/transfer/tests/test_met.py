"""A second file says how many of its people are there already, and what it knows anew about them."""

from __future__ import annotations

from enishi.kernel.actor import Actor
from enishi.platform.jobs.worker import run_pending
from enishi.platform.models import ImportRun
from enishi.platform.transfer import runs
from enishi.platform.transfer.tests.test_verdict_table import THERE, admin, checked
from enishi.platform.transfer.wizard import desk
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


def test_a_row_names_the_record_it_was_found_to_be(admin: Actor) -> None:
    run = second(admin)
    run_pending()
    line = desk.verdicts(runs.find(run.pk, admin), admin).lines[0]
    assert line.reasons[0].startswith("既存の「佐藤 愛」です。")
    assert line.record is not None
