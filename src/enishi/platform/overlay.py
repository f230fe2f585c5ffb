"""The workspace's own changes to cards: fields of its own, labels, columns, and what is hidden, required or filled."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from enishi.kernel.actor import SYSTEM
from enishi.kernel.card import Card, FieldCard
from enishi.kernel.doors.read import context
from enishi.kernel.fieldtypes.base import ValueProblem
from enishi.platform import epoch, memory, workspace
from enishi.platform.models import CardOverlay, FieldDef
from enishi.platform.own import laying, links, objects
from enishi.platform.search.restrictions import regard_roles


class _Turn:
    """Another one stands in the memory after it was emptied: then everything is loaded anew, whatever the epoch."""


class CardOverlays:
    """Adds the workspace's own fields; of what code says it narrows and never widens. Loaded on first use, once per
    card epoch.

    Cost: nothing while the reading of the epochs is the same, as it is all through a request.
    """

    def __init__(self) -> None:
        self._read: epoch.Epochs | None = None
        self._state: tuple[_Turn, int, bool, int] | None = None
        self._cards: Mapping[str, Card] = {}

    def cards(self, declared: Mapping[str, Card]) -> Mapping[str, Card]:
        now = epoch.known()
        if now is not self._read:
            self._renew(declared, now)
        return self._cards

    def _renew(self, declared: Mapping[str, Card], now: epoch.Epochs) -> None:
        """Lay over anew what has changed; other epochs leave the cards the objects that they were."""
        state = (memory.here().of(_Turn), now.cards, workspace.current().customers == "people", id(declared))
        if state != self._state:
            rows = {row.object: row for row in CardOverlay.objects.all()}
            named = {key: _among_people(card, declared) for key, card in declared.items()} if state[2] else declared
            self._cards = _laid({**named, **objects.cards()}, rows)
        self._read, self._state = now, state


def _laid(cards: Mapping[str, Card], rows: Mapping[str, CardOverlay]) -> Mapping[str, Card]:
    """All cards with their own fields, wishes and ways back; the same objects where there are none."""
    own = laying.known_to(cards, laying.by_object())
    gone = {key for key, card in cards.items() if objects.is_archived(card)}
    laid = {key: _wanted(card, rows.get(key), own.get(key, []), gone) for key, card in cards.items()}
    return links.with_relations(laid, own)


def _wanted(card: Card, row: CardOverlay | None, own: list[FieldDef], gone: Collection[str]) -> Card:
    found = laid_over(laying.with_own(card, own), laying.wishes(card.key, row, own, gone)) if row or own else card
    return objects.arranged(found) if objects.is_own(card) else found


def _among_people(card: Card, declared: Mapping[str, Card]) -> Card:
    """The card in a workspace whose customers are people: it and the links to such objects have other names."""
    fields = {}
    for name, spec in card.fields.items():
        target = declared.get(spec.target)
        called = target.declaration.people if target is not None and str(spec.label) == str(target.label) else ()
        fields[name] = replace(spec, label=called[0]) if called else spec
    one, many = card.declaration.people or (card.label, card.label_plural)
    return replace(card, fields=fields, label=one, label_plural=many)


def laid_over(card: Card, row: CardOverlay) -> Card:
    """The card as the workspace wishes it. What cannot be is left as code says: a required field cannot be hidden nor
    what names a record, and a default that the field would refuse is none."""
    fields = {name: _wished(card, spec, row) for name, spec in card.fields.items()}
    required = (spec.name for spec in fields.values() if spec.required and not card.fields[spec.name].required)
    known = {*card.fields, *card.groups, *card.relations}
    columns = tuple(name for name in row.columns if name.split(".")[0] in known)
    quick = tuple(dict.fromkeys((*card.quick, *required)))
    return replace(card, fields=fields, columns=columns or card.columns, quick=quick)


def _wished(card: Card, spec: FieldCard, row: CardOverlay) -> FieldCard:
    by_data = spec.writable and not spec.collected
    required = spec.required or (by_data and spec.name in row.required)
    return replace(
        spec,
        label=row.labels.get(spec.name, spec.label),
        required=required,
        hidden=spec.name in row.hidden and not required and spec.name != card.title,
        default=_default(spec, row.defaults.get(spec.name)) if by_data and not spec.target else None,
    )


def _default(spec: FieldCard, raw: Any) -> Any:
    try:
        return None if raw is None or spec.type.anywhere else spec.type.clean(raw, context(SYSTEM))
    except ValueProblem:
        return None


def keep(row: CardOverlay) -> None:
    """Store what the workspace wishes, and tell every process and the index. Called in a transaction."""
    row.save()
    epoch.advance("cards")
    regard_roles()
