"""Views that were answered stand in the access log once, however web and worker processes die in between."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path

from tests.faults.running import Running, bearer, serving, until

PRINT = (
    "import django, json, sys; django.setup()\n"
    "from enishi.platform.models import Shown\n"
    "print(json.dumps(list(Shown.objects.filter(records=sys.argv[1]).values_list('request', flat=True))))"
)


def views(environment: dict[str, str], number: int) -> list[str]:
    """The marks of the requests that showed this person alone, as the tables hold them."""
    line = [sys.executable, "-c", PRINT, f'{{"view":{{"contact":[{number}]}}}}']
    done = subprocess.run(line, env=environment, capture_output=True, text=True, timeout=60, check=True)
    return list(json.loads(done.stdout))


@dataclass
class Looker(threading.Thread):
    """Somebody who reads the same person over and over, until so many answers have come."""

    running: Running
    number: int
    wanted: int
    answered: int = 0
    failed: int = 0

    def __hash__(self) -> int:
        return id(self)

    def __post_init__(self) -> None:
        super().__init__()

    def run(self) -> None:
        while self.answered < self.wanted:
            try:
                status, _body = self.running.ask("GET", f"/api/v1/contacts/{self.number}")
            except (OSError, HTTPException):
                self.failed += 1
                time.sleep(0.05)
                continue
            assert status == 200
            self.answered += 1


def test_what_was_answered_is_in_the_log_once_when_web_and_worker_are_killed(
    environment: dict[str, str], folder: Path
) -> None:
    with serving(environment, folder) as running:
        running.headers = bearer(environment)
        status, body = running.ask("POST", "/api/v1/contacts", {"family_name": "Sato"})
        assert status == 201, body
        number = json.loads(body)["id"]
        people = [Looker(running, number, 200) for _one in range(3)]
        for one in people:
            one.start()
        for name in ("web", "worker", "web"):
            (before,) = running.children(name)
            os.kill(before, signal.SIGKILL)
            until(lambda gone=before, what=name: [n for n in running.children(what) if n != gone])
        for one in people:
            one.join()
        until(lambda: len(views(environment, number)) >= 600, 100)
    marks = views(environment, number)
    assert len(marks) == len(set(marks))
    assert 600 <= len(marks) <= 600 + sum(one.failed for one in people)
