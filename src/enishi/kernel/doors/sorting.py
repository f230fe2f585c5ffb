"""Order of lists: by one column and the id, empty values last in both directions.

The two databases put them at different ends, and NULLS LAST leaves no index to PostgreSQL: so two phases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Case, F, OrderBy, Q, When
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card, FieldCard
from enishi.kernel.doors.cursor import Cursor
from enishi.kernel.doors.names import readable_field, unknown_field
from enishi.kernel.doors.scope import Rows, leads_to
from enishi.kernel.errors import Invalid
from enishi.kernel.registry import registry


@dataclass(frozen=True, slots=True)
class Order:
    """Sort by `column` (a path of at most one link, `link` being its own column), never empty for keys like the id;
    rows of one value by `then`, where a list is grouped, else by id."""

    column: str
    descending: bool
    nullable: bool
    link: str = ""
    target: str = ""
    then: Order | None = None

    def seen(self, actor: Actor) -> Q:
        """Rows in which this reader finds a value."""
        filled = Q(**{f"{self.column}__isnull": False})
        if not self.link:
            return filled
        return leads_to(self.link, registry.card(self.target), actor) & Q(**{f"{self.link}__isnull": False}) & filled


@dataclass(frozen=True, slots=True)
class Segment:
    """One phase of a list: rows with a value in order of value and id, or rows without one in order of id."""

    order: Order
    descending: bool
    filled: bool
    mark: Cursor | None
    actor: Actor

    def query(self, columns: list[str], size: int, rows: Rows) -> Rows:
        """Up to `size` tuples of this phase beyond the mark, in order: id, sort values (as far as filled), columns."""
        ordered = self._beyond(self._phase(rows)).order_by(*self._ordering())
        value = (F(self.order.column),) if self.filled else ()
        second = (self._second,) if self.order.then else ()
        return ordered.values_list("pk", *value, *second, *columns)[:size]

    def shaped(self, run: list[Any]) -> list[Any]:
        """Rows of `query` as id, mark and columns; the mark is what a cursor keeps, None in the empty phase."""
        if not self.filled:
            run = [(number, None, *rest) for number, *rest in run]
        return [(number, [first, then], *rest) for number, first, then, *rest in run] if self.order.then else run

    def merged(self, runs: list[list[Any]]) -> list[Any]:
        """Several sorted runs as one, each row once: the UNION of the branches."""
        if len(runs) == 1:
            return runs[0]
        rows = list({row[0]: row for run in runs for row in run}.values())
        if not self.order.then:
            way: Callable[[Any], Any] = (lambda row: (row[1], row[0])) if self.filled else (lambda row: row[0])
            return sorted(rows, key=way, reverse=self.descending)
        rows.sort(key=lambda row: row[0], reverse=self._second_descending)
        valued = sorted((row for row in rows if row[1][1] is not None), key=_second, reverse=self._second_descending)
        empty = [row for row in rows if row[1][1] is None]
        rows = [*empty, *valued] if self._backward else [*valued, *empty]
        return sorted(rows, key=lambda row: row[1][0], reverse=self.descending) if self.filled else rows

    @property
    def _backward(self) -> bool:
        return self.descending != self.order.descending

    @property
    def _second_descending(self) -> bool:
        return self.order.then is not None and self.order.then.descending != self._backward

    @property
    def _second(self) -> str:
        """The second sort column; behind a link it is empty where the reader may not follow."""
        then = self.order.then
        return "second" if then and then.link else then.column if then else "pk"

    def _phase(self, rows: Rows) -> Rows:
        then = self.order.then
        if then and then.link:
            rows = rows.annotate(second=Case(When(then.seen(self.actor), then=F(then.column)), default=None))
        if not self.order.nullable:
            return rows
        if not self.order.link:  # said so that an index finds the empty ones, which "not filled" does not
            return rows.filter(**{f"{self.order.column}__isnull": not self.filled})
        seen = self.order.seen(self.actor)
        return rows.filter(seen if self.filled else ~seen)

    def _beyond(self, rows: Rows) -> Rows:
        if self.mark is None:
            return rows
        side = "lt" if self.descending else "gt"
        value, rest = self.mark.value, Q(**{f"pk__{side}": self.mark.id})
        if self.order.then:
            value, second = value
            rest = self._beyond_second(second, self.mark.id)
        if not self.filled or self.order.column == "pk":
            return rows.filter(rest)
        column = self.order.column
        edge = Q(**{f"{column}__{side}e": value})
        return rows.filter(edge & (Q(**{f"{column}__{side}": value}) | rest))

    def _beyond_second(self, value: Any, number: int) -> Q:
        """Rows of the mark's own value that come after it: empty ones stand last, so first when read backwards."""
        column, side = self._second, "lt" if self._second_descending else "gt"
        empty, by_id = Q(**{f"{column}__isnull": True}), Q(**{f"pk__{side}": number})
        if value is None:
            return ~empty | by_id if self._backward else empty & by_id
        after = Q(**{f"{column}__{side}": value}) | Q(**{column: value}) & by_id
        return after & ~empty if self._backward else after | empty

    def _ordering(self) -> tuple[Any, ...]:
        first = (OrderBy(F(self.order.column), descending=self.descending),) if self.filled else ()
        if not self.order.then:
            return (*first, "-pk" if self.descending else "pk")
        last = {"nulls_first": True} if self._backward else {"nulls_last": True}
        second = OrderBy(F(self._second), descending=self._second_descending, **last)
        return (*first, second, "-pk" if self._second_descending else "pk")


