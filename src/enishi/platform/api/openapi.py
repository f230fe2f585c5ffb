"""The OpenAPI 3.1 document, made from the cards for one reader and kept until cards or rights change."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from enishi import __version__
from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.registry import registry
from enishi.platform import epoch, memory
from enishi.platform.api import beside, paths, schemas
from enishi.platform.cards import visible

KEPT = 16


@dataclass(slots=True)
class _Documents:
    """The documents of a state of the cards and of rights, by reader."""

    state: tuple[Any, int] | None = None
    known: dict[tuple[Any, ...], dict[str, Any]] = field(default_factory=dict)


def document(actor: Actor) -> dict[str, Any]:
    """The whole document: only objects the reader may see, only fields not hidden from the reader.

    Cost: some 30 ms the first time a reader asks; afterwards nothing until the epoch of cards or rights moves.
    """
    cards, access, kept = registry.cards, epoch.known().access, memory.here().of(_Documents)
    if kept.state is None or kept.state[0] is not cards or kept.state[1] != access:
        kept.state, kept.known = (cards, access), {}
    key = (actor.kind, actor.member, actor.language, actor.rights.admin)
    if key not in kept.known:
        while len(kept.known) >= KEPT:
            kept.known.pop(next(iter(kept.known)))
        kept.known[key] = _made(actor)
    return kept.known[key]


def _made(actor: Actor) -> dict[str, Any]:
    cards = [card for card in registry.cards.values() if visible(card, actor)]
    found = {**paths.of_workspace(), **beside.paths(admin=actor.admin)}
    for card in cards:
        found.update(paths.of_object(card, actor))
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Enishi",
            "version": __version__,
            "description": "One set of routes for every object. Errors are problem documents (RFC 9457).",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/api/v1"}],
        "security": [{"token": []}],
        "tags": [{"name": card.plural, "description": str(card.label_plural)} for card in cards],
        "paths": found,
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {**schemas.shared(), **beside.schemas(), **_of(cards, actor)},
            "responses": paths.refusals(),
        },
    }


def _of(cards: list[Card], actor: Actor) -> dict[str, Any]:
    seen = {card.key for card in cards}
    found: dict[str, Any] = {}
    for card in cards:
        name = schemas.name_of(card)
        found[name] = schemas.record(card, actor, seen)
        found[f"{name}New"] = schemas.data(card, actor, new=True)
        found[f"{name}Data"] = schemas.data(card, actor, new=False)
        found[f"{name}Page"] = schemas.page(name)
    return found
