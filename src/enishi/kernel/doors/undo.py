"""Undo of writes, one or a group: fields that still hold what was written get their old value back (decision 39)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from enishi.kernel.action import Action
from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.read import records
from enishi.kernel.doors.rows import Row
from enishi.kernel.doors.verbs import Create, PutBack, Restore, Trash
from enishi.kernel.doors.write import Item, Written, write_many
from enishi.kernel.errors import Conflict, Denied, Missing, Refused
from enishi.kernel.ports import AuditRecord, ports
from enishi.kernel.registry import registry

HOURS = 24
#: What takes a verb of every object back; any other write is taken back by its old values.
OPPOSITE: Mapping[str, type[Action]] = {Create.verb: Trash, Trash.verb: Restore, Restore.verb: Trash}


def undo(audit: int, actor: Actor) -> Written:
    """Take back one write of this actor's own, at most a day old. Raises `Conflict` when nothing of it is left."""
    found = undo_all([audit], actor)[0]
    if found.refused is not None:
        raise found.refused
    return found


def undo_all(audits: Sequence[int], actor: Actor, *, background: bool = False) -> list[Written]:
    """Take back a group of writes that were made together; what cannot be taken back says why in its place.

    Cost: one query an audit row, one write a verb and object. Raises `Missing` or `Denied` before anything is written.
    """
    entries = [_own(audit, actor) for audit in audits]
    results: list[Written | None] = [None] * len(entries)
    for key in dict.fromkeys((entry.object, OPPOSITE.get(entry.op, PutBack)) for entry in entries):
        places = [n for n, entry in enumerate(entries) if (entry.object, OPPOSITE.get(entry.op, PutBack)) == key]
        card, action = registry.card(key[0]), key[1]
        items = _items(card, actor, {n: entries[n] for n in places}, action, results)
        found = write_many(action, actor, card, list(items.values()), background=background) if items else []
        for place, written in zip(items, found, strict=True):
            results[place] = written
    return [found for found in results if found is not None]


def put_back(entry: AuditRecord, actor: Actor) -> Written:
    """Give the old values of one row of a record's history to it again, whatever it holds now, whoever wrote it."""
    card = registry.card(entry.object)
    data = {name: value for name, value in entry.old.items() if _may(card, actor, name)}
    if not data:
        raise Conflict(_("None of these fields can be changed by you."))
    found = write_many(PutBack, actor, card, [Item(entry.id, data)])[0]
    if found.refused is not None:
        raise found.refused
    return found


def _own(audit: int, actor: Actor) -> AuditRecord:
    entry: AuditRecord | None = ports.audit.read(audit)
    if entry is None or entry.member != actor.member:
        raise Missing(_("There is nothing to undo."))
    if ports.clock.now() - entry.at > timedelta(hours=HOURS):
        raise Denied(_("A change can be undone for 24 hours. Use the history of the record instead."))
    return entry


def _items(
    card: Card, actor: Actor, entries: Mapping[int, AuditRecord], action: type[Action], results: list[Written | None]
) -> dict[int, Item]:
    """What to write for each place; a place with nothing left to take back gets its refusal at once."""
    if action is not PutBack:
        return {place: Item(entry.id) for place, entry in entries.items()}
    names = {name for entry in entries.values() for name in entry.new if _may(card, actor, name)}
    asked = records(card, actor).only(*sorted(names)) if names else records(card, actor)
    rows = {row.id: row for row in asked.among({entry.id for entry in entries.values()}).first(len(entries))}
    items: dict[int, Item] = {}
    for place, entry in entries.items():
        row = rows.get(entry.id)
        data = _left(card, row, entry, names) if row else {}
        if data:
            items[place] = Item(entry.id, data)
        else:
            results[place] = Written(entry.id, refused=_nothing_left(row))
    return items


def _left(card: Card, row: Row, entry: AuditRecord, names: set[str]) -> dict[str, Any]:
    """The old values of those fields that still hold what was written."""
    found = {}
    for name in names & entry.new.keys():
        spec, present = card.fields[name], row[name]
        if spec.collected:
            present = list(present)
        else:
            present = present.id if spec.target and present is not None else spec.type.to_json(present)
        if present == entry.new[name]:
            found[name] = entry.old.get(name)
    return found


def _may(card: Card, actor: Actor, name: str) -> bool:
    return card.reads(actor, name) is not None and actor.rights.edits(card.key, name)


def _nothing_left(row: Row | None) -> Refused:
    if row is None:
        return Missing(_("There is no such record, or you have no access to it."))
    return Conflict(_("The fields have been changed again since. See the history of the record."))
