"""A spool keeps whole lines through the death of its writer and a full disk, and is read once."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from enishi.platform import workspace
from enishi.platform.spool import write
from enishi.platform.spool.place import where
from enishi.platform.spool.read import files, left_behind, read
from enishi.platform.spool.write import NoRoom, Spool

pytestmark = pytest.mark.django_db


@pytest.fixture
def spool(data_folder: Path) -> Iterator[Spool]:
    made = Spool("test")
    yield made
    made.close()


def killed(work: Callable[[], None]) -> None:
    """Do the work in another process, which is killed in the middle of its life."""
    workspace.current()  # nobody asks the database there
    child = os.fork()
    if child == 0:
        work()
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)


def kept() -> list[bytes]:
    return [line for path in files("test") for line in read(path, 0, 1_000).lines]


def test_what_was_written_is_there_when_the_writer_is_killed(spool: Spool) -> None:
    def work() -> None:
        for number in range(100):
            spool.write(b"line %d" % number)

    killed(work)
    assert kept() == [b"line %d" % number for number in range(100)]


def test_a_file_is_left_behind_when_its_writer_is_gone_and_not_before(spool: Spool) -> None:
    spool.write(b"here")
    killed(lambda: spool.write(b"there"))
    state = {read(path, 0, 1).lines[0]: list(left_behind(path)) for path in files("test")}
    assert state == {b"here": [], b"there": [6]}


def test_each_process_has_a_file_of_its_own(spool: Spool) -> None:
    spool.write(b"one")
    killed(lambda: spool.write(b"two"))
    spool.write(b"three")
    assert sorted(path.read_bytes() for path in files("test")) == [b"one\nthree\n", b"two\n"]


def test_a_line_without_its_end_is_left_for_later(spool: Spool) -> None:
    spool.write(b"whole")
    (path,) = files("test")
    with path.open("ab") as file:
        file.write(b"cu")
    found = read(path, 0, 10)
    assert (found.lines, found.end) == ((b"whole",), 6)


class Disk:
    """A disk with so many bytes of room."""

    def __init__(self, room: int, monkeypatch: pytest.MonkeyPatch) -> None:
        self.room, self._write = room, os.write
        monkeypatch.setattr(os, "write", self.write)

    def write(self, file: int, data: bytes) -> int:
        taken = min(len(data), self.room)
        if not taken:
            raise OSError(errno.ENOSPC, "No space left on device")
        self.room -= taken
        return self._write(file, bytes(data[:taken]))


def test_a_full_disk_loses_and_doubles_nothing_once_there_is_room(spool: Spool, monkeypatch, caplog) -> None:
    disk = Disk(12, monkeypatch)
    for number in range(5):
        spool.write(b"line %d" % number)
    assert spool.state().held == 5 * 7 - 12
    assert "Make room on the disk" in caplog.text
    disk.room = 1_000
    monkeypatch.setattr(spool, "_again", 0.0)  # a second is over
    spool.write(b"line 5")
    assert spool.state().held == 0
    assert kept() == [b"line %d" % number for number in range(6)]


def test_too_much_that_waits_for_room_is_refused_and_what_was_done_is_counted(spool: Spool, monkeypatch) -> None:
    Disk(0, monkeypatch)
    monkeypatch.setattr(write, "HELD_BYTES", 20)
    monkeypatch.setattr(write, "LAST_BYTES", 40)
    spool.write(b"0123456789")
    with pytest.raises(NoRoom):
        spool.write(b"0123456789")
    for _more in range(3):
        spool.write(b"0123456789", must=True)
    assert spool.state() == write.State(held=33, lost=1)


def test_a_file_is_left_for_a_new_one_when_it_is_full(spool: Spool, monkeypatch) -> None:
    monkeypatch.setattr(write, "ROTATE_BYTES", 10)
    for number in range(4):
        spool.write(b"line %d" % number)
    assert len(files("test")) == 2
    assert kept() == [b"line %d" % number for number in range(4)]


def test_the_folder_carries_the_key_of_the_workspace(spool: Spool) -> None:
    spool.write(b"new")
    workspace.change(key="abc123")
    spool.write(b"named")
    assert where().endswith("/spool/abc123")
    assert kept() == [b"named"]


def test_files_are_for_this_user_alone(spool: Spool) -> None:
    spool.write(b"line")
    (path,) = files("test")
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
