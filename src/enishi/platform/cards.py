"""The objects a person meets: by the plural in an address, and only those of which he may see a row."""

from __future__ import annotations

from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.scope import reach_of
from enishi.kernel.errors import Missing
from enishi.kernel.registry import registry


def card_of(plural: str, actor: Actor) -> Card:
    """The card behind a plural; one that the actor may not see at all does not exist. Raises `Missing`."""
    card = registry.find(plural)
    if card is None or card.plural != plural or not visible(card, actor):
        raise Missing(_("There is no such object, or you have no access to it."))
    return card


def visible(card: Card, actor: Actor) -> bool:
    """Whether the actor can see any row of this object."""
    return reach_of(card, actor, "see") != "none"
