"""The audit's chain: seals rows in commit order, proves that nothing changed, keeps the head apart."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import BigIntegerField, Func

from enishi.platform import workspace
from enishi.platform.access import today
from enishi.platform.audit import digest
from enishi.platform.clock import SystemClock
from enishi.platform.models import Audit

START = "0" * 64
CHUNK = 500
_BIG = BigIntegerField()
_FIELDS = ("id", "at", "object", "record", "op", "member", "actor", "kind", "via", "cause", "salt", "digest")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verification found; `problem` is empty when every sealed row is as it was written."""

    sealed: int
    unsealed: int
    problem: str = ""

    @property
    def clean(self) -> bool:
        return not self.problem


def waits() -> bool:
    """Whether rows wait for the seal."""
    return Audit.objects.filter(seq__isnull=True).exists()


def seal(limit: int = CHUNK) -> int:
    """Seal the next rows in the order of their commits, inside the caller's transaction; gives how many.

    On PostgreSQL a row is taken only when no older transaction can still add one before it.
    """
    rows = list(_unsealed(limit))
    last = Audit.objects.filter(seq__isnull=False).order_by("-seq").values_list("seq", "hash").first()
    seq, prev = last if last else (0, START)
    sealed = []
    for row in rows:
        seq = (seq or 0) + 1
        mark = _hash(seq, str(prev), row)
        sealed.append((seq, prev, mark, row["id"]))
        prev = mark
    with connection.cursor() as cursor:
        cursor.executemany("UPDATE platform_audit SET seq = %s, prev = %s, hash = %s WHERE id = %s", sealed)
    return len(sealed)


def verify() -> Verdict:
    """Walk the whole chain. Cost: reads every audit row once, 1,000 at a time."""
    expected, prev, marks = 1, START, dict(heads())
    for row in _sealed():
        problem = _fault(row, expected, prev)
        if problem:
            return Verdict(expected - 1, _waiting(), problem)
        if marks.pop(expected, row["hash"]) != row["hash"]:
            return Verdict(expected - 1, _waiting(), f"row {expected} is not the one the head file names")
        expected, prev = expected + 1, row["hash"]
    lost = [seq for seq in marks if seq >= expected]
    if lost:
        return Verdict(expected - 1, _waiting(), f"the chain ends at row {expected - 1}, but had {max(lost)} rows")
    return Verdict(expected - 1, _waiting())


def heads() -> Iterator[tuple[int, str]]:
    """The heads that were written down day by day: number and hash of the last row then."""
    path = head_file()
    if path.is_file():
        for line in path.read_text("ascii").splitlines():
            mark = json.loads(line)
            yield mark["seq"], mark["hash"]


def keep_head() -> None:
    """Append today's head to the file outside the database, so that a cut tail is found."""
    last = Audit.objects.filter(seq__isnull=False).order_by("-seq").values_list("seq", "hash").first()
    if last is None:
        return
    path = head_file()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.open("a", encoding="ascii") as file:
        file.write(json.dumps({"on": today(SystemClock()).isoformat(), "seq": last[0], "hash": last[1]}) + "\n")


def head_file(of: str = "") -> Path:
    """Where the heads of a workspace, by default of this one, are kept."""
    return Path(settings.ENISHI_DATA) / f"audit-heads-{of or workspace.current().key or 'new'}.jsonl"


def _unsealed(limit: int) -> Any:
    rows = Audit.objects.filter(seq__isnull=True).order_by("id")
    if connection.vendor == "postgresql":
        oldest_open = Func(template="pg_snapshot_xmin(pg_current_snapshot())::text::bigint", output_field=_BIG)
        rows = rows.filter(xid__lt=oldest_open).order_by("xid", "id")
    return rows.values(*_FIELDS)[:limit]


def _sealed() -> Iterator[dict[str, Any]]:
    after = 0
    while True:
        rows = Audit.objects.filter(seq__gt=after).order_by("seq")
        part = list(rows.values(*_FIELDS, "seq", "prev", "hash", "payload__body", "payload__audit")[:1_000])
        yield from part
        if len(part) < 1_000:
            return
        after = part[-1]["seq"]


def _fault(row: dict[str, Any], expected: int, prev: str) -> str:
    if row["seq"] != expected:
        return f"row {expected} is missing"
    if row["prev"] != prev or row["hash"] != _hash(expected, prev, row):
        return f"row {expected} was changed"
    whole = digest(row["salt"], row["payload__body"]) == row["digest"]
    if row["payload__audit"] is None and not whole:
        return f"the values of row {expected} are missing"
    if not whole and not _erased(row):
        return f"the values of row {expected} were changed"
    return ""


def _erased(row: dict[str, Any]) -> bool:
    """Empty values are in order when a later row says that they were erased."""
    later = Audit.objects.filter(object=row["object"], record=row["record"], op="erased", id__gt=row["id"])
    return row["payload__body"] is None and later.exists()


def _hash(seq: int, prev: str, row: dict[str, Any]) -> str:
    at: datetime = row["at"]
    parts = [seq, prev, row["id"], at.astimezone(UTC).isoformat(timespec="microseconds")]
    parts += [row[name] for name in _FIELDS[2:]]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True, separators=(",", ":")).encode()).hexdigest()


def _waiting() -> int:
    return Audit.objects.filter(seq__isnull=True).count()
