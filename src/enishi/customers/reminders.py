"""The reminder of a task: its owner is told once, in the product and by mail, when the moment has come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _

from enishi.customers import queries
from enishi.kernel.actor import SYSTEM, Actor
from enishi.kernel.doors.read import records
from enishi.kernel.doors.rows import Row
from enishi.kernel.ports import ports
from enishi.platform import access, mail, marks
from enishi.platform.jobs.registry import job
from enishi.platform.models import Notification
from enishi.platform.people import members
from enishi.platform.people.notifications import kind, notify
from enishi.screens import letters
from enishi.screens.looks import facts, full_day, local, url_of
from enishi.screens.page_models.mail_page import MailPage

if TYPE_CHECKING:
    from enishi.platform.jobs.run import Run

REMINDER = "reminder"
#: A moment that was missed for longer, because nothing ran or the task came from a file, is let go.
LATE = timedelta(days=1)


def due() -> bool:
    """Whether somebody is to be reminded now. Cost: two queries at most."""
    return next(_due(ports.clock.now()), None) is not None


@job("customers.reminders", every=timedelta(seconds=30), needed=due, retries=3, quiet=True)
def remind(run: Run) -> int:
    """Tell the owners of open tasks whose moment has come. Mark, notification and order of the mail are one write."""
    now, told = ports.clock.now(), 0
    for task, owner, at in list(_due(now)):
        with run.step():
            fresh = marks.take(_schedule(task), at)
            stands = (task, owner, at) in queries.to_remind(at, at, task)
            if not fresh or not stands or access.actor_of(owner) is None:
                continue
            notify([owner], REMINDER, about=("task", task))
            if mail.is_on():
                given = {"task": task, "member": owner, "at": at.isoformat()}
                ports.jobs.enqueue("mail.reminder", given, SYSTEM, key=f"{task}:{at.isoformat()}")
            told += 1
    return told


@job("mail.reminder", retries=3, quiet=True)
def write(run: Run) -> None:
    """The mail to the owner, unless the task was done, moved or passed on meanwhile; a second attempt carries the same
    Message-ID."""
    task, member = int(run.arguments["task"]), int(run.arguments["member"])
    at = datetime.fromisoformat(run.arguments["at"])
    actor, to = access.actor_of(member, kind="job", via="job"), members.address_of(member)
    if actor is None or not to or (task, member, at) not in queries.to_remind(at, at, task):
        return
    row = next(iter(records("task", actor).among([task]).first(1)), None)
    if row is not None:
        mail.send(_letter(row, actor, to, f"reminder.{task}.{at:%Y%m%d%H%M%S}"))


@kind(REMINDER)
def told_of(row: Notification, title: str) -> str:
    return _("Reminder: {title}").format(title=title)


def _letter(row: Row, actor: Actor, to: str, key: str) -> mail.Mail:
    with translation.override(actor.language):
        at = local(row["remind_at"], actor)
        when = _("You wanted to be reminded at {time} on {day}.").format(time=f"{at:%H:%M}", day=full_day(at, actor))
        about = facts(*(_line(row, name, actor) for name in ("contact", "account", "due_on") if row.values.get(name)))
        page = MailPage(
            actor.language,
            _("Reminder: {title}").format(title=row.title),
            _("Hello {name},").format(name=actor.name),
            tuple(filter(None, (row.title, about, when))),
            href=mail.address(url_of(row.card, row.id)),
            label=_("Open the task"),
            footer=letters.footer(),
        )
    return letters.written(page, to, key)


def _line(row: Row, name: str, actor: Actor) -> str:
    return f"{row.card.fields[name].label}: {row.show(name, actor.language)}"


def _due(now: datetime) -> Iterator[tuple[int, int, datetime]]:
    """Task, owner and moment of what nobody was reminded of yet."""
    found = queries.to_remind(now - LATE, now)
    taken = marks.taken({_schedule(task) for task, _owner, _at in found})
    return (one for one in found if (_schedule(one[0]), one[2]) not in taken)


def _schedule(task: int) -> str:
    return f"customers.reminder:{task}"
