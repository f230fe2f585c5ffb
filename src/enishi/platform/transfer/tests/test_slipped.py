"""A row whose cells have slipped to the right: an error until the last of them is right, by hand or all at once."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from enishi.kernel.actor import Actor, Rights
from enishi.kernel.doors.read import records
from enishi.kernel.errors import Conflict, Invalid
from enishi.platform.jobs.worker import run_pending
from enishi.platform.models import ImportRun, Member
from enishi.platform.transfer import runs
from enishi.platform.transfer.wizard import desk
from enishi.platform.transfer.writing import course
from enishi.platform.transfer.writing.engine import carry

HEAD = "氏名,会社名,携帯,FAX,メール,ランク,担当,誕生日\n"
SLIPPED = "佐藤 凛,㈱北斗,,090-1111-2222,03-1111-2222,r@ex.example.jp,C,黒木,1980/1/2\n"
RIGHT = ("090-1111-2222", "03-1111-2222", "r@ex.example.jp", "C", "黒木", "1980/1/2", "")
GOOD = "".join(
    f"鈴木 {n}子,㈱南{n},090-2222-000{n},03-2222-000{n},s{n}@ex.example.jp,B,八木,1970/1/{n}\n" for n in range(1, 8)
)


@pytest.fixture
def admin(db: None, settings: Any, tmp_path: Path) -> Actor:
    settings.ENISHI_DATA = str(tmp_path / "data")
    member = Member.objects.create(name="Ai", is_admin=True)
    return Actor("person", member.pk, "Ai", Rights(admin=True), language="ja")


@pytest.fixture
def checked(admin: Actor) -> ImportRun:
    run = runs.start(runs.Upload("list.csv", BytesIO((HEAD + GOOD + SLIPPED).encode())), admin, "contact")
    course.check(run, admin)
    run_pending()
    run.refresh_from_db()
    assert (run.counts["create"], run.counts["error"]) == (7, 1)
    return run


def bad_row(run: ImportRun, admin: Actor) -> desk.VerdictLine:
    return desk.verdicts(run, admin, "error").lines[0]


def taken_in(run: ImportRun, admin: Actor) -> Any:
    carry(run, admin)
    return next(row for row in records("contact", admin).first(20) if row.title == "佐藤 凛")


def test_the_cells_that_slipped_are_marked_and_the_row_says_whom_it_names(checked: ImportRun, admin: Actor) -> None:
    line = bad_row(checked, admin)
    assert sorted(line.doubtful) == [2, 3, 4, 5, 6, 7, 8]
    assert (line.slipped, line.who) == (True, "佐藤 凛 · ㈱北斗")


def test_a_row_stays_an_error_until_the_last_slipped_cell_is_right(checked: ImportRun, admin: Actor) -> None:
    row = bad_row(checked, admin).row
    for place, text in enumerate(RIGHT[:-1], 2):
        line = desk.fix_cell(checked, row, place, text, admin)
        assert line.verdict == "error"
        assert min(line.doubtful) == place + 1
    line = desk.fix_cell(checked, row, 8, "", admin)
    assert (line.verdict, line.doubtful, line.slipped) == ("create", frozenset(), False)
    assert checked.counts["error"] == 0
    person = taken_in(checked, admin)
    assert (person["phone_mobile"], person["email"]) == ("+819011112222", "r@ex.example.jp")
    assert str(person["birthday"]) == "1980-01-02"


def test_the_cells_go_back_all_at_once_and_slip_again_when_that_is_taken_back(checked: ImportRun, admin: Actor) -> None:
    row = bad_row(checked, admin).row
    line = desk.move_left(checked, row, admin)
    assert (line.verdict, line.cells[2:], line.fixed) == ("create", RIGHT, True)
    line = desk.as_filed(checked, row, admin)
    assert (line.verdict, line.fixed, line.cells[3]) == ("error", False, "090-1111-2222")
    desk.fix_cell(checked, row, 0, "佐藤 凛", admin)
    desk.move_left(checked, row, admin)
    assert taken_in(checked, admin)["phone_mobile"] == "+819011112222"
    with pytest.raises(Conflict):
        desk.move_left(checked, row, admin)


def test_a_row_that_stands_right_has_nothing_to_move(checked: ImportRun, admin: Actor) -> None:
    row = desk.verdicts(checked, admin, "create").lines[0].row
    with pytest.raises(Invalid):
        desk.move_left(checked, row, admin)
    assert checked.fixes == {}
