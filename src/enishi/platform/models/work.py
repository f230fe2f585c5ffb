"""Work that is done later: jobs in the queue, and the ticks of schedules that were already taken."""

from __future__ import annotations

from django.db import models

STATES = [(name, name) for name in ("queued", "running", "done", "failed", "cancelled")]


class Job(models.Model):
    """One piece of work. Who claims it holds the lease and the number in `fence`; an overtaken worker cannot commit.

    `due` is when it may start, `key` keeps the same work from being queued twice, `checkpoint` is where it goes on.
    """

    name = models.CharField(max_length=80)
    arguments = models.JSONField(default=dict)
    key = models.CharField(max_length=200, default="", blank=True)
    state = models.CharField(max_length=10, choices=STATES, default="queued")
    priority = models.SmallIntegerField(default=0)
    due = models.DateTimeField()
    queued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    worker = models.CharField(max_length=80, default="", blank=True)
    fence = models.BigIntegerField(default=0)
    attempts = models.IntegerField(default=0)
    member = models.BigIntegerField(null=True)
    via = models.CharField(max_length=16, default="job")
    checkpoint = models.JSONField(default=dict)
    done_steps = models.BigIntegerField(default=0)
    all_steps = models.BigIntegerField(default=0)
    note = models.TextField(default="", blank=True)
    result = models.JSONField(null=True)
    error = models.TextField(default="", blank=True)
    cancel_asked = models.BooleanField(default=False)

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["state", "due", "id"], name="job_queue"),
            models.Index(fields=["member", "id"], name="job_member"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "key"],
                name="job_once",
                condition=models.Q(state="queued") & ~models.Q(key=""),
            )
        ]


class Tick(models.Model):
    """A moment of a schedule that a worker has taken; the second one to try finds it taken."""

    schedule = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["schedule", "at"], name="tick_once")]
