"""Where the fields of a record stand in the cells of a row, once columns have been given their targets."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from enishi.platform.transfer.columns.suggest import Suggestion
from enishi.platform.transfer.files.source import Column
from enishi.platform.transfer.intake import Intake
from enishi.platform.transfer.texts.days import SERIAL, day

DAYS = re.compile(r"日$|日[付時(（]|\bdate\b|date$", re.I)
"""Names of columns that hold days."""


@dataclass(frozen=True)
class Layout:
    """Targets → columns in order of their parts, and the columns whose values are kept in the notes."""

    columns: tuple[Column, ...]
    intake: Intake
    places: Mapping[str, tuple[int, ...]]
    kept: tuple[int, ...] = ()
    joined: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls, columns: Sequence[Column], suggestions: Sequence[Suggestion], intake: Intake, least: float = 0.0
    ) -> Layout:
        """The layout that follows from suggestions of at least this confidence; unticked columns are left out."""
        places: dict[str, list[tuple[int, int]]] = {}
        kept = []
        for found in suggestions:
            if found.target and found.ticked and found.confidence >= least:
                places.setdefault(found.target, []).append((found.part, found.column))
            elif found.ticked and found.transform != "skip":
                kept.append(found.column)
        joined = frozenset(s.target for s in suggestions if s.target and s.transform in ("join", "join_date"))
        ordered = {name: tuple(column for _part, column in sorted(parts)) for name, parts in places.items()}
        return cls(tuple(columns), intake, ordered, tuple(kept), joined)

    def value(self, cells: Sequence[str], *names: str) -> str:
        """The text of the first of these fields that has one; the parts of a joined field put together."""
        for name in names:
            places = self.places.get(name)
            if not places:
                continue
            parts = [cells[i] for i in places if i < len(cells) and cells[i].strip()]
            if parts:
                return self._join(name, parts)
        return ""

    def company(self, cells: Sequence[str]) -> str:
        """The name of the company that the row names, or is."""
        return self.value(cells, self.intake.link or "name")

    def of_company(self, cells: Sequence[str], name: str) -> str:
        """The text of a field of the company that the row names, or is."""
        return self.value(cells, name, self.intake.of_company(name))

    def values(self, cells: Sequence[str], *names: str) -> list[str]:
        """The texts of all these fields, one for each column."""
        found = [self.places.get(name, ()) for name in names]
        return [cells[i] for places in found for i in places if i < len(cells) and cells[i].strip()]

    def read(self, cells: Sequence[str]) -> dict[str, list[str]]:
        """Target → texts: one for a single or joined field, several for a field that takes several columns."""
        found = {}
        for name in self.places:
            parts = self.values(cells, name)
            if parts:
                found[name] = [self._join(name, parts)] if name in self.joined else parts
        return found

    def remainder(self, cells: Sequence[str]) -> str:
        """The cells that no field takes, as lines 「列名: 値」 for the notes."""
        return "\n".join(
            f"{self.columns[i].header}: {_told(self.columns[i].header, cells[i].strip())}"
            for i in self.kept
            if i < len(cells) and cells[i].strip()
        )

    def _join(self, name: str, parts: list[str]) -> str:
        if name not in self.joined or len(parts) == 1:
            return parts[0]
        if name.rpartition(".")[2] in ("birthday", "since"):
            return "-".join(part.strip() for part in parts)
        blank = " " if all(part.isascii() for part in parts) else ""
        return blank.join(part.strip() for part in parts)


def _told(header: str, text: str) -> str:
    """A cell for the notes: Excel's number of a day as that day, in a column whose name says that it holds days."""
    found = day(text) if SERIAL.match(text) and DAYS.search(header) else None
    return found.isoformat() if found else text
