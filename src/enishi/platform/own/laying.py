"""The workspace's own fields laid on the cards of their objects."""

from __future__ import annotations

from collections.abc import Collection, Mapping
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


def known_to(cards: Collection[str], rows: Mapping[str, list[FieldDef]]) -> Mapping[str, list[FieldDef]]:
    """Those fields whose object is there, and of links their target."""
    return {
        key: [row for row in found if not row.target or row.target in cards]
        for key, found in rows.items()
        if key in cards
    }


def with_own(card: Card, rows: list[FieldDef]) -> Card:
    """The card with these fields."""
    if not rows:
        return card
    quick = tuple(row.key for row in rows if row.quick and row.archived_at is None)
    return replace(with_fields(card, **{row.key: column_of(row) for row in rows}), quick=(*card.quick, *quick))


def wishes(key: str, row: CardOverlay | None, rows: list[FieldDef], gone: Collection[str] = ()) -> CardOverlay:
    """What the workspace wishes of an object's fields. An archived one is hidden, and a link to an archived object, of
    those that are `gone`: its values stay, nobody has a right to them, and what was written of them can still be read
    by whoever undoes it."""
    row = row or CardOverlay(object=key)
    live = [one for one in rows if one.archived_at is None and one.target not in gone]
    return CardOverlay(
        object=key,
        labels=row.labels,
        columns=row.columns,
        hidden=[*row.hidden, *(one.key for one in rows if one not in live)],
        required=[*row.required, *(one.key for one in live if one.required)],
        defaults={**row.defaults, **{one.key: one.default for one in live if one.default is not None}},
    )
