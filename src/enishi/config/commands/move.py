"""`enishi move`: the workspace from SQLite to PostgreSQL, or back."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import click

from enishi.config.bar import Bar
from enishi.config.commands import Failed, setup


@click.command("move", short_help="Copy the workspace into another database.")
@click.argument("database_url")
def command(database_url: str) -> None:
    """Copy every row into the empty database of DATABASE_URL (postgresql://… or sqlite:///path), and compare them.

    Files stay where they are, and so does the old database. Stop `enishi serve` first: what is written meanwhile is
    not moved, and the command says so."""
    setup()
    from django.conf import settings

    from enishi.platform.backup.make import make
    from enishi.platform.changes import tail

    bar = Bar()
    with tempfile.TemporaryDirectory(dir=settings.ENISHI_DATA) as folder:
        file = Path(folder) / "move.enishi"
        made = make(file, bar.report, files=False)
        bar.end()
        before = tail()
        kept = {"ENISHI_DATABASE_URL": database_url, "ENISHI_DATA": str(settings.ENISHI_DATA)}
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "enishi", "restore", "--moved", str(file)], env=os.environ | kept, check=False
        )
    if done.returncode:
        raise Failed("Nothing was moved. The old database is as it was.")
    if tail() != before:
        raise Failed("Somebody wrote while the rows were moved. Stop enishi serve, empty the new database, move again.")
    click.echo(f"{made.rows:,} rows are in the new database. From now on set ENISHI_DATABASE_URL to it.", err=True)
