"""`enishi init`: make or update the tables, and the roles a workspace starts with."""

from __future__ import annotations

import click

from enishi.config.commands import setup


@click.command("init", short_help="Make or update the database.")
@click.option("--language", type=click.Choice(["ja", "en"]), default="ja", help="Language of the workspace.")
def command(language: str) -> None:
    """Make the data folder and the tables, or bring them up to date. Run again after each update of Enishi."""
    setup(tables=False)
    prepare(language)
    from enishi.platform.people import first_admin

    if first_admin.is_wanted():
        click.echo(
            "The database is ready. Next: enishi serve. It prints the link for the first administrator.", err=True
        )
        click.echo("Or without a link: enishi user create NAME --admin", err=True)
    else:
        click.echo("The database is ready.", err=True)


def prepare(language: str = "ja") -> None:
    """Everything an empty workspace needs before its first sign-in."""
    from django.core.management import call_command

    from enishi.kernel.ports import ports
    from enishi.platform import epoch, workspace
    from enishi.platform.people import roles

    call_command("migrate", interactive=False, verbosity=0)
    epoch.forget()
    workspace.forget()
    with ports.lock.write():
        if workspace.current().made_at is None:
            workspace.change(language=language)
        roles.seed(workspace.current().language)
