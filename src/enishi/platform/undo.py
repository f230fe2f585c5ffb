"""Undo of writes, one or a group: fields that still hold what was written get their old value back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from enishi.kernel.action import Action
from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.read import records
from enishi.kernel.doors.verbs import Create, PutBack, Restore, Trash
from enishi.kernel.doors.write import Item, Written, write, write_many
from enishi.kernel.errors import Conflict, Denied, Missing, Refused
from enishi.kernel.event import ALWAYS
from enishi.kernel.ports import AuditRecord, ports
from enishi.kernel.registry import registry
from enishi.platform import attaching, sharing
from enishi.platform.merging import verbs as merging
from enishi.platform.models import Audit
from enishi.platform.taken_back import taking_back

HOURS = 24
#: What takes a verb of every object back; any other write is taken back by its old values.
OPPOSITE: Mapping[str, type[Action]] = {Create.verb: Trash, Trash.verb: Restore, Restore.verb: Trash}
#: Columns that only verbs write, which ask for more than the right to edit.
BY_VERB = frozenset({"trashed_at", "trashed_by", "trash_group", "private_to"})
#: Verbs whose notes say what takes them back: another verb with its arguments.
NOTED: Mapping[str, Callable[[AuditRecord], tuple[type[Action], dict[str, Any]]]] = {
    **dict.fromkeys(attaching.OPPOSITE, attaching.backward),
    **dict.fromkeys((sharing.Share.verb, sharing.Unshare.verb), sharing.backward),
    merging.Merge.verb: merging.backward,
}


def undo(audit: int, actor: Actor) -> Written:
    """Take back one write of this actor's own, at most a day old. Raises `Conflict` when nothing of it is left."""
    found = undo_all([audit], actor)[0]
    if found.refused is not None:
        raise found.refused
    return found


def undo_all(audits: Sequence[int], actor: Actor, *, background: bool = False) -> list[Written]:
    """Take back a group of writes that were made together; what cannot be taken back says why in its place.

    What the verb of a write wrote elsewhere goes with it, the latest first; behind the answers for `audits` stands a
    refusal for each such record that was changed since and stays. Cost: one query an audit row, one write a verb and
    object, three queries for each record that goes along. Raises `Missing` or `Denied` before anything is written.
    """
    entries = [_own(audit, actor) for audit in audits]
    along = [_along(entry, actor) for entry in entries]
    with ports.lock.write(background=background):
        built_on = {other.number for others in along for other in others if _changed_since(other, others)}
        results = _taken_back(entries, actor, background)
        for others, result in zip(along, list(results), strict=True):
            for other in others if result.refused is None else ():
                if other.number in built_on or _taken_back([other], actor, background)[0].refused is not None:
                    results.append(Written(None, refused=_stays(other, actor)))
    return results


def _taken_back(entries: Sequence[AuditRecord], actor: Actor, background: bool) -> list[Written]:
    alike: dict[tuple[str, type[Action], int], dict[int, Item]] = {}
    turns: Counter[tuple[str, int]] = Counter()  # a chunk has each record once
    results: dict[int, Written] = {}
    for place, entry in enumerate(entries):
        turns[entry.object, entry.id] += 1
        try:
            action, item = _backward(registry.card(entry.object), actor, entry)
        except Refused as problem:
            results[place] = Written(entry.id, refused=problem)
        else:
            alike.setdefault((entry.object, action, turns[entry.object, entry.id]), {})[place] = item
    for (key, action, _turn), items in alike.items():
        if issubclass(action, merging.Unmerge):
            results.update({place: _alone(action, actor, registry.card(key), item) for place, item in items.items()})
            continue
        with taking_back(min(entries[place].at for place in items)):
            found = write_many(action, actor, registry.card(key), list(items.values()), background=background)
        results.update(zip(items, found, strict=True))
    return [results[place] for place in range(len(entries))]


