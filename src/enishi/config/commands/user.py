"""`enishi user`: people with a sign-in."""

from __future__ import annotations

import click

from enishi.config.commands import Failed, setup


@click.group("user", short_help="Make people who can sign in.")
def command() -> None:
    """People of the workspace."""


@command.command("create")
@click.argument("name")
@click.option("--admin", is_flag=True, help="Administrator: sees and changes everything.")
@click.option("--password", default="", help="Without it one is made and printed.")
@click.option("--team", default="", help="Name of a team.")
@click.option("--role", default="", help="Name of a role, or sales, sales_manager, marketing, support, read_only.")
def create(name: str, admin: bool, password: str, team: str, role: str) -> None:
    """Make the person NAME (a user name or an e-mail address) and print how to sign in."""
    setup()
    from enishi.kernel.errors import Invalid
    from enishi.platform.people import sign_ins

    try:
        _member, made = sign_ins.add(sign_ins.Person(name, password, admin, team, role))
    except Invalid as problem:
        raise Failed(" ".join(str(text) for text in problem.fields.values())) from problem
    click.echo(f"User: {name}")
    if not password:
        click.echo(f"Password: {made}")


@command.command("password")
@click.argument("name")
@click.option("--password", default="", help="Without it one is made and printed.")
def password(name: str, password: str) -> None:
    """Give the person NAME another password and end their open sessions."""
    setup()
    from enishi.kernel.errors import Invalid
    from enishi.platform.people import members, sign_ins

    member = members.find(name)
    if member is None:
        raise Failed(f"There is no person “{name}”.")
    try:
        made = sign_ins.new_sign_in(member, password)
    except Invalid as problem:
        raise Failed(" ".join(str(text) for text in problem.fields.values())) from problem
    if not password:
        click.echo(f"Password: {made}")
