"""Moments as the database driver wants them, for rows that are written without model instances."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection


def stored(moment: datetime) -> Any:
    """The driver's form of an aware moment."""
    return connection.ops.adapt_datetimefield_value(moment)
