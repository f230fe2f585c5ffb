"""What becomes of each row of a chunk: the verdict, its reasons, and the records that have to be written."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from typing import Any, Literal

from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.read import context
from enishi.kernel.fieldtypes.base import ValueContext
from enishi.kernel.registry import registry
from enishi.platform.transfer.companies import Companies
from enishi.platform.transfer.duplicates import reason_sentences
from enishi.platform.transfer.layout import Layout
from enishi.platform.transfer.mapping import Mapping
from enishi.platform.transfer.match import Hit, Known, Matcher
from enishi.platform.transfer.merge import fresh, merge
from enishi.platform.transfer.owners import Owners
from enishi.platform.transfer.source import Row
from enishi.platform.transfer.triage import Triage, Verdict
from enishi.platform.transfer.values import Reader, Reading, Remark

Outcome = Literal["create", "update", "unchanged", "skip", "error", "question"]
SKIPPED = frozenset({Verdict.BLANK, Verdict.HEADER, Verdict.TOTALS, Verdict.FAKE})
ASKED = 5
OF_ROW = "row:"
"""Begins the answer that a row is the record of an earlier row of the same file."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record, or an earlier row, that a row may be; `record` 0 stands for the row."""

    record: int
    row: int
    reasons: tuple[str, ...]
    score: float


@dataclass(slots=True)
class RowPlan:
    """One row with its verdict: `known` is the record it goes to, `company` the one it names, `beside` others."""

    row: int
    cells: Sequence[str]
    verdict: Outcome
    object: str
    hash: int | None = None
    known: Known | None = None
    reasons: list[str] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    beside: list[Hit] = field(default_factory=list)
    unreadable: list[int] = field(default_factory=list)
    owner: str = ""
    company: Known | None = None

    @property
    def sentences(self) -> list[str]:
        """All there is to say about the row, each cell with its column, its text and what to do."""
        return [*self.reasons, *(told(remark) for remark in self.remarks)]

    @property
    def candidates(self) -> list[Candidate]:
        """The other records and rows, as the person is asked about them."""
        return [Candidate(hit.known.id or 0, hit.known.row, hit.reasons, hit.score) for hit in self.beside[:ASKED]]


Read = tuple[RowPlan, Reading | None]
"""A row with its values, if it is one to write."""


@dataclass(slots=True)
class Plan:
    """A chunk that was thought through: rows in order, and the records to write."""

    rows: list[RowPlan]
    records: list[Known]
    companies: list[Known]
    _cut: set[Known] = field(default_factory=set)

    def cut(self, size: int) -> Plan:
        """Take the first rows out as a plan of their own, with the records and companies that no part before had."""
        rows, self.rows = self.rows[:size], self.rows[size:]
        mine = {known for row in rows for known in (row.known, row.company) if known is not None} - self._cut
        self._cut |= mine
        return Plan(rows, [k for k in self.records if k in mine], [k for k in self.companies if k in mine])


class Rows:
    """Reads the rows of one file in their order: what kind of row each is, its values, its mark. It needs no database
    and goes to another process as what it was made of."""

    def __init__(
        self,
        mapping: Mapping,
        layout: Layout,
        samples: Sequence[Sequence[str]],
        ctx: ValueContext,
        answers: Table[str, Any],
        fixes: Table[str, Table[str, str]],
    ) -> None:
        self._given = (mapping, layout, samples, ctx, answers, fixes)
        self.object, self.layout, self.answers, self.fixes = mapping.object, layout, answers, fixes
        self.reader = Reader(registry.card(mapping.object), mapping, layout, ctx, samples)
        self.triage = Triage(layout)
        self.mark = "\x1f".join((mapping.object, *(column.header for column in layout.columns)))

    def __reduce__(self) -> tuple[Any, ...]:
        return Rows, self._given

    def read(self, number: int, cells: list[str]) -> Read:
        """The row with its kind, and its values if they are to be written."""
        fixed = self.fixes.get(str(number))
        if fixed:
            cells = list(cells) + [""] * (len(self.layout.columns) - len(cells))
            for column, text in fixed.items():
                cells[int(column)] = text
        found = self.triage.check(number, cells)
        row = RowPlan(number, found.cells, "skip", self.object, reasons=list(found.reasons))
        answer = self.answers.get(str(number))
        if answer == "skip":
            row.reasons = [_("You left this row out.")]
            return row, None
        if found.verdict in SKIPPED and answer != "new":
            return row, None
        if found.verdict is Verdict.SHIFTED and not fixed:
            row.verdict = "error"
            row.reasons.append(_("Correct the cells of this row, or leave it out."))
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


