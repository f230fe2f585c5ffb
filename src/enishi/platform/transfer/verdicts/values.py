"""One row of a file read by the field types: clean values, what goes to the company, and what every cell lacks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from enishi.kernel.card import Card, FieldCard
from enishi.kernel.fieldtypes.base import ValueContext, ValueProblem
from enishi.kernel.fieldtypes.japan.addresses import split_address
from enishi.kernel.fieldtypes.japan.companies import CompanyName, company_fold, split_company
from enishi.kernel.fieldtypes.japan.countries import HOME
from enishi.kernel.fieldtypes.japan.dates import detect_order
from enishi.kernel.fieldtypes.japan.emails import parse_emails
from enishi.kernel.fieldtypes.japan.kana import split_kana
from enishi.kernel.fieldtypes.japan.people import split_person, status_of_note
from enishi.kernel.fieldtypes.japan.phones import parse_phones
from enishi.kernel.registry import registry
from enishi.platform.transfer.columns.layout import Layout
from enishi.platform.transfer.columns.mapping import Mapping
from enishi.platform.transfer.columns.targets import NUMBER
from enishi.platform.transfer.texts import kinds
from enishi.platform.transfer.texts.choices import match_choices
from enishi.platform.transfer.texts.departments import split_department
from enishi.platform.transfer.texts.postal_codes import at_home, with_zeros

CACHED, LONGEST_NAME = 50_000, 200
FREE_TEXT = frozenset({"notes", "caution"})
#: Targets whose text is taken apart into several fields.
PARTED = ("address", "full_name_kana")
#: What a remark beside a name says → words that a status field may know, the likeliest first.
STATUS_WORDS = {"left": "退職", "moved": "異動", "deceased": "逝去"}


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a cell: the column's number and name, its text, and what to do, in the person's language."""

    column: int
    header: str
    text: str
    message: str


@dataclass(slots=True)
class Reading:
    """A row as clean values. `data` belongs to the record, `company` to the company that its field `link` names.

    `link_key` is the folded name of that company, `key` that of the company the record works at or is itself; `links`
    are further records that the row names: field → column and text.

    `remarks` concern cells that were kept in the notes because no field takes them; `errors` stop the row.
    """

    row: int
    data: dict[str, Any] = field(default_factory=dict)
    emails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    company: dict[str, Any] = field(default_factory=dict)
    key: str = ""
    link: str = ""
    link_key: str = ""
    links: dict[str, tuple[int, str]] = field(default_factory=dict)
    owner: str = ""
    id: int | None = None
    kept: list[str] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    errors: list[Remark] = field(default_factory=list)


Handler = Callable[[Reading, int, str], None]


