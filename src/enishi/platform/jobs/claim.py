"""Takes the next job: one statement that no two workers can both win."""

from __future__ import annotations

import os
from collections.abc import Collection
from typing import Any

from django.db import connection
from django.db.models import Q

from enishi.kernel.ports import ports
from enishi.platform.jobs.registry import JOBS
from enishi.platform.jobs.run import LEASE, Run
from enishi.platform.models import Job

#: A job whose workers died this often is not tried again.
DEATHS = 5
_TAKE = """
UPDATE platform_job SET state = 'running', fence = fence + 1, attempts = attempts + 1, worker = %s,
    started_at = COALESCE(started_at, %s), lease_until = %s
WHERE id = (
    SELECT id FROM platform_job WHERE state = %s AND {due} <= %s AND name IN ({names})
    ORDER BY priority DESC, {due}, id LIMIT 1 {lock})
RETURNING id
"""


def claim(worker: str, names: Collection[str] | None = None) -> Run | None:
    """The next job that is due, or whose worker has not been heard of for 60 seconds; None when there is none.

    Cost when idle: one query, no transaction.
    """
    wanted = sorted(JOBS if names is None else names)
    now = ports.clock.now()
    queued = Q(state="queued", due__lte=now)
    orphaned = Q(state="running", lease_until__lte=now)
    if not wanted or not Job.objects.filter(queued | orphaned, name__in=wanted).exists():
        return None
    with ports.lock.write(background=True):
        number = _take(worker, "queued", "due", wanted) or _take(worker, "running", "lease_until", wanted)
        if number is None:
            return None
        row = Job.objects.get(pk=number)
        if row.attempts > JOBS[row.name].retries + DEATHS:
            row.state, row.ended_at, row.error = "failed", now, "its worker died too often"
            row.save(update_fields=["state", "ended_at", "error"])
            return None
        return Run(row)


def take_over(worker: str) -> None:
    """What dead workers of this machine were doing is due at once, not after 60 seconds; asked when a worker starts.

    A name is `machine:process`; a process that has the name of the starting worker is gone as well.
    """
    machine = worker.rpartition(":")[0]
    left = Job.objects.filter(state="running", worker__startswith=f"{machine}:").values_list("pk", "worker")
    dead = [number for number, name in left if name == worker or not _lives(name.rpartition(":")[2])]
    if dead:
        with ports.lock.write(background=True):
            Job.objects.filter(pk__in=dead, state="running").update(lease_until=ports.clock.now())


def _lives(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, ValueError):
        return False
    except PermissionError:
        return True
    return True


def _take(worker: str, state: str, due: str, names: list[str]) -> int | None:
    now = ports.clock.now()
    lock = "FOR UPDATE SKIP LOCKED" if connection.vendor == "postgresql" else ""
    sql = _TAKE.format(due=due, names=", ".join(["%s"] * len(names)), lock=lock)
    adapt = connection.ops.adapt_datetimefield_value
    values: list[Any] = [worker, adapt(now), adapt(now + LEASE), state, adapt(now), *names]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        row = cursor.fetchone()
    return int(row[0]) if row else None
