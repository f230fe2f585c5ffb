"""What happened: the change feed of the workspace and the timeline of one record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.read import records
from enishi.kernel.doors.scope import owners_within, reach_of
from enishi.kernel.errors import Invalid, Missing
from enishi.kernel.registry import registry
from enishi.platform import changes, timeline
from enishi.platform.api.encode import encoded
from enishi.platform.api.problems import Problem, answer
from enishi.platform.api.route import route
from enishi.platform.cards import card_of
from enishi.platform.list_query import ListQuery
from enishi.platform.places import Place

#: The cursor of somebody who only wants what comes.
NOW = "now"


@route("GET", "HEAD")
def feed(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Changes after a cursor: `put` for what the reader can read now, `gone` for what was in his scope when it went."""
    known(request, "limit", "cursor")
    size = _size(request)
    cursor = request.GET.get("cursor", "")
    if cursor == NOW:
        return answer(200, {"results": [], "next": changes.tail().text})
    after = position("cursor", cursor) if cursor else changes.Position()
    found = changes.read(after, size)
    told = readable(found, actor)
    results = [_told(change) for change in found if change.position in told]
    return answer(200, {"results": results, "next": (found[-1].position if found else after).text})


def _size(request: HttpRequest) -> int:
    """How many rows are asked for at once, by the rules of lists. Raises `Invalid`."""
    return ListQuery.read({name: request.GET[name] for name in ("limit",) if name in request.GET}).limit


def position(name: str, text: str) -> changes.Position:
    """A place in the feed out of a parameter. Raises `Invalid`, or `Problem` 410 when it is older than what is kept."""
    try:
        found = changes.Position.of(text)
        changes.check(found)
    except ValueError as problem:
        raise Invalid({name: _("This cursor cannot be read. Start without one.")}) from problem
    except changes.TooOld as problem:
        raise Problem(410, _("This cursor is older than 30 days: resync with the lists, then read on.")) from problem
    return found


def known(request: HttpRequest, *names: str) -> None:
    """Refuse parameters that this address does not have, so that a misspelt one is not taken for none."""
    for name in request.GET:
        if name not in names:
            raise Invalid({name[:80]: _("There is no such parameter.")})


def _told(change: changes.Happened) -> dict[str, Any]:
    return {
        "object": change.object,
        "id": change.id,
        "version": change.version,
        "op": "gone" if change.op == "gone" else "put",
        "at": change.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
    }


def readable(found: Sequence[changes.Happened], actor: Actor) -> set[changes.Position]:
    """The places the reader may learn of. Cost: one query an object and operation among them."""
    told: set[changes.Position] = set()
    for key in {(change.object, change.op == "gone") for change in found}:
        card = registry.cards.get(key[0])
        reach = reach_of(card, actor, "see") if card else "none"
        if card is None or reach == "none":
            continue
        mine = [change for change in found if (change.object, change.op == "gone") == key]
        seen = _gone(card, actor, mine) if key[1] else records(card, actor).visible({change.id for change in mine})
        told.update(change.position for change in mine if change.id in seen)
    return told


def _gone(card: Card, actor: Actor, found: Sequence[changes.Happened]) -> set[int]:
    """Of what went, what was within the reader's scope when it went, and never a private row of somebody else."""
    reach = reach_of(card, actor, "see")
    within = owners_within(actor, reach)
    ids = {change.id for change in found if reach == "all" or change.owner in within}
    if card.access.always(actor, card.key) is None:
        return ids
    return records(card, actor).in_trash().visible(ids)


@route("GET", "HEAD")
def touches(request: HttpRequest, actor: Actor, plural: str, number: int) -> HttpResponse:
    """The timeline of one record, newest first."""
    card = card_of(plural, actor)
    known(request, "cursor", "kind", "limit")
    if not card.timeline:
        raise Missing(_("{objects} have no timeline.").format(objects=card.label_plural))
    row = records(card, actor).get(number)
    size = _size(request)
    after, kind = _mark(request.GET.get("cursor", "")), request.GET.get("kind", "")[:105]
    found = timeline.page(row, actor, after=after, size=size, kind=kind)
    results = [
        {"at": touch.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"), "kind": touch.kind, "object": touch.row.card.key,
         "record": encoded(touch.row)}
        for touch in found.touches
    ]  # fmt: skip
    following = Place(*found.next).text if found.next else None
    return answer(200, {"results": results, "next": following})


def _mark(text: str) -> tuple[datetime, int] | None:
    """The place to read on from. Raises `Invalid` for what is none."""
    if not text:
        return None
    place = Place.of(text)
    if place is None:
        raise Invalid(cursor=_("This cursor cannot be read. Start without one."))
    return place.at, place.number
