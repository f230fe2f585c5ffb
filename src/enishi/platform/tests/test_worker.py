"""The worker as a process: killed between effect and end, the next one goes on and nothing happens twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta

import pytest
from django.db import connection, connections

from enishi.kernel.actor import SYSTEM
from enishi.kernel.ports import ports
from enishi.platform.jobs.claim import claim, take_over
from enishi.platform.jobs.registry import JOBS, JobCard
from enishi.platform.jobs.run import Run
from enishi.platform.jobs.worker import perform
from enishi.platform.models import Job, Team

pytestmark = pytest.mark.django_db(transaction=True)

CHILD = """
import time, django
django.setup()
from enishi.platform.jobs.claim import claim
from enishi.platform.jobs.registry import job
from enishi.platform.models import Team
job("t.killed")(lambda run: None)
run = claim("child")
with run.step() as checkpoint:
    Team.objects.create(name="effect")
    checkpoint["made"] = True
print("done with the effect", flush=True)
time.sleep(60)
"""


def work(run: Run) -> None:
    """One effect, and nothing more once the checkpoint says that it was made."""
    if not run.checkpoint.get("made"):
        with run.step() as checkpoint:
            Team.objects.create(name="effect")
            checkpoint["made"] = True


def test_a_worker_killed_between_effect_and_end_leaves_one_effect(monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the child finds the test's database by its file")
    monkeypatch.setitem(JOBS, "t.killed", JobCard("t.killed", work))
    number = ports.jobs.enqueue("t.killed", {}, SYSTEM)
    environment = {
        **os.environ,
        "ENISHI_DATABASE_URL": f"sqlite://{connection.settings_dict['NAME']}",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    child = subprocess.Popen([sys.executable, "-c", CHILD], env=environment, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "done with the effect\n"
    child.send_signal(signal.SIGKILL)
    child.wait()
    assert claim("too early", ["t.killed"]) is None
    Job.objects.filter(pk=number).update(lease_until=ports.clock.now() - timedelta(seconds=1))
    run = claim("second", ["t.killed"])
    assert run is not None
    assert run.fence == 2
    perform(run)
    assert Team.objects.filter(name="effect").count() == 1
    assert Job.objects.get(pk=number).state == "done"


def test_a_worker_that_starts_takes_over_at_once_what_dead_ones_of_its_machine_did(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(JOBS, "t.killed", JobCard("t.killed", work))
    gone = subprocess.Popen(["true"])
    gone.wait()
    workers = {"dead": f"here:{gone.pid}", "alive": f"here:{os.getpid()}", "elsewhere": f"there:{gone.pid}"}
    numbers = {}
    for what, name in workers.items():
        numbers[what] = ports.jobs.enqueue("t.killed", {}, SYSTEM)
        assert claim(name, ["t.killed"]) is not None
    take_over("here:0")
    run = claim("here:0", ["t.killed"])
    assert run is not None
    assert run.id == numbers["dead"]
    assert claim("here:0", ["t.killed"]) is None
    take_over(workers["alive"])  # the same name again: the one who bore it is gone
    run = claim("next", ["t.killed"])
    assert run is not None
    assert run.id == numbers["alive"]


def test_workers_at_once_never_claim_the_same_job(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(JOBS, "t.killed", JobCard("t.killed", work))
    for _each in range(20):
        ports.jobs.enqueue("t.killed", {}, SYSTEM)
    claimed: list[int] = []

    def claim_all(name: str) -> None:
        end = time.monotonic() + 20
        while time.monotonic() < end:
            run = claim(name, ["t.killed"])
            if run is None:
                break
            claimed.append(run.id)
        connections.close_all()

    threads = [threading.Thread(target=claim_all, args=(f"w{number}",)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(claimed) == len(set(claimed)) == 20
