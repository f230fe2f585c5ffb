"""What happened: the change feed of the workspace and the timeline of one record."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.doors.query import ListQuery
from enishi.kernel.doors.read import records
from enishi.kernel.doors.scope import owners_within, reach_of
from enishi.kernel.errors import Invalid, Missing
from enishi.kernel.registry import registry
from enishi.platform import changes, timeline
from enishi.platform.api.encode import encoded
from enishi.platform.api.problems import Problem, answer
from enishi.platform.api.route import object_of, route


@route("GET", "HEAD")
def feed(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Changes after a cursor: `put` for what the reader can read now, `gone` for what was in his scope when it went."""
    asked = ListQuery.read({name: request.GET[name] for name in ("limit",) if name in request.GET})
    try:
        after = changes.Position.of(request.GET["cursor"]) if request.GET.get("cursor") else changes.Position()
        found = changes.read(after, asked.limit)
    except ValueError as problem:
        raise Invalid(cursor=_("This cursor cannot be read. Start without one.")) from problem
    except changes.TooOld as problem:
        raise Problem(410, _("This cursor is older than 30 days: resync with the lists, then read on.")) from problem
    results = [_told(change) for change in found if _readable(change, actor)]
    last = found[-1].position.text if found else (request.GET.get("cursor") or changes.Position().text)
    return answer(200, {"results": results, "next": last})


def _told(change: changes.Happened) -> dict[str, Any]:
    return {
        "object": change.object,
        "id": change.id,
        "version": change.version,
        "op": "gone" if change.op == "gone" else "put",
        "at": change.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
    }


def _readable(change: changes.Happened, actor: Actor) -> bool:
    """Whether the reader may learn of it. Cost: one query a change that is still there."""
    card = registry.cards.get(change.object)
    if card is None:
        return False
    reach = reach_of(card, actor, "see")
    if change.op == "gone":
        return reach == "all" or change.owner in owners_within(actor, reach)
    return reach == "all" or bool(records(card, actor).visible([change.id]))


@route("GET", "HEAD")
def touches(request: HttpRequest, actor: Actor, plural: str, number: int) -> HttpResponse:
    """The timeline of one record, newest first."""
    card = object_of(plural, actor)
    if not card.timeline:
        raise Missing(_("{objects} have no timeline.").format(objects=card.label_plural))
    row = records(card, actor).get(number)
    found = timeline.page(row, actor, after=_mark(request.GET.get("cursor", "")), kind=request.GET.get("kind", "")[:40])
    results = [
        {"at": touch.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"), "kind": touch.kind, "object": touch.row.card.key,
         "record": encoded(touch.row)}
        for touch in found.touches
    ]  # fmt: skip
    following = f"{found.next[0].isoformat()}~{found.next[1]}" if found.next else None
    return answer(200, {"results": results, "next": following})


def _mark(text: str) -> Any:
    """The place to read on from. Raises `Invalid` for what is none."""
    if not text:
        return None
    at, _tilde, number = text.partition("~")
    try:
        moment = datetime.fromisoformat(at.replace(" ", "+"))
        if moment.tzinfo is None or not number.isdigit() or len(number) > 18:
            raise ValueError(text)
        return moment, int(number)
    except (ValueError, OverflowError) as problem:
        raise Invalid(cursor=_("This cursor cannot be read. Start without one.")) from problem
