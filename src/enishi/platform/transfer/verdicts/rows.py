"""A row of the file as it was read: what kind of row it is, its values, and later its verdict."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping as Table
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from django.utils.translation import gettext as _

from enishi.kernel.fieldtypes.base import ValueContext
from enishi.kernel.registry import registry
from enishi.platform.transfer.checkup.triage import Triage, Verdict
from enishi.platform.transfer.columns.layout import Layout
from enishi.platform.transfer.columns.mapping import Mapping
from enishi.platform.transfer.verdicts.match import Hit, Known
from enishi.platform.transfer.verdicts.values import Reader, Reading, Remark

Outcome = Literal["create", "update", "unchanged", "skip", "error", "question"]
SKIPPED = frozenset({Verdict.BLANK, Verdict.HEADER, Verdict.TOTALS, Verdict.FAKE})
ASKED = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record, or an earlier row, that a row may be; `record` 0 stands for the row."""

    record: int
    row: int
    reasons: tuple[str, ...]
    score: float


@dataclass(slots=True)
class RowPlan:
    """One row with its verdict: `known` is the record it goes to, `company` the one it names, `beside` others.
    `owner` is the colleague it promises (`Owners.find`), 0 when it promises nobody."""

    row: int
    cells: Sequence[str]
    verdict: Outcome
    object: str
    hash: int | None = None
    known: Known | None = None
    reasons: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    beside: list[Hit] = field(default_factory=list)
    unreadable: list[int] = field(default_factory=list)
    owner: int = 0
    company: Known | None = None
    slipped: tuple[int, ...] = ()

    @property
    def sentences(self) -> list[str]:
        """All there is to say about the row: why, what changes, each cell with its column, its text and what to do."""
        return [*self.reasons, *self.changes, *(remark_sentence(remark) for remark in self.remarks)]

    @property
    def candidates(self) -> list[Candidate]:
        """The other records and rows, as the person is asked about them."""
        return [Candidate(hit.known.id or 0, hit.known.row, hit.reasons, hit.score) for hit in self.beside[:ASKED]]


Read = tuple[RowPlan, Reading | None]
"""A row with its values, if it is one to write."""


class Rows:
    """Reads the rows of one file in their order: what kind of row each is, its values, its mark. It needs no
    database."""

    def __init__(
        self,
        mapping: Mapping,
        layout: Layout,
        samples: Sequence[Sequence[str]],
        ctx: ValueContext,
        answers: Table[str, Any],
        fixes: Table[str, Table[str, str]],
    ) -> None:
        self.object, self.layout, self.answers, self.fixes = mapping.object, layout, answers, fixes
        self.reader = Reader(registry.card(mapping.object), mapping, layout, ctx, samples)
        self.triage = Triage(layout)
        self.mark = "\x1f".join((mapping.object, *(column.header for column in layout.columns)))

    def read(self, number: int, cells: list[str]) -> Read:
        """The row with its kind, and its values if they are to be written."""
        filed, cells = cells, mended(cells, self.fixes.get(str(number), {}), len(self.layout.columns))
        found = self.triage.check(number, cells, filed)
        row = RowPlan(number, found.cells, "skip", self.object, reasons=list(found.reasons), slipped=found.slipped)
        answer = self.answers.get(str(number))
        if answer == "skip":
            row.reasons = [_("You left this row out.")]
            return row, None
        if found.verdict in SKIPPED and answer != "new":
            return row, None
        if found.verdict is Verdict.SHIFTED:
            row.verdict = "error"
            row.reasons.append(_("Move the cells back, correct the marked ones, or leave the row out."))
            return row, None
        return self._values(row)

    def _values(self, row: RowPlan) -> Read:
        reading = self.reader.read(row.row, row.cells)
        row.remarks = [*reading.errors, *reading.remarks]
        row.hash = row_hash(self.mark, row.cells)
        if reading.errors:
            row.verdict = "error"
            return row, None
        return row, reading


def mended(cells: list[str], fixes: Table[str, str], width: int) -> list[str]:
    """The cells of a row with what a person put into some of them, place → text."""
    if not fixes:
        return cells
    most = max(width, 1 + max(int(place) for place in fixes))
    found = [*cells, *[""] * (most - len(cells))]
    for place, text in fixes.items():
        found[int(place)] = text
    return found


def row_hash(mark: str, cells: Sequence[str]) -> int:
    """A row recognised again: 63 bits over the headers and the cells, blanks at their ends aside."""
    text = mark + "\x1e" + "\x1f".join(cell.strip() for cell in cells).rstrip("\x1f")
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big") >> 1


def remark_sentence(remark: Remark) -> str:
    """A remark about a cell as one sentence: column, value, what to do."""
    shown = " ".join(remark.text.split())[:60]
    return _("{column} “{value}”: {problem}").format(column=remark.header, value=shown, problem=remark.message)
