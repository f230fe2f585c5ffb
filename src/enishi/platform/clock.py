"""The clock of the workspace."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from enishi.platform import workspace


class SystemClock:
    """The present moment; zone, fiscal year and currency from the workspace's settings."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def zone(self) -> str:
        return workspace.current().timezone

    def fiscal_start(self) -> int:
        return workspace.current().fiscal_start

    def currency(self) -> str:
        return workspace.current().currency

    def today(self) -> date:
        """The day it is in the workspace."""
        return self.now().astimezone(ZoneInfo(self.zone())).date()
