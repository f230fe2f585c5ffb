"""Order of lists: by one column and the id, empty values last in both directions.

The two databases put them at different ends, and NULLS LAST leaves no index to PostgreSQL: so two phases.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.cursor import Cursor
from enishi.kernel.doors.names import unknown_field
from enishi.kernel.doors.scope import Rows, leads_to
from enishi.kernel.errors import Invalid
from enishi.kernel.registry import registry


@dataclass(frozen=True, slots=True)
class Order:
    """Sort by `column` (a path of at most one link, `link` being its own column), never empty for keys like the id."""

    column: str
    descending: bool
    nullable: bool
    link: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """One phase of a list: rows with a value in order of value and id, or rows without one in order of id."""

    order: Order
    descending: bool
    filled: bool
    mark: Cursor | None
    actor: Actor

    def query(self, columns: list[str], size: int, rows: Rows) -> Rows:
        """Up to `size` tuples of this phase beyond the mark, in order: id, sort value (if filled), columns."""
        ordered = self._beyond(self._phase(rows)).order_by(*self._ordering())
        value = (self.order.column,) if self.filled else ()
        return ordered.values_list("pk", *value, *columns)[:size]

    def _phase(self, rows: Rows) -> Rows:
        if not self.order.nullable:
            return rows
        if self.order.link:
            seen = leads_to(self.order.link, registry.card(self.order.target), self.actor)
            seen &= Q(**{f"{self.order.link}__isnull": False}) & Q(**{f"{self.order.column}__isnull": False})
            return rows.filter(seen if self.filled else ~seen)
        return rows.filter(**{f"{self.order.column}__isnull": not self.filled})

    def _beyond(self, rows: Rows) -> Rows:
        if self.mark is None:
            return rows
        side = "lt" if self.descending else "gt"
        by_id = Q(**{f"pk__{side}": self.mark.id})
        if not self.filled or self.order.column == "pk":
            return rows.filter(by_id)
        column, value = self.order.column, self.mark.value
        edge = Q(**{f"{column}__{side}e": value})
        return rows.filter(edge & (Q(**{f"{column}__{side}": value}) | by_id))

    def _ordering(self) -> tuple[str, ...]:
        sign = "-" if self.descending else ""
        if not self.filled or self.order.column == "pk":
            return (f"{sign}pk",)
        return (f"{sign}{self.order.column}", f"{sign}pk")


def order_of(card: Card, actor: Actor, text: str) -> Order:
    """The order that a text like `-amount` means to this reader. Raises `Invalid` for a hidden or unsortable field."""
    descending, name = text.startswith("-"), text.removeprefix("-")
    if name == "id":
        return Order("pk", descending, nullable=False)
    if name == "sort_key" or name == card.title or name in card.groups:
        return _own(card, actor, name, descending)
    spec = card.reads(actor, name)
    if spec is None:
        raise unknown_field(card, actor, name, "sort")
    if spec.target and by_name(registry.card(spec.target), actor):
        return Order(f"{spec.name}__sort_key", descending, True, link=spec.column, target=spec.target)
    if not (spec.sortable or spec.target):
        raise Invalid(sort=_("The list cannot be sorted by “{field}”.").format(field=spec.label))
    return Order(spec.column, descending, nullable=True)


def first_order(card: Card, actor: Actor) -> Order:
    """The order a list has by itself; by number for a reader from whom the field of that order is hidden."""
    try:
        return order_of(card, actor, card.sort)
    except Invalid:
        return Order("pk", card.sort.startswith("-"), nullable=False)


def _own(card: Card, actor: Actor, name: str, descending: bool) -> Order:
    """The order by name; hidden names must not show through their order."""
    if name in card.fields and not card.reads(actor, name):
        raise unknown_field(card, actor, name, "sort")
    if not by_name(card, actor):
        return Order("pk", descending, nullable=False)
    return Order("sort_key", descending, nullable=True)


def by_name(card: Card, actor: Actor) -> bool:
    """Whether the reader may know all that the name, and with it the key of order, is made of."""
    group = card.groups.get(card.title)
    return all(card.reads(actor, field) for field in (group.fields if group else (card.title,)))


def segments(order: Order, mark: Cursor | None, backward: bool, actor: Actor) -> Iterator[Segment]:
    """The phases to read, in reading order; the mark cuts the one it lies in and drops those before it."""
    descending = order.descending != backward
    phases = [True, False] if order.nullable else [True]
    if backward:
        phases.reverse()
    at = None if mark is None else (mark.value is not None or not order.nullable)
    for place, filled in enumerate(phases):
        if at is not None and place < phases.index(at):
            continue
        yield Segment(order, descending, filled, mark if filled == at else None, actor)
