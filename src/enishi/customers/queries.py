"""Reads of the customers room that need a name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Literal

from django.db.models import Max

from enishi.customers.models import Call, Meeting, Task
from enishi.kernel.ports import ports

Subject = Literal["contact", "account"]


def standing(subject: Subject, ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Last two-way contact and next step of these contacts or accounts, from all their work. Cost: four queries."""
    wanted = list(ids)
    values: dict[int, dict[str, Any]] = {number: _nothing() for number in wanted}
    if not wanted:
        return values
    for number, at, kind in (*_talks(subject, wanted), *_meetings_held(subject, wanted)):
        if values[number]["last_contact_at"] is None or at > values[number]["last_contact_at"]:
            values[number].update(last_contact_at=at, last_contact_kind=kind)
    for number, day, name in (*_tasks_open(subject, wanted), *_meetings_planned(subject, wanted)):
        if values[number]["next_on"] is None or day < values[number]["next_on"]:
            values[number].update(next_on=day, next_step=name)
    return values


def _nothing() -> dict[str, Any]:
    return {"last_contact_at": None, "last_contact_kind": None, "next_on": None, "next_step": None}


def _talks(subject: Subject, ids: list[int]) -> Iterable[tuple[int, datetime, str]]:
    """Calls in which both sides spoke."""
    rows = Call.objects.filter(trashed_at=None, kind="call", outcome="talked", **{f"{subject}_id__in": ids})
    return ((number, at, "call") for number, at in rows.values_list(f"{subject}_id").annotate(Max("at")))


def _meetings_held(subject: Subject, ids: list[int]) -> Iterable[tuple[int, datetime, str]]:
    rows = Meeting.objects.filter(trashed_at=None, cancelled_at=None, starts_at__lte=ports.clock.now())
    rows = rows.filter(**{f"{subject}_id__in": ids}).exclude(kind="internal")
    latest = rows.values_list(f"{subject}_id", "kind").annotate(Max("starts_at"))
    return ((number, at, kind) for number, kind, at in latest)


def _tasks_open(subject: Subject, ids: list[int]) -> Iterable[tuple[int, Any, str]]:
    rows = Task.objects.filter(trashed_at=None, done_at=None, private_to=None, due_on__isnull=False)
    return rows.filter(**{f"{subject}_id__in": ids}).values_list(f"{subject}_id", "due_on", "name")


def _meetings_planned(subject: Subject, ids: list[int]) -> Iterable[tuple[int, Any, str]]:
    rows = Meeting.objects.filter(trashed_at=None, cancelled_at=None, private_to=None, starts_at__gt=ports.clock.now())
    rows = rows.filter(**{f"{subject}_id__in": ids})
    return ((number, at.date(), name) for number, at, name in rows.values_list(f"{subject}_id", "starts_at", "name"))
