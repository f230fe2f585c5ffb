"""The workspace's own changes to cards: other labels, another order of columns, fields it does not want to see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from enishi.kernel.card import Card
from enishi.platform import epoch, workspace
from enishi.platform.models import CardOverlay


class CardOverlays:
    """Narrows what code says and never widens it. Loaded on first use, once per card epoch.

    Cost: nothing while the reading of the epochs is the same, as it is all through a request.
    """

    def __init__(self) -> None:
        self._read: epoch.Epochs | None = None
        self._state: tuple[int, bool, int] | None = None
        self._cards: Mapping[str, Card] = {}

    def cards(self, declared: Mapping[str, Card]) -> Mapping[str, Card]:
        now = epoch.known()
        if now is not self._read:
            self._renew(declared, now)
        return self._cards

    def _renew(self, declared: Mapping[str, Card], now: epoch.Epochs) -> None:
        """Lay over anew what has changed; other epochs leave the cards the objects that they were."""
        state = (now.cards, workspace.current().customers == "people", id(declared))
        if state != self._state:
            rows = {row.object: row for row in CardOverlay.objects.all()}
            named = {key: _among_people(card, declared) for key, card in declared.items()} if state[1] else declared
            self._cards = {key: _laid_over(card, rows[key]) if key in rows else card for key, card in named.items()}
        self._read, self._state = now, state


def _among_people(card: Card, declared: Mapping[str, Card]) -> Card:
    """The card in a workspace whose customers are people: it and the links to such objects have other names."""
    fields = {}
    for name, spec in card.fields.items():
        target = declared.get(spec.target)
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
