"""What a bulk write does otherwise than a page: the log of SQLite is brought in beside it, and it fails as a whole."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from enishi.kernel.ports import ports
from enishi.platform.models import SavedMapping
from enishi.platform.sqlite.log import LogBeside

pytestmark = pytest.mark.django_db(transaction=True)
sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="the log is SQLite's")


def asked(pragma: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
        return cursor.fetchone()


def stored(name: str) -> None:
    with ports.lock.write(background=True):
        SavedMapping.objects.create(name=name, object="contact", at=ports.clock.now())


def in_file(name: str) -> bool:
    return name.encode() in Path(connection.settings_dict["NAME"]).read_bytes()


@sqlite
def test_what_was_committed_is_brought_in_when_the_writer_lets_the_thread_have_its_turn() -> None:
    before = asked("wal_autocheckpoint")
    with LogBeside() as beside:
        stored("stands in the log alone")
        assert asked("wal_autocheckpoint") == (0,)
        assert not in_file("stands in the log alone")
        beside.begin()
        beside.wait()
        assert in_file("stands in the log alone")
    assert asked("wal_autocheckpoint") == before


@sqlite
def test_a_turn_that_fails_costs_nothing_but_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(_name: str) -> Any:
        raise sqlite3.OperationalError("disk I/O error")

    before = asked("wal_autocheckpoint")
    with LogBeside() as beside, monkeypatch.context() as patch:
        patch.setattr(sqlite3, "connect", closed)
        beside.begin()
        beside.wait()
        stored("written all the same")
    assert asked("wal_autocheckpoint") == before
    assert SavedMapping.objects.filter(name="written all the same").exists()


@sqlite
def test_a_writer_that_ends_badly_leaves_the_connection_as_it_was() -> None:
    before = asked("wal_autocheckpoint")
    with pytest.raises(KeyError), LogBeside():
        raise KeyError("the writer")
    assert asked("wal_autocheckpoint") == before


def half(*, background: bool) -> None:
    with ports.lock.write(background=background):
        stored("half")
        raise KeyError("in the middle")


def around(*, background: bool) -> None:
    """A write that goes on after a part of it has failed."""
    with ports.lock.write(background=background):
        stored("before")
        with pytest.raises(KeyError):
            half(background=background)
        stored("after")


def test_a_background_write_that_fails_inside_another_takes_that_down_whole() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        around(background=True)
    assert not SavedMapping.objects.exists()
    stored("the next one")
    assert SavedMapping.objects.count() == 1


def test_an_interactive_write_that_fails_inside_another_leaves_it_as_it_was() -> None:
    around(background=False)
    assert set(SavedMapping.objects.values_list("name", flat=True)) == {"before", "after"}
