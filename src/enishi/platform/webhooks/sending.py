"""Sends what waits for one address, in order, and puts off what did not arrive: ten times in three days."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import SystemRandom

from cryptography.fernet import InvalidToken

from enishi.kernel.ports import ports
from enishi.platform import access
from enishi.platform.egress.guard import Forbidden
from enishi.platform.jobs.run import Run
from enishi.platform.models import Delivery, Webhook
from enishi.platform.secrets import box
from enishi.platform.webhooks import message
from enishi.platform.webhooks.ending import end, failed

#: Seconds until the next attempt, after each one that failed; together a little more than three days.
DELAYS = (5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400)
#: A delay grows by up to this part of it, so that what failed together does not come back together.
JITTER = 0.1
#: The one job of an address has it for so long; longer than one message can take.
LEASE = timedelta(seconds=60)
#: After so many failures in a row the address is left alone for a while.
IN_A_ROW, REST = 3, timedelta(minutes=1)
#: A round ends after so many messages or seconds, so that other addresses have their turn.
ROUND, ROUND_SECONDS = 200, 20.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one attempt."""

    status: int | None = None
    problem: str = ""
    milliseconds: int = 0

    @property
    def arrived(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


def send(run: Run, number: int) -> int:
    """One round for one webhook; gives how many messages were tried. A second job for the same one does nothing."""
    with run.step():
        mine = _taken(number)
    if not mine:
        return 0
    tried = in_a_row = 0
    end_at = time.monotonic() + ROUND_SECONDS
    while tried < ROUND and time.monotonic() < end_at:
        with run.step():
            found = _next(number)
        if found is None:
            break
        hook, delivery = found
        outcome = attempt(hook, delivery)
        tried += 1
        with run.step():
            note(hook, delivery, outcome)
            in_a_row = 0 if outcome is None or outcome.arrived else in_a_row + 1
            if in_a_row == IN_A_ROW:
                Webhook.objects.filter(pk=number).update(rest_until=ports.clock.now() + REST)
                break
    with run.step():
        Webhook.objects.filter(pk=number).update(busy_until=None)
    return tried


def _taken(number: int) -> bool:
    """Take the address for this job alone."""
    now = ports.clock.now()
    free = Webhook.objects.filter(pk=number, ended_at=None).exclude(busy_until__gt=now)
    return bool(free.update(busy_until=now + LEASE))


def _next(number: int) -> tuple[Webhook, Delivery] | None:
    """The oldest message that is due; until its outcome is noted it comes again after the lease."""
    now = ports.clock.now()
    hook = Webhook.objects.filter(pk=number, ended_at=None).first()
    rows = Delivery.objects.filter(webhook=number, state="waiting", due__lte=now)
    delivery = rows.select_for_update().order_by("pk").first() if hook is not None else None
    if hook is None or delivery is None:
        return None
    delivery.attempts, delivery.tried_at, delivery.due = delivery.attempts + 1, now, now + LEASE
    delivery.save(update_fields=["attempts", "tried_at", "due"])
    Webhook.objects.filter(pk=number).update(busy_until=now + LEASE)
    return hook, delivery


def attempt(hook: Webhook, delivery: Delivery) -> Outcome | None:
    """Try once; None when the owner may not see any more what the message tells. Nothing is written here."""
    actor = access.actor_of(hook.member_id, kind="token", via="webhook")
    if actor is None:
        return Outcome(problem="owner")
    body = message.body_of(delivery, actor)
    if body is None:
        return None
    now = ports.clock.now()
    try:
        signed = message.headers(delivery.key, now, body, secrets_of(hook, now))
    except InvalidToken:
        return Outcome(problem="secret")
    from enishi.platform.egress.post import Unreachable, post  # here: slow to load, and only the worker sends

    began, status, problem = time.monotonic(), None, ""
    try:
        status = post(hook.url, body, signed)
    except (Forbidden, Unreachable) as trouble:
        problem = trouble.reason
    return Outcome(status, problem, int((time.monotonic() - began) * 1000))


def secrets_of(hook: Webhook, now: datetime) -> list[str]:
    """The secrets that sign now: the present one, and the former one for a while. Raises `InvalidToken`."""
    sealed = [hook.secret]
    if hook.former_secret and hook.former_until is not None and hook.former_until > now:
        sealed.append(hook.former_secret)
    return [box("webhook").decrypt(text.encode("ascii")).decode() for text in sealed]


def note(hook: Webhook, delivery: Delivery, outcome: Outcome | None) -> None:
    """Write down what became of an attempt, in the present transaction."""
    rows = Delivery.objects.filter(pk=delivery.pk, state="waiting")
    if outcome is None:
        rows.update(state="dropped", problem="unseen", status=None, milliseconds=None)
        return
    told = {"status": outcome.status, "problem": outcome.problem, "milliseconds": outcome.milliseconds}
    if outcome.arrived:
        rows.update(state="done", **told)
        Webhook.objects.filter(pk=hook.pk).update(failing_since=None, rest_until=None)
        return
    if outcome.problem in ("owner", "secret"):
        rows.update(**told)
        end(hook, outcome.problem)
    elif outcome.status == 410:
        rows.update(state="failed", **told)
        end(hook, "gone")
    elif delivery.attempts > len(DELAYS):
        rows.update(state="failed", **told)
        failed(hook)
    else:
        rows.update(due=ports.clock.now() + _delay(delivery.attempts), **told)
        failed(hook)


def _delay(attempts: int) -> timedelta:
    seconds = DELAYS[attempts - 1]
    return timedelta(seconds=seconds + SystemRandom().uniform(0, seconds * JITTER))
