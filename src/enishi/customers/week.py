"""The working days of a week."""

from __future__ import annotations

from datetime import date, timedelta

from enishi.screens.day.days import is_working_day

WEEK = 7


def working_days(day: date) -> list[date]:
    """From this day to the end of its week; where none is left, those of the next week that has any."""
    while True:
        left = (day + timedelta(days=ahead) for ahead in range(WEEK - day.weekday()))
        if found := [one for one in left if is_working_day(one)]:
            return found
        day += timedelta(days=WEEK - day.weekday())
