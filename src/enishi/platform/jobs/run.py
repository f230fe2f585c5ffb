"""One attempt at a job: its fenced write steps, checkpoint, progress and end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from enishi.kernel.actor import SYSTEM, Actor
from enishi.kernel.ports import ports
from enishi.platform import access, epoch
from enishi.platform.jobs.registry import JOBS, JobCard
from enishi.platform.models import Job

LEASE = timedelta(seconds=60)
BACK_OFF_SECONDS, ERROR_LENGTH = 10, 4_000


class Overtaken(Exception):
    """Another worker has claimed the job meanwhile: this one commits nothing more."""


class Cancelled(Exception):
    """Somebody asked the job to stop."""


class Run:
    """What a job's function gets. All it writes, it writes inside `step`."""

    def __init__(self, row: Job) -> None:
        self.id: int = row.pk
        self.name, self.fence, self.attempt = row.name, row.fence, row.attempts
        self.arguments: Mapping[str, Any] = row.arguments
        self.checkpoint: dict[str, Any] = dict(row.checkpoint)
        self._member, self._via = row.member, row.via
        self._progress: dict[str, Any] = {}

    @property
    def card(self) -> JobCard:
        return JOBS[self.name]

    @property
    def actor(self) -> Actor:
        """On whose behalf it runs, with the rights of now. Raises `PermissionError` when that person acts no more."""
        if self._member is None:
            return SYSTEM
        found = access.actor_of(self._member, kind="job", via=self._via)
        if found is None:
            raise PermissionError("the person for whom this job runs has left or was disabled")
        return found

    @contextmanager
    def step(self) -> Iterator[dict[str, Any]]:
        """A write transaction that only the present claim of the job can commit.

        Yields the checkpoint; what it holds at the end is stored with the step. Raises `Overtaken` or `Cancelled`.
        """
        with ports.lock.write(background=True):
            self._hold()
            epoch.refresh()
            yield self.checkpoint
            self._mine().update(checkpoint=self.checkpoint, **self._progress)
            self._progress = {}

    def progress(self, done: int, total: int, note: str = "") -> None:
        """Say how far it is; stored with the next step."""
        self._progress = {"done_steps": done, "all_steps": total, "note": note}

    def beat(self, now: datetime) -> bool:
        """Prolong the lease; False when the job is another's now."""
        with ports.lock.write(background=True):
            return bool(self._mine().update(lease_until=now + LEASE))

    def done(self, result: Any) -> None:
        with ports.lock.write(background=True):
            if self.card.quiet:
                self._mine().delete()
            else:
                self._end(state="done", result=result)

    def stopped(self) -> None:
        with ports.lock.write(background=True):
            self._end(state="cancelled")

    def failed(self, problem: str) -> None:
        """Queue it again after a while (10 s, 40 s, 160 s …) when retries are left, else give up."""
        now, problem = ports.clock.now(), problem[-ERROR_LENGTH:]
        with ports.lock.write(background=True):
            if self.attempt > self.card.retries:
                self._end(state="failed", error=problem)
                return
            due = now + timedelta(seconds=BACK_OFF_SECONDS * 4 ** (self.attempt - 1))
            waiting = Job.objects.filter(pk=self.id).values_list("key", flat=True).first()
            if waiting and Job.objects.filter(name=self.name, key=waiting, state="queued").exists():
                self._end(state="failed", error=problem)
                return
            self._mine().update(state="queued", due=due, lease_until=None, error=problem)

    def _end(self, **values: Any) -> None:
        self._mine().update(ended_at=ports.clock.now(), lease_until=None, **self._progress, **values)

    def _mine(self) -> Any:
        return Job.objects.filter(pk=self.id, fence=self.fence, state="running")

    def _hold(self) -> None:
        rows = self._mine()
        if connection.vendor == "postgresql":
            rows = rows.select_for_update()
        asked = rows.values_list("cancel_asked", flat=True).first()
        if asked is None:
            raise Overtaken
        if asked:
            raise Cancelled
