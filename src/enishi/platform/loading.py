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
    reads them again, not even system fields. All rules of the object hold as in any other write, but the history is one
    audit row for the chunk, the feed is silent, and the caller brings computed fields and search in step at the end.
    """
    if not rows:
        return []
    with ports.lock.write(background=True):
        now = ports.clock.now()
        changes = _made(card, actor, rows, now)
        for rule in card.upkeep:
            rule.prepare(card, changes, actor)
        check.required(card, changes)
        problems = next((change.problems for change in changes if change.problems), None)
        if problems:
            raise Invalid(problems)
        derive, ids = Derive(card), store.reserve(card.model, len(changes))
        for change, number in zip(changes, ids, strict=True):
            vars(change.record)["id"] = number
            derive(change)
        store.insert([change.record for change in changes])
        for rule in card.upkeep:
            rule.follow(card, changes, actor)
        count = {"first": ids[0], "records": len(ids)}
        ports.audit.write([AuditEntry(now, actor, card.key, ids[0], "loaded", {}, count)])
    return ids


def _made(card: Card, actor: Actor, rows: Sequence[Mapping[str, Any]], now: datetime) -> list[Change]:
    alone = card.alone
    changes = []
    for row in rows:
        record = store.blank(card.model, created_at=now, updated_at=now, **card.blank)
        held = vars(record)
        for name, value in row.items():
            if name in alone:
                held[alone[name]] = value
            elif not card.fields[name].collected:
                card.fields[name].put(record, value)
        held["updated_at"], held["version"] = held["created_at"], 1
        held["created_by_id"] = held["updated_by_id"] = held.get("owner_id") or actor.member
        changes.append(Change(record, {}, dict(row), new=True))
    return changes
