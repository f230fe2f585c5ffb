"""Links that a file gives as people write them: by title, by number, by an id of elsewhere, by an address.

They are looked up through the read door of who imports: a record that may not be seen is answered as a missing one.
Nothing is chosen silently: of several records the row says which there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card, FieldCard
from enishi.kernel.doors import labels
from enishi.kernel.doors.read import context
from enishi.kernel.doors.scope import branches
from enishi.kernel.doors.sorting import by_name
from enishi.kernel.fieldtypes.base import ValueContext, ValueProblem
from enishi.kernel.fieldtypes.japan.companies import company_fold, split_company
from enishi.kernel.fieldtypes.japan.people import split_person
from enishi.kernel.registry import registry
from enishi.kernel.text import fold, search_fold
from enishi.platform.transfer.intake import intake_of
from enishi.platform.transfer.verdicts.match import Known
from enishi.platform.transfer.verdicts.match_keys import ELSEWHERE
from enishi.platform.transfer.verdicts.values import Reading

SHOWN = 5
"""Records of one name that a row is told of."""
NUMBERS = 18
"""Digits that the number of a record has at most."""
Key = Callable[[str], Iterable[Any]]


@dataclass(frozen=True, slots=True)
class Found:
    """A record that a text may mean; `company` is the one it belongs to, `exact` that a number or id named it."""

    id: int
    company: int | None
    exact: bool


class Links:
    """The links of one table's rows. Cost for each chunk: a query per linked object and way to name it."""

    def __init__(self, card: Card, actor: Actor) -> None:
        self.card, self.actor = card, actor
        self._found: dict[str, dict[str, list[Found]]] = {}
        self._ways: dict[str, list[tuple[str, bool, Key]]] = {}

    def load(self, readings: Sequence[Reading]) -> None:
        """Look up what these rows name."""
        wanted: dict[str, set[str]] = defaultdict(set)
        for reading in readings:
            for name, (_column, text) in reading.links.items():
                wanted[self.card.fields[name].target].add(text)
        self._found = {target: self._look(registry.card(target), texts) for target, texts in wanted.items()}

    def foresee(self, reading: Reading, company: int | None) -> None:
        """Put in what only one record can be meant by, for the keys that a record is recognised by."""
        for name, (_column, text) in reading.links.items():
            here = self._at(company, self._found.get(self.card.fields[name].target, {}).get(text, []))
            if len(here) == 1:
                reading.data[name] = here[0].id

    def settle(
        self, reading: Reading, known: Known | None, company: Known | None
    ) -> Iterator[tuple[int, str, str, bool]]:
        """Put the records that a row names into its values. Gives the others: column, text, what to do, and whether the
        row cannot go in without it."""
        for name, (column, text) in reading.links.items():
            spec = self.card.fields[name]
            found = self._found.get(spec.target, {}).get(text, [])
            now = known.values.get(spec.column) if known is not None else None
            if now is not None and (now in [one.id for one in found] or self._called(spec, now) == text):
                reading.data[name] = now
                continue
            here = self._at(None if company is None else company.id or 0, found)
            if len(here) == 1:
                reading.data[name] = here[0].id
            else:
                yield column, text, self._problem(spec, found, here), spec.required or bool(found)

    def _called(self, spec: FieldCard, number: int) -> str:
        return labels.links(spec.target, self.actor, [number])[number].label

    def _at(self, company: int | None, found: list[Found]) -> list[Found]:
        """Those at the company that the row names as well, 0 for one that is made on the way; a bearer of the name at
        another one is somebody else."""
        if company is None:
            return found
        own = [one for one in found if company and one.company == company]
        return own or [one for one in found if one.exact or one.company is None]

    def _problem(self, spec: FieldCard, found: list[Found], here: list[Found]) -> str:
        told = self._told(spec, here or found)
        if here:
            text = _("{number} records are called this: {records}. Enter the number of the one that is meant.")
            return text.format(number=len(here), records=told)
        if found:
            text = _("Nobody of this name is at the company of this row, but here: {records}. Enter the number.")
            return text.format(records=told)
        return _("There is no such record, or you have no access to it. Enter its exact name or its number.")

    def _told(self, spec: FieldCard, found: list[Found]) -> str:
        """Numbers to choose from, with the company of each where it has one."""
        intake = intake_of(spec.target)
        where = labels.links(intake.company, self.actor, {one.company for one in found[:SHOWN] if one.company})
        told = [
            f"#{one.id} ({where[one.company].label})" if one.company else f"#{one.id}"
            for one in sorted(found, key=lambda one: one.id)[:SHOWN]
        ]
        more = len(found) - len(told)
        if more > 0:
            told.append(ngettext("{number} more", "{number} more", more).format(number=more))
        return ", ".join(told)

    def _look(self, card: Card, texts: set[str]) -> dict[str, list[Found]]:
        intake = intake_of(card.key)
        company = card.reads(self.actor, intake.link) if intake.link else None
        found: dict[str, dict[int, Found]] = {text: {} for text in texts}
        for column, exact, key in self._ways_to(card):
            named: dict[Any, list[str]] = defaultdict(list)
            for text in texts:
                for value in key(text):
                    named[value].append(text)
            for rows in branches(card, self.actor) if named else ():
                meant = rows.filter(**{f"{column}__in": list(named)}).order_by()
                for value, number, at in meant.values_list(column, "pk", company.column if company else "pk"):
                    for text in named[value]:
                        one = Found(number, at if company else None, exact)
                        found[text][number] = one if exact else found[text].get(number, one)
        return {text: list(records.values()) for text, records in found.items()}

    def _ways_to(self, card: Card) -> list[tuple[str, bool, Key]]:
        """Columns by which the person may find records of this object, and how a text is written in them."""
        if card.key not in self._ways:
            ctx = context(self.actor)
            single = dict.fromkeys((ELSEWHERE, *(one[0] for one in card.match if len(one) == 1)))
            fields = [spec for name in single if (spec := card.reads(self.actor, name)) and name != card.title]
            ways = [(spec.column, True, _typed(spec, ctx)) for spec in fields if not spec.collected]
            self._ways[card.key] = [("pk", True, _number), *ways, *_by_title(card, self.actor)]
        return self._ways[card.key]


