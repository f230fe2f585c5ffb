"""The verbs every object has: create, update, trash, restore."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.utils.translation import gettext_lazy as _

from enishi.kernel.action import Action
from enishi.kernel.actor import Actor
from enishi.kernel.ports import ports


class Create(Action):
    """Make a new record."""

    verb, label, icon, right, takes = "created", _("Create"), "plus", "create", "fields"


class Update(Action):
    """Change fields of a record."""

    verb, label, icon, right, takes = "updated", _("Edit"), "pencil", "edit", "fields"


class Trash(Action):
    """Put a record, with what belongs to it, into the trash. It can be restored for 30 days."""

    verb, label, icon, right = "trashed", _("Delete"), "trash-2", "delete"
    bulk = True

    def do(self, record: Any, actor: Actor, **given: Any) -> None:
        record.trashed_at = ports.clock.now()
        record.trashed_by_id = actor.member
        record.trash_group = uuid4().hex


class Restore(Action):
    """Bring a record back from the trash with what went along with it."""

    verb, label, icon, right = "restored", _("Restore"), "undo-2", "delete"

    def do(self, record: Any, actor: Actor, **given: Any) -> None:
        record.trashed_at = None
        record.trashed_by_id = None
        record.trash_group = None


class PutBack(Update):
    """Give fields the values of an audit row again, also those that only a verb sets, such as the moment of being done.

    The data are values as the audit keeps them. Only undo and the history use it: nobody sends it from outside.
    """

    takes = "stored"
