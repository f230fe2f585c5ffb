"""Pinning: records a person keeps at hand in the side bar."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.doors.read import records
from enishi.platform import pins
from enishi.platform.cards import card_of
from enishi.screens.answer import said, screen
from enishi.screens.looks import url_of


@screen("POST")
def pin(request: HttpRequest, actor: Actor, plural: str, number: int) -> HttpResponse:
    """Pin the record, or take the pin away again."""
    card = card_of(plural, actor)
    row = records(card, actor).get(number)
    pinned = pins.toggle(actor, card.key, number)
    text = _("{title} is pinned.") if pinned else _("{title} is no longer pinned.")
    return said(request, text.format(title=row.title), to=url_of(card, number))
