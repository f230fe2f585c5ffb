"""A second process that reads and cleans the rows of a file, because that takes as long as deciding and writing them.

It is a fresh program that never touches the database: it is told what a row means, and hands over pieces in order.
"""

from __future__ import annotations

import itertools
import os
import pickle
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from typing import Any, BinaryIO

from django.utils import translation

from enishi.platform.transfer.files.opening import open_table
from enishi.platform.transfer.files.problems import Unreadable
from enishi.platform.transfer.files.source import Checkpoint, Source
from enishi.platform.transfer.verdicts.rows import Read, Rows

#: Rows of a piece, and seconds of silence after which it is given up.
PIECE, SILENCE = 500, 60.0
#: Rows before the first one that are looked at as well: “same as above” may stand in it.
BEFORE = 50
PROGRAM = "import django; django.setup(); from enishi.platform.transfer.verdicts.second import serve; serve()"


def read(source: Source, rows: Rows, start: int, near: Checkpoint | None) -> Iterator[Read]:
    """The rows from number `start` on, read here. `near` is a known place at or before it."""
    first = max(start - BEFORE, near.row if near else 0, 0)
    for number, cells in source.rows(first, near):
        found = rows.read(number, cells)
        if number >= start:
            yield found


class Second:
    """The second process, seen from the first."""

    def __init__(self, *task: Any) -> None:
        there = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        self.process = subprocess.Popen(  # noqa: S603 - this very program
            [sys.executable, "-c", PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=there,
            bufsize=0,
            start_new_session=True,
        )
        self._out = self.process.stdout.fileno()  # type: ignore[union-attr]
        self.done = False
        self._tell((*task, translation.get_language()))

    def ready(self) -> bool:
        """Whether it has loaded what it needs, or is gone."""
        return bool(select.select([self._out], [], [], 0)[0])

    def pieces(self, start: int, near: Checkpoint | None) -> Iterator[tuple[Checkpoint | None, list[Read]]]:
        """The rows from this one on, until they end (`done`) or the process does."""
        self._tell((start, near))
        with suppress(EOFError, pickle.UnpicklingError):
            self._hear()
            while piece := self._hear():
                yield piece
            self.done = True

    def close(self) -> None:
        self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()
        self.process.wait()

    def _tell(self, message: Any) -> None:
        with suppress(BrokenPipeError):
            _write(self.process.stdin, message)  # type: ignore[arg-type]

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


def serve() -> None:
    """The second process: what it is to read comes on standard input, pieces go out; it ends with its parent."""
    incoming, outgoing = sys.stdin.buffer, sys.stdout.buffer
    with suppress(BrokenPipeError, EOFError, Unreadable):  # the parent meets what is unreadable itself
        rows, path, sheet, language = _heard(incoming)
        with translation.override(language), closing(open_table(path, sheet)) as source:
            _write(outgoing, "ready")
            start, near = _heard(incoming)
            found = read(source, rows, start, near)
            while piece := list(itertools.islice(found, PIECE)):
                _write(outgoing, (source.checkpoint(piece[0][0].row), piece))
            _write(outgoing, None)
            return
    os._exit(0)


def _heard(pipe: BinaryIO) -> Any:
    count = int.from_bytes(pipe.read(8), "big")
    return pickle.loads(pipe.read(count))  # noqa: S301 - from the process that started this one


def _write(pipe: BinaryIO, message: Any) -> None:
    body = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    pipe.write(len(body).to_bytes(8, "big") + body)
    pipe.flush()
