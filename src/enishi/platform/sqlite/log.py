"""The log of SQLite beside a bulk write: a thread brings into the database what is committed, while the writer decides
what comes next. Otherwise the writer's commits do it, with the lock held: more than half of their time."""

from __future__ import annotations

import sqlite3
import time
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, suppress
from types import TracebackType

from django.db import connection

#: Seconds between two turns of the thread at least: each waits for the disk twice, whatever it finds.
EVERY = 1.0


class LogBeside:
    """Within its block commits of this connection leave the log alone. Elsewhere than on SQLite it does nothing."""

    def __init__(self) -> None:
        self._works = connection.vendor == "sqlite" and not connection.in_atomic_block
        self._thread = ThreadPoolExecutor(1, "log")
        self._turn: Future[None] | None = None
        self._began = 0.0
        self._pages = 0

    def __enter__(self) -> LogBeside:
        if self._works:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_autocheckpoint")
                self._pages = int(cursor.fetchone()[0])
                cursor.execute("PRAGMA wal_autocheckpoint=0")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._thread.shutdown()
        if self._works:
            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA wal_autocheckpoint={self._pages}")

    def begin(self) -> None:
        """Let the thread have its turn. Call it outside a transaction."""
        if self._works and time.monotonic() > self._began + EVERY:
            self._began = time.monotonic()
            self._turn = self._thread.submit(_bring_in, str(connection.settings_dict["NAME"]))

    def wait(self) -> None:
        """Until the turn is over. Call it before the next transaction: only a log that was brought in whole begins
        anew, and would grow as long as the import otherwise."""
        if self._turn is not None:
            self._turn.result()
            self._turn = None


def _bring_in(name: str) -> None:
    with suppress(sqlite3.Error), closing(sqlite3.connect(name)) as own:  # the next turn, or any commit, does it then
        own.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
