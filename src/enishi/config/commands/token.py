"""`enishi token`: tokens for the API."""

from __future__ import annotations

import click

from enishi.config.commands import Failed, setup


@click.group("token", short_help="Make tokens for the API.")
def command() -> None:
    """Tokens for the API."""


@command.command("create")
@click.option("--user", "name", required=True, help="User name of the person the token acts for.")
@click.option("--scope", "scopes", multiple=True, type=click.Choice(["read", "write"]), help="Default: both.")
@click.option("--name", "label", default="command line", help="What the token is for.")
def create(name: str, scopes: tuple[str, ...], label: str) -> None:
    """Make a token and print it. It is shown only here."""
    setup()
    from enishi.platform.api import tokens
    from enishi.platform.people import members

    member = members.find(name)
    if member is None:
        raise Failed(f"There is no person “{name}”. Make one: enishi user create {name}")
    click.echo(tokens.create(member.pk, label, scopes or tokens.SCOPES))
