"""Groups of a list with their sums, the same on the screen and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.names import readable_field
from enishi.kernel.doors.read import Records
from enishi.kernel.doors.rows import Linked
from enishi.kernel.doors.rows import Row as Record
from enishi.platform.list_query import ListQuery


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
    among = asked.only(name).among([record.id for record in rows])
    shown = {record.id: record for record in among.first(len(rows))}
    for record in rows:
        value = shown[record.id][name] if record.id in shown else None
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


def _label(card: Card, actor: Actor, name: str, value: Any) -> str:
    if value is None:
        return _("(empty)")
    if isinstance(value, Linked):
        return value.label
    return card.fields[name].type.render(value, actor.language)


def _within(asked: Records, name: str, key: Any) -> Records:
    """The rows of one group, whose value the reader already sees as its head."""
    column, value = asked.card.fields[name].column, key[0] if isinstance(key, tuple) else key
    return asked.narrowed(Q(**{f"{column}__isnull": True} if value is None else {column: value}), f"{name}={value}")


def _key(value: Any) -> Any:
    return (value.id, value.label) if isinstance(value, Linked) else value
