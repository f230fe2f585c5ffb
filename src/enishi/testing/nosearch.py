"""A search index that finds nothing, where the real one is not installed."""

from __future__ import annotations

from collections.abc import Sequence

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card


class NoSearch:
    """Keeps nothing, finds nothing."""

    def index(self, card: Card, ids: Sequence[int]) -> None:
        return None

    def later(self, card: Card, ids: Sequence[int]) -> None:
        return None

    def find(self, card: Card, actor: Actor, text: str, limit: int) -> list[int]:
        return []
