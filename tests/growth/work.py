"""How much a database does for a page, counted by itself and not timed: the same on a busy machine.

SQLite counts the steps of its virtual machine, PostgreSQL the blocks it looks at. Counts (`SELECT COUNT`) are left out:
they are limited in time and give up (`kernel/doors/timebox.py`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

#: SQLite reports every so many steps.
GRAIN = 20


@dataclass
class Work:
    """Steps or blocks, all together and of the statement that took most."""

    done: int = 0
    worst: int = 0
    statement: str = ""
    rests: bool = False
    _open: str = field(default="", repr=False)
    _since: int = field(default=0, repr=False)

    def begin(self, sql: str) -> None:
        """A statement starts: what is counted from now on is its work."""
        self.close()
        self._open, self._since = sql, self.done

    def close(self) -> None:
        """The statement has given its last row."""
        if self.done - self._since > self.worst:
            self.worst, self.statement = self.done - self._since, self._open

    def __str__(self) -> str:
        return f"{self.done}, of which {self.worst} for: {self.statement[:1500]}"


@contextmanager
def counted() -> Iterator[Work]:
    """Count what the statements inside make the database do."""
    work = Work()
    connection.ensure_connection()
    with connection.execute_wrapper(_steps(work) if connection.vendor == "sqlite" else _blocks(work)):
        yield work
    if connection.vendor == "sqlite":
        connection.connection.set_progress_handler(None, 0)
    work.close()


def _is_count(sql: str) -> bool:
    return "COUNT(" in sql.partition(" FROM ")[0].upper()


def _steps(work: Work) -> Callable[..., Any]:
    def more() -> int:
        work.done += 0 if work.rests else GRAIN
        return 0

    def run(execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        work.begin(sql)
        work.rests = _is_count(sql)
        if not work.rests:  # a count may have its own handler, which limits its time
            connection.connection.set_progress_handler(more, GRAIN)
        return execute(sql, params, many, context)

    return run


def _blocks(work: Work) -> Callable[..., Any]:
    def run(execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if sql.lstrip("( ").upper().startswith(("SELECT", "WITH")) and not _is_count(sql) and not many:
            with connection.connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) {sql}", params)
                found = cursor.fetchone()[0]
            plan = (found if isinstance(found, list) else json.loads(found))[0]["Plan"]
            work.begin(sql)
            work.done += plan["Shared Hit Blocks"] + plan["Shared Read Blocks"] + plan["Temp Read Blocks"]
        return execute(sql, params, many, context)

    return run
