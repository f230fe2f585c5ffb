"""The routes of the API as OpenAPI paths: parameters, bodies and every answer each of them can give."""

from __future__ import annotations

from typing import Any

from enishi.kernel.action import Action
from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.platform.api.problems import TITLES
from enishi.platform.api.schemas import NUMBER, Schema, arguments, batch, name_of, ref

ALWAYS = (400, 401, 404, 429, 503)
READS: tuple[int, ...] = ALWAYS
WRITES = (*ALWAYS, 403, 409, 412, 413, 415, 422)
HEADERS = {
    "RateLimit-Limit": {"description": "Requests at once.", "schema": {"type": "integer"}},
    "RateLimit-Remaining": {"description": "Requests left just now.", "schema": {"type": "integer"}},
    "RateLimit-Reset": {"description": "Seconds until all of them are there again.", "schema": {"type": "integer"}},
}
ETAG = {"ETag": {"description": "The version, for If-Match.", "schema": {"type": "string"}}}
IDEMPOTENCY = {
    "name": "Idempotency-Key", "in": "header", "schema": {"type": "string", "maxLength": 200, "pattern": "^[!-~]+$"},
    "description": "The same key with the same body within 24 hours gives the first answer again.",
}  # fmt: skip
IF_MATCH = {
    "name": "If-Match", "in": "header", "schema": {"type": "string", "examples": ['"v7"']},
    "description": "The ETag that was read; another version answers 412.",
}  # fmt: skip
ID = {"name": "id", "in": "path", "required": True, "schema": NUMBER}
CURSOR = {"name": "cursor", "in": "query", "schema": {"type": "string"}, "description": "`next` of the page before."}


def query(name: str, description: str, **schema: Any) -> Schema:
    """One parameter of an address."""
    return {"name": name, "in": "query", "description": description, "schema": {"type": "string", **schema}}


LIMIT = query("limit", "Rows on one page.", type="integer", minimum=1, maximum=200, default=50)
FIELDS = query("fields", "Only these fields, between commas.")
EXPAND = query("expand", "Up to three links to give as whole records, between commas.")
TRASH = query("trash", "Look in the trash.", enum=["1", "true"])
#: As a text with JSON inside, not as `content`: generators of clients know no parameter but those with a schema.
FILTER = query(
    "filter", "A condition as JSON.", maxLength=4_000, contentMediaType="application/json",
    contentSchema=ref("Condition"),
)  # fmt: skip
LIST = (
    FILTER,
    query("q", "Words to search for.", maxLength=200),
    query("sort", "A field; “-” before it for descending."),
    FIELDS, EXPAND, LIMIT, CURSOR,
    query("updated_since", "Only records changed after this position of the change feed."),
    query("count", "`false` leaves the number of matches out.", enum=["true", "false"]),
    TRASH,
)  # fmt: skip


def of_object(card: Card, actor: Actor) -> dict[str, Any]:
    """All routes of one object for this reader."""
    base, name = f"/{card.plural}", name_of(card)
    paths = {
        base: {
            "get": _operation(card, "list", f"List {card.plural}", ok(200, ref(f"{name}Page")), READS, LIST),
            "post": _operation(
                card, "create", f"Create one of {card.plural}", ok(201, ref(name), ETAG, LOCATION), WRITES,
                (IDEMPOTENCY,), ref(f"{name}New"),
            ),
        },
        f"{base}/query": {
            "post": _operation(
                card, "query", "The list with its parameters in the body", ok(200, ref(f"{name}Page")),
                (*READS, 403, 413, 415), body=_asked(),
            )
        },
        f"{base}/batch": {
            "post": _operation(
                card, "batch", "Up to 1,000 writes in request order, one result each", ok(200, ref("BatchResults")),
                WRITES, (IDEMPOTENCY,), batch(f"{name}Data"),
            )
        },
        f"{base}/{{id}}": _single(card, name),
    }  # fmt: skip
    if card.timeline:
        kind = query(
            "kind", "Only entries of this kind, such as visit; of one object alone as meeting.visit.", maxLength=105
        )
        paths[f"{base}/{{id}}/timeline"] = {
            "get": _operation(card, "timeline", "What happened, newest first", ok(200, ref("Touches")), READS,
                              (ID, CURSOR, LIMIT, kind))
        }  # fmt: skip
    put = _operation(card, "attach", "Put a file on a record", ok(201, ref("File")), WRITES, (ID,))
    paths[f"{base}/{{id}}/files"] = {
        "get": _operation(card, "files", "The files of a record", ok(200, ref("Files")), READS, (ID,)),
        "post": sends(put, ref("Upload"), "multipart/form-data"),
    }
    for verb, action in card.actions.items():
        paths[f"{base}/{{id}}/actions/{verb}"] = {"post": _action(card, name, verb, action)}
    return paths


