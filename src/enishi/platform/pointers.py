"""What points at a record: the fields of other records that lead to it, and the tables whose rows name it.

Fields are moved by whoever merges records, through the write door: that is a change of those records, with its audit.
Rows of tables are moved here. A table with an object and a record that is not declared fails a test.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enishi.kernel.card import Card
from enishi.kernel.registry import registry
from enishi.platform.models import (
    Audit,
    Change,
    Delivery,
    DuplicateCase,
    Entry,
    EntryLink,
    FileLink,
    HandoverItem,
    ImportRow,
    Merging,
    Notification,
    Pin,
    RecordGrant,
    ScopeGroupMember,
    ShownDay,
)

CHUNK = 500
Moved = dict[str, list[int]]
"""Table → the rows that were moved; plain JSON."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field by which other records lead to a record: rows of `card` whose `column` holds its number.

    `link` is the name of the field; a reference may lead to any object and says which in the column `names`.
    """

    card: Card
    link: str
    column: str
    label: Any
    names: str = ""

    def to(self, key: str, ids: Sequence[int]) -> Q:
        """The rows that lead to these records; by the number, which has an index."""
        found = Q(**{f"{self.column}__in": ids})
        return found & Q(**{f"{self.names}__in": [f"{key}:{number}" for number in ids]}) if self.names else found


def fields_to(card: Card) -> Iterator[Field]:
    """Every field of any object that leads to records of this one; of members those that own."""
    if card.key == "member":
        owned = (other for other in registry.cards.values() if other.owned)
        yield from (Field(other, "owner", "owner_id", other.label_plural) for other in owned)
        return
    for relation in card.relations.values():
        yield Field(registry.card(relation.target), relation.link, relation.column, relation.label)
    for other in registry.cards.values() if card.timeline else ():
        for spec in other.fields.values():
            if spec.type.anywhere:
                yield Field(other, spec.name, f"{spec.column}_id", other.label_plural, names=spec.column)


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose rows name a record in `object` and one of `columns`.

    Rows that `move` go along when a record becomes part of another; the others tell what happened to this very record,
    and stay. Beside equal values of `once` a record may have one row only: such a row of both stays where it is.
    `built` says what such a row is called where it shows that somebody built on the record, of those that `count`.
    """

    model: type[models.Model]
    columns: tuple[str, ...] = ("record",)
    moves: bool = False
    once: tuple[str, ...] = ()
    built: Any = ""
    count: Q = Q()  # noqa: RUF009 - never changed

    @property
    def name(self) -> str:
        return self.model._meta.model_name or ""

    def rows(self, key: str, ids: Sequence[int]) -> models.QuerySet[Any]:
        """The rows that name one of these records."""
        either = Q()
        for column in self.columns:
            either |= Q(**{f"{column}__in": ids})
        return models.QuerySet(self.model).filter(either, object=key)


TABLES = (
    Table(FileLink, moves=True, once=("file",), built=_("Files"), count=Q(file__trashed_at=None)),
    Table(EntryLink, moves=True, once=("entry",)),
    Table(RecordGrant, moves=True, once=("principal", "right")),
    Table(ScopeGroupMember, moves=True, once=("group",)),
    Table(Pin, moves=True, once=("member",)),
    Table(Notification, moves=True),
    Table(Entry),
    Table(Audit),
    Table(Change),
    Table(Delivery),
    Table(ShownDay),
    Table(ImportRow),
    Table(HandoverItem),
    Table(DuplicateCase, columns=("first", "second")),
    Table(Merging, columns=("winner", "loser")),
)


def counts(key: str, number: int) -> dict[str, int]:
    """How many rows of each table name the record, of tables that do. Cost: a query a table."""
    found = {table.name: table.rows(key, [number]).count() for table in TABLES}
    return {name: count for name, count in found.items() if count}


def move(key: str, number: int, to: int) -> Moved:
    """Let what names one record name another one of its object, in the present transaction. Cost: three queries a
    table, more where a record has thousands of rows."""
    moved: Moved = {}
    for table in (one for one in TABLES if one.moves):
        there = set(table.rows(key, [to]).values_list(*table.once)) if table.once else set()
        rows = table.rows(key, [number]).order_by("pk").values_list("pk", *table.once)
        going = [pk for pk, *beside in rows if tuple(beside) not in there]
        if going:
            moved[table.name] = going
            _point(table, key, number, to, going)
    return moved


def move_back(key: str, number: int, to: int, moved: Mapping[str, Sequence[int]]) -> None:
    """Take a move back: exactly the rows that went, as far as they still are where they went to."""
    for table in TABLES:
        _point(table, key, to, number, moved.get(table.name, ()))


def _point(table: Table, key: str, number: int, to: int, rows: Sequence[int]) -> None:
    for start in range(0, len(rows), CHUNK):
        table.rows(key, [number]).filter(pk__in=rows[start : start + CHUNK]).update(record=to)
