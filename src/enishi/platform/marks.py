"""Marks of what was done once for a moment, such as a mail of one morning: kept for two days, beside the schedules'."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from enishi.platform.models import Tick


def take(schedule: str, at: datetime) -> bool:
    """Mark a moment as taken, in the present transaction; False when another worker has it."""
    with transaction.atomic():
        return bool(Tick.objects.get_or_create(schedule=schedule, at=at)[1])


def taken(schedules: Collection[str]) -> set[tuple[str, datetime]]:
    """The moments of these schedules that somebody has taken. Cost: one query, none for no schedule."""
    return set(Tick.objects.filter(schedule__in=schedules).values_list("schedule", "at")) if schedules else set()