class Planner:
    """Thinks through one chunk after another. `deciding` means that open questions become new records with a case."""

    def __init__(
        self,
        actor: Actor,
        mapping: Mapping,
        layout: Layout,
        samples: Sequence[Sequence[str]],
        *,
        deciding: bool,
        answers: Table[str, Any] | None = None,
        fixes: Table[str, Table[str, str]] | None = None,
        made: Callable[[int], int | None] = lambda _row: None,
    ) -> None:
        self.made = made
        self.card: Card = registry.card(mapping.object)
        self.actor, self.mapping, self.layout, self.deciding = actor, mapping, layout, deciding
        self.rows = Rows(mapping, layout, samples, context(actor), answers or {}, fixes or {})
        self.matcher = Matcher(self.card, actor)
        self.companies = Companies(actor, mapping)
        self.owners = Owners(actor)
        self.touched: set[int] = set()
        self.person = self.matcher.person

    def plan(self, chunk: Sequence[Row]) -> Plan:
        """The verdicts on these rows. Cost: about ten queries, whatever the number of rows."""
        return self.decide([self.rows.read(number, cells) for number, cells in chunk])

    def decide(self, chunk: Sequence[Read]) -> Plan:
        """The same for rows that were read already."""
        rows = [row for row, _reading in chunk]
        readings = {row.row: reading for row, reading in chunk if reading is not None}
        for row, reading in chunk:
            if reading is not None and reading.owner:
                self._owner(row, reading)
        listed = list(readings.values())
        self.companies.load(listed)
        hashes = [row.hash for row in rows if row.hash is not None]
        self.matcher.load(listed, hashes, self.companies.numbered(listed))
        for known in self.matcher.records.values():
            known.touched = known.id in self.touched
        same: dict[int, Known] = {}
        for row in rows:
            if row.row in readings:
                self._decide(row, readings[row.row], same)
        if not self.deciding:
            self.matcher.remember()
        records = list(
            dict.fromkeys(row.known for row in rows if row.known is not None and row.object == self.card.key)
        )
        return Plan(rows, records, list(self.companies.known.values()))

    def reading(self, number: int, cells: list[str]) -> Reading | None:
        """The values of one row as if it stood alone; None when it has none to write."""
        row, reading = self.rows.read(number, cells)
        if reading is not None and reading.owner:
            self._owner(row, reading)
        return reading

    def written(self, plan: Plan) -> None:
        """The chunk was stored: later rows fill these records and do not overwrite them."""
        self.touched.update(known.id for known in plan.records if known.id is not None)
        self.companies.written()

    def _owner(self, row: RowPlan, reading: Reading) -> None:
        number, name = self.owners.find(reading.owner)
        if number is not None:
            reading.data["owner"] = number
        elif name:
            row.owner = name
        else:
            columns = self.layout.places.get("owner", (0,))
            header = self.layout.columns[columns[0]].header
            line = f"{header}: {reading.owner}"
            before = reading.data.get("notes")
            if "notes" in self.card.fields:
                reading.data["notes"] = f"{before}\n{line}" if before else line

    # --- deciding --------------------------------------------------------------------------------------------
    def _decide(self, row: RowPlan, reading: Reading, same: dict[int, Known]) -> None:
        try:
            company = row.company = self.companies.take(reading)
        except PermissionError as problem:
            row.verdict, row.reasons = "error", [*row.reasons, str(problem)]
            return
        if self.person and not _is_person(reading):
            self._company_only(row, reading, company)
            return
        known = self._found(row, reading, same)
        if row.verdict in ("error", "question"):
            return
        if known is None:
            self._create(row, reading, company, same)
        else:
            self._into(row, reading, company, known)
            same.setdefault(row.hash or 0, known)

    def _found(self, row: RowPlan, reading: Reading, same: dict[int, Known]) -> Known | None:
        """The record this row is, None for a new one; sets the verdict when that must be asked or cannot be."""
        answer = self.rows.answers.get(str(row.row))
        there = self.matcher.records
        if isinstance(answer, int) or reading.id is not None:
            number = answer if isinstance(answer, int) else reading.id
            known = there.get(number or 0)
            if known is None:
                row.verdict = "error"
                text = _("There is no record {number}, or you have no access to it. Empty this cell to make a new one.")
                row.reasons.append(text.format(number=number))
            return known
        if row.hash in same:
            row.reasons.append(_("The same row stands above in row {row}.").format(row=same[row.hash].row or row.row))
            return same[row.hash]
        for number in self.matcher.by_hash.get(row.hash or 0, ()):
            if number in there:
                return there[number]
        hits = self.matcher.hits(reading)
        if isinstance(answer, str) and answer.startswith(OF_ROW):
            return self._row_answered(row, int(answer.removeprefix(OF_ROW)), hits)
        sure = [hit for hit in hits if hit.sure]
        if len(sure) == 1 and answer != "new":
            row.reasons.append(_same_as(sure[0]))
            return sure[0].known
        row.unreadable = self.matcher.unreadable(reading)
        row.beside = hits
        if hits and not self.deciding and answer != "new":
            row.verdict = "question"
            row.reasons += [_maybe(hit) for hit in hits[:ASKED]]
        elif hits:
            row.reasons += [_maybe(hit) for hit in hits[:ASKED]]
        return None

    def _row_answered(self, row: RowPlan, number: int, hits: Sequence[Hit]) -> Known | None:
        """The record that an earlier row of this file made, as the person said."""
        record = self.made(number)
        for hit in hits:
            if hit.known.row == number or (record is not None and hit.known.id == record):
                row.reasons.append(_same_as(hit))
                return hit.known
        row.verdict = "error"
        row.reasons.append(_("Row {row} made no record. Decide this row anew.").format(row=number))
        return None

    def _create(self, row: RowPlan, reading: Reading, company: Known | None, same: dict[int, Known]) -> None:
        known = fresh(self.card, reading)
        if company is not None:
            known.link = (reading.link, company)
        row.verdict, row.known = "create", known
        same[row.hash or 0] = known
        self.matcher.add(known)

    def _into(self, row: RowPlan, reading: Reading, company: Known | None, known: Known) -> None:
        first = not known.touched
        changed = merge(self.card, known, reading, self.mapping)
        if company is not None and known.link is None:
            column = self.card.fields[reading.link].column
            now = known.values.get(column)
            rule = self.mapping.rule(reading.link)
            other = now != company.id and (not self.person or known.company != reading.link_key)
            if (now is None or (rule == "overwrite" and other and first)) and known is not company:
                known.link = (reading.link, company)
                changed = True
        row.verdict, row.known = "update" if changed else "unchanged", known
        self.matcher.add(known)

    def _company_only(self, row: RowPlan, reading: Reading, company: Known | None) -> None:
        """A row that names a company and nobody in it: what it says belongs to the company."""
        if company is None:
            row.verdict = "error"
            row.reasons.append(_("The row names neither a person nor a company. Enter a name, or leave the row out."))
            return
        card = self.companies.card
        known_as = {k: v for k, v in reading.data.items() if k in card.fields and k not in ("title", "status")}
        new = company.id is None and company.row == row.row
        changed = self.companies.add(company, known_as)
        row.object, row.known = card.key, company
        row.verdict = "create" if new else "update" if changed else "unchanged"
        row.reasons.append(_("The row names a company and no person: it goes to the account."))


