"""When nothing is sent to an address any more, and who is told of it."""

from __future__ import annotations

from datetime import timedelta

from enishi.kernel.actor import SYSTEM
from enishi.kernel.ports import AuditEntry, ports
from enishi.platform.models import Member, Webhook
from enishi.platform.people.notifications import notify

#: How the audit calls them.
OBJECT = "webhook"
#: For so long an address may fail without one success.
PATIENCE = timedelta(days=3)


def end(hook: Webhook, why: str) -> None:
    """Send nothing more there, in the present transaction: "gone" (it answered 410), "failing" (for three days),
    "owner" (does not act any more), "secret" (cannot be read: the key of the server is another one)."""
    now = ports.clock.now()
    Webhook.objects.filter(pk=hook.pk).update(ended_at=now, ended_why=why, busy_until=None)
    ports.audit.write([AuditEntry(now, SYSTEM, OBJECT, hook.pk, "ended", {}, {"why": why})])
    _tell("webhook_ended", {"name": hook.name, "why": why})


def missed(hook: Webhook) -> None:
    """Say that changes were never looked at, because the feed does not reach back so far."""
    _tell("webhook_missed", {"name": hook.name})


def _tell(kind: str, data: dict[str, str]) -> None:
    admins = Member.objects.filter(is_admin=True, trashed_at=None, user__is_active=True)
    notify(admins.values_list("pk", flat=True), kind, data=data)


def failed(hook: Webhook) -> None:
    """One more message did not arrive: an address that has failed for three days is ended."""
    now = ports.clock.now()
    if hook.failing_since is None:
        hook.failing_since = now
        Webhook.objects.filter(pk=hook.pk).update(failing_since=now)
    if now - hook.failing_since >= PATIENCE:
        end(hook, "failing")
