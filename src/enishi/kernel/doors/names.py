"""Field names as an actor may use them: an unknown and a hidden one are the same error."""

from __future__ import annotations

from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card, FieldCard
from enishi.kernel.errors import Invalid


def readable_field(card: Card, actor: Actor, name: str, place: str) -> FieldCard:
    """The field, or the one `Invalid` that unknown and hidden fields share."""
    spec = card.reads(actor, name)
    if spec is None and name in card.groups:
        spec = card.reads(actor, card.groups[name].fields[0])
    if spec is None:
        raise unknown_field(card, actor, name, place)
    return spec


def unknown_field(card: Card, actor: Actor, name: str, place: str) -> Invalid:
    """The message for a field that is not there for this reader, with the nearest one that is."""
    near = card.nearest(name, actor)
    text = _("There is no field “{name}”.").format(name=name[:80])
    if near:
        text += " " + _("Did you mean “{near}”?").format(near=near)
    return Invalid({place: text})
