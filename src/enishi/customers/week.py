"""The working days of a week."""

from __future__ import annotations

from datetime import date, timedelta

FRIDAY, WEEK = 4, 7


def working_days(day: date) -> list[date]:
    """From this day to Friday; at the weekend, the days of the coming week."""
    if day.weekday() > FRIDAY:
        day += timedelta(days=WEEK - day.weekday())
    return [day + timedelta(days=ahead) for ahead in range(FRIDAY - day.weekday() + 1)]
