"""`enishi openapi`: the description of the API."""

from __future__ import annotations

import json

import click

from enishi.config.commands import setup


@click.command("openapi", short_help="Print the OpenAPI description of the API.")
def command() -> None:
    """Print OpenAPI 3.1 as JSON, with the objects of this workspace."""
    setup()
    from enishi.kernel.actor import SYSTEM
    from enishi.platform.api.openapi import document

    click.echo(json.dumps(document(SYSTEM), ensure_ascii=False, indent=2))
