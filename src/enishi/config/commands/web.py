"""`enishi web`: the web server alone."""

from __future__ import annotations

import sys
from functools import partial

import click

from enishi.config.commands import setup
from enishi.config.forked import disconnect
from enishi.config.supervise import Child, may_serve, supervise


@click.command("web", short_help="Run the web server alone.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="More than 1: PostgreSQL.")
def command(host: str, port: int, workers: int) -> None:
    """Serve pages and API until told to stop."""
    may_serve(host, port, workers)
    setup()
    if workers > 1:
        sys.exit(supervise(processes(host, port, workers)))
    serve(host, port)


def processes(host: str, port: int, workers: int) -> list[Child]:
    """Web processes that go on from here and share one port; the first greets. Connections are their own."""
    serves_at(host, port)
    disconnect()
    return [Child("web", partial(serve, host, port, greets=not place)) for place in range(workers)]


def serves_at(host: str, port: int) -> None:
    """Tell this process and those that go on from it where pages are found; all interfaces answer on this machine."""
    from django.conf import settings

    name = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    settings.ENISHI_SERVED_AT = f"http://{f'[{name}]' if ':' in name else name}:{port}"


def serve(host: str, port: int, *, greets: bool = True) -> None:
    """Serve from this process, where everything is set up."""
    from enishi.config.web import run

    serves_at(host, port)
    if greets:
        _greet()
    disconnect()
    run(host, port)


def _greet() -> None:
    """As long as nobody administers the workspace, print a one-time link; each start ends the link before."""
    from enishi.platform import mail
    from enishi.platform.people import first_admin

    if path := first_admin.new_link():
        click.echo(f"First administrator: {mail.address(path)}", err=True)
