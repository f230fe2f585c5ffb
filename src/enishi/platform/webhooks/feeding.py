"""Out of the change feed: who is told of what. The place in the feed and the deliveries are one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q, QuerySet

from enishi.kernel.actor import Actor
from enishi.kernel.ports import ports
from enishi.platform import access, changes
from enishi.platform.api.feeds import readable
from enishi.platform.changes import Happened, Position, TooOld
from enishi.platform.jobs.run import Run
from enishi.platform.models import Delivery, Webhook
from enishi.platform.webhooks import message
from enishi.platform.webhooks.ending import end, missed

#: What can happen to a record, as one chooses it.
KINDS = ("created", "updated", "gone")
CHUNK = 500


def behind() -> bool:
    """Whether anything happened that some webhook has not looked at. Cost: one query without webhooks, else two."""
    places = list(Webhook.objects.filter(ended_at=None).values_list("xid", "seen"))
    if not places:
        return False
    tail = changes.tail()
    return any((xid, seen) != (tail.transaction, tail.number) for xid, seen in places)


def waiting() -> bool:
    """Whether anything is to be sent now."""
    return _due(ports.clock.now()).exists()


def due_webhooks() -> list[int]:
    """The webhooks that have something to send now, and do not rest."""
    now = ports.clock.now()
    rests = Q(webhook__rest_until__gt=now)
    return list(_due(now).exclude(rests).values_list("webhook", flat=True).distinct().order_by("webhook"))


def _due(now: datetime) -> QuerySet[Delivery]:
    return Delivery.objects.filter(state="waiting", due__lte=now, webhook__ended_at=None)


def feed(run: Run) -> int:
    """Make the deliveries of all that happened since the last time, for every webhook; gives how many."""
    made = 0
    for number in Webhook.objects.filter(ended_at=None).order_by("pk").values_list("pk", flat=True):
        more = True
        while more:
            with run.step():
                told, more = _chunk(number)
            made += told
    return made


def _chunk(number: int) -> tuple[int, bool]:
    """The next stretch of the feed for one webhook: how many deliveries, and whether there may be more."""
    hook = Webhook.objects.select_for_update().filter(pk=number, ended_at=None).first()
    if hook is None:
        return 0, False
    actor = access.actor_of(hook.member_id, kind="token", via="webhook")
    if actor is None:
        end(hook, "owner")
        return 0, False
    tail = changes.tail()
    try:
        found = changes.read(Position(hook.xid, hook.seen), CHUNK)
    except TooOld:
        missed(hook)
        _stand_at(hook, tail)
        return 0, False
    if not found:  # also where a restored workspace begins a feed of its own
        _stand_at(hook, tail)
        return 0, False
    _stand_at(hook, found[-1].position)
    return _queue(hook, actor, found), len(found) == CHUNK


def _queue(hook: Webhook, actor: Actor, found: Sequence[Happened]) -> int:
    asked = [change for change in found if _asked(hook, change)]
    told, now = readable(asked, actor), ports.clock.now()
    made = Delivery.objects.bulk_create(
        Delivery(
            webhook=hook, key=message.new_key(), event=change.event or f"{change.object}.{change.op}",
            object=change.object, record=change.id, version=change.version,
            op="gone" if change.op == "gone" else "put", fields=",".join(change.fields), owner=change.owner,
            happened_at=change.at, due=now,
        )
        for change in asked
        if change.position in told
    )  # fmt: skip
    return len(made)


def _asked(hook: Webhook, change: Happened) -> bool:
    if hook.about and change.object not in hook.about:
        return False
    return kind_of(change) in hook.kinds


def kind_of(change: Happened) -> str:
    """Which of `KINDS` it is; what comes back from the trash is an update."""
    if change.op == "gone":
        return "gone"
    return "created" if change.event.endswith(".created") else "updated"


def _stand_at(hook: Webhook, place: Position) -> None:
    Webhook.objects.filter(pk=hook.pk).update(xid=place.transaction, seen=place.number)
