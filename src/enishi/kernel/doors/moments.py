"""Moments as the database driver wants them, for rows that are written without the ORM."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.db import connection


@lru_cache(maxsize=5_000)
def stored(moment: datetime | None) -> Any:
    """The driver's form of an aware moment, as Django's own adapter gives it, which takes twenty times as long."""
    if moment is None or connection.vendor != "sqlite":
        return moment
    return str(moment if moment.tzinfo is UTC else moment.astimezone(UTC))[: -len("+00:00")]
