"""What of an object is passed on when its owner changes: all of it, what is still open, or nothing of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.read import Records, records
from enishi.kernel.registry import registry

Which = Mapping[str, Mapping[str, Any] | None]
#: Where rooms say what passes: by object the condition that its rows meet, or None when they tell who did what. An
#: object that nobody speaks of passes whole, so that nothing is left without an owner.
HANDOVER = "handover"
registry.place("passing", Which, on=HANDOVER)


def _declared(actor: Actor) -> dict[str, Mapping[str, Any] | None]:
    found: dict[str, Mapping[str, Any] | None] = {}
    for kind in registry.contributions(HANDOVER, "passing"):
        found.update(kind().read(actor, []))
    return found


def cards(actor: Actor) -> list[Card]:
    """The objects of which anything is passed on, in the order of the registry; parts go with their whole."""
    stays = {key for key, which in _declared(actor).items() if which is None}
    return [card for card in registry.cards.values() if card.owned and not card.part_of and card.key not in stays]


def of(giver: int, card: Card, actor: Actor) -> Records:
    """The records of this person that would be passed on, as far as the actor may hand them over."""
    asked = records(card, actor, "edit").unshown().where({"field": "owner", "op": "is", "value": giver})
    which = _declared(actor).get(card.key)
    return asked.where(which) if which else asked
