"""台帳の健康診断: what a customer list says about itself before anything is written."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.utils.translation import gettext as _

from enishi.platform.transfer.checkup.duplicates import Fingerprint, Group, fingerprint, groups, pairs
from enishi.platform.transfer.checkup.triage import Triage, Triaged, Verdict
from enishi.platform.transfer.columns.layout import Layout
from enishi.platform.transfer.files.source import Source
from enishi.platform.transfer.texts import keys
from enishi.platform.transfer.texts.choices import rank_of
from enishi.platform.transfer.texts.colleagues import is_person, named
from enishi.platform.transfer.texts.days import day

SILENT_DAYS = 365
ROWS_KEPT = 10_000
LEFT = re.compile(r"退職|退社|異動|転勤|転職|逝去|死亡|他界|後任|retired|left the company|deceased|moved to", re.I)
DECEASED = re.compile(r"[(（]故[)）]|^\s*故[\s　]|逝去|死亡|他界|deceased", re.I | re.M)
PHONES = ("phone", "phone_mobile", "phone_direct", "fax")
DATES = ("birthday", "last_deal_on", "since")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing worth knowing: how many of what, the numbers of the rows (the first 10,000), and for each row the
    columns it is seen in."""

    kind: str
    count: int
    rows: tuple[int, ...]
    detail: dict[str, int] = field(default_factory=dict)
    places: tuple[tuple[int, ...], ...] = ()

    @property
    def sentence(self) -> str:
        """The finding in words, without its number."""
        return _sentences().get(self.kind, self.kind)


@dataclass(frozen=True, slots=True)
class Health:
    """The whole diagnosis. `fit` is the share of filled cells that need no look; groups are for the duplicate list.
    `people` counts rows that seem to be the same as one person, `apart` those that only look alike as several."""

    rows: int
    people: int
    apart: int
    companies: int
    fit: float
    findings: tuple[Finding, ...]
    groups: tuple[Group, ...]
    owners: dict[str, int]
    ranks: dict[str, int]
    kept: tuple[str, ...]
    seconds: float

    def finding(self, kind: str) -> Finding:
        """The finding of this kind, an empty one when there is nothing."""
        return next((found for found in self.findings if found.kind == kind), Finding(kind, 0, ()))


def _sentences() -> dict[str, str]:
    return {
        "silent_a": _("A-rank companies without business for more than a year"),
        "left": _("People whose notes speak of leaving or moving"),
        "birthdays": _("People with a birthday this month"),
        "owner_undecided": _("Rows without a decided owner"),
        "duplicates": _("Groups of rows that seem to be the same"),
        "phone_short": _("Telephone numbers with too few digits"),
        "email_invalid": _("E-mail addresses that cannot be read"),
        "date_invalid": _("Dates that do not exist or cannot be read"),
        "kana_missing": _("People without a reading"),
        "unreachable": _("Rows without telephone, mobile and e-mail"),
        "fake": _("Rows that look like tests"),
        "blank": _("Empty rows"),
        "header": _("Repeated headers"),
        "totals": _("Rows of totals"),
        "shifted": _("Rows whose cells have slipped"),
        "wide": _("Rows with more cells than the header"),
        "ditto": _("Rows with “same as above”, filled in"),
        "hidden": _("Rows hidden in the workbook, read like the others"),
        "kept": _("Columns without a field, kept in the notes"),
        "unread": _("Characters or formulas that could not be read"),
    }


@dataclass
class _Company:
    rank: str = ""
    ranked: int = 0
    last: date | None = None


