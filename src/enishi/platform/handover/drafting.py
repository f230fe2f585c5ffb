"""Drafts of handovers: who may make them, what is passed on, and to whom: by even share, to one, or one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.labels import titles
from enishi.kernel.doors.rows import Linked, Row
from enishi.kernel.errors import Conflict, Denied, Invalid, Missing
from enishi.kernel.ports import AuditEntry, ports
from enishi.kernel.registry import registry
from enishi.platform import access
from enishi.platform.handover import passing
from enishi.platform.models import Handover, HandoverItem, Member
from enishi.platform.people import members

#: So many people can share what one gives.
MOST_RECEIVERS = 20


@dataclass(frozen=True, slots=True)
class Unit:
    """A record that is given to somebody by itself, with the number of those that follow it."""

    item: int
    object: str
    record: int
    title: str
    to: int | None
    along: int
    words: str


def may_manage(actor: Actor, giver: int) -> bool:
    """Administrators, and who leads a team that this person is in or below."""
    return actor.admin or (actor.member is not None and giver in access.led_by(actor.member))


def may_begin(actor: Actor) -> bool:
    """Whether this person can hand over for anybody at all."""
    return actor.admin or (actor.member is not None and bool(access.led_by(actor.member)))


def givers(actor: Actor) -> list[tuple[int, str]]:
    """Those for whom this person can prepare a handover, also who left."""
    rows = Member.objects.filter(trashed_at=None).order_by("sort_key", "pk").values_list("pk", "name")
    led = None if actor.admin else access.led_by(actor.member or 0)
    return [(pk, name) for pk, name in rows if led is None or pk in led]


def receivers(actor: Actor, giver: int) -> list[tuple[int, str]]:
    """Those who can take something over; not who left or who cannot sign in any more."""
    day = access.today(ports.clock)
    rows = Member.objects.filter(trashed_at=None).select_related("user").order_by("sort_key", "pk")
    found = [(row.pk, row.name) for row in rows if row.pk != giver and access.acts(row, day)]
    led = None if actor.admin else access.led_by(actor.member or 0)
    return [(pk, name) for pk, name in found if led is None or pk in led]


def found(actor: Actor, number: int) -> Handover:
    """A handover that this person manages. Raises `Missing` for any other."""
    row = Handover.objects.select_related("giver").filter(pk=number).first()
    if row is None or not may_manage(actor, row.giver_id):
        raise Missing(_("There is no such handover."))
    return row


def listed(actor: Actor) -> list[Handover]:
    """The handovers that this person manages, the latest first."""
    rows = Handover.objects.select_related("giver").order_by("-pk")
    if not actor.admin:
        rows = rows.filter(giver__in=access.led_by(actor.member or 0))
    return list(rows[:100])


def begin(actor: Actor, giver: int, to: Sequence[int], *, leaves: bool = False) -> Handover:
    """A draft of all that a person owns, shared evenly. Raises `Denied`, `Missing`, `Invalid`."""
    if not may_manage(actor, giver):
        raise Denied(_("You can hand over for people in the teams you head. Ask an administrator for others."))
    members.by_number(giver)
    _leaving(actor, giver, leaves)
    _known(actor, giver, to)
    with ports.lock.write():
        row = Handover.objects.create(
            giver_id=giver, made_by_id=actor.member or 0, receivers=list(to), leaves=leaves, made_at=ports.clock.now()
        )
        complete(row, actor)
        note(actor, row, "handover_drafted", {"receivers": list(to), "leaves": leaves})
    return row


def complete(row: Handover, actor: Actor) -> int:
    """Take along what the giver owns by now and is not in the draft yet: it follows what it is about, else it goes on
    in turn. What went to the trash or to somebody else meanwhile leaves the draft. Gives how many came."""
    there = {(item.object, item.record): item for item in row.items.all()}
    now = _gathered(row.giver_id, actor)
    HandoverItem.objects.filter(pk__in=[item.pk for key, item in there.items() if key not in now]).delete()
    there = {key: item for key, item in there.items() if key in now}
    fresh = {key: leads for key, leads in now.items() if key not in there} if row.whole or not there else {}
    roots = {key: item.to_id for key, item in there.items()}
    turn = _turns(row, Counter(item.to_id for item in there.values() if not item.leads))
    made = []
    for (key, record), leads in fresh.items():
        to = roots.get(leads) if leads else None
        roots[key, record] = to = to or turn.next()
        made.append(HandoverItem(handover=row, object=key, record=record, leads=_word(leads), to_id=to))
    HandoverItem.objects.bulk_create(made, batch_size=500)
    return len(made)


class _turns:
    """Whose turn it is: the one with the fewest so far."""

    def __init__(self, row: Handover, counted: Mapping[int | None, int]) -> None:
        self.given = {member: counted.get(member, 0) for member in row.receivers}

    def next(self) -> int | None:
        if not self.given:
            return None
        least = min(self.given, key=lambda member: self.given[member])
        self.given[least] += 1
        return int(least)


Place = tuple[str, int]


def _gathered(giver: int, actor: Actor) -> dict[Place, Place | None]:
    """All that is passed on, in the order of the objects, with what each record follows."""
    found: dict[Place, Place | None] = {}
    order = [card.key for card in passing.cards(actor)]
    for card in map(registry.card, order):
        if not actor.may("edit", card.key):
            continue
        links = [spec.name for spec in card.readable(actor) if spec.target in order]
        for row in passing.of(giver, card, actor).only(*links).stream():
            found[card.key, row.id] = _root(row, links, order, found)
    return found


def _root(row: Row, links: Iterable[str], order: list[str], found: Mapping[Place, Place | None]) -> Place | None:
    """What a record follows: the first record it leads to that is passed on by itself, or what that one follows."""
    led = [value for name in links if isinstance(value := row[name], Linked) and value.id]
    for link in sorted(led, key=lambda one: order.index(one.object)):
        place = (link.object, link.id or 0)
        if place in found:
            return found[place] or place
    return None


def _word(place: Place | None) -> str:
    return f"{place[0]}:{place[1]}" if place else ""


def names() -> dict[int, str]:
    """What everybody is called, also who left."""
    return dict(Member.objects.values_list("pk", "name"))


def units(row: Handover, actor: Actor) -> list[Unit]:
    """The records that are given by themselves, in the order in which they were drawn up."""
    along = Counter(row.items.exclude(leads="").values_list("leads", flat=True))
    items = list(row.items.filter(leads="").order_by("pk"))
    named = {key: titles(registry.card(key), actor, [item.record for item in items if item.object == key])
             for key in {item.object for item in items} & registry.cards.keys()}  # fmt: skip
    return [
        Unit(
            item.pk, item.object, item.record, named.get(item.object, {}).get(item.record) or f"#{item.record}",
            item.to_id, along[f"{item.object}:{item.record}"], item.note,
        )
        for item in items
    ]  # fmt: skip


def share(actor: Actor, row: Handover, version: int, to: Sequence[int]) -> None:
    """Give everything anew, in turn, to these colleagues. Raises `Invalid`, `Conflict`."""
    _known(actor, row.giver_id, to)
    with ports.lock.write():
        row = locked(row, version)
        row.receivers = list(to)
        row.save(update_fields=["receivers"])
        turn = _turns(row, {})
        for item in row.items.filter(leads="").order_by("pk"):
            _give(row, item, turn.next())


def assign(actor: Actor, row: Handover, version: int, given: Mapping[int, int]) -> None:
    """Give single records to somebody else, with what follows them. Raises `Invalid`, `Conflict`."""
    _known(actor, row.giver_id, sorted(set(given.values())))
    with ports.lock.write():
        row = locked(row, version)
        for item in row.items.filter(leads="", pk__in=list(given)).order_by("pk"):
            if item.to_id != given[item.pk]:
                _give(row, item, given[item.pk])
        row.receivers = sorted({member for member in row.items.values_list("to", flat=True) if member})
        row.save(update_fields=["receivers"])


def _give(row: Handover, item: HandoverItem, to: int | None) -> None:
    row.items.filter(pk=item.pk).update(to=to)
    row.items.filter(leads=f"{item.object}:{item.record}").update(to=to)


def locked(row: Handover, version: int) -> Handover:
    """The row, locked, as long as it is a draft and as it was shown."""
    kept: Handover = Handover.objects.select_for_update(of=("self",)).select_related("giver").get(pk=row.pk)
    if kept.started_at is not None:
        raise Conflict(_("This handover has begun and cannot be changed any more."))
    if kept.version != version:
        raise Conflict(_("Somebody else changed this handover meanwhile. Check it and save again."))
    Handover.objects.filter(pk=row.pk).update(version=version + 1)
    kept.version = version + 1
    return kept


def drop(actor: Actor, row: Handover) -> None:
    """Throw a draft away. Raises `Conflict` once it has begun."""
    with ports.lock.write():
        kept = locked(row, row.version)
        note(actor, kept, "handover_dropped", {})
        kept.delete()


def _leaving(actor: Actor, giver: int, leaves: bool) -> None:
    if leaves and not actor.admin:
        raise Denied(_("Only administrators can end a sign-in."))
    if leaves and giver == actor.member:
        raise Denied(_("You cannot disable your own sign-in."))


def _known(actor: Actor, giver: int, to: Sequence[int]) -> None:
    may = {pk for pk, _name in receivers(actor, giver)}
    if not to or len(to) > MOST_RECEIVERS or not set(to) <= may:
        raise Invalid(to=_("Choose at least one colleague who takes over and can sign in."))


def remains(row: Handover, actor: Actor) -> dict[str, int]:
    """What the giver would still own afterwards, by object: not in the draft, or without anybody who gets it."""
    going = set(row.items.filter(to__isnull=False).values_list("object", "record"))
    left = Counter(key for key, record in _gathered(row.giver_id, actor) if (key, record) not in going)
    return {str(registry.card(key).label_plural): number for key, number in left.items()}


def note(actor: Actor, row: Handover, op: str, new: Mapping[str, Any]) -> None:
    told = {"handover": row.pk, **new}
    ports.audit.write([AuditEntry(ports.clock.now(), actor, "member", row.giver_id, op, {}, told)])


def first_day(row: Handover) -> date:
    """The day from which on it holds."""
    return row.on or access.today(ports.clock)


def counted(row: Handover) -> dict[int | None, dict[str, int]]:
    """How many records of each object each receiver gets. Cost: one query."""
    found: dict[int | None, dict[str, int]] = {}
    for to, key in row.items.order_by("pk").values_list("to", "object"):
        mine = found.setdefault(to, {})
        mine[key] = mine.get(key, 0) + 1
    return found


def cards_of(row: Handover) -> list[Card]:
    """The objects in it, in the order of the registry."""
    keys = set(row.items.values_list("object", flat=True))
    return [card for card in registry.cards.values() if card.key in keys]
