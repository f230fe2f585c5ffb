"""The store of the database in use."""

from __future__ import annotations

from django.db import connection

from enishi.platform.search.postgres import PostgresStore
from enishi.platform.search.sqlite import SqliteStore
from enishi.platform.search.store import Store


def store_here() -> Store:
    """FTS5 on SQLite, GIN on PostgreSQL."""
    return PostgresStore() if connection.vendor == "postgresql" else SqliteStore()
