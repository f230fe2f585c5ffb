"""What administrators do to own fields. Each verb is one transaction: the row, its audit, the epoch of the cards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.forms.models import model_to_dict
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.errors import Conflict, Invalid, Missing
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.platform.models import FieldDef
from enishi.platform.own import use
from enishi.platform.own.asked import MOST_FIELDS, Asked, checked, key_for
from enishi.platform.own.noting import noted
from enishi.platform.people import members

#: How the audit calls them.
OBJECT = "field"


def objects() -> list[Card]:
    """Those that can have own fields: what has a list of its own."""
    return [card for card in registry.cards.values() if card.menu]


def card_of(key: str) -> Card:
    """One of `objects`. Raises `Missing`."""
    card = next((card for card in objects() if card.key == key), None)
    if card is None:
        raise Missing(_("There is no such object."))
    return card


def fields_of(card: Card) -> list[FieldDef]:
    """The own fields of an object in their order, also archived ones."""
    return list(FieldDef.objects.filter(object=card.key).order_by("position", "pk"))


def by_number(number: int) -> FieldDef:
    """Raises `Missing`."""
    row = FieldDef.objects.filter(pk=number).first()
    if row is None:
        raise Missing(_("There is no such field."))
    return row


def make(actor: Actor, key: str, asked: Asked) -> FieldDef:
    """A new field, at the end. It is there for everybody as soon as this is stored. Raises `Invalid`."""
    members.administrators_only(actor)
    card = card_of(key)
    with ports.lock.write():
        ports.lock.alone(f"fields:{key}")
        known = fields_of(card)
        if sum(row.archived_at is None for row in known) >= MOST_FIELDS:
            raise Invalid(
                {"": _("An object can have {most} own fields. Archive one that is not used.").format(most=MOST_FIELDS)}
            )
        row = FieldDef(object=key, made_at=ports.clock.now(), position=len(known))
        checked(card, asked, row, actor)
        taken = {one.key for one in known} | card.fields.keys()
        row.key = key_for(asked.key, (asked.label_en, asked.label_ja), taken, "field")
        _told(actor, row, "created", {})
    return row


def change(actor: Actor, number: int, asked: Asked, seen: int) -> FieldDef:
    """Change what can be changed. Raises `Conflict` when somebody else changed the field since version `seen`."""
    members.administrators_only(actor)
    with ports.lock.write():
        row = _locked(number)
        if row.version != seen:
            text = _("Somebody else changed this field in the meantime. Close, look at it anew, then change it.")
            raise Conflict(text, version=row.version)
        before = kept(row)
        wrong = _fixed(row, asked)
        if wrong:
            raise Invalid(wrong)
        card = card_of(row.object)
        checked(card, asked, row, actor)
        _still_good(card, row, before)
        _told(actor, row, "updated", before)
    return row


def archive(actor: Actor, number: int) -> FieldDef:
    """Take a field from everybody. The values stay, and so does its name."""
    members.administrators_only(actor)
    with ports.lock.write():
        row = _locked(number)
        before = kept(row)
        if row.archived_at is None:
            row.archived_at = ports.clock.now()
            _told(actor, row, "archived", before)
    return row


def bring_back(actor: Actor, number: int) -> FieldDef:
    """An archived field with its values for everybody again. Raises `Invalid` when there are too many fields."""
    members.administrators_only(actor)
    with ports.lock.write():
        row = _locked(number)
        before = kept(row)
        if row.archived_at is not None:
            if FieldDef.objects.filter(object=row.object, archived_at=None).count() >= MOST_FIELDS:
                text = _("An object can have {most} own fields. Archive one that is not used.")
                raise Invalid({"": text.format(most=MOST_FIELDS)})
            row.archived_at = None
            _told(actor, row, "brought_back", before)
    return row


def order(actor: Actor, key: str, numbers: Sequence[int]) -> None:
    """Put the fields of an object into this order; those that are not named stand behind."""
    members.administrators_only(actor)
    with ports.lock.write():
        ports.lock.alone(f"fields:{key}")
        places = {number: place for place, number in enumerate(numbers)}
        rows = sorted(fields_of(card_of(key)), key=lambda row: places.get(row.pk, len(places)))
        for place, row in enumerate(rows):
            if row.position != place:
                before = kept(row)
                row.position = place
                _told(actor, row, "moved", before)


def kept(row: FieldDef) -> dict[str, Any]:
    """What the audit keeps of a field."""
    found = model_to_dict(row, exclude=["id", "version", "made_at"])
    return {**found, "archived_at": row.archived_at.isoformat() if row.archived_at else None}


def _locked(number: int) -> FieldDef:
    row = by_number(number)
    ports.lock.alone(f"fields:{row.object}")
    row.refresh_from_db()
    return row


def _fixed(row: FieldDef, asked: Asked) -> dict[str, str]:
    """What cannot be changed once there are values of it, with the way that is left."""
    wrong = {}
    if asked.kind != row.kind:
        wrong["kind"] = _(
            "The kind cannot be changed: values that are there would be lost. Make a new field, bring the values over "
            "by export and import, then archive this one."
        )
    elif asked.scale != row.scale:
        wrong["scale"] = _(
            "The decimals cannot be changed: numbers that are there would mean others. Make a new field, bring the "
            "values over by export and import, then archive this one."
        )
    elif asked.target != row.target:
        wrong["target"] = _(
            "The object cannot be changed: links that are there would mean other records. Make another."
        )
    if asked.key and f"x_{asked.key.removeprefix('x_')}" != row.key:
        wrong["key"] = _("The key cannot be changed: programs and files know the field by it. Change the name instead.")
    return wrong


def _still_good(card: Card, row: FieldDef, before: dict[str, Any]) -> None:
    """Whether the records there are can live with the change. Raises `Invalid`."""
    spec = card.fields[row.key]
    gone = {one["key"] for one in before["options"]} - {one["key"] for one in row.options}
    labels = {one["key"]: one["ja"] or one["en"] for one in before["options"]}
    used = use.with_choice(card, spec, sorted(gone))
    if used:
        told = ", ".join(_("“{label}” ({count})").format(label=labels[key], count=f"{n:,}") for key, n in used.items())
        text = _("Records have these choices: {choices}. Give those another one first, also in the trash.")
        raise Invalid(options=text.format(choices=told))
    if row.alone and not before["alone"] and (number := use.doubles(card, spec)):
        text = _("{number} values are there more than once. Mend those records first.").format(number=f"{number:,}")
        raise Invalid(alone=text)


def _told(actor: Actor, row: FieldDef, op: str, before: dict[str, Any]) -> None:
    noted(actor, OBJECT, row, op, before, kept(row))