def order_of(card: Card, actor: Actor, text: str) -> Order:
    """The order that a text like `-amount`, `account.rank` or `rank,-amount` means to this reader; `due.month` is that
    of the day itself. Raises `Invalid` for a hidden or unsortable field."""
    text, comma, rest = text.partition(",")
    if comma:
        return replace(order_of(card, actor, text), then=order_of(card, actor, rest.partition(",")[0]))
    descending, name = text.startswith("-"), text.removeprefix("-")
    way, dot, inner = name.partition(".")
    if dot and (spec := card.reads(actor, way)) and spec.type.temporal and inner == "month":
        name = way
    elif dot:
        return _beyond(card, actor, way, inner, descending)
    if name == "id":
        return Order("pk", descending, nullable=False)
    whole = card.groups.get(card.title)  # the first part of a name, like the name, by its reading
    if name in ("sort_key", card.title, *card.groups) or (whole and name == whole.fields[0] and by_name(card, actor)):
        return _own(card, actor, name, descending)
    spec = card.reads(actor, name)
    if spec is None:
        raise unknown_field(card, actor, name, "sort")
    if spec.target and by_name(registry.card(spec.target), actor):
        return Order(f"{spec.name}__sort_key", descending, True, link=spec.column, target=spec.target)
    if not (spec.sortable or spec.target):
        raise Invalid(sort=_("The list cannot be sorted by “{field}”.").format(field=spec.label))
    return Order(spec.column, descending, nullable=True)


def _beyond(card: Card, actor: Actor, way: str, name: str, descending: bool) -> Order:
    """By a field of the linked record, which is empty where the reader may not follow."""
    link = card.reads(actor, way)
    if link is None or link.collected or not link.target:
        raise unknown_field(card, actor, way, "sort")
    spec = readable_field(registry.card(link.target), actor, name, "sort")
    if not spec.sortable or spec.target or spec.own:
        raise Invalid(sort=_("The list cannot be sorted by “{field}”.").format(field=spec.label))
    return Order(f"{link.name}__{spec.column}", descending, True, link=link.column, target=link.target)


def grouping_of(card: Card, actor: Actor, name: str, zone: str) -> tuple[FieldCard, Any]:
    """What rows are grouped by: a value, that of a linked record as far as it is seen, the month of a day."""
    way, dot, inner = name.partition(".")
    spec = readable_field(card, actor, way, "group")
    if dot and spec.type.temporal and inner == "month":
        return spec, TruncMonth(spec.column, tzinfo=ZoneInfo(zone) if spec.type.widget == "datetime" else None)
    value: Any = F(spec.column)
    if dot:
        order = order_of(card, actor, name)
        spec = readable_field(registry.card(order.target), actor, inner, "group")
        value = Case(When(order.seen(actor), then=F(order.column)), default=None)
    if not spec.type.groupable:
        raise Invalid(group=_("The list cannot be grouped by “{field}”.").format(field=spec.label))
    return spec, value


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
    named = by_name(card, actor)
    return Order("sort_key" if named else "pk", descending, nullable=named)


def _second(row: Any) -> Any:
    return row[1][1]


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
    at = None
    if mark is not None:
        at = (mark.value[0] if order.then else mark.value) is not None or not order.nullable
    for place, filled in enumerate(phases):
        if at is not None and place < phases.index(at):
            continue
        yield Segment(order, descending, filled, mark if filled == at else None, actor)
