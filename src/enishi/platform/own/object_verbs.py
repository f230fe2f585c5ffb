"""What administrators do to objects of their own. Each verb is one transaction: the row, its audit, the epoch of the
cards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.forms.models import model_to_dict
from django.utils.translation import gettext as _

from enishi.kernel.actor import VERBS, Actor
from enishi.kernel.errors import Conflict, Invalid, Missing
from enishi.kernel.ports import ports
from enishi.platform import epoch
from enishi.platform.models import FieldDef, ObjectDef, Role
from enishi.platform.own.asked import key_for
from enishi.platform.own.asked_object import AskedObject, checked
from enishi.platform.own.noting import noted
from enishi.platform.people import members, role_changes

#: How the audit calls them.
OBJECT = "object"
#: Objects in use at a time.
MOST_OBJECTS = 100


def objects() -> list[ObjectDef]:
    """Those of the workspace in their order, also archived ones."""
    return list(ObjectDef.objects.order_by("position", "pk"))


def by_number(number: int) -> ObjectDef:
    """Raises `Missing`."""
    row = ObjectDef.objects.filter(pk=number).first()
    if row is None:
        raise Missing(_("There is no such object."))
    return row


def make(actor: Actor, asked: AskedObject) -> ObjectDef:
    """A new object, behind the others. It is there for everybody as soon as this is stored, with a name and an owner.
    Raises `Invalid`."""
    members.administrators_only(actor)
    with ports.lock.write():
        _alone()
        known = objects()
        _room(known)
        row = ObjectDef(made_at=ports.clock.now(), position=len(known))
        checked(row, asked)
        row.key = key_for(asked.key, (row.label_en, row.label_ja), {one.key for one in known}, "object")
        noted(actor, OBJECT, row, "created", {}, kept(row))
        if asked.closed:
            _close(actor, row.key)
    return row


def change(actor: Actor, number: int, asked: AskedObject, seen: int) -> ObjectDef:
    """Change names, icon and timeline. Raises `Conflict` when somebody else changed the object since version `seen`."""
    members.administrators_only(actor)
    with ports.lock.write():
        row = _locked(number)
        if row.version != seen:
            text = _("Somebody else changed this object in the meantime. Close, look at it anew, then change it.")
            raise Conflict(text, version=row.version)
        before = kept(row)
        if asked.key and f"x_{asked.key.removeprefix('x_')}" != row.key:
            text = _("The key cannot be changed: programs and files know the object by it. Change the name instead.")
            raise Invalid(key=text)
        checked(row, asked)
        noted(actor, OBJECT, row, "updated", before, kept(row))
    return row


def archive(actor: Actor, number: int) -> ObjectDef:
    """Take an object with all its records from everybody, and the fields that lead to it. Everything stays stored."""
    members.administrators_only(actor)
    with ports.lock.write():
        row = _locked(number)
        before = kept(row)
        if row.archived_at is None:
            row.archived_at = ports.clock.now()
            noted(actor, OBJECT, row, "archived", before, kept(row))
    return row


def bring_back(actor: Actor, number: int) -> ObjectDef:
    """An archived object with its records and fields for everybody again. Raises `Invalid` when there are too many."""
    members.administrators_only(actor)
    with ports.lock.write():
        row = _locked(number)
        before = kept(row)
        if row.archived_at is not None:
            _room(objects())
            row.archived_at = None
            noted(actor, OBJECT, row, "brought_back", before, kept(row))
    return row


def fields_leading_to(row: ObjectDef) -> list[FieldDef]:
    """Live links to this object, of itself and of others."""
    return list(FieldDef.objects.filter(target=row.key, archived_at=None).order_by("object", "position", "pk"))


def kept(row: ObjectDef) -> dict[str, Any]:
    """What the audit keeps of an object."""
    found = model_to_dict(row, exclude=["id", "version", "made_at"])
    return {**found, "archived_at": row.archived_at.isoformat() if row.archived_at else None}


def _locked(number: int) -> ObjectDef:
    _alone()
    return by_number(number)


def _alone() -> None:
    """Nobody else changes objects until the transaction ends; names are compared with the cards as they are now."""
    ports.lock.alone("objects")
    epoch.refresh()


def _room(known: Sequence[ObjectDef]) -> None:
    if sum(row.archived_at is None for row in known) >= MOST_OBJECTS:
        text = _("A workspace can have {most} objects of its own. Archive one that is not used.")
        raise Invalid({"": text.format(most=MOST_OBJECTS)})


def _close(actor: Actor, key: str) -> None:
    """No role reaches the records of this object until somebody says so in it."""
    nothing: dict[str, str] = dict.fromkeys(VERBS, "none")
    for role in Role.objects.order_by("pk"):
        role_changes.change(actor, role.pk, role.version, rights={**role.rights, key: nothing})
