"""The change table: outbox, feed and source of live updates. A cursor is a position, never a clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Q

from enishi.kernel.doors import store
from enishi.kernel.doors.moments import stored
from enishi.kernel.numbers import number_of
from enishi.kernel.ports import ChangeEntry, ports
from enishi.platform.models import Change

KEPT = timedelta(days=30)
_COLUMNS = ("object", "record", "version", "op", "fields", "event", "owner", "member", "cause", "at")
_READ = ("id", *_COLUMNS)
#: On PostgreSQL only transactions that are over for every reader, in the order of their numbers.
_SAFE = "xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint"


class TooOld(Exception):
    """The cursor points before the rows that are kept: answered with 410 and "resync"."""


@dataclass(frozen=True, slots=True)
class Position:
    """A place in the feed. The first one stands before everything that is kept."""

    transaction: int = 0
    number: int = 0

    @property
    def text(self) -> str:
        return f"{self.transaction}.{self.number}"

    @classmethod
    def of(cls, text: str) -> Position:
        """Read a cursor. Raises `ValueError` for one that is none."""
        transaction, number = (number_of(part) for part in (text.partition(".")[0], text.partition(".")[2]))
        if transaction is None or number is None:
            raise ValueError(text[:40])
        return cls(transaction, number)


@dataclass(frozen=True, slots=True)
class Happened:
    """One row of the feed as its readers get it."""

    number: int
    object: str
    id: int
    version: int
    op: str
    fields: tuple[str, ...]
    event: str
    owner: int | None
    member: int | None
    cause: str
    at: datetime
    position: Position


class ChangeFeed:
    """Writes the feed in the transaction of the change itself."""

    def write(self, entries: Sequence[ChangeEntry]) -> None:
        if not entries:
            return
        at = stored(ports.clock.now())
        rows = [
            (
                entry.object, entry.id, entry.version, entry.op, ",".join(entry.fields), entry.event, entry.owner,
                entry.actor.member, entry.actor.cause, at,
            )
            for entry in entries
        ]  # fmt: skip
        store.rows(Change._meta.db_table, _COLUMNS, rows)


def read(after: Position, limit: int = 500) -> list[Happened]:
    """What happened after a position, oldest first. Raises `TooOld`. Cost: one index range, one look at the oldest."""
    check(after)
    where, values = _after(after)
    sql = f'SELECT {_select()} FROM "{Change._meta.db_table}" WHERE {where} ORDER BY {_order()} LIMIT %s'  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, limit])
        return [_happened(row) for row in cursor.fetchall()]


def tail() -> Position:
    """The position after everything that can be read now, for somebody who only wants what comes."""
    table = Change._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            cursor.execute(f'SELECT MAX(id) FROM "{table}"')  # noqa: S608
            return Position(0, cursor.fetchone()[0] or 0)
        cursor.execute(f'SELECT xid, id FROM "{table}" WHERE {_SAFE} ORDER BY xid DESC, id DESC LIMIT 1')  # noqa: S608
        row = cursor.fetchone()
    return Position(*row) if row else Position()


def purge(before: datetime | None = None) -> int:
    """Delete what is older than 30 days but for the newest of it, by which a cursor is known to be too old."""
    limit = before or ports.clock.now() - KEPT
    newest = Change.objects.filter(at__lt=limit).order_by("-xid", "-id").values_list("xid", "id").first()
    if newest is None:
        return 0
    return Change.objects.filter(at__lt=limit).exclude(pk=newest[1]).delete()[0]


def check(after: Position) -> None:
    """Raises `TooOld` for a position before all that is kept, or of another database from which this one was
    restored."""
    if after == Position():
        return
    if after.transaction and after.transaction >= _next_transaction():
        raise TooOld
    first = Change.objects.order_by("xid", "id").values_list("xid", "id").first()
    if first is not None and (after.transaction, after.number) < (first[0] or 0, first[1]):
        raise TooOld


def _next_transaction() -> int:
    """The number of the first transaction that has not begun; SQLite numbers none."""
    if connection.vendor != "postgresql":
        return 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
        return int(cursor.fetchone()[0])


def touched(key: str, after: Position) -> Q:
    """Rows of one object that changed after a position, as a condition on their ids."""
    rows = Change.objects.filter(object=key)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
            safe = cursor.fetchone()[0]
        later = Q(xid__gt=after.transaction) | Q(xid=after.transaction, id__gt=after.number)
        rows = rows.filter(later, xid__gte=after.transaction, xid__lt=safe)
    else:
        rows = rows.filter(id__gt=after.number)
    return Q(pk__in=rows.values("record"))


def _after(after: Position) -> tuple[str, list[Any]]:
    if connection.vendor == "postgresql":
        return f"(xid, id) > (%s, %s) AND {_SAFE}", [after.transaction, after.number]
    return "id > %s", [after.number]


def _order() -> str:
    return "xid, id" if connection.vendor == "postgresql" else "id"


def _select() -> str:
    return ", ".join(f'"{name}"' for name in (*_READ, "xid"))


def _happened(row: Sequence[Any]) -> Happened:
    number, key, record, version, op, fields, event, owner, member, cause, at, xid = row
    if isinstance(at, str):
        at = datetime.fromisoformat(at)
    if at.tzinfo is None:  # SQLite keeps moments of UTC without their zone
        at = at.replace(tzinfo=UTC)
    return Happened(
        number, key, record, version, op, tuple(fields.split(",")) if fields else (), event, owner, member, cause,
        at, Position(xid or 0, number),
    )  # fmt: skip
