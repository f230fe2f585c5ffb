"""The database backend that settings name as ENGINE; Django looks for it in a module of this name."""

from __future__ import annotations

from typing import Any

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    """SQLite keeps the statements of every cursor compiled."""

    def kept_cursor(self) -> Any:
        """A cursor for statements that come again with other values."""
        return self.cursor()
