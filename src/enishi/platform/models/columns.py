"""Columns that every record has and nobody types: its number, and who did something to it."""

from __future__ import annotations

from typing import Any

from django.db import models

from enishi.kernel.fieldtypes.column import Column
from enishi.kernel.fieldtypes.link import MemberField
from enishi.kernel.fieldtypes.number import Number


class IdColumn(Column, models.BigAutoField):  # type: ignore[type-arg]
    """The number of a row: 64 bits from the table's own sequence, never reused."""

    field_type = Number(minimum=1)

    def __init__(self, label: Any = "", **more: Any) -> None:
        more.setdefault("primary_key", True)
        more.setdefault("null", False)
        more.setdefault("system", True)
        super().__init__(label, **more)


def hand(label: Any) -> MemberField:
    """Who did something to a record; the person may leave, the record keeps the name."""
    return MemberField("platform.Member", label, related_name="+", system=True, db_index=False)