class Reader:
    """Reads the rows of one table for one object. Made once per run; its caches are bounded."""

    def __init__(
        self, card: Card, mapping: Mapping, layout: Layout, ctx: ValueContext, samples: Sequence[Sequence[str]] = ()
    ) -> None:
        self.card, self.mapping, self.layout = card, mapping, layout
        self.samples = samples
        self.ctx: ValueContext = replace(ctx, day_order=self._order(samples))
        self.transforms = {s.column: s.transform for s in mapping.columns}
        self.intake = layout.intake
        self.named_by = self.intake.named_by(card)
        self.named = registry.card(self.intake.company).fields["name"]
        self._known: dict[tuple[str, str], Any] = {}
        self.steps = [step for name in self._ordered() for step in self._steps(name)]
        self.parted = [name for name in layout.places if name in PARTED]
        self.joined = [
            (layout.places[name][0], name, self._handler(name)) for name in self._ordered() if self._joins(name)
        ]

    def read(self, row: int, cells: Sequence[str]) -> Reading:
        """The values of a row; about 60 µs."""
        found, width = Reading(row), len(cells)
        for column, handler, free in self.steps:
            text = cells[column] if column < width else ""
            if text and (free or not kinds.is_empty(text)):
                handler(found, column, text)
        for column, name, join in self.joined:
            text = self.layout.value(cells, name)
            if not kinds.is_empty(text):
                join(found, column, text)
        for name in self.parted:
            self._whole(found, name, cells)
        self._notes(found, cells)
        return found

    # --- how each column is read -----------------------------------------------------------------------------
    def _ordered(self) -> list[str]:
        """A name before its reading, a country before its postal code, and that before the address."""
        late = {"full_name_kana": 2, "address": 2, "status": 1, "postal_code": 1}
        return sorted(self.layout.places, key=lambda name: late.get(name.rpartition(".")[2], 0))

    def _joins(self, name: str) -> bool:
        """Whether columns that stand for one value are put together before it is read."""
        return name in self.layout.joined and name not in PARTED and len(self.layout.places[name]) > 1

    def _steps(self, name: str) -> Iterable[tuple[int, Handler, bool]]:
        if self._joins(name) or (name in PARTED and name not in self.card.fields):
            return []
        handler = self._handler(name)
        spec = self._spec(name)
        free = name in FREE_TEXT or (spec is not None and spec.type.name == "choice")  # 未定 may be a choice
        return [(column, handler, free) for column in self.layout.places[name]]

    def _handler(self, name: str) -> Handler:
        if name == NUMBER:
            return self._number
        if name == "full_name":
            return self._person
        link, dot, rest = name.partition(".")
        spec = self.card.fields[link]
        if dot:
            there = registry.card(spec.target)
            return self._into_company(there, there.fields[rest])
        if name == self.named_by or (self.intake.is_company and name == "name"):
            return self._company(name)
        if spec.target:
            return self._member if name == "owner" else self._linked(name)
        makers = {"email": self._email, "phone": self._phone, "postal_code": self._postal}
        if spec.type.name in makers:
            return makers[spec.type.name](spec)
        if name == "department" and "title" in self.card.fields:
            return self._department
        return self._plain(spec)

    def _plain(self, spec: FieldCard) -> Handler:
        clean = self._cleaner(spec)
        name = spec.name

        def handle(found: Reading, column: int, text: str) -> None:
            value = clean(found, column, text)
            if value is not None and found.data.get(name) is None:
                found.data[name] = value
            elif value is not None and isinstance(value, str) and name in FREE_TEXT:
                found.data[name] = f"{found.data[name]}\n{value}"
            elif value is not None and value != found.data[name]:
                self._keep(found, column, text, _("Another column has given this field its value already."))

        return handle

    def _into_company(self, card: Card, spec: FieldCard) -> Handler:
        clean = self._cleaner(spec, prefix=self.intake.of_company(""))

        def handle(found: Reading, column: int, text: str) -> None:
            value = clean(found, column, text)
            if value is not None:
                found.company.setdefault(spec.name, value)

        return handle

    def _cleaner(self, spec: FieldCard, prefix: str = "") -> Callable[[Reading, int, str], Any]:
        choices = bool(spec.choices) and spec.type.name == "choice"
        limited = not spec.required

        def clean(found: Reading, column: int, text: str) -> Any:
            key = (prefix + spec.name, text)
            if key in self._known:
                return self._known[key]
            try:
                value = self._choice(spec, prefix, text) if choices else spec.type.clean(text, self.ctx)
            except ValueProblem as problem:
                (self._keep if limited else self._refuse)(found, column, text, str(problem.message))
                return None
            if len(self._known) >= CACHED:
                self._known.clear()
            self._known[key] = value
            return value

        return clean

    def _choice(self, spec: FieldCard, prefix: str, text: str) -> Any:
        """The choice a value means: as a person mapped it, by key or label, by words that mean the same."""
        decided = self.mapping.choices.get(prefix + spec.name, {}).get(text.strip())
        if decided is not None:
            return spec.type.clean(decided, self.ctx)
        labels = spec.type.labels  # type: ignore[attr-defined]
        options = [(c.key, [labels[lang].get(c.key, "") for lang in labels]) for c in spec.choices]
        found = match_choices([text], options, spec.name)
        if found and found[0].key is not None and found[0].confidence >= 0.7:
            return found[0].key or None
        return spec.type.clean(text, self.ctx)

    # --- kinds that need more than their type ----------------------------------------------------------------
    def _number(self, found: Reading, column: int, text: str) -> None:
        digits = text.strip()
        if digits.isdecimal() and len(digits) < 19:
            found.id = int(digits)
        else:
            self._refuse(found, column, text, _("This is not the number of a record. Leave the cell empty."))

    def _person(self, found: Reading, column: int, text: str) -> None:
        name = split_person(text)
        if not self._fits(found, column, text, name.family, name.given):
            return
        for part, value in (("family_name", name.family), ("given_name", name.given), ("title", name.title)):
            self._put(found, part, value, column, text)
        if name.honorific and "honorific" in self.card.fields:
            self._quietly(found, "honorific", name.honorific)
        if name.note or not (name.family or name.given):
            status = status_of_note(name.note)
            if status and "status" in self.card.fields:
                self._quietly(found, "status", STATUS_WORDS[status])
            found.kept.append(f"{self.layout.columns[column].header}: {text.strip()}")

    def _fits(self, found: Reading, column: int, text: str, *names: str) -> bool:
        """Whether none of these names is too long for its field; the row is stopped otherwise."""
        if all(len(name) <= LONGEST_NAME for name in names):
            return True
        message = _("The name has {count} characters; 200 is the most. Shorten it.")
        self._refuse(found, column, text, message.format(count=len(text)))
        return False

    def _quietly(self, found: Reading, name: str, word: str) -> None:
        """A value that came along with another one; a word that the field does not know stands in that cell anyway."""
        try:
            value = self._choice(self.card.fields[name], "", word)
        except ValueProblem:
            return
        if value is not None and word not in ("様", "さま"):
            found.data.setdefault(name, value)

    def _company(self, name: str) -> Callable[[Reading, int, str], None]:
        def handle(found: Reading, column: int, text: str) -> None:
            parts = self._split(text)
            if not parts.name:
                return
            if not self._fits(found, column, text, parts.name):
                return
            into = found.data if name == "name" else found.company
            into["name"] = parts.name
            if parts.legal_form:
                into.setdefault("legal_form", parts.legal_form)
                into.setdefault("legal_form_position", parts.position)
            key = company_fold(parts.name)
            if name != "name":
                found.link, found.link_key = name, key
            if name == "name" or not self.intake.is_company:
                found.key = key
            if parts.branch or parts.note:
                found.kept.append(f"{self.layout.columns[column].header}: {text.strip()}")

        return handle

    def _split(self, text: str) -> CompanyName:
        key = ("company", text)
        if key not in self._known:
            if len(self._known) >= CACHED:
                self._known.clear()
            parts = split_company(kinds.HONORIFIC.sub("", text.strip()) or text)
            fits = len(parts.name) <= LONGEST_NAME
            self._known[key] = replace(parts, name=self.named.type.clean(parts.name, self.ctx) or "") if fits else parts
        found: CompanyName = self._known[key]
        return found

    def _member(self, found: Reading, column: int, text: str) -> None:
        found.owner = " ".join(text.split())

    def _linked(self, name: str) -> Handler:
        return lambda found, column, text: found.links.setdefault(name, (column, " ".join(text.split()))) and None

    def _email(self, spec: FieldCard) -> Handler:
        def handle(found: Reading, column: int, text: str) -> None:
            try:
                values = parse_emails(text)
            except ValueProblem as problem:
                self._keep(found, column, text, str(problem.message))
                return
            if spec.name not in found.data:
                found.data[spec.name] = values[0]
            found.emails += [value for value in values if value not in found.emails]

        return handle

    def _phone(self, spec: FieldCard) -> Handler:
        def handle(found: Reading, column: int, text: str) -> None:
            try:
                values = parse_phones(text)
            except ValueProblem as problem:
                self._keep(found, column, text, str(problem.message))
                return
            for value in values:
                if spec.name not in found.data:
                    found.data[spec.name] = value.e164
                self._put(found, "extension", value.extension, column, text)
                if spec.name != "fax" and value.e164 not in found.phones:
                    found.phones.append(value.e164)
            if any(value.note for value in values) or (spec.name == "fax" and len(values) > 1):
                found.kept.append(f"{self.layout.columns[column].header}: {text.strip()}")

        return handle

    def _postal(self, spec: FieldCard) -> Handler:
        """Codes of Japan that lost their zeros in a spreadsheet get them back, in a column of Japanese codes alone."""
        plain = self._plain(spec)
        home = {column for column in self.layout.places.get(spec.name, ()) if at_home(self.samples, column)}

        def handle(found: Reading, column: int, text: str) -> None:
            ours = column in home and found.data.get("country") in (None, HOME)
            plain(found, column, with_zeros(text) if ours else text)

        return handle

    def _department(self, found: Reading, column: int, text: str) -> None:
        told = " ".join(text.split())
        if self.transforms.get(column) == "split_department":
            told, title = split_department(told)
            self._put(found, "title", title, column, text)
        try:
            found.data["department"] = self.card.fields["department"].type.clean(told, self.ctx)
        except ValueProblem as problem:
            self._keep(found, column, text, str(problem.message))

    # --- the row as a whole ----------------------------------------------------------------------------------
    def _whole(self, found: Reading, name: str, cells: Sequence[str]) -> None:
        text = self.layout.value(cells, name)
        if kinds.is_empty(text):
            return
        column = self.layout.places[name][0]
        if name == "full_name_kana":
            family, given, _certain = split_kana(text, found.data.get("family_name", ""))
            for part, value in (("family_name_kana", family), ("given_name_kana", given)):
                self._put(found, part, value, column, text)
            return
        parts = split_address(text, found.data.get("postal_code") or "")
        for part in ("postal_code", "prefecture", "city", "street", "building"):
            self._put(found, part, getattr(parts, part), column, text)

    def _put(self, found: Reading, name: str, value: str, column: int, text: str) -> None:
        if not value or found.data.get(name) is not None or name not in self.card.fields:
            return
        try:
            found.data[name] = self.card.fields[name].type.clean(value, self.ctx)
        except ValueProblem as problem:
            self._keep(found, column, text, str(problem.message))

    def _notes(self, found: Reading, cells: Sequence[str]) -> None:
        """Columns without a field and cells that no field takes stand in the notes as 「列名: 値」."""
        kept = self.layout.remainder(cells)
        if kept:
            found.kept.append(kept)
        if found.kept:
            lines = "\n".join(dict.fromkeys(found.kept))
            if "notes" in self.card.fields:
                before = found.data.get("notes")
                found.data["notes"] = f"{before}\n{lines}" if before else lines

    def _keep(self, found: Reading, column: int, text: str, message: str) -> None:
        header = self.layout.columns[column].header
        found.remarks.append(Remark(column, header, text[:200], message))
        found.kept.append(f"{header}: {text.strip()[:1_000]}")

    def _refuse(self, found: Reading, column: int, text: str, message: str) -> None:
        found.errors.append(Remark(column, self.layout.columns[column].header, text[:200], message))

    def _order(self, samples: Sequence[Sequence[str]]) -> Any:
        """Whether 03/04/2020 is March or April, by the dates of the file that leave no choice."""
        dated = [
            samples[column]
            for name, columns in self.layout.places.items()
            if (spec := self._spec(name)) is not None and spec.type.temporal
            for column in columns
            if column < len(samples)
        ]
        return detect_order(text for texts in dated for text in texts) if dated else "auto"

    def _spec(self, name: str) -> FieldCard | None:
        """The field behind the name of a target, here or at the company."""
        link, dot, rest = name.partition(".")
        spec = self.card.field(link)
        if spec is None or not dot:
            return spec
        return registry.card(spec.target).field(rest) if spec.target else None
