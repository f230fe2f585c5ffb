"""Rows as JSON: every field by its type, links as numbers or, expanded, as records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.names import unknown_field
from enishi.kernel.doors.read import records
from enishi.kernel.doors.rows import Linked, Row
from enishi.kernel.errors import Invalid
from enishi.kernel.registry import registry

EXPAND_LIMIT = 3


def encoded(row: Row, expanded: Mapping[str, Mapping[int, Any]] | None = None) -> dict[str, Any]:
    """The row as the API gives it: id, version and every readable field; what is hidden is not there."""
    body: dict[str, Any] = {"id": row.id, "version": row.version}
    body |= {name: row.to_json(name) for name in row.values if name in row.card.fields}
    for name, known in (expanded or {}).items():
        body[name] = known.get(body[name]) if body.get(name) is not None else None
    return body


def expansions(card: Card, actor: Actor, names: Sequence[str], rows: Sequence[Row]) -> dict[str, dict[int, Any]]:
    """The records behind some links of these rows, each link one question to the read door."""
    if len(names) > EXPAND_LIMIT:
        raise Invalid(expand=_("At most {limit} links can be expanded at once.").format(limit=EXPAND_LIMIT))
    found: dict[str, dict[int, Any]] = {}
    for name in names:
        spec = card.reads(actor, name)
        if spec is None or not spec.target:
            raise unknown_field(card, actor, name, "expand")
        ids = {value.id for row in rows if isinstance(value := row[name], Linked) and value.id}
        target = registry.card(spec.target)
        found[name] = {other.id: encoded(other) for other in records(target, actor).among(ids).first(len(ids))}
    return found
