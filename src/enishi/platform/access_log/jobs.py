"""The worker's part in the access log: draining the spool, and letting go of months whose time is over."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path

from enishi.kernel.ports import ports
from enishi.platform.access_log import drain, months
from enishi.platform.access_log.seen import spool as access
from enishi.platform.jobs.registry import job
from enishi.platform.jobs.run import Run
from enishi.platform.lock import BACKGROUND_HOLD
from enishi.platform.spool.read import files, left_behind, remove

FIRST, FEWEST, MOST = 500, 50, 2_000


@job("access_log.drain", every=timedelta(seconds=10), needed=drain.waits, retries=3, quiet=True)
def take_over(run: Run) -> int:
    """All lines there are, in steps shorter than 100 ms; then the files go whose writers are gone."""
    total = sum(_file(run, path) for path in files(access.name))
    with run.step():
        drain.forget([path.name for path in files(access.name)])
    return total


def _file(run: Run, path: Path) -> int:
    total, size = 0, FIRST
    # first the lock, then the last look: nothing can be added after it
    for end in left_behind(path):
        total = _lines(run, path, size)
        with run.step():
            drain.cut(path, end)
        remove(path)
        return total
    return _lines(run, path, size)


def _lines(run: Run, path: Path, size: int) -> int:
    total = 0
    while True:
        began = time.monotonic()
        with run.step():
            number = drain.take(path, size)
        total += number
        if number < size:
            return total
        size = max(FEWEST, min(MOST, int(size * BACKGROUND_HOLD / max(time.monotonic() - began, 0.001))))


@job("access_log.forget", at="03:40", retries=2, quiet=True)
def forget(run: Run) -> int:
    """Months before those that are kept (`KEPT_MONTHS`)."""
    day, total = months.first_kept(ports.clock.now().date()), 0
    while True:
        with run.step():
            gone = months.forget_before(day, MOST)
        total += gone
        if not gone:
            return total
