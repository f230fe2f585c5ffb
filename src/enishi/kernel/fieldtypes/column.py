"""The Django columns that carry a field type: one scalar column per stored value, empty is always NULL."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from enishi.kernel.card import Choice
from enishi.kernel.fieldtypes.base import FieldType


class Column(models.Field):  # type: ignore[type-arg]
    """Mixin of all columns. `folded` keeps a folded copy in `<name>_fold` for contains and search;
    `indexed` ones are found, counted and sorted by without looking at other rows, choices in the records' order;
    `computed` columns are written by jobs only, `system` ones by the door itself. What is `unique` only one live record
    holds: the trash keeps its values and stands in nobody's way."""

    field_type: FieldType

    def __init__(
        self,
        label: Any = "",
        *,
        required: bool = False,
        folded: bool = False,
        indexed: bool = False,
        computed: bool = False,
        system: bool = False,
        options: tuple[Choice, ...] = (),
        help: Any = "",
        **more: Any,
    ) -> None:
        self.required, self.folded, self.indexed, self.alone = required, folded, indexed, more.pop("unique", False)
        self.computed, self.system, self.options = computed, system, options
        more.setdefault("null", True)
        more.setdefault("blank", True)
        more.setdefault("help_text", help)
        more.setdefault("verbose_name", label or None)
        super().__init__(**more)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Migrations record the column alone: labels, choices and rules are code, not schema."""
        name, path, _args, kwargs = super().deconstruct()
        for key in ("verbose_name", "help_text", "choices"):
            kwargs.pop(key, None)
        kwargs.update(null=self.null, blank=self.blank)
        return name, path, [], kwargs

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False, **more: Any) -> None:
        if private_only:  # dates and times pass on only what they know by name
            more["private_only"] = True
        super().contribute_to_class(cls, name, **more)
        if cls.__module__ == "__fake__" or cls._meta.abstract:
            return
        if self.alone:
            live = models.Q(trashed_at__isnull=True)
            constraint = models.UniqueConstraint(fields=[name], name=f"{cls._meta.model_name}_{name}", condition=live)
            cls._meta.constraints = [*cls._meta.constraints, constraint]
        if self.indexed:
            then = ("sort_key",) if self.options else ()
            index = models.Index(fields=[name, *then, "id", "trashed_at"], name=f"{cls._meta.model_name}_{name}"[:30])
            cls._meta.indexes = [*cls._meta.indexes, index]
        for extra, column in self.companions(name):
            if not any(f.name == extra for f in cls._meta.local_fields):
                column.contribute_to_class(cls, extra)

    def companions(self, name: str) -> list[tuple[str, Column]]:
        """Further columns this one needs beside itself."""
        if self.folded:
            return [(f"{name}_fold", TextColumn(system=True))]
        return []


class TextColumn(Column, models.TextField):  # type: ignore[type-arg]
    """Text in any length, ordered by code point on every database (COLLATE "C" on PostgreSQL)."""

    def db_parameters(self, connection: BaseDatabaseWrapper) -> dict[str, Any]:
        found: dict[str, Any] = dict(super().db_parameters(connection))
        if connection.vendor == "postgresql":
            found["collation"] = "C"
        return found


class IntegerColumn(Column, models.BigIntegerField):  # type: ignore[type-arg]
    """A whole number of 64 bits; scaled numbers and money are stored in it."""
