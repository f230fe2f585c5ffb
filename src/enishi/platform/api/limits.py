"""Rate limits of the API: one bucket per actor and process, in memory, because a GET never writes."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass

#: Requests a minute and burst; a bucket fills evenly.
PER_MINUTE, BURST = 60_000, 10_000
_buckets: dict[str, tuple[float, float]] = {}
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Left:
    """What is left in the bucket; a request that has to `wait` (seconds) is refused."""

    limit: int
    remaining: int
    wait: int


def take(name: str) -> Left:
    """Take one request out of the bucket of this actor."""
    now = time.monotonic()
    with _lock:
        level, since = _buckets.get(name, (float(BURST), now))
        level = min(BURST, level + (now - since) * PER_MINUTE / 60) - 1
        _buckets[name] = (max(level, -1.0), now)
        if len(_buckets) > 10_000:
            _buckets.clear()
    return Left(BURST, max(int(level), 0), 1 if level < 0 else 0)
