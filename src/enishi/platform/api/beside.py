"""OpenAPI of what belongs to no object: webhooks, for administrators, and files."""

from __future__ import annotations

from enishi.platform.api.paths import CURSOR, ID, LIMIT, READS, WRITES, ok, plain, query, sends
from enishi.platform.api.schemas import NUMBER, Schema, ref
from enishi.platform.webhooks.feeding import KINDS

MOMENT: Schema = {"type": "string", "format": "date-time"}
TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
STATES = ("waiting", "done", "failed", "dropped")
BYTES: Schema = {"type": "string", "format": "binary"}


def paths(*, admin: bool) -> dict[str, Schema]:
    """The routes this reader can use."""
    bytes_of = {"200": {"description": "The bytes", "content": {"application/octet-stream": {"schema": BYTES}}}}
    found = {"/files/{id}": {"get": plain("file", "The content of a file", bytes_of, READS, (ID,))}}
    return {**found, **_webhooks()} if admin else found


def _webhooks() -> dict[str, Schema]:
    base = "/webhooks/{id}"
    reads, writes = (*READS, 403), WRITES
    state = query("state", "Only those in this state.", enum=list(STATES))
    made = sends(plain("webhooks_create", "Make a webhook", ok(201, ref("WebhookMade")), writes), ref("WebhookNew"))
    told = plain("webhooks_change", "Change a webhook", ok(200, ref("Webhook")), writes, (ID,))
    replay = plain("webhooks_replay", "Send again", ok(200, ref("Replayed")), writes, (ID,))
    return {
        "/webhooks": {
            "get": plain("webhooks_list", "All webhooks", ok(200, ref("Webhooks")), reads),
            "post": made,
        },
        base: {
            "get": plain("webhooks_read", "One webhook", ok(200, ref("Webhook")), reads, (ID,)),
            "patch": sends(told, ref("WebhookData")),
            "delete": plain("webhooks_delete", "Delete it and its log", {"204": {"description": "Done"}}, reads, (ID,)),
        },
        f"{base}/deliveries": {
            "get": plain(
                "webhooks_deliveries", "What was sent, newest first", ok(200, ref("Deliveries")), reads,
                (ID, LIMIT, CURSOR, state),
            )
        },
        f"{base}/rotate": {"post": plain("webhooks_rotate", "A new secret", ok(200, ref("Secret")), writes, (ID,))},
        f"{base}/test": {"post": plain("webhooks_test", "Send a test", ok(200, ref("Delivery")), writes, (ID,))},
        f"{base}/stop": {"post": plain("webhooks_stop", "Switch off", ok(200, ref("Webhook")), writes, (ID,))},
        f"{base}/resume": {"post": plain("webhooks_resume", "Switch on", ok(200, ref("Webhook")), writes, (ID,))},
        f"{base}/replay": {"post": sends(replay, ref("Replay"))},
    }  # fmt: skip


def schemas() -> dict[str, Schema]:
    """What their bodies look like."""
    asked: dict[str, Schema] = {
        "name": {"type": "string", "minLength": 1, "maxLength": 100},
        "url": {**TEXT, "description": "https, port 443, public."},
        "owner": {**NUMBER, "description": "The member whose rights it has; yourself when left out."},
        "objects": {"type": "array", "items": TEXT, "description": "Plurals; none for all."},
        "kinds": {"type": "array", "items": {"type": "string", "enum": list(KINDS)}, "minItems": 1},
    }
    told: dict[str, Schema] = {
        **asked, "id": NUMBER, "made_at": MOMENT, "failing_since": _or_null(MOMENT), "ended_at": _or_null(MOMENT),
        "ended_why": {**TEXT, "description": "stopped, gone, failing, owner or secret; empty while it sends."},
    }  # fmt: skip
    secret = {"secret": {**TEXT, "description": "In this answer and nowhere again."}}
    return {
        "File": _all(
            {"id": NUMBER, "name": TEXT, "kind": TEXT, "size": COUNT, "sha256": TEXT, "at": MOMENT}
        ),
        "Files": _all({"results": {"type": "array", "items": ref("File")}}),
        "Upload": _all({"file": {**BYTES, "description": "At most 50 MB."}}),
        "Webhook": _all(told),
        "Webhooks": _all({"results": {"type": "array", "items": ref("Webhook")}}),
        "WebhookNew": {**_all(asked), "required": ["name", "url"]},
        "WebhookData": {**_all(asked), "required": []},
        "WebhookMade": _all({**told, **secret}),
        "Secret": _all(secret),
        "Replay": {**_all({"delivery": NUMBER, "since": MOMENT}), "required": []},
        "Replayed": _all({"messages": COUNT}),
        "Delivery": _all(_delivery()),
        "Deliveries": _all(
            {"results": {"type": "array", "items": ref("Delivery")}, "next": {"type": ["string", "null"]}}
        ),
    }  # fmt: skip


def _delivery() -> dict[str, Schema]:
    return {
        "id": NUMBER, "message": {**TEXT, "description": "The header webhook-id."}, "event": TEXT, "object": TEXT,
        "record": _or_null(NUMBER), "happened_at": MOMENT, "state": {"type": "string", "enum": list(STATES)},
        "attempts": COUNT, "tried_at": _or_null(MOMENT), "due": _or_null(MOMENT), "status": _or_null(COUNT),
        "milliseconds": _or_null(COUNT), "problem": {**TEXT, "description": "What went wrong the last time."},
    }  # fmt: skip


def _all(properties: dict[str, Schema]) -> Schema:
    return {
        "type": "object", "properties": properties, "required": list(properties), "additionalProperties": False,
    }  # fmt: skip


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}
