"""Figures of requests in this process, and of all web processes of the workspace together.

Each process writes its own to a small file, at most once a second: whichever of them answers a scraper tells of all.
"""

from __future__ import annotations

import json
import os
import threading
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

from enishi.platform import memory

#: Upper bounds of the classes of durations, in seconds.
BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
WRITE_SECONDS = 1.0
_lock = threading.Lock()


@dataclass(slots=True)
class Figures:
    """Requests by kind, method and status; durations by kind (sum, and number in each class); slow statements."""

    requests: Counter[tuple[str, str, int]] = field(default_factory=Counter)
    seconds: dict[str, list[Any]] = field(default_factory=dict)
    slow: int = 0
    written: float = 0.0

    def add(self, kind: str, method: str, status: int, seconds: float, number: int = 1) -> None:
        self.requests[kind, method, status] += number
        sums = self.seconds.setdefault(kind, [0.0, [0] * (len(BOUNDS) + 1)])
        sums[0] += seconds
        sums[1][bisect_left(BOUNDS, seconds)] += number

    def take_in(self, kept: dict[str, Any]) -> None:
        """Add what another process has written."""
        for kind, method, status, number in kept["requests"]:
            self.requests[kind, method, status] += number
        for kind, (total, classes) in kept["seconds"].items():
            sums = self.seconds.setdefault(kind, [0.0, [0] * (len(BOUNDS) + 1)])
            sums[0] += total
            sums[1] = [a + b for a, b in zip(sums[1], classes, strict=True)]
        self.slow += kept["slow"]

    @property
    def as_json(self) -> str:
        requests = [[*key, number] for key, number in self.requests.items()]
        return json.dumps({"requests": requests, "seconds": self.seconds, "slow": self.slow})


def count(kind: str, method: str, status: int, seconds: float) -> None:
    """One request is answered. Cost: some microseconds, and a file of a kilobyte once a second."""
    mine = memory.here().of(Figures)
    with _lock:
        mine.add(kind, method, status, seconds)
        if time.monotonic() - mine.written > WRITE_SECONDS:
            mine.written = time.monotonic()
            _write(mine)


def count_slow() -> None:
    """One statement was slow."""
    with _lock:
        memory.here().of(Figures).slow += 1


def lines() -> Iterator[str]:
    """The figures of all web processes for Prometheus. Files of processes that ended are removed: counters begin anew
    when a process does."""
    whole = Figures()
    with _lock:
        _write(memory.here().of(Figures))
    for path in sorted(_folder().glob("*.json")):
        if _lives(path.stem):
            whole.take_in(json.loads(path.read_text("utf-8")))
        else:
            path.unlink(missing_ok=True)
    yield "# TYPE enishi_requests_total counter"
    for (kind, method, status), number in sorted(whole.requests.items()):
        yield f'enishi_requests_total{{kind="{kind}",method="{method}",status="{status}"}} {number}'
    yield "# TYPE enishi_request_seconds histogram"
    for kind, (total, classes) in sorted(whole.seconds.items()):
        below = 0
        for bound, number in zip((*BOUNDS, "+Inf"), classes, strict=True):
            below += number
            yield f'enishi_request_seconds_bucket{{kind="{kind}",le="{bound}"}} {below}'
        yield f'enishi_request_seconds_sum{{kind="{kind}"}} {total:.6f}'
        yield f'enishi_request_seconds_count{{kind="{kind}"}} {below}'
    yield "# TYPE enishi_slow_statements_total counter"
    yield f"enishi_slow_statements_total {whole.slow}"


def _folder() -> Path:
    return Path(settings.ENISHI_DATA) / "figures"


def _write(figures: Figures) -> None:
    """Put the file in its place as a whole. A full disk stops no request: the figures stay as they were."""
    place = _folder() / f"{os.getpid()}.json"
    part = place.with_suffix(".part")
    try:
        place.parent.mkdir(mode=0o700, exist_ok=True)
        part.write_text(figures.as_json, "utf-8")
        part.replace(place)
    except OSError:
        part.unlink(missing_ok=True)


def _lives(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, ValueError):
        return False
    except PermissionError:
        return True
    return True
