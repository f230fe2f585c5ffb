"""One message: its content as the owner of the webhook may see it at this moment, and its signature."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec

from enishi import __version__
from enishi.kernel.actor import Actor
from enishi.kernel.doors.read import records
from enishi.kernel.errors import Missing
from enishi.kernel.registry import registry
from enishi.platform import changes
from enishi.platform.access_log.seen import noted
from enishi.platform.api.encode import encoded
from enishi.platform.api.feeds import readable
from enishi.platform.models import Delivery
from enishi.platform.secrets import new_token

PREFIX = "whsec_"
#: The event of a message that only tries whether the way is open.
TEST = "webhook.test"
#: Bytes of a message; a larger record is not sent along, its receiver reads it by the API.
SIZE_LIMIT = 256 * 1024


def new_key() -> str:
    """The id of a message."""
    return f"msg_{new_token()}"


def new_secret() -> str:
    """192 random bits, as the specification writes them."""
    return PREFIX + base64.b64encode(secrets.token_bytes(24)).decode()


def signature(secret: str, key: str, timestamp: int, body: bytes) -> str:
    """`v1,` and the HMAC-SHA256 over id, timestamp and body between points."""
    signed = f"{key}.{timestamp}.".encode() + body
    digest = hmac.new(base64.b64decode(secret.removeprefix(PREFIX)), signed, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(digest).decode()}"


def headers(key: str, moment: datetime, body: bytes, signers: Iterable[str]) -> dict[str, str]:
    """What a message is sent with; each of the secrets that count now signs it."""
    timestamp = int(moment.timestamp())
    return {
        "Content-Type": "application/json",
        "User-Agent": f"Enishi/{__version__}",
        "webhook-id": key,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(signature(secret, key, timestamp, body) for secret in signers),
    }


def body_of(delivery: Delivery, actor: Actor) -> bytes | None:
    """The message as this actor may see the record and its fields now; None when he may not see it any more.

    What is shown is noted in the access log, as in an answer of the API. Cost: two questions to the read door.
    """
    about: dict[str, Any] = {}
    if delivery.event != TEST:
        found = _about(delivery, actor)
        if found is None:
            return None
        about = found
    at = delivery.happened_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    body = msgspec.json.encode({"type": delivery.event, "timestamp": at, "data": about})
    if len(body) <= SIZE_LIMIT:
        return body
    return msgspec.json.encode({"type": delivery.event, "timestamp": at, "data": {**about, "record": None}})


def _about(delivery: Delivery, actor: Actor) -> dict[str, Any] | None:
    card = registry.cards.get(delivery.object)
    if card is None or delivery.record is None:
        return None
    names = [name for name in delivery.fields.split(",") if name and card.reads(actor, name)]
    told = {"object": card.plural, "id": delivery.record, "op": delivery.op}
    if delivery.op == "gone":
        seen = readable([_happened(delivery, delivery.record)], actor)
        return {**told, "version": delivery.version, "fields": [], "record": None} if seen else None
    try:
        with noted():
            row = records(card, actor).only(*(spec.name for spec in card.readable(actor))).get(delivery.record)
    except Missing:
        return None
    return {**told, "version": row.version, "fields": names, "record": encoded(row)}


def _happened(delivery: Delivery, record: int) -> changes.Happened:
    """The row of the feed again, as far as the right to learn of it depends on it."""
    return changes.Happened(
        0, delivery.object, record, delivery.version, delivery.op, (), delivery.event, delivery.owner, None, "",
        delivery.happened_at, changes.Position(),
    )  # fmt: skip
