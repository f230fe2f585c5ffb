"""Groups of a list with their sums, the same on the screen and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.condition.dates import day_span
from enishi.kernel.doors.names import readable_field
from enishi.kernel.doors.read import Records, context, records
from enishi.kernel.doors.rows import Linked
from enishi.kernel.doors.rows import Row as Record
from enishi.kernel.doors.sorting import order_of
from enishi.kernel.fieldtypes.base import Span
from enishi.kernel.registry import registry
from enishi.platform.list_query import ListQuery
from enishi.screens.day.days import month_text
from enishi.screens.looks import local

#: Behind the name of a day: rows are grouped by its month.
MONTH = "month"


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one value: of a list that is not grouped, all of them under none."""

    rows: tuple[Record, ...]
    label: str = ""
    count: str = ""
    totals: tuple[str, ...] = ()


def groups_of(
    card: Card, actor: Actor, query: ListQuery, asked: Records, columns: Sequence[str], rows: Sequence[Record]
) -> tuple[Group, ...]:
    """The rows shown, by the value they are grouped by; count and sums are those of the whole group."""
    if not query.group:
        return (Group(tuple(rows)),)
    name = query.group
    sizes = {_key(value): number for value, number in asked.groups(name)}
    found: dict[Any, list[Record]] = {}
    labels: dict[Any, str] = {}
    values = _values(asked, name, rows)
    for record in rows:
        value = values.get(record.id)
        labels[_key(value)] = _label(card, actor, name, value)
        found.setdefault(_key(value), []).append(record)
    return tuple(
        Group(
            tuple(rows_),
            labels[key],
            str(sizes.get(key, "")),
            totals_of(card, actor, query, _within(asked, name, key), columns),
        )
        for key, rows_ in found.items()
    )


def totals_of(card: Card, actor: Actor, query: ListQuery, asked: Records, columns: Sequence[str]) -> tuple[str, ...]:
    """A sum for each column that is added up and an empty text for the others; nothing when no column is."""
    if not query.totals:
        return ()
    for name in query.totals:
        readable_field(card, actor, name, "totals")
    return tuple(_total(card, actor, asked, name) if name in query.totals else "" for name in columns)


def _total(card: Card, actor: Actor, asked: Records, name: str) -> str:
    return " + ".join(card.fields[name].type.render(total, actor.language) for total in asked.total(name))


def _values(asked: Records, name: str, rows: Sequence[Record]) -> dict[int, Any]:
    """The value each of these rows is grouped by. Cost: one query, two behind a link."""
    way, dot, inner = name.partition(".")
    shown = {row.id: row[way] for row in asked.only(way).among([row.id for row in rows]).first(len(rows))}
    if not dot:
        return shown
    if inner == MONTH:
        return {number: value and _first(value, asked.actor) for number, value in shown.items()}
    links = {number: value.id for number, value in shown.items() if value is not None and value.readable}
    there = records(asked.card.fields[way].target, asked.actor).only(inner).among(set(links.values()))
    behind = {row.id: row[inner] for row in there.first(len(links))}
    return {number: behind.get(link) for number, link in links.items()}


def _first(value: date, actor: Actor) -> date:
    """The first day of the reader's month."""
    day = local(value, actor).date() if isinstance(value, datetime) else value
    return day.replace(day=1)


def _label(card: Card, actor: Actor, name: str, value: Any) -> str:
    if value is None:
        return _("(empty)")
    if isinstance(value, Linked):
        return value.label
    way, dot, inner = name.partition(".")
    if inner == MONTH:
        return month_text(value, actor)
    spec = registry.card(card.fields[way].target).fields[inner] if dot else card.fields[name]
    return spec.type.render(value, actor.language)


def _within(asked: Records, name: str, key: Any) -> Records:
    """The rows of one group, whose value the reader already sees as its head."""
    way, _dot, inner = name.partition(".")
    spec, value = asked.card.fields[way], key[0] if isinstance(key, tuple) else key
    if inner == MONTH and value is not None:
        after = (value + timedelta(days=31)).replace(day=1)
        days = Span(value, after)
        if spec.type.widget == "datetime":
            ctx = context(asked.actor)
            days = Span(day_span(value, ctx).start, day_span(after, ctx).start)
        return asked.narrowed(spec.type.to_q(spec.column, "is", days), f"{name}={value}")
    column, known = spec.column, Q(**{f"{spec.column}__isnull": False})
    if inner and inner != MONTH:
        order = order_of(asked.card, asked.actor, name)
        column, known = order.column, order.seen(asked.actor)
    return asked.narrowed(~known if value is None else known & Q(**{column: value}), f"{name}={value}")


def _key(value: Any) -> Any:
    if isinstance(value, datetime):  # the first moment of a month
        return value.date()
    return (value.id, value.label) if isinstance(value, Linked) else value
