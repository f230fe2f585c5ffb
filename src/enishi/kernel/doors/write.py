"""The write door: every change of every record, one or a chunk, goes through `write`.

One transaction { load through the read door, lock → policy → clean by field types → verb → policy on the new state →
upkeep → store → audit → change → timeline → search }. Forms, inline edit, API, import, flows and the shell use it.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from enishi.kernel.action import Action
from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors import check, parts, store
from enishi.kernel.doors.clean import Cleaner, put_back
from enishi.kernel.doors.derive import Derive
from enishi.kernel.doors.read import context, records
from enishi.kernel.doors.scope import branches, reach_of
from enishi.kernel.doors.verbs import Restore, Trash
from enishi.kernel.errors import Conflict, Denied, Invalid, Missing, Refused
from enishi.kernel.fieldtypes.base import ValueContext
from enishi.kernel.numbers import HIGHEST
from enishi.kernel.ports import AuditEntry, ChangeEntry, ports
from enishi.kernel.upkeep import Change


@dataclass(slots=True)
class Item:
    """One thing to write. `seen` holds the values the person saw of the fields he changes; `version` is the strict
    version of If-Match; `sources` says where values came from (field → text); `clean` names fields whose values their
    type has given already."""

    id: int | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    seen: Mapping[str, Any] | None = None
    version: int | None = None
    sources: Mapping[str, str] | None = None
    clean: Container[str] = ()


class Written(NamedTuple):
    """What became of one item: the record's id and version, its audit row, or the refusal."""

    id: int | None
    version: int = 0
    audit: int | None = None
    op: str = ""
    fields: tuple[str, ...] = ()
    refused: Refused | None = None


def write(
    action: type[Action],
    actor: Actor,
    card: Card,
    id: int | None = None,
    data: Mapping[str, Any] | None = None,
    *,
    seen: Mapping[str, Any] | None = None,
    version: int | None = None,
) -> Written:
    """Write one record. Raises one of the four errors; then nothing has changed."""
    with ports.lock.write():
        found = write_many(action, actor, card, [Item(id, data or {}, seen, version)])[0]
        if found.refused is not None:
            raise found.refused
    return found


def write_many(
    action: type[Action],
    actor: Actor,
    card: Card,
    items: Sequence[Item],
    *,
    background: bool = False,
    values: bool = True,
) -> list[Written]:
    """Write a chunk in one transaction: refused items are reported and the others are stored.

    `background` takes the lock of jobs (held ≤ 100 ms by choosing the chunk); `values=False` audits without values,
    for imports of new records, whose values stand in the record itself.
    """
    with ports.lock.write(background=background):
        return _Chunk(action, actor, card, background, values).run(items)


