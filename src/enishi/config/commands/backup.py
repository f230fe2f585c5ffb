"""`enishi backup`: the whole workspace as one file, while people go on working."""

from __future__ import annotations

from pathlib import Path

import click

from enishi.config.bar import Bar
from enishi.config.commands import Failed, setup


@click.command("backup", short_help="Write the whole workspace to one file.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--key",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Seal it for the key in this file, which is made when there is none.",
)
@click.option(
    "--to",
    "recipient",
    default="",
    metavar="AGE1…",
    help="Seal it for this public key, whose other half lies elsewhere.",
)
def command(file: Path, key: Path | None, recipient: str) -> None:
    """Write FILE: every row, every stored file, as they stand at one moment. Nobody has to stop working.

    Without --key or --to the file is open to whoever has it, and does not hold the secret key of the workspace.
    """
    setup()
    from enishi.platform.backup.archive import Unreadable, identity_of, is_recipient, new_identity, recipient_of
    from enishi.platform.backup.make import make

    if recipient and (key or not is_recipient(recipient)):
        raise click.UsageError("--to takes one public key (age1…), and no --key beside it.")
    bar = Bar()
    try:
        if key and not key.exists():
            recipient = new_identity(key)
            click.echo(
                f"The key is new: {key}. Keep it apart from the backups; without it none can be opened.", err=True
            )
        elif key:
            recipient = recipient_of(identity_of(key))
        made = make(file, bar.report, recipient=recipient)
    except (OSError, Unreadable) as problem:
        raise Failed(f"The backup could not be written: {problem}. No file was left behind.") from problem
    bar.end()
    click.echo(f"{file.name}: {made.rows:,} rows, {made.files:,} files, {made.bytes:,} bytes.", err=True)
    for name in made.missing:
        click.echo(f"Missing: {name}. Its content was not in the data folder.", err=True)
    if not recipient:
        click.echo(
            "It is not sealed, and the secret key is not in it: copy secret.key from the data folder as well.", err=True
        )
