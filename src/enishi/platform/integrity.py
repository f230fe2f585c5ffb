"""Proves that the workspace is whole: the database file, the search index, the audit chain, the stored files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from enishi.kernel.registry import registry
from enishi.platform import sealing
from enishi.platform.access_log import drain
from enishi.platform.files import place
from enishi.platform.models import StoredFile
from enishi.platform.search.rebuild import verify as verify_index


@dataclass(frozen=True, slots=True)
class Finding:
    """One part that was looked at; `problem` is empty when it is whole."""

    part: str
    note: str
    problem: str = ""


def verify() -> Iterator[Finding]:
    """Look at everything, part by part. Cost: reads the whole database once."""
    yield _database()
    yield from _index()
    chain = sealing.verify()
    yield Finding("audit", f"{chain.sealed:,} sealed, {chain.unsealed:,} waiting", chain.problem)
    left = drain.waiting()
    yield Finding("access log", f"{left.bytes:,} bytes waiting, {left.torn:,} torn lines since the beginning")
    yield _files()


def _database() -> Finding:
    if connection.vendor != "sqlite":
        connection.check_constraints()
        return Finding("database", "constraints hold")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check(5)")
        problems = [row[0] for row in cursor.fetchall() if row[0] != "ok"]
        cursor.execute("PRAGMA foreign_key_check")
        problems += [f"{table} {row}: its {parent} is missing" for table, row, parent, _fk in cursor.fetchmany(5)]
    return Finding("database", "pages and links hold" if not problems else "", "; ".join(problems))


def _index() -> Iterator[Finding]:
    for key, card in registry.cards.items():
        if card.search:
            drift = verify_index(card)
            problem = "" if drift.clean else f"{drift.wrong:,} records and {drift.left:,} rows out of step"
            yield Finding(f"search {key}", "in step" if drift.clean else "", problem)


def _files() -> Finding:
    missing = [file.name for file in StoredFile.objects.iterator() if not place(file.key).is_file()]
    problem = f"{len(missing):,} contents are missing, for example {missing[0]}" if missing else ""
    return Finding("files", f"{StoredFile.objects.count():,} files", problem)
