"""The verbs that make two records one and take that back, for objects that name them among their actions.

The winner is the record that is acted on. The loser goes to the trash, from which only the second verb brings it back.
Who merges must be able to edit and delete both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enishi.kernel.action import Action, Need, Notes
from enishi.kernel.actor import SYSTEM, Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.check import seen, unique_columns
from enishi.kernel.doors.read import context, records
from enishi.kernel.doors.verbs import Restore, Trash
from enishi.kernel.doors.write import write
from enishi.kernel.errors import Conflict, Denied, Invalid, Missing
from enishi.kernel.fieldtypes.base import ValueProblem
from enishi.kernel.fieldtypes.choice import SingleChoice
from enishi.kernel.fieldtypes.link import Link
from enishi.kernel.ports import AuditRecord, ports
from enishi.kernel.registry import registry
from enishi.kernel.upkeep import Change, Upkeep
from enishi.platform import pointers
from enishi.platform.merging import moves, pairs
from enishi.platform.merging.sides import BOTH, FULLEST, PREFERENCES, Kept, Line, choose, kept_value, lines
from enishi.platform.models import Audit, Merging

#: Under this name the audit of the winner says which record became part of it, and that it is one of its own again.
NOTE = "merged_with"
DAYS = 30
Together = Mapping[str, tuple[Any, tuple[str, ...]]]


def needs_of(key: str) -> tuple[Need, ...]:
    """What the verb asks: the other record of this object, and what is kept of each."""
    return (
        Need("with", Link(), gettext_lazy("Merge with"), target=key),
        Need("prefer", SingleChoice(PREFERENCES), gettext_lazy("Keep"), choices=PREFERENCES, default=FULLEST),
        Need("values", Kept(), gettext_lazy("Chosen values"), required=False),
    )


class Merge(Action):
    """Make another record part of this one: values as chosen, everything that leads to it, its rows in tables.

    `together` are fields that are chosen as one beside the groups of the object (name → label and fields); `doubles`
    says which rows of other objects say the same, object → when.
    """

    verb, label, icon, right = "merge", gettext_lazy("Merge duplicates…"), "merge", "delete"
    together: ClassVar[Together] = {
        "external_id": (gettext_lazy("External ID"), ("external_id", "external_source")),
    }
    doubles: ClassVar[Mapping[str, moves.Double]] = {}

    @classmethod
    def lines(cls, card: Card, actor: Actor) -> dict[str, Line]:
        """What this person may choose."""
        return {line.name: line for line in lines(card, actor, cls.together)}

    def check(self, record: Any, actor: Actor) -> None:
        _may_both(registry.of(record), actor, [record.pk])

    def do(self, record: Any, actor: Actor, **given: Any) -> Notes:
        card, number = registry.of(record), given["with"]
        if number == record.pk:
            raise Invalid({"with": _("Choose another record.")})
        _may_both(card, actor, [number])
        loser = card.every_row().filter(pk=number, trashed_at=None).select_for_update(skip_locked=True).first()
        if loser is None:
            raise Conflict(_("Somebody is changing the other record just now. Try again in a moment."))
        asked, found = records(card, actor).unshown(), self.lines(card, actor)
        kept = choose(found, asked.get(record.pk), asked.get(number), given["prefer"], given["values"] or {})
        by = moves.mover(actor, record.pk)
        row = Merging(object=card.key, winner=record.pk, loser=number, member=actor.member, at=ports.clock.now())
        row.sources = {name: record.sources.get(name) for name in loser.sources}
        ahead = self.ahead(record, loser)
        row.moved = pointers.move(card.key, number, record.pk)
        row.audits = moves.move(card, number, record.pk, self.doubles, by)
        self._take(card, record, loser, [(found[name], side) for name, side in kept.items()], actor)
        self._unloop(card, record, loser)
        row.audits += self.settle(record, ahead, by)
        row.cases = pairs.carry_over(card.key, number, record.pk, actor)
        write(Trash, by, card, number)
        row.save()
        return {NOTE: (None, {"merging": row.pk, "record": number})}

    def _take(self, card: Card, record: Any, loser: Any, kept: Sequence[tuple[Line, int | str]], actor: Actor) -> None:
        ctx, problems = context(actor), dict[str, str]()
        for line, side in kept:
            for spec in line.fields if side != record.pk else ():
                try:
                    value = kept_value(line, spec, spec.of(record), spec.of(loser), side, record.pk)
                    spec.put(record, spec.type.clean(spec.type.to_json(value), ctx) if side == BOTH else value)
                except ValueProblem as problem:
                    problems[spec.name] = str(problem.message)
                if side == loser.pk and spec.name in loser.sources:
                    record.sources = {**record.sources, spec.name: loser.sources[spec.name]}
        if problems:
            raise Invalid(problems)

    def _unloop(self, card: Card, record: Any, loser: Any) -> None:
        """Who belonged to the other one, such as a subsidiary, does not belong to himself."""
        for spec in card.fields.values():
            if spec.target == card.key and spec.of(record) in (record.pk, loser.pk):
                above = spec.of(loser)
                spec.put(record, None if above in (record.pk, loser.pk) else above)

    def ahead(self, record: Any, loser: Any) -> Any:
        """What `settle` needs to know of the time before anything moved."""

    def settle(self, record: Any, ahead: Any, by: Actor) -> list[int]:
        """What the object keeps in step when everything has moved; gives the audit rows."""
        return []


class Unmerge(Action):
    """Make the record that became part of this one a record of its own again, with all that came with it.

    Possible for 30 days. What was changed since stays as it is, and so does what was added to this record since.
    """

    verb, label, icon, right = "unmerge", gettext_lazy("Undo the merge"), "undo-2", "delete"
    undo = False
    needs: ClassVar[Sequence[Need]] = (Need("from", Link(), gettext_lazy("Record that was merged")),)

    def check(self, record: Any, actor: Actor) -> None:
        _may_both(registry.of(record), actor, [record.pk])

    def do(self, record: Any, actor: Actor, **given: Any) -> Notes:
        card = registry.of(record)
        row = undoable(card, record.pk, given["from"], actor)
        by = moves.mover(actor, record.pk)
        row.undone_at = ports.clock.now()
        row.save(update_fields=["undone_at"])
        self._give_back(card, record, row)
        write(Restore, by, card, row.loser)
        pointers.move_back(card.key, row.loser, row.winner, row.moved)
        moves.move_back(row, by)
        pairs.part_again(card.key, row.winner, row.loser, row.cases)
        self.settle(record, row, by)
        return {NOTE: ({"merging": row.pk, "record": row.loser}, None)}

    def _give_back(self, card: Card, record: Any, row: Merging) -> None:
        """The winner's own values, where they still are what the merge made of them."""
        entry, ctx = audit_of(row), context(SYSTEM)
        for name in entry.new if entry is not None else ():
            spec = card.fields.get(name)
            if entry is None or spec is None or spec.collected or changed_since(spec, record, entry):
                continue
            spec.put(record, spec.type.clean(entry.old.get(name), ctx))
            if name in row.sources:
                own = {key: told for key, told in record.sources.items() if key != name}
                record.sources = own if row.sources[name] is None else {**own, name: row.sources[name]}
        # The loser cannot come back while the winner holds its value. The door stores the same a moment later.
        alone = {column for columns in unique_columns(card) for column in columns if column not in card.own}
        card.every_row().filter(pk=record.pk).update(**{column: getattr(record, column) for column in alone})

    def settle(self, record: Any, row: Merging, by: Actor) -> None:
        """What the object keeps in step when both are their own again."""


