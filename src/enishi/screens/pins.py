"""Pinning: records a person keeps at hand in the side bar."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.doors.read import records
from enishi.kernel.errors import Invalid
from enishi.kernel.ports import ports
from enishi.platform.models import Pin
from enishi.screens.answer import said, screen
from enishi.screens.lists import card_of
from enishi.screens.looks import url_of

PINS = 12


@screen("POST")
def pin(request: HttpRequest, actor: Actor, plural: str, number: int) -> HttpResponse:
    """Pin the record, or take the pin away again."""
    card = card_of(plural, actor)
    row = records(card, actor).get(number)
    mine = Pin.objects.filter(member=actor.member)
    with ports.lock.write():
        if mine.filter(object=card.key, record=number).delete()[0]:
            text = _("{title} is no longer pinned.")
        else:
            if mine.count() >= PINS:
                raise Invalid({"": _("The side bar holds {limit} pins. Take one away first.").format(limit=PINS)})
            Pin.objects.create(member_id=actor.member, object=card.key, record=number, at=ports.clock.now())
            text = _("{title} is pinned.")
    return said(request, text.format(title=row.title), to=url_of(card, number))
