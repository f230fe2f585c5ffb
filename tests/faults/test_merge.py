"""A merge that is killed half-way has not happened; two people who merge the same pair merge it once."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.faults.running import Running, bearer, serving

MADE = """
import django, json, sys; django.setup()
from enishi.kernel.actor import SYSTEM
from enishi.kernel.doors.verbs import Create
from enishi.kernel.doors.write import write
from enishi.kernel.registry import registry
def make(key, **data):
    return write(Create, SYSTEM, registry.card(key), data=data).id
one, two = (make("contact", family_name="Mori", notes=n, emails=[f"{n}@enishi.example"]) for n in ("a", "b"))
for n in range(20):
    make("task", name=f"Call {n}", contact=two)
print(json.dumps([one, two]))
"""
#: Merges, or takes the merge back, and dies at the n-th statement that writes rows.
KILLED = """
import django, os, signal, sys; django.setup()
from enishi.kernel.actor import SYSTEM
from enishi.kernel.doors import store
from enishi.kernel.doors.write import write
from enishi.kernel.registry import registry
verb, one, two, fatal = sys.argv[1], *map(int, sys.argv[2:])
card, calls, rows = registry.card("contact"), [], store.rows
def dying(*given):
    calls.append(1)
    if len(calls) == fatal:
        os.kill(os.getpid(), signal.SIGKILL)
    rows(*given)
store.rows = dying
write(card.actions[verb], SYSTEM, card, one, {"with" if verb == "merge" else "from": two})
print(len(calls))
"""
TOLD = """
import django, json, sys; django.setup()
from enishi.kernel.registry import registry
from enishi.platform.models import Audit, Change, EntryLink, Merging
found = {key: list(registry.card(key).every_row().order_by("pk").values()) for key in ("contact", "identity", "task")}
found |= {m.__name__: list(m.objects.order_by("pk").values()) for m in (Audit, Change, EntryLink, Merging)}
print(json.dumps(found, default=str))
"""


def told(environment: dict[str, str], code: str, *words: object) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-c", code, *map(str, words)]
    return subprocess.run(line, env=environment, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.parametrize("verb", ["merge", "unmerge"])
def test_a_merge_and_its_undo_that_are_killed_have_not_happened(environment: dict[str, str], verb: str) -> None:
    one, two = json.loads(told(environment, MADE).stdout)
    if verb == "unmerge":
        assert told(environment, KILLED, "merge", one, two, 0).returncode == 0
    before = told(environment, TOLD).stdout
    for fatal in (1, 4, 9):
        assert told(environment, KILLED, verb, one, two, fatal).returncode == -signal.SIGKILL
        assert told(environment, TOLD).stdout == before, fatal
    done = told(environment, KILLED, verb, one, two, 0)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 9
    assert told(environment, TOLD).stdout != before


@pytest.fixture
def running(environment: dict[str, str], folder: Path) -> Iterator[Running]:
    with serving(environment, folder) as found:
        found.headers = bearer(environment)
        yield found


def test_two_who_merge_the_same_pair_at_once_merge_it_once(running: Running) -> None:
    for crossed in (False, True):
        for _round in range(3):
            numbers = []
            for name in ("a", "b"):
                status, body = running.ask("POST", "/api/v1/contacts", {"family_name": name})
                assert status == 201
                numbers.append(json.loads(body)["id"])
            ways = [tuple(numbers), tuple(reversed(numbers) if crossed else numbers)]
            with ThreadPoolExecutor(2) as pool:
                asked = [pool.submit(merge, running, *way) for way in ways]
            codes = sorted(one.result() for one in asked)
            assert codes.count(200) <= 1, codes
            assert set(codes) <= {200, 404, 409, 422}, codes
            assert crossed or codes[0] == 200, codes
            live = [running.ask("GET", f"/api/v1/contacts/{number}")[0] for number in numbers]
            assert live.count(200) == 2 - codes.count(200)


def merge(running: Running, winner: int, loser: int) -> int:
    return running.ask("POST", f"/api/v1/contacts/{winner}/actions/merge", {"with": loser})[0]
