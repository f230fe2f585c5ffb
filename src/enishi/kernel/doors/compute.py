"""The one way computed fields are written: changed values only, in bulk, no version, audit or timeline.

A nightly score that raised the version would make every open form stale and fill the feed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from enishi.kernel.card import Card
from enishi.kernel.doors import store


def compute(card: Card, values: Mapping[int, Mapping[str, Any]]) -> int:
    """Write computed values by record id, inside the caller's transaction. Gives the number of records that changed."""
    names = sorted({name for given in values.values() for name in given})
    if wrong := [name for name in names if not card.fields[name].computed]:
        raise ValueError(f"{card.key}: not a computed field: {', '.join(wrong)}")
    changed = []
    for record in card.every_row().filter(pk__in=list(values)).only("pk", *names):
        wanted = values[record.pk]
        moved = tuple(name for name in names if name in wanted and getattr(record, name) != wanted[name])
        vars(record).update({name: wanted[name] for name in moved})
        if moved:
            changed.append((record, moved))
    store.update(changed)
    return len(changed)
