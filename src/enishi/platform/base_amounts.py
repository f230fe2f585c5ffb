"""Amounts in the workspace's currency, brought in step when that currency changes."""

from __future__ import annotations

from django.db.models import Case, F, When

from enishi.kernel.registry import registry


def rebase(currency: str) -> None:
    """What is in this currency is its own base amount; anything else has none. Cost: one update an amount field."""
    for card in registry.cards.values():
        for spec in card.fields.values():
            if spec.companion:
                own = When(**{spec.companion: currency}, then=F(spec.column))
                card.every_row().update(**{f"{spec.name}_base": Case(own, default=None)})
