"""Days of the demo: all relative to the day on which it is made, on working days and in working hours of the workspace."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from enishi.screens.day.days import is_working_day


@dataclass(frozen=True)
class Days:
    """`now` is the moment at which the demo is made, `zone` the workspace's time zone."""

    now: datetime
    zone: str = "Asia/Tokyo"
    _midnights: dict[date, datetime] = field(default_factory=dict, repr=False, compare=False)
    _working: dict[tuple[date, int], date] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def today(self) -> date:
        return self.now.astimezone(ZoneInfo(self.zone)).date()

    def back(self, days: int) -> date:
        """The day so many days ago, or the last working day before it."""
        return self._work(self.today - timedelta(days=days), -1)

    def ahead(self, days: int) -> date:
        """The day in so many days, or the next working day after it."""
        return self._work(self.today + timedelta(days=days), 1)

    def day(self, days: int) -> date:
        """A working day so many days from today; 0 is today, whatever day it is."""
        if not days:
            return self.today
        return self.ahead(days) if days > 0 else self.back(-days)

    def at(self, day: date, hour: int, minute: int = 0) -> datetime:
        """A moment of a day on the workspace's clock, in UTC."""
        start = self._midnights.get(day)
        if start is None:
            start = datetime.combine(day, time(), ZoneInfo(self.zone)).astimezone(UTC)
            self._midnights[day] = start
        return start + timedelta(hours=hour, minutes=minute)

    def _work(self, day: date, step: int) -> date:
        found = self._working.get((day, step))
        if found is None:
            found = day
            while not is_working_day(found):
                found += timedelta(days=step)
            self._working[day, step] = found
        return found
