"""What follows when the workspace changes what its objects are: audit, epoch of the cards, index."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from enishi.kernel.actor import Actor
from enishi.kernel.ports import AuditEntry, ports
from enishi.platform import epoch
from enishi.platform.models import FieldDef, ObjectDef
from enishi.platform.search.restrictions import regard_roles


def noted(
    actor: Actor, kind: str, row: FieldDef | ObjectDef, op: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> None:
    """Store the row; tell the audit what differs, and every process and the index that the cards are others."""
    row.version += op != "moved"
    row.save()
    old = {name: value for name, value in before.items() if value != after[name]}
    new = {name: value for name, value in after.items() if not before or before[name] != value}
    ports.audit.write([AuditEntry(ports.clock.now(), actor, kind, row.pk, op, old, new)])
    epoch.advance("cards")
    regard_roles()
