"""`enishi verify`: prove that the workspace is whole."""

from __future__ import annotations

import sys

import click

from enishi.config.commands import setup


@click.command("verify", short_help="Check database, search index, audit and files.")
def command() -> None:
    """Look at every part and say what is not as it should be. Exit code 1 when something is not."""
    setup()
    from enishi.platform.integrity import verify

    broken = False
    for finding in verify():
        click.echo(f"{'problem' if finding.problem else 'ok':8}{finding.part}: {finding.problem or finding.note}")
        broken = broken or bool(finding.problem)
    sys.exit(1 if broken else 0)
