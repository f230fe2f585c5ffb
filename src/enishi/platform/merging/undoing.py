"""What the undo of a merge would give back and what would stay, before anybody does it."""

from __future__ import annotations

from dataclasses import dataclass, field

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.read import records
from enishi.kernel.ports import AuditRecord
from enishi.kernel.registry import registry
from enishi.platform.merging import moves
from enishi.platform.merging.verbs import audit_of, undoable
from enishi.platform.models import Merging


@dataclass(slots=True)
class Preview:
    """The record that comes back; by name what goes along with it, and what was changed since and stays."""

    title: str
    back: dict[str, int] = field(default_factory=dict)
    stays: dict[str, int] = field(default_factory=dict)


def preview(card: Card, winner: int, loser: int, actor: Actor) -> Preview:
    """Only what this person may see is counted. Raises `Missing` and `Denied` as the undo itself does."""
    row = undoable(card, winner, loser, actor)
    found = Preview(records(card, actor).in_trash().get(loser).title)
    _own(card, row, found, actor)
    seen: dict[str, set[int]] = {}
    entries = moves.entries(row)
    for key in {entry.object for entry in entries}:
        ids = {entry.id for entry in entries if entry.object == key}
        seen[key] = records(key, actor).visible(ids)
    for key, ids in seen.items():
        other = registry.card(key)
        held = {record.pk: record for record in other.every_row().filter(pk__in=ids)}
        of_key = [entry for entry in entries if entry.object == key and entry.id in held]
        moved = {entry.id for entry in of_key}
        lost = {entry.id for entry in of_key if not _holds(other, held[entry.id], entry)}
        _count(found.back, str(other.label_plural), len(moved - lost))
        _count(found.stays, str(other.label_plural), len(lost))
    return found


def _own(card: Card, row: Merging, found: Preview, actor: Actor) -> None:
    """Values of the winner."""
    entry = audit_of(row)
    record = card.every_row().get(pk=row.winner)
    for name in entry.new if entry is not None else ():
        spec = card.reads(actor, name)
        if entry is not None and spec is not None and not spec.collected:
            there = spec.type.to_json(spec.of(record)) == entry.new[name]
            _count(found.back if there else found.stays, str(spec.label), 1)


def _holds(card: Card, record: object, entry: AuditRecord) -> bool:
    """Whether a row still holds one of the values that led it here."""
    specs = [card.fields[name] for name in entry.new if name in card.fields]
    linked = [spec for spec in specs if spec.target or spec.type.anywhere]
    return all(spec.type.to_json(spec.of(record)) == entry.new[spec.name] for spec in linked)


def _count(into: dict[str, int], label: str, number: int) -> None:
    if number:
        into[label] = into.get(label, 0) + number
