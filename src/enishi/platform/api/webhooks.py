"""Webhooks by API, for the programs of administrators: the same verbs as on the page of settings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.errors import Invalid
from enishi.kernel.numbers import number_of
from enishi.kernel.registry import registry
from enishi.platform.api.feeds import known
from enishi.platform.api.problems import Problem, answer
from enishi.platform.api.route import mapping_of, route
from enishi.platform.list_query import ListQuery
from enishi.platform.models import Delivery, Webhook
from enishi.platform.webhooks import verbs
from enishi.platform.webhooks.feeding import KINDS
from enishi.platform.webhooks.verbs import Asked

FIELDS = ("name", "url", "owner", "objects", "kinds")


@route("GET", "HEAD", "POST")
def collection(request: HttpRequest, actor: Actor) -> HttpResponse:
    """GET lists all, POST makes one; the answer to that alone holds its secret."""
    if request.method != "POST":
        known(request)
        return answer(200, {"results": [_told(hook) for hook in verbs.everyone(actor)]})
    hook, secret = verbs.make(actor, _asked(mapping_of(request), actor))
    return answer(201, {**_told(hook), "secret": secret})


@route("GET", "HEAD", "PATCH", "DELETE")
def single(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """GET reads, PATCH changes what is given, DELETE takes away."""
    if request.method == "DELETE":
        verbs.delete(actor, number)
        return answer(204, None)
    hook = verbs.by_number(actor, number)
    if request.method == "PATCH":
        hook = verbs.change(actor, number, _asked(mapping_of(request), actor, hook))
    return answer(200, _told(hook))


@route("POST")
def act(request: HttpRequest, actor: Actor, number: int, verb: str) -> HttpResponse:
    """`rotate`, `stop`, `resume`, `test` and `replay`."""
    given = mapping_of(request) if request.body else {}
    if verb == "replay":
        return answer(200, {"messages": _replayed(actor, number, given)})
    if given:
        raise Invalid({next(iter(given))[:80]: _("There is no such argument.")})
    acts: dict[str, Callable[[Actor, int], dict[str, Any]]] = {
        "rotate": lambda actor, number: {"secret": verbs.rotate(actor, number)},
        "stop": lambda actor, number: _told(verbs.stop(actor, number)),
        "resume": lambda actor, number: _told(verbs.resume(actor, number)),
        "test": lambda actor, number: _sent(verbs.test(actor, number)),
    }
    if verb not in acts:
        raise Problem(404, _("There is no such address."))
    return answer(200, acts[verb](actor, number))


@route("GET", "HEAD")
def deliveries(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """The log, the newest first: what was sent when, how often it was tried, and what came back."""
    known(request, "limit", "cursor", "state")
    cursor = request.GET.get("cursor", "")
    before = number_of(cursor)
    if cursor and before is None:
        raise Invalid(cursor=_("This cursor cannot be read. Start without one."))
    size = ListQuery.read({name: request.GET[name] for name in ("limit",) if name in request.GET}).limit
    rows = verbs.deliveries(actor, number, before=before or 0, size=size, state=request.GET.get("state", "")[:8])
    following = str(rows[-1].pk) if len(rows) == size else None
    return answer(200, {"results": [_sent(row) for row in rows], "next": following})


def _replayed(actor: Actor, number: int, given: dict[str, Any]) -> int:
    """One message by its number, or all that failed since a moment."""
    delivery, since = given.get("delivery"), given.get("since")
    if given.keys() == {"delivery"} and isinstance(delivery, int) and 0 < delivery < 2**63:
        return verbs.replay(actor, number, delivery=delivery)
    moment = _moment(since) if given.keys() == {"since"} and isinstance(since, str) else None
    if moment is None:
        raise Invalid({"": _("Give either the number of a delivery or since when, as 2026-04-01T00:00:00Z.")})
    return verbs.replay(actor, number, since=moment)


def _moment(text: str) -> datetime | None:
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None


def _asked(given: dict[str, Any], actor: Actor, hook: Webhook | None = None) -> Asked:
    """What a body asks for; what it leaves out stays, or is that of a new one. Raises `Invalid`."""
    unknown = [name for name in given if name not in FIELDS]
    if unknown:
        raise Invalid({unknown[0][:80]: _("There is no such field.")})
    stands = _told(hook) if hook else {"owner": actor.member, "objects": [], "kinds": list(KINDS)}
    given = {**stands, **given}
    for name, kind in (("name", str), ("url", str), ("owner", int), ("objects", list), ("kinds", list)):
        if not isinstance(given.get(name), kind) or isinstance(given[name], bool):
            raise Invalid({name: _("This has to be given, as a text, a number or a list.")})
    if not all(isinstance(text, str) for text in (*given["objects"], *given["kinds"])):
        raise Invalid(objects=_("Choose from the list."))
    plurals = {card.plural: key for key, card in registry.cards.items()}
    about = tuple(plurals.get(text, text) for text in given["objects"])
    return Asked(given["name"], given["url"], given["owner"], about, tuple(given["kinds"]))


def _told(hook: Webhook) -> dict[str, Any]:
    """A webhook as its readers get it: never with a secret."""
    return {
        "id": hook.pk,
        "name": hook.name,
        "url": hook.url,
        "owner": hook.member_id,
        "objects": [registry.card(key).plural for key in hook.about if key in registry.cards],
        "kinds": hook.kinds,
        "made_at": _at(hook.made_at),
        "failing_since": _at(hook.failing_since),
        "ended_at": _at(hook.ended_at),
        "ended_why": hook.ended_why,
    }


def _sent(row: Delivery) -> dict[str, Any]:
    card = registry.cards.get(row.object)
    return {
        "id": row.pk,
        "message": row.key,
        "event": row.event,
        "object": card.plural if card else row.object,
        "record": row.record,
        "happened_at": _at(row.happened_at),
        "state": row.state,
        "attempts": row.attempts,
        "tried_at": _at(row.tried_at),
        "due": _at(row.due) if row.state == "waiting" else None,
        "status": row.status,
        "milliseconds": row.milliseconds,
        "problem": row.problem,
    }


def _at(moment: datetime | None) -> str | None:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ") if moment else None
