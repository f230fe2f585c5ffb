"""JSON Schemas of the API: what a record of each object looks like on the way out and on the way in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from enishi.kernel.action import Action
from enishi.kernel.actor import Actor
from enishi.kernel.card import Card, FieldCard
from enishi.kernel.condition.nodes import FUNCTIONS
from enishi.kernel.fieldtypes.base import OPERATORS
from enishi.kernel.registry import registry
from enishi.platform.own.objects import is_own

Schema = dict[str, Any]
NUMBER: Schema = {"type": "integer", "format": "int64", "minimum": 1, "maximum": 2**63 - 1}
VERSION: Schema = {"type": "integer", "minimum": 0}
NULL: Schema = {"type": "null"}


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def name_of(card: Card) -> str:
    """The name of the object's schema: `Contact`; one that the workspace made keeps its key, so that what is made of
    two keys is never the same."""
    return card.key if is_own(card) else "".join(part.capitalize() for part in card.key.split("_"))


def record(card: Card, actor: Actor, seen: set[str]) -> Schema:
    """A record as its reader gets it; `seen` are the objects the reader knows of."""
    fields = {spec.name: _out(spec, seen) for spec in card.readable(actor)}
    return {
        "type": "object",
        "description": str(card.label),
        "properties": {**fields, "id": NUMBER, "version": VERSION},
        "required": ["id", "version"],
        "additionalProperties": False,
    }


def data(card: Card, actor: Actor, *, new: bool) -> Schema:
    """What may be sent. Values of fields that cannot be written are ignored when they are the stored ones."""
    fields = {spec.name: _in(spec) for spec in card.readable(actor) if card.edits(actor, spec.name)}
    found: Schema = {"type": "object", "properties": fields, "example": _example(card, actor)}
    needed = [name for name, spec in card.fields.items() if name in fields and spec.required and spec.default is None]
    if new and needed:
        found["required"] = needed
    return found


def arguments(action: type[Action]) -> Schema:
    """The arguments of a verb."""
    fields = {need.name: _described(_nullable(need.type.schema()), need.label) for need in action.needs}
    return {"type": "object", "properties": fields, "additionalProperties": False}


def page(name: str) -> Schema:
    """A list: a stretch of records, the marker of the next stretch, and how many there are."""
    return {
        "type": "object",
        "properties": {
            "results": {"type": "array", "items": ref(name), "maxItems": 200},
            "next": {"type": ["string", "null"], "description": "Send it as `cursor`; null at the end."},
            "count": {"type": "integer", "minimum": 0},
            "count_is_capped": {"type": "boolean", "description": "There are at least `count`."},
            "updated_until": {"type": "string", "description": "With `updated_since`: send it the next time."},
        },
        "required": ["results", "next"],
        "additionalProperties": False,
    }


def batch(name: str) -> Schema:
    """Many operations in one request."""
    operation = {
        "type": "object",
        "properties": {
            "op": {"enum": ["create", "update", "delete"]},
            "id": NUMBER,
            "version": {"type": "integer", "description": "Refuse when the record has another version."},
            "data": ref(name),
        },
        "required": ["op"],
        "additionalProperties": False,
    }
    operations = {"type": "array", "items": operation, "minItems": 1, "maxItems": 1_000}
    return {"type": "object", "properties": {"operations": operations}, "required": ["operations"]}


def shared() -> dict[str, Schema]:
    """Schemas that no object owns."""
    return {
        "Problem": _object(
            {
                "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
                "detail": {"type": "string"},
                "errors": {"type": "object", "additionalProperties": {"type": "string"},
                           "description": "Field → what is wrong and what to do."},
                "version": {"type": "integer"}, "theirs": {"type": "object"},
            },
            "type", "title", "status", "detail",
        ),
        "Condition": _condition(),
        "BatchResults": _object({"results": {"type": "array", "items": _object(
            {"status": {"type": "integer"}, "id": {"type": ["integer", "null"]}, "version": VERSION,
             "problem": ref("Problem")}, "status", "id",
        )}}, "results"),
        "Changes": _object({"next": {"type": "string"}, "results": {"type": "array", "items": _object(
            {"object": {"type": "string"}, "id": NUMBER, "version": VERSION, "op": {"enum": ["put", "gone"]},
             "at": {"type": "string", "format": "date-time"}}, "object", "id", "version", "op", "at",
        )}}, "results", "next"),
        "Touches": _object({"next": {"type": ["string", "null"]}, "results": {"type": "array", "items": _object(
            {"at": {"type": "string", "format": "date-time"}, "kind": {"type": "string"},
             "object": {"type": "string"}, "record": {"type": "object"}}, "at", "kind", "object", "record",
        )}}, "results", "next"),
        "Objects": _object({"results": {"type": "array", "items": {"type": "object"}}}, "results"),
    }  # fmt: skip


def _object(properties: dict[str, Schema], *required: str) -> Schema:
    return {
        "type": "object", "properties": properties, "required": list(required), "additionalProperties": False,
    }  # fmt: skip


def _condition() -> Schema:
    """The condition language: a combination, a comparison, or an aggregate over related records."""
    inner = ref("Condition")
    aggregates = {name: {"type": "string"} for name in FUNCTIONS}
    return {
        "type": "object",
        "properties": {
            "all": {"type": "array", "items": inner},
            "any": {"type": "array", "items": inner},
            "not": inner,
            "some": {"type": "string"},
            "where": inner,
            "field": {"type": "string"},
            "op": {"enum": list(OPERATORS)},
            "value": {},
            "of": {"type": "string"},
            **aggregates,
        },
        "additionalProperties": False,
        "examples": [{"all": [{"field": "created_at", "op": "gte", "value": "last 30 days"}]}],
    }


def _out(spec: FieldCard, seen: set[str]) -> Schema:
    if spec.collected:
        return _described({"type": "array", "items": spec.type.schema()}, spec.label, spec.help)
    if spec.type.many:
        return _described(spec.type.schema(), spec.label, spec.help)
    found = _nullable(spec.type.schema())
    if spec.target in seen:
        found["anyOf"].append(ref(name_of(registry.card(spec.target))))
    return _described(found, spec.label, spec.help)


def _in(spec: FieldCard) -> Schema:
    if spec.collected:
        return _described({"type": "array", "items": spec.type.schema(), "maxItems": 50}, spec.label, spec.help)
    found = spec.type.schema() if spec.required else _nullable(spec.type.schema())
    return _described(found, spec.label, spec.help)


def _nullable(schema: Schema) -> Schema:
    return {"anyOf": [schema, NULL]}


def _described(schema: Schema, label: Any, help: Any = "") -> Schema:
    return {**schema, "description": f"{label}. {help}" if help else str(label)}


def _example(card: Card, actor: Actor) -> Schema:
    return dict(_samples(card, actor))


def _samples(card: Card, actor: Actor) -> Iterator[tuple[str, Any]]:
    """Plain values of the fields of the short form."""
    names = (part for name in card.quick for part in (card.groups[name].fields if name in card.groups else (name,)))
    for name in names:
        spec = card.reads(actor, name)
        if spec is not None and card.edits(actor, name) and not spec.target and not spec.collected:
            schema = spec.type.schema()
            if "enum" in schema:
                yield name, schema["enum"][0]
            elif schema == {"type": "string"}:
                yield name, str(spec.label)
