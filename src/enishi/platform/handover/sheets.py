"""Handover sheets: what the giver writes of each record for whoever gets it, and who reads that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.errors import Denied, Invalid, Missing
from enishi.kernel.ports import ports
from enishi.platform.handover import drafting
from enishi.platform.handover.applying import DAYS
from enishi.platform.handover.drafting import Unit
from enishi.platform.models import Handover, HandoverItem

LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on the sheet of one record: from whom to whom, from which day on, the giver's words."""

    giver: str
    to: str
    day: date | None
    words: str


@dataclass(frozen=True, slots=True)
class Got:
    """A record that somebody got lately."""

    object: str
    record: int
    giver: str
    day: date
    handover: int


def found(actor: Actor, number: int) -> Handover:
    """A handover for its giver, whoever gets something once it is planned, and who manages it; until 30 days after.
    Raises `Missing` for anybody else."""
    row = Handover.objects.select_related("giver").filter(pk=number, undone_at=None).first()
    if row is None or not (writes(actor, row) or _gets(actor, row)):
        raise Missing(_("There is no such handover."))
    return row


def writes(actor: Actor, row: Handover) -> bool:
    """Whether this person writes the sheets: the giver, and who manages it."""
    return actor.member == row.giver_id or drafting.may_manage(actor, row.giver_id)


def _gets(actor: Actor, row: Handover) -> bool:
    if row.planned_at is None or _is_over(row):
        return False
    return bool(row.items.filter(to=actor.member).exists())


def _is_over(row: Handover) -> bool:
    return row.applied_at is not None and ports.clock.now() - row.applied_at > timedelta(days=DAYS)


def lines(actor: Actor, row: Handover) -> list[Unit]:
    """The records this person reads or writes of: all for who writes, else those that he gets, written ones first."""
    units = drafting.units(row, actor)
    if writes(actor, row):
        return units
    return sorted((unit for unit in units if unit.to == actor.member), key=lambda unit: not unit.words)


def write(actor: Actor, row: Handover, words: Mapping[int, str]) -> int:
    """Keep what was written of these records; gives how many changed. Raises `Denied`, `Invalid`."""
    if not writes(actor, row) or _is_over(row):
        raise Denied(_("Only who hands over, and who prepares it, writes here."))
    if any(len(text) > LONGEST for text in words.values()):
        raise Invalid({"": _("Write at most {number} characters for each.").format(number=f"{LONGEST:,}")})
    with ports.lock.write():
        items = list(row.items.filter(leads="", pk__in=list(words)).select_for_update())
        changed = [item for item in items if item.note != words[item.pk].strip()]
        for item in changed:
            item.note = words[item.pk].strip()
        HandoverItem.objects.bulk_update(changed, ["note"])
        if changed:
            drafting.note(actor, row, "handover_written", {"records": [f"{i.object}:{i.record}" for i in changed]})
    return len(changed)


def of(actor: Actor, number: int, key: str, record: int) -> Sheet:
    """The sheet of one record in a handover. Raises `Missing`."""
    row = found(actor, number)
    item = row.items.filter(object=key, record=record).first()
    if item is None or not (writes(actor, row) or item.to_id == actor.member):
        raise Missing(_("There is no such handover."))
    return Sheet(row.giver.name, drafting.names().get(item.to_id or 0, ""), row.on, item.note)


def got(actor: Actor) -> list[Got]:
    """What this person got by handovers within 30 days, the latest first; parts of it may belong to others by now."""
    since = ports.clock.now() - timedelta(days=DAYS)
    rows = (
        HandoverItem.objects.filter(
            to=actor.member, leads="", audit__isnull=False, handover__applied_at__gt=since, handover__undone_at=None
        )
        .select_related("handover__giver")
        .order_by("-handover__applied_at", "pk")
    )
    return [
        Got(row.object, row.record, row.handover.giver.name, drafting.first_day(row.handover), row.handover_id)
        for row in rows
    ]


def to_write(actor: Actor) -> list[Handover]:
    """Handovers that are planned for this person's own records: there are sheets to write."""
    mine = Q(giver=actor.member, planned_at__isnull=False, applied_at=None)
    return list(Handover.objects.filter(mine).order_by("on", "pk"))