class Diagnosis:
    """Takes the rows one by one and says at the end what it saw; about 200 µs per row."""

    def __init__(self, layout: Layout, today: date) -> None:
        self.layout = layout
        self.today = today
        self.triage = Triage(layout)
        self.found: dict[str, dict[int, tuple[int, ...]]] = {}
        self.counts: Counter[str] = Counter()
        self.prints: list[Fingerprint] = []
        self.companies: dict[str, _Company] = {}
        self.owners: Counter[str] = Counter()
        self.ranks: Counter[str] = Counter()
        self.rows = self.named = self.cells = self.doubtful = 0

    def add(self, number: int, cells: list[str]) -> Triaged:
        """Look at one row."""
        self.rows += 1
        row = self.triage.check(number, cells)
        if row.verdict is not Verdict.DATA:
            self._note(row.verdict.value, number, row.slipped)
        if row.usable:
            self._data(row)
        return row

    def hide(self, number: int) -> None:
        """Count a row that the workbook does not show: it is read and imported like the others."""
        self._note("hidden", number)

    def health(self) -> Health:
        """Everything seen so far."""
        alike = groups(pairs(self.prints))
        again = Counter({group.sure: 0 for group in alike})
        for group in alike:
            again[group.sure] += len(group.rows) - 1
        self._silent()
        sure = sum(1 for group in alike if group.sure)
        findings = [
            Finding(kind, self.counts[kind], tuple(rows), places=tuple(rows.values()))
            for kind, rows in self.found.items()
        ]
        if alike:
            listed = tuple(row for group in alike for row in group.rows)[:ROWS_KEPT]
            findings.append(Finding("duplicates", len(alike), listed, {"sure": sure, "alike": len(alike) - sure}))
        kept = tuple(self.layout.columns[i].header for i in self.layout.kept)
        if kept:
            findings.append(Finding("kept", len(kept), (), places=(tuple(self.layout.kept),)))
        order = list(_sentences())
        findings.sort(key=lambda finding: order.index(finding.kind))
        fit = 1.0 - self.doubtful / self.cells if self.cells else 1.0
        return Health(
            self.rows,
            max(self.named - again.total(), 0),
            max(self.named - again[True], 0),
            len(self.companies),
            fit,
            tuple(findings),
            tuple(alike),
            dict(self.owners.most_common()),
            {rank: self.ranks[rank] for rank in ("特A", "A", "B", "C", "仮") if self.ranks[rank]},
            kept,
            0.0,
        )

    def _note(self, kind: str, number: int, places: Sequence[int] = ()) -> None:
        self.counts[kind] += 1
        rows = self.found.setdefault(kind, {})
        if len(rows) < ROWS_KEPT or number in rows:
            rows[number] = (*rows.get(number, ()), *places)

    def _at(self, *names: str) -> tuple[int, ...]:
        """The columns of these fields, of the row and of its company."""
        there = {wide: None for name in names for wide in (name, self.layout.intake.of_company(name))}
        return tuple(place for name in there for place in self.layout.places.get(name, ()))

    def _data(self, row: Triaged) -> None:
        read, number, cells = self.layout, row.row, row.cells
        one = fingerprint(number, cells, read)
        self.prints.append(one)
        self.cells += sum(1 for cell in cells if cell)
        if row.ditto:
            self._note("ditto", number, row.ditto)
        unread = [*row.errors, *(place for place, cell in enumerate(cells) if "\ufffd" in cell)]
        if unread:
            self._doubt("unread", number, unread)
        person = bool(one.name) and one.name != one.company
        self.named += person
        if person and not one.kana and any(n in read.places for n in ("full_name_kana", "family_name_kana")):
            self._note("kana_missing", number, self._at("full_name_kana", "family_name_kana"))
        if not (one.emails or one.phones or one.mobiles):
            self._note("unreachable", number, self._at(*PHONES, "email"))
        self._contact(number, cells)
        notes = read.value(cells, "notes") + " " + read.value(cells, "full_name")
        self._days(number, cells, person and not DECEASED.search(notes))
        self._company(number, cells, keys.company_record(read.company(cells)))
        if "owner" in read.places:
            owner = named(read.value(cells, "owner"))
            if is_person(owner):
                self.owners[owner] += 1
            if not owner:
                self._note("owner_undecided", number, self._at("owner"))
        if LEFT.search(notes):
            self._note("left", number, self._at("notes"))

    def _doubt(self, kind: str, number: int, places: Sequence[int]) -> None:
        self.doubtful += 1
        self._note(kind, number, places)

    def _contact(self, number: int, cells: Sequence[str]) -> None:
        for place in self._at(*PHONES):
            if place < len(cells) and cells[place].strip() and _short(cells[place]):
                self._doubt("phone_short", number, (place,))
        for place in self._at("email"):
            text = cells[place].strip() if place < len(cells) else ""
            if text and not keys.email_keys(text) and keys.value_text(text):
                self._doubt("email_invalid", number, (place,))

    def _days(self, number: int, cells: Sequence[str], living: bool) -> None:
        for name in DATES:
            text = self.layout.of_company(cells, name)
            if not text:
                continue
            found = day(text)
            if found is None or not 1850 <= found.year <= self.today.year + 20:
                if keys.value_text(text):
                    self._doubt("date_invalid", number, self._at(name))
            elif name == "birthday" and living and found.month == self.today.month:
                self._note("birthdays", number, self._at(name))

    def _company(self, number: int, cells: Sequence[str], key: str) -> None:
        text = self.layout.of_company(cells, "rank")
        rank = rank_of(text) if text else ""
        if rank:
            self.ranks[rank] += 1
        if not key:
            return
        company = self.companies.setdefault(key, _Company())
        if rank in ("特A", "A"):
            company.rank, company.ranked = rank, company.ranked or number
        last = day(self.layout.of_company(cells, "last_deal_on"))
        if last and last <= self.today and (company.last is None or last > company.last):
            company.last = last

    def _silent(self) -> None:
        limit = self.today - timedelta(days=SILENT_DAYS)
        self.found.pop("silent_a", None)
        self.counts.pop("silent_a", None)
        for company in self.companies.values():
            if company.rank and company.last and company.last < limit:
                self._note("silent_a", company.ranked, self._at("last_deal_on", "rank"))


def _short(text: str) -> bool:
    """A number that starts like a telephone number but has too few digits to be one."""
    plain = keys.value_text(text)
    if not plain:
        return False
    digits = keys.NOT_DIGIT.sub("", keys.EXTENSION.sub("", plain))
    found = keys.phone_keys(text)
    if not found:
        return 3 <= len(digits) < 9
    return all(len(number) < 10 for number in found if not number.startswith("+")) and not found[0].startswith("+")


def diagnose(source: Source, layout: Layout, today: date, progress: Callable[[int], None] | None = None) -> Health:
    """Read the whole table once. `progress` hears the number of rows every thousand."""
    began = time.perf_counter()
    seen = Diagnosis(layout, today)
    for number, cells in source.rows():
        seen.add(number, cells)
        if number in source.hidden_rows and any(cells):
            seen.hide(number)
        if progress and not seen.rows % 1000:
            progress(seen.rows)
    return replace(seen.health(), seconds=time.perf_counter() - began)
