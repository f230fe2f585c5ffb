"""Makes a backup of the workspace while people go on working: everything in it stands at one moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec
from django.conf import settings
from django.db import connection

from enishi import __version__
from enishi.kernel.actor import SYSTEM
from enishi.kernel.ports import AuditEntry, ports
from enishi.platform import sealing
from enishi.platform.access_log import drain
from enishi.platform.access_log.seen import spool as access
from enishi.platform.backup import archive, tables
from enishi.platform.files import place
from enishi.platform.models import Change
from enishi.platform.sealing import CHUNK
from enishi.platform.spool.read import files as spool_files
from enishi.platform.transfer import runs

#: What is told while it works: a word, how much is done, of how much.
Report = Callable[[str, int, int], object]
_PART = 1 << 20
#: The audit's name for the workspace itself.
WORKSPACE = "workspace"


@dataclass(frozen=True, slots=True)
class Made:
    """What a backup holds, in numbers; contents that were deleted meanwhile are named."""

    rows: int
    files: int
    bytes: int
    missing: tuple[str, ...]


def make(path: Path, report: Report, *, recipient: str = "", files: bool = True) -> Made:
    """Write the backup. A sealed one (`recipient`) holds the secret key too, an open one never does.

    Raises `OSError` when it cannot be written; then there is no file at the path.
    """
    _settle()
    with archive.writing(path, recipient) as out, tables.snapshot() as reader:
        notes = [_table(table, reader, out, report) for table in tables.tables()]
        stored, missing = _files(reader, out, report) if files else (0, [])
        if recipient:
            _whole(out, "secret.key", settings.SECRET_KEY.encode())
        if sealing.head_file().is_file():
            _whole(out, "audit-heads.jsonl", sealing.head_file().read_bytes())
        out.finish(_manifest(notes, out, missing, reader, has_key=bool(recipient)))
    with ports.lock.write():
        ports.audit.write([AuditEntry(ports.clock.now(), SYSTEM, WORKSPACE, 1, "backup_made", {}, {})])
    return Made(sum(note.rows for note in notes), stored, path.stat().st_size, tuple(missing))


def _settle() -> None:
    """Bring in what waits beside the tables: lines of the access log, rows without a seal."""
    for path in spool_files(access.name):
        while True:
            with ports.lock.write(background=True):
                taken = drain.take(path, CHUNK)
            if taken < CHUNK:
                break
    while True:
        with ports.lock.write(background=True):
            if sealing.seal(CHUNK) < CHUNK:
                return


def _table(table: tables.Table, reader: tables.Reader, out: archive.Writer, report: Report) -> archive.TableNote:
    """One table as lines of JSON, hashed by what it says."""
    digest, total = tables.Digest(table), reader.count(table)
    encode, held = msgspec.json.Encoder().encode_into, bytearray()
    with out.member(f"tables/{table.name}.jsonl") as write:
        for row in reader.rows(table):
            digest.add(row)
            encode(row, held, len(held))
            held += b"\n"
            if len(held) > _PART:
                write(bytes(held))
                held.clear()
                report(table.name, digest.rows, total)
        write(bytes(held))
    report(table.name, digest.rows, digest.rows)
    return archive.TableNote(table, digest.rows, digest.text, reader.highest(table))


def _files(reader: tables.Reader, out: archive.Writer, report: Report) -> tuple[int, list[str]]:
    """Contents of files and of imports that the tables name. What was deleted since the moment is missing and named."""
    named = [(f"files/{key}", place(key)) for key in reader.column("platform_storedfile", "key")]
    named += [(f"imports/{name}", runs.folder() / name) for name in reader.column("platform_importrun", "file") if name]
    missing: list[str] = []
    for done, (name, path) in enumerate(named):
        report("files", done, len(named))
        try:
            file = path.open("rb")
        except FileNotFoundError:
            missing.append(name)
            continue
        with file, out.member(name, packed=False) as write:
            while part := file.read(_PART):
                write(part)
    report("files", len(named), len(named))
    return len(named) - len(missing), missing


def _whole(out: archive.Writer, name: str, content: bytes) -> None:
    with out.member(name) as write:
        write(content)


def _manifest(
    notes: list[archive.TableNote], out: archive.Writer, missing: list[str], reader: tables.Reader, *, has_key: bool
) -> archive.Manifest:
    last = reader.one("SELECT seq, hash FROM platform_audit WHERE seq IS NOT NULL ORDER BY seq DESC LIMIT 1")
    key, name = reader.one("SELECT key, name FROM platform_setting") or ("", "")
    steps = reader.every("SELECT app, name FROM django_migrations ORDER BY id")
    return archive.Manifest(
        format=archive.FORMAT,
        version=__version__,
        made_at=ports.clock.now().isoformat(),
        workspace=key,
        name=name,
        database=connection.vendor,
        migrations=[(app, step) for app, step in steps],
        audit_rows=last[0] if last else 0,
        audit_hash=last[1] if last else "",
        changes=reader.highest(tables.named(Change)),
        tables=notes,
        members=out.members,
        missing=missing,
        has_key=has_key,
    )
