"""Records that are found by words of another one: a contact by the name of its account."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from enishi.kernel.card import Card
from enishi.kernel.registry import registry
from enishi.platform.search.paths import at, parts


def followers(card: Card, ids: Sequence[int]) -> Iterator[tuple[Card, list[int]]]:
    """Records whose search text holds words of these, object by object. Cost: one query for each path here."""
    for key, lookup in sorted(_paths(card)):
        other = registry.card(key)
        rows = other.every_row().filter(**{f"{lookup}__in": list(ids)})
        found = list(rows.order_by("pk").values_list("pk", flat=True))
        if found:
            yield other, found


def _paths(card: Card) -> set[tuple[str, str]]:
    """Objects and lookups (`account`, `contact__account`) whose search goes through a record of this object."""
    found = set()
    for other in registry.cards.values():
        for part in parts(other):
            steps = part.path.split(".") if part.path else []
            for place in range(1, len(steps) + 1):
                if at(other, ".".join(steps[:place])).key == card.key:
                    found.add((other.key, "__".join(steps[:place])))
    return found
