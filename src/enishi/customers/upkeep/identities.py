"""Identities are the truth of how a person is reached; e-mail and numbers on the contact are copies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.translation import gettext as _

from enishi.customers.models import Identity
from enishi.customers.policies import kept_kinds
from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors import store
from enishi.kernel.doors.derive import order_key
from enishi.kernel.doors.read import context
from enishi.kernel.text import fold
from enishi.kernel.upkeep import Change, Upkeep
from enishi.platform.taken_back import taken_back_since

#: Scalar fields and the identity each one copies: (kind, label).
SLOTS: dict[str, tuple[str, str | None]] = {
    "email": ("email", None),
    "phone": ("phone", "main"),
    "phone_direct": ("phone", "direct"),
    "phone_mobile": ("phone", "mobile"),
    "fax": ("fax", None),
}
LISTS = {"emails": ("email", "email"), "phones": ("phone", "phone")}


@dataclass(slots=True)
class Fresh:
    """An identity that is about to be stored."""

    kind: str
    label: str | None
    value: str
    position: int
    pk: int | None = None
    former_on: date | None = None


@dataclass(slots=True)
class Steps:
    """What happens to the identities of one person: new ones, existing ones with the fields that moved, and those that
    go. While writes are taken back, `since` says from when on: what was entered only then leaves no trace, and what
    ended only then (`ended`) goes on: it is `back`."""

    today: date
    since: datetime | None = None
    ended: list[Identity] = field(default_factory=list)
    made: list[Fresh] = field(default_factory=list)
    moved: list[tuple[Identity, tuple[str, ...]]] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    back: list[Identity] = field(default_factory=list)

    def retire(self, row: Identity) -> None:
        row.former_on = self.today
        if self.since is not None and row.created_at >= self.since and row.version == 1:
            self.gone.append(row.pk)
        else:
            self.moved.append((row, ("former_on",)))

    def begin(self, kind: str, label: str | None, value: str, place: int) -> None:
        row = next((row for row in self.ended if row.kind == kind and row.value == value and _fits(row, label)), None)
        if row is None:
            self.made.append(Fresh(kind, label, value, place))
            return
        self.ended.remove(row)
        row.former_on = None
        self.back.append(row)
        self.moved.append((row, ("former_on",)))


class WayOfKind(Upkeep):
    """Nobody enters an address or number that he may not enter on the person itself."""

    def prepare(self, card: Card, changes: Sequence[Change], actor: Actor) -> None:
        kept = kept_kinds(actor, "edit")
        for change in changes:
            if change.record.kind in kept and change.changed("kind"):
                change.problems["kind"] = _("Your role does not allow you to enter this kind of address or number.")


class Reach(Upkeep):
    """Keeps identities and their copies in step, whichever of them was given."""

    def prepare(self, card: Card, changes: Sequence[Change], actor: Actor) -> None:
        for change in changes:
            for name, (slot, _kind) in LISTS.items():
                if name not in change.given:
                    continue
                wanted = change.given[name]
                first = wanted[0] if wanted else None
                if slot in change.given and change.given[slot] != first:
                    change.problems[slot] = _("This is not the first value of the list. Give one of the two.")
                setattr(change.record, slot, first)

    def follow(self, card: Card, changes: Sequence[Change], actor: Actor) -> None:
        asked = [c for c in changes if c.changed(*SLOTS) or c.given.keys() & LISTS.keys()]
        if not asked:
            return
        ctx, since = context(actor), taken_back_since()
        ids = [c.record.pk for c in asked if not c.new]
        known = self._known(ids, Q(former_on=None))
        ended = self._known(ids, Q(former_on__gte=since.astimezone(ZoneInfo(ctx.timezone)).date())) if since else {}
        fresh: list[dict[str, Any]] = []
        moved: list[tuple[Identity, tuple[str, ...]]] = []
        gone: list[int] = []
        for change in asked:
            rows = known.get(change.record.pk, [])
            before = {name: _values(rows, LISTS[name][1]) for name in LISTS if name in change.given}
            steps = Steps(ctx.today, since, ended.get(change.record.pk, []))
            self._settle(change, rows, steps)
            fresh.extend(_columns(change.record, row) for row in steps.made)
            moved.extend(steps.moved)
            gone.extend(steps.gone)
            self._note(change, before, [*rows, *steps.back, *steps.made])
        store.parts(Identity, fresh)
        store.update(moved)
        if gone:
            Identity.objects.filter(pk__in=gone).delete()

    def _known(self, ids: list[int], which: Q) -> dict[int, list[Identity]]:
        found: dict[int, list[Identity]] = {}
        rows = Identity.objects.filter(which, contact_id__in=ids, trashed_at=None) if ids else []
        for row in sorted(rows, key=lambda r: (r.position or 0, r.pk)):
            found.setdefault(row.contact_id, []).append(row)
        return found

    def _settle(self, change: Change, rows: list[Identity], steps: Steps) -> None:
        for name, (_slot, kind) in LISTS.items():
            if name in change.given:
                self._list(kind, change.given[name], rows, steps)
        for name, (kind, label) in SLOTS.items():
            if change.changed(name):
                self._slot(change, name, kind, label, rows, steps)

    def _list(self, kind: str, wanted: list[str], rows: list[Identity], steps: Steps) -> None:
        """The list as a whole: what is missing leaves, what is new comes, the order is the given one."""
        have = {row.value: row for row in rows if row.kind == kind}
        for row in have.values():
            if row.value not in wanted:
                steps.retire(row)
        for place, value in enumerate(wanted):
            if value in have:
                have[value].position = place
                steps.moved.append((have[value], ("position",)))
            else:
                steps.begin(kind, _label(kind, place), value, place)

    def _slot(
        self, change: Change, name: str, kind: str, label: str | None, rows: list[Identity], steps: Steps
    ) -> None:
        """One scalar copy: its identity gets the new value; one that is taken away stays as a former one."""
        value = vars(change.record)[name]
        known: list[Any] = [*rows, *steps.back, *steps.made]
        live = [row for row in known if row.kind == kind and row.former_on is None]
        if value is not None and any(row.value == value and _fits(row, label) for row in live):
            return
        old = next((row for row in live if row.value == change.before.get(name) and row.pk), None)
        if old is not None and value is None:
            if steps.since is None or old.created_at >= steps.since:  # else the copy came, not the way
                steps.retire(old)
        elif old is not None:
            old.value = value
            old.value_fold = fold(value)
            old.sort_key = order_key(fold(value))
            steps.moved.append((old, ("value", "value_fold", "sort_key")))
            return
        if value is not None:
            place = 0 if name in ("email", "phone") else len(live)
            steps.begin(kind, label, value, place)

    def _note(self, change: Change, before: dict[str, list[str]], rows: Sequence[Identity | Fresh]) -> None:
        """The audit names the lists when they differ."""
        for name, was in before.items():
            after = _values(rows, LISTS[name][1])
            if after != was:
                change.notes[name] = (was, after)


def _values(rows: Iterable[Identity | Fresh], kind: str) -> list[str]:
    live = [row for row in rows if row.kind == kind and row.former_on is None]
    return [row.value for row in sorted(live, key=lambda r: r.position or 0)]


def _fits(row: Identity | Fresh, label: str | None) -> bool:
    return label is None or row.label in (label, None)


def _label(kind: str, place: int) -> str | None:
    return "main" if kind == "phone" and place == 0 else None


def _columns(contact: Any, row: Fresh) -> dict[str, Any]:
    folded = fold(row.value)
    return {
        "contact_id": contact.id,
        "kind": row.kind,
        "label": row.label,
        "value": row.value,
        "value_fold": folded,
        "sort_key": order_key(folded),
        "position": row.position,
        "created_at": contact.updated_at,
        "updated_at": contact.updated_at,
        "created_by_id": contact.updated_by_id,
        "updated_by_id": contact.updated_by_id,
    }
