"""What the check said of each row, kept while it is written: so that a figure that moved can be told row by row."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from enishi.platform.models import ImportRow, ImportRun
from enishi.platform.transfer.runs import folder

VERDICTS = ("create", "update", "unchanged", "skip", "error", "question")
"""Each is kept as its place here plus one, in one byte at the place of its row; 0 is a row nobody judged."""
Moved = dict[str, dict[str, int]]


def asked_of(run: ImportRun) -> str:
    """A mark of the answers and corrections that a check is made with."""
    told = msgspec.json.encode([sorted(run.answers.items()), sorted(run.fixes.items())])
    return hashlib.blake2b(told, digest_size=16).hexdigest()


def behind(run: ImportRun) -> bool:
    """Whether rows were decided or corrected since all of them were judged: others may depend on those."""
    return run.state == "checked" and run.forecast.get("of") != asked_of(run)


def keep(run: ImportRun) -> None:
    """Keep the verdicts of the check beside the file; nothing when there was none."""
    rows = ImportRow.objects.filter(run=run).exclude(verdict="made").order_by().values_list("row", "verdict")
    found = bytearray()
    for row, verdict in rows.iterator(chunk_size=10_000):
        found.extend(bytes(max(0, row + 1 - len(found))))
        found[row] = VERDICTS.index(verdict) + 1
    if found:
        _path(run).write_bytes(found)


def kept(run: ImportRun) -> bytes:
    """The verdicts of the check; empty when nobody looked before the writing."""
    path = _path(run)
    return path.read_bytes() if path.exists() else b""


def said(forecast: bytes, row: int) -> str:
    """What the check said of a row; "" when nobody looked."""
    place = forecast[row] if row < len(forecast) else 0
    return VERDICTS[place - 1] if place else ""


def move(moved: Moved, forecast: bytes, row: int, verdict: str) -> None:
    """Count a row that became something else than the check said."""
    before = said(forecast, row)
    if before and before != verdict:
        there = moved.setdefault(before, {})
        there[verdict] = there.get(verdict, 0) + 1


def _path(run: ImportRun) -> Path:
    return folder() / f"{Path(run.file).stem}-forecast"
