"""Records that are found by words of another one: a contact by the name of its account."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from enishi.kernel.card import Card
from enishi.kernel.registry import registry


def followers(card: Card, ids: Sequence[int]) -> Iterator[tuple[Card, list[int]]]:
    """Records whose search text holds words of these, object by object. Cost: one query for each path here."""
    for key, lookup in sorted(_paths(card)):
        other = registry.card(key)
        rows = other.model._base_manager.filter(**{f"{lookup}__in": list(ids)})
        found = list(rows.order_by("pk").values_list("pk", flat=True))
        if found:
            yield other, found


def _paths(card: Card) -> set[tuple[str, str]]:
    cards = registry.cards.values()
    return {(other.key, path) for other in cards for name in other.search for path in _to(card, other, name)}


def _to(card: Card, other: Card, name: str) -> Iterator[str]:
    """The lookups within one search name that end at this object: `account`, `contact__account`."""
    at, steps = other, name.split(".")[:-1]
    for place, step in enumerate(steps, 1):
        at = registry.card(at.fields[step].target)
        if at.key == card.key:
            yield "__".join(steps[:place])
