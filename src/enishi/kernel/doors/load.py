"""The bulk door's fast way in for records that this program makes itself, such as the demo workspace and benchmarks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors import check, store
from enishi.kernel.doors.derive import Derive
from enishi.kernel.errors import Invalid
from enishi.kernel.ports import AuditEntry, ports
from enishi.kernel.upkeep import Change


def load(card: Card, actor: Actor, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Store new records and give their ids, in one background transaction. Raises `Invalid` and stores nothing.

    The values are stored ones by field name (links and owner as ids, moments in UTC), clean by construction: no type
    reads them again, system fields such as `created_at` are taken as they are. All rules of the object hold as for any
    other write, but the history is one audit row for the chunk, the feed is silent, and computed fields
    and search are brought in step by the caller at the end.
    """
    if not rows:
        return []
    with ports.lock.write(background=True):
        now = ports.clock.now()
        changes = [_made(card, row, now) for row in rows]
        for rule in card.upkeep:
            rule.prepare(card, changes, actor)
        check.required(card, changes)
        problems = next((change.problems for change in changes if change.problems), None)
        if problems:
            raise Invalid(problems)
        ids = _stored(card, actor, changes)
        for rule in card.upkeep:
            rule.follow(card, changes, actor)
        count = {"first": ids[0], "records": len(ids)}
        ports.audit.write([AuditEntry(now, actor, card.key, ids[0], "loaded", {}, count)])
    return ids


def _made(card: Card, row: Mapping[str, Any], now: datetime) -> Change:
    record = store.blank(card.model, created_at=now, updated_at=now)
    held = vars(record)
    given = dict(row)
    for name, value in row.items():
        spec = card.fields[name]
        if spec.companion:
            spec.put(record, value)
        elif not spec.collected:
            held[spec.column] = value
    return Change(record, {}, given, new=True)


def _stored(card: Card, actor: Actor, changes: Sequence[Change]) -> list[int]:
    derive = Derive(card)
    ids = store.reserve(card.model, len(changes))
    for change, number in zip(changes, ids, strict=True):
        held = vars(change.record)
        held["id"], held["version"] = number, 1
        held["updated_at"] = held["created_at"]
        held["created_by_id"] = held["updated_by_id"] = held.get("owner_id") or actor.member
        derive(change)
    store.insert([change.record for change in changes])
    return ids