def row_hash(mark: str, cells: Sequence[str]) -> int:
    """A row recognised again: 63 bits over the headers and the cells, blanks at their ends aside."""
    text = mark + "\x1e" + "\x1f".join(cell.strip() for cell in cells).rstrip("\x1f")
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big") >> 1


def told(remark: Remark) -> str:
    """A remark about a cell as one sentence: column, value, what to do."""
    shown = " ".join(remark.text.split())[:60]
    return _("{column} “{value}”: {problem}").format(column=remark.header, value=shown, problem=remark.message)


def _is_person(reading: Reading) -> bool:
    data = reading.data
    if any(data.get(name) for name in ("family_name", "given_name", "family_name_kana", "given_name_kana")):
        return True
    return bool(data.get("email")) and not reading.key


def _words(hit: Hit) -> str:
    sentences = reason_sentences()
    return " ".join(sentences.get(reason, "") for reason in hit.reasons)


def _same_as(hit: Hit) -> str:
    if hit.known.id is None:
        return _("The same as row {row}. {reasons}").format(row=hit.known.row, reasons=_words(hit))
    return _("Found as record {number}. {reasons}").format(number=hit.known.id, reasons=_words(hit))


def _maybe(hit: Hit) -> str:
    if hit.known.id is None:
        return _("Perhaps the same as row {row}. {reasons}").format(row=hit.known.row, reasons=_words(hit))
    return _("Perhaps record {number}. {reasons}").format(number=hit.known.id, reasons=_words(hit))
