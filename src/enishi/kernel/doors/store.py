"""Rows into tables, many at a time: ids are reserved first, then one INSERT or UPDATE statement runs over all rows.

Django's bulk_create and bulk_update wrote 600 rows a second where this writes 9,000 (two cores, SQLite and PostgreSQL).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import lru_cache, partial
from itertools import repeat
from operator import itemgetter
from typing import Any

from django.db import connection, models
from django.db.models.base import ModelState

from enishi.kernel.doors.moments import stored

#: Kinds of value that a driver takes as they are, and moments.
PLAIN, MOMENTS = frozenset((str, int, type(None))), frozenset((datetime, type(None)))
database: Any = connection  # its backend is ours: it also has cursors whose statements PostgreSQL keeps planned


def reserve(model: type[models.Model], count: int) -> list[int]:
    """Ids that nobody else will get, in order; on PostgreSQL none is given twice, even after a rollback."""
    table = model._meta.db_table
    with database.kept_cursor() as cursor:
        if connection.vendor == "postgresql":
            named = "(SELECT pg_get_serial_sequence(%s, 'id')::regclass)"  # of its own, so that it is looked up once
            cursor.execute(f"SELECT nextval({named}) FROM generate_series(1, %s)", [f'"{table}"', count])  # noqa: S608
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s", [count, table])
        if cursor.rowcount == 0:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, count])
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = int(cursor.fetchone()[0])
    return list(range(last - count + 1, last + 1))


def blank(model: type[models.Model], **values: Any) -> Any:
    """A new instance with the defaults of its columns and these values, by column attribute. Django's constructor,
    which also serves signals, positions and related instances, takes ten times as long."""
    record = model.__new__(model)
    plain, made = _defaults(model)
    held = vars(record)
    held["_state"] = ModelState()
    held.update(plain)
    for name, default in made:
        if name not in values:
            held[name] = default()
    held.update(values)
    return record


@lru_cache(maxsize=256)
def _defaults(model: type[models.Model]) -> tuple[dict[str, Any], tuple[tuple[str, Callable[[], Any]], ...]]:
    """Defaults that are the same for every row, and those that are made anew for each."""
    fields = model._meta.concrete_fields
    made = tuple((field.attname, field.default) for field in fields if field.has_default() and callable(field.default))
    own = {name for name, _default in made}
    return {field.attname: field.get_default() for field in fields if field.attname not in own}, made


def insert(records: Sequence[models.Model]) -> None:
    """Insert instances that already have their ids."""
    if records:
        _insert(type(records[0]), [vars(record) for record in records])


def parts(model: type[models.Model], values: Sequence[dict[str, Any]]) -> None:
    """Insert parts of other records, given as values by column attribute, the same ones each; the rest are defaults,
    and the database numbers them."""
    if values:
        _insert(model, values)


def _insert(model: type[models.Model], held: Sequence[dict[str, Any]]) -> None:
    columns: dict[str, Iterable[Any]] = {}
    for field in model._meta.concrete_fields:
        if field.attname in held[0]:
            values = _column(field, held)
            if any(value is not None for value in values):
                columns[str(field.column)] = values
        elif not field.primary_key and (default := field.get_default()) is not None:
            columns[str(field.column)] = repeat(field.get_db_prep_save(default, connection), len(held))
    rows(model._meta.db_table, list(columns), list(zip(*columns.values(), strict=True)))


def rows(table: str, columns: Sequence[str], values: Sequence[Sequence[Any]]) -> None:
    """Insert rows of driver values by one repeated statement; many of them by COPY on PostgreSQL."""
    if not values:
        return
    names = ", ".join(f'"{name}"' for name in columns)
    with database.kept_cursor() as cursor:
        if connection.vendor == "postgresql" and len(values) > 10:  # COPY crosses twice and is planned each time
            with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                for row in values:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(columns))
        cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', values)  # noqa: S608


def update(records: Iterable[tuple[models.Model, tuple[str, ...]]]) -> None:
    """Update the named columns of each instance; rows with the same columns share one statement."""
    together: dict[tuple[str, ...], list[models.Model]] = {}
    for record, names in records:
        together.setdefault(names, []).append(record)
    for names, same in together.items():
        meta = same[0]._meta
        fields = [meta.get_field(name) for name in names]
        sets = ", ".join(f'"{field.column}" = %s' for field in fields)  # type: ignore[union-attr]
        with connection.cursor() as cursor:
            held = [vars(record) for record in same]
            values = zip(*(_column(field, held) for field in [*fields, meta.pk]), strict=True)
            cursor.executemany(f'UPDATE "{meta.db_table}" SET {sets} WHERE "id" = %s', list(values))  # noqa: S608


def _column(field: Any, held: Sequence[dict[str, Any]]) -> list[Any]:
    """One column of all records. Text, numbers and empty values go to both drivers as they are; of the others, such
    as moments, each different one is prepared once."""
    values = list(map(itemgetter(field.attname), held))
    if isinstance(field, models.JSONField):
        return _documents(field, values)
    kinds = set(map(type, values))
    if kinds <= PLAIN:
        return values
    prepare = stored if kinds <= MOMENTS else partial(field.get_db_prep_save, connection=connection)
    known = {value: value if type(value) in PLAIN else prepare(value) for value in set(values)}
    return [known[value] for value in values]


def _documents(field: Any, values: Sequence[Any]) -> list[Any]:
    """JSON of each as text, which psycopg writes out no more; what records share, and what is empty, is made once."""
    known = {id(value): value for value in values if value != {}}
    ready = {place: field.get_db_prep_save(value, connection) for place, value in known.items()}
    texts = {place: one if type(one) in PLAIN else one.dumps(one.obj) for place, one in ready.items()}
    return [texts.get(id(value), "{}") for value in values]
