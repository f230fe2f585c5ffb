"""Finds the records that a row may already be: one question to the database per chunk and kind of key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db.models import CharField, Q, Value
from django.db.models.functions import Coalesce

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card, FieldCard
from enishi.kernel.doors.scope import branches, reach_of
from enishi.kernel.doors.sorting import by_name
from enishi.kernel.registry import registry
from enishi.platform.models import ImportRow
from enishi.platform.transfer.checkup.duplicates import Alike, Fingerprint, compare
from enishi.platform.transfer.intake import intake_of
from enishi.platform.transfer.verdicts.match_keys import LISTS, MatchKey, Unnumbered, as_text, match_keys, stored
from enishi.platform.transfer.verdicts.person import person_key, person_print
from enishi.platform.transfer.verdicts.values import Reading
from enishi.platform.transfer.verdicts.waiting import Waiting

MOST = 5_000
"""Hits of one chunk that are looked at; a name that thousands bear says nothing."""
CROWD = 8
"""Bearers of one name with one birthday and address that are compared: more of them say nothing."""


@dataclass(slots=True, eq=False)
class Known:
    """A record that is there, or that an earlier row of the file makes (`id` None, `row` is that row).

    `values` are its columns as they will be, `changes` what has to be written, `touched` says that this import has
    already given it values: a later row of the file only fills what is empty; `unread` that a value among the changes
    is no longer as its type gave it.
    """

    id: int | None
    row: int
    values: dict[str, Any]
    emails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    company: str = ""
    print: Fingerprint | None = None
    version: int = 0
    changes: dict[str, Any] = field(default_factory=dict)
    link: tuple[str, Known] | None = None
    touched: bool = False
    unread: bool = False
    audit: int | None = None
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that looks like the row; `sure` is a key match with an agreeing name."""

    known: Known
    sure: bool
    score: float
    reasons: tuple[str, ...]


