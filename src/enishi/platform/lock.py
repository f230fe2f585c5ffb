"""The fair write lock: one writer at a time over all processes on SQLite; PostgreSQL needs none."""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import lru_cache

from django.db import connection, transaction

INTERACTIVE_SECONDS, BACKGROUND_SECONDS = 5.0, 120.0
#: How long a background writer may hold the lock once somebody waits for it, in seconds; bulk writers size their chunks
#: by it.
BACKGROUND_HOLD = 0.1
#: For so long a background writer lets everybody go first; then it waits in line like them.
PATIENCE = 0.25
#: So many interactive writers of one process follow each other before another process has its turn.
IN_A_ROW = 8
_POLL, _POLITE_POLL = 0.0005, 0.005


class Busy(Exception):
    """The lock could not be had in time: answered with 503 and Retry-After."""

    retry_after = 2


class FairLock:
    """Gives out the write transaction in order of asking; interactive writers go before background ones.

    Between processes two locked files make the order: who waits holds `<db>.next`, so that a background writer
    that has just let go of `<db>.lock` cannot take it again before the one who waits. So an interactive writer waits
    for one background writer, not for all of them.
    """

    def __init__(self) -> None:
        self._here = threading.local()

    @contextmanager
    def write(self, *, background: bool = False) -> Iterator[None]:
        """One write transaction. Raises `Busy` after 5 seconds of waiting (background: 120).

        One that fails inside another leaves that as it was. A background one inside a background one takes it down
        whole: to be able to go back costs SQLite a copy of every page, 8 % of an import.
        """
        outer = getattr(self._here, "background", False)
        turn = nullcontext() if connection.in_atomic_block or connection.vendor != "sqlite" else _turn(background)
        with turn, transaction.atomic(savepoint=not (background and outer)):
            self._here.background = background
            try:
                yield
            finally:
                self._here.background = outer

    def alone(self, name: str) -> None:
        """Wait until no other transaction has passed here by this name; on SQLite there is one writer anyway."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


@contextmanager
def _turn(background: bool) -> Iterator[None]:
    gate = _gate(str(connection.settings_dict["NAME"]))
    gate.enter(BACKGROUND_SECONDS if background else INTERACTIVE_SECONDS, background)
    try:
        yield
    finally:
        gate.leave()


def alone_now(name: str) -> bool:
    """Whether no other transaction is past here by this name; nobody waits. On SQLite there is one writer anyway."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [name])
        return bool(cursor.fetchone()[0])


def awaited() -> bool:
    """Whether another writer waits for the write transaction that is open here: one that may end then.
    On PostgreSQL nobody ever does."""
    return connection.vendor == "sqlite" and _gate(str(connection.settings_dict["NAME"])).awaited()


@lru_cache(maxsize=16)
def _gate(name: str) -> _Gate:
    return _Gate(name)


class _Turn(threading.Event):
    """A place in the queue of this process. `locked` when the file was handed over with it."""

    locked = False


class _Gate:
    """The queue of this process in front of the two lock files of one database."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._mutex = threading.Lock()
        self._held = False
        self._lines: tuple[deque[_Turn], deque[_Turn]] = (deque(), deque())
        self._row = 0
        self._files: tuple[int, int] | None = None
        self._process = 0

    def enter(self, seconds: float, background: bool) -> None:
        end = time.monotonic() + seconds
        if self._queue(end, self._lines[1 if background else 0]):
            return
        try:
            following, lock = self._open()
            if background and _politely(following, lock, min(end, time.monotonic() + PATIENCE)):
                return
            _flock(following, end)
            try:
                _flock(lock, end)
            finally:
                fcntl.flock(following, fcntl.LOCK_UN)
        except BaseException:
            self._pass_on()
            raise

    def leave(self) -> None:
        with self._mutex:
            if self._lines[0] and self._row < IN_A_ROW:
                self._row += 1
                turn = self._lines[0].popleft()
                turn.locked = True
                turn.set()
                return
            self._row = 0
        fcntl.flock(self._open()[1], fcntl.LOCK_UN)
        self._pass_on()

    def awaited(self) -> bool:
        """Whether anybody, here or in another process, waits for the lock that is held here."""
        if any(self._lines):
            return True
        following = self._open()[0]
        if not _free(following):
            return True
        fcntl.flock(following, fcntl.LOCK_UN)
        return False

    def _queue(self, end: float, line: deque[_Turn]) -> bool:
        """Wait for this process; gives whether the file is locked for it already."""
        with self._mutex:
            if not self._held:
                self._held = True
                return False
            turn = _Turn()
            line.append(turn)
        if turn.wait(max(0.0, end - time.monotonic())):
            return turn.locked
        with self._mutex:
            given_up = turn in line
            if given_up:
                line.remove(turn)
        if not given_up:  # the place was handed over in the last moment
            self.leave() if turn.locked else self._pass_on()
        raise Busy

    def _pass_on(self) -> None:
        """Hand the place to whoever waits longest, interactive ones first."""
        with self._mutex:
            for line in self._lines:
                if line:
                    line.popleft().set()
                    return
            self._held = False

    def _open(self) -> tuple[int, int]:
        """The two files, opened anew after a fork because locks belong to the open file."""
        if self._files is None or self._process != os.getpid():
            flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
            self._files = (os.open(f"{self._name}.next", flags, 0o600), os.open(f"{self._name}.lock", flags, 0o600))
            self._process = os.getpid()
        return self._files


def _politely(following: int, lock: int, end: float) -> bool:
    """Lock the file at a moment when nobody waits for it; False when there is none until the end."""
    while time.monotonic() < end:
        if _free(following):
            try:
                if _free(lock):
                    return True
            finally:
                fcntl.flock(following, fcntl.LOCK_UN)
        time.sleep(_POLITE_POLL)
    return False


def _flock(handle: int, end: float) -> None:
    while not _free(handle):
        if time.monotonic() > end:
            raise Busy
        time.sleep(_POLL)


def _free(handle: int) -> bool:
    """Whether the file could be locked, and then it is."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
