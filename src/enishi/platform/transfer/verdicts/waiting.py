"""Records as the rows of a check would leave them: nothing is stored, and later rows go on with them all the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from enishi.platform.transfer.verdicts.match import Known

REMEMBERED = 30_000
"""Records that are kept at least; rows farther apart are recognised when they are written."""
MOST = 40
"""Records that are kept under one key."""


@dataclass(slots=True)
class Part:
    """Some records that wait: by key, by number, and by the mark of the row they came from."""

    index: dict[tuple[str, str], list[Known]] = field(default_factory=dict)
    records: dict[int, Known] = field(default_factory=dict)
    same: dict[int, Known] = field(default_factory=dict)
    known: set[Known] = field(default_factory=set)


class Waiting:
    """The records that wait. When there are too many, the older half is forgotten."""

    def __init__(self) -> None:
        self.parts = [Part()]

    def keep(self, index: Mapping[tuple[str, str], list[Known]], same: Mapping[int, Known]) -> None:
        """Keep what the rows of a chunk make and change."""
        if len(self.parts[-1].known) >= REMEMBERED:
            self.parts = [self.parts[-1], Part()]
        now = self.parts[-1]
        for key, entries in index.items():
            for known in entries:
                if known.changes or known.link:
                    there = now.index.setdefault(key, [])
                    if known not in there and len(there) < MOST:
                        there.append(known)
                    now.known.add(known)
                    if known.id is not None:
                        now.records[known.id] = known
        now.same.update(same)

    def among(self, numbers: Iterable[int]) -> dict[int, Known]:
        """Those of these records that wait."""
        return {number: part.records[number] for part in self.parts for number in numbers if number in part.records}

    def under(self, key: tuple[str, str]) -> Iterator[Known]:
        """Those with this key."""
        for part in self.parts:
            yield from part.index.get(key, ())

    def row(self, mark: int) -> Known | None:
        """The one that came from a row with this mark."""
        return next((part.same[mark] for part in self.parts if mark in part.same), None)
