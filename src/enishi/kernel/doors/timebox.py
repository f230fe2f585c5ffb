"""A time limit around one query, on both databases: a slow count gives up instead of holding the page."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection


class TooSlow(Exception):
    """The query was stopped because its time was over."""


@contextmanager
def timebox(milliseconds: int) -> Iterator[None]:
    """Stop the SQL inside after this many milliseconds with `TooSlow`."""
    connection.ensure_connection()
    with _sqlite(milliseconds) if connection.vendor == "sqlite" else _postgresql(milliseconds):
        yield


@contextmanager
def _sqlite(milliseconds: int) -> Iterator[None]:
    end = time.monotonic() + milliseconds / 1000
    raw = connection.connection
    raw.set_progress_handler(lambda: 1 if time.monotonic() > end else 0, 5_000)
    try:
        yield
    except OperationalError as problem:
        if "interrupted" in str(problem):
            raise TooSlow from problem
        raise
    finally:
        raw.set_progress_handler(None, 0)


@contextmanager
def _postgresql(milliseconds: int) -> Iterator[None]:
    with connection.cursor() as cursor:
        if connection.in_atomic_block:
            yield
            return
        cursor.execute("SELECT set_config('statement_timeout', %s, false)", [str(milliseconds)])
        try:
            yield
        except OperationalError as problem:
            if "statement timeout" in str(problem):
                raise TooSlow from problem
            raise
        finally:
            cursor.execute("SELECT set_config('statement_timeout', '5000', false)")
