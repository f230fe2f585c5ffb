"""Columns that follow from others in every write: folded copies, base amounts, numbers of references, key of order."""

from __future__ import annotations

from functools import lru_cache

from enishi.kernel.card import Card
from enishi.kernel.fieldtypes import groups
from enishi.kernel.fieldtypes.reference import parts
from enishi.kernel.ports import ports
from enishi.kernel.text import fold
from enishi.kernel.upkeep import Change

#: Put before keys that begin neither with kana nor with kanji, so that lists read 五十音 first, then A–Z.
AFTER_KANA = "\uffef"


class Derive:
    """Keeps the derived columns of one object's records; made once a chunk."""

    def __init__(self, card: Card) -> None:
        self._folded = [(name, f"{name}_fold") for name in card.folded]
        self._fold = lru_cache(maxsize=None)(fold)
        self._money = [(s.column, s.companion, f"{s.name}_base") for s in card.fields.values() if s.companion]
        self._currency = ports.clock.currency() if self._money else ""
        self._free = [(s.column, f"{s.name}_id") for s in card.fields.values() if s.type.anywhere]
        group = card.groups.get(card.title)
        self._kind = group.kind if group else ""
        self._own = card.own
        self._title = tuple(card.fields[name].column for name in (group.fields if group else (card.title,)))

    def __call__(self, change: Change) -> None:
        held, before = vars(change.record), change.before
        for name, copy in self._folded:
            value = held[name]
            if change.new or value != before.get(name):
                held[copy] = None if value is None else self._fold(value)
        for amount, currency, base in self._money:
            held[base] = held[amount] if held[currency] == self._currency else None
        for reference, number in self._free:
            held[number] = parts(held[reference])[1] if held[reference] else None
        if any(held[name] != before.get(name) for name in self._own):
            values = {name: column.kept(held[name]) for name, column in self._own.items()}
            own = {**held["custom"], **values}
            held["custom"] = {name: value for name, value in own.items() if value is not None}
        if change.new or any(held[name] != before.get(name) for name in self._title):
            held["sort_key"] = self._key(held)

    def _key(self, held: dict[str, object]) -> str | None:
        """By the reading where there is one, else by the folded name; nothing for a title that is no text."""
        if self._kind:
            return order_key(groups.sort_key(self._kind, {name: held[name] for name in self._title}))
        value = held[self._title[0]]
        return order_key(fold(value)) if isinstance(value, str) else None


def order_key(folded: str) -> str | None:
    """The folded name as lists order it: kana and kanji before everything else."""
    if not folded:
        return None
    return folded if "ぁ" <= folded[0] < AFTER_KANA else AFTER_KANA + folded
