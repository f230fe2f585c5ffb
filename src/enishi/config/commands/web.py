"""`enishi web`: the web server alone."""

from __future__ import annotations

import click

from enishi.config.commands import setup
from enishi.config.forked import disconnect


@click.command("web", short_help="Run the web server alone.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="More than 1: PostgreSQL.")
def command(host: str, port: int, workers: int) -> None:
    """Serve pages and API until told to stop."""
    setup()
    serve(host, port, workers)


def serve(host: str, port: int, workers: int) -> None:
    """The same in a process where everything is set up."""
    from django.db import connection

    from enishi.config.web import run

    if workers > 1 and connection.vendor == "sqlite":
        raise click.UsageError("--workers above 1 needs PostgreSQL; on SQLite one process serves.")
    _greet(host, port)
    disconnect()
    run(host, port, workers)


def _greet(host: str, port: int) -> None:
    """As long as nobody administers the workspace, print a one-time link; each start ends the link before."""
    from django.conf import settings

    from enishi.platform import first_admin

    if path := first_admin.new_link():
        click.echo(f"First administrator: {settings.ENISHI_BASE_URL or f'http://{host}:{port}'}{path}", err=True)
