"""The tables of the access log in the words of each database: kept by month, and only added to.

PostgreSQL has a partition a month, which goes as a whole when its time is over. SQLite has one table whose triggers let
go of rows that old and of no others.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

#: Months that are kept beside the present one.
KEPT_MONTHS = 13
TABLES = ("platform_shown", "platform_shownday")
_NO = "the access log is append-only"
_SQLITE = (
    """CREATE TABLE platform_shown (
        id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, member INTEGER NOT NULL, kind TEXT NOT NULL,
        via TEXT NOT NULL, token INTEGER, request TEXT NOT NULL, records TEXT NOT NULL)""",
    "CREATE INDEX shown_member ON platform_shown (member, at)",
    "CREATE INDEX shown_at ON platform_shown (at)",
    """CREATE TABLE platform_shownday (
        object TEXT NOT NULL, record INTEGER NOT NULL, day TEXT NOT NULL, member INTEGER NOT NULL,
        PRIMARY KEY (object, record, day, member)) WITHOUT ROWID""",
    "CREATE INDEX shownday_day ON platform_shownday (day)",
)
_POSTGRESQL = (
    """CREATE TABLE platform_shown (
        id BIGSERIAL, at TIMESTAMPTZ NOT NULL, member BIGINT NOT NULL, kind VARCHAR(8) COLLATE "C" NOT NULL,
        via VARCHAR(16) COLLATE "C" NOT NULL, token BIGINT, request VARCHAR(16) COLLATE "C" NOT NULL,
        records TEXT COLLATE "C" NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (at)""",
    "CREATE INDEX shown_member ON platform_shown (member, at)",
    "CREATE INDEX shown_at ON platform_shown (at)",
    """CREATE TABLE platform_shownday (
        object VARCHAR(64) COLLATE "C" NOT NULL, record BIGINT NOT NULL, day DATE NOT NULL, member BIGINT NOT NULL,
        PRIMARY KEY (object, record, day, member)) PARTITION BY RANGE (day)""",
    f"CREATE FUNCTION enishi_shown_only_added() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_NO}'; END $$",
)


def create(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the tables with their triggers."""
    is_postgresql = editor.connection.vendor == "postgresql"
    for statement in (*(_POSTGRESQL if is_postgresql else _SQLITE), *guards(editor.connection)[0]):
        editor.execute(statement)


def drop(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Remove them with all rows."""
    for table in TABLES:
        editor.execute(f"DROP TABLE IF EXISTS {table}")
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP FUNCTION IF EXISTS enishi_shown_only_added()")


def guards(database: BaseDatabaseWrapper) -> tuple[list[str], list[str]]:
    """What creates the triggers, and what drops them."""
    install, remove = [], []
    for table, column in zip(TABLES, ("at", "day"), strict=True):
        name = table.removeprefix("platform_")
        if database.vendor == "postgresql":
            call = "EXECUTE FUNCTION enishi_shown_only_added()"
            install += [
                f"CREATE TRIGGER {name}_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {call}",
                f"CREATE TRIGGER {name}_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {call}",
            ]
            remove += [f"DROP TRIGGER IF EXISTS {name}_{what} ON {table}" for what in ("change", "truncate")]
            continue
        abort = f"BEGIN SELECT RAISE(ABORT, '{_NO}'); END"
        old = f"OLD.{column} < date('now', 'start of month', '-{KEPT_MONTHS} months')"
        install += [
            f"CREATE TRIGGER {name}_change BEFORE UPDATE ON {table} {abort}",
            f"CREATE TRIGGER {name}_delete BEFORE DELETE ON {table} WHEN NOT {old} {abort}",
        ]
        remove += [f"DROP TRIGGER IF EXISTS {name}_{what}" for what in ("change", "delete")]
    return install, remove
