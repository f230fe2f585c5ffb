"""Done, and open again: the state of a task is the moment it was done and by whom."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enishi.customers.actions.make_private import MakePrivate
from enishi.customers.models import Task
from enishi.kernel.action import Action
from enishi.kernel.actor import Actor
from enishi.kernel.doors.verbs import Create
from enishi.kernel.doors.write import write
from enishi.kernel.errors import Invalid
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry


class Complete(Action):
    """Mark a task as done, a promise as kept. One that repeats makes its next. Emits `customers.task.completed`."""

    verb, label, icon = "complete", gettext_lazy("Done"), "check"
    event = "customers.task.completed"
    writes = ("done_at", "done_by")
    bulk, key = True, "X"

    def check(self, record: Any, actor: Actor) -> None:
        if record.done_at is not None:
            raise Invalid({"": _("This task is already done.")})

    def do(self, record: Any, actor: Actor, **given: Any) -> None:
        record.done_at, record.done_by_id = ports.clock.now(), actor.member
        if record.repeats and record.due_on:
            self._again(record, actor)

    def _again(self, record: Any, actor: Actor) -> None:
        data = {name: getattr(record, name) for name in ("name", "kind", "priority", "direction", "repeats", "notes")}
        links = {"contact": record.contact_id, "account": record.account_id, "owner": record.owner_id}
        day, card = following(record), registry.card("task")
        there = Task.objects.filter(
            name=record.name,
            repeats=record.repeats,
            contact_id=record.contact_id,
            account_id=record.account_id,
            owner_id=record.owner_id,
            due_on=day,
            trashed_at=None,
        )
        if there.exists():
            return  # it was done before and opened again: its next is there
        made = write(Create, actor, card, data={**data, **links, "due_on": day})
        if record.private_to_id is not None:
            write(MakePrivate, actor, card, made.id)


class Reopen(Action):
    """Take back that a task was done. Emits `customers.task.reopened`."""

    verb, label, icon = "reopen", gettext_lazy("Open again"), "undo-2"
    event = "customers.task.reopened"
    writes = ("done_at", "done_by")

    def check(self, record: Any, actor: Actor) -> None:
        if record.done_at is None:
            raise Invalid({"": _("This task is still open.")})

    def do(self, record: Any, actor: Actor, **given: Any) -> None:
        record.done_at = record.done_by_id = None


def following(record: Any) -> date:
    """The next due day of a repeating task; the 31st becomes the last day of a shorter month."""
    day: date = record.due_on
    if record.repeats in ("daily", "weekly"):
        return day + timedelta(days=1 if record.repeats == "daily" else 7)
    months = 1 if record.repeats == "monthly" else 12
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    return date(year, month + 1, 28)
