"""Undo of one write: fields that still hold what was written get their old value back (decision 39)."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.doors.read import records
from enishi.kernel.doors.verbs import Create, Restore, Trash, Update
from enishi.kernel.doors.write import Written, write
from enishi.kernel.errors import Conflict, Denied, Missing
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry

HOURS = 24


def undo(audit: int, actor: Actor) -> Written:
    """Take back one write of this actor's own, at most a day old. Raises `Conflict` when nothing of it is left."""
    entry = ports.audit.read(audit)
    if entry is None or entry.member != actor.member:
        raise Missing(_("There is nothing to undo."))
    if ports.clock.now() - entry.at > timedelta(hours=HOURS):
        raise Denied(_("A change can be undone for 24 hours. Use the history of the record instead."))
    card = registry.card(entry.object)
    if entry.op == Create.verb:
        return write(Trash, actor, card, entry.id)
    if entry.op == Trash.verb:
        return write(Restore, actor, card, entry.id)
    if entry.op == Restore.verb:
        return write(Trash, actor, card, entry.id)
    now = records(card, actor).get(entry.id)
    back = {}
    for name, became in entry.new.items():
        spec = card.reads(actor, name)
        if spec is None or not card.edits(actor, name):
            continue
        present = now[name]
        present = present.id if spec.target and present is not None else spec.type.to_json(present)
        if present == became:
            back[name] = entry.old.get(name)
    if not back:
        raise Conflict(_("The fields have been changed again since. See the history of the record."))
    return write(Update, actor, card, entry.id, back)