class Matcher:
    """The candidates for the rows of one chunk: what the actor may read, and earlier rows of the same chunk.

    Only fields that he may read are compared: whether a row is a record must tell nothing about the others.
    """

    def __init__(self, card: Card, actor: Actor) -> None:
        self.card, self.actor = card, actor
        self.names = {column.attname for column in card.model._meta.concrete_fields} | card.own.keys()
        self.columns = columns_of(card)
        self.everything = reach_of(card, actor, "see") == "all"
        self.intake = intake_of(card.key)
        self.person = self.intake.person
        self.unread = frozenset(spec.column for spec in card.fields.values() if not card.reads(actor, spec.name))
        self.keys = match_keys(card, actor, person=self.person)
        self.numbers: Mapping[str, int] = {}
        self.named = "match_key" in self.names and by_name(card, actor)
        self.company = card.fields[self.intake.link].column if self.intake.link else ""
        self.records: dict[int, Known] = {}
        self.index: dict[tuple[str, str], list[Known]] = {}
        self.by_hash: dict[int, list[int]] = {}
        self.hidden: dict[tuple[str, str], list[int]] = {}
        self.same: dict[int, Known] = {}
        self.waiting = Waiting()

    def _reads(self, *names: str) -> bool:
        return all(name in self.names and self.card.reads(self.actor, name) for name in names)

    def _seen(self, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """What of these columns is compared."""
        return {k: v for k, v in values.items() if k not in self.unread} if self.unread else values

    def load(
        self,
        readings: Sequence[Reading],
        hashes: Sequence[int],
        companies: Mapping[str, int],
        meant: Sequence[int] = (),
    ) -> None:
        """Read everything these rows could be. `companies` are ids by folded name, for persons of the same company;
        `meant` are records that a person named."""
        for name in LISTS:
            if not self.card.reads(self.actor, name):  # what cannot be read is neither compared nor added to
                for reading in readings:
                    getattr(reading, name).clear()
        self.records, self.index, self.same, self.numbers = {}, defaultdict(list), {}, companies
        self.by_hash = self._hashes(hashes)
        wanted: dict[int, None] = dict.fromkeys(n for found in self.by_hash.values() for n in found)
        wanted.update(dict.fromkeys([*meant, *(r.id for r in readings if r.id is not None)]))
        keyed: dict[tuple[str, str], set[int]] = defaultdict(set)
        for spec in self.card.readable(self.actor):
            if spec.collected and spec.name in LISTS:
                values = {value for r in readings for value in getattr(r, spec.name)}
                for value, number in self._parts(spec.collected, values):
                    keyed[(spec.name, value)].add(number)
        for key in self.keys:
            sought = [one for r in readings if (one := self._of_row(key, r))]
            for text, number in islice(self._keyed(key, sought), MOST):
                keyed[(key.name, text)].add(number)
        numbers = {n for found in keyed.values() for n in found} | set(self._named(readings, companies))
        wanted.update(dict.fromkeys(numbers))
        self._read(list(wanted), {v: k for k, v in companies.items()})
        self.hidden = {}
        if not self.everything:
            self.hidden = {k: sorted(n for n in v if n not in self.records) for k, v in keyed.items()}

    def _hashes(self, hashes: Sequence[int]) -> dict[int, list[int]]:
        """Records that the very same rows have become. A row of somebody else's file may hold what is hidden here."""
        own = {"run__member": self.actor.member} if self.unread else {}
        found_rows = ImportRow.objects.filter(hash__in=set(hashes), object=self.card.key, record__isnull=False, **own)
        rows = found_rows.values_list("hash", "record")
        found: dict[int, list[int]] = defaultdict(list)
        for value, number in rows:
            if value is not None and number is not None and number not in found[value]:
                found[value].append(number)
        return found

    def _parts(self, collected: Any, values: set[str]) -> Iterable[tuple[str, int]]:
        if not values:
            return []
        relation = self.card.relations[collected.relation]
        rows = (
            registry.card(relation.target)
            .every_row()
            .filter(trashed_at=None, **collected.where, **{f"{collected.field}__in": values})
        )
        return rows.order_by().values_list(collected.field, relation.column)[:MOST]

    def _keyed(self, key: MatchKey, wanted: Sequence[tuple[Any, ...]]) -> Iterator[tuple[str, int]]:
        """The records with these values of a key, by each column: a pair of them may be of two rows."""
        stored_there = [values for values in wanted if not any(isinstance(one, Unnumbered) for one in values)]
        texts = {as_text(values) for values in stored_there}
        if not texts:
            return
        each = zip(key.columns, zip(*stored_there, strict=True), strict=True)
        rows = self.card.every_row().filter(trashed_at=None, **{f"{column}__in": set(some) for column, some in each})
        for *values, number in rows.order_by().values_list(*key.columns, "pk").iterator():
            if (text := as_text(values)) in texts:
                yield text, number

    def _of_row(self, key: MatchKey, reading: Reading) -> tuple[Any, ...] | None:
        """The values of a key in a row; a company that is not there yet stands there by its name."""

        def value(spec: FieldCard) -> Any:
            if spec.name == reading.link:
                return self.numbers.get(reading.link_key) or Unnumbered(reading.link_key)
            return stored(spec, reading.data)

        return key.of(value)

    def _of_record(self, key: MatchKey, known: Known) -> tuple[Any, ...] | None:
        def value(spec: FieldCard) -> Any:
            if known.link is not None and known.link[0] == spec.name:
                return known.link[1].id or Unnumbered(known.link[1].company)
            return known.values.get(spec.column)

        return key.of(value)

    def _rows(self, condition: Q, name: str) -> Iterable[tuple[Any, int]]:
        rows = self.card.every_row().filter(condition, trashed_at=None)
        return rows.order_by().values_list(name, "pk")[:MOST]

    def _named(self, readings: Sequence[Reading], companies: Mapping[str, int]) -> list[int]:
        """Records of the same folded name that share a company, a birthday or a postal code as well."""
        if not self.named:
            return []
        if not self.person:
            keys_ = {r.key for r in readings if r.key}
            return [number for _value, number in self._rows(Q(match_key__in=keys_), "match_key")] if keys_ else []
        names: dict[str, list[Reading]] = defaultdict(list)
        for reading in readings:
            if key := person_key(reading.data):
                names[key].append(reading)
        return [*self._colleagues(names, companies), *self._private(names)]

    def _colleagues(self, names: Mapping[str, list[Reading]], companies: Mapping[str, int]) -> list[int]:
        """Bearers of the name in the same company; driven by the company, for names are borne by thousands."""
        if not self.company or not companies or self.company in self.unread:
            return []
        there = {number: key for key, number in companies.items()}
        rows = self.card.every_row().alias(named=Coalesce("match_key", Value(""), output_field=CharField()))
        rows = rows.filter(**{f"{self.company}__in": list(there)}, named__in=list(names), trashed_at=None)
        found = rows.order_by().values_list("pk", self.company, "match_key")[: MOST * 4]
        return [n for n, account, name in found if any(r.key == there[account] for r in names.get(name, ()))]

    def _private(self, names: Mapping[str, list[Reading]]) -> list[int]:
        """Bearers of the name with the same birthday or address, for people without a company."""
        alone = {name: found for name, rs in names.items() if (found := [r for r in rs if not r.key])}
        by_day, by_place = self._reads("birthday"), self._reads("postal_code", "street")
        days = {r.data["birthday"] for rs in alone.values() for r in rs if by_day and r.data.get("birthday")}
        codes = {r.data["postal_code"] for rs in alone.values() for r in rs if by_place and r.data.get("postal_code")}
        if not (days or codes):
            return []
        rows = self.card.every_row().filter(
            Q(birthday__in=days) | Q(postal_code__in=codes), match_key__in=list(alone), trashed_at=None
        )
        near = rows.order_by().values_list("pk", "match_key", "birthday", "postal_code", "street")[:MOST]
        crowd: dict[tuple[Any, ...], int] = defaultdict(int)
        kept = []
        for number, name, day, code, street in near:
            for r in alone[name]:
                same_day = by_day and day is not None and r.data.get("birthday") == day
                same_place = by_place and street and (r.data.get("postal_code"), r.data.get("street")) == (code, street)
                if (same_day or same_place) and crowd[name, day, code] < CROWD:
                    crowd[name, day, code] += 1
                    kept.append(number)
                    break
        return kept

    def _read(self, ids: list[int], companies: Mapping[int, str]) -> None:
        """The visible ones of these, with their addresses and numbers."""
        if not ids:
            return
        for branch in branches(self.card, self.actor):
            for row in branch.filter(pk__in=ids).order_by("pk").values_list(*self.columns):
                values = dict(zip(self.columns, row, strict=True))
                at = 0 if self.company in self.unread else values.get(self.company) or 0
                company = companies.get(at, "") if self.person else values.get("match_key") if self.named else ""
                self.records[row[0]] = Known(row[0], 0, values, company=company or "", version=values["version"])
        self._lists()
        self.records.update(self.waiting.among(self.records))
        if self.person and self.company and self.company not in self.unread:
            self._companies()
        for known in self.records.values():
            self.add(known)

    def _lists(self) -> None:
        """Addresses and numbers, found by their record alone: a condition on their kind as well makes SQLite walk
        through everything of that kind."""
        for spec in self.card.readable(self.actor):
            if not spec.collected or spec.name not in LISTS:
                continue
            relation, where = self.card.relations[spec.collected.relation], spec.collected.where
            rows = registry.card(relation.target).every_row().filter(**{f"{relation.column}__in": list(self.records)})
            wanted = [*where.values(), None]
            for number, value, *held in rows.order_by(*spec.collected.order).values_list(
                relation.column, spec.collected.field, *where, "trashed_at"
            ):
                if held == wanted:
                    getattr(self.records[number], spec.name).append(value)

    def _companies(self) -> None:
        lacking = {k.values[self.company] for k in self.records.values() if not k.company and k.values[self.company]}
        rows = registry.card(self.intake.company).every_row()
        found = dict(rows.filter(pk__in=lacking).values_list("pk", "match_key")) if lacking else {}
        for known in self.records.values():
            known.company = known.company or found.get(known.values[self.company]) or ""

    # --- asking ----------------------------------------------------------------------------------------------
    def add(self, known: Known) -> None:
        """Make a record or an earlier row findable under its keys, with the values it has now."""
        known.print = None
        declared = ((key.name, values) for key in self.keys if (values := self._of_record(key, known)))
        more = self._keys(self._seen(known.values), known.emails, known.phones, known.company)
        for key in (*((name, as_text(values)) for name, values in declared), *more):
            entries = self.index.get(key)
            if entries is None:
                self.index[key] = [known]
            elif known not in entries and len(entries) < CROWD * 5:
                entries.append(known)

    def remember(self) -> None:
        """Keep what the rows of this chunk make and change, for a check that stores nothing."""
        self.waiting.keep(self.index, self.same)

    def as_row(self, row_hash: int) -> Known | None:
        """The record that the very same row has become above in the file."""
        return self.same.get(row_hash) or self.waiting.row(row_hash)

    def hits(self, reading: Reading) -> list[Hit]:
        """The records that look like this row, the likeliest first."""
        found: dict[int, Known] = {}
        for key in self._keys_of_row(reading):
            for known in (*self.index.get(key, ()), *self.waiting.under(key)):
                found.setdefault(id(known), known)
        if not found:
            return []
        if not self.person:
            judged = [hit for known in found.values() if (hit := self._keyed_hit(reading, known))]
        else:
            ids = self._ids(lambda key: self._of_row(key, reading))
            mine = person_print(reading.data, reading.emails, reading.phones, reading.key, 0, ids)
            pairs = ((known, compare(self._print(known), mine)) for known in found.values())
            judged = [Hit(known, a.sure, a.score, a.reasons) for known, a in pairs if isinstance(a, Alike)]
        return sorted(judged, key=lambda hit: (not hit.sure, -hit.score, hit.known.id or 1 << 62))

    def _print(self, known: Known) -> Fingerprint:
        """What a record is compared by, worked out when the first row asks."""
        if known.print is None:
            values, number = self._seen(known.values), known.id or -known.row
            ids = self._ids(lambda key: self._of_record(key, known))
            known.print = person_print(values, known.emails, known.phones, known.company, number, ids)
        return known.print

    def _ids(self, values: Callable[[MatchKey], tuple[Any, ...] | None]) -> tuple[tuple[str, str], ...]:
        return tuple((key.reason, as_text(found)) for key in self.keys if (found := values(key)))

    def _keyed_hit(self, reading: Reading, known: Known) -> Hit | None:
        """Whether something that is no person is this record. The first key that both have decides; of companies the
        name must be the same as well, and is enough where no key differs."""
        shared, differs = list[MatchKey](), list[MatchKey]()
        for key in self.keys:
            here, there = self._of_row(key, reading), self._of_record(key, known)
            if here and there:
                (shared if as_text(here) == as_text(there) else differs).append(key)
        reasons = tuple(key.reason for key in shared)
        if self.intake.is_company:
            same_name = bool(reading.key) and reading.key == known.company
            return company_hit(known, reasons, same_name=same_name, differs=bool(differs))
        if not shared:
            return None
        sure = not differs or self.keys.index(shared[0]) < self.keys.index(differs[0])
        return Hit(known, sure, 9.0 if sure else 6.0, reasons)

    def unreadable(self, reading: Reading) -> list[int]:
        """Records with an equal key that the actor may not see: nobody learns of them but who may see both."""
        if self.everything:
            return []
        return sorted({number for key in self._keys_of_row(reading) for number in self.hidden.get(key, ())})

    def _keys_of_row(self, reading: Reading) -> Iterator[tuple[str, str]]:
        for key in self.keys:
            if values := self._of_row(key, reading):
                yield key.name, as_text(values)
        yield from self._keys(reading.data, reading.emails, reading.phones, reading.key)

    def _keys(
        self, data: Mapping[str, Any], emails: Iterable[str], phones: Iterable[str], company: str
    ) -> Iterator[tuple[str, str]]:
        if self.intake.is_company and company:
            yield "company", company
        if not self.person:
            return
        for email in emails:
            yield "emails", email
        for phone in phones:
            yield "phones", phone
        name = person_key(data)
        if name:
            if company:
                yield name, f"c{company}"
            if data.get("birthday"):
                yield name, str(data["birthday"])
            if data.get("street"):
                yield name, f"{data.get('postal_code')}{data['street']}"


def columns_of(card: Card) -> tuple[str, ...]:
    """The columns of a record that an import compares and may write, its number first."""
    held = [name for s in card.fields.values() if not s.collected for name in (s.column, s.companion) if name]
    key = [field.name for field in card.model._meta.fields if field.name == "match_key"]
    return tuple(dict.fromkeys(("id", "version", *key, *held)))


def company_hit(known: Known, shared: tuple[str, ...], *, same_name: bool, differs: bool) -> Hit | None:
    """Whether a company of the file is this record: a key with the same name, or the same name without any key that
    differs."""
    reasons = (*(("company",) if same_name else ()), *shared)
    if same_name and (shared or not differs):
        return Hit(known, True, 9.0, reasons)
    if shared or same_name:
        return Hit(known, False, 6.0 if shared else 5.0, reasons)
    return None
