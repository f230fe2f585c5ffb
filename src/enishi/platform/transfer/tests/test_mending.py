"""Excelで直して戻す: the rows that need a person go out as a workbook and come back to the very same records."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from enishi.kernel.actor import Actor, Rights
from enishi.kernel.doors.read import records
from enishi.platform.jobs.worker import run_pending
from enishi.platform.models import ImportRun, Member
from enishi.platform.transfer import runs
from enishi.platform.transfer.checkup.cleaned import write_workbook
from enishi.platform.transfer.columns.mapping import Rule
from enishi.platform.transfer.wizard import proposal
from enishi.platform.transfer.wizard.report import edit_in_excel
from enishi.platform.transfer.writing import course
from enishi.platform.transfer.writing.engine import carry

HEAD = "氏名,会社名,部署,電話番号,メールアドレス\n"
OLD, *GOOD = [f"佐藤 愛{n}子,㈱北斗商事,営業部,03-1111-00{n:02d},a{n}@ex.example.jp\n" for n in range(21)]
SLIPPED = "鈴木 誠,,㈱北斗商事,営業部,03-2222-3333,m@ex.example.jp\n"
ASKED = "佐藤 愛実,㈱北斗商事,購買部,,a0@ex.example.jp\n"


@pytest.fixture
def admin(db: None, settings: Any, tmp_path: Path) -> Actor:
    settings.ENISHI_DATA = str(tmp_path / "data")
    member = Member.objects.create(name="Ai", is_admin=True)
    return Actor("person", member.pk, "Ai", Rights(admin=True), language="ja")


def begun(text: str, admin: Actor) -> ImportRun:
    return runs.start(runs.Upload("list.csv", BytesIO(text.encode())), admin, "contact")


def mended(path: Path, admin: Actor, to: Path) -> Path:
    """The file as a person mends it: the slipped cells back in their columns, the other's department and number."""
    with closing(runs.opened(runs.start_path(path, admin, "contact"))) as source:
        header = [column.header for column in source.columns]
        assert header[:2] == ["元のファイルの行", "直すところ"]
        rows = [cells for _number, cells in source.rows()]
    assert [row[0] for row in rows] == ["22", "23"]
    assert "右が1つずれています" in rows[0][1]
    told, rows = [row[:2] for row in rows], [row[2:] for row in rows]
    assert [row[0] for row in rows] == ["鈴木 誠", "佐藤 愛実"]

    def lines() -> Iterator[list[str]]:
        yield [*told[0], rows[0][0], *rows[0][2:]]
        yield [*told[1], *rows[1][:2], "資材部", "03-4444-5555", rows[1][4]]

    write_workbook(to, header, lines())
    return to


def there(admin: Actor) -> dict[str, tuple[int, int, str, str]]:
    rows = records("contact", admin).first(50)
    return {row.title: (row.id, row.version, row["department"], row["phone"]) for row in rows}


def counts(run: ImportRun) -> dict[str, int]:
    return {name: number for name, number in run.counts.items() if number}


@pytest.mark.parametrize(("rule", "department"), [("fill", "購買部"), ("overwrite", "資材部")])
def test_rows_mended_in_excel_come_back_to_the_same_records_and_touch_no_other(
    admin: Actor, tmp_path: Path, rule: Rule, department: str
) -> None:
    carry(begun(HEAD + OLD, admin), admin)
    run = begun("".join((HEAD, *GOOD, SLIPPED, ASKED)), admin)
    course.check(run, admin)
    run_pending()
    run.refresh_from_db()
    assert counts(run) == {"create": 20, "error": 1, "question": 1}
    path = edit_in_excel(run)
    carry(run, admin)
    before = there(admin)
    assert len(before) == 22
    file = mended(path, admin, tmp_path / "list-mended.xlsx")
    back = runs.start_path(file, admin, "contact")
    proposal.remap(back, admin, rules={"*": rule})
    assert counts(carry(back, admin)) == {"create": 1, "update": 1}
    after = there(admin)
    number, version, *rest = after.pop("佐藤 愛実")
    was = before.pop("佐藤 愛実")
    assert (number, *rest) == (was[0], department, "+81344445555")
    assert version > was[1]
    assert after.pop("鈴木 誠")[2:] == ("営業部", "+81322223333")
    assert after == before
    assert counts(carry(runs.start_path(file, admin, "contact"), admin)) == {"unchanged": 2}


def test_the_cells_at_fault_are_coloured(admin: Actor) -> None:
    run = begun("".join((HEAD, *GOOD, SLIPPED)), admin)
    course.check(run, admin)
    run_pending()
    run.refresh_from_db()
    with zipfile.ZipFile(edit_in_excel(run)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    coloured = re.findall(r'<c r="([A-Z]+2)" s="2"', sheet)
    assert coloured[0] == "D2"  # below 会社名, behind the two columns that Enishi adds
    assert len(coloured) > 1
