"""What administrators do to webhooks; each is one transaction with its line in the audit, never with a secret."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.errors import Conflict, Invalid, Missing
from enishi.kernel.ports import AuditEntry, ports
from enishi.kernel.registry import registry
from enishi.platform import access, changes
from enishi.platform.egress import guard
from enishi.platform.models import Delivery, Webhook
from enishi.platform.people import members
from enishi.platform.secrets import box
from enishi.platform.webhooks import message
from enishi.platform.webhooks.ending import OBJECT
from enishi.platform.webhooks.feeding import KINDS

MOST = 50
#: For so long the former secret signs beside the new one.
BOTH = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a webhook is to be: `about` are keys of objects, none for all the owner may see; `owner` the member."""

    name: str
    url: str
    owner: int
    about: tuple[str, ...] = ()
    kinds: tuple[str, ...] = KINDS


def everyone(actor: Actor) -> list[Webhook]:
    """All there are, the newest first."""
    members.administrators_only(actor)
    return list(Webhook.objects.select_related("member").order_by("-pk"))


def by_number(actor: Actor, number: int) -> Webhook:
    """Raises `Missing`."""
    members.administrators_only(actor)
    row = Webhook.objects.select_related("member").filter(pk=number).first()
    if row is None:
        raise Missing(_("There is no such webhook."))
    return row


def make(actor: Actor, asked: Asked) -> tuple[Webhook, str]:
    """A new webhook, told of what happens from now on; with its secret, which is shown nowhere again."""
    members.administrators_only(actor)
    _checked(asked)
    secret, place = message.new_secret(), changes.tail()
    with ports.lock.write():
        ports.lock.alone("webhooks")
        if Webhook.objects.count() >= MOST:
            raise Invalid({"": _("There can be {most} webhooks. Delete one that is not used.").format(most=MOST)})
        hook = Webhook.objects.create(
            **_values(asked), secret=_sealed(secret), xid=place.transaction, seen=place.number,
            made_at=ports.clock.now(),
        )  # fmt: skip
        _told(actor, hook, "created", {}, _kept(hook))
    return by_number(actor, hook.pk), secret


def change(actor: Actor, number: int, asked: Asked) -> Webhook:
    """Change what it is told, where, and with whose rights."""
    hook = by_number(actor, number)
    _checked(asked)
    with ports.lock.write():
        before = _kept(hook)
        Webhook.objects.filter(pk=hook.pk).update(**_values(asked))
        hook.refresh_from_db()
        _told(actor, hook, "updated", before, _kept(hook))
    return by_number(actor, number)


def rotate(actor: Actor, number: int) -> str:
    """A new secret; for a day the former one signs beside it."""
    hook, secret, now = by_number(actor, number), message.new_secret(), ports.clock.now()
    with ports.lock.write():
        Webhook.objects.filter(pk=hook.pk).update(
            secret=_sealed(secret), former_secret=hook.secret, former_until=now + BOTH
        )
        _told(actor, hook, "rotated")
    return secret


def stop(actor: Actor, number: int) -> Webhook:
    """Send nothing for now; what happens meanwhile is sent when it goes on, as far as the feed reaches back."""
    hook = by_number(actor, number)
    with ports.lock.write():
        Webhook.objects.filter(pk=hook.pk, ended_at=None).update(ended_at=ports.clock.now(), ended_why="stopped")
        _told(actor, hook, "stopped")
    return by_number(actor, number)


def resume(actor: Actor, number: int) -> Webhook:
    """Send again. Raises `Conflict` while the owner does not act."""
    hook = by_number(actor, number)
    if access.actor_of(hook.member_id) is None:
        raise Conflict(_("{name} does not act any more. Choose somebody else first.").format(name=hook.member.name))
    with ports.lock.write():
        Webhook.objects.filter(pk=hook.pk).update(
            ended_at=None, ended_why="", failing_since=None, rest_until=None, busy_until=None
        )
        _told(actor, hook, "resumed")
    return by_number(actor, number)


