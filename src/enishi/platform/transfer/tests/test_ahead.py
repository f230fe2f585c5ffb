"""Rows that a second process reads are the rows that this one would have read, and its death loses none."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest

from enishi.kernel.actor import Actor
from enishi.platform.models import ImportRow, ImportRun
from enishi.platform.transfer import runs
from enishi.platform.transfer.files.problems import Unreadable
from enishi.platform.transfer.tests.test_import import admin, begun, contacts, counts  # noqa: F401
from enishi.platform.transfer.verdicts import ahead, second
from enishi.platform.transfer.verdicts.ahead import Ahead
from enishi.platform.transfer.verdicts.rows import Read
from enishi.platform.transfer.writing.engine import carry, planner_of

HEAD = "氏名,メールアドレス,会社名,部署,誕生日,好きな色\n"
ROWS = [
    f"佐藤 愛{n},a{n}@ex.example.jp,㈱北斗{n % 7},{'同上' if n % 5 else '購買部'},平成{n % 9 + 1}年4月1日,青\n"
    if n % 11
    else f"鈴木 誠{n},間違い,,,,\n"
    for n in range(60)
]
SLIPPED = "高橋 誠,,slipped@ex.example.jp,㈱北斗1,購買部,平成3年4月1日,青\n"


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every file is worth a second process, pieces have five rows; gives the processes that were begun."""
    begun_: list[Any] = []

    class Helper(second.Second):
        def __init__(self, *task: Any) -> None:
            super().__init__(*task)
            begun_.append(self)

    monkeypatch.setattr(ahead, "WORTH", 0)
    monkeypatch.setattr(ahead, "Second", Helper)
    monkeypatch.setattr(second, "PIECE", 5)
    return begun_


def told(read: Read) -> Any:
    row, reading = read
    return row.row, row.verdict, list(row.cells), row.reasons, row.hash, row.remarks, row.slipped, reading


def all_rows(run: ImportRun, actor: Actor, start: int, meddle: Callable[[int], None] = lambda _row: None) -> list[Any]:
    found = []
    with closing(runs.opened(run)) as source:
        rows = planner_of(run, source, actor, deciding=True).rows
        for read in Ahead(source, rows, runs.folder() / run.file, run.sheet, start):
            meddle(read[0].row)
            found.append(told(read))
    return found


@pytest.mark.parametrize("start", [0, 23])
def test_rows_of_the_second_process_are_the_same(start: int, admin: Actor, small_pieces: list[Any]) -> None:  # noqa: F811
    run = begun(HEAD + "".join([*ROWS, SLIPPED]), admin)
    with closing(runs.opened(run)) as source:
        own = [
            told(read) for read in second.read(source, planner_of(run, source, admin, deciding=True).rows, start, None)
        ]
    theirs = all_rows(run, admin, start)
    assert small_pieces[-1].done
    assert theirs == own
    assert [row for row, *_more in theirs] == list(range(max(start, 2), 63))
    assert theirs[-1][1] == "error"
    assert theirs[-1][-2] == (1, 2, 3, 4, 5, 6)


def test_a_reader_that_is_killed_loses_no_row(admin: Actor, small_pieces: list[Any]) -> None:  # noqa: F811
    run = begun(HEAD + "".join(ROWS * 40), admin)  # more than fits into the pipe

    def kill(row: int) -> None:
        if row == 17:
            os.kill(small_pieces[-1].number, signal.SIGKILL)

    assert [row for row, *_more in all_rows(run, admin, 0, kill)] == list(range(2, 2_402))
    assert not small_pieces[-1].done


def test_an_import_with_a_second_process_stores_what_one_without_it_stores(
    admin: Actor,  # noqa: F811
    small_pieces: list[Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run = begun(HEAD + "".join(ROWS), admin)
    carry(run, admin)
    assert small_pieces[-1].done
    assert counts(run)["create"] == len(contacts(admin)) == 60
    again = begun(HEAD + "".join(ROWS), admin)
    monkeypatch.setattr(ahead, "WORTH", 1 << 30)
    carry(again, admin)
    assert len(small_pieces) == 1
    assert counts(again) == {"unchanged": 60}
    hashes = [ImportRow.objects.filter(run=one).order_by("row").exclude(hash=None) for one in (run, again)]
    assert len({tuple(rows.values_list("row", "hash", "record")) for rows in hashes}) == 1


def test_a_file_that_breaks_far_down_is_refused_in_the_same_words(
    admin: Actor,  # noqa: F811
    small_pieces: list[Any],
) -> None:
    run = begun(HEAD + "".join(ROWS), admin)
    path = runs.folder() / run.file
    path.write_text(HEAD + "".join([*ROWS * 10, f"{'x,' * 2_100}\n", *ROWS]), encoding="utf-8")
    with pytest.raises(Unreadable, match="602"):
        all_rows(run, admin, 0)
    assert small_pieces[-1].returncode is not None
