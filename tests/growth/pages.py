"""The pages that are looked at in both sizes, and by whom."""

from __future__ import annotations

from collections.abc import Iterator

from enishi.kernel.card import Card
from enishi.kernel.registry import registry

#: Aiko's team owns few of many, 中村's about a third, an administrator sees all.
PEOPLE = ("Aiko", "Nakamura", "Admin")
#: `/pick-five`, opened once a week, is not among them: it goes through all accounts that are nobody's or one's own.
PAGES = ("/", "/calendar", "/trash", "/notifications", "/quick-log", "/api/v1/changes")
WORDS = ("佐藤", "tanaka", "takahsi", "03-5555", "石", "乳業")


def addresses() -> Iterator[str]:
    """Pages whose size does not depend on the workspace's."""
    yield from PAGES
    for word in WORDS:
        yield f"/search?q={word}"
    for card in registry.cards.values():
        yield f"/o/{card.plural}"
        yield f"/o/{card.plural}?last=true"
        for spec in card.fields.values():
            if spec.sortable and spec.column in quick_orders(card):
                yield f"/api/v1/{card.plural}?count=false&sort={spec.name}"
                yield f"/api/v1/{card.plural}?count=false&sort=-{spec.name}"


def quick_orders(card: Card) -> set[str]:
    """Columns that an index of all rows has in order; by another one a list is sorted as a whole."""
    model = card.model
    return {
        str(model._meta.get_field(index.fields[0]).attname)  # type: ignore[union-attr]
        for index in model._meta.indexes
        if index.condition is None and index.fields[1:] in ([], ["id"])
    }