class _Chunk:
    """One run of the door over some items of one object."""

    def __init__(self, action: type[Action], actor: Actor, card: Card, background: bool, values: bool) -> None:
        self.action, self.actor, self.card = action, actor, card
        self.background, self.values = background, values
        self.verb, self.wrote = action(), list[int]()
        self.doing = replace(actor, wrote=self.wrote)
        self.now = ports.clock.now()
        self.ctx: ValueContext = context(actor, self.now)
        self.kept = [spec for spec in card.fields.values() if not spec.collected and check.kept(spec)]
        self.named = [(spec.name, spec.column, spec.companion) for spec in self.kept]
        self.creates = action.right == "create" and reach_of(card, actor, "create") != "none"
        self.derive = Derive(card)
        self.lists = {spec.name for spec in card.fields.values() if spec.collected}
        self.clean = Cleaner(card, actor, self.ctx)
        self.asked = records(card, actor)
        self.told: dict[tuple[tuple[str, str], ...], dict[str, dict[str, str]]] = {}

    def run(self, items: Sequence[Item]) -> list[Written]:
        results: list[Written | None] = [None] * len(items)
        changes: dict[int, Change] = {}
        loaded = self._load([item.id for item in items if item.id is not None])
        for place, item in enumerate(items):
            try:
                changes[place] = self._change(item, loaded)
            except Refused as problem:
                results[place] = Written(item.id, refused=problem)
        self._settle(changes, results)
        for place, found in self._store(changes, results).items():
            results[place] = found
        return [found for found in results if found is not None]

    # --- load and lock ---------------------------------------------------------------------------------------
    def _load(self, ids: list[int]) -> dict[int, tuple[Any, bool]]:
        """Instances the actor may see, locked, each with whether the verb's right reaches it."""
        ids = [number for number in ids if 0 < number <= HIGHEST]
        if not ids:
            return {}
        found: dict[int, tuple[Any, bool]] = {}
        trashed = self.action is Restore
        right, always = self.action.right, partial(self.card.access.always, self.actor, self.card.key)
        everything = reach_of(self.card, self.actor, right) == "all" and always(right) == always("see")
        for branch in branches(self.card, self.actor, "see", trashed=trashed):
            rows = branch.filter(pk__in=ids).order_by("pk").select_for_update(of=("self",))
            found.update({record.pk: (record, everything) for record in rows})
        if not everything:
            for branch in branches(self.card, self.actor, right, trashed=trashed):
                for number in branch.filter(pk__in=list(found)).values_list("pk", flat=True):
                    found[number] = (found[number][0], True)
        return found

    def _change(self, item: Item, loaded: Mapping[int, tuple[Any, bool]]) -> Change:
        if item.id is None:
            return self._created(item)
        if item.id not in loaded:
            raise Missing(_("There is no such record, or you have no access to it."))
        record, allowed = loaded[item.id]
        if not allowed:
            raise Denied(_("You may see this record, but your role does not allow this."))
        if not self.card.edits_all(self.actor, self.action.writes):
            text = _("Your role does not allow “{action}”: it changes fields that you may not edit.")
            raise Denied(text.format(action=self.action.label))
        self._fresh(item, record)
        change = Change(record, {**vars(record)}, {}, new=False)
        self._apply(change, item)
        return change

    def _created(self, item: Item) -> Change:
        if not self.creates:
            raise Denied(_("Your role does not allow you to create {objects}.").format(objects=self.card.label_plural))
        record = store.blank(self.card.model, created_at=self.now, updated_at=self.now, **self.card.blank)
        if self.card.owned and self.actor.member is not None:
            vars(record)["owner_id"] = self.actor.member
        change = Change(record, {}, {}, new=True)
        self._apply(change, item)
        return change

    def _fresh(self, item: Item, record: Any) -> None:
        """Refuse what was based on an older state: the version, or the very fields that are being changed."""
        if item.version is not None and item.version != record.version:
            theirs = self._theirs(record, *item.data) if self.action.takes != "needs" else {}
            text = _("The record has changed since you read it. Read it again.")
            raise Conflict(text, theirs=theirs, version=record.version)
        for name, shown in ({} if self.action.takes == "stored" else item.seen or {}).items():
            spec = self.card.reads(self.actor, name)
            if spec is None or name not in item.data or spec.collected:
                continue
            stored = spec.of(record)
            if check.same(spec, shown, stored, self.ctx) or check.same(spec, item.data[name], stored, self.ctx):
                continue
            text = _("Somebody else has changed “{field}” meanwhile. Compare both values and choose.")
            theirs = self._theirs(record, name)
            raise Conflict(text.format(field=spec.label), theirs=theirs, version=record.version)

    def _theirs(self, record: Any, *names: str) -> dict[str, Any]:
        """What these fields hold now as the actor may read it; it is shown, which the read door notes."""
        told = [spec for name in names if (spec := self.card.reads(self.actor, name)) and not spec.collected]
        reading = records(self.card, self.actor).among((record.pk,))
        row = next(iter((reading.in_trash() if record.trashed_at else reading).first(1)), None) if told else None
        return {} if row is None else {spec.name: row.to_json(spec.name) for spec in told}

    def _apply(self, change: Change, item: Item) -> None:
        """Clean the data and let the verb act."""
        given: dict[str, Any] = {}
        if self.action.takes == "fields":
            change.given = self.clean(item.data, change.record, change.new, item.clean)
        elif self.action.takes == "stored":
            change.given = put_back(self.card, self.actor, self._left(item, change.record), change.record, self.ctx)
        else:
            given = check.arguments(self.action, item.data, self.actor, self.ctx)
        if item.sources:
            self._sources(change, item.sources)
        self._do(change, **given)

    def _do(self, change: Change, **given: Any) -> None:
        self.wrote.clear()
        self.verb.check(change.record, self.actor)
        change.notes.update(self.verb.do(change.record, self.doing, **given) or {})
        change.along = tuple(self.wrote)

    def _left(self, item: Item, record: Any) -> Mapping[str, Any]:
        """The values to put back; of an undo only those whose fields still hold what was written, `seen`."""
        left, seen = dict(item.data), item.seen or {}
        for name in item.data.keys() & seen.keys():
            spec = self.card.fields[name]
            if spec.collected:
                held: Any = self.asked.collected(spec, [record.pk]).get(record.pk, [])
            else:
                held = spec.type.to_json(spec.of(record))
            if held != seen[name]:
                del left[name]
        if not left:
            raise Conflict(_("The fields have been changed again since. See the history of the record."))
        return left

    def _sources(self, change: Change, sources: Mapping[str, str]) -> None:
        """Where the given values came from. New records of a chunk with the same fields share one note of it."""
        said = tuple((name, text) for name, text in sources.items() if name in change.given)
        if said not in self.told:
            day = self.ctx.today.isoformat()
            self.told[said] = {name: {"from": text, "on": day} for name, text in said}
        before = change.record.sources
        change.record.sources = {**before, **self.told[said]} if before else self.told[said]

    # --- checks over the chunk -------------------------------------------------------------------------------
    def _settle(self, changes: dict[int, Change], results: list[Written | None]) -> None:
        """Rules of the object over all changes; what has problems is refused."""
        for rule in self.card.upkeep:
            rule.prepare(self.card, list(changes.values()), self.actor)
        check.required(self.card, changes.values())
        check.linked(self.card, changes.values(), self.actor)
        check.owned(self.card, changes.values(), self.actor, self.action.right)
        check.unique(self.card, changes.values(), self.actor)
        if self.action is Restore:
            parts.barred(self.card, changes.values())
        for place, change in list(changes.items()):
            if change.problems:
                back = self.action is Restore  # then nothing was entered that could be corrected
                refused = Conflict(next(iter(change.problems.values()))) if back else Invalid(change.problems)
                results[place] = Written(change.record.pk, refused=refused)
                del changes[place]

    # --- store -----------------------------------------------------------------------------------------------
    def _store(self, changes: dict[int, Change], results: list[Written | None]) -> dict[int, Written]:
        touched: dict[int, Change] = {}
        unchanged: dict[int, Written] = {}
        self._same_lists([change for change in changes.values() if not change.new])
        for place, change in changes.items():
            self.derive(change)
            told = change.new or self.action.event or change.notes
            if told or change.given.keys() & self.lists or change.changed(*change.before):
                touched[place] = change
            else:
                unchanged[place] = Written(change.record.pk, change.record.version, op="unchanged")
        self._rows(list(touched.values()))
        self._along(list(touched.values()))
        for rule in self.card.upkeep:
            rule.follow(self.card, list(touched.values()), self.actor)
        for rule in self.card.upkeep:
            rule.refresh(self.card, list(touched.values()), self.actor)
        return {**unchanged, **self._tell(touched)}

    def _same_lists(self, changes: Sequence[Change]) -> None:
        """Forget lists that were sent back as they stand. Cost: one query a list among what was given."""
        for name in self.lists:
            asked = [change for change in changes if name in change.given]
            stored = self.asked.collected(self.card.fields[name], [change.record.pk for change in asked])
            for change in asked:
                if change.given[name] == stored.get(change.record.pk, []):
                    del change.given[name]

    def _along(self, changes: list[Change]) -> None:
        """Parts go to the trash with their whole and come back with it, under the same group."""
        if self.action not in (Trash, Restore):
            return
        for card, groups in parts.moved(self.card, changes, back=self.action is Restore):
            found = Following(self.action, self.actor, card, self.background, groups).run([Item(id=n) for n in groups])
            for one in found:
                if one.refused is not None:
                    raise one.refused

    def _rows(self, changes: list[Change]) -> None:
        """Stamp and store: new rows in one statement, changed ones in one a set of columns."""
        member = self.actor.member
        fresh = [change for change in changes if change.new]
        for change, number in zip(fresh, store.reserve(self.card.model, len(fresh)) if fresh else [], strict=True):
            held = vars(change.record)
            held["id"], held["version"] = number, 1
            held["created_at"] = held["updated_at"] = self.now
            held["created_by_id"] = held["updated_by_id"] = member
        store.insert([change.record for change in fresh])
        for change in changes:
            if not change.new:
                change.record.version += 1
                change.record.updated_at, change.record.updated_by_id = self.now, member
        store.update((change.record, _columns(change)) for change in changes if not change.new)

    def _tell(self, touched: dict[int, Change]) -> dict[int, Written]:
        """Audit, change rows, timeline and search of everything stored."""
        if not touched:
            return {}
        diffs = {place: self._diff(change) for place, change in touched.items()}
        about = self.now, self.actor, self.card.key
        entries = [AuditEntry(*about, one.record.id, self._op(one), *diffs[p], one.along) for p, one in touched.items()]
        numbers = ports.audit.write(entries, values=self.values)
        if self.actor.wrote is not None:
            self.actor.wrote.extend(numbers)
        ports.changes.write([self._announced(touched[p], diffs[p][1]) for p in touched])
        ids = [change.record.id for change in touched.values()]
        (ports.search.later if self.background else ports.search.index)(self.card, ids)
        return {
            place: Written(one.record.id, one.record.version, numbers[n], self._op(one), tuple(diffs[place][1]))
            for n, (place, one) in enumerate(touched.items())
        }

    def _op(self, change: Change) -> str:
        return "created" if change.new else self.action.verb

    def _diff(self, change: Change) -> tuple[dict[str, Any], dict[str, Any]]:
        """What audit and feed say of a change; where no values are kept, the names alone."""
        held, before = vars(change.record), change.before
        if change.new and not self.values:
            names = [n for n, own, more in self.named if held[own] is not None or (more and held[more] is not None)]
            return {}, dict.fromkeys([*names, *change.notes])
        old: dict[str, Any] = {}
        new: dict[str, Any] = {}
        for spec in self.kept:
            if held[spec.column] == before.get(spec.column) and (
                not spec.companion or held[spec.companion] == before.get(spec.companion)
            ):
                continue
            new[spec.name] = spec.type.to_json(spec.of(change.record))
            old[spec.name] = spec.type.to_json(spec.join(before.get(spec.column), before.get(spec.companion)))
        for name, (was, became) in change.notes.items():
            old[name], new[name] = was, became
        return old, new

    def _announced(self, change: Change, new: Mapping[str, Any]) -> ChangeEntry:
        op = "put" if change.record.trashed_at is None else "gone"
        owner = change.record.owner_id if self.card.owned else None
        event = self.action.event or self.card.event(self._op(change))
        return ChangeEntry(
            self.card.key, change.record.id, change.record.version, op, tuple(new), self.actor, owner, event
        )


class Following(_Chunk):
    """A run over rows that follow another record, live or not, whatever the actor may do with them alone."""

    def __init__(
        self, action: type[Action], actor: Actor, card: Card, background: bool, groups: Mapping[int, str]
    ) -> None:
        super().__init__(action, actor, card, background, values=True)
        self.groups = groups

    def _load(self, ids: list[int]) -> dict[int, tuple[Any, bool]]:
        rows = self.card.every_row().filter(pk__in=ids).order_by("pk")
        return {record.pk: (record, True) for record in rows.select_for_update(of=("self",))}

    def _apply(self, change: Change, item: Item) -> None:
        super()._apply(change, item)
        if self.action is Trash:
            change.record.trash_group = self.groups[change.record.pk]


def _columns(change: Change) -> tuple[str, ...]:
    """Columns to write, in the model's order, so that equal sets meet in one statement."""
    stamps = {"version", "updated_at", "updated_by_id"}
    record = change.record
    return tuple(
        column.name
        for column in record._meta.concrete_fields
        if column.attname in stamps or getattr(record, column.attname) != change.before[column.attname]
    )
