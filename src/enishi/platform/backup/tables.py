"""The tables of a workspace as neutral rows: the same on SQLite and PostgreSQL, to the byte.

Times are UTC text as SQLite keeps them, yes and no are 1 and 0, JSON is text, everything else is itself.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any
from urllib.parse import quote

import msgspec
from django.apps import apps
from django.db import connection, models, transaction

from enishi.kernel.doors import store
from enishi.platform.access_log import months, schema

#: Made anew where a backup is put back: sign-ins end, the cache and the feed begin again, marks point into files that
#: stay behind, and Django writes its own tables with the migrations.
LEFT_OUT = frozenset(
    {
        "django_session", "usersessions_usersession", "platform_sharedvalue", "platform_change", "platform_spoolmark",
        "django_content_type", "auth_permission", "auth_group", "auth_group_permissions",
    }
)  # fmt: skip
#: Numbers of transactions mean nothing in another database.
FOREIGN_COLUMNS = frozenset({"xid"})
#: Columns that the two databases keep in different ways.
KINDS = {
    "DateTimeField": "time",
    "DateField": "date",
    "BooleanField": "flag",
    "JSONField": "json",
    "GenericIPAddressField": "address",
}
CHUNK = 2_000

Row = Sequence[Any]


class Table(msgspec.Struct, frozen=True):
    """One table, its columns in a fixed order, and how their values are told. Stands in the backup itself, because a
    later version may have other columns."""

    name: str
    columns: tuple[str, ...]
    kinds: tuple[str, ...]
    key: tuple[str, ...]
    numbered: bool

    def places(self, kind: str) -> tuple[int, ...]:
        """Where columns of this kind stand."""
        return tuple(at for at, one in enumerate(self.kinds) if one == kind)


@dataclass
class Digest:
    """What a table says, in one hash that does not depend on how a database writes JSON or whole seconds."""

    table: Table
    rows: int = 0
    _hash: Any = field(default_factory=hashlib.sha256)

    def __post_init__(self) -> None:
        self._json, self._times = self.table.places("json"), self.table.places("time")

    def add(self, row: Row) -> None:
        said = list(row)
        for at in self._json:
            if said[at] not in (None, "{}", "[]"):
                said[at] = json.dumps(json.loads(said[at]), sort_keys=True)
        for at in self._times:
            if said[at] is not None and said[at].endswith(".000000"):
                said[at] = said[at][:-7]
        self.rows += 1
        self._hash.update(msgspec.json.encode(said))

    @property
    def text(self) -> str:
        return str(self._hash.hexdigest())


def tables() -> list[Table]:
    """Every table that belongs to the workspace, those that others point at first where that is possible."""
    return [named(model) for model in _after_their_targets({model._meta.db_table: model for model in _models()})]


def _models() -> Iterator[type[models.Model]]:
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy and model._meta.db_table not in LEFT_OUT:
            yield model


def named(model: type[models.Model]) -> Table:
    """The table of one model."""
    meta = model._meta
    fields = [one for one in meta.concrete_fields if one.column and one.column not in FOREIGN_COLUMNS]
    fields = [one for one in fields if not isinstance(one, models.CompositePrimaryKey)]
    return Table(
        meta.db_table,
        tuple(str(one.column) for one in fields),
        tuple(KINDS.get(one.get_internal_type(), "") for one in fields),
        tuple(str(one.column) for one in meta.pk_fields),
        isinstance(meta.pk, models.AutoField),
    )


def _after_their_targets(found: dict[str, type[models.Model]]) -> list[type[models.Model]]:
    """In an order in which links point back; tables that point at each other stand where they were met."""
    done: dict[str, type[models.Model]] = {}

    def take(name: str, above: tuple[str, ...]) -> None:
        if name in done or name in above or name not in found:
            return
        for one in found[name]._meta.concrete_fields:
            if one.remote_field:
                take(one.remote_field.model._meta.db_table, (*above, name))
        done.setdefault(name, found[name])

    for name in found:
        take(name, ())
    return list(done.values())


@contextmanager
def snapshot() -> Iterator[Reader]:
    """A reader for whom everything stands at one moment, while others go on writing."""
    if connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield Reader()
        return
    lite = sqlite3.connect(
        f"file:{quote(str(connection.settings_dict['NAME']))}?mode=ro", uri=True, isolation_level=None
    )
    try:
        lite.execute("BEGIN")
        lite.execute("SELECT 1 FROM platform_epoch").fetchone()  # the moment is that of the first read
        yield Reader(lite)
    finally:
        lite.close()


class Reader:
    """Reads tables in neutral rows, by default within the caller's transaction."""

    def __init__(self, lite: sqlite3.Connection | None = None) -> None:
        self._lite = lite
        if lite is None and connection.vendor == "sqlite":
            connection.ensure_connection()
            self._lite = connection.connection

    def rows(self, table: Table) -> Iterator[Row]:
        """All rows in the order of their keys. Cost: one walk through the table."""
        keys = ", ".join(f'"{name}"' for name in table.key)
        if self._lite is not None:
            # the plus hides the declared type, by which Django's connection would turn text into times
            named = ", ".join(
                f'+"{name}"' if kind else f'"{name}"' for name, kind in zip(table.columns, table.kinds, strict=True)
            )
            yield from self._lite.execute(f'SELECT {named} FROM "{table.name}" ORDER BY {keys}')  # noqa: S608
            return
        named = ", ".join(_told(name, kind) for name, kind in zip(table.columns, table.kinds, strict=True))
        with connection.connection.cursor(name="enishi_backup") as cursor:
            cursor.itersize = CHUNK
            cursor.execute(f'SELECT {named} FROM "{table.name}" ORDER BY {keys}')  # noqa: S608
            yield from cursor

    def count(self, table: Table) -> int:
        """So many rows the table has."""
        return int(self.every(f'SELECT COUNT(*) FROM "{table.name}"')[0][0])  # noqa: S608

    def column(self, table: str, column: str) -> list[Any]:
        """The values of one column."""
        return [row[0] for row in self.every(f'SELECT "{column}" FROM "{table}" ORDER BY id')]  # noqa: S608

    def highest(self, table: Table) -> int:
        """The highest number the table has ever given."""
        if not table.numbered:
            return 0
        if self._lite is not None:
            found = self._lite.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", [table.name]).fetchall()
        else:
            found = self.every(
                f"SELECT pg_sequence_last_value(pg_get_serial_sequence('{table.name}', '{table.key[0]}'))"
            )
        return int(found[0][0] or 0) if found else 0

    def one(self, sql: str) -> Row | None:
        """The first row of a question, or None."""
        return next(iter(self.every(sql)), None)

    def every(self, sql: str) -> list[Row]:
        """All rows of a question about this moment."""
        if self._lite is not None:
            return self._lite.execute(sql).fetchall()
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return list(cursor.fetchall())


