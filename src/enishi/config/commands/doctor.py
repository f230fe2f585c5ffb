"""`enishi doctor`: how this installation is set up, and what would be better."""

from __future__ import annotations

import sys

import click

from enishi.config.commands import setup


@click.command("doctor", short_help="Look at the set-up and say what to mend.")
def command() -> None:
    """Look at folder, disk, address, mail, database, worker, seals and backups. Exit code 1 when there is a problem;
    a warning alone is none. Whether the data are whole is asked of `enishi verify`."""
    setup()
    from enishi.platform.doctor import examine

    bad = False
    for sign in examine():
        click.echo(f"{sign.state:8}{sign.part}: {sign.note}")
        if sign.advice:
            click.echo(f"{'':8}→ {sign.advice}")
        bad = bad or sign.state == "problem"
    sys.exit(1 if bad else 0)
