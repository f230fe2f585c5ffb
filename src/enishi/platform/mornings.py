"""Whose morning it is: each member is written to once a day, at eight in the time zone they live in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from enishi.platform import marks, workspace
from enishi.platform.models import Member

EIGHT = time(8)
#: A morning that was missed for longer, because nothing ran, is let go.
LATE = timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class Morning:
    """One member's eight o'clock."""

    member: int
    day: date
    at: datetime


def due(now: datetime) -> list[Morning]:
    """Mornings that have begun and were not written yet. Cost: two queries."""
    rows = Member.objects.filter(trashed_at=None, left_on=None, user__is_active=True).exclude(email=None)
    found = [
        morning
        for member, zone in rows.exclude(email="").values_list("pk", "timezone")
        if (morning := _morning(member, zone or workspace.current().timezone, now)) is not None
    ]
    taken = marks.taken([_schedule(morning) for morning in found])
    return [morning for morning in found if (_schedule(morning), morning.at) not in taken]


def take(morning: Morning) -> bool:
    """Mark a morning as written, in the present transaction; False when another worker has it."""
    return marks.take(_schedule(morning), morning.at)


def _morning(member: int, zone: str, now: datetime) -> Morning | None:
    here = now.astimezone(ZoneInfo(zone))
    at = datetime.combine(here.date(), EIGHT, here.tzinfo)
    if not at <= here < at + LATE:
        return None
    return Morning(member, here.date(), at.astimezone(UTC))


def _schedule(morning: Morning) -> str:
    return f"mail.morning:{morning.member}"
