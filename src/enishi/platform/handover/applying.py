"""Carrying a handover out, chunk by chunk, at once or by a job at the beginning of its day; and taking it back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from enishi.kernel.action import Action
from enishi.kernel.actor import Actor
from enishi.kernel.doors.write import Item, Written, write_many
from enishi.kernel.errors import Conflict, Denied, Invalid
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.platform import access
from enishi.platform.bulk import reason
from enishi.platform.handover import drafting
from enishi.platform.handover.verbs import HandBack, HandOver
from enishi.platform.jobs.queue import cancel
from enishi.platform.models import Handover, HandoverItem, Job
from enishi.platform.people import members, sign_ins
from enishi.platform.people.notifications import notify

#: The names of the jobs.
APPLY, BACK = "handover.apply", "handover.back"
#: The kind of the notification for who gets something.
TOLD = "handed_over"
#: For so long both sides see what was passed on, and it can be taken back.
DAYS = 30
#: Up to this many records pass while the person waits; more are a job.
AT_ONCE, CHUNK = 1_000, 50


def plan(actor: Actor, row: Handover, version: int, on: date | None) -> None:
    """Let it hold from the beginning of a day, 0:00 in the workspace, or at once. Raises `Invalid`, `Conflict`,
    `Denied`: nothing may be left without an owner."""
    today = access.today(ports.clock)
    if on is not None and on <= today:
        raise Invalid(on=_("Choose a day after today, or hand over at once."))
    with ports.lock.write():
        row = drafting.locked(row, version)
        drafting.complete(row, actor)
        _whole(actor, row)
        if row.job is not None:
            cancel(row.job)
        row.on, row.planned_at, row.made_by_id = on, ports.clock.now(), actor.member or row.made_by_id
        many = row.items.count() > AT_ONCE
        row.job = _queue(row, actor, APPLY, _begins(on)) if on is not None or many else None
        row.save(update_fields=["on", "planned_at", "made_by", "job"])
        drafting.note(actor, row, "handover_planned", {"on": on.isoformat() if on else None})
    if row.job is None:
        while not step(row, actor):
            pass


def goes_on(row: Handover) -> bool:
    """Whether a job is to carry it out, or does so now."""
    job = waits(row)
    return job is not None and job.state in ("queued", "running")


def go_on(actor: Actor, row: Handover) -> None:
    """Carry out the rest of a handover that broke off. Raises `Conflict` when a job is at it."""
    with ports.lock.write():
        row.refresh_from_db()
        if row.applied_at is not None or goes_on(row):
            raise Conflict(_("This handover has begun and cannot be changed any more."))
        row.job = _queue(row, actor, APPLY, ports.clock.now())
        row.save(update_fields=["job"])


def withdraw(actor: Actor, row: Handover) -> None:
    """Make a planned handover a draft again. Raises `Conflict` once it has begun."""
    with ports.lock.write():
        row = drafting.locked(row, row.version)
        if row.job is not None:
            cancel(row.job)
        row.job = row.on = row.planned_at = None
        row.save(update_fields=["job", "on", "planned_at"])
        drafting.note(actor, row, "handover_withdrawn", {})


def _whole(actor: Actor, row: Handover) -> None:
    if row.leaves and (left := drafting.remains(row, actor)):
        names = ", ".join(f"{label}: {number}" for label, number in left.items())
        text = _("Somebody who leaves may keep nothing. Give this to somebody, too: {names}")
        raise Invalid({"": text.format(names=names)})
    if row.items.filter(to=None).exists() or not row.items.exists():
        raise Invalid({"": _("There is nothing to hand over, or somebody who gets it is missing.")})
    may = {pk for pk, _name in drafting.receivers(actor, row.giver_id)}
    if not set(row.items.values_list("to", flat=True)) <= may:
        raise Invalid({"": _("Somebody who is to take over cannot sign in any more. Choose somebody else.")})


def _begins(on: date | None) -> datetime:
    """0:00 of a day in the workspace."""
    return datetime.combine(on, time(), ZoneInfo(ports.clock.zone())) if on else ports.clock.now()


def _queue(row: Handover, actor: Actor, name: str, due: datetime) -> int:
    return int(ports.jobs.enqueue(name, {"handover": row.pk}, actor, key=str(row.pk), due=due))  # type: ignore[call-arg]


def until(row: Handover) -> date:
    """The last day on which the giver still sees what was passed on."""
    return drafting.first_day(row) + timedelta(days=DAYS - 1)


def step(row: Handover, actor: Actor, *, background: bool = False) -> bool:
    """Pass one chunk on in one transaction; True when nothing is left to do. What cannot pass says why and stays.

    Repeating it does nothing twice: a record whose owner is not the giver any more is left alone.
    """
    with ports.lock.write(background=background):
        row.refresh_from_db()
        if row.applied_at is not None:
            return True
        if row.started_at is None:
            drafting.complete(row, actor)
            row.on = drafting.first_day(row)
            row.started_at = ports.clock.now()
            row.save(update_fields=["started_at", "on"])
        items = _next(row.items.filter(audit=None, refused=""))
        if items:
            shown = None if row.leaves else until(row).isoformat()
            data = [{"from": row.giver_id, "to": item.to_id, "until": shown} for item in items]
            for item, written in _written(HandOver, actor, items, data, background):
                item.audit, item.refused = written.audit, _refusal(written)
            HandoverItem.objects.bulk_update(items, ["audit", "refused"])
            return False
        _finish(row, actor)
    return True


def _next(rows: QuerySet[HandoverItem]) -> list[HandoverItem]:
    """The next chunk: records of one object, those that others hang on first."""
    order = list(registry.cards)
    keys = sorted(set(rows.values_list("object", flat=True)), key=order.index)
    return list(rows.filter(object=keys[0]).order_by("pk")[:CHUNK]) if keys else []


def _written(
    action: type[Action], actor: Actor, items: list[HandoverItem], data: list[dict[str, Any]], background: bool
) -> Iterator[tuple[HandoverItem, Written]]:
    asked = [Item(item.record, given) for item, given in zip(items, data, strict=True)]
    found = write_many(action, actor, registry.card(items[0].object), asked, background=background)
    return zip(items, found, strict=True)


def _refusal(written: Written) -> str:
    return reason(written.refused) if written.refused is not None else ""


def _finish(row: Handover, actor: Actor) -> None:
    """Tell those who got something, and let the giver go."""
    row.applied_at = ports.clock.now()
    row.save(update_fields=["applied_at"])
    passed = row.items.exclude(audit=None)
    giver = members.by_number(row.giver_id)
    for to in set(passed.values_list("to", flat=True)):
        number = passed.filter(to=to, leads="").count()
        notify({to or 0}, TOLD, by=actor.member, data={"by": giver.name, "number": number, "handover": row.pk})
    if row.leaves:
        sign_ins.leave(row.giver_id, drafting.first_day(row) - timedelta(days=1), actor)
    drafting.note(actor, row, "handover_applied", {"records": passed.count()})


def take_back(actor: Actor, row: Handover) -> None:
    """Give everything back that still is where it was passed to. Raises `Denied` after 30 days, or when the giver
    could not keep it; `Conflict` when it was not applied."""
    row.refresh_from_db()
    _may_take_back(row)
    if row.items.exclude(audit=None).count() > AT_ONCE:
        with ports.lock.write():
            _queue(row, actor, BACK, ports.clock.now())
        return
    while not step_back(row, actor):
        pass


def _may_take_back(row: Handover) -> None:
    if row.applied_at is None or row.undone_at is not None:
        raise Conflict(_("There is nothing to undo."))
    if ports.clock.now() - row.applied_at > timedelta(days=DAYS):
        raise Denied(_("A handover can be undone for {days} days.").format(days=DAYS))
    if not access.acts(members.by_number(row.giver_id), access.today(ports.clock)):
        text = _("{name} cannot sign in any more and would own records. Enable the sign-in first.")
        raise Denied(text.format(name=row.giver.name))


def step_back(row: Handover, actor: Actor, *, background: bool = False) -> bool:
    """Give one chunk back in one transaction; True when nothing is left."""
    with ports.lock.write(background=background):
        row.refresh_from_db()
        items = _next(row.items.exclude(audit=None))
        if items and row.undone_at is None:
            shown = until(row).isoformat()
            data = [{"from": item.to_id, "to": row.giver_id, "until": shown} for item in items]
            for item, written in _written(HandBack, actor, items, data, background):
                item.audit, item.refused = None, _refusal(written)
            HandoverItem.objects.bulk_update(items, ["audit", "refused"])
            return False
        if row.undone_at is None:
            row.undone_at = ports.clock.now()
            row.save(update_fields=["undone_at"])
            drafting.note(actor, row, "handover_undone", {"stayed": row.items.exclude(refused="").count()})
    return True


def waits(row: Handover) -> Job | None:
    """The job of a planned handover, for its state."""
    return Job.objects.filter(pk=row.job).first() if row.job else None
