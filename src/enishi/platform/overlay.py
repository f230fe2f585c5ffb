"""The workspace's own changes to cards: other labels, another order of columns, fields it does not want to see."""

from __future__ import annotations

from dataclasses import replace

from enishi.kernel.card import Card
from enishi.kernel.registry import registry
from enishi.platform import epoch, workspace
from enishi.platform.models import CardOverlay


class CardOverlays:
    """Narrows what code says and never widens it. Loaded on first use, once per card epoch."""

    def __init__(self) -> None:
        self._state: tuple[int, bool] = (-1, False)
        self._cards: dict[str, tuple[Card, Card]] = {}
        self._rows: dict[str, CardOverlay] = {}

    def card(self, card: Card) -> Card:
        state = (epoch.known().cards, workspace.current().customers == "people")
        if state != self._state:
            self._rows = {row.object: row for row in CardOverlay.objects.all()}
            self._cards, self._state = {}, state
        under, over = self._cards.get(card.key, (None, None))
        if over is None or (card is not under and card is not over):
            row = self._rows.get(card.key)
            named = _among_people(card) if state[1] else card
            over = _laid_over(named, row) if row else named
            self._cards[card.key] = card, over
        return over


def _among_people(card: Card) -> Card:
    """The card in a workspace whose customers are people: it and the links to such objects have other names."""
    fields = {}
    for name, spec in card.fields.items():
        target = registry.cards.get(spec.target)
        called = target.declaration.people if target is not None and str(spec.label) == str(target.label) else ()
        fields[name] = replace(spec, label=called[0]) if called else spec
    one, many = card.declaration.people or (card.label, card.label_plural)
    return replace(card, fields=fields, label=one, label_plural=many)


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
