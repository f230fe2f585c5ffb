"""The history of one record, read from the audit; hidden fields are left out by whoever shows it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card, FieldCard
from enishi.kernel.doors.read import context
from enishi.kernel.fieldtypes.base import ValueProblem
from enishi.kernel.ports import AuditRecord
from enishi.platform.audit import recorded
from enishi.platform.models import Audit


def of(card: Card, number: int, size: int, before: int | None = None) -> list[AuditRecord]:
    """The newest writes of a record, or those before a given one. The caller has read the record through its door."""
    rows = Audit.objects.select_related("payload").filter(object=card.key, record=number)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return [recorded(row) for row in rows.order_by("-pk")[:size]]


def verb_label(card: Card, op: str) -> str:
    """What was done, in the past tense where it is one of the verbs of every object."""
    usual = {
        "created": _("created"),
        "updated": _("changed"),
        "trashed": _("deleted"),
        "restored": _("restored"),
        "imported": _("imported"),
        "attached": _("file added"),
        "detached": _("file removed"),
        "shared": _("shared"),
        "unshared": _("no longer shared"),
    }
    return usual.get(op) or str(card.actions[op].label if op in card.actions else op)


def stored(spec: FieldCard, value: Any, actor: Actor) -> Any:
    """A value of the audit as its type keeps it; one that no longer fits is shown as it was written."""
    try:
        return spec.type.clean(value, context(actor))
    except ValueProblem:
        return None
