"""Requests that may be repeated: the same key with the same body gets the first answer again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.ports import ports
from enishi.platform.api.problems import Problem
from enishi.platform.lock import alone_now
from enishi.platform.models import IdempotencyKey

HOURS, KEY_LIMIT = 24, 200


def once(
    request: HttpRequest,
    actor: Actor,
    work: Callable[[], HttpResponse],
    shown: Callable[[int, int, int], HttpResponse] | None = None,
) -> HttpResponse:
    """Do the work, unless this actor sent this key within a day: then answer as then. Key and work are one transaction.

    An answer that is a record is not kept: `shown` reads it anew, by number, status and the version that
    was written, as this actor may see it now.
    Raises `Problem` 422 when the key came with another body, 409 while the same request is under way. A refusal is not
    kept: the corrected request may follow.
    """
    key = request.headers.get("Idempotency-Key", "")
    if not key:
        return work()
    if len(key) > KEY_LIMIT:
        raise Problem(400, _("Idempotency-Key has at most 200 characters."))
    who, body = f"{actor.kind}:{actor.member}", hashlib.sha256(request.path.encode() + request.body).hexdigest()
    with ports.lock.write():
        if not alone_now(f"idempotency:{who}:{key}"):
            raise Problem(409, _("A request with this Idempotency-Key is being worked on. Ask again in a moment."))
        fresh = ports.clock.now() - timedelta(hours=HOURS)
        IdempotencyKey.objects.filter(actor=who, key=key, at__lte=fresh).delete()
        known = IdempotencyKey.objects.filter(actor=who, key=key).first()
        if known is not None:
            return _again(known, body, shown)
        answer = work()
        kept = _unshown(answer.content) if shown is None else _numbers(answer.content)
        IdempotencyKey.objects.create(
            actor=who, key=key, body=body, status=answer.status_code, answer=kept.decode(),
            at=ports.clock.now(),
        )  # fmt: skip
    return answer


def comes_again(actor: Actor, key: str) -> bool:
    """Whether this actor sent this key within a day; else it is kept: to be called in the transaction of the work."""
    who, now = f"{actor.kind}:{actor.member}", ports.clock.now()
    IdempotencyKey.objects.filter(actor=who, key=key, at__lte=now - timedelta(hours=HOURS)).delete()
    _kept, is_new = IdempotencyKey.objects.get_or_create(
        actor=who, key=key, defaults={"body": "", "status": 204, "answer": "", "at": now}
    )
    return not is_new


def _again(known: IdempotencyKey, body: str, shown: Callable[[int, int, int], HttpResponse] | None) -> HttpResponse:
    if known.body != body:
        raise Problem(422, _("This Idempotency-Key was used for another request. Use a new one."))
    status = known.status or 200
    if shown is not None:
        written = json.loads(known.answer)
        response = shown(written["id"], status, written["version"])
    else:
        response = HttpResponse(known.answer, status=status, content_type="application/json")
    response["Idempotent-Replayed"] = "true"
    return response


def _unshown(content: bytes) -> bytes:
    """An answer without the values that others wrote: they were shown, and noted, to whoever read it then."""
    found = json.loads(content)
    for result in found.get("results", ()):
        (result.get("problem") or {}).pop("theirs", None)
    return json.dumps(found, ensure_ascii=False).encode()


def _numbers(content: bytes) -> bytes:
    """Which record an answer showed: all that is kept of it."""
    found = json.loads(content)
    return json.dumps({"id": found["id"], "version": found["version"]}).encode()
