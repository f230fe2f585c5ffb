"""`enishi export`: a list of the workspace as a file."""

from __future__ import annotations

from pathlib import Path

import click

from enishi.config.commands import Failed, setup


@click.command("export", short_help="Write a list as CSV, Excel or JSON lines.")
@click.argument("object_name", metavar="OBJECT")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--view", default="", metavar="NAME", help="A saved view: its condition, order and columns.")
@click.option("--user", default="", metavar="NAME", help="Who exports; without it the oldest active administrator.")
@click.option("--encoding", type=click.Choice(["utf-8", "cp932"]), default="utf-8", help="Of a CSV file.")
def command(object_name: str, file: Path, view: str, user: str, encoding: str) -> None:
    """Write OBJECT (contacts, accounts …) to FILE, whose ending says the format: .csv, .xlsx or .jsonl."""
    setup()
    from enishi.config.acting import acting, named
    from enishi.kernel.errors import Refused
    from enishi.platform.access_log.seen import noted
    from enishi.platform.list_query import ListQuery
    from enishi.platform.transfer.export import export, view_query

    card, actor = named(object_name), acting(user)
    try:
        query = view_query(card, view, actor) if view else ListQuery()
        with noted():
            done = export(card, actor, query, file, encoding="utf-8-sig" if encoding == "utf-8" else "cp932")
    except Refused as problem:
        raise Failed(str(problem.message)) from problem
    except OSError as problem:
        raise Failed(f"The file {file.name} cannot be written: {problem.strerror}.") from problem
    lost = f", {done.lost:,} cells hold characters that do not exist in CP932" if done.lost else ""
    click.echo(f"{done.rows:,} rows{lost}", err=True)
