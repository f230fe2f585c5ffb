"""A second process that reads and cleans the rows of a file, because that takes as long as deciding and writing them.

It goes on from what this one has loaded, never touches the database, and hands over pieces in order.
"""

from __future__ import annotations

import copyreg
import gc
import itertools
import os
import pickle
import queue
import select
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import fields
from operator import attrgetter
from pathlib import Path
from typing import Any

from enishi.platform.transfer.files.opening import open_table
from enishi.platform.transfer.files.problems import Unreadable
from enishi.platform.transfer.files.source import Checkpoint, Source
from enishi.platform.transfer.verdicts.rows import Read, RowPlan, Rows
from enishi.platform.transfer.verdicts.values import Reading

#: Rows of a piece, pieces that wait to be taken, and seconds of silence after which the process is given up.
PIECE, WAITING, SILENCE = 500, 8, 60.0
#: Rows before the first one that are looked at as well: “same as above” may stand in it.
BEFORE = 50


def _whole(kind: Any) -> None:
    """Objects of this kind cross as their fields in order: by name they would take three times as long."""
    values = attrgetter(*(field.name for field in fields(kind)))
    copyreg.pickle(kind, lambda one: (kind, values(one)))


_whole(RowPlan)
_whole(Reading)


def read(source: Source, rows: Rows, start: int, near: Checkpoint | None) -> Iterator[Read]:
    """The rows from number `start` on, read here. `near` is a known place at or before it."""
    first = max(start - BEFORE, near.row if near else 0, 0)
    for number, cells in source.rows(first, near):
        found = rows.read(number, cells)
        if number >= start:
            yield found


class Second:
    """The second process, seen from the first. `returncode` is None until it is closed, minus the signal that ended
    it."""

    def __init__(self, rows: Rows, path: Path, sheet: str, start: int, near: Checkpoint | None) -> None:
        self.done = False
        self.returncode: int | None = None
        self._out, into = os.pipe()
        self.number = os.fork()
        if self.number == 0:
            _serve(into, rows, path, sheet, start, near)
        os.close(into)

    def pieces(self) -> Iterator[tuple[Checkpoint | None, list[Read]]]:
        """The rows in order, until they end (`done`) or the process does."""
        with suppress(EOFError, pickle.UnpicklingError):
            while piece := self._hear():
                yield piece
            self.done = True

    def close(self) -> None:
        os.kill(self.number, signal.SIGKILL)
        os.close(self._out)
        self.returncode = os.waitstatus_to_exitcode(os.waitpid(self.number, 0)[1])

    def _hear(self) -> Any:
        """The next message. Raises `EOFError` when there will be none."""
        return pickle.loads(self._bytes(int.from_bytes(self._bytes(8), "big")))  # noqa: S301 - from our own process

    def _bytes(self, count: int) -> bytearray:
        found, end = bytearray(), time.monotonic() + SILENCE
        while len(found) < count:
            if not select.select([self._out], [], [], max(0.0, end - time.monotonic()))[0]:
                raise EOFError
            more = os.read(self._out, count - len(found))
            if not more:
                raise EOFError
            found += more
        return found


def _serve(into: int, rows: Rows, path: Path, sheet: str, start: int, near: Checkpoint | None) -> None:
    """The second process: pieces go out until the rows or their reader end. It lets go of all that the first one has
    open, above all of the lock, and never returns."""
    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        os.setsid()
        gc.freeze()  # nothing of the first process may be tidied up here
        os.closerange(3, into)
        os.closerange(into + 1, os.sysconf("SC_OPEN_MAX"))
        waiting: queue.Queue[bytes] = queue.Queue(WAITING)
        threading.Thread(target=_hand_over, args=(into, waiting), daemon=True).start()
        with suppress(Unreadable), closing(open_table(path, sheet)) as source:  # the parent meets that itself
            found = read(source, rows, start, near)
            while piece := list(itertools.islice(found, PIECE)):
                _put(waiting, (source.checkpoint(piece[0][0].row), piece))
            _put(waiting, None)
        waiting.join()
    finally:
        os._exit(0)


def _put(waiting: queue.Queue[bytes], message: Any) -> None:
    body = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    waiting.put(len(body).to_bytes(8, "big") + body)


def _hand_over(into: int, waiting: queue.Queue[bytes]) -> None:
    """Writes while the next piece is being read; ends the process with its reader."""
    while True:
        message = memoryview(waiting.get())
        while message:
            try:
                message = message[os.write(into, message) :]
            except OSError:
                os._exit(0)
        waiting.task_done()
