"""Puts jobs into the queue, inside the transaction of whoever needs them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from enishi.kernel.actor import Actor
from enishi.kernel.doors import store
from enishi.kernel.ports import ports
from enishi.platform.jobs.registry import JOBS
from enishi.platform.models import Job


class JobQueue:
    """The queue is a table of the same database: a job exists when the write that needs it exists."""

    def enqueue(
        self,
        name: str,
        arguments: Mapping[str, Any],
        actor: Actor,
        *,
        key: str = "",
        due: datetime | None = None,
        priority: int = 0,
    ) -> int:
        """Give the job's number; while one with the same key waits, that one's. Unknown names raise KeyError."""
        if name not in JOBS:
            raise KeyError(name)
        now = ports.clock.now()
        job = store.blank(
            Job,
            name=name,
            arguments=dict(arguments),
            key=key,
            due=due or now,
            queued_at=now,
            member=actor.member,
            via=actor.via,
            priority=priority,
        )
        if not key:
            job.id = store.reserve(Job, 1)[0]
            store.insert([job])
            return int(job.id)
        waits = Job.objects.filter(name=name, key=key, state="queued").values_list("pk", flat=True)
        if not waits.exists():
            Job.objects.bulk_create([job], ignore_conflicts=True)
        return waits[0]


def cancel(number: int) -> bool:
    """Ask a job to stop: one that waits does not start, one that runs stops at its next step. False when it is over."""
    now = ports.clock.now()
    if Job.objects.filter(pk=number, state="queued").update(state="cancelled", ended_at=now, cancel_asked=True):
        return True
    return bool(Job.objects.filter(pk=number, state="running").update(cancel_asked=True))


def find(number: int, actor: Actor, *names: str) -> Job | None:
    """A job of these names that this member began, or None."""
    return Job.objects.filter(pk=number, member=actor.member, name__in=names).first()
