"""What there is: objects, their fields and verbs, as far as the asking actor may know of them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card, FieldCard
from enishi.kernel.doors.scope import may
from enishi.kernel.registry import registry
from enishi.platform.api.openapi import document
from enishi.platform.api.problems import answer
from enishi.platform.api.route import route
from enishi.platform.cards import visible


@route("GET", "HEAD")
def objects(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every object the actor may see."""
    cards = [card for card in registry.cards.values() if visible(card, actor)]
    return answer(200, {"results": [_object(card, actor) for card in cards]})


def _object(card: Card, actor: Actor) -> dict[str, Any]:
    return {
        "name": card.plural,
        "key": card.key,
        "label": str(card.label),
        "label_plural": str(card.label_plural),
        "fields": [_field(card, spec, actor) for spec in card.readable(actor)],
        "actions": [verb for verb, action in card.actions.items() if may(card, actor, action)],
        "match": [list(keys) for keys in card.match],
    }


def _field(card: Card, spec: FieldCard, actor: Actor) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": spec.name,
        "label": str(spec.label),
        "type": spec.type.name,
        "many": spec.type.many or spec.collected is not None,
        "required": spec.required,
        "writable": card.edits(actor, spec.name),
        "operators": list(spec.operators),
        "sortable": spec.sortable,
    }
    if spec.target:
        found["target"] = registry.card(spec.target).plural
    if spec.choices:
        found["choices"] = [{"key": choice.key, "label": str(choice.label)} for choice in spec.choices]
    return found


@route("GET", "HEAD")
def openapi(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The OpenAPI 3.1 document, for signed-in readers."""
    return answer(200, document(actor))
