"""The command `enishi`: each subcommand is one small file here, found by its name."""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys

import click

from enishi import __version__
from enishi.config.environment import WrongSetting

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enishi.config.settings")


class Failed(click.ClickException):
    """A command could not do its work; the sentence says what to do. Exit code 1."""


class Group(click.Group):
    """Finds the file of a subcommand when it is asked for, so that none pays for the imports of another."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(part.name.strip("_") for part in pkgutil.iter_modules(__path__))

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        files = {part.name.strip("_"): part.name for part in pkgutil.iter_modules(__path__)}
        if name not in files:
            return None
        found: click.Command = importlib.import_module(f"{__name__}.{files[name]}").command
        return found


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="enishi")
def enishi() -> None:
    """Enishi, a CRM. Configured by ENISHI_* variables; ENISHI_DATA is the data folder (default: ./data)."""


def main() -> None:
    """Run a subcommand; exit code 0 when done, 1 when it failed, 2 for wrong use."""
    try:
        enishi.main(prog_name="enishi")
    except WrongSetting as problem:
        click.echo(f"Error: {problem}", err=True)
        sys.exit(2)


def setup(*, tables: bool = True) -> None:
    """Load the rooms and bind the ports; with `tables`, refuse to go on without an up-to-date database."""
    import django

    os.umask(0o077)  # what a command makes, the database first, is for its owner alone
    django.setup()
    _speak()
    if tables and not is_ready():
        raise Failed("The database is not ready. Run: enishi init")


def _speak() -> None:
    """Messages of a command are in the language of the terminal."""
    from django.utils import translation

    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    translation.activate("ja" if spoken.startswith("ja") else "en")


def is_ready() -> bool:
    """Whether all tables are there and no migration waits."""
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as problem:
        raise Failed(f"The database cannot be reached: {problem}") from problem