class StaysMerged(Upkeep):
    """A record that became part of another one comes back by `Unmerge` alone: what led to it leads elsewhere."""

    def prepare(self, card: Card, changes: Sequence[Change], actor: Actor) -> None:
        back = [c for c in changes if c.before.get("trashed_at") is not None and c.record.trashed_at is None]
        ids = [change.record.pk for change in back]
        gone = set(_merged(card.key).filter(loser__in=ids).values_list("loser", flat=True)) if ids else set()
        for change in back:
            if change.record.pk in gone:
                text = _("This record was merged with another one. Undo the merge in the history of that one.")
                change.problems["trashed_at"] = text


def _merged(key: str) -> Any:
    return Merging.objects.filter(object=key, undone_at=None)


def undoable(card: Card, winner: int, loser: int, actor: Actor) -> Merging:
    """The merge that can be taken back by this person now. Raises `Missing`, `Denied`."""
    row = _merged(card.key).filter(winner=winner, loser=loser).first()
    if row is None or not records(card, actor).in_trash().among([loser]).ids():
        raise Missing(_("There is no such merge, or you have no access to it."))
    if ports.clock.now() - row.at > timedelta(days=DAYS):
        raise Denied(_("A merge can be undone for {days} days.").format(days=DAYS))
    if not records(card, actor, "delete").in_trash().among([loser]).ids():
        raise Denied(_("To merge records, or to undo it, you must be able to edit and delete both."))
    found: Merging = row
    return found


def audit_of(row: Merging) -> AuditRecord | None:
    """The audit row of the winner."""
    rows = Audit.objects.filter(object=row.object, record=row.winner, op=Merge.verb).order_by("-pk")
    for number in rows.values_list("pk", flat=True):
        entry: AuditRecord | None = ports.audit.read(number)
        if entry is not None and (entry.new.get(NOTE) or {}).get("merging") == row.pk:
            return entry
    return None


def changed_since(spec: Any, record: Any, entry: AuditRecord) -> bool:
    """Whether a field holds something else by now than what was written."""
    return bool(spec.type.to_json(spec.of(record)) != entry.new.get(spec.name))


def backward(entry: AuditRecord) -> tuple[type[Action], dict[str, Any]]:
    """What takes this write back. Raises `Missing` when its values were erased."""
    told = entry.new.get(NOTE) if entry.op == Merge.verb else entry.old.get(NOTE)
    if told is None:
        raise Missing(_("There is nothing to undo."))
    actions = registry.card(entry.object).actions
    return actions[Unmerge.verb], {"from": told["record"]}


def winner_of(card: Card, number: int, actor: Actor) -> int | None:
    """The record that this one became part of, over all steps; None when it became none, or none he may see."""
    seen_already = set()
    while number not in seen_already:
        seen_already.add(number)
        further = _merged(card.key).filter(loser=number).values_list("winner", flat=True).first()
        if further is None:
            break
        number = further
    if len(seen_already) == 1:
        return None
    return number if records(card, actor).visible([number]) else None


def _may_both(card: Card, actor: Actor, ids: Sequence[int]) -> None:
    wanted = set(ids)
    if seen(card.key, actor, wanted, "edit") != wanted or seen(card.key, actor, wanted, "delete") != wanted:
        raise Denied(_("To merge records, or to undo it, you must be able to edit and delete both."))
