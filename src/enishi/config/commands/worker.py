"""`enishi worker`: the jobs alone."""

from __future__ import annotations

import signal

import click

from enishi.config.commands import setup


@click.command("worker", short_help="Run the jobs alone.")
def command() -> None:
    """Do jobs until told to stop; the one at hand is finished first."""
    setup()
    work()


def work() -> None:
    """The same in a process where everything is set up."""
    from enishi.config.forked import calm_collector
    from enishi.config.web import stop_with_parent
    from enishi.platform.jobs.worker import Worker

    calm_collector()
    worker = Worker()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: worker.stop())
    stop_with_parent(worker.stop)
    worker.run()
