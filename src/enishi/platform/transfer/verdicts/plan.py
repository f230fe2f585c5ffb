"""What becomes of each row of a chunk: the verdict, its reasons, and the records that have to be written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card, FieldCard
from enishi.kernel.doors.labels import links, title_columns, title_of
from enishi.kernel.doors.read import context
from enishi.kernel.doors.scope import reach_of
from enishi.kernel.registry import registry
from enishi.platform.transfer.columns.layout import Layout
from enishi.platform.transfer.columns.mapping import APPENDED, Mapping
from enishi.platform.transfer.files.source import Row
from enishi.platform.transfer.verdicts.changes import Changes, fresh, merge
from enishi.platform.transfer.verdicts.companies import Companies
from enishi.platform.transfer.verdicts.links import Links
from enishi.platform.transfer.verdicts.match import Hit, Known, Matcher
from enishi.platform.transfer.verdicts.match_keys import LISTS, said
from enishi.platform.transfer.verdicts.met import Met
from enishi.platform.transfer.verdicts.owners import Owners
from enishi.platform.transfer.verdicts.rows import ASKED, Read, RowPlan, Rows
from enishi.platform.transfer.verdicts.values import Reading, Remark

SAID = 60
"""Characters of a value that are said before and after it changes."""
OF_ROW = "row:"
"""Begins the answer that a row is the record of an earlier row of the same file."""


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
        ctx = context(actor)
        self.zone = ctx.timezone
        self.rows = Rows(mapping, layout, samples, ctx, answers or {}, fixes or {})
        self.matcher = Matcher(self.card, actor)
        self.companies = Companies(actor, mapping)
        self.links = Links(self.card, actor)
        self.owners = Owners(actor)
        self.met = Met(self.card)
        self.noted = "notes" in self.card.fields and self.card.edits(actor, "notes")
        self.touched: set[int] = set()
        said = [answer for answer in self.rows.answers.values() if isinstance(answer, str)]
        self.named: dict[int, Known | None] = {
            int(answer.removeprefix(OF_ROW)): None for answer in said if answer.startswith(OF_ROW)
        }
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
            if reading is not None and not self.noted and "notes" in reading.data:
                self._left_out(row, str(reading.data.pop("notes")))
        listed = list(readings.values())
        self.companies.load(listed)
        self.links.load(listed)
        hashes = [row.hash for row in rows if row.hash is not None]
        meant = [number for row in readings if (number := self._meant(row)) is not None]
        numbers = self.companies.numbered(listed)
        if any(spec.target for key in self.matcher.keys for spec in key.fields):
            for reading in listed:
                self.links.foresee(reading, numbers.get(reading.link_key, 0) if reading.link_key else None)
        self.matcher.load(listed, hashes, numbers, meant)
        for known in self.matcher.records.values():
            known.touched = known.touched or known.id in self.touched
        for row in rows:
            if row.row in readings:
                self._decide(row, readings[row.row])
                if row.row in self.named and row.known is not None:
                    self.named[row.row] = row.known
        records = list(
            dict.fromkeys(row.known for row in rows if row.known is not None and row.object == self.card.key)
        )
        if not self.deciding:
            self.matcher.remember()
            self.touched.update(known.id for known in records if known.id is not None)
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
        self.named = dict.fromkeys(self.named)

    def _meant(self, row: int) -> int | None:
        """The record that a row is, as a person said, if it is stored: its number, or an earlier row it came from."""
        answer = self.rows.answers.get(str(row))
        if isinstance(answer, str) and answer.startswith(OF_ROW):
            return self.made(int(answer.removeprefix(OF_ROW)))
        return answer if isinstance(answer, int) else None

    def _owner(self, row: RowPlan, reading: Reading) -> None:
        number = self.owners.find(reading.owner)
        if number is not None:
            reading.data["owner"] = number
            row.owner = min(number, 0)
        else:
            self._keep(row, reading, self.layout.places.get("owner", (0,))[0], reading.owner)

    def _keep(self, row: RowPlan, reading: Reading, column: int, text: str) -> None:
        """Keep a value that no field takes in the notes, where the object has them and the person may write them."""
        line, before = f"{self.layout.columns[column].header}: {text}", reading.data.get("notes")
        if self.noted:
            reading.data["notes"] = f"{before}\n{line}" if before else line
        elif "notes" in self.card.fields:
            self._left_out(row, line)

    def _left_out(self, row: RowPlan, lines: str) -> None:
        text = _("Not taken in, because you may not write notes of these records: {lines}")
        row.reasons.append(text.format(lines=lines.replace("\n", " / ")[:500]))

    def _hand(self, known: Known, card: Card, reading: Reading) -> None:
        """A record that a row makes belongs to whom the row names, and to nobody where it names nobody. A list without
        owners, and what somebody takes in who may make records for himself alone, belongs to who imports it."""
        if "owner" in self.layout.places and self.hands(card):
            known.values["owner_id"] = known.changes["owner"] = reading.data.get("owner")

    def hands(self, card: Card) -> bool:
        """Whether the person may make records of this object for others."""
        return (
            "owner" in card.fields and card.edits(self.actor, "owner") and reach_of(card, self.actor, "create") == "all"
        )

    # --- deciding --------------------------------------------------------------------------------------------
    def _decide(self, row: RowPlan, reading: Reading) -> None:
        try:
            company = row.company = self.companies.take(reading)
        except PermissionError as problem:
            row.verdict, row.reasons = "error", [*row.reasons, str(problem)]
            return
        if company is not None and company.id is None and company.row == row.row:
            self._hand(company, self.companies.card, reading)
        if self.person and not _is_person(reading):
            self._company_only(row, reading, company)
            return
        known = self._found(row, reading)
        if row.verdict != "error":
            self._linked(row, reading, known, company)
        if row.verdict == "error":
            return
        if known is None:
            self._create(row, reading, company)
        else:
            self._into(row, reading, company, known)
            self.matcher.same.setdefault(row.hash or 0, known)

    def _linked(self, row: RowPlan, reading: Reading, known: Known | None, company: Known | None) -> None:
        """The other records that the row names. One that is not found is kept in the notes if the row can do without
        it; otherwise the row waits, and a company that it alone would have made is not made."""
        for column, text, problem, needed in self.links.settle(reading, known, company):
            row.remarks.append(Remark(column, self.layout.columns[column].header, text, problem))
            if needed or "notes" not in self.card.fields:
                row.verdict = "error"
            else:
                self._keep(row, reading, column, text)
        if row.verdict == "error" and company is not None and company.id is None and company.row == row.row:
            self.companies.known.pop(reading.link_key)

    def _found(self, row: RowPlan, reading: Reading) -> Known | None:
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
        same = self.matcher.as_row(row.hash or 0)
        if same is not None:
            row.reasons.append(_("The same row stands above in row {row}.").format(row=same.row or row.row))
            return same
        for number in self.matcher.by_hash.get(row.hash or 0, ()):
            if number in there:
                return there[number]
        hits = self.matcher.hits(reading)
        if isinstance(answer, str) and answer.startswith(OF_ROW):
            row.beside = hits  # kept, so that the person can come back to the question
            return self._row_answered(row, int(answer.removeprefix(OF_ROW)), hits)
        sure = [hit for hit in hits if hit.sure]
        if len(sure) == 1 and answer != "new":
            row.reasons.append(self._same_as(sure[0]))
            return sure[0].known
        row.unreadable = self.matcher.unreadable(reading)
        row.beside = hits
        if hits and not self.deciding and answer != "new":
            row.verdict = "question"
            row.reasons += [self._maybe(hit) for hit in hits[:ASKED]]
        elif hits:
            row.reasons += [self._maybe(hit) for hit in hits[:ASKED]]
        return None

    def _row_answered(self, row: RowPlan, number: int, hits: Sequence[Hit]) -> Known | None:
        """The record that an earlier row of this file is, as the person said."""
        known = self.named.get(number) or self.matcher.records.get(self.made(number) or 0)
        if known is not None:
            told = next((hit for hit in hits if hit.known is known), Hit(known, True, 0.0, ()))
            row.reasons.append(self._same_as(told).strip())
            return known
        row.verdict = "error"
        row.reasons.append(_("Row {row} made no record. Decide this row anew.").format(row=number))
        return None

    def _create(self, row: RowPlan, reading: Reading, company: Known | None) -> None:
        """A new record. A question that stays open becomes one as well: what later rows are must not depend on who
        looks, or the figures before the writing were others than those after it."""
        known = fresh(self.card, reading)
        self._hand(known, self.card, reading)
        if company is not None:
            known.link = (reading.link, company)
        row.known = known
        if row.verdict != "question":
            row.verdict = "create"
        self.matcher.same[row.hash or 0] = known
        self.matcher.add(known)

    def _into(self, row: RowPlan, reading: Reading, company: Known | None, known: Known) -> None:
        first = not known.touched
        now, other = None, False
        if company is not None and company is not known:
            now = known.values.get(self.card.fields[reading.link].column)
            other = now != company.id and (not self.person or known.company != reading.link_key)
        if known.id not in self.matcher.by_hash.get(row.hash or 0, ()):  # what was taken in before is no news
            self.met.see(known, reading, elsewhere=other)
        changed = merge(self.card, known, reading, self.mapping)
        if not first:
            row.reasons += self._kept_out(known, reading)
        if company is not None and company is not known and known.link is None:
            rule = self.mapping.rule(reading.link)
            if now is None or (rule == "overwrite" and other and first):
                known.link = (reading.link, company)
                known.company = reading.link_key if self.person else known.company
                changed[reading.link] = (now, company)
        row.verdict, row.known = "update" if changed else "unchanged", known
        row.changes = self._said(self.card, changed)
        self.matcher.add(known)

    def _kept_out(self, known: Known, reading: Reading) -> Iterator[str]:
        """What a row says otherwise than an earlier row of the file, whose values stay: nobody would look for it."""
        text = _("{field} stays “{now}”, as an earlier row says; “{value}” of this row is not taken in.")
        beside = {slot for listed, slots in LISTS.items() if listed in self.card.fields for slot in slots} | APPENDED
        for name, value in reading.data.items():
            spec = self.card.reads(self.actor, name)
            if spec is None or spec.target or name in beside:
                continue
            now = spec.join(known.values.get(spec.column), known.values.get(spec.companion))
            if now is not None and now != value:
                yield text.format(field=spec.label, now=self._shown(spec, now), value=self._shown(spec, value))

    def _company_only(self, row: RowPlan, reading: Reading, company: Known | None) -> None:
        """A row that names a company and nobody in it: what it says belongs to the company."""
        if company is None:
            row.verdict = "error"
            row.reasons.append(_("The row names neither a person nor a company. Enter a name, or leave the row out."))
            return
        card = self.companies.card
        known_as = {k: v for k, v in reading.data.items() if k in card.fields and k not in ("title", "status")}
        new, brought = company.id is None and company.row == row.row, self.companies.brought
        changed = self.companies.add(company, known_as)
        row.object, row.known = card.key, company
        row.verdict = "create" if new else "update" if changed or brought else "unchanged"
        row.reasons.append(_("The row names a company and no person: it goes to the account."))
        if not new:
            row.changes = self._said(card, changed)

    def _same_as(self, hit: Hit) -> str:
        if hit.known.id is None:
            return _("The same as row {row}. {reasons}").format(row=hit.known.row, reasons=self._words(hit))
        return _("Found: {name}. {reasons}").format(name=self._name(hit.known, self.card), reasons=self._words(hit))

    def _maybe(self, hit: Hit) -> str:
        if hit.known.id is None:
            return _("Perhaps the same as row {row}. {reasons}").format(row=hit.known.row, reasons=self._words(hit))
        return _("Perhaps {name}. {reasons}").format(name=self._name(hit.known, self.card), reasons=self._words(hit))

    def _words(self, hit: Hit) -> str:
        return " ".join(said(self.card, hit.reasons))

    def _name(self, known: Known, card: Card) -> str:
        """What a record is called, as far as the person may read its name."""
        values = {name: known.values.get(card.fields[name].column) for name in title_columns(card, self.actor)}
        return title_of(card, values, self.actor, known.id or 0)

    def _said(self, card: Card, changed: Changes) -> list[str]:
        """What changes in a record, one field at a time, of what the person may read."""
        lines = []
        for name, (before, after) in changed.items():
            spec = card.reads(self.actor, name)
            if spec is None:
                continue
            more = _added(before, after)
            with timezone.override(self.zone):  # of who imports: a job and a command have none of their own
                was, will = self._shown(spec, before), self._shown(spec, more or after)
            text = _("{field}: {before} → {after}") if was else _("{field}: blank → {after}")
            text = _("{field}: {after} is added") if more else text
            lines.append(text.format(field=spec.label, before=was, after=will))
        return lines

    def _shown(self, spec: FieldCard, value: Any) -> str:
        if isinstance(value, Known) and value.id is None:
            text = self._name(value, self.companies.card)
        elif spec.target and isinstance(value, int) and value < 0:
            text = self.owners.promised[value]
        elif spec.target:
            number = value.id if isinstance(value, Known) else value
            text = links(spec.target, self.actor, [number])[number].label if number else ""
        elif spec.collected:
            text = "、".join(spec.type.render(one, self.actor.language) for one in value or ())
        else:
            text = spec.type.render(value, self.actor.language)
        text = " ".join(text.split())
        return text if len(text) <= SAID else f"{text[: SAID - 1]}…"


def _added(before: Any, after: Any) -> Any:
    """What stands after all that was there before: further lines of a text, further members of a list."""
    if isinstance(before, str) and isinstance(after, str) and before and after.startswith(f"{before}\n"):
        return after.removeprefix(before)
    if isinstance(before, list) and isinstance(after, list) and before == after[: len(before)]:
        return after[len(before) :] if before else None
    return None


def _is_person(reading: Reading) -> bool:
    data = reading.data
    if any(data.get(name) for name in ("family_name", "given_name", "family_name_kana", "given_name_kana")):
        return True
    return bool(data.get("email")) and not reading.key
