"""Conditions above a list: as chips in the reader's words, and as what the filter builder works from."""

from __future__ import annotations

import msgspec
from django.utils.translation import get_language

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.condition import parse
from enishi.kernel.condition.operators import describe
from enishi.kernel.condition.sentence import chips, sentence
from enishi.kernel.doors.query import ListQuery
from enishi.kernel.doors.read import context
from enishi.kernel.registry import registry
from enishi.platform import epoch, workspace
from enishi.screens.page_models.list_page import FilterBuilder, FilterChip


def chips_of(card: Card, actor: Actor, query: ListQuery, url: str) -> tuple[FilterChip, ...]:
    """One chip a term of a flat condition, each with the way to drop it; a nested one is a single sentence."""
    if not query.filter:
        return ()
    node = parse.parse(query.filter, card, actor, registry, context(actor))
    terms = query.filter.get("all") if isinstance(query.filter, dict) and set(query.filter) == {"all"} else None
    flat = chips(node, actor.language)
    if terms is None or flat is None or len(flat) != len(terms):
        return (FilterChip(sentence(node, card, actor.language), "", remove_url=query.url(url, filter=None)),)
    found = []
    for place, chip in enumerate(flat):
        rest = [*terms[:place], *terms[place + 1 :]]
        without = query.url(url, filter={"all": rest} if rest else None)
        found.append(FilterChip(chip.field, chip.op, chip.value, remove_url=without))
    return tuple(found)


#: What the builder offers, by card and reader; rights, cards and language are part of the key.
_offered: dict[tuple[object, ...], str] = {}


def _described(card: Card, actor: Actor) -> str:
    now = epoch.known()
    key = (workspace.current().key, now, card.key, actor.kind, actor.member, actor.language, get_language())
    if key not in _offered:
        if len(_offered) > 500:
            _offered.clear()
        _offered[key] = msgspec.json.encode(describe(card, actor, registry)).decode()
    return _offered[key]


def builder_of(card: Card, actor: Actor, query: ListQuery, url: str) -> FilterBuilder:
    """Fields, operators and choices for `en-filter`, as far as the reader may ask for them."""
    return FilterBuilder(
        fields=_described(card, actor),
        condition=msgspec.json.encode(query.filter or {}).decode(),
        target=query.url(url, filter=None),
    )
