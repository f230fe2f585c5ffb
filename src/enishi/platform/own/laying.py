"""The workspace's own fields laid on the cards of their objects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from enishi.kernel.card import Card
from enishi.platform.models import CardOverlay, FieldDef
from enishi.platform.own.kinds import KINDS, column_of
from enishi.platform.own_fields import with_fields


def by_object() -> Mapping[str, list[FieldDef]]:
    """Every field, also archived ones, in their order. Cost: one query."""
    found: dict[str, list[FieldDef]] = {}
    for row in FieldDef.objects.order_by("position", "pk"):
        if row.kind in KINDS:
            found.setdefault(row.object, []).append(row)
    return found


def with_own(card: Card, rows: list[FieldDef]) -> Card:
    """The card with these fields."""
    if not rows:
        return card
    quick = tuple(row.key for row in rows if row.quick and row.archived_at is None)
    return replace(with_fields(card, **{row.key: column_of(row) for row in rows}), quick=(*card.quick, *quick))


def wishes(key: str, row: CardOverlay | None, rows: list[FieldDef]) -> CardOverlay:
    """What the workspace wishes of an object's fields. An archived one is hidden: its values stay, nobody has a right
    to them, and what was written of them can still be read by whoever undoes it."""
    row = row or CardOverlay(object=key)
    live = [one for one in rows if one.archived_at is None]
    return CardOverlay(
        object=key,
        labels=row.labels,
        columns=row.columns,
        hidden=[*row.hidden, *(one.key for one in rows if one.archived_at)],
        required=[*row.required, *(one.key for one in live if one.required)],
        defaults={**row.defaults, **{one.key: one.default for one in live if one.default is not None}},
    )
