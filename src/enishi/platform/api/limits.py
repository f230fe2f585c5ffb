"""Rate limits of the API: one bucket per token and process, in memory, because a GET never writes."""

from __future__ import annotations

import math
import threading
import time
from dataclasses import dataclass

from enishi.platform import memory

#: Requests a minute and burst; a bucket fills evenly.
PER_MINUTE, BURST = 60_000, 10_000
_lock = threading.Lock()


class _Buckets(dict[str, tuple[float, float]]):
    """Level and moment by token, or by person who uses the API in the browser."""


@dataclass(frozen=True, slots=True)
class Left:
    """What is left in the bucket, the seconds to `wait` for a request that is refused, and those until it is full."""

    limit: int
    remaining: int
    wait: int
    reset: int


def take(name: str) -> Left:
    """Take one request out of the bucket of this name."""
    now, buckets = time.monotonic(), memory.here().of(_Buckets)
    with _lock:
        level, since = buckets.get(name, (float(BURST), now))
        level = min(BURST, level + (now - since) * PER_MINUTE / 60) - 1
        buckets[name] = (max(level, -1.0), now)
        if len(buckets) > 10_000:
            buckets.clear()
    full = math.ceil((BURST - max(level, 0.0)) * 60 / PER_MINUTE)
    wait = math.ceil(-level * 60 / PER_MINUTE) if level < 0 else 0
    return Left(BURST, max(int(level), 0), wait, full)