def _by_title(card: Card, actor: Actor) -> list[tuple[str, bool, Key]]:
    """The column that keeps what a record is called, unless part of that is hidden."""
    if not by_name(card, actor):
        return []
    if any(column.name == "match_key" for column in card.model._meta.concrete_fields):
        return [("match_key", False, _person if intake_of(card.key).person else _company)]
    spec = card.fields.get(card.title)
    if spec is None or spec.target or spec.type.name not in ("text", "company_name"):
        return []
    return [(f"{spec.column}_fold", False, _folded)] if spec.folded else [(spec.column, False, _plain)]


def _number(text: str) -> Iterable[int]:
    digits = text.removeprefix("#")
    return (int(digits),) if digits.isascii() and digits.isdecimal() and len(digits) <= NUMBERS else ()


def _typed(spec: FieldCard, ctx: ValueContext) -> Key:
    def key(text: str) -> Iterable[Any]:
        try:
            value = None if text.startswith("#") else spec.type.clean(text, ctx)
        except ValueProblem:
            return ()
        return () if value is None else (value,)

    return key


def _plain(text: str) -> Iterable[str]:
    return (text,)


def _folded(text: str) -> Iterable[str]:
    return (fold(text),)


def _person(text: str) -> Iterable[str]:
    """As it stands, with the honorific taken off, and with the family name in front where it stands behind."""
    name = split_person(text)
    parts = ((text,), (name.family, name.given), (name.given, name.family))
    return {search_fold(" ".join(part)).replace(" ", "") for part in parts if any(part)} - {""}


def _company(text: str) -> Iterable[str]:
    return {company_fold(split_company(text).name)} - {""}
