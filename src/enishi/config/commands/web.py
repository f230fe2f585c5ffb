"""`enishi web`: the web server alone."""

from __future__ import annotations

import os
import sys

import click

from enishi.config.commands import setup
from enishi.config.supervise import supervise, supervised, web_processes


@click.command("web", short_help="Run the web server alone.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="More than 1: PostgreSQL.")
@click.option("--silent", is_flag=True, hidden=True, help="Another process of this server greets.")
def command(host: str, port: int, workers: int, silent: bool) -> None:
    """Serve pages and API until told to stop."""
    if not supervised():
        children = web_processes(host, port, workers)
        if workers > 1:
            sys.exit(supervise(children))
    os.environ["ENISHI_PROCESS"] = "web"
    setup()
    from django.db import connection

    from enishi.config.web import run

    if not silent:
        _greet(host, port)
    connection.close()
    run(host, port)


def _greet(host: str, port: int) -> None:
    """As long as nobody administers the workspace, print a one-time link; each start ends the link before."""
    from django.conf import settings

    from enishi.platform import first_admin

    if path := first_admin.new_link():
        click.echo(f"First administrator: {settings.ENISHI_BASE_URL or f'http://{host}:{port}'}{path}", err=True)
