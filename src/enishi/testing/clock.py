"""A clock that stands still."""

from __future__ import annotations

from datetime import datetime, timedelta

from enishi.platform.clock import SystemClock


class FixedClock(SystemClock):
    """A clock that shows the same moment until it is moved."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def move(self, by: timedelta) -> None:
        self.at += by
