"""The reminder of a task: once, to its owner, in the product and by mail, and not when there is no need any more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from enishi.customers.actions.complete import Complete
from enishi.customers.tests.test_pages import made
from enishi.kernel.actor import SYSTEM
from enishi.kernel.doors.verbs import Trash, Update
from enishi.kernel.doors.write import write
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.platform.jobs.claim import claim
from enishi.platform.jobs.registry import JOBS
from enishi.platform.jobs.worker import perform, run_pending
from enishi.platform.models import Job, Notification
from enishi.platform.people import notifications, own
from enishi.testing.clock import FixedClock
from enishi.testing.world import World
from tests.entry.test_mail import Sink, sink  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def planned(world: World, clock: FixedClock, **data: Any) -> int:
    """A task of Aiko's with a reminder in ten minutes."""
    at = (clock.now() + timedelta(minutes=10)).isoformat()
    return made(world.aiko, "task", **{"name": "Send samples", "remind_at": at, **data})


def work() -> None:
    """What the worker does when the schedule comes by."""
    Job.objects.all().delete()
    card = JOBS["customers.reminders"]
    if card.needed is None or card.needed():
        ports.jobs.enqueue(card.name, {}, SYSTEM)
    run_pending()


def told() -> list[tuple[int, int | None]]:
    return list(Notification.objects.filter(kind="reminder").values_list("member_id", "record"))


def test_the_owner_is_reminded_once_when_the_moment_has_come(world: World, clock: FixedClock) -> None:
    number = planned(world, clock)
    work()
    assert told() == []
    clock.move(timedelta(minutes=10))
    work()
    work()
    assert told() == [(world.aiko.member, number)]
    assert notifications.newest(world.aiko)[0][1] == "Reminder: Send samples"


def test_a_worker_that_was_killed_reminds_neither_twice_nor_never(world: World, clock: FixedClock) -> None:
    number, other = planned(world, clock), planned(world, clock, name="Call")
    clock.move(timedelta(minutes=11))
    Job.objects.all().delete()
    ports.jobs.enqueue("customers.reminders", {}, SYSTEM)
    first = claim("first")
    assert first is not None
    held, steps = first.step, []

    def until_the_second() -> Any:
        if steps:
            raise SystemExit
        steps.append(1)
        return held()

    first.step = until_the_second  # type: ignore[method-assign]
    with pytest.raises(SystemExit):
        perform(first)
    assert told() == [(world.aiko.member, number)]
    clock.move(timedelta(seconds=61))
    run_pending()
    assert told() == [(world.aiko.member, number), (world.aiko.member, other)]


@pytest.mark.parametrize("what", ["done", "later", "trashed", "without"])
def test_work_that_was_done_or_changed_does_not_remind(world: World, clock: FixedClock, what: str) -> None:
    number, card = planned(world, clock), registry.card("task")
    if what == "done":
        write(Complete, world.aiko, card, number)
    elif what == "trashed":
        write(Trash, world.aiko, card, number)
    else:
        later = (clock.now() + timedelta(hours=2)).isoformat() if what == "later" else None
        write(Update, world.aiko, card, number, {"remind_at": later})
    clock.move(timedelta(minutes=11))
    work()
    assert told() == []
    clock.move(timedelta(hours=3))
    work()
    assert told() == ([(world.aiko.member, number)] if what == "later" else [])


def test_the_mail_is_in_the_owners_language_and_time(world: World, clock: FixedClock, sink: Sink) -> None:  # noqa: F811
    own.change_profile(world.aiko, language="ja", timezone="Europe/Paris")
    at = (clock.now() + timedelta(minutes=10)).isoformat()
    planned(world, clock, remind_at=at)
    clock.move(timedelta(minutes=10))
    work()
    work()
    assert len(sink.got) == 1
    message = sink.got[0][1]
    assert message["Subject"] == "リマインダー：Send samples"
    here = clock.now().astimezone(ZoneInfo("Europe/Paris"))
    assert f"{here.year}/{here.month}/{here.day} {here:%H:%M}" in message.get_body(("plain",)).get_content()


def test_a_task_done_before_the_mail_went_out_sends_none(world: World, clock: FixedClock, sink: Sink) -> None:  # noqa: F811
    number = planned(world, clock)
    clock.move(timedelta(minutes=10))
    Job.objects.all().delete()
    given = {"task": number, "member": world.aiko.member, "at": clock.now().isoformat()}
    ports.jobs.enqueue("mail.reminder", given, SYSTEM)
    write(Complete, world.aiko, registry.card("task"), number)
    run_pending()
    assert sink.got == []
