"""The rows of a file, read and cleaned; those of a large file by a second process, ahead of who writes them.

When that one dies or falls silent, the rows are read here: who kills it loses nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Generator
from pathlib import Path

from enishi.platform.transfer.files.source import Checkpoint, Source
from enishi.platform.transfer.verdicts.rows import Read, Rows
from enishi.platform.transfer.verdicts.second import BEFORE, Second, read

#: Bytes of a file for which a second process is worth its start.
WORTH = 100_000


class Ahead:
    """The rows of an open table from number `start` on, once, in order. `near` is a place at or before it."""

    def __init__(
        self, source: Source, rows: Rows, path: Path, sheet: str, start: int = 0, near: Checkpoint | None = None
    ) -> None:
        self.source, self.rows, self.path, self.sheet = source, rows, path, sheet
        self.start, self.near = start, near
        self._places: list[Checkpoint] = []

    def __iter__(self) -> Generator[Read, None, None]:
        if self.path.stat().st_size < WORTH:
            yield from read(self.source, self.rows, self.start, self.near)
            return
        following = self.start
        second = Second(self.rows, self.path, self.sheet, following, self.near)
        try:
            for place, piece in second.pieces():
                self._places = [*self._places[-9:], *([place] if place else ())]
                yield from piece
                following = piece[-1][0].row + 1
        finally:
            second.close()
        if not second.done:
            yield from read(self.source, self.rows, following, self.checkpoint(following - BEFORE) or self.near)

    def checkpoint(self, row: int) -> Checkpoint | None:
        """The nearest known place at or before a row that was already read."""
        found = bisect_right(self._places, row, key=lambda place: place.row)
        return self._places[found - 1] if found else self.source.checkpoint(row)
