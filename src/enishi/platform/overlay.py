"""The workspace's own changes to cards: other labels, another order of columns, fields it does not want to see."""

from __future__ import annotations

from dataclasses import replace

from enishi.kernel.card import Card
from enishi.platform import epoch, long_filters
from enishi.platform.models import CardOverlay


class CardOverlays:
    """Narrows what code says and never widens it. Loaded on first use, once per card epoch."""

    def __init__(self) -> None:
        self._epoch = -1
        self._cards: dict[str, Card] = {}
        self._rows: dict[str, CardOverlay] = {}

    def condition(self, mark: str) -> str | None:
        return long_filters.text_of(mark)

    def card(self, card: Card) -> Card:
        number = epoch.known().cards
        if number != self._epoch:
            self._rows = {row.object: row for row in CardOverlay.objects.all()}
            self._cards, self._epoch = {}, number
        row = self._rows.get(card.key)
        if row is None:
            return card
        if card.key not in self._cards:
            self._cards[card.key] = _laid_over(card, row)
        return self._cards[card.key]


def _laid_over(card: Card, row: CardOverlay) -> Card:
    hidden = {name for name in row.hidden if name in card.fields and not card.fields[name].required}
    fields = {
        name: replace(spec, label=row.labels[name]) if name in row.labels else spec
        for name, spec in card.fields.items()
    }
    wanted = [name for name in row.columns or card.columns if name not in hidden]
    columns = tuple(name for name in wanted if name.split(".")[0] in {*card.fields, *card.groups, *card.relations})
    return replace(
        card,
        fields=fields,
        columns=columns or card.columns,
        quick=tuple(name for name in card.quick if name not in hidden),
        filters=tuple(name for name in card.filters if name not in hidden),
    )
