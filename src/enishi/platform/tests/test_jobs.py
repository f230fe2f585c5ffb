"""Jobs: exactly once in effect, whatever workers do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from enishi.kernel.actor import SYSTEM
from enishi.kernel.ports import ports
from enishi.platform import epoch
from enishi.platform.jobs import schedule
from enishi.platform.jobs.claim import claim
from enishi.platform.jobs.queue import cancel
from enishi.platform.jobs.registry import JOBS, job
from enishi.platform.jobs.run import Overtaken, Run
from enishi.platform.jobs.worker import perform, run_pending
from enishi.platform.models import Job, Team
from enishi.testing.clock import FixedClock
from enishi.testing.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def only_these_jobs() -> Iterator[None]:
    """The jobs of the house stay quiet in these tests."""
    before = dict(JOBS)
    JOBS.clear()
    yield
    JOBS.clear()
    JOBS.update(before)


def enqueue(name: str, **more: Any) -> int:
    return int(ports.jobs.enqueue(name, {}, SYSTEM, **more))


def test_an_overtaken_worker_commits_nothing_and_the_next_goes_on_from_the_checkpoint(clock: FixedClock) -> None:
    @job("t.teams")
    def work(run: Run) -> int:
        for number in range(run.checkpoint.get("at", 0), 3):
            with run.step() as checkpoint:
                Team.objects.create(name=f"team {number}")
                checkpoint["at"] = number + 1
        return int(run.checkpoint["at"])

    number = enqueue("t.teams")
    first = claim("first")
    assert first is not None
    with first.step() as checkpoint:
        Team.objects.create(name="team 0")
        checkpoint["at"] = 1
    clock.move(timedelta(seconds=61))
    second = claim("second")
    assert second is not None
    assert second.fence == first.fence + 1
    with pytest.raises(Overtaken), first.step():
        Team.objects.create(name="never")
    first.done("never")
    perform(second)
    assert sorted(Team.objects.values_list("name", flat=True)) == ["team 0", "team 1", "team 2"]
    row = Job.objects.get(pk=number)
    assert (row.state, row.result) == ("done", 3)


def test_a_heartbeat_keeps_the_job_from_others(clock: FixedClock) -> None:
    job("t.slow")(lambda run: None)
    enqueue("t.slow")
    run = claim("first")
    assert run is not None
    clock.move(timedelta(seconds=50))
    assert run.beat(clock.now())
    clock.move(timedelta(seconds=50))
    assert claim("second") is None


def test_two_workers_at_one_tick_queue_the_job_once(clock: FixedClock) -> None:
    job("t.daily", at="08:00")(lambda run: None)
    assert schedule.tick() == ["t.daily"]
    assert schedule.tick() == []
    assert schedule._queue(JOBS["t.daily"], schedule.slot(JOBS["t.daily"], clock.now())) == []  # type: ignore[arg-type]
    assert Job.objects.count() == 1
    clock.move(timedelta(days=1))
    run_pending()
    assert schedule.tick() == ["t.daily"]


def test_a_schedule_that_needs_nothing_writes_nothing(clock: FixedClock) -> None:
    job("t.often", every=timedelta(seconds=5), needed=lambda: False)(lambda run: None)
    assert schedule.tick() == []
    assert Job.objects.count() == 0


def test_a_job_is_tried_again_later_and_then_given_up(clock: FixedClock, caplog: Any) -> None:
    tries = []

    @job("t.broken", retries=1)
    def work(run: Run) -> None:
        tries.append(run.attempt)
        raise RuntimeError("no paper")

    number = enqueue("t.broken")
    assert run_pending() == 1
    assert run_pending() == 0
    clock.move(timedelta(seconds=11))
    assert run_pending() == 1
    row = Job.objects.get(pk=number)
    assert (tries, row.state) == ([1, 2], "failed")
    assert "no paper" in row.error


def test_a_failed_step_leaves_neither_effect_nor_checkpoint(caplog: Any) -> None:
    @job("t.half")
    def work(run: Run) -> None:
        with run.step() as checkpoint:
            checkpoint["at"] = 1
            Team.objects.create(name="half")
            raise RuntimeError

    number = enqueue("t.half")
    run_pending()
    assert not Team.objects.exists()
    assert Job.objects.get(pk=number).checkpoint == {}


def test_the_same_key_waits_once_but_may_wait_while_one_runs() -> None:
    job("t.keyed")(lambda run: None)
    first = enqueue("t.keyed", key="a")
    assert enqueue("t.keyed", key="a") == first
    assert claim("worker") is not None
    assert enqueue("t.keyed", key="a") != first


def test_a_cancelled_job_stops_at_its_next_step_and_keeps_what_was_done() -> None:
    @job("t.cancel")
    def work(run: Run) -> None:
        with run.step():
            Team.objects.create(name="kept")
        cancel(run.id)
        with run.step():
            Team.objects.create(name="not made")

    number = enqueue("t.cancel")
    run_pending()
    assert Job.objects.get(pk=number).state == "cancelled"
    assert list(Team.objects.values_list("name", flat=True)) == ["kept"]
    waiting = enqueue("t.cancel")
    assert cancel(waiting)
    assert run_pending() == 0


def test_a_job_of_a_person_who_was_disabled_does_nothing(world: World, caplog: Any) -> None:
    seen = []
    job("t.person")(lambda run: seen.append(run.actor.name))
    ports.jobs.enqueue("t.person", {}, world.aiko)
    run_pending()
    user = world.members["Aiko"].user
    assert user is not None
    ports.jobs.enqueue("t.person", {}, world.aiko)
    user.is_active = False
    user.save()
    epoch.advance("access")
    run_pending()
    assert seen == ["Aiko"]
    assert list(Job.objects.order_by("pk").values_list("state", flat=True)) == ["done", "failed"]


def test_an_unknown_job_is_refused_at_once() -> None:
    with pytest.raises(KeyError):
        enqueue("t.unknown")
