"""Moments as the database driver wants them, for rows that are written without model instances."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db import connection


@lru_cache(maxsize=1_000)
def stored(moment: datetime) -> Any:
    """The driver's form of an aware moment. Remembered: the rows of a chunk carry the same few."""
    return connection.ops.adapt_datetimefield_value(moment)