def of_workspace() -> dict[str, Any]:
    """Routes that belong to no object."""
    feed = query("cursor", "`next` of the page before; `now` for only what comes.")
    return {
        "/objects": {"get": plain("objects", "Objects, their fields and verbs", ok(200, ref("Objects")), READS)},
        "/changes": {
            "get": plain("changes", "What changed, oldest first", ok(200, ref("Changes")), (*READS, 410), (feed, LIMIT))
        },
        "/openapi.json": {"get": plain("openapi", "This document", ok(200, {"type": "object"}), READS)},
    }


LOCATION = {"Location": {"description": "The address of the new record.", "schema": {"type": "string"}}}


def _single(card: Card, name: str) -> dict[str, Any]:
    return {
        "get": _operation(
            card, "read", "Read one record", {**ok(200, ref(name), ETAG), **_merged(card)}, READS,
            (ID, FIELDS, EXPAND, TRASH),
        ),
        "patch": _operation(
            card, "change", "Change fields of a record", ok(200, ref(name), ETAG), WRITES, (ID, IF_MATCH),
            ref(f"{name}Data"),
        ),
        "delete": _operation(
            card, "delete", "Put a record into the trash", {"204": {"description": "Done", "headers": HEADERS}},
            (*ALWAYS, 403, 409, 412, 422), (ID, IF_MATCH),
        ),
    }  # fmt: skip


def _merged(card: Card) -> Schema:
    """Where a record went that became part of another one."""
    if "merge" not in card.actions:
        return {}
    where = {"Location": {"description": "The address of that one.", "schema": {"type": "string"}}}
    return {"308": {"description": "It was merged into another record", "headers": {**HEADERS, **where}}}


def _action(card: Card, name: str, verb: str, action: type[Action]) -> Schema:
    needs = [need.name for need in action.needs if need.required and need.default is None]
    found = _operation(
        card, f"do_{verb}", str(action.label), ok(200, ref(name), ETAG), WRITES, (ID, IF_MATCH, IDEMPOTENCY),
        arguments(action),
    )  # fmt: skip
    found["requestBody"]["required"] = bool(needs)
    return found


def _asked() -> Schema:
    """The list parameters as one body."""
    fields = {item["name"]: item["schema"] for item in LIST}
    fields.update(filter=ref("Condition"), count={"type": "boolean"})
    return {"type": "object", "properties": fields, "additionalProperties": False}


def _operation(
    card: Card,
    name: str,
    summary: str,
    good: Schema,
    bad: tuple[int, ...],
    parameters: tuple[Schema, ...] = (),
    body: Schema | None = None,
) -> Schema:
    found = plain(f"{card.plural}_{name}", summary, good, bad, parameters)
    found["tags"] = [card.plural]
    return found if body is None else sends(found, body)


def sends(operation: Schema, body: Schema, kind: str = "application/json") -> Schema:
    """The operation with a body."""
    return {**operation, "requestBody": {"required": True, "content": {kind: {"schema": body}}}}


def plain(name: str, summary: str, good: Schema, bad: tuple[int, ...], parameters: tuple[Schema, ...] = ()) -> Schema:
    """One operation with its good answer and its refusals."""
    answers = {**good, **{str(status): {"$ref": f"#/components/responses/{status}"} for status in sorted(set(bad))}}
    return {"operationId": name, "summary": summary, "parameters": list(parameters), "responses": answers}


def ok(status: int, schema: Schema, *headers: Schema) -> Schema:
    """The good answer."""
    merged = {name: spec for part in (HEADERS, *headers) for name, spec in part.items()}
    content = {"application/json": {"schema": schema}}
    return {str(status): {"description": "Done", "headers": merged, "content": content}}


def refusals() -> dict[str, Schema]:
    """Every refusal is a problem document (RFC 9457)."""
    content = {"application/problem+json": {"schema": ref("Problem")}}
    found: dict[str, Schema] = {str(code): {"description": title, "content": content} for code, title in TITLES.items()}
    wait = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}}
    for status in ("429", "503"):
        found[status] = {**found[status], "headers": wait}
    found["401"] = {
        **found["401"], "headers": {"WWW-Authenticate": {"description": "Bearer", "schema": {"type": "string"}}},
    }  # fmt: skip
    return found
