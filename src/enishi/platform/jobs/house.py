"""The jobs that keep the house: sealing the audit, the search index in step, old rows out."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

from django.contrib.sessions.models import Session
from django.db import connection

from enishi.kernel.ports import ports
from enishi.platform import changes, sealing, shared
from enishi.platform.files import forget_contents
from enishi.platform.jobs.registry import job
from enishi.platform.jobs.run import Run
from enishi.platform.lock import BACKGROUND_HOLD
from enishi.platform.models import Delivery, IdempotencyKey, Job, StoredFile, Tick

KEPT_JOBS, KEPT_FILES = timedelta(days=30), timedelta(days=30)


@job("audit.seal", every=timedelta(seconds=5), needed=sealing.waits, retries=3, quiet=True)
def seal(run: Run) -> int:
    """Chain what was written since the last time, in steps shorter than 100 ms."""
    total, size = 0, sealing.CHUNK
    while True:
        began = time.monotonic()
        with run.step():
            number = sealing.seal(size)
        total += number
        if number < size:
            return total
        size = max(50, min(2_000, int(size * BACKGROUND_HOLD / max(time.monotonic() - began, 0.001))))


@job("audit.head", at="00:10", retries=3, quiet=True)
def head(run: Run) -> None:
    """Write the day's head of the chain to its file."""
    sealing.keep_head()


@job("house.clean", at="03:20", retries=2, quiet=True)
def clean(run: Run) -> dict[str, int]:
    """Remove what is kept for a time only, and let the database look at its own figures."""
    now = ports.clock.now()
    old: dict[str, Any] = {
        "jobs": Job.objects.filter(state__in=["done", "failed", "cancelled"], ended_at__lt=now - KEPT_JOBS),
        "ticks": Tick.objects.filter(at__lt=now - timedelta(days=2)),
        "deliveries": Delivery.objects.filter(happened_at__lt=now - KEPT_JOBS).exclude(state="waiting"),
        "keys": IdempotencyKey.objects.filter(at__lt=now - timedelta(hours=24)),
        "sessions": Session.objects.filter(expire_date__lt=now),
    }
    removed = {}
    for name, rows in old.items():
        with run.step():
            removed[name] = rows.delete()[0]
    with run.step():
        removed["changes"] = changes.purge(now - changes.KEPT)
        removed["shared"] = shared.forget_expired(now)
    removed["files"] = _files(run)
    with run.step(), connection.cursor() as cursor:
        cursor.execute("PRAGMA optimize" if connection.vendor == "sqlite" else "ANALYZE")
    return removed


def _files(run: Run) -> int:
    """Files that were in the trash for 30 days: first the rows, then the contents."""
    limit = ports.clock.now() - KEPT_FILES
    with run.step():
        rows = StoredFile.objects.filter(trashed_at__lt=limit)
        keys = list(rows.values_list("key", flat=True)[:1_000])
        StoredFile.objects.filter(key__in=keys).delete()
    forget_contents(keys)
    return len(keys)
