"""The change feed: positions that never lose a row, also when a slow transaction commits late."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction

from enishi.kernel.actor import SYSTEM
from enishi.kernel.ports import ChangeEntry, ports
from enishi.platform import changes
from enishi.platform.changes import Position
from enishi.testing.clock import FixedClock

pytestmark = pytest.mark.django_db(transaction=True)


def happen(*records: int, op: str = "edited") -> None:
    with ports.lock.write():
        ports.changes.write([ChangeEntry("account", n, 1, op, ["name", "phone"], SYSTEM, owner=3) for n in records])


def ids(after: Position, limit: int = 500) -> list[int]:
    return [change.id for change in changes.read(after, limit)]


def test_a_reader_goes_on_where_it_stopped() -> None:
    happen(1, 2, 3)
    first = changes.read(Position(), 2)
    assert [change.id for change in first] == [1, 2]
    assert first[0].fields == ("name", "phone")
    assert first[0].owner == 3
    assert ids(first[-1].position) == [3]
    assert ids(Position.of(first[-1].position.text)) == [3]


def test_the_tail_is_after_everything_there_is() -> None:
    happen(1)
    mark = changes.tail()
    assert ids(mark) == []
    happen(2)
    assert ids(mark) == [2]


@pytest.mark.parametrize("text", ["", "7", "1.x", "-1.2", "1.٣", f"1.{'9' * 30}"])
def test_a_cursor_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        Position.of(text)


def test_a_cursor_from_before_the_kept_rows_is_too_old_and_a_later_one_is_not(clock: FixedClock) -> None:
    happen(1)
    old = changes.tail()
    happen(2)
    kept = changes.tail()
    clock.move(timedelta(days=31))
    happen(3)
    assert changes.purge() == 1
    with pytest.raises(changes.TooOld):
        changes.read(old)
    assert ids(kept) == [3]
    assert ids(Position()) == [2, 3]


def test_what_is_rolled_back_never_happened() -> None:
    with transaction.atomic():
        ports.changes.write([ChangeEntry("account", 9, 1, "edited", [], SYSTEM)])
        transaction.set_rollback(True)
    assert ids(Position()) == []


def test_a_slow_transaction_that_commits_late_is_not_lost() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("on SQLite writers stand in line, so commits come in the order of ids")
    wrote, go_on = threading.Event(), threading.Event()

    def slowly() -> None:
        with transaction.atomic():
            ports.changes.write([ChangeEntry("account", 1, 1, "edited", [], SYSTEM)])
            wrote.set()
            go_on.wait(10)
        connections.close_all()

    slow = threading.Thread(target=slowly)
    slow.start()
    assert wrote.wait(10)
    happen(2)
    before = changes.read(Position())
    assert [change.id for change in before] == [], "the quick one waits for the slow one that began before it"
    go_on.set()
    slow.join()
    assert ids(Position()) == [1, 2]
