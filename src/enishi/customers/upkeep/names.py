"""The key of order of sites and tags."""

from __future__ import annotations

from collections.abc import Sequence

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.text import fold
from enishi.kernel.upkeep import Change, Upkeep


class ByName(Upkeep):
    """Ordered by the folded name."""

    def prepare(self, card: Card, changes: Sequence[Change], actor: Actor) -> None:
        for change in changes:
            if change.new or change.changed("name"):
                change.record.sort_key = fold(change.record.name or "") or None