def delete(actor: Actor, number: int) -> None:
    """Take it away with its log."""
    hook = by_number(actor, number)
    with ports.lock.write():
        _told(actor, hook, "deleted", _kept(hook))
        Webhook.objects.filter(pk=hook.pk).delete()


def test(actor: Actor, number: int) -> Delivery:
    """Queue a message without content, to see whether the way is open."""
    hook, now = by_number(actor, number), ports.clock.now()
    if hook.ended_at is not None:
        raise Conflict(_("The webhook is switched off. Switch it on first."))
    with ports.lock.write():
        made = Delivery.objects.create(
            webhook=hook, key=message.new_key(), event=message.TEST, happened_at=now, due=now
        )
        _told(actor, hook, "tested")
    return made


def deliveries(actor: Actor, number: int, *, before: int = 0, size: int = 50, state: str = "") -> list[Delivery]:
    """The log of one webhook, the newest first; what stands before a number, of one state when it is given."""
    rows = Delivery.objects.filter(webhook=by_number(actor, number))
    if before:
        rows = rows.filter(pk__lt=before)
    if state:
        rows = rows.filter(state=state)
    return list(rows.order_by("-pk")[:size])


def replay(actor: Actor, number: int, *, delivery: int | None = None, since: datetime | None = None) -> int:
    """Send one message again, or all that failed since a moment; with the same ids, so that a receiver that has one
    knows it. Gives how many. Raises `Missing` for a message that is none, `Conflict` while it is switched off."""
    hook, now = by_number(actor, number), ports.clock.now()
    if hook.ended_at is not None:
        raise Conflict(_("The webhook is switched off. Switch it on first."))
    rows = Delivery.objects.filter(webhook=hook)
    rows = rows.filter(pk=delivery) if delivery is not None else rows.filter(state="failed", happened_at__gte=since)
    with ports.lock.write():
        again = rows.exclude(state="waiting").update(state="waiting", attempts=0, due=now, problem="", status=None)
        if delivery is not None and not rows.exists():
            raise Missing(_("There is no such message."))
        _told(actor, hook, "replayed", {}, {"messages": again})
    return again


def _checked(asked: Asked) -> None:
    """Raises `Invalid` with what to do for each field that is wrong."""
    wrong: dict[str, str] = {}
    if not asked.name.strip() or len(asked.name) > 100:
        wrong["name"] = _("Say in at most 100 characters what it is for.")
    try:
        guard.place_of(asked.url)
    except guard.Forbidden as trouble:
        wrong["url"] = refusal(trouble.reason)
    if access.actor_of(asked.owner) is None:
        wrong["owner"] = _("Choose somebody who can sign in.")
    if not asked.kinds or not set(asked.kinds) <= set(KINDS):
        wrong["kinds"] = _("Choose at least one.")
    if not set(asked.about) <= registry.cards.keys():
        wrong["objects"] = _("Choose from the list.")
    if wrong:
        raise Invalid(wrong)


def refusal(reason: str) -> str:
    """Why nothing is sent to an address, and what to do."""
    return {
        "scheme": _("Give an address that begins with https://."),
        "port": _("Only the usual port 443 is allowed. Leave the port out."),
        "address": _("This address belongs to a private network. Give one that is public."),
        "name": _("This address cannot be found. Check how it is written."),
    }[reason]


def _values(asked: Asked) -> dict[str, Any]:
    return {
        "name": asked.name.strip(), "url": asked.url, "member_id": asked.owner, "about": sorted(asked.about),
        "kinds": [kind for kind in KINDS if kind in asked.kinds],
    }  # fmt: skip


def _kept(hook: Webhook) -> dict[str, Any]:
    """What the audit knows of it."""
    return {name: getattr(hook, name) for name in ("name", "url", "member_id", "about", "kinds")}


def _sealed(secret: str) -> str:
    return box("webhook").encrypt(secret.encode()).decode("ascii")


def _told(
    actor: Actor, hook: Webhook, op: str, old: dict[str, Any] | None = None, new: dict[str, Any] | None = None
) -> None:
    ports.audit.write([AuditEntry(ports.clock.now(), actor, OBJECT, hook.pk, op, old or {}, new or {})])
