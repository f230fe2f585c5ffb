"""What a merge writes beside the winner: rows of other records that led to the loser, and the way back.

They follow, whatever the person who merges may see of them: nothing of them is told. Each write has its audit row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from enishi.kernel.action import Action
from enishi.kernel.actor import SYSTEM, Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.verbs import Create, PutBack, Restore, Trash
from enishi.kernel.doors.write import Following, Item, Written
from enishi.kernel.ports import AuditRecord, ports
from enishi.kernel.registry import registry
from enishi.platform import pointers
from enishi.platform.models import Merging

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Double:
    """Rows with the same `key` are one when the row that comes has nothing more to say in `more`; a row whose `ends`
    lead to the same record says nothing at all."""

    key: tuple[str, ...]
    more: tuple[str, ...] = ()
    ends: tuple[tuple[str, str], ...] = ()

    def is_in(self, row: Mapping[str, Any], others: Sequence[Mapping[str, Any]]) -> bool:
        if any(row[one] is not None and row[one] == row[other] for one, other in self.ends):
            return True
        alike = (other for other in others if all(other[name] == row[name] for name in self.key))
        return any(all(row[name] in (None, other[name]) for name in self.more) for other in alike)


def mover(actor: Actor, winner: int) -> Actor:
    """On whose behalf rows follow: this person by name, with the rights of the house."""
    own = {"member": actor.member, "name": actor.name, "language": actor.language, "timezone": actor.timezone}
    return replace(SYSTEM, via=actor.via, cause=f"merge:{winner}", **own)  # type: ignore[arg-type]


def put(card: Card, rows: Mapping[int, Mapping[str, Any]], by: Actor) -> list[int]:
    """Give rows these values, whatever they held; gives the audit rows. Raises what the door refuses."""
    written: list[Written] = []
    items = [Item(number, data) for number, data in sorted(rows.items())]
    for start in range(0, len(items), CHUNK):
        written += follow(PutBack, card, items[start : start + CHUNK], by)
    for one in written:
        if one.refused is not None:
            raise one.refused
    return [one.audit for one in written if one.audit is not None]


def follow(action: type[Action], card: Card, items: Sequence[Item], by: Actor) -> list[Written]:
    """Let a verb act on rows that follow the record."""
    groups = dict.fromkeys((item.id or 0 for item in items), uuid4().hex)
    return Following(action, by, card, False, groups).run(items)


def leading(card: Card, number: int, instead: int) -> Iterator[tuple[Card, dict[int, dict[str, Any]]]]:
    """The rows of each object that lead to a record, with the fields by which they do and what those hold when they
    lead to another one `instead`; neither of the two itself. Parts come first: copies of theirs stand in others."""
    found: dict[str, dict[int, dict[str, Any]]] = {}
    for field in pointers.fields_to(card):
        rows = field.card.every_row().filter(field.to(card.key, [number]))
        if field.card.key == card.key:
            rows = rows.exclude(pk__in=[number, instead])
        value = f"{card.key}:{instead}" if field.names else instead
        for pk in rows.values_list("pk", flat=True):
            found.setdefault(field.card.key, {}).setdefault(pk, {})[field.link] = value
    for key in sorted(found, key=lambda key: (not registry.card(key).part_of, key)):
        yield registry.card(key), found[key]


def move(card: Card, loser: int, winner: int, doubles: Mapping[str, Double], by: Actor) -> list[int]:
    """Let everything that leads to the loser lead to the winner; what the winner has already does not: a part stays
    with the loser, anything else goes to the trash. Gives the audit rows."""
    audits: list[int] = []
    for other, rows in leading(card, loser, winner):
        same = doubles.get(other.key)
        apart = _doubled(other, same, rows, winner) if same else set()
        audits += put(other, {number: data for number, data in rows.items() if number not in apart}, by)
        if apart and not other.part_of:
            gone = follow(Trash, other, [Item(number) for number in sorted(apart)], by)
            audits += [one.audit for one in gone if one.audit is not None]
    return audits


def _doubled(card: Card, same: Double, rows: Mapping[int, Mapping[str, Any]], winner: int) -> set[int]:
    names = {*same.key, *same.more, *(name for pair in same.ends for name in pair)}
    columns = {name: card.fields[name].column for name in names}
    ways = {name for data in rows.values() for name in data}
    live = card.every_row().filter(trashed_at=None)
    there: dict[int, dict[str, Any]] = {}
    for name in ways:
        for record in live.filter(**{card.fields[name].column: winner}):
            there[record.pk] = {name: getattr(record, column) for name, column in columns.items()}
    found: set[int] = set()
    for record in live.filter(pk__in=list(rows)).order_by("pk"):
        row = {name: getattr(record, column) for name, column in columns.items()} | dict(rows[record.pk])
        if same.is_in(row, list(there.values())):
            found.add(record.pk)
        else:
            there[record.pk] = row
    return found


BACKWARD: Mapping[str, type[Action]] = {Trash.verb: Restore, Create.verb: Trash}


def move_back(row: Merging, by: Actor) -> None:
    """Take the writes of a merge back; what was changed since stays as it is (decision 19). Of each object the latest
    first, but the objects in the order in which they moved: parts, of which others hold copies, come first."""
    order = entries(row)
    for key in dict.fromkeys(entry.object for entry in order):
        for entry in reversed([one for one in order if one.object == key]):
            action = BACKWARD.get(entry.op, PutBack)
            item = Item(entry.id) if entry.op in BACKWARD else Item(entry.id, entry.old, seen=entry.new)
            follow(action, registry.card(key), [item], by)


def entries(row: Merging) -> list[AuditRecord]:
    """What the merge wrote of other records, in its order."""
    return [entry for number in row.audits if (entry := ports.audit.read(number)) is not None]
