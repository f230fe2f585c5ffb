"""Records somebody keeps at hand in the side bar."""

from __future__ import annotations

from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.errors import Invalid
from enishi.kernel.ports import ports
from enishi.platform.models import Pin

LIMIT = 12


def of(actor: Actor) -> list[tuple[str, int]]:
    """Object and number of this member's pins, the oldest first; whether each may still be seen is for the door."""
    return list(Pin.objects.filter(member=actor.member).order_by("at", "pk").values_list("object", "record")[:LIMIT])


def toggle(actor: Actor, key: str, number: int) -> bool:
    """Pin the record, or take the pin away; says whether it is pinned now. Raises `Invalid` when the bar is full."""
    mine = Pin.objects.filter(member=actor.member)
    with ports.lock.write():
        if mine.filter(object=key, record=number).delete()[0]:
            return False
        if mine.count() >= LIMIT:
            raise Invalid({"": _("The side bar holds {limit} pins. Take one away first.").format(limit=LIMIT)})
        Pin.objects.create(member_id=actor.member or 0, object=key, record=number, at=ports.clock.now())
    return True
