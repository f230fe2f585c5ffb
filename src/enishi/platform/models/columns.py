"""Columns that every record has and nobody types: numbers of rows, moments, and JSON kept beside the card."""

from __future__ import annotations

from typing import Any

from django.db import models

from enishi.kernel.fieldtypes.column import Column
from enishi.kernel.fieldtypes.link import MemberField
from enishi.kernel.fieldtypes.text import Text


class IdColumn(Column, models.BigAutoField):  # type: ignore[type-arg]
    """The number of a row: 64 bits from the table's own sequence, never reused (decision 26)."""

    field_type = Text()

    def __init__(self, label: Any = "", **more: Any) -> None:
        more.setdefault("primary_key", True)
        more.setdefault("null", False)
        more.setdefault("system", True)
        super().__init__(label, **more)


class CounterColumn(Column, models.BigIntegerField):  # type: ignore[type-arg]
    """A number the door counts up by itself."""

    field_type = Text()


class MomentColumn(Column, models.DateTimeField):  # type: ignore[type-arg]
    """A moment the door writes by itself, in UTC."""

    field_type = Text()


def hand(label: Any) -> MemberField:
    """Who did something to a record; the person may leave, the record keeps the name."""
    return MemberField("platform.Member", label, related_name="+", system=True, db_index=False)
