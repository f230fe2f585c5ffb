"""`enishi bench`: measure this installation."""

from __future__ import annotations

import json
import os
import platform
import sys
from pathlib import Path
from typing import Any

import click


@click.command("bench", short_help="Measure speed and memory.")
@click.argument("names", nargs=-1, metavar="[NAME]…")
@click.option("--scale", type=click.Choice(["small", "medium", "bench", "large"]), default="bench", show_default=True)
@click.option("--data", type=click.Path(path_type=Path), default=Path("data/bench"), show_default=True)
@click.option("--json", "as_json", is_flag=True, help="End with one JSON object on standard output.")
@click.option("--list", "listing", is_flag=True, help="Name the benchmarks and stop.")
def command(names: tuple[str, ...], scale: str, data: Path, as_json: bool, listing: bool) -> None:
    """Take the figures NAME (all without one) on a workspace of its own, which is kept between runs.

    ENISHI_DATABASE_URL may name an empty PostgreSQL database for it, which is kept as well.
    """
    from enishi.config.bench import BENCHMARKS

    if listing:
        for found in BENCHMARKS.values():
            click.echo(f"{found.name:<20} {found.about}")
        return
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        raise click.UsageError(f"There is no benchmark {unknown[0]}. Name them: enishi bench --list")
    folder = data.absolute() / (f"{scale}-postgresql" if os.environ.get("ENISHI_DATABASE_URL") else scale)
    os.environ["ENISHI_DATA"] = str(folder)
    results = _run([name for name in BENCHMARKS if not names or name in names], folder, scale)
    if as_json:
        click.echo(json.dumps({"machine": _machine(), "results": results}, ensure_ascii=False))
    if not results:
        sys.exit(1)


def _run(names: list[str], folder: Path, scale: str) -> list[dict[str, Any]]:
    from enishi.config.bar import Bar
    from enishi.config.bench import BENCHMARKS, NotThere, workspace
    from enishi.config.bench.importing import import_rows
    from enishi.config.bench.measures import MEASURES
    from enishi.config.bench.server import Server
    from enishi.config.commands import is_ready, setup

    if not workspace.is_there(folder, scale):
        workspace.clear(folder)
    setup(tables=False)
    if not (workspace.is_there(folder, scale) and is_ready()):
        click.echo(f"Making the workspace in {folder}; it is kept for the next time.", err=True)
        bar = Bar()
        workspace.build(folder, scale, bar.report)
        bar.end()
    ways = workspace.ways()
    results = []

    def keep(name: str, value: float, note: str) -> None:
        found = BENCHMARKS[name]
        good = value <= found.target if found.better == "lower" else value >= found.target
        sign = "≤" if found.better == "lower" else "≥"
        mark = "" if good else "  missed"
        click.echo(f"{name:<20} {value:>10,.1f} {found.unit:<4} ({sign} {found.target:,.0f}) {note}{mark}", err=True)
        results.append({
            "name": name, "value": round(value, 2), "unit": found.unit, "better": found.better, "target": found.target,
        })  # fmt: skip

    served = [name for name in MEASURES if name in names]
    if served:
        with Server("/o/contacts", ways.pages) as server:
            for name in served:
                try:
                    keep(name, *MEASURES[name](server, ways))
                except NotThere as problem:
                    click.echo(f"{name:<20} not measured: {problem}", err=True)
    if "import-rows-per-s" in names:
        try:
            keep("import-rows-per-s", *import_rows())
        except NotThere as problem:
            click.echo(f"{'import-rows-per-s':<20} not measured: {problem}", err=True)
    return results


def _machine() -> dict[str, Any]:
    from django.db import connection

    return {
        "cores": os.cpu_count(), "python": platform.python_version(), "system": platform.platform(),
        "database": connection.vendor,
    }  # fmt: skip
