"""The months of the access log: a partition is made when its first line comes, and goes when its time is over."""

from __future__ import annotations

from datetime import date

from django.db import connection

from enishi.platform.access_log.schema import KEPT_MONTHS, TABLES


def make(day: date) -> None:
    """Make the partitions of this day's month, where there are any, within the caller's transaction."""
    if connection.vendor != "postgresql":
        return
    first = day.replace(day=1)
    with connection.cursor() as cursor:
        for table in TABLES:
            part = f"{table}_{first:%Y%m}"
            cursor.execute("SELECT to_regclass(%s)", [part])
            if cursor.fetchone()[0] is None:
                cursor.execute(
                    f"CREATE TABLE {part} PARTITION OF {table} FOR VALUES FROM ('{first}') TO ('{_after(first)}')"
                )


def forget_before(day: date, most: int) -> int:
    """Let go of months that ended before this day; on SQLite at most so many rows at once. Gives how many tables or
    rows went."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = ANY (%s::regclass[])",
                [list(TABLES)],
            )
            parts = [name for (name,) in cursor.fetchall() if name.rpartition("_")[2] < f"{day:%Y%m}"]
            for part in parts:
                cursor.execute(f"DROP TABLE {part}")
            return len(parts)
        gone = 0
        for table, key, column in zip(TABLES, ("id", "object, record, day, member"), ("at", "day"), strict=True):
            cursor.execute(
                f"DELETE FROM {table} WHERE ({key}) IN "  # noqa: S608
                f"(SELECT {key} FROM {table} WHERE {column} < %s LIMIT %s)",
                [str(day), most],
            )
            gone += cursor.rowcount
        return gone


def _after(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def first_kept(today: date) -> date:
    """The first day of the first month that is kept."""
    months = today.year * 12 + today.month - 1 - KEPT_MONTHS
    return date(months // 12, months % 12 + 1, 1)
