"""Columns of several values: a JSON column, and the one expression that looks into it on both databases."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q
from django.db.models.sql.compiler import SQLCompiler

from enishi.kernel.fieldtypes.base import EQUALITY, FieldType, ValueContext
from enishi.kernel.fieldtypes.column import Column

SEPARATORS = re.compile(r"[,、，;；\n\t]")


class Many(FieldType):
    """Several values as a list without doubles; "is" and "contains" mean: has it, "in": has one of them."""

    operators = (*EQUALITY, "contains")
    sortable = False
    many = True

    def identity(self, item: str) -> Hashable:
        """What makes two items the same one."""
        return item

    def operand(self, raw: Any, op: str, ctx: ValueContext) -> Any:
        if op in ("in", "not_in"):
            found = super().operand(raw, op, ctx)
            return [item for items in found if items for item in items]
        return super().operand(raw, op, ctx)

    def to_q(self, column: str, op: str, value: Any) -> Q:
        found = Q(**{f"{column}__isnull": False})
        if op == "is_not_empty":
            return found
        names = [self.identity(item) for item in value]
        if op == "in":
            return found & Q(**{f"{column}__has_one_of": names})
        for name in names:
            found &= Q(**{f"{column}__has_one_of": [name]})
        return found

    def holds(self, stored: Any, op: str, value: Any) -> bool:
        if stored is None or op == "is_not_empty":
            return stored is not None
        names = {self.identity(item) for item in stored}
        wanted = {self.identity(item) for item in value}
        return bool(names & wanted) if op == "in" else wanted <= names

    def index_text(self, value: Any) -> Iterable[str]:
        return () if value is None else tuple(value)


class ManyColumn(Column, models.JSONField):
    """A JSON array of keys (an object where `part` is "key"); never an empty one: that is NULL."""

    part = "value"


@ManyColumn.register_lookup
class HasOneOf(models.Lookup):
    """True when the column holds at least one of the names: an element of the array, or a key of the object."""

    lookup_name = "has_one_of"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        column, params = self.process_lhs(compiler, connection)
        names = list(self.rhs)
        if connection.vendor == "postgresql":
            return f"{column} ?| %s::text[]", (*params, names)
        part = getattr(self.lhs.output_field, "part", "value")
        marks = ", ".join(["%s"] * len(names)) or "NULL"
        sql = f"EXISTS (SELECT 1 FROM json_each({column}) AS item WHERE item.{part} IN ({marks}))"  # noqa: S608
        return sql, (*params, *names)