def _alone(action: type[Action], actor: Actor, card: Card, item: Item) -> Written:
    """One write that takes back what it did when it is refused on its way."""
    try:
        return write(action, actor, card, item.id, item.data)
    except Refused as problem:
        return Written(item.id, refused=problem)


def _along(entry: AuditRecord, actor: Actor) -> list[AuditRecord]:
    """What the verb of this write wrote elsewhere, and what those writes did in turn, the latest first."""
    found: list[AuditRecord] = []
    for number in reversed(entry.along):
        other = _own(number, actor)
        found += [other, *_along(other, actor)]
    return found


def _changed_since(entry: AuditRecord, group: Sequence[AuditRecord]) -> bool:
    """Whether somebody went on with a record that this write made; changed fields are judged one by one by the door."""
    later = Audit.objects.filter(object=entry.object, record=entry.id, pk__gt=entry.number)
    return entry.op in OPPOSITE and later.exclude(pk__in=[other.number for other in group]).exists()


def _stays(entry: AuditRecord, actor: Actor) -> Conflict:
    card = registry.card(entry.object)
    row = next(iter(records(card, actor).among([entry.id]).first(1)), None)
    text = _("{object} “{title}” stays as it is: it was changed since.")
    return Conflict(text.format(object=card.label, title=row.title if row is not None else entry.id))


def put_back(entry: AuditRecord, actor: Actor) -> Written:
    """Give the old values of one row of a record's history to it again, whatever it holds now, whoever wrote it."""
    card = registry.card(entry.object)
    _undoable(entry)
    if (verb := _verb_back(card, entry)) is not None:
        return write(verb[0], actor, card, entry.id, verb[1])
    data = {name: value for name, value in entry.old.items() if _may(card, actor, name)}
    if not data:
        raise Conflict(_("None of these fields can be changed by you."))
    return write(PutBack, actor, card, entry.id, data)


def _own(audit: int, actor: Actor) -> AuditRecord:
    entry: AuditRecord | None = ports.audit.read(audit)
    if entry is None or entry.member != actor.member:
        raise Missing(_("There is nothing to undo."))
    if ports.clock.now() - entry.at > timedelta(hours=HOURS):
        raise Denied(_("A change can be undone for 24 hours. Use the history of the record instead."))
    _undoable(entry)
    return entry


def is_final(card: Card, op: str) -> bool:
    """Whether what was written so stays: its verb says so, or it is none that the object declares, such as what became
    of a sign-in."""
    action = card.actions.get(op)
    return not action.undo if action is not None else op not in ALWAYS


def _undoable(entry: AuditRecord) -> None:
    card = registry.cards.get(entry.object)  # a role, for one, is no object
    if card is None or is_final(card, entry.op):
        action = card.actions.get(entry.op) if card else None
        text = _("“{action}” cannot be undone.").format(action=action.label) if action else _("This cannot be undone.")
        raise Denied(text)


def _backward(card: Card, actor: Actor, entry: AuditRecord) -> tuple[type[Action], Item]:
    """What takes this write back; the door leaves out fields that no longer hold what was written."""
    if (verb := _verb_back(card, entry)) is not None:
        return verb[0], Item(entry.id, verb[1])
    names = [name for name in entry.new if _may(card, actor, name)]
    return PutBack, Item(entry.id, {name: entry.old.get(name) for name in names}, seen=entry.new)


def _verb_back(card: Card, entry: AuditRecord) -> tuple[type[Action], dict[str, Any]] | None:
    """The verb with its arguments that takes this write back by its own right; None where old values do."""
    if entry.op in NOTED:
        return NOTED[entry.op](entry)
    done = card.actions.get(entry.op)
    verb = OPPOSITE.get(entry.op) or card.actions.get(done.opposite if done is not None else "")
    return (verb, {}) if verb is not None else None


def _may(card: Card, actor: Actor, name: str) -> bool:
    """Whether old values of this field may be given back; what a verb alone writes goes back by its opposite."""
    return name not in BY_VERB and card.reads(actor, name) is not None and actor.rights.edits(card.key, name)
