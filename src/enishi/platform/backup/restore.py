"""Puts a backup back on an empty machine, in one transaction, and proves that it says what was written."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import msgspec
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from enishi import __version__
from enishi.kernel.actor import SYSTEM
from enishi.kernel.ports import AuditEntry, ChangeEntry, ports
from enishi.kernel.registry import registry
from enishi.platform import epoch, sealing, workspace
from enishi.platform.backup import archive, tables
from enishi.platform.backup.archive import Unreadable
from enishi.platform.backup.make import WORKSPACE, Report
from enishi.platform.files import place
from enishi.platform.models import Audit, Change, Job, Setting, User
from enishi.platform.search.rebuild import rebuild
from enishi.platform.search.restrictions import REBUILD
from enishi.platform.transfer import runs

#: Numbers that were given after the backup are known elsewhere and never given again.
GAP = 1_000_000
_PART = 1 << 20
#: The name of a migration that stands for several; a later version may join more of them, or others.
_JOINED = re.compile(r"\d{4}_to_\d{4}")


class NotEmpty(Exception):
    """There is a workspace already where the backup would go."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back, in numbers. `keyless` when the secret key of the workspace has to be copied by hand."""

    rows: int
    files: int
    made_at: str
    keyless: bool


def restore(reader: archive.Reader, report: Report, *, gap: int = GAP, files: bool = True) -> Restored:
    """Make the tables, put the files and every row back, bring the tables up to date, and build the search index.

    Killed after the rows, it goes on from there when it is called again. Raises `NotEmpty`, or `Unreadable` when the
    backup is not whole or was made by another version; then nothing is there but empty tables.
    """
    manifest = reader.manifest
    reader.check(lambda done, total: report("check", done, total))
    if not _has_its_rows(manifest):
        _steps(manifest)
        kept = _files(reader, report) if files else 0
        _rows(reader, report, gap)
    else:
        kept = sum(name.startswith(("files/", "imports/")) for name in manifest.members)
    call_command("migrate", interactive=False, verbosity=0)
    _begin(manifest.changes + gap)
    _index(report)
    return Restored(sum(note.rows for note in manifest.tables), kept, manifest.made_at, keyless=not manifest.has_key)


def _has_its_rows(manifest: archive.Manifest) -> bool:
    """Whether an earlier try has put all rows back and not begun the feed, which every workspace in use has. Raises
    `NotEmpty` for any other workspace that somebody has begun."""
    if "platform_audit" not in connection.introspection.table_names():
        return False
    if not User.objects.exists() and not Audit.objects.exists():
        return False
    if Change.objects.exists() or not Setting.objects.filter(key=manifest.workspace).exists():
        raise NotEmpty
    return True


def _steps(manifest: archive.Manifest) -> None:
    """Make the tables as they were when the backup was made. Raises `Unreadable` when this version cannot."""
    executor = MigrationExecutor(connection)
    known = executor.loader.disk_migrations
    ours = {app for app, _step in known}
    taken = {step for step in manifest.migrations if step[0] in ours and not _JOINED.fullmatch(step[1])}
    whole = {key for key, step in known.items() if step.replaces and set(step.replaces) <= taken}
    strange = sorted(taken - set(known) - {old for step in known.values() for old in step.replaces})
    if manifest.format > archive.FORMAT or strange:
        names = ", ".join(f"{app} {step}" for app, step in strange[:3])
        text = f"It was made by Enishi {manifest.version}, and this is {__version__}, which cannot read it"
        raise Unreadable(f"{text} ({names}). Install that version." if names else f"{text}. Install that version.")
    if set(known) <= taken | whole:
        call_command("migrate", interactive=False, verbosity=0)
        return
    executor.loader.replace_migrations = False  # type: ignore[attr-defined]
    executor.loader.build_graph()
    graph = executor.loader.graph
    last = [
        key
        for key in taken
        if key in graph.nodes and not any(child.key in taken for child in graph.node_map[key].children)
    ]
    executor.migrate(last)


def _rows(reader: archive.Reader, report: Report, gap: int) -> None:
    """Every row in one transaction, read back and compared before it is kept."""
    notes = reader.manifest.tables
    with ports.lock.write(background=True):
        tables.clear([note.table for note in notes])
        for note in notes:
            report(note.table.name, 0, note.rows)
            with reader.member(f"tables/{note.table.name}.jsonl") as file:
                tables.load(note.table, map(msgspec.json.decode, file))
            tables.go_on_after(note.table, note.highest and note.highest + gap)
            report(note.table.name, note.rows, note.rows)
        _compare(notes, report)


def _begin(highest: int) -> None:
    """The workspace begins: with a feed behind every position a reader may still have, who is told to read again, and
    with its search index to be built."""
    epoch.forget()
    workspace.forget()
    with ports.lock.write():
        epoch.advance("cards", "access", "settings")
        tables.go_on_after(tables.named(Change), highest)
        ports.changes.write([ChangeEntry(WORKSPACE, 1, 1, "restored", (), SYSTEM)])
        ports.audit.write([AuditEntry(ports.clock.now(), SYSTEM, WORKSPACE, 1, "backup_restored", {}, {})])
        for key in _searched():
            ports.jobs.enqueue(REBUILD, {"object": key}, SYSTEM)


def _index(report: Report) -> None:
    """Build the search index. What a kill leaves undone, the worker does: its jobs came with the rows."""
    for done, key in enumerate(_searched()):
        report("search", done, len(_searched()))
        rebuild(registry.card(key))
        Job.objects.filter(name=REBUILD, state="queued", arguments__object=key).delete()
    report("search", 1, 1)


def _searched() -> list[str]:
    return [key for key, card in registry.cards.items() if card.search]


def _compare(notes: list[archive.TableNote], report: Report) -> None:
    back = tables.Reader()
    for done, note in enumerate(notes):
        report("compare", done, len(notes))
        digest = tables.Digest(note.table)
        for row in back.rows(note.table):
            digest.add(row)
        if (digest.rows, digest.text) != (note.rows, note.digest):
            raise Unreadable(
                f"The table {note.table.name} does not say what was written ({digest.rows:,} of {note.rows:,} rows)."
            )
    report("compare", len(notes), len(notes))


def _files(reader: archive.Reader, report: Report) -> int:
    """Contents before rows: what lies in the folder without a row is never seen, a row without contents would be.

    The key of the workspace comes with its row, so the contents are put where it will look for them.
    """
    names = [name for name in reader.manifest.members if name.startswith(("files/", "imports/"))]
    for done, name in enumerate(names):
        report("files", done, len(names))
        kind, _sign, key = name.partition("/")
        path = place(key, reader.manifest.workspace) if kind == "files" else runs.folder() / Path(key).name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with reader.member(name) as file:
            _put(path, file)
    report("files", len(names), len(names))
    _beside(reader)
    return len(names)


def _beside(reader: archive.Reader) -> None:
    """The heads of the audit, and the secret key where there is one in the backup."""
    members = reader.manifest.members
    if "audit-heads.jsonl" in members:
        with reader.member("audit-heads.jsonl") as file:
            _put(sealing.head_file(reader.manifest.workspace), file)
    if "secret.key" in members:
        with reader.member("secret.key") as file:
            _put(Path(settings.ENISHI_DATA) / "secret.key", file)


def _put(path: Path, content: IO[bytes]) -> None:
    """A file that is whole or not there."""
    part = path.with_name(f"{path.name}.part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        shutil.copyfileobj(content, out, _PART)
        out.flush()
        os.fsync(out.fileno())
    part.replace(path)
