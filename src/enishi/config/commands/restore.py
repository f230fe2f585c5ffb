"""`enishi restore`: a backup put back on an empty machine."""

from __future__ import annotations

from pathlib import Path

import click

from enishi.config.bar import Bar
from enishi.config.commands import Failed, setup


@click.command("restore", short_help="Put a backup back into an empty workspace.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option(
    "--key", type=click.Path(path_type=Path, dir_okay=False, exists=True), help="The key file of a sealed backup."
)
@click.option("--check", "only_check", is_flag=True, help="Read the whole backup and compare it; write nothing.")
@click.option("--moved", is_flag=True, hidden=True)
def command(file: Path, key: Path | None, only_check: bool, moved: bool) -> None:
    """Put the backup FILE back: into SQLite or PostgreSQL, whichever the other one was. ENISHI_DATA and
    ENISHI_DATABASE_URL must name an empty place. Everything is compared with what was written before it counts."""
    setup(tables=False)
    from django.conf import settings
    from django.db import DatabaseError

    from enishi.platform.backup.archive import Unreadable, identity_of, reading
    from enishi.platform.backup.restore import GAP, NotEmpty, restore

    bar = Bar()
    try:
        identity = identity_of(key) if key else ""
        with reading(file, identity, within=Path(settings.ENISHI_DATA)) as reader:
            if only_check:
                reader.check(lambda done, total: bar.report("check", done, total))
                bar.end()
                click.echo(f"The backup of {reader.manifest.made_at} is whole.", err=True)
                return
            done = restore(reader, bar.report, gap=0 if moved else GAP, files=not moved)
    except NotEmpty as problem:
        text = "There is a workspace already, and a restore never overwrites one. Set ENISHI_DATA to an empty folder"
        raise Failed(f"{text}, and ENISHI_DATABASE_URL to an empty database if you use it.") from problem
    except Unreadable as problem:
        raise Failed(f"{file.name} cannot be restored. {problem} Nothing was put back.") from problem
    except (OSError, DatabaseError) as problem:
        raise Failed(f"The restore stopped: {problem}. No row was put back; mend that and run it again.") from problem
    bar.end()
    click.echo(f"{done.rows:,} rows and {done.files:,} files are back as of {done.made_at}, and compared.", err=True)
    if done.keyless and not moved:
        text = "The secret key was not in the backup: copy secret.key of the old data folder into the new one"
        click.echo(f"{text}, or API tokens end and two-step sign-in has to be set up anew.", err=True)