def load(table: Table, rows: Iterable[Row]) -> None:
    """Put rows into an empty table, inside the caller's transaction."""
    stream = iter(rows)
    while part := list(islice(stream, CHUNK)):
        _make_months(table, part)
        _insert(table, part)


def _insert(table: Table, rows: Sequence[Row]) -> None:
    """On PostgreSQL always by COPY, which reads text as whatever the column is."""
    if connection.vendor != "postgresql":
        store.rows(table.name, table.columns, rows)
        return
    names = ", ".join(f'"{name}"' for name in table.columns)
    with connection.cursor() as cursor, cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row(row)


def clear(every: Sequence[Table]) -> None:
    """Take out what the migrations put into new tables."""
    with connection.cursor() as cursor:
        for table in reversed(every):
            cursor.execute(f'DELETE FROM "{table.name}"')  # noqa: S608


def go_on_after(table: Table, number: int) -> None:
    """The next row of the table gets a higher number than this one."""
    if not table.numbered or not number:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [table.name, table.key[0], number])
            return
        cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE name = %s", [number, table.name])
        if not cursor.rowcount:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table.name, number])


def _make_months(table: Table, rows: Sequence[Row]) -> None:
    """The access log of PostgreSQL has a part for each month."""
    if table.name not in schema.TABLES:
        return
    at = next(place for place, name in enumerate(table.columns) if name in ("at", "day"))
    for day in {row[at][:7] for row in rows}:
        months.make(date.fromisoformat(f"{day}-01"))


def _told(column: str, kind: str) -> str:
    """The SQL by which PostgreSQL tells a column neutrally."""
    name = f'"{column}"'
    if kind == "time":
        told = f"to_char({name} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
        return f"CASE WHEN {told} LIKE '%%.000000' THEN left({told}, 19) ELSE {told} END".replace("%%", "%")
    if kind == "date":
        return f"to_char({name}, 'YYYY-MM-DD')"
    if kind == "flag":
        return f"{name}::int"
    return f"{name}::text" if kind in ("json", "address") else name
