"""`enishi serve`: web server and worker together."""

from __future__ import annotations

import sys
from functools import partial

import click

from enishi.config.commands import setup


@click.command("serve", short_help="Run web server and worker together.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="More than 1: PostgreSQL.")
def command(host: str, port: int, workers: int) -> None:
    """Serve until Ctrl-C. Either process is started again when it crashes."""
    setup()
    click.echo(f"Enishi: http://{host}:{port}  (Ctrl-C stops)", err=True)
    serve(host, port, workers)


def serve(host: str, port: int, workers: int = 1) -> None:
    """Both processes go on from here: what is loaded is loaded once, connections are their own."""
    from enishi.config.commands import web, worker
    from enishi.config.forked import disconnect
    from enishi.config.supervise import Child, supervise

    disconnect()
    pages = partial(web.serve, host, port, workers)
    sys.exit(supervise([Child("web", pages), Child("worker", worker.work)]))
