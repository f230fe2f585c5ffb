"""Questions the product asks by itself, such as "mine": they leave out what is hidden from the reader, so that a page
works without that column and tells nothing of it. What a person asks is refused instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.read import Records


def readable(card: Card, actor: Actor, *names: str) -> bool:
    """Whether the reader may know all of these fields."""
    return all(card.reads(actor, name) is not None for name in names)


def askable(card: Card, actor: Actor, *terms: Mapping[str, Any]) -> dict[str, Any]:
    """The condition that all of these hold of which the reader may know every field."""
    kept = [term for term in terms if readable(card, actor, *_names(term))]
    return {"all": kept} if kept else {}


def meeting(asked: Records, *terms: Mapping[str, Any]) -> Records:
    """Only rows that meet these conditions, as far as their reader may ask them."""
    return asked.where(askable(asked.card, asked.actor, *terms))


def in_order(asked: Records, order: str) -> Records:
    """Sorted by this field, as long as the reader may know it; else in the usual order."""
    return asked.sorted(order) if readable(asked.card, asked.actor, order.removeprefix("-")) else asked


def _names(term: Mapping[str, Any]) -> Iterator[str]:
    if "field" in term:
        yield str(term["field"]).partition(".")[0]
    for inner in (*term.get("all", ()), *term.get("any", ()), *([term["not"]] if "not" in term else ())):
        yield from _names(inner)
