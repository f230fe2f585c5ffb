"""Writes the audit: rows without a chain inside the write, which the sealer chains afterwards.

A chain inside the write would make every writer wait for the one before.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

import msgspec

from enishi.kernel.actor import Actor
from enishi.kernel.doors import store
from enishi.kernel.doors.moments import stored
from enishi.kernel.ports import AuditEntry, AuditRecord
from enishi.platform.access_log.seen import shown
from enishi.platform.models import Audit, AuditPayload

#: Bytes of the salt of each row.
SALT = 8
_COLUMNS = (
    "id", "at", "object", "record", "op", "member", "actor", "kind", "via", "cause", "salt", "digest",
)  # fmt: skip


def recorded(row: Audit) -> AuditRecord:
    """The row as its readers get it; empty values where the payload was erased or never kept."""
    kept = getattr(row, "payload", None)  # a row without values has none
    body = msgspec.json.decode(kept.body) if kept and kept.body else {"old": {}, "new": {}}
    return AuditRecord(
        row.pk, row.at, row.object, row.record, row.op, row.member, row.actor, row.via, body["old"], body["new"],
        body.get("along", ()),
    )  # fmt: skip


class AuditTrail:
    """Append-only: triggers refuse any other change of these tables."""

    def write(self, entries: Sequence[AuditEntry], *, values: bool = True) -> list[int]:
        """Append rows and give their numbers; without `values` only that something happened is kept."""
        if not entries:
            return []
        ids = store.reserve(Audit, len(entries))
        rows, bodies = [], []
        salts = secrets.token_hex(SALT * len(entries))
        for place, (number, entry) in enumerate(zip(ids, entries, strict=True)):
            body = payload(entry) if entry.along or (values and (entry.old or entry.new)) else None
            salt = salts[2 * SALT * place : 2 * SALT * (place + 1)]
            rows.append(_row(number, entry, salt, digest(salt, body)))
            if body is not None:
                bodies.append((number, body))
        store.rows(Audit._meta.db_table, _COLUMNS, rows)
        store.rows(AuditPayload._meta.db_table, ("audit_id", "body"), bodies)
        return ids

    def shown(self, actor: Actor, key: str, ids: Iterable[int], how: str) -> None:
        """Views are no rows of the audit: they go to the access log, without a write."""
        shown(actor, key, ids, how)

    def read(self, number: int) -> AuditRecord | None:
        """One row with its values, for undo and restore."""
        row = Audit.objects.select_related("payload").filter(pk=number).first()
        return None if row is None else recorded(row)


def payload(entry: AuditEntry) -> str:
    """The values before and after as JSON text, with the rows of what went along."""
    body: dict[str, Any] = {"old": dict(entry.old), "new": dict(entry.new)}
    if entry.along:
        body["along"] = entry.along
    return msgspec.json.encode(body, enc_hook=_plain).decode()


def digest(salt: str, body: str | None) -> str:
    """The salted hash that stands for the payload in the chain, so that erasing it does not break the chain."""
    return hashlib.sha256(f"{salt}\n{body or ''}".encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return str(value)


def _row(number: int, entry: AuditEntry, salt: str, summary: str) -> tuple[Any, ...]:
    actor = entry.actor
    return (
        number, stored(entry.at), entry.object, entry.id, entry.op, actor.member, actor.name, actor.kind,
        actor.via, actor.cause, salt, summary,
    )  # fmt: skip
