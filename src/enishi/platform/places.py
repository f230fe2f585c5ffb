"""Where a list by time goes on: a moment and the number of a row, written into addresses as "moment~number"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from enishi.kernel.numbers import number_of


@dataclass(frozen=True, slots=True)
class Place:
    """After this moment and number, towards the past."""

    at: datetime
    number: int

    @classmethod
    def of(cls, text: str) -> Place | None:
        """Read from an address, where a plus may have become a blank; None for what is none."""
        at, _tilde, after = text.partition("~")
        number = number_of(after)
        try:
            moment = datetime.fromisoformat(at.replace(" ", "+"))
            return None if number is None or moment.tzinfo is None else cls(moment.astimezone(UTC), number)
        except (ValueError, OverflowError):
            return None

    @property
    def text(self) -> str:
        return f"{self.at.astimezone(UTC).strftime('%Y-%m-%dT%H:%M:%S.%fZ')}~{self.number}"
