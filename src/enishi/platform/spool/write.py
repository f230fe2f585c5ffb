"""Append-only files between requests and the database: a request adds one line and waits for nobody.

A line is in the file, hence safe from the death of this process, before its request is answered, and on the disk 50 ms
later: one `fdatasync` serves all requests of that time, because one a request would cost each of them a disk's wait.
The worker takes the lines over and removes the files (`read.py`).
"""

from __future__ import annotations

import errno
import fcntl
import logging
import os
import secrets
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from enishi.platform.spool.place import sync_folder, where

SYNC_SECONDS = 0.05
#: A file is left for a new one when it has this size (bytes) or age (seconds).
ROTATE_BYTES, ROTATE_SECONDS = 8 << 20, 3_600
#: Bytes that wait in memory for room on the disk: beyond the first, reading is refused; beyond the second, lines of
#: what was already done are lost, and counted.
HELD_BYTES, LAST_BYTES = 1 << 20, 8 << 20
COMPLAIN_SECONDS = 60.0
log = logging.getLogger("enishi.spool")


class NoRoom(Exception):
    """The line could not be kept, and too many wait for room already."""


@dataclass(frozen=True, slots=True)
class State:
    """How a spool of this process stands: bytes that wait in memory for room on the disk, and lines that were lost."""

    held: int
    lost: int


class Spool:
    """One spool, such as "access", as this process writes it: one file at a time, which no other process writes."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._begin()
        os.register_at_fork(after_in_child=self._begin)  # a file has one writer, and a copied lock may be held

    def write(self, line: bytes, *, must: bool = False) -> None:
        """Add a line, without its end. Raises `NoRoom` when neither disk nor memory can hold it; `must` is for what
        has already been done and cannot be refused any more."""
        with self._mutex:
            room = (LAST_BYTES if must else HELD_BYTES) - len(line)
            if len(self._held) > room and not self._flush():
                if not must:
                    raise NoRoom
                self._lost += 1
                return
            self._held += line + b"\n"
            self._flush()

    def state(self) -> State:
        """For the figures of this process."""
        return State(len(self._held), self._lost)

    def close(self) -> None:
        """End the present file; the next line begins another."""
        with self._mutex:
            self._end()

    # --- insides, under the mutex ----------------------------------------------------------------------------
    def _begin(self) -> None:
        self._mutex = threading.Lock()
        self._file = -1
        self._folder, self._size, self._opened = "", 0, 0.0
        self._held, self._lost, self._cut = bytearray(), 0, False
        self._again, self._said = 0.0, -COMPLAIN_SECONDS
        self._dirty = threading.Event()
        self._syncing = False

    def _flush(self) -> bool:
        """Write what is held; whether nothing is left. What a full disk cuts off goes on there when there is room."""
        if time.monotonic() < self._again:
            return False
        try:
            place = where()
            if self._file < 0 or (not self._cut and (place != self._folder or self._is_full())):
                self._end()
                self._open(place)
            done = os.write(self._file, self._held)
            self._size += done
            del self._held[:done]
            self._cut = bool(self._held)
            if self._cut:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        except OSError as problem:
            self._complain(problem)
            return False
        self._sync_soon()
        return True

    def _is_full(self) -> bool:
        return self._size >= ROTATE_BYTES or time.monotonic() - self._opened > ROTATE_SECONDS

    def _open(self, place: str) -> None:
        """A new file, locked as long as this process writes it: who gets the lock knows that its writer is gone."""
        os.makedirs(place, mode=0o700, exist_ok=True)
        while True:
            path = f"{place}/{self.name}-{time.time_ns():020d}-{os.getpid()}-{secrets.token_hex(4)}.jsonl"
            file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_CLOEXEC, 0o600)
            fcntl.flock(file, fcntl.LOCK_EX)
            if os.fstat(file).st_nlink:  # the reader may have taken the empty file for one that was left behind
                break
            os.close(file)
        sync_folder(Path(place))
        self._file, self._folder, self._size, self._opened = file, place, 0, time.monotonic()

    def _end(self) -> None:
        if self._file >= 0:
            try:
                os.fdatasync(self._file)
            finally:
                os.close(self._file)
                self._file = -1

    def _complain(self, problem: OSError) -> None:
        now = time.monotonic()
        self._again = now + 1.0
        if now - self._said < COMPLAIN_SECONDS:
            return
        self._said = now
        log.critical(
            "the %s spool cannot be written (%s: %s): lines wait in memory, and pages with personal data are refused "
            "once %d KiB wait. Make room on the disk.", self.name, where(), problem.strerror, HELD_BYTES >> 10,
        )  # fmt: skip

    # --- to the disk -----------------------------------------------------------------------------------------
    def _sync_soon(self) -> None:
        self._dirty.set()
        if not self._syncing:
            self._syncing = True
            threading.Thread(target=self._keep_synced, name=f"{self.name} spool", daemon=True).start()

    def _keep_synced(self) -> None:
        while True:
            self._dirty.wait()
            time.sleep(SYNC_SECONDS)
            self._dirty.clear()
            with self._mutex:
                file = os.dup(self._file) if self._file >= 0 else -1  # it may be left for a new one meanwhile
            if file < 0:
                continue
            try:
                os.fdatasync(file)
            except OSError as problem:
                with self._mutex:
                    self._complain(problem)
            finally:
                os.close(file)
