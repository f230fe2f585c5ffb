"""What a file says about records that are there already: how many it speaks of, and which values are new."""

from __future__ import annotations

from collections import Counter
from typing import Any

from enishi.kernel.card import Card
from enishi.platform.transfer.verdicts.match import Known
from enishi.platform.transfer.verdicts.values import Reading


class Met:
    """Records of the workspace that rows were found to be, with the fields for which a row has another value.

    Looked at are the fields by which people know a record: those of its short form and beneath its name.
    """

    def __init__(self, card: Card) -> None:
        title = card.groups[card.title].fields if card.title in card.groups else (card.title,)
        names = dict.fromkeys((*card.subtitle, *card.quick))
        specs = [card.fields[name] for name in names if name in card.fields and name not in title]
        self.columns = {spec.name: spec.column for spec in specs if not (spec.target or spec.companion)}
        self.found: dict[int, set[str]] = {}

    def see(self, known: Known, reading: Reading, *, elsewhere: bool) -> None:
        """Take note of a row before it changes the record; `elsewhere` says that it names another company."""
        if known.id is None:
            return
        fresh = self.found.setdefault(known.id, set())
        for name, column in self.columns.items():
            value = reading.data.get(name)
            if value not in (None, known.values.get(column), *known.emails, *known.phones):
                fresh.add(name)
        if elsewhere:
            fresh.add(reading.link)

    def told(self) -> dict[str, Any]:
        """The number of `records`, and of those with another value by field, the most frequent first."""
        counts = Counter(name for names in self.found.values() for name in names)
        return {"records": len(self.found), "fields": dict(counts.most_common())}
