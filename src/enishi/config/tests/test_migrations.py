"""The short way to the tables of a new workspace ends where the single steps end."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

#: Applies the single steps up to the named ones, as a version between did.
STEPS = """
import sys, django
django.setup()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
executor = MigrationExecutor(connection)
executor.loader.replace_migrations = False
executor.loader.build_graph()
executor.migrate([tuple(step.split(".")) for step in sys.argv[1:]])
"""


def run(folder: Path, *words: str) -> None:
    folder.mkdir(exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ENISHI_")}
    subprocess.run([sys.executable, *words], env=kept | {"ENISHI_DATA": str(folder)}, check=True, capture_output=True)


def tables(folder: Path) -> list[object]:
    """Columns, links, indexes and triggers; columns that came later stand at another place and say the same."""
    connection = sqlite3.connect(folder / "enishi.sqlite3")
    found: list[object] = []
    for kind, name, text in connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name"):
        if kind == "table":
            columns = sorted(row[1:] for row in connection.execute(f'PRAGMA table_info("{name}")'))
            links = sorted(row[2:] for row in connection.execute(f'PRAGMA foreign_key_list("{name}")'))
            found.append((name, columns, links))
        elif not name.startswith("sqlite_autoindex"):
            found.append((name, text))
    connection.close()
    return found


@pytest.mark.full
@pytest.mark.parametrize(
    "steps",
    [
        ("platform.0014_forecast_of_an_import", "customers.0015_memos_are_counted_by_index"),
        ("platform.0006_view_names", "customers.0005_indexes_of_lists"),
    ],
)
def test_a_workspace_of_an_earlier_version_gets_the_tables_of_a_new_one(tmp_path: Path, steps: tuple[str, ...]) -> None:
    run(tmp_path / "new", "-m", "django", "migrate")
    run(tmp_path / "old", "-c", STEPS, *steps)
    run(tmp_path / "old", "-m", "django", "migrate")
    assert tables(tmp_path / "old") == tables(tmp_path / "new")
