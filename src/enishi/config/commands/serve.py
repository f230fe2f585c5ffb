"""`enishi serve`: web server and worker together."""

from __future__ import annotations

import sys

import click

from enishi.config.commands import setup, web, worker
from enishi.config.supervise import Child, may_serve, supervise


@click.command("serve", short_help="Run web server and worker together.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="More than 1: PostgreSQL.")
def command(host: str, port: int, workers: int) -> None:
    """Serve until Ctrl-C. A process that crashes is started again while the others go on."""
    may_serve(host, port, workers)
    setup()
    click.echo(f"Enishi: http://{host}:{port}  (Ctrl-C stops)", err=True)
    serve(host, port, workers)


def serve(host: str, port: int, workers: int = 1) -> None:
    """All processes go on from here: what is loaded is loaded once."""
    sys.exit(supervise([*web.processes(host, port, workers), Child("worker", worker.work)]))
