"""A new workspace while it is filled: what serves readers and a sudden end is left for later, for there are neither."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db import connection, models

from enishi.kernel.ports import ports

#: Called with how many indexes are made and how many there will be.
Report = Callable[[int, int], None]


@contextmanager
def hasty() -> Iterator[None]:
    """Commits of this connection do not wait for the disk, until the block ends; then everything is on it.

    On SQLite only, where a power cut would cost the whole database: it must be worth nothing before the end.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    _pragmas("synchronous=OFF", "temp_store=FILE")  # an index of millions is sorted on disk
    try:
        yield
    finally:
        _pragmas("synchronous=FULL", "temp_store=MEMORY", "wal_checkpoint(TRUNCATE)")


@contextmanager
def without_indexes(kinds: Sequence[type[models.Model]], report: Report) -> Iterator[None]:
    """Their declared indexes are made when the block has ended well: sorting all rows once takes a fraction of the time
    that finding a place for each row does. Links and unique values keep theirs, as they are asked for meanwhile."""
    every = [(kind, index) for kind in kinds for index in kind._meta.indexes]
    editor = connection.schema_editor()
    _define(f'DROP INDEX "{index.name}"' for _kind, index in every)
    yield
    for done, (kind, index) in enumerate(every, 1):
        _define([str(index.create_sql(kind, editor))])
        report(done, len(every))


def _define(statements: Iterable[str]) -> None:
    with ports.lock.write(background=True), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            connection.check_constraints()  # links that are still to be checked would hold their tables as they are
        for statement in statements:
            cursor.execute(statement)


def _pragmas(*said: str) -> None:
    with connection.cursor() as cursor:
        for one in said:
            cursor.execute(f"PRAGMA {one}")
