"""`enishi import`: a file into the workspace from the command line."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from enishi.config.commands import Failed, setup

if TYPE_CHECKING:
    from enishi.kernel.actor import Actor
    from enishi.kernel.card import Card
    from enishi.platform.models import ImportRun
    from enishi.platform.transfer.wizard.report import Fault
    from enishi.platform.transfer.writing.write import Progress

TOLD = 20
"""Rows with an error that are told in words; --json has them all."""


@click.command("import", short_help="Import a CSV, TSV or Excel file.")
@click.argument("object_name", metavar="OBJECT")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--sheet", default="", metavar="NAME", help="Sheet of a workbook; without it the one that fits best.")
@click.option("--mapping", "mapping_name", default="", metavar="NAME", help="A mapping kept in the workspace.")
@click.option("--user", default="", metavar="NAME", help="Who imports; without it the oldest active administrator.")
@click.option("--dry-run", is_flag=True, help="Say what would happen and write nothing.")
@click.option("--yes", is_flag=True, help="Take suggestions that are at least 80 % certain and ask nothing.")
@click.option("--strict", is_flag=True, help="Exit code 1 when a row has an error.")
@click.option("--json", "as_json", is_flag=True, help="End with one JSON object on standard output.")
def command(
    object_name: str, file: Path, sheet: str, mapping_name: str, user: str, dry_run: bool, yes: bool, strict: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Import FILE as OBJECT (contacts, accounts)."""
    setup()
    from enishi.config.acting import acting, named
    from enishi.config.forked import calm_collector
    from enishi.kernel.errors import Refused
    from enishi.platform.transfer import runs
    from enishi.platform.transfer.files.problems import Unreadable

    card, actor = named(object_name), acting(user)
    calm_collector()
    began = time.monotonic()
    try:
        run, fresh = _prepared(card, actor, file, sheet, mapping_name, yes=yes, look=dry_run)
        try:
            _tell(run, sheet)
            if not (dry_run or yes) and not _agreed(run, actor):
                raise Failed("Nothing was imported.")
            counts, faults = _previewed(run, actor) if dry_run else _written(run, actor)
        finally:
            if fresh and runs.untouched(run):
                runs.discard(run)
    except Unreadable as problem:
        raise Failed(problem.message) from problem
    except Refused as problem:
        raise Failed(problem.message) from problem
    _report(counts, faults, None if dry_run else run.pk, time.monotonic() - began, as_json=as_json)
    if strict and counts.get("error", 0):
        sys.exit(1)


def _prepared(
    card: Card, actor: Actor, file: Path, sheet: str, mapping_name: str, *, yes: bool, look: bool
) -> tuple[ImportRun, bool]:
    """The run of this file, and whether it was begun just now; a look takes no interrupted import for its own."""
    from enishi.platform.transfer import runs
    from enishi.platform.transfer.columns.suggest import TAKEN_FROM

    run = runs.start_path(file, actor, card.key, sheet)
    left = None if look else runs.unfinished(run.digest, card.key, run.sheet, actor)
    if left is not None:
        click.echo(f"Going on with import {left.pk}, which was interrupted.", err=True)
        runs.discard(run)
        return left, False
    mapping = runs.saved(mapping_name, card, actor) if mapping_name else runs.mapping_of(run)
    runs.decide(run, runs.sure_only(mapping, 0.0 if mapping_name else TAKEN_FROM if yes else 0.5))
    return run, True


def _tell(run: ImportRun, sheet: str) -> None:
    """Sheet and columns, so that nobody wonders afterwards where something went."""
    from enishi.kernel.registry import registry
    from enishi.platform.transfer import runs
    from enishi.platform.transfer.columns.targets import label_of

    if run.sheet and not sheet:
        click.echo(f"Sheet: {run.sheet}", err=True)
    mapping, card = runs.mapping_of(run), registry.card(run.object)
    used = mapping.used()
    source = runs.opened(run)
    names = {column.index: column.header for column in source.columns}
    source.close()
    for one in mapping.columns:
        target = used.get(one.column)
        where = label_of(card, target) if target else "left out" if not one.ticked else "kept in the notes"
        click.echo(f"  {names.get(one.column, '')} → {where}", err=True)


def _agreed(run: ImportRun, actor: Actor) -> bool:
    counts, faults = _previewed(run, actor)
    _name(faults)
    click.echo(", ".join(f"{name} {number:,}" for name, number in counts.items() if number), err=True)
    if not sys.stdin.isatty():
        raise Failed("Nobody is there to confirm. Add --yes to import, or --dry-run to look.")
    return click.confirm("Import?", err=True)


def _previewed(run: ImportRun, actor: Actor) -> tuple[dict[str, int], list[Fault]]:
    from enishi.platform.transfer import runs
    from enishi.platform.transfer.wizard.report import fault_of
    from enishi.platform.transfer.writing.engine import preview

    source = runs.opened(run)
    headers = [column.header for column in source.columns]
    source.close()
    faults: list[Fault] = []

    def see(row: int, verdict: str, detail: str) -> None:
        if verdict == "error":
            faults.append(fault_of(row, detail, headers))

    return preview(run, actor, see), faults


def _written(run: ImportRun, actor: Actor) -> tuple[dict[str, int], list[Fault]]:
    from enishi.platform.transfer.wizard.report import faults
    from enishi.platform.transfer.writing.engine import carry

    run = carry(run, actor, listen=_shown if sys.stderr.isatty() else None)
    return dict(run.counts), faults(run)


def _shown(progress: Progress) -> None:
    click.echo(f"\r{progress.rows:,} rows", err=True, nl=False)


def _name(faults: list[Fault]) -> None:
    """The first rows with an error, each with its cell, its value and what to do."""
    for fault in faults[:TOLD]:
        click.echo(f"Row {fault.row}: {' '.join(fault.reasons)}", err=True)
    if len(faults) > TOLD:
        click.echo(f"{len(faults) - TOLD:,} more rows have an error; --json names them all.", err=True)


def _report(
    counts: dict[str, int], faults: list[Fault], number: int | None, seconds: float, *, as_json: bool
) -> None:  # fmt: skip
    """The five figures of the contract: an open question that a look found counts as created, as --yes would."""
    figures = {
        "created": counts.get("create", 0) + counts.get("question", 0),
        "updated": counts.get("update", 0),
        "unchanged": counts.get("unchanged", 0),
        "skipped": counts.get("skip", 0),
        "errors": counts.get("error", 0),
    }
    figures = {"rows": sum(figures.values()), **figures}
    if as_json:
        problems = [{"row": one.row, "reasons": one.reasons, "cells": one.cells} for one in faults]
        body = {**figures, "import_id": number, "seconds": round(seconds, 3), "problems": problems}
        click.echo(json.dumps(body, ensure_ascii=False))
        return
    _name(faults)
    click.echo(", ".join(f"{name} {value:,}" for name, value in figures.items()))
